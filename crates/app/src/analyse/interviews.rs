//! The job that reads the interviews.

use std::collections::BTreeMap;

use troth_gate::{Audience, Basis, InterviewsReading};
use troth_network::{CodingId, NetworkId};
use troth_say::{
    About, Attributed, Codebook, Coding, Heard, Permission, SpeakerKey, passage, read_pairs, read_sectors,
};
use troth_store::StoredTranscript;

use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

impl App {
    pub(crate) async fn work_out_interviews(&self, network: NetworkId) -> Result<String, AppError> {
        let names = self.names(network).await?;
        let transcripts = self.store.all_transcripts(network).await?;
        let (codebook, _) = self.codebook_now(network).await?;
        let codings = self.counted_codings(network, &codebook).await?;
        let heard: Vec<Heard> =
            codings.iter().filter_map(|c| heard(c, &transcripts, &names, &codebook)).collect();
        let label = Label {
            network,
            wave: None,
            kind: "interviews",
            filter: String::new(),
            audience: Audience::Agreed,
        };
        let hash = input_hash(&heard)?;
        if self.is_up_to_date(&label, &hash).await? {
            return Ok("unchanged".to_owned());
        }
        let permissions: BTreeMap<CodingId, Permission> =
            codings.iter().map(|c| (c.id, c.permission)).collect();
        let between: Vec<Heard> = heard.into_iter().filter(|h| !within_family(h, &names)).collect();
        let reading = InterviewsReading { sectors: read_sectors(&between), pairs: read_pairs(&between) };
        self.let_out(label, reading, Basis::Interviews(permissions), hash).await?;
        Ok(format!("{} passages read", codings.len()))
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

/// A coding as the reading takes it. Nothing where its code tells of no narrative, or the coder has not said how it is
/// told or about whom; where a correction could not place it; and where the coder states another organisation than
/// the speaker's, which is shown beside the passage and not settled here.
fn heard(
    coding: &Coding,
    transcripts: &[StoredTranscript],
    names: &Names,
    codebook: &Codebook,
) -> Option<Heard> {
    let stored = transcripts.iter().find(|t| t.transcript.id == coding.transcript)?;
    if coding.version != stored.transcript.version {
        return None;
    }
    let (narrative, _) = codebook.narrative(&codebook.resolve(coding.id, &coding.code))?;
    let polarity = coding.polarity?;
    let (about_sector, about_organisation) = match coding.about.as_ref()? {
        About::Organisation(id) => (names.get(*id)?.sector.clone(), Some(*id)),
        About::Sector(sector) => (sector.clone(), None),
    };
    let attributed = attribute(stored, coding)?;
    if attributed.conflicts() {
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
        permission: coding.permission,
        quote: attributed.quote,
    })
}

fn attribute(stored: &StoredTranscript, coding: &Coding) -> Option<Attributed> {
    let (text, turns, speakers) = (&stored.transcript.text, &stored.turns, &stored.speakers);
    let found = passage(text, turns, speakers, coding.start, coding.end).ok()?;
    Some(Attributed::of(found, speakers, &coding.stated))
}
