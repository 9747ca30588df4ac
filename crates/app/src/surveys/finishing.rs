//! The end of answering: finishing with a receipt, and taking everything back.

use troth_rate::instrument::Answer;

use super::answering::Answering;
use super::receipts::{comment_hash, drawn_receipt, receipt_hash};
use crate::app::App;
use crate::error::AppError;

/// What stands in the way of finishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfinished {
    /// Nothing was answered.
    Nothing,
    /// The representative has not said who may see the answers on these screens, by place.
    Undecided(Vec<usize>),
}

/// What became of finishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finished {
    /// The answers count. The receipt is shown once; only its hash is kept.
    With(String),
    /// Not yet.
    NotYet(Unfinished),
    /// The round closed meanwhile: what was not finished does not count.
    Over,
}

impl Answering {
    /// What stands in the way of finishing, if anything does.
    pub fn unfinished(&self) -> Option<Unfinished> {
        let answers = self.questionnaire().kept(&self.answers());
        if !answers.values().any(|answer| *answer != Answer::CantSay) {
            return Some(Unfinished::Nothing);
        }
        if !self.chooses() {
            return None;
        }
        let answered = |id: &str| answers.keys().any(|key| key.partner.as_deref() == Some(id));
        let undecided = |screen: &troth_rate::instrument::Screen<'_>| {
            let asked = self.asked_on(screen).filter(|asked| !asked.skipped && asked.visible_to.is_none());
            asked.is_some_and(|asked| answered(&asked.target.to_string()))
        };
        let screens = self.questionnaire().screens;
        let places: Vec<usize> = screens
            .iter()
            .enumerate()
            .filter(|(_, screen)| undecided(screen))
            .map(|(place, _)| place)
            .collect();
        (!places.is_empty()).then_some(Unfinished::Undecided(places))
    }
}

impl App {
    /// Finishes: from now on the answers count, and can be changed until the round closes. Finishing again gives a new
    /// receipt in the place of the one before, which may never have arrived.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_answers(&self, answering: &Answering) -> Result<Finished, AppError> {
        if let Some(unfinished) = answering.unfinished() {
            return Ok(Finished::NotYet(unfinished));
        }
        let receipt = drawn_receipt(self.secret());
        let hashes = format!("{}:{}", receipt_hash(&receipt), comment_hash(&receipt));
        let noted = self.store.finish_participant(answering.participant.id, &hashes, self.now()).await?;
        Ok(if noted { Finished::With(receipt) } else { Finished::Over })
    }

    /// Erases everything somebody wrote in an open round. They are not reminded, and may begin again. Whether it could
    /// be done; after the round only the receipt does it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn withdraw_answers(&self, answering: &Answering) -> Result<bool, AppError> {
        Ok(self.store.withdraw_participant(answering.participant.id).await?)
    }
}
