//! Claims: what a speaker says leads to what.

use troth_network::{ClaimId, Network, TranscriptId};
use troth_say::{Claim, ClaimSign, Mark, Permission, Step};

use super::coding::{Where, placed, words};
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;

/// A claim to be added.
#[derive(Debug, Clone)]
pub struct NewClaim {
    /// Where it is said.
    pub place: Where,
    /// What leads to it: a code's key, letters or name.
    pub cause: String,
    /// Whether to more or less of it.
    pub sign: Option<ClaimSign>,
    /// What it leads to.
    pub effect: String,
    /// When it holds.
    pub condition: Option<String>,
    /// What the speaker allows.
    pub permission: Permission,
    /// Note.
    pub memo: Option<String>,
}

impl App {
    /// Adds a claim.
    ///
    /// # Errors
    /// If the passage is not one speaker's words, or cause, sign or effect are missing or cause and effect are the same.
    pub async fn claim(
        &self,
        network: &Network,
        id: TranscriptId,
        new: NewClaim,
    ) -> Result<ClaimId, AppError> {
        let said = [new.memo.as_deref(), new.condition.as_deref()].map(Option::unwrap_or_default).join("\n");
        imports::refuse_patients("The note", &said)?;
        let stored = self.stored_transcript(network, id).await?;
        let mut errors = Vec::new();
        let place = placed(&stored, &new.place).map_err(|error| errors.push(error)).ok();
        let cause = self.usable_code(network, &new.cause, "cause").await;
        let cause = cause.map_err(|error| errors.push(error)).ok();
        let effect = self.usable_code(network, &new.effect, "effect").await;
        let effect = effect.map_err(|error| errors.push(error)).ok();
        if cause.is_some() && cause == effect {
            let message = "Cause and effect are the same code. Choose what follows from it.";
            errors.push(FieldError::new("effect", message));
        }
        if new.sign.is_none() {
            errors.push(FieldError::new("sign", "Choose whether it leads to more or to less."));
        }
        let (Some((start, end)), Some(cause), Some(sign), Some(effect), true) =
            (place, cause, new.sign, effect, errors.is_empty())
        else {
            return Err(AppError::Invalid(errors));
        };
        let claim = Claim {
            id: ClaimId(self.new_id()),
            transcript: id,
            version: stored.transcript.version,
            start,
            end,
            cause,
            sign,
            effect,
            condition: words(new.condition),
            permission: new.permission,
            coder: self.coder_in(id).await?,
            coded_at: self.now(),
            memo: words(new.memo),
        };
        let id = claim.id;
        self.take(network, Step::Put(Mark::Claim(claim)), "claim added").await?;
        Ok(id)
    }

    /// Removes a claim.
    ///
    /// # Errors
    /// If it is not there or is another coder's.
    pub async fn unclaim(&self, network: &Network, id: TranscriptId, claim: ClaimId) -> Result<(), AppError> {
        self.stored_transcript(network, id).await?;
        let sight = self.sight_in(id).await?;
        let found = self.store.claims_of(id).await?.into_iter().find(|c| c.id == claim);
        let found = found.filter(|c| sight.shows(id, &c.coder));
        let was = found.ok_or_else(|| AppError::missing("This claim"))?;
        self.only_the_coder(id, &was.coder).await?;
        self.take(network, Step::Take(Mark::Claim(was)), "claim removed").await
    }
}
