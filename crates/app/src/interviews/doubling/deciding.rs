//! What counts where two codings differ.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, NetworkId, TranscriptId};
use troth_say::{
    CodeKey, Codebook, Coding, CodingTask, Decision, Differs, Excerpt, Kept, Part, Place, Points, agreed,
    excerpt, places,
};
use troth_store::StoredTranscript;

use super::asking::reason_of;
use super::seeing::Coders;
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::jobs::Subject;

/// Characters of the text around a place.
const AROUND: usize = 160;

/// A place where the first coding and a second one differ.
#[derive(Debug, Clone)]
pub struct Disputed {
    /// The text.
    pub transcript: TranscriptId,
    /// Its title.
    pub title: String,
    /// The version of the text that the places are of.
    pub version: u32,
    /// The code.
    pub code: CodeKey,
    /// Its name.
    pub code_name: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// In what they differ.
    pub differs: Differs,
    /// The words with those around them.
    pub words: Excerpt,
    /// What the first coder marked, with the words.
    pub first: Vec<(Coding, String)>,
    /// The second coder.
    pub second: String,
    /// What the second coder marked, with the words.
    pub seconds: Vec<(Coding, String)>,
    /// What was decided about this place, the last first.
    pub decisions: Vec<Decision>,
    /// Whether codings here were changed after the last decision, so that it was made of other passages.
    pub changed: bool,
}

/// All places that somebody marked in texts where everybody has finished.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// Those where two codings differ: undecided ones first, then what matters most, by text and place.
    pub disputed: Vec<Disputed>,
    /// How many places both marked alike.
    pub same: usize,
    /// Names of coders.
    pub coders: Coders,
}

/// A decision as a form sends it.
#[derive(Debug, Clone)]
pub struct NewDecision {
    /// The code.
    pub code: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The version of the text on the page.
    pub version: u32,
    /// The second coder.
    pub second: String,
    /// What counts.
    pub kept: Option<Kept>,
    /// Why.
    pub reason: String,
}

/// The code that a coding has now; for a decision, what its code has become by merges.
pub(crate) fn now_in(codebook: &Codebook) -> impl Fn(Option<&Coding>, &CodeKey) -> CodeKey {
    // No passage has this id, so splits, which name passages, do not reach a decision.
    let none = CodingId(uuid::Uuid::nil());
    move |coding, key| codebook.resolve(coding.map_or(none, |c| c.id), key)
}

impl App {
    /// Every place where the first coding and a second one differ, in texts where everybody has finished.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn differences(&self, network: &Network) -> Result<CustodianOnly<Differences>, AppError> {
        self.only_the_custodian()?;
        let sight = self.coding_sight(network.id).await?;
        let (codebook, _) = self.codebook_now(network.id).await?;
        let decisions = self.store.coding_decisions(network.id).await?;
        let coders = self.coder_names(sight.tasks()).await?;
        let mut found = Differences { coders, ..Differences::default() };
        let mut by_text: BTreeMap<TranscriptId, Vec<Coding>> = BTreeMap::new();
        for coding in self.store.codings(network.id).await? {
            by_text.entry(coding.transcript).or_default().push(coding);
        }
        for stored in self.store.all_transcripts(network.id).await? {
            let id = stored.transcript.id;
            let tasks: Vec<CodingTask> = sight.tasks_of(id).cloned().collect();
            if tasks.iter().all(|t| t.part == Part::Main) || sight.is_blind(id) {
                continue;
            }
            let codings = by_text.remove(&id).unwrap_or_default();
            let points = Points::of(&stored.transcript.text);
            for (second, place) in compared(&stored, &tasks, &codings, &codebook) {
                match place.differs() {
                    None => found.same += 1,
                    Some(differs) => {
                        let of = disputed(&stored, &points, second, &place, differs, &codebook, &decisions);
                        found.disputed.extend(of);
                    }
                }
            }
        }
        found.disputed.sort_by_key(|d| (!d.decisions.is_empty() && !d.changed, d.differs));
        Ok(CustodianOnly::open(found, &self.viewer())?)
    }

    /// Decides what counts at a place where two codings differ. A later decision takes its place.
    ///
    /// # Errors
    /// If not everybody has finished, nothing is chosen, the reason is missing, or the codings there were changed since
    /// the page was shown.
    pub async fn decide_coding(
        &self,
        network: &Network,
        text: TranscriptId,
        new: NewDecision,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let stored = self.stored_transcript(network, text).await?;
        let mut errors = Vec::new();
        if new.kept.is_none() {
            errors.push(FieldError::new("decision", "Choose which coding counts here."));
        }
        let reason = match reason_of(&new.reason, "Say in a few words why.") {
            Ok(reason) => Some(reason),
            Err(AppError::Invalid(wrong)) => {
                errors.extend(wrong);
                None
            }
            Err(other) => return Err(other),
        };
        let (Some(kept), Some(reason)) = (new.kept, reason) else { return Err(AppError::Invalid(errors)) };
        let sight = self.sight_in(text).await?;
        let tasks: Vec<CodingTask> = sight.tasks_of(text).cloned().collect();
        let (codebook, _) = self.codebook_now(network.id).await?;
        let codings = self.store.codings_of(text).await?;
        let here = |place: &Place<'_>| {
            place.code.as_str() == new.code && (place.start, place.end) == (new.start, new.end)
        };
        let place = compared(&stored, &tasks, &codings, &codebook)
            .into_iter()
            .find(|(second, place)| second.coder == new.second && here(place))
            .filter(|_| !sight.is_blind(text) && new.version == stored.transcript.version);
        let Some((_, place)) = place else {
            let why = "What is coded here was changed meanwhile. Load the page again and decide there.";
            return Err(AppError::Conflict(why.to_owned()));
        };
        let decision = Decision {
            id: self.new_id(),
            transcript: text,
            version: new.version,
            start: new.start,
            end: new.end,
            code: place.code,
            second: new.second,
            kept,
            reason,
            by: self.viewer().id,
            at: self.now(),
        };
        self.store.insert_coding_decision(&decision).await?;
        self.note(network.id, "decided which coding counts", decision.id).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    /// Ids of the codings of one text that results may rest on: see [`agreed`].
    pub(crate) async fn counted_in(
        &self,
        text: TranscriptId,
        codebook: &Codebook,
    ) -> Result<BTreeSet<CodingId>, AppError> {
        let codings = self.store.codings_of(text).await?;
        let tasks = self.store.coding_tasks_of(text).await?;
        let decisions = self.store.coding_decisions_of(text).await?;
        Ok(agreed(&codings, &tasks, &decisions, now_in(codebook)).into_iter().map(|c| c.id).collect())
    }

    /// The codings that results may rest on: see [`agreed`].
    pub(crate) async fn counted_codings(
        &self,
        network: NetworkId,
        codebook: &Codebook,
    ) -> Result<Vec<Coding>, AppError> {
        let codings = self.store.codings(network).await?;
        let tasks = self.store.coding_tasks(network).await?;
        let decisions = self.store.coding_decisions(network).await?;
        Ok(agreed(&codings, &tasks, &decisions, now_in(codebook)).into_iter().cloned().collect())
    }
}

/// The places of a text, for each second coder beside the first coding.
fn compared<'a, 'b>(
    stored: &StoredTranscript,
    tasks: &'b [CodingTask],
    codings: &'a [Coding],
    codebook: &Codebook,
) -> Vec<(&'b CodingTask, Place<'a>)> {
    let seconds = || tasks.iter().filter(|t| t.part == Part::Second);
    let here = || codings.iter().filter(|c| c.version == stored.transcript.version);
    let first: Vec<&Coding> = here().filter(|c| seconds().all(|t| t.coder != c.coder)).collect();
    let of = |task: &'b CodingTask| {
        let second: Vec<&Coding> = here().filter(|c| c.coder == task.coder).collect();
        let found = places(&first, &second, |c| codebook.resolve(c.id, &c.code));
        found.into_iter().map(move |place| (task, place)).collect::<Vec<_>>()
    };
    seconds().flat_map(of).collect()
}

fn disputed(
    stored: &StoredTranscript,
    points: &Points<'_>,
    second: &CodingTask,
    place: &Place<'_>,
    differs: Differs,
    codebook: &Codebook,
    decisions: &[Decision],
) -> Option<Disputed> {
    let text = &stored.transcript;
    let now = now_in(codebook);
    let mut about: Vec<Decision> = decisions
        .iter()
        .filter(|d| {
            d.transcript == text.id
                && d.version == text.version
                && d.second == second.coder
                && now(None, &d.code) == place.code
                && d.start < place.end
                && place.start < d.end
        })
        .cloned()
        .collect();
    about.reverse();
    let codings = || place.first.iter().chain(&place.second);
    let changed = about.first().is_some_and(|last| {
        (last.start, last.end) != (place.start, place.end) || codings().any(|c| c.coded_at > last.at)
    });
    let words = |codings: &[&Coding]| {
        codings
            .iter()
            .map(|c| {
                let words = points.slice(c.start, c.end).unwrap_or_default();
                ((*c).clone(), words.to_owned())
            })
            .collect()
    };
    Some(Disputed {
        transcript: text.id,
        title: text.title.clone(),
        version: text.version,
        code: place.code.clone(),
        code_name: codebook.full_name(&place.code),
        start: place.start,
        end: place.end,
        differs,
        words: excerpt(points, place.start, place.end, AROUND)?,
        first: words(&place.first),
        second: second.coder.clone(),
        seconds: words(&place.second),
        decisions: about,
        changed,
    })
}
