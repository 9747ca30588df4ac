//! Correcting a text: a new version, with passages and claims at their new places.

use std::sync::Arc;

use troth_gate::CustodianOnly;
use troth_network::{Network, TranscriptId};
use troth_say::{Speaker, normalise, reanchor, recognise_turns, slice};
use troth_store::{Correction, KeptText, TextVersion};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::jobs::Subject;

/// Longest text, in code points.
pub(crate) const LONGEST_TEXT: usize = 2_000_000;

/// What a correction did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// The new version's number.
    pub version: u32,
    /// Passages and claims that have their place in it, as far as the viewer may see them.
    pub placed: usize,
    /// Those that could not be placed; they keep their words and wait in a list.
    pub unplaced: usize,
}

/// A text with its versions.
#[derive(Debug, Clone)]
pub struct VersionsView {
    /// The text as it is now.
    pub stored: Arc<KeptText>,
    /// All versions, the first one first.
    pub versions: Vec<TextVersion>,
}

impl App {
    /// A text with its versions, to correct it.
    ///
    /// # Errors
    /// If the text is not there or the viewer is not the custodian.
    pub async fn text_versions(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<CustodianOnly<VersionsView>, AppError> {
        let stored = self.stored_transcript(network, id).await?;
        let versions = self.store.text_versions(id).await?;
        Ok(CustodianOnly::open(VersionsView { stored, versions }, &self.viewer())?)
    }

    /// Corrects a text. `of` is the version that was on the page.
    ///
    /// # Errors
    /// If nothing was changed, the reason is missing, or the text was corrected meanwhile.
    pub async fn correct_text(
        &self,
        network: &Network,
        id: TranscriptId,
        of: u32,
        text: &str,
        reason: &str,
    ) -> Result<Corrected, AppError> {
        self.only_the_custodian()?;
        imports::refuse_patients("The text", text)?;
        imports::refuse_patients("The reason", reason)?;
        let stored = self.stored_transcript(network, id).await?;
        if stored.transcript.version != of {
            return Err(AppError::Conflict(
                "Somebody corrected it meanwhile. Copy what you wrote, load the page again and make your correction there."
                    .to_owned(),
            ));
        }
        let text = normalise(text);
        let mut errors = Vec::new();
        if text.trim().is_empty() {
            errors.push(FieldError::new(
                "text",
                "There is no text left. To take a text away, erase it under Settings.",
            ));
        } else if text == stored.transcript.text {
            errors.push(FieldError::new("text", "Nothing was changed. Correct the words, then save."));
        } else if text.chars().count() > LONGEST_TEXT {
            let message = "This is longer than 2 million characters. Split it into parts.";
            errors.push(FieldError::new("text", message));
        }
        if reason.trim().is_empty() {
            errors.push(FieldError::new("reason", "Say in a few words what was corrected and why."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let turns = recognise_turns(&text, &stored.speakers);
        let mut new_speakers: Vec<Speaker> = Vec::new();
        for label in turns.iter().filter_map(|turn| turn.speaker.as_deref()) {
            if stored.speakers.iter().chain(&new_speakers).all(|s| s.label != label) {
                new_speakers.push(imports::new_speaker(label));
            }
        }
        let codings: Vec<_> =
            self.store.codings_of(id).await?.into_iter().filter(|c| c.version == of).collect();
        let claims: Vec<_> =
            self.store.claims_of(id).await?.into_iter().filter(|c| c.version == of).collect();
        let statements: Vec<_> =
            self.store.statements_of(id).await?.into_iter().filter(|s| s.version == of).collect();
        let decisions = self.store.coding_decisions_of(id).await?.into_iter().filter(|d| d.version == of);
        let decisions: Vec<_> = decisions.collect();
        let ranges: Vec<(usize, usize)> = codings
            .iter()
            .map(|c| (c.start, c.end))
            .chain(claims.iter().map(|c| (c.start, c.end)))
            .chain(statements.iter().map(|s| (s.start, s.end)))
            .chain(decisions.iter().map(|d| (d.start, d.end)))
            .collect();
        let was = &stored.transcript.text;
        let mut places = reanchor(was, &text, &ranges);
        let mut of_claims = places.split_off(codings.len());
        let mut of_statements = of_claims.split_off(claims.len());
        let of_decisions = of_statements.split_off(statements.len());
        // What a speaker allowed was for the words as they were.
        let statements: Vec<_> = statements
            .iter()
            .zip(of_statements)
            .filter_map(|(s, at)| {
                at.map(|(a, b)| (s.id, a, b, slice(&text, a, b) != slice(was, s.start, s.end)))
            })
            .collect();
        let decisions =
            decisions.iter().zip(of_decisions).filter_map(|(d, at)| at.map(|(s, e)| (d.id, s, e))).collect();
        // Only what the viewer may see is counted.
        let sight = self.sight_in(id).await?;
        let coders = codings.iter().map(|c| &c.coder).chain(claims.iter().map(|c| &c.coder));
        let told = coders.zip(places.iter().chain(&of_claims)).filter(|(coder, _)| sight.shows(id, coder));
        let (found, lost): (Vec<_>, Vec<_>) = told.partition(|(_, at)| at.is_some());
        let (placed, unplaced) = (found.len(), lost.len());
        let codings: Vec<_> =
            codings.iter().zip(places).filter_map(|(c, at)| at.map(|(s, e)| (c.id, s, e))).collect();
        let claims: Vec<_> =
            claims.iter().zip(of_claims).filter_map(|(c, at)| at.map(|(s, e)| (c.id, s, e))).collect();
        let correction = Correction {
            transcript: id,
            of,
            text,
            turns,
            new_speakers,
            codings,
            claims,
            statements,
            decisions,
            reason: reason.trim().to_owned(),
            by: self.viewer().id,
            at: self.now(),
        };
        self.store.correct_text(&correction).await?;
        self.note(network.id, "text corrected", id.0).await?;
        self.refresh(network.id, Subject::Interviews).await?;
        Ok(Corrected { version: of + 1, placed, unplaced })
    }
}
