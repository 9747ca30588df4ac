//! A speaker's own passages, in their own words and nobody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use troth_network::{Day, Network, OrganisationId};
use troth_say::{
    About, Around, Coding, Consent, Permission, Statement, Stretch, around, consent, speaker_at,
};
use troth_store::KeptText;

use super::Checking;
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

/// All that a speaker sees.
#[derive(Debug, Clone)]
pub struct OwnPassages {
    /// The partnership.
    pub network: Network,
    /// The names of its organisations: who will read it.
    pub readers: Vec<String>,
    /// The day of the interview.
    pub held_on: Option<Day>,
    /// The passages, in the order in which they were said.
    pub passages: Vec<OwnPassage>,
}

/// A stretch of the speaker's words that somebody coded.
#[derive(Debug, Clone)]
pub struct OwnPassage {
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The version of the text.
    pub version: u32,
    /// The words, with what surrounds them in the speaker's own turn.
    pub around: Around,
    /// What was noted at the interview.
    pub noted: Permission,
    /// What the speaker said last of exactly these words.
    pub said: Option<Statement>,
    /// What holds now.
    pub holds: Consent,
    /// Organisations it is about, each with its id in files and its name.
    pub about: Vec<(String, String)>,
    /// The codings of these words.
    pub(super) codings: Vec<Coding>,
}

impl OwnPassage {
    /// Its place, as addresses hold it.
    pub fn place(&self) -> String {
        format!("{}-{}", self.start, self.end)
    }
}

impl App {
    /// The own passages of a speaker who has come in.
    ///
    /// # Errors
    /// If the text was erased meanwhile.
    pub async fn own_passages(&self, checking: &Checking) -> Result<OwnPassages, AppError> {
        let (stored, codings, statements) = self.own_text(checking).await?;
        let networks = self.store.networks().await?;
        let network = networks.into_iter().find(|n| n.id == checking.network).ok_or_else(gone)?;
        let names = self.names(checking.network).await?;
        let mut by_place: BTreeMap<(usize, usize), Vec<Coding>> = BTreeMap::new();
        for coding in codings {
            by_place.entry((coding.start, coding.end)).or_default().push(coding);
        }
        let one = |((start, end), codings): ((usize, usize), Vec<Coding>)| {
            let (text, label) = (&stored.transcript, checking.label.as_str());
            let stretch = Stretch { transcript: text.id, version: text.version, label, start, end };
            let noted = codings.iter().map(|c| c.permission).max().unwrap_or_default();
            let own = stored.speakers.iter().find(|s| s.label == label).and_then(|s| s.organisation);
            Some(OwnPassage {
                start,
                end,
                version: text.version,
                around: around(&stored.points(), &stored.turns, label, start, end)?,
                noted,
                said: troth_say::consent::latest(&stretch, &statements).cloned(),
                holds: consent(&stretch, noted, &statements),
                about: about(&codings, &names, own),
                codings,
            })
        };
        let passages = by_place.into_iter().filter_map(one).collect();
        let readers = names.0.iter().map(|o| o.name.clone()).collect();
        Ok(OwnPassages { network, readers, held_on: stored.transcript.held_on, passages })
    }

    /// The speaker's text, the codings of the speaker's words as it is now, and what the speakers of it said.
    pub(super) async fn own_text(
        &self,
        checking: &Checking,
    ) -> Result<(Arc<KeptText>, Vec<Coding>, Vec<Statement>), AppError> {
        let stored = self.store.text(checking.transcript).await?.ok_or_else(gone)?;
        let statements = self.store.statements_of(checking.transcript).await?;
        let mut codings = self.codings_to_check(&stored, &statements).await?;
        codings.retain(|c| speaker_at(&stored.turns, c.start, c.end) == Some(checking.label.as_str()));
        Ok((stored, codings, statements))
    }

    /// The codings of a text, as it is now, that speakers are asked about: those that results may rest on, and those of
    /// which a speaker has said something, so that it can still be changed. What a second coder alone marked is in no
    /// result, and is not asked about before somebody decides that it counts.
    pub(super) async fn codings_to_check(
        &self,
        stored: &KeptText,
        statements: &[Statement],
    ) -> Result<Vec<Coding>, AppError> {
        let text = &stored.transcript;
        let (codebook, _) = self.codebook_now(text.network).await?;
        let counted = self.counted_in(text.id, &codebook).await?;
        let mut codings = self.store.codings_of(text.id).await?;
        codings.retain(|c| {
            let said = || {
                let here = |s: &&Statement| (s.version, s.start, s.end) == (c.version, c.start, c.end);
                statements.iter().any(|s| here(&s))
            };
            c.version == text.version && (counted.contains(&c.id) || said())
        });
        Ok(codings)
    }
}

pub(super) fn gone() -> AppError {
    AppError::NotFound("This interview was taken away. Nothing of it is kept or shown.".to_owned())
}

/// Whom the words are about: organisations that are named, else those of the sector, else all others.
fn about(codings: &[Coding], names: &Names, own: Option<OrganisationId>) -> Vec<(String, String)> {
    let is_meant = |id: OrganisationId| codings.iter().any(|c| c.about == Some(About::Organisation(id)));
    let of_sector = |sector| codings.iter().any(|c| c.about == Some(About::Sector(Clone::clone(sector))));
    let all = || names.0.iter().filter(|o| Some(o.id) != own);
    let mut found: Vec<_> = all().filter(|o| is_meant(o.id)).collect();
    if found.is_empty() {
        found = all().filter(|o| of_sector(&o.sector)).collect();
    }
    if found.is_empty() {
        found = all().collect();
    }
    found.into_iter().map(|o| (o.external_id.clone(), o.name.clone())).collect()
}
