//! What people say: transcripts, turns, coded passages, and what the passages amount to.
//!
//! Texts are immutable; positions are Unicode code points of the normalised text, the end exclusive. What comes
//! out stays qualitative: so many of so many speakers, with their passages and who was not heard.

pub mod agreement;
pub mod anchor;
pub mod around;
pub mod attributed;
pub mod claim;
pub mod code;
pub mod codebook;
pub mod coding;
pub mod consent;
pub mod document;
pub mod double;
pub mod erase;
pub mod files;
pub mod heard;
pub mod identifiers;
pub mod passage;
pub mod points;
pub mod reading;
pub mod refi;
pub mod retrieval;
pub mod sampling;
pub mod step;
pub mod tables;
pub mod tally;
pub mod text;
pub mod turns;

pub use anchor::reanchor;
pub use around::{Around, around};
pub use attributed::Attributed;
pub use claim::{Claim, ClaimSign};
pub use code::{COLOURS, Code, CodeKey, CodeKind, CodeState, Wording};
pub use codebook::{Change, Codebook, CodebookError};
pub use coding::{About, Coding, Permission, Polarity, Stated};
pub use consent::{Consent, Statement, Stretch, consent};
pub use document::{DocumentKind, Speaker, Transcript};
pub use double::{CodingTask, Decision, Differs, Kept, Part, Place, agreed, is_blind, places};
pub use erase::{ERASED_WORDS, Remaining, without_speaker};
pub use files::{FileError, FileText, Format, Limits, Notice};
pub use heard::{Attribution, Heard, SpeakerKey};
pub use identifiers::{Found, Known};
pub use passage::{Passage, PassageError, passage, quote, speaker_at, turn_at, turns_touched};
pub use points::{Marks, Points, Words};
pub use reading::{PairReading, PassageRef, SectorReading, read_pairs, read_sectors};
pub use step::{Mark, Step};
pub use tally::{Directions, LEAST_SPEAKERS, NotHeard, Tallies, Tally};
pub use text::{Excerpt, FindError, excerpt, find_once, normalise, slice, tidy};
pub use turns::{
    ProbableInterviewer, Sign, TimeMark, Turn, labels_an_interviewer, probable_interviewer,
    probable_interviewers, recognise_turns, time_marks,
};
