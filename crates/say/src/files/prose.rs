//! The text of a document as it grows: paragraphs, tables and notes.

use super::Raw;
use super::notice::Notice;

/// A document's text so far, with what was met on the way. Shared by Word and OpenDocument.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    notes: String,
    /// Notes open within each other; text goes to the notes while there is one.
    in_note: usize,
    tables: usize,
    note_count: usize,
    pub table_count: usize,
    pub pictures: usize,
    pub comments: usize,
    pub insertions: usize,
    pub deletions: usize,
    pub hidden: usize,
    pub edges: bool,
}

impl Prose {
    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len() + self.notes.len()
    }

    pub(super) fn push(&mut self, words: &str) {
        self.target().push_str(words);
    }

    fn target(&mut self) -> &mut String {
        if self.in_note > 0 { &mut self.notes } else { &mut self.text }
    }

    /// Whether a line begins here.
    pub(super) fn at_line_start(&self) -> bool {
        let target = if self.in_note > 0 { &self.notes } else { &self.text };
        target.is_empty() || target.ends_with('\n')
    }

    /// The end of a paragraph. In a note it is a space, since a note is one line.
    pub(super) fn end_paragraph(&mut self) {
        let end = if self.in_note > 0 { " " } else { "\n" };
        self.push(end);
    }

    pub(super) fn open_table(&mut self) {
        self.tables += 1;
        self.table_count += 1;
    }

    pub(super) fn close_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
    }

    /// The end of a cell: a tab in place of the last paragraph's end.
    pub(super) fn end_cell(&mut self) {
        if self.tables > 0 {
            let target = self.target();
            target.truncate(target.trim_end_matches('\n').len());
            target.push('\t');
        }
    }

    pub(super) fn end_row(&mut self) {
        if self.tables > 0 {
            let target = self.target();
            target.truncate(target.trim_end_matches('\t').len());
            target.push('\n');
        }
    }

    /// Marks a note in the text and returns its number.
    pub(super) fn mark_note(&mut self) -> usize {
        self.note_count += 1;
        let number = self.note_count;
        self.push(&format!("[{number}]"));
        number
    }

    pub(super) fn open_note(&mut self, number: usize) {
        self.in_note += 1;
        if self.in_note == 1 {
            self.notes.push_str(&format!("[{number}] "));
        }
    }

    pub(super) fn close_note(&mut self) {
        if self.in_note == 1 {
            self.notes.truncate(self.notes.trim_end().len());
            self.notes.push('\n');
        }
        self.in_note = self.in_note.saturating_sub(1);
    }

    /// The whole text, notes under a heading at the end, and what there is to say about it.
    pub(super) fn finish(mut self) -> Raw {
        if !self.notes.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str("\n\n# Notes\n");
            self.text.push_str(&self.notes);
        }
        let counted = [
            (self.table_count, Notice::Tables as fn(usize) -> Notice),
            (self.note_count, Notice::NotesAtEnd),
            (self.pictures, Notice::Pictures),
            (self.comments, Notice::Comments),
            (self.insertions, Notice::InsertionsKept),
            (self.deletions, Notice::DeletionsLeftOut),
            (self.hidden, Notice::HiddenText),
        ];
        let mut notices: Vec<Notice> =
            counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, notice)| notice(n)).collect();
        if self.edges {
            notices.push(Notice::HeadersAndFooters);
        }
        Raw { text: self.text, notices }
    }
}
