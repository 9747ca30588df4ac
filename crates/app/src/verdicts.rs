//! Verdicts: a named person says what the strands show together, and why. The rule only proposes.

use troth_gate::{Audience, Released};
use troth_lens::{Convergence, Verdict};
use troth_network::{Network, PersonId, VerdictId, Wave};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::results::Evidence;

/// What a form says of a verdict.
#[derive(Debug, Clone)]
pub struct VerdictForm {
    /// One organisation, by its id in files.
    pub left: String,
    /// The other.
    pub right: String,
    /// Wave, by its id in files.
    pub wave: String,
    /// Narrative.
    pub narrative: String,
    /// What was decided.
    pub convergence: Option<Convergence>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: Option<PersonId>,
    /// The newest verdict when the form was opened: its id, or nothing.
    pub seen: String,
}

impl App {
    /// The verdicts of a round that may be shown to whoever `evidence` is for. They were decided by people who saw both
    /// sides, so a partner sees those on its own relationships alone, and where the promise shows it both sides.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(crate) async fn verdicts_beside(
        &self,
        evidence: &Released<Evidence>,
        wave: Option<&Wave>,
    ) -> Result<Vec<Verdict>, AppError> {
        let Some(wave) = wave else { return Ok(Vec::new()) };
        let mut verdicts = self.store.verdicts(wave.id).await?;
        verdicts.retain(|verdict| match evidence.seal().audience {
            Audience::Agreed => true,
            Audience::Partner(own) => verdict.pair.has(own) && evidence.value().admits_both(verdict.pair),
            Audience::Public => false,
        });
        Ok(verdicts)
    }

    /// Saves a verdict; earlier ones stay in the history.
    ///
    /// # Errors
    /// If the person, the choice or the reason is missing.
    pub async fn decide_convergence(&self, network: &Network, form: VerdictForm) -> Result<(), AppError> {
        crate::imports::refuse_patients("The reason", &form.reason)?;
        let view = self.relationship(network, &form.left, &form.right, Some(&form.wave)).await?;
        let block = view.body.value().narratives.iter().find(|n| n.narrative == form.narrative);
        let Some(block) = block else { return Err(AppError::missing("This story")) };
        let Some(wave) = &view.wave else { return Err(AppError::missing("This survey round")) };
        let newest = view.verdicts.iter().find(|v| v.narrative == form.narrative);
        if newest.map(|v| v.id.to_string()).unwrap_or_default() != form.seen {
            return Err(AppError::Conflict(
                "Somebody else has decided this since you opened the page. Nothing of yours was saved: read what they \
                 wrote, then decide anew if you see it otherwise."
                    .to_owned(),
            ));
        }
        let mut errors = Vec::new();
        if form.reason.trim().chars().count() < 10 {
            errors.push(FieldError::new("reason", "Write why in a sentence of at least ten letters."));
        }
        let people = self.people(network.id).await?;
        let by = form.by.filter(|id| people.iter().any(|p| p.id == *id));
        if by.is_none() {
            errors.push(FieldError::new("by", "Choose who decides. A verdict has a name."));
        }
        if form.convergence.is_none() {
            errors.push(FieldError::new("convergence", "Choose what the strands show together."));
        }
        let (Some(by), Some(convergence), true) = (by, form.convergence, errors.is_empty()) else {
            return Err(AppError::Invalid(errors));
        };
        let verdict = Verdict {
            id: VerdictId(self.new_id()),
            wave: wave.id,
            pair: block.cell.pair,
            narrative: form.narrative,
            convergence,
            proposed: block.cell.convergence,
            reason: form.reason.trim().to_owned(),
            by,
            on: self.today(),
        };
        self.store.insert_verdict(network.id, &verdict).await?;
        self.note(network.id, "verdict saved", verdict.id.0).await
    }
}
