//! Passages and claims with everything about them resolved, loaded once for a request; what is made of them is in
//! `troth_say::retrieval`.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, NetworkId, TranscriptId};
use troth_say::retrieval::{Found, FoundClaim, Reader, Source, Spoken, Term, word_frequency};
use troth_say::{About, CodeKey, CodeKind, Codebook, Coding, Stated, Turn};
use troth_store::StoredTranscript;

use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

/// All that is coded in the interviews of a partnership.
#[derive(Debug, Clone)]
pub struct Retrieval {
    /// Coded passages, by text in the order in which they were added, then by place.
    pub found: Vec<Found>,
    /// Claims, likewise.
    pub claims: Vec<FoundClaim>,
    /// Passages and claims that a correction could not place; they are in neither list.
    pub unplaced: usize,
    /// Texts, in the order in which they were added.
    pub texts: Vec<StoredTranscript>,
    /// The codebook.
    pub codebook: Codebook,
    /// Names of organisations.
    pub names: Names,
    /// Names of those who have an account, and of coders without one, by their id.
    people: BTreeMap<String, String>,
}

impl Retrieval {
    /// The texts that hold coded passages, by date, those without a date last, then as they were added; each with its
    /// title and the codes it holds.
    pub fn coded_texts(&self) -> Vec<(String, BTreeSet<CodeKey>)> {
        let mut held: BTreeMap<TranscriptId, BTreeSet<CodeKey>> = BTreeMap::new();
        for found in &self.found {
            held.entry(found.said.transcript).or_default().insert(found.code.clone());
        }
        let mut texts: Vec<_> =
            self.texts.iter().map(|t| &t.transcript).filter(|t| held.contains_key(&t.id)).collect();
        texts.sort_by_key(|text| (text.held_on.is_none(), text.held_on));
        texts
            .into_iter()
            .map(|text| (text.title.clone(), held.remove(&text.id).unwrap_or_default()))
            .collect()
    }

    /// Words or phrases of `length` words that most speakers use, at most `most`; the interviewers' words are left out.
    pub fn words(&self, length: usize, most: usize) -> Vec<Term> {
        let spoken: Vec<Spoken<'_>> = self.texts.iter().flat_map(spoken_in).collect();
        word_frequency(&spoken, length, most)
    }

    /// Labels of those who speak in coded passages, in alphabetical order.
    pub fn speakers(&self) -> Vec<String> {
        let labels: BTreeSet<&String> =
            self.found.iter().filter_map(|found| found.said.label.as_ref()).collect();
        labels.into_iter().cloned().collect()
    }

    /// The name of a coder.
    pub fn coder(&self, id: &str) -> String {
        match id {
            "holder" => "The holder of the database".to_owned(),
            id => self.people.get(id).cloned().unwrap_or_else(|| "Somebody who was erased".to_owned()),
        }
    }

    /// Those who coded, by their ids.
    pub fn coders(&self) -> Vec<String> {
        let coders: BTreeSet<&String> = self.found.iter().map(|found| &found.coder).collect();
        coders.into_iter().cloned().collect()
    }
}

/// What speakers say in a text, turn by turn. In a text without speakers all is the text's own.
fn spoken_in(stored: &StoredTranscript) -> Vec<Spoken<'_>> {
    let reader = Reader::of(&stored.transcript, &stored.turns, &stored.speakers);
    let asks = |label: &str| stored.speakers.iter().any(|s| s.interviewer && s.label == label);
    let someone_speaks = stored.turns.iter().any(|turn| turn.speaker.is_some());
    let counts = |turn: &&Turn| match &turn.speaker {
        Some(label) => !asks(label),
        None => !someone_speaks,
    };
    let said = |turn: &Turn| {
        let source = Source { transcript: stored.transcript.id, label: turn.speaker.clone() };
        Some(Spoken { source, words: reader.words(turn.start, turn.end)? })
    };
    stored.turns.iter().filter(counts).filter_map(said).collect()
}

impl App {
    /// All coded passages and claims of a partnership.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn retrieval(&self, network: &Network) -> Result<CustodianOnly<Retrieval>, AppError> {
        self.only_the_custodian()?;
        Ok(CustodianOnly::open(self.resolved(network.id).await?, &self.viewer())?)
    }

    /// The coded passages of all partnerships that the viewer opens, with their names: to compare them by the
    /// framework's codes. Codes of one's own and those of other partnerships below them are left out. With sign-in,
    /// requests know one partnership alone, and so does this.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn retrieval_everywhere(
        &self,
    ) -> Result<CustodianOnly<(Vec<Found>, BTreeMap<NetworkId, String>)>, AppError> {
        self.only_the_custodian()?;
        let (mut all, mut names) = (Vec::new(), BTreeMap::new());
        for network in self.networks().await? {
            let resolved = self.resolved(network.id).await?;
            all.extend(resolved.found.into_iter().filter(|found| found.code.kind() != CodeKind::Own));
            names.insert(network.id, network.name);
        }
        Ok(CustodianOnly::open((all, names), &self.viewer())?)
    }

    /// The codings that are found and counted: those that count in results, and in a text that is coded double and not
    /// finished the viewer's own, whoever else codes it.
    async fn found_codings(&self, network: NetworkId, codebook: &Codebook) -> Result<Vec<Coding>, AppError> {
        let sight = self.coding_sight(network).await?;
        let counted: BTreeSet<CodingId> =
            self.counted_codings(network, codebook).await?.into_iter().map(|coding| coding.id).collect();
        let mut codings = self.store.codings(network).await?;
        codings.retain(|coding| {
            if sight.is_blind(coding.transcript) {
                sight.coder(coding.transcript) == coding.coder
            } else {
                counted.contains(&coding.id)
            }
        });
        Ok(codings)
    }

    async fn resolved(&self, network: NetworkId) -> Result<Retrieval, AppError> {
        let names = self.names(network).await?;
        let texts = self.store.all_transcripts(network).await?;
        let (codebook, _) = self.codebook_now(network).await?;
        let codings = self.found_codings(network, &codebook).await?;
        let sight = self.coding_sight(network).await?;
        let mut claims = self.store.claims(network).await?;
        claims.retain(|claim| sight.shows(claim.transcript, &claim.coder));
        let users = self.store.users().await?;
        let mut people: BTreeMap<String, String> =
            users.into_iter().map(|user| (user.id.to_string(), user.name)).collect();
        let named = sight.tasks().iter().filter_map(|t| Some((t.coder.clone(), t.name.clone()?)));
        people.extend(named);
        let given = codings.len() + claims.len();
        let sector = |id| names.get(id).map(|organisation| organisation.sector.clone());
        let readers: BTreeMap<TranscriptId, Reader<'_>> = texts
            .iter()
            .map(|t| (t.transcript.id, Reader::of(&t.transcript, &t.turns, &t.speakers)))
            .collect();
        let versions: BTreeMap<TranscriptId, u32> =
            texts.iter().map(|t| (t.transcript.id, t.transcript.version)).collect();
        let reader = |id: TranscriptId, version: u32| {
            readers.get(&id).filter(|_| versions.get(&id).copied() == Some(version))
        };
        let found: Vec<Found> = codings
            .into_iter()
            .filter_map(|coding| {
                let reader = reader(coding.transcript, coding.version)?;
                let said = reader.said(coding.start, coding.end, &coding.stated, sector)?;
                let about_sector = coding.about.as_ref().and_then(|about| match about {
                    About::Organisation(id) => sector(*id),
                    About::Sector(sector) => Some(sector.clone()),
                });
                Some(Found {
                    code: codebook.resolve(coding.id, &coding.code),
                    coding: coding.id,
                    network,
                    said,
                    polarity: coding.polarity,
                    about: coding.about,
                    about_sector,
                    permission: coding.permission,
                    coder: coding.coder,
                    memo: coding.memo,
                })
            })
            .collect();
        let claims: Vec<FoundClaim> = claims
            .into_iter()
            .filter_map(|claim| {
                let reader = reader(claim.transcript, claim.version)?;
                let said = reader.said(claim.start, claim.end, &Stated::default(), sector)?;
                Some(FoundClaim {
                    claim: claim.id,
                    said,
                    cause: codebook.resolve_end(&claim.cause),
                    sign: claim.sign,
                    effect: codebook.resolve_end(&claim.effect),
                    condition: claim.condition,
                    permission: claim.permission,
                    coder: claim.coder,
                    memo: claim.memo,
                })
            })
            .collect();
        drop(readers);
        let unplaced = given - found.len() - claims.len();
        Ok(Retrieval { found, claims, unplaced, texts, codebook, names, people })
    }
}
