//! Cases and the variables that describe them.

use troth_network::{Day, Timestamp};
use uuid::Uuid;

/// A unit of the study, such as a person or an organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Id.
    pub guid: Uuid,
    /// Name; on export a pseudonym.
    pub name: Option<String>,
    /// In words.
    pub description: Option<String>,
    /// Codes that stand for it.
    pub codes: Vec<Uuid>,
    /// What is known of it.
    pub values: Vec<Value>,
    /// Sources that are its own.
    pub sources: Vec<Uuid>,
    /// Selections that are its own.
    pub selections: Vec<Uuid>,
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// Words.
    Text,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A decimal number.
    Float,
    /// A day.
    Date,
    /// A moment.
    DateTime,
}

impl VariableKind {
    /// All, in the order of the standard.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Boolean, Self::Integer, Self::Float, Self::Date, Self::DateTime];

    /// As the standard writes it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Boolean => "Boolean",
            Self::Integer => "Integer",
            Self::Float => "Float",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
        }
    }
}

/// A property that cases and sources may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Id.
    pub guid: Uuid,
    /// Name.
    pub name: String,
    /// What its values are.
    pub kind: VariableKind,
    /// In words.
    pub description: Option<String>,
}

/// The value of one variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The variable.
    pub variable: Uuid,
    /// Its value; nothing where the file names the variable alone.
    pub datum: Option<Datum>,
}

/// A value. What a file writes in another form than it says stays as words.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Words.
    Text(String),
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number; one that is not finite is written as words.
    Float(f64),
    /// A day.
    Date(Day),
    /// A moment.
    DateTime(Timestamp),
}
