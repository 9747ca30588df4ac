//! What was typed into a form, and what is wrong with it. A form is shown from a draft: empty at first, filled with
//! everything that was typed when it comes back with errors.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use troth_app::intake::Problem;
use troth_app::{AppError, FieldError};
use troth_network::Day;
use troth_network::timestamp::parse_day;

/// What was typed, by the name of the field; of two fields of one name the last counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What stands in a field; nothing if the form has no such field.
    pub(crate) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// What stands in a field without white space around it, if that is anything.
    pub(crate) fn filled(&self, field: &str) -> Option<&str> {
        Some(self.get(field).trim()).filter(|text| !text.is_empty())
    }

    /// The names of all fields that were sent.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The same as owned text.
    pub(crate) fn owned(&self, field: &str) -> Option<String> {
        self.filled(field).map(str::to_owned)
    }

    /// Puts text into a field.
    pub(crate) fn put(&mut self, field: &str, text: impl Into<String>) {
        self.0.insert(field.to_owned(), text.into());
    }

    /// These words with `text` in `field`.
    #[must_use]
    pub(crate) fn with(mut self, field: &str, text: impl Into<String>) -> Self {
        self.put(field, text);
        self
    }

    /// The day in a field; what is no date goes to `errors`.
    pub(crate) fn day(&self, field: &'static str, errors: &mut Vec<FieldError>) -> Option<Day> {
        match parse_day(self.filled(field)?) {
            Ok(day) => Some(day),
            Err(message) => {
                errors.push(FieldError::new(field, message));
                None
            }
        }
    }

    /// What was chosen in a list, read as `T`; what is not on the list goes to `errors`.
    pub(crate) fn chosen<T: std::str::FromStr>(
        &self,
        field: &'static str,
        errors: &mut Vec<FieldError>,
    ) -> Option<T> {
        let text = self.filled(field)?;
        let read = text.parse().ok();
        if read.is_none() {
            errors.push(FieldError::new(
                field,
                format!("\u{201c}{text}\u{201d} is not on the list. Choose again."),
            ));
        }
        read
    }
}

/// A form on its way: what was typed and what is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// What was typed.
    pub(crate) typed: Typed,
    /// What has to be mended, by field.
    pub(crate) errors: Vec<FieldError>,
    /// Rows of a file that have to be mended, with the file's name.
    pub(crate) rows: Option<(String, Vec<Problem>)>,
    /// Put before the ids of its fields, where a page has several forms.
    pub(crate) prefix: Cow<'static, str>,
}

impl Draft {
    /// A form that shows `typed`.
    pub(crate) fn of(typed: Typed) -> Self {
        Self { typed, ..Self::default() }
    }

    /// A form of a page with several, its ids beginning with `prefix`.
    pub(crate) fn named(prefix: &'static str) -> Self {
        Self::default().under(prefix)
    }

    /// A form that shows `typed` and what is wrong with it.
    pub(crate) fn wrong(typed: Typed, errors: Vec<FieldError>) -> Self {
        Self { typed, errors, ..Self::default() }
    }

    /// The same under a prefix.
    #[must_use]
    pub(crate) fn under(self, prefix: impl Into<Cow<'static, str>>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// The form after a use case refused it. Faults of a file, and of no field in particular, stand
    /// beside `else_at`.
    ///
    /// # Errors
    /// The error itself if the form cannot mend it.
    pub(crate) fn refused(typed: Typed, error: AppError, else_at: &'static str) -> Result<Self, AppError> {
        match error {
            AppError::Invalid(mut errors) => {
                errors.iter_mut().filter(|e| e.field == "action").for_each(|e| e.field = else_at);
                Ok(Self::wrong(typed, errors))
            }
            AppError::File(problem) => {
                Ok(Self::wrong(typed, vec![FieldError::new(else_at, problem.to_string())]))
            }
            AppError::Rows { file, problems } => {
                let rows = match problems.len() {
                    1 => "1 row has".to_owned(),
                    n => format!("{n} rows have"),
                };
                let message = format!("{file}: {rows} to be mended. Nothing was imported.");
                let errors = vec![FieldError::new(else_at, message)];
                Ok(Self { rows: Some((file, problems)), ..Self::wrong(typed, errors) })
            }
            // Something of that name or day was saved in the meantime; the form keeps the words.
            AppError::Conflict(message) => Ok(Self::wrong(typed, vec![FieldError::new(else_at, message)])),
            other => Err(other),
        }
    }

    /// What is wrong with a field.
    pub(crate) fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|e| e.field == field).map(|e| e.message.as_str())
    }

    /// The id of a field on the page.
    pub(crate) fn id(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }
}
