//! Texts, selections and codings.

use troth_network::Timestamp;
use uuid::Uuid;

use super::Value;
use crate::text::slice;

/// Code points of a quotation that go into a name, the mark of the cut included.
const SHORT: usize = 120;

/// A text with what was coded in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Id.
    pub guid: Uuid,
    /// Name; not always the only one of that name.
    pub name: String,
    /// In words.
    pub description: Option<String>,
    /// The text as [`normalise`](crate::normalise) leaves it.
    pub text: String,
    /// Stretches of the text that were coded or noted.
    pub selections: Vec<Selection>,
    /// Notes on the whole of it.
    pub notes: Vec<Uuid>,
    /// What is known of it.
    pub values: Vec<Value>,
    /// Who added it.
    pub user: Option<Uuid>,
    /// When.
    pub at: Option<Timestamp>,
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Id.
    pub guid: Uuid,
    /// What the file calls it, where that is something else than its words.
    pub name: Option<String>,
    /// In words.
    pub description: Option<String>,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// Codes put on it, each by somebody.
    pub codings: Vec<Coding>,
    /// Notes on it.
    pub notes: Vec<Uuid>,
    /// Who made it.
    pub user: Option<Uuid>,
    /// When.
    pub at: Option<Timestamp>,
}

/// One code put on one stretch by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Id.
    pub guid: Uuid,
    /// The code.
    pub code: Uuid,
    /// Who coded.
    pub user: Option<Uuid>,
    /// When.
    pub at: Option<Timestamp>,
    /// Notes on it, [marks](crate::refi::Mark) among them.
    pub notes: Vec<Uuid>,
}

/// The words between two code points on one line, cut at 120 code points, as they go into a name; empty where
/// the range is not in the text.
pub fn short_quote(text: &str, start: usize, end: usize) -> String {
    slice(text, start, end).map(short).unwrap_or_default()
}

/// Words on one line, cut at 120 code points.
pub(crate) fn short(words: &str) -> String {
    // White space is evened out, so more may be needed than is kept; a bound on it keeps a huge gap cheap.
    let reach =
        words.char_indices().nth(SHORT * 4).map_or(words, |(byte, _)| words.get(..byte).unwrap_or(words));
    let line = reach.split_whitespace().collect::<Vec<_>>().join(" ");
    if reach.len() == words.len() && line.chars().count() <= SHORT {
        return line;
    }
    let mut kept: String = line.chars().take(SHORT - 1).collect();
    kept.push('…');
    kept
}
