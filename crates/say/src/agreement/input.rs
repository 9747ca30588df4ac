//! What coders marked in a text, and why it could not be read.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use troth_dyads::agreement::Reason;

/// For each code the ranges that one coder marked with it, in code points, the end exclusive, in any order.
pub type Ranges = BTreeMap<String, Vec<Range<usize>>>;

/// One text with what each coder marked in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedText {
    /// What the text is called in messages.
    pub name: String,
    /// Its length in code points.
    pub length: usize,
    /// Its segments, such as turns or paragraphs, in order and without overlap. What lies between them belongs to none.
    pub segments: Vec<Range<usize>>,
    /// Each coder who saw the text. A coder who saw it and marked nothing stands here without ranges; one who is not
    /// here did not see it.
    pub coders: BTreeMap<String, Ranges>,
}

/// Why agreement could not be worked out. `Display` is a full sentence.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SpanError {
    /// A range without characters or beyond the text.
    #[error(
        "In \"{text}\" {coder} marked \"{code}\" from {start} to {end}, but the text has {length} characters and a range needs at least one; correct or remove the range."
    )]
    Range {
        /// The text.
        text: String,
        /// The coder.
        coder: String,
        /// The code.
        code: String,
        /// First code point.
        start: usize,
        /// The code point after the last.
        end: usize,
        /// Length of the text.
        length: usize,
    },
    /// A segment that is empty, out of order or beyond the text.
    #[error(
        "In \"{text}\" segment {segment} from {start} to {end} is empty, begins before the one before it ends, or lies beyond the {length} characters of the text; work the segments out again."
    )]
    Segment {
        /// The text.
        text: String,
        /// Its place, counted from 1.
        segment: usize,
        /// First code point.
        start: usize,
        /// The code point after the last.
        end: usize,
        /// Length of the text.
        length: usize,
    },
    /// One coder gave two of the codes to the same characters.
    #[error(
        "In \"{text}\" {coder} marked character {at} with both \"{first}\" and \"{second}\"; where codes overlap, compare them one by one."
    )]
    Overlap {
        /// The text.
        text: String,
        /// The coder.
        coder: String,
        /// The code that begins first.
        first: String,
        /// The other one.
        second: String,
        /// The first character with both, counted from 0.
        at: usize,
    },
    /// A share that is none.
    #[error("A segment cannot count as coded from a share of {share} on; give a number from 0 to 1.")]
    Share {
        /// The share.
        share: f64,
    },
    /// What the coefficients say.
    #[error(transparent)]
    Reason(#[from] Reason),
}
