//! Rounds that are asked in Troth: setting one up, the people on its list, their links, what they answer, and closing.

pub mod answering;
mod assigning;
mod closing;
mod comparing;
mod drafts;
mod finishing;
mod form;
mod letters;
mod list;
mod merging;
mod opening;
mod own_words;
mod places;
mod reading;
mod receipts;
mod setup;
mod watching;

pub use assigning::Assignment;
pub use finishing::{Finished, Unfinished};
pub use letters::Letters;
pub use list::{Listed, NewParticipant};
pub use own_words::{OwnWords, ToRead, WordsChoice, Written};
pub use receipts::OwnReceipt;
pub use setup::{SurveyDraft, SurveyView};
pub use watching::Watched;
