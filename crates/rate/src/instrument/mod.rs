//! Survey instruments: questions as versioned data.
//!
//! An instrument is a TOML file (`framework/instruments/`) with its questions, scales, rules and source notes, in one or
//! more languages. This module reads and checks it, lays it out as screens for one person, says how long that takes,
//! checks answers, and compares versions, so that answers to questions that changed are never mixed silently.
//!
//! ```
//! use troth_network::AnswerRole;
//! use troth_rate::instrument::{Asking, Form, Instrument, Partner, RotationKey};
//!
//! let instrument = Instrument::built_in();
//! let partners = [Partner::named("acute", "the acute hospital")];
//! let asked = instrument.questions_for(&Asking {
//!     role: AnswerRole::Staff,
//!     form: Form::Short,
//!     partners: &partners,
//!     key: RotationKey::place(0),
//! });
//! assert_eq!(asked.screens.iter().filter(|screen| screen.partner.is_some()).count(), 1);
//! assert!(asked.minutes("en") < 12);
//! ```

mod answer;
mod built_in;
mod check;
mod compare;
mod dictionary;
mod error;
mod hash;
mod item;
mod minutes;
mod progress;
mod read;
mod rotate;
mod scale;
mod screens;
mod types;
mod words;

pub use answer::{Answer, AnswerError, Answers};
pub use compare::{Change, Comparison, ItemChanges};
pub use dictionary::DictionaryRow;
pub use error::InstrumentError;
pub use item::{Form, Item, Kind, NumberRange, Per, ShowIf, Who};
pub use minutes::{
    LONGEST_DEFAULT_MINUTES, SECONDS_PER_SCREEN, SHARING_SECONDS, WORDS_PER_MINUTE, seconds_to_answer,
};
pub use rotate::RotationKey;
pub use scale::{Point, Scale};
pub use screens::{Asking, Block, Partner, Question, QuestionKey, Questionnaire, Screen, Service};
pub use types::{Instrument, Once, Rotation, Section, Shown, Status};
pub use words::{Language, Words};
