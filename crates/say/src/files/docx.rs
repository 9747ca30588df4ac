//! Word documents (Office Open XML, ECMA-376, part 1: WordprocessingML).

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::Raw;
use super::error::FileError;
use super::limits::Limits;
use super::package::Package;
use super::prose::Prose;
use super::xml::{Visitor, attribute, walk};

/// Reads a Word document: paragraphs, tabs, line breaks, tables by rows, notes at the end. Tracked insertions stay,
/// deletions and hidden text go, comments and pictures are counted.
pub(super) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<Raw, FileError> {
    let mut package = Package::open(file, bytes, limits)?;
    let main = if package.has("word/document.xml") {
        "word/document.xml".to_owned()
    } else {
        package.first("word/document", ".xml").unwrap_or_default()
    };
    let Some(xml) = package.part(&main)? else {
        return Err(FileError::Damaged { file: file.to_owned(), reason: "it has no text part".into() });
    };
    let mut body = Body::default();
    walk(file, &main, &xml, limits, &mut body)?;
    drop(xml);
    for (kind, part) in [(Kind::Foot, "word/footnotes.xml"), (Kind::End, "word/endnotes.xml")] {
        if body.marked.keys().any(|(of, _)| *of == kind)
            && let Some(xml) = package.part(part)?
        {
            body.kind = Some(kind);
            walk(file, part, &xml, limits, &mut body)?;
        }
    }
    body.prose.edges =
        package.first("word/header", ".xml").is_some() || package.first("word/footer", ".xml").is_some();
    Ok(body.prose.finish())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Foot,
    End,
}

#[derive(Default)]
struct Body {
    prose: Prose,
    /// Elements open within each other whose content is left out.
    skipped: usize,
    in_text: usize,
    hidden_run: bool,
    run_properties: usize,
    /// Numbers of notes by kind and id.
    marked: BTreeMap<(Kind, String), usize>,
    /// Which part of notes is being read, if one is.
    kind: Option<Kind>,
    note_open: bool,
}

/// Elements whose content is not text of the document.
const SKIPPED: [&str; 8] =
    ["del", "moveFrom", "Fallback", "instrText", "delInstrText", "rt", "pPrChange", "rPrChange"];

impl Visitor for Body {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if SKIPPED.contains(&name) {
            if self.skipped == 0 && matches!(name, "del" | "moveFrom") && self.run_properties == 0 {
                self.prose.deletions += 1;
            }
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "t" => self.in_text += 1,
            "rPr" => self.run_properties += 1,
            "r" => self.hidden_run = false,
            "vanish" if self.run_properties > 0 => {
                let off =
                    attribute(element, "val").is_some_and(|v| matches!(v.as_str(), "0" | "false" | "off"));
                self.hidden_run = !off;
            }
            "tab" if self.run_properties == 0 && attribute(element, "pos").is_none() => self.put("\t"),
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "pStyle" => self.style(element),
            "tbl" => self.prose.open_table(),
            "ins" | "moveTo" if self.run_properties == 0 => self.prose.insertions += 1,
            "blip" | "imagedata" => self.prose.pictures += 1,
            "commentReference" => self.prose.comments += 1,
            "footnoteReference" => self.mark(Kind::Foot, element),
            "endnoteReference" => self.mark(Kind::End, element),
            "footnote" | "endnote" => self.open_note(element),
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
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "rPr" => self.run_properties = self.run_properties.saturating_sub(1),
            "r" => {
                self.prose.hidden += usize::from(self.hidden_run);
                self.hidden_run = false;
            }
            "p" if self.kind.is_none() || self.note_open => self.prose.end_paragraph(),
            "tc" => self.prose.end_cell(),
            "tr" => self.prose.end_row(),
            "tbl" => self.prose.close_table(),
            "footnote" | "endnote" if self.note_open => {
                self.note_open = false;
                self.prose.close_note();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text > 0 {
            self.put(text);
        }
    }

    fn gathered(&self) -> usize {
        self.prose.len()
    }
}

impl Body {
    fn put(&mut self, words: &str) {
        if self.skipped == 0 && !self.hidden_run && (self.kind.is_none() || self.note_open) {
            self.prose.push(words);
        }
    }

    /// Headings become Markdown headings, so that they are nobody's words.
    fn style(&mut self, element: &BytesStart<'_>) {
        let style = attribute(element, "val").unwrap_or_default();
        let level = style.strip_prefix("Heading").and_then(|level| level.parse::<usize>().ok());
        let level = level.or((style == "Title").then_some(1)).filter(|level| (1..=6).contains(level));
        if let Some(level) = level
            && self.prose.at_line_start()
        {
            self.put(&format!("{} ", "#".repeat(level)));
        }
    }

    fn mark(&mut self, kind: Kind, element: &BytesStart<'_>) {
        if let Some(id) = attribute(element, "id")
            && !self.hidden_run
            && self.kind.is_none()
        {
            let number = self.prose.mark_note();
            self.marked.insert((kind, id), number);
        }
    }

    /// Notes that are not referred to, such as separators, are left out.
    fn open_note(&mut self, element: &BytesStart<'_>) {
        if let (Some(kind), Some(id)) = (self.kind, attribute(element, "id"))
            && let Some(number) = self.marked.get(&(kind, id))
        {
            self.note_open = true;
            self.prose.open_note(*number);
        }
    }
}
