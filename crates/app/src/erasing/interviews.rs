//! Erasing what somebody said in an interview.

use troth_network::{CodingId, Network, TranscriptId};
use troth_say::{
    Coding, CodingTask, Decision, Permission, Remaining, Speaker, Stated, Statement, Transcript,
    without_speaker,
};
use troth_store::{Rest, StoredTranscript};

use super::{Erased, missing};
use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

/// What happens with readings: words must not stay on a page because the next release is withheld.
const READINGS: &str = "Everything that was released from the interviews is emptied, because it quotes. It is worked out \
                        again from what is left.";

/// What stays where a line of the table of who was chosen led to the text.
const CHOSEN: &str = "Who was chosen for this interview stays in the table under Interviews, Who was chosen: take the line out \
                      there if the name is to go too.";

impl App {
    /// Erases a whole text in all versions with its passages, claims and notes, and empties what was released from the interviews.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the text is not there.
    pub async fn erase_text(&self, network: &Network, id: TranscriptId) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        let chosen = self.lines_of_text(network, id).await?;
        self.store.erase_transcript(network.id, id, None, self.now()).await.map_err(missing("This text"))?;
        self.note(network.id, "transcript erased", id.0).await?;
        self.refresh(network.id, Subject::Interviews).await?;
        let told = "The text is erased, with its speakers, passages and notes.".to_owned();
        let remarks = std::iter::once(READINGS).chain((chosen > 0).then_some(CHOSEN)).map(str::to_owned);
        Ok(self.cleaned(told, remarks.collect()).await)
    }

    /// Erases what one speaker says in a text: words, name, organisation, passages and notes. What remains becomes a
    /// new text, in which the passages of the others keep their words. If nobody but interviewers remains, the whole
    /// text is erased.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or text or speaker are not there.
    pub async fn erase_speaker(
        &self,
        network: &Network,
        id: TranscriptId,
        label: &str,
    ) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        let stored = self.store.transcript(id).await?.filter(|t| t.transcript.network == network.id);
        let stored = stored.ok_or_else(|| AppError::missing("This text"))?;
        if !stored.speakers.iter().any(|s| s.label == label) {
            return Err(AppError::missing("This speaker"));
        }
        let chosen = self.lines_of_text(network, id).await?;
        let others = |s: &&Speaker| s.label != label && !s.interviewer;
        if stored.speakers.iter().filter(others).count() == 0 {
            return self.erase_text(network, id).await;
        }
        // What a correction could not place may hold words of anybody: it goes with the old versions.
        let version = stored.transcript.version;
        let mut codings = self.store.codings_of(id).await?;
        codings.retain(|c| c.version == version);
        let mut claims = self.store.claims_of(id).await?;
        claims.retain(|c| c.version == version);
        let said = self.store.statements_of(id).await?;
        let seen: Vec<_> = said.iter().map(|s| s.id).collect();
        let (statements, lost): (Vec<Statement>, Vec<Statement>) =
            said.into_iter().partition(|s| s.version == version);
        let text = &stored.transcript.text;
        let mut rest =
            without_speaker(text, &stored.speakers, &stored.turns, &codings, &claims, &statements, label);
        // What a correction left without a place keeps none, and goes on to hide what was not allowed anew.
        let lost = lost.into_iter().filter(|s| s.label != label);
        rest.statements.extend(lost.map(|s| Statement { version: 0, ..s }));
        let erased = rest.erased_codings;
        let decisions = self.store.coding_decisions_of(id).await?;
        let decisions = moved(&stored, &decisions, label);
        let tasks = self.store.coding_tasks_of(id).await?;
        let new = TranscriptId(self.new_id());
        let tasks: Vec<CodingTask> =
            tasks.into_iter().map(|task| CodingTask { transcript: new, ..task }).collect();
        let decisions: Vec<Decision> =
            decisions.into_iter().map(|d| Decision { transcript: new, version: 1, ..d }).collect();
        let remaining = remains(stored, &mut rest, new);
        let rest = Rest {
            text: &remaining,
            codings: &rest.codings,
            claims: &rest.claims,
            statements: &rest.statements,
            seen: &seen,
            tasks: &tasks,
            decisions: &decisions,
        };
        self.store
            .erase_transcript(network.id, id, Some(rest), self.now())
            .await
            .map_err(missing("This text"))?;
        self.note(network.id, "speaker erased", id.0).await?;
        self.refresh(network.id, Subject::Interviews).await?;
        let told = format!(
            "What this speaker says is erased, with {}. The others keep their words and passages, in a new text of the \
             same title.",
            if erased == 1 { "1 passage".to_owned() } else { format!("{erased} passages") }
        );
        let names = "The speaker's name in the words of others, in a heading or in the title was not looked for: read \
                     the text, and erase it as a whole if the name stands there.";
        let remarks = [READINGS, names].into_iter().chain((chosen > 0).then_some(CHOSEN)).map(str::to_owned);
        Ok(self.cleaned(told, remarks.collect()).await)
    }
}

/// The decisions at their places in what remains, by the rule that passages follow. Those about words of the erased
/// speaker go, and those of earlier versions.
fn moved(stored: &StoredTranscript, decisions: &[Decision], label: &str) -> Vec<Decision> {
    let text = &stored.transcript;
    let places: Vec<Coding> = decisions.iter().filter(|d| d.version == text.version).map(place_of).collect();
    let rest = without_speaker(&text.text, &stored.speakers, &stored.turns, &places, &[], &[], label);
    let at = |d: &Decision| rest.codings.iter().find(|c| c.id.0 == d.id).map(|c| (c.start, c.end));
    let moved = decisions.iter().filter_map(|d| {
        let (start, end) = at(d)?;
        Some(Decision { start, end, ..d.clone() })
    });
    moved.collect()
}

/// The stretch of a decision as a passage without anything else.
fn place_of(decision: &Decision) -> Coding {
    Coding {
        id: CodingId(decision.id),
        transcript: decision.transcript,
        version: decision.version,
        start: decision.start,
        end: decision.end,
        code: decision.code.clone(),
        polarity: None,
        about: None,
        stated: Stated::default(),
        permission: Permission::NotQuoted,
        coder: decision.by.clone(),
        coded_at: decision.at,
        memo: None,
    }
}

/// The new text; all that is left in it belongs to it.
fn remains(stored: StoredTranscript, rest: &mut Remaining, id: TranscriptId) -> StoredTranscript {
    rest.codings.iter_mut().for_each(|coding| coding.transcript = id);
    rest.claims.iter_mut().for_each(|claim| claim.transcript = id);
    rest.statements.iter_mut().for_each(|statement| statement.transcript = id);
    // The name of a file often is that of the person.
    let text = std::mem::take(&mut rest.text);
    let transcript = Transcript { id, text, version: 1, file_name: None, ..stored.transcript };
    let (speakers, turns) = (std::mem::take(&mut rest.speakers), std::mem::take(&mut rest.turns));
    StoredTranscript { transcript, speakers, turns }
}
