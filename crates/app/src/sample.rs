//! Opening a prepared partnership: a folder with a profile, the files a partnership would import, and what two
//! organisations agreed. The sample is made of such folders and comes in through the same doors as real files.

mod rounds;
mod study;
mod study_files;

use std::collections::BTreeMap;

use serde::Deserialize;
use troth_act::{Action, Review, ReviewVerdict, Side, SmallWin};
use troth_lens::Verdict;
use troth_network::network::{Agreement, Event};
use troth_network::timestamp::parse_day;
use troth_network::{
    ActionId, Day, Network, Pair, Person, PersonId, Profile, Timestamp, VerdictId, Wave, WaveId, WaveState,
};

use crate::app::App;
use crate::error::AppError;
use crate::imports::RatingsOptions;
use crate::networks::NewNetwork;
use crate::organisations::Names;

/// The files of one folder by name, such as `organisations.csv` or `interviews/speakers.csv`.
pub type Folder = BTreeMap<String, Vec<u8>>;

#[derive(Deserialize)]
struct NetworkFile {
    id: String,
    name: String,
    place: Option<String>,
    #[serde(rename = "type")]
    collaboration_type: Option<String>,
    mandate: Option<String>,
    structural_change: Option<String>,
    started: Option<String>,
    #[serde(default)]
    restructurings: Vec<EventFile>,
    #[serde(default)]
    agreements: Vec<AgreementFile>,
    #[serde(default)]
    waves: Vec<WaveFile>,
    size: Option<SizeFile>,
    proximity: Option<String>,
}

#[derive(Deserialize)]
struct EventFile {
    date: String,
    what: String,
}

#[derive(Deserialize)]
struct AgreementFile {
    date: Option<String>,
    title: String,
    kind: String,
}

#[derive(Deserialize)]
struct WaveFile {
    id: String,
    label: String,
    opened: String,
    closed: String,
}

#[derive(Deserialize)]
struct SizeFile {
    population: u64,
    organisations: u64,
}

#[derive(Deserialize)]
struct Both<T> {
    a: T,
    b: T,
}

#[derive(Deserialize, Default)]
struct Reviews {
    a: Option<ReviewFile>,
    b: Option<ReviewFile>,
}

#[derive(Deserialize)]
struct ReviewFile {
    verdict: String,
    words: String,
    date: String,
}

#[derive(Deserialize)]
struct WinFile {
    what: String,
    by: String,
    seen_how: String,
}

#[derive(Deserialize)]
struct ActionFile {
    pair: [String; 2],
    narrative: String,
    measure: String,
    title: String,
    expectation: Both<String>,
    risk: Both<String>,
    owner: Both<String>,
    small_win: WinFile,
    #[serde(default)]
    reviews: Reviews,
    agreed: String,
}

#[derive(Deserialize)]
struct VerdictFile {
    pair: [String; 2],
    narrative: String,
    reason: String,
    by: String,
    date: String,
}

impl App {
    /// Opens a prepared partnership and works everything out.
    ///
    /// # Errors
    /// If a file of the folder has to be mended, or a partnership of this name is there already.
    pub async fn open_folder(&self, folder: &Folder) -> Result<Network, AppError> {
        let file: NetworkFile = serde_json::from_slice(bytes(folder, "network.json")?)?;
        let network = self.found_network(founding(&file)?).await?;
        self.import_organisations(&network, "organisations.csv", bytes(folder, "organisations.csv")?).await?;
        // The organisations of a prepared folder are invented, and all of them have accepted.
        for organisation in self.organisations(network.id).await? {
            self.store.set_accepted(organisation.id, true).await?;
        }
        self.import_people(&network, "people.csv", bytes(folder, "people.csv")?).await?;
        for (wave, position) in file.waves.iter().zip(1_i64..) {
            let wave = Wave {
                id: WaveId(self.new_id()),
                network: network.id,
                external_id: wave.id.clone(),
                label: wave.label.clone(),
                opened: Some(day(&wave.opened)?),
                closed: Some(day(&wave.closed)?),
                state: WaveState::Closed,
                position,
            };
            self.store.upsert_wave(&wave).await?;
        }
        for (name, bytes) in folder.iter().filter(|(name, _)| name.starts_with("ratings-")) {
            self.import_ratings(&network, name, bytes, &RatingsOptions::default()).await?;
        }
        self.sample_rounds(&network, folder).await?;
        if folder.contains_key("pathway.csv") {
            self.import_pathway(&network, "pathway.csv", bytes(folder, "pathway.csv")?).await?;
        }
        let texts: Vec<(String, Vec<u8>)> = folder
            .iter()
            .filter(|(name, _)| name.starts_with("interviews/"))
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect();
        self.import_transcripts(&network, &texts).await?;
        self.sample_study(&network, folder).await?;
        self.sample_actions(&network, folder).await?;
        self.work_off("opening").await?;
        self.sample_verdicts(&network, folder).await?;
        self.sample_open_round(&network, folder).await?;
        Ok(network)
    }

    async fn sample_actions(&self, network: &Network, folder: &Folder) -> Result<(), AppError> {
        let Some(file) = folder.get("actions.json") else { return Ok(()) };
        let actions: Vec<ActionFile> = serde_json::from_slice(file)?;
        let (names, people) = (self.names(network.id).await?, self.people(network.id).await?);
        for file in actions {
            let [a, b] = pair_of(&file.pair, &names)?;
            let pair = Pair::of(a, b);
            let (first, second) = (
                side(&file.expectation.a, &file.risk.a, &file.owner.a, file.reviews.a.as_ref(), &people)?,
                side(&file.expectation.b, &file.risk.b, &file.owner.b, file.reviews.b.as_ref(), &people)?,
            );
            let (a_side, b_side) = if pair.a() == a { (first, second) } else { (second, first) };
            let agreed = day(&file.agreed)?;
            let action = Action {
                id: ActionId(self.new_id()),
                network: network.id,
                pair,
                narrative: file.narrative,
                measure: file.measure,
                title: file.title,
                agreed_on: Some(agreed),
                a: a_side,
                b: b_side,
                small_win: SmallWin {
                    what: file.small_win.what,
                    by: Some(day(&file.small_win.by)?),
                    seen_how: file.small_win.seen_how,
                },
                follows: None,
                previous: None,
                created: Timestamp::start_of(agreed),
            };
            self.store.insert_action(&action).await?;
        }
        self.refresh(network.id, crate::jobs::Subject::Actions).await
    }

    /// A verdict of the folder confirms what the rule proposes, with a name and a reason.
    async fn sample_verdicts(&self, network: &Network, folder: &Folder) -> Result<(), AppError> {
        let Some(file) = folder.get("verdicts.json") else { return Ok(()) };
        let verdicts: Vec<VerdictFile> = serde_json::from_slice(file)?;
        let (names, people) = (self.names(network.id).await?, self.people(network.id).await?);
        let Some(wave) = self.wave(network, None).await? else { return Ok(()) };
        let evidence = self.evidence(network.id, Some(wave.id)).await?;
        for file in verdicts {
            let [a, b] = pair_of(&file.pair, &names)?;
            let pair = Pair::of(a, b);
            let cells = self.cells(evidence.value(), &names, pair);
            let Some(cell) = cells.into_iter().find(|c| c.narrative == file.narrative) else { continue };
            let verdict = Verdict {
                id: VerdictId(self.new_id()),
                wave: wave.id,
                pair,
                narrative: file.narrative,
                convergence: cell.convergence,
                proposed: cell.convergence,
                reason: file.reason,
                by: person(&file.by, &people)?,
                on: day(&file.date)?,
            };
            self.store.insert_verdict(network.id, &verdict).await?;
        }
        Ok(())
    }
}

fn founding(file: &NetworkFile) -> Result<NewNetwork, AppError> {
    let optional = |text: &Option<String>| text.as_deref().map(day).transpose();
    Ok(NewNetwork {
        slug: file.id.clone(),
        name: file.name.clone(),
        place: file.place.clone(),
        profile: Profile {
            collaboration_type: file.collaboration_type.clone(),
            mandate: file.mandate.clone(),
            structural_change: file.structural_change.clone(),
            started: optional(&file.started)?,
            restructurings: file
                .restructurings
                .iter()
                .map(|e| Ok(Event { date: day(&e.date)?, what: e.what.clone() }))
                .collect::<Result<_, AppError>>()?,
            agreements: file
                .agreements
                .iter()
                .map(|a| {
                    Ok(Agreement { title: a.title.clone(), kind: a.kind.clone(), date: optional(&a.date)? })
                })
                .collect::<Result<_, AppError>>()?,
            size: file
                .size
                .as_ref()
                .map(|s| format!("{} organisations for about {} people", s.organisations, s.population)),
            proximity: file.proximity.clone(),
        },
    })
}

fn side(
    expectation: &str,
    risk: &str,
    owner: &str,
    review: Option<&ReviewFile>,
    people: &[Person],
) -> Result<Side, AppError> {
    let review = match review {
        None => None,
        Some(file) => Some(Review {
            verdict: file
                .verdict
                .parse::<ReviewVerdict>()
                .map_err(|reason| AppError::field("reviews", reason))?,
            words: file.words.clone(),
            on: day(&file.date)?,
        }),
    };
    Ok(Side {
        expectation: expectation.to_owned(),
        risk: risk.to_owned(),
        owner: Some(person(owner, people)?),
        accepted: true,
        review,
    })
}

fn bytes<'a>(folder: &'a Folder, name: &str) -> Result<&'a [u8], AppError> {
    let missing = || AppError::NotFound(format!("The folder has no file {name}."));
    folder.get(name).map(Vec::as_slice).ok_or_else(missing)
}

fn day(text: &str) -> Result<Day, AppError> {
    parse_day(text).map_err(|reason| AppError::field("date", reason))
}

fn pair_of(ids: &[String; 2], names: &Names) -> Result<[troth_network::OrganisationId; 2], AppError> {
    let find = |id: &str| {
        let missing =
            || AppError::NotFound(format!("The folder names an organisation \"{id}\" that it has not."));
        names.by_external(id).map(|o| o.id).ok_or_else(missing)
    };
    Ok([find(&ids[0])?, find(&ids[1])?])
}

fn person(id: &str, people: &[Person]) -> Result<PersonId, AppError> {
    let missing = || AppError::NotFound(format!("The folder names a person \"{id}\" whom it has not."));
    people.iter().find(|p| p.external_id == id).map(|p| p.id).ok_or_else(missing)
}
