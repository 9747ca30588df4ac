//! What people wrote in their own words in a closed round: the custodian reads each, allows it, keeps it back, or takes
//! words out of it; what was allowed is shown as it was released.

mod taken_out;

use troth_gate::ledger::sha256_hex;
use troth_gate::words::about_a_patient;
use troth_gate::{CustodianOnly, Released, WordsReading};
use troth_network::{Network, Wave, WaveState};
use troth_rate::round::Comment;
use troth_say::identifiers::{self, Choice, Found, Known, Sure};
use troth_say::normalise;
use uuid::Uuid;

use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

/// What was allowed of a round, as released.
#[derive(Debug)]
pub struct OwnWords {
    /// The round.
    pub wave: Wave,
    /// The words; none before some were allowed.
    pub body: Released<WordsReading>,
}

/// What was written in a round, for the custodian.
#[derive(Debug, Clone)]
pub struct ToRead {
    /// The round.
    pub wave: Wave,
    /// Those that nobody has read first, then in an order that was drawn.
    pub list: Vec<Written>,
}

/// What somebody wrote.
#[derive(Debug, Clone)]
pub struct Written {
    /// Internal id.
    pub id: Uuid,
    /// The words as they were written, with line ends as LF.
    pub words: String,
    /// What is shown; `None` if nothing is.
    pub shown: Option<String>,
    /// Whether somebody has read and decided.
    pub decided: bool,
    /// How often it was decided; goes back with the next decision.
    pub revision: i64,
    /// What in it points to a person, an organisation or a place, in order.
    pub found: Vec<Found>,
    /// What in it looks as if it were about a patient. It has to be taken out before the rest can be allowed.
    pub patient: Option<&'static str>,
    /// What could be shown: what is shown, or else the words with what rules are sure of taken out.
    pub proposed: String,
}

/// What the custodian decided of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsChoice {
    /// Whether it may be shown.
    pub allow: bool,
    /// What is shown then: the words, some of them replaced by words in square brackets. Not read if it is kept back.
    pub words: String,
    /// Of [`Written::revision`].
    pub revision: i64,
}

impl App {
    /// What people wrote in a closed round that was asked in Troth and the custodian allowed, for whoever looks.
    ///
    /// # Errors
    /// If there is no such round, it is not closed, or what is stored cannot be opened.
    pub async fn own_words(&self, network: &Network, round: &str) -> Result<OwnWords, AppError> {
        let wave = self.round_with_words(network, round).await?;
        let body = self.released_words(network.id, wave.id).await?;
        Ok(OwnWords { wave, body })
    }

    /// Everything that was written in a closed round.
    ///
    /// # Errors
    /// If the viewer is not the custodian, there is no such round, or it is not closed.
    pub async fn words_to_read(
        &self,
        network: &Network,
        round: &str,
    ) -> Result<CustodianOnly<ToRead>, AppError> {
        self.only_the_custodian()?;
        let wave = self.round_with_words(network, round).await?;
        let names = self.names(network.id).await?;
        let organisations: Vec<&str> = names.0.iter().map(|o| o.name.as_str()).collect();
        let known = Known { speakers: &[], organisations: &organisations };
        let mut comments = self.store.comments(wave.id).await?;
        comments
            .sort_by_cached_key(|c| (c.is_decided(), sha256_hex(format!("{}:{}", wave.id, c.id).as_bytes())));
        let list = comments.iter().map(|comment| written(comment, &known)).collect();
        Ok(CustodianOnly::open(ToRead { wave, list }, &self.viewer())?)
    }

    /// Allows what somebody wrote, keeps it back, or allows it with words taken out. What was shown before and is not any
    /// more leaves what was released at once; the rest is asked for anew.
    ///
    /// # Errors
    /// If the viewer is not the custodian; if what is to be shown is empty, holds the number of a patient, or words that
    /// nobody wrote; a conflict if it was decided or erased meanwhile.
    pub async fn decide_words(
        &self,
        network: &Network,
        round: &str,
        id: Uuid,
        choice: &WordsChoice,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let wave = self.round_with_words(network, round).await?;
        let comments = self.store.comments(wave.id).await?;
        let comment = comments.into_iter().find(|c| c.id == id);
        let comment = comment.ok_or_else(|| AppError::missing("What was written here"))?;
        let comment = Comment { revision: choice.revision, ..comment };
        let released = if choice.allow { released(&comment.words, &choice.words)? } else { None };
        let now = self.now();
        if self.store.decide_comment(&comment, choice.allow, released.as_deref(), now).await? {
            self.store.leave_no_trace().await?;
        }
        // The round and not the words: the record leads to nobody's.
        self.note(network.id, "words of a round decided", wave.id.0).await?;
        self.refresh(network.id, Subject::Words(wave.id)).await
    }

    async fn round_with_words(&self, network: &Network, round: &str) -> Result<Wave, AppError> {
        let view = self.survey_of(network, round).await?.filter(|view| view.wave.state == WaveState::Closed);
        let view =
            view.ok_or_else(|| AppError::missing("A closed round of this id that was asked in Troth"))?;
        Ok(view.wave)
    }
}

fn written(comment: &Comment, known: &Known<'_>) -> Written {
    let (shown, decided) = (comment.as_shown().map(str::to_owned), comment.is_decided());
    let words = normalise(&comment.words);
    let found = identifiers::find(&words, known);
    let patient = about_a_patient(&words);
    let proposed = shown.clone().unwrap_or_else(|| proposed(&words, &found));
    Written { id: comment.id, words, shown, decided, revision: comment.revision, found, patient, proposed }
}

/// The words with what the rules are sure of taken out.
fn proposed(words: &str, found: &[Found]) -> String {
    let choices: Vec<Choice> = (found.iter())
        .filter(|found| found.refused() || found.sure == Sure::High)
        .map(|Found { start, end, suggestion, .. }| {
            let with = if suggestion.is_empty() { "[taken out]" } else { suggestion }.to_owned();
            Choice { start: *start, end: *end, with }
        })
        .collect();
    identifiers::replace(words, &choices).map_or_else(|_| words.to_owned(), |replaced| replaced.text)
}

/// What is stored to be shown in the place of `original`; `None` if it is shown as it was written.
fn released(original: &str, typed: &str) -> Result<Option<String>, AppError> {
    let (original, typed) = (normalise(original), normalise(typed));
    let (original, typed) = (original.trim(), typed.trim());
    if typed.is_empty() {
        let sentence = "Nothing is left to be shown. Leave some words, or keep it back.";
        return Err(AppError::field("words", sentence));
    }
    if let Some(what) = about_a_patient(typed) {
        let sentence = format!(
            "This holds what looks like {what}: it is about a patient. Take it out, or keep it back."
        );
        return Err(AppError::field("words", sentence));
    }
    if typed == original {
        return Ok(None);
    }
    if let Some(wrong) = taken_out::wrong(original, typed) {
        return Err(AppError::field("words", wrong));
    }
    Ok(Some(typed.to_owned()))
}
