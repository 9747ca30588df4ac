//! All that is known of the interviews of a partnership, loaded once for an export, as far as the viewer may see it.

use std::collections::BTreeMap;

use troth_network::{Network, TranscriptId};
use troth_say::{Claim, Codebook, Coding, Consent, Permission, Statement, Stretch, consent, speaker_at};
use troth_store::StoredTranscript;

use crate::analyse::interviews::consent_of;
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::count;
use crate::organisations::Names;

/// Texts and what was coded in them.
pub(super) struct Stock {
    pub(super) texts: Vec<StoredTranscript>,
    pub(super) codings: BTreeMap<TranscriptId, Vec<Coding>>,
    pub(super) claims: BTreeMap<TranscriptId, Vec<Claim>>,
    pub(super) statements: Vec<Statement>,
    pub(super) codebook: Codebook,
    pub(super) names: Names,
    /// What the file has no place for, in sentences.
    pub(super) left: Vec<String>,
}

impl Stock {
    /// What holds for a passage.
    pub(super) fn consent(&self, stored: &StoredTranscript, coding: &Coding) -> Consent {
        consent_of(coding, speaker_at(&stored.turns, coding.start, coding.end), &self.statements)
    }

    /// What the speaker of a claim allows. Words the speaker replaced are quoted by nobody who has the old ones alone.
    pub(super) fn allowed(&self, stored: &StoredTranscript, claim: &Claim) -> Permission {
        match speaker_at(&stored.turns, claim.start, claim.end) {
            None => claim.permission,
            Some(label) => {
                let Claim { transcript, version, start, end, .. } = *claim;
                let stretch = Stretch { transcript, version, label, start, end };
                narrow(&consent(&stretch, claim.permission, &self.statements))
            }
        }
    }

    /// Stretches of a text that its speakers took back.
    pub(super) fn withdrawn(&self, stored: &StoredTranscript) -> Vec<(usize, usize)> {
        let text = &stored.transcript;
        let own = self.statements.iter().filter(|s| s.transcript == text.id && s.version == text.version);
        own.filter(|s| s.withdrawn).map(|s| (s.start, s.end)).collect()
    }
}

/// What may be written of a permission where the words are those that were recorded.
pub(super) fn narrow(consent: &Consent) -> Permission {
    if consent.amended.is_some() { Permission::NotQuoted } else { consent.permission }
}

impl App {
    /// Everything for an export of the whole.
    pub(super) async fn stock(&self, network: &Network) -> Result<Stock, AppError> {
        self.only_the_custodian()?;
        let texts = self.store.all_transcripts(network.id).await?;
        let sight = self.coding_sight(network.id).await?;
        let mut left = Vec::new();
        let (mut codings, mut claims) = (BTreeMap::new(), BTreeMap::new());
        let (mut old, mut hidden, mut versions) = (0, 0, 0);
        for stored in &texts {
            let (id, version) = (stored.transcript.id, stored.transcript.version);
            versions += usize::try_from(version.saturating_sub(1)).unwrap_or_default();
            hidden += usize::from(sight.is_blind(id));
            let mut here = self.store.codings_of(id).await?;
            let mut said = self.store.claims_of(id).await?;
            here.retain(|coding| sight.shows(id, &coding.coder));
            said.retain(|claim| sight.shows(id, &claim.coder));
            let all = here.len() + said.len();
            here.retain(|coding| coding.version == version);
            said.retain(|claim| claim.version == version);
            old += all - here.len() - said.len();
            codings.insert(id, here);
            claims.insert(id, said);
        }
        if hidden > 0 {
            left.push(format!(
                "{} coded double and not finished: of those the file holds your own passages alone.",
                count(hidden, "text is", "texts are")
            ));
        }
        if old > 0 {
            left.push(format!(
                "{} that a correction could not place: left out.",
                count(old, "passage or claim", "passages and claims")
            ));
        }
        if versions > 0 {
            left.push(format!(
                "{} of texts: the file holds the latest alone.",
                count(versions, "earlier version", "earlier versions")
            ));
        }
        let second = self.store.confirmations(network.id).await?.len();
        if second > 0 {
            left.push(format!("{} of second readers: left out.", count(second, "word", "words")));
        }
        let mut decisions = 0;
        for stored in &texts {
            decisions += self.store.coding_decisions_of(stored.transcript.id).await?.len();
        }
        if decisions > 0 {
            left.push(format!(
                "{} between two codings: left out. The file holds the passages of both coders.",
                count(decisions, "decision", "decisions")
            ));
        }
        let statements = self.store.statements(network.id).await?;
        if !statements.is_empty() {
            left.push(format!(
                "{} of speakers on their own words: each passage carries what they allow, not when and how they said it.",
                count(statements.len(), "statement", "statements")
            ));
        }
        Ok(Stock {
            codings,
            claims,
            statements,
            codebook: self.codebook_now(network.id).await?.0,
            names: self.names(network.id).await?,
            texts,
            left,
        })
    }
}
