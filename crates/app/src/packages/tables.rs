//! Tables of a package with what their columns mean.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words or ids.
    Text,
    /// A number.
    Number,
    /// A whole number.
    Integer,
}

impl FieldKind {
    /// The type as a Frictionless table schema has it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Number => "number",
            Self::Integer => "integer",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its heading.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What it means.
    pub description: String,
    /// The only words it can hold; empty if it can hold others.
    pub one_of: Vec<String>,
}

impl Field {
    pub(super) fn text(name: &str, description: &str) -> Self {
        Self::of(name, FieldKind::Text, description)
    }

    pub(super) fn number(name: &str, description: &str) -> Self {
        Self::of(name, FieldKind::Number, description)
    }

    pub(super) fn integer(name: &str, description: &str) -> Self {
        Self::of(name, FieldKind::Integer, description)
    }

    pub(super) fn one_of(name: &str, words: &[&str], description: &str) -> Self {
        let one_of = words.iter().map(|word| (*word).to_owned()).collect();
        Self { one_of, ..Self::text(name, description) }
    }

    fn of(name: &str, kind: FieldKind, description: &str) -> Self {
        Self { name: name.to_owned(), kind, description: description.to_owned(), one_of: Vec::new() }
    }
}

/// A table of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name without ending: small letters, digits and hyphens.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// Columns.
    pub fields: Vec<Field>,
    /// Rows with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Its file.
    pub fn path(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// As CSV in UTF-8 with a comma, lines ending in CR LF. Words that a spreadsheet would run get an apostrophe.
    pub fn csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = writer.write_record(self.fields.iter().map(|field| field.name.as_str()));
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| crate::table::harmless(cell.clone())));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}
