//! The job that reads the interviews.

use std::collections::BTreeMap;

use troth_gate::{Audience, Basis, Crowd, InterviewsReading, Known, Passages};
use troth_network::{CodingId, NetworkId, OrganisationId, Sector, TranscriptId};
use troth_say::{
    About, Attributed, Codebook, Coding, Consent, Heard, Points, SpeakerKey, Statement, Stretch, consent,
    passage, read_pairs, read_sectors,
};
use troth_store::StoredTranscript;

use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

/// A text that passages are cut from.
type Open<'a> = (&'a StoredTranscript, Points<'a>);

/// What interviews amount to, and on what that rests.
pub(crate) struct Interviews {
    heard: Vec<Heard>,
    /// What may be shown.
    pub(crate) reading: InterviewsReading,
    /// What the speakers allow, and how many people the labels fit.
    pub(crate) passages: Passages,
    codings: usize,
}

impl Interviews {
    /// Whether one of these codings is counted in a number.
    pub(crate) fn counts_any_of(&self, codings: &[CodingId]) -> bool {
        self.heard.iter().any(|heard| codings.contains(&heard.coding))
    }
}

impl App {
    pub(crate) async fn work_out_interviews(&self, network: NetworkId) -> Result<String, AppError> {
        // First: what is taken back from now on stops the release.
        let taken_back = self.store.taken_back(network, "interviews").await?;
        let found = self.read_interviews(network, None).await?;
        let label = Label {
            network,
            wave: None,
            kind: "interviews",
            filter: String::new(),
            audience: Audience::Agreed,
        };
        let hash = input_hash(&(&found.heard, &found.passages))?;
        if self.is_up_to_date(&label, &hash).await? {
            return Ok("unchanged".to_owned());
        }
        let basis = Basis::Interviews(found.passages);
        self.let_out_unless_taken_back(label, found.reading, basis, hash, Some(taken_back)).await?;
        Ok(format!("{} passages read", found.codings))
    }

    /// Reads the interviews as they are now: as the job that releases does, or to show a speaker what others would read
    /// if `instead` held in the place of what they said of the same words before.
    pub(crate) async fn read_interviews(
        &self,
        network: NetworkId,
        instead: Option<&Statement>,
    ) -> Result<Interviews, AppError> {
        let names = self.names(network).await?;
        let transcripts = self.store.all_transcripts(network).await?;
        let (codebook, _) = self.codebook_now(network).await?;
        let codings = self.counted_codings(network, &codebook).await?;
        let mut statements = self.store.statements(network).await?;
        if let Some(new) = instead {
            statements.retain(|s| !s.is_on(&new.stretch()));
            statements.push(new.clone());
        }
        let crowd = self.crowd(network, &names, &transcripts).await?;
        let texts: BTreeMap<TranscriptId, Open<'_>> =
            transcripts.iter().map(|t| (t.transcript.id, (t, Points::of(&t.transcript.text)))).collect();
        let heard: Vec<Heard> = codings
            .iter()
            .filter_map(|c| heard(c, texts.get(&c.transcript)?, &names, &codebook, &statements))
            .collect();
        let between: Vec<Heard> = heard.iter().filter(|h| !within_family(h, &names)).cloned().collect();
        let passages = Passages::of(&between, crowd);
        let reading = InterviewsReading { sectors: read_sectors(&between), pairs: read_pairs(&between) };
        let reading = passages.widened(reading);
        Ok(Interviews { heard, reading, passages, codings: codings.len() })
    }

    /// Who is known where: people by name, and speakers who do not interview.
    async fn crowd(
        &self,
        network: NetworkId,
        names: &Names,
        transcripts: &[StoredTranscript],
    ) -> Result<Crowd, AppError> {
        let people = self.store.people(network).await?;
        let people: Vec<Known<'_>> = people
            .iter()
            .filter(|p| p.name != troth_store::ERASED_PERSON)
            .map(|p| Known { who: &p.external_id, organisation: p.organisation, role_level: p.role_level })
            .collect();
        let speakers: Vec<Known<'_>> = transcripts
            .iter()
            .flat_map(|t| t.speakers.iter().filter(|s| !s.interviewer))
            .filter_map(|s| {
                Some(Known { who: &s.label, organisation: s.organisation?, role_level: s.role_level })
            })
            .collect();
        let organisations: Vec<(OrganisationId, Sector)> =
            names.0.iter().map(|o| (o.id, o.sector.clone())).collect();
        Ok(Crowd::of(&organisations, &people, &speakers))
    }
}

/// What holds for a coded passage, given what its speaker said since; what was noted where it is nobody's turn.
pub(crate) fn consent_of(coding: &Coding, label: Option<&str>, statements: &[Statement]) -> Consent {
    let Coding { transcript, version, start, end, .. } = *coding;
    match label {
        Some(label) => {
            consent(&Stretch { transcript, version, label, start, end }, coding.permission, statements)
        }
        None => Consent { permission: coding.permission, ..Consent::default() },
    }
}

/// A passage of a unit about its parent or sibling says nothing of a relationship between organisations.
fn within_family(heard: &Heard, names: &Names) -> bool {
    let family = |id| names.get(id).map(|o| o.parent.unwrap_or(o.id));
    match (heard.organisation, heard.about_organisation) {
        (Some(own), Some(other)) => family(own).is_some() && family(own) == family(other),
        _ => false,
    }
}

/// A coding as the reading takes it. Nothing where its speaker took the words back; where its code tells of no narrative, or the coder has not said how it is
/// told or about whom; where a correction could not place it; and where the coder states another organisation than
/// the speaker's, which is shown beside the passage and not settled here.
fn heard(
    coding: &Coding,
    (stored, points): &Open<'_>,
    names: &Names,
    codebook: &Codebook,
    statements: &[Statement],
) -> Option<Heard> {
    if coding.version != stored.transcript.version {
        return None;
    }
    let (narrative, _) = codebook.narrative(&codebook.resolve(coding.id, &coding.code))?;
    let polarity = coding.polarity?;
    let (about_sector, about_organisation) = match coding.about.as_ref()? {
        About::Organisation(id) => (names.get(*id)?.sector.clone(), Some(*id)),
        About::Sector(sector) => (sector.clone(), None),
    };
    let attributed = attribute(stored, points, coding)?;
    if attributed.conflicts() {
        return None;
    }
    let turn = attributed.by_turn.as_ref().map(|speaker| speaker.label.as_str());
    let consent = consent_of(coding, turn, statements);
    if consent.withdrawn {
        return None;
    }
    let own = attributed.organisation().and_then(|id| names.get(id));
    Some(Heard {
        coding: coding.id,
        speaker: SpeakerKey { transcript: coding.transcript, label: attributed.label()?.to_owned() },
        organisation: own.map(|o| o.id),
        sector: own.map(|o| o.sector.clone()),
        role_level: attributed.role_level(),
        about_sector,
        about_organisation,
        narrative,
        polarity,
        permission: consent.permission,
        named_by_choice: consent.named_by_choice,
        amended: consent.amended.is_some(),
        quote: consent.amended.unwrap_or(attributed.quote),
    })
}

fn attribute(stored: &StoredTranscript, points: &Points<'_>, coding: &Coding) -> Option<Attributed> {
    let (turns, speakers) = (&stored.turns, &stored.speakers);
    let found = passage(points, turns, speakers, coding.start, coding.end).ok()?;
    Some(Attributed::of(found, speakers, &coding.stated))
}
