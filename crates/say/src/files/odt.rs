//! OpenDocument texts (OASIS OpenDocument 1.3, part 3).

use std::collections::BTreeSet;

use quick_xml::events::BytesStart;

use super::Raw;
use super::error::FileError;
use super::limits::Limits;
use super::package::Package;
use super::prose::Prose;
use super::xml::{Visitor, attribute, walk};

/// Spaces that one element may stand for.
const MOST_SPACES: usize = 100;

/// Reads an OpenDocument text, as [`docx`](super::docx) reads a Word document.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Raw, FileError> {
    let mut package = Package::open(file, bytes, limits)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|list| list.contains("encryption-data")) {
        return Err(FileError::Password { file: file.to_owned() });
    }
    let Some(xml) = package.part("content.xml")? else {
        return Err(FileError::Damaged { file: file.to_owned(), reason: "it has no text part".into() });
    };
    let mut body = Body::default();
    walk(file, "content.xml", &xml, limits, &mut body)?;
    body.prose.edges = package
        .part("styles.xml")?
        .is_some_and(|styles| styles.contains("<style:header>") || styles.contains("<style:footer>"));
    Ok(body.prose.finish())
}

#[derive(Default)]
struct Body {
    prose: Prose,
    in_body: bool,
    skipped: usize,
    paragraphs: usize,
    /// Styles whose text is hidden, and the style being described.
    hidden_styles: BTreeSet<String>,
    style: Option<String>,
    /// For each open span or paragraph whether it is hidden.
    spans: Vec<bool>,
    hidden: usize,
}

/// Elements whose content is not text of the document.
const SKIPPED: [&str; 9] = [
    "annotation",
    "tracked-changes",
    "note-citation",
    "ruby-text",
    "forms",
    "sequence-decls",
    "variable-decls",
    "hidden-text",
    "user-field-decls",
];

impl Visitor for Body {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if SKIPPED.contains(&name) {
            self.skipped += 1;
            if self.skipped == 1 {
                self.prose.comments += usize::from(name == "annotation");
                self.prose.hidden += usize::from(name == "hidden-text");
            }
        }
        if self.skipped > 0 {
            // What was changed is listed apart from the text.
            match name {
                "insertion" => self.prose.insertions += 1,
                "deletion" => self.prose.deletions += 1,
                _ => {}
            }
            return;
        }
        match name {
            "text" => self.in_body = true,
            "style" => self.style = attribute(element, "name"),
            "text-properties" if attribute(element, "display").as_deref() == Some("none") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "p" | "h" => {
                self.paragraphs += 1;
                self.span(element);
                if name == "h" {
                    let level = attribute(element, "outline-level").and_then(|l| l.parse().ok()).unwrap_or(1);
                    self.put(&format!("{} ", "#".repeat(usize::clamp(level, 1, 6))));
                }
            }
            "span" => self.span(element),
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "s" => {
                let count = attribute(element, "c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.put(&" ".repeat(usize::min(count, MOST_SPACES)));
            }
            "table" => self.prose.open_table(),
            "image" => self.prose.pictures += 1,
            "note" => {
                let number = self.prose.mark_note();
                self.prose.open_note(number);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SKIPPED.contains(&name) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                self.leave();
                self.prose.end_paragraph();
            }
            "span" => self.leave(),
            "table-cell" => self.prose.end_cell(),
            "table-row" => self.prose.end_row(),
            "table" => self.prose.close_table(),
            "note" => self.prose.close_note(),
            _ => {}
        }
    }

    /// White space counts once, and not at the beginning of a line.
    fn text(&mut self, text: &str) {
        if !self.in_body || self.paragraphs == 0 {
            return;
        }
        let white = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut words = String::with_capacity(text.len());
        let mut gap = false;
        for c in text.chars() {
            if white(c) {
                gap = true;
            } else {
                if gap && !(words.is_empty() && self.prose.at_line_start()) {
                    words.push(' ');
                }
                gap = false;
                words.push(c);
            }
        }
        if gap && !(words.is_empty() && self.prose.at_line_start()) {
            words.push(' ');
        }
        self.put(&words);
    }

    fn gathered(&self) -> usize {
        self.prose.len()
    }
}

impl Body {
    fn put(&mut self, words: &str) {
        if self.in_body && self.skipped == 0 && self.hidden == 0 {
            self.prose.push(words);
        }
    }

    fn span(&mut self, element: &BytesStart<'_>) {
        let hidden =
            attribute(element, "style-name").is_some_and(|style| self.hidden_styles.contains(&style));
        self.spans.push(hidden);
        self.hidden += usize::from(hidden);
        self.prose.hidden += usize::from(hidden);
    }

    fn leave(&mut self) {
        let hidden = self.spans.pop().unwrap_or(false);
        self.hidden -= usize::from(hidden && self.hidden > 0);
    }
}
