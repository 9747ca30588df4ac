//! What the page of a text shows anew after one coding, read without the rest of the text: how long a coding takes does not
//! depend on how long the text is or how much of it is coded.

use std::collections::BTreeMap;

use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, TranscriptId};
use troth_say::{Coding, Turn, turns_touched};

use super::TranscriptView;
use crate::app::App;
use crate::error::AppError;

/// One coding with the turns it touches.
#[derive(Debug, Clone)]
pub struct CodedNow {
    /// The page, with the codings of those turns alone, and without claims, steps and second readings.
    pub view: TranscriptView,
    /// The coding.
    pub coding: Coding,
    /// The coding that follows it on the page.
    pub next: Option<CodingId>,
    /// How many codings the page shows.
    pub count: usize,
}

impl CodedNow {
    /// The turns that hold some of its words, in order.
    pub fn turns(&self) -> &[Turn] {
        turns_touched(&self.view.stored.turns, self.coding.start, self.coding.end)
    }
}

impl App {
    /// A coding that was just made, with what the page shows anew.
    ///
    /// # Errors
    /// If the text or the coding is not there, the coding has no place in the newest version, or the viewer is not the
    /// custodian.
    pub async fn coded_now(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
    ) -> Result<CustodianOnly<CodedNow>, AppError> {
        let stored = self.stored_transcript(network, id).await?;
        let sight = self.sight_in(id).await?;
        let coders = self.coder_names(sight.tasks()).await?;
        let me = sight.coder(id).to_owned();
        let now = stored.transcript.version;
        let found = self.store.coding(coding).await?;
        let found = found.filter(|c| c.transcript == id && c.version == now && sight.shows(id, &c.coder));
        let coding = found.ok_or_else(|| AppError::missing("This passage"))?;
        let alone = sight.is_blind(id).then_some(me.as_str());
        let touched = turns_touched(&stored.turns, coding.start, coding.end);
        let reach = touched.first().zip(touched.last()).map(|(first, last)| (first.start, last.end));
        let reach = reach.unwrap_or((coding.start, coding.end));
        let codings = self.store.codings_within((id, now), reach, alone).await?;
        let (count, next) = self.store.codings_beside(&coding, alone).await?;
        let consents = self.consents(&stored, std::slice::from_ref(&coding)).await?;
        let view = TranscriptView {
            codings,
            claims: Vec::new(),
            unplaced: Vec::new(),
            codebook: self.codebook_now(network.id).await?.0,
            consents,
            second_readings: BTreeMap::new(),
            undo: None,
            redo: None,
            doubled: sight.tasks_of(id).map(|task| self.state_of(task, &coders, &me)).collect(),
            blind: sight.is_blind(id),
            stored,
            coders,
            me,
        };
        Ok(CustodianOnly::open(CodedNow { view, coding, next, count }, &self.viewer())?)
    }
}
