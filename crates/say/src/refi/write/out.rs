//! XML as it is written: what XML has no place for is replaced and counted.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use troth_network::Timestamp;
use uuid::Uuid;

use crate::refi::error::RefiError;
use crate::refi::report::ExportReport;
use crate::refi::time::written;

/// The beginning of an element with its attributes.
pub(super) struct Start {
    element: BytesStart<'static>,
    replaced: usize,
    dates: usize,
}

impl Start {
    pub(super) fn new(name: &'static str) -> Self {
        Self { element: BytesStart::new(name), replaced: 0, dates: 0 }
    }

    /// An attribute that is there.
    pub(super) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = clean(value, &mut self.replaced);
        self.element.push_attribute((name, value.as_ref()));
        self
    }

    /// An attribute that may be there.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl AsRef<str>>) -> Self {
        match value {
            Some(value) => self.with(name, value.as_ref()),
            None => self,
        }
    }

    /// An id.
    pub(super) fn id(self, name: &'static str, guid: Uuid) -> Self {
        self.with(name, &guid.to_string())
    }

    /// An id that may be there.
    pub(super) fn maybe_id(self, name: &'static str, guid: Option<Uuid>) -> Self {
        self.maybe(name, guid.map(|guid| guid.to_string()))
    }

    /// A moment that may be there and can be written.
    pub(super) fn moment(mut self, name: &'static str, at: Option<Timestamp>) -> Self {
        let text = at.and_then(written);
        self.dates += usize::from(at.is_some() && text.is_none());
        self.maybe(name, text)
    }
}

/// A document that is being written.
pub(super) struct Out {
    writer: Writer<Vec<u8>>,
    replaced: usize,
    pub(super) dates: usize,
}

fn failed(error: &std::io::Error) -> RefiError {
    RefiError::Write { reason: error.to_string() }
}

type Done = Result<(), RefiError>;

impl Out {
    pub(super) fn new() -> Result<Self, RefiError> {
        let mut out = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 1), replaced: 0, dates: 0 };
        out.event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        Ok(out)
    }

    fn event(&mut self, event: Event<'_>) -> Done {
        self.writer.write_event(event).map_err(|error| failed(&error))
    }

    fn count(&mut self, start: &Start) {
        self.replaced += start.replaced;
        self.dates += start.dates;
    }

    /// An element with what `inside` writes.
    pub(super) fn element(&mut self, start: Start, inside: impl FnOnce(&mut Self) -> Done) -> Done {
        self.count(&start);
        let end: BytesEnd<'static> = start.element.to_end().into_owned();
        self.event(Event::Start(start.element))?;
        inside(self)?;
        self.event(Event::End(end))
    }

    /// An element with attributes alone.
    pub(super) fn empty(&mut self, start: Start) -> Done {
        self.count(&start);
        self.event(Event::Empty(start.element))
    }

    /// An element of words.
    pub(super) fn words(&mut self, name: &'static str, words: &str) -> Done {
        let mut replaced = 0;
        let words = clean(words, &mut replaced);
        self.replaced += replaced;
        self.element(Start::new(name), |out| out.event(Event::Text(BytesText::new(&words))))
    }

    /// An element of words that may be there.
    pub(super) fn maybe_words(&mut self, name: &'static str, words: Option<&str>) -> Done {
        words.filter(|words| !words.is_empty()).map_or(Ok(()), |words| self.words(name, words))
    }

    /// Elements that point to something.
    pub(super) fn pointers(&mut self, name: &'static str, targets: &[Uuid]) -> Done {
        targets.iter().try_for_each(|target| self.empty(Start::new(name).id("targetGUID", *target)))
    }

    /// A list in an element of its own; nothing where the list is empty, as the schema wants.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        items: &[T],
        mut one: impl FnMut(&mut Self, &T) -> Done,
    ) -> Done {
        if items.is_empty() {
            return Ok(());
        }
        self.element(Start::new(name), |out| items.iter().try_for_each(|item| one(out, item)))
    }

    pub(super) fn finish(self, report: &mut ExportReport) -> Result<Vec<u8>, RefiError> {
        report.replaced += self.replaced;
        report.dates += self.dates;
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Text with what XML 1.0 has no place for replaced by U+FFFD.
fn clean<'t>(text: &'t str, replaced: &mut usize) -> Cow<'t, str> {
    let wrong = |c: char| matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(wrong) {
        return Cow::Borrowed(text);
    }
    *replaced += 1;
    Cow::Owned(text.replace(wrong, "\u{fffd}"))
}
