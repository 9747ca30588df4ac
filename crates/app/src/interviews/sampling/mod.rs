//! Who was chosen for an interview, and who has not been heard. Names are the custodian's: they lie sealed, and nothing
//! of them leaves through the gate. Whoever else runs the partnership sees sectors alone, without numbers under three.

mod file;
mod forgetting;
mod writing;

use serde::{Deserialize, Serialize};
use troth_gate::{AccessRole, CustodianOnly, Withheld};
use troth_network::{Day, Network, OrganisationId, PersonId, RoleLevel, Sector, TranscriptId};
use troth_say::DocumentKind;
use troth_say::sampling::{
    Coverage, KnownAt, Partner, SampleStatus, Sampled, SectorGlance, Spoke, SuggestedBy, Suggestions,
    coverage, suggestions, voices,
};
use troth_store::{SampledRow, about_sampled};
use uuid::Uuid;

pub use writing::ChosenForm;

use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

/// The id of somebody who was chosen.
pub type ChosenId = Uuid;

/// What lies sealed of somebody who was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Words {
    name: String,
    person: Option<PersonId>,
    suggested_by: Option<String>,
    suggester: Option<PersonId>,
    why: String,
}

/// Somebody who was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Internal id.
    pub id: Uuid,
    /// How often it was saved.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The same person among those the partnership knows by name.
    pub person: Option<PersonId>,
    /// Where they work, if that is one of the partners.
    pub organisation: Option<OrganisationId>,
    /// The sector, where no organisation is given.
    pub sector: Option<Sector>,
    /// The level they work at.
    pub role_level: Option<RoleLevel>,
    /// In which part they were suggested.
    pub suggested: SuggestedBy,
    /// By whom, in words.
    pub suggested_by: Option<String>,
    /// By whom, if that is somebody the partnership knows by name.
    pub suggester: Option<PersonId>,
    /// Why they were chosen.
    pub why: String,
    /// How far it is.
    pub status: SampleStatus,
    /// The day of that.
    pub on: Option<Day>,
    /// The text of the interview.
    pub transcript: Option<TranscriptId>,
}

/// The table of who was chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SamplingView {
    /// Everybody, in the order in which they were written down.
    pub chosen: Vec<Chosen>,
    /// By whom those who were heard had been suggested.
    pub suggestions: Suggestions,
}

/// Who has not been heard, for those who run the partnership and do not read its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtAGlance {
    /// Sector by sector.
    pub sectors: Vec<SectorGlance>,
    /// Whether half or more of those who were heard were suggested by one and the same person.
    pub one_sided: bool,
}

impl App {
    /// The table of who was chosen.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or what lies sealed does not open.
    pub async fn sampling(&self, network: &Network) -> Result<CustodianOnly<SamplingView>, AppError> {
        self.only_the_custodian()?;
        let chosen = self.chosen(network).await?;
        let names = self.names(network.id).await?;
        let lines: Vec<Sampled> = chosen.iter().map(|one| sampled(one, &names)).collect();
        let view = SamplingView { suggestions: suggestions(&lines), chosen };
        Ok(CustodianOnly::open(view, &self.viewer())?)
    }

    /// Who is in the partnership against who was heard.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the database cannot be read.
    pub async fn coverage(&self, network: &Network) -> Result<CustodianOnly<Coverage>, AppError> {
        self.only_the_custodian()?;
        let (coverage, _) = self.heard_and_suggested(network).await?;
        Ok(CustodianOnly::open(coverage, &self.viewer())?)
    }

    /// Who has not been heard, without organisations, names and numbers under three.
    ///
    /// # Errors
    /// If the viewer is neither custodian nor coordinator, or the database cannot be read.
    pub async fn heard_at_a_glance(&self, network: &Network) -> Result<AtAGlance, AppError> {
        if !matches!(self.viewer().role, AccessRole::Custodian | AccessRole::Coordinator) {
            let reason = "Only the custodian and the coordinator see who has not been heard.".to_owned();
            return Err(Withheld { reason }.into());
        }
        let (coverage, suggestions) = self.heard_and_suggested(network).await?;
        Ok(AtAGlance { sectors: coverage.at_a_glance(), one_sided: suggestions.is_one_sided() })
    }

    async fn heard_and_suggested(&self, network: &Network) -> Result<(Coverage, Suggestions), AppError> {
        let names = self.names(network.id).await?;
        let chosen = self.chosen(network).await?;
        let lines: Vec<Sampled> = chosen.iter().map(|one| sampled(one, &names)).collect();
        let partners: Vec<Partner> = names
            .0
            .iter()
            .map(|o| Partner { id: o.id, sector: o.sector.clone(), parent: o.parent })
            .collect();
        let people = self.people_known(network.id).await?;
        let known: Vec<KnownAt> = people
            .iter()
            .map(|p| KnownAt { organisation: p.organisation, role_level: p.role_level })
            .collect();
        let heard = voices(&lines, &self.speakers_of_interviews(network, &names).await?);
        Ok((coverage(&partners, &known, &lines, &heard), suggestions(&lines)))
    }

    /// Everybody who speaks in the text of an interview and does not interview.
    async fn speakers_of_interviews(&self, network: &Network, names: &Names) -> Result<Vec<Spoke>, AppError> {
        let texts = self.store.all_transcripts(network.id).await?;
        let interviews = texts.iter().filter(|t| t.transcript.kind == DocumentKind::Interview);
        let speakers = interviews.flat_map(|text| {
            let id = text.transcript.id;
            text.speakers.iter().filter(|s| !s.interviewer).map(move |speaker| Spoke {
                transcript: id,
                organisation: speaker.organisation,
                sector: speaker.organisation.and_then(|o| names.get(o)).map(|o| o.sector.clone()),
                role_level: speaker.role_level,
            })
        });
        Ok(speakers.collect())
    }

    /// Everybody who was chosen, opened.
    async fn chosen(&self, network: &Network) -> Result<Vec<Chosen>, AppError> {
        let rows = self.store.sampled(network.id).await?;
        rows.into_iter().map(|row| self.open_line(row)).collect()
    }

    fn open_line(&self, row: SampledRow) -> Result<Chosen, AppError> {
        let words = self.words_of(&row)?;
        Ok(Chosen {
            id: row.id,
            version: row.version,
            name: words.name,
            person: words.person,
            organisation: row.organisation,
            sector: row.sector,
            role_level: row.role_level,
            suggested: row.suggested,
            suggested_by: words.suggested_by,
            suggester: words.suggester,
            why: words.why,
            status: row.status,
            on: row.on,
            transcript: row.transcript,
        })
    }

    fn words_of(&self, row: &SampledRow) -> Result<Words, AppError> {
        let plain = self.keyring().open(&row.sealed, &about_sampled(row.id))?;
        Ok(serde_json::from_slice(&plain)?)
    }

    fn seal_words(&self, id: Uuid, words: &Words) -> Result<String, AppError> {
        self.seal(&serde_json::to_vec(words)?, &about_sampled(id))
    }
}

/// What the rules need to know of somebody. Who suggests is told apart by their name, in any writing of it.
fn sampled(chosen: &Chosen, names: &Names) -> Sampled {
    let own = chosen.organisation.and_then(|id| names.get(id)).map(|o| o.sector.clone());
    Sampled {
        organisation: chosen.organisation,
        sector: own.or_else(|| chosen.sector.clone()),
        role_level: chosen.role_level,
        status: chosen.status,
        suggested: chosen.suggested,
        suggester: chosen.suggested_by.clone(),
        transcript: chosen.transcript,
    }
}
