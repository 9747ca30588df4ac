//! Answers and truth as files.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers::answers;
use super::effects::{COMPONENTS, Components, Truth, truth};
use super::own::{felt, own, turnout};
use super::roster::{Network, WAVES, networks};
use super::story::STORIES;
use super::variables::{SCALE_MAX, SCALE_MIN, VARIABLES};

/// A generated file: its path below `samples/` and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleFile {
    /// Path with forward slashes, for example `alder-vale/ratings-wave1.csv`.
    pub path: String,
    /// Content, UTF-8 with LF line ends.
    pub bytes: Vec<u8>,
}

/// Why a file could not be made; only a bug leads here.
pub type SampleError = Box<dyn std::error::Error + Send + Sync>;

/// What `truth.json` says.
#[derive(Serialize)]
struct TruthFile {
    network: &'static str,
    note: &'static str,
    scale: [i32; 2],
    means: BTreeMap<&'static str, f64>,
    components: Components,
    stories: Vec<StoryEntry>,
    shifts: Vec<ShiftEntry>,
    /// wave → variable → `rater>target` → θ, for the directions that somebody is asked about.
    directions: BTreeMap<u8, BTreeMap<&'static str, BTreeMap<String, f64>>>,
}

#[derive(Serialize)]
struct StoryEntry {
    id: &'static str,
    tells: &'static str,
    strength: f64,
}

#[derive(Serialize)]
struct ShiftEntry {
    story: &'static str,
    wave: u8,
    variable: &'static str,
    rater: &'static str,
    target: &'static str,
    shift: f64,
    value: f64,
}

const NOTE: &str = "True values for a representative, before rounding and limiting to the scale; staff_shift is \
                    added for staff. Components are standard deviations. A shift replaces the drawn effects of \
                    its direction: value = mean + shift.";

/// All generated files of the three networks.
///
/// # Errors
/// Only if a row or the truth cannot be written as CSV or JSON, which would be a bug.
pub fn generate() -> Result<Vec<SampleFile>, SampleError> {
    let mut files = Vec::new();
    for network in networks() {
        let truth = truth(&network);
        for wave in WAVES {
            let path = format!("{}/ratings-wave{wave}.csv", network.id);
            files.push(SampleFile { path, bytes: table(&answers(&network, &truth, wave))? });
            let path = format!("{}/ratings-felt-wave{wave}.csv", network.id);
            files.push(SampleFile { path, bytes: table(&felt(&network, &truth, wave))? });
            let path = format!("{}/own-wave{wave}.csv", network.id);
            files.push(SampleFile { path, bytes: table(&own(&network, wave))? });
        }
        let path = format!("{}/turnout.csv", network.id);
        files.push(SampleFile { path, bytes: table(&turnout(&network))? });
        let mut bytes = serde_json::to_vec_pretty(&truth_file(&network, &truth))?;
        bytes.push(b'\n');
        files.push(SampleFile { path: format!("{}/truth.json", network.id), bytes });
    }
    Ok(files)
}

fn table<R: Serialize>(rows: &[R]) -> Result<Vec<u8>, SampleError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.serialize(row)?;
    }
    Ok(writer.into_inner()?)
}

fn truth_file(network: &Network, truth: &Truth) -> TruthFile {
    let mut shifts = Vec::new();
    let mut directions: BTreeMap<u8, BTreeMap<&str, BTreeMap<String, f64>>> = BTreeMap::new();
    for ((wave, at, rater, target), found) in truth {
        if !asked(network, rater, target) {
            continue;
        }
        let (variable, value) = (VARIABLES[*at].id, thousandths(found.value));
        let of_variable = directions.entry(*wave).or_default().entry(variable).or_default();
        of_variable.insert(format!("{rater}>{target}"), value);
        if let Some((story, shift)) = found.story {
            let shift = thousandths(shift);
            shifts.push(ShiftEntry { story, wave: *wave, variable, rater, target, shift, value });
        }
    }
    let stories = STORIES.iter().filter_map(|story| {
        let (_, strength) = story.networks.iter().find(|(id, _)| *id == network.id)?;
        Some(StoryEntry { id: story.id, tells: story.tells, strength: *strength })
    });
    TruthFile {
        network: network.id,
        note: NOTE,
        scale: [SCALE_MIN, SCALE_MAX],
        means: VARIABLES.iter().map(|variable| (variable.id, variable.mean)).collect(),
        components: COMPONENTS,
        stories: stories.collect(),
        shifts,
        directions,
    }
}

fn asked(network: &Network, rater: &str, target: &str) -> bool {
    let mut raters = network.raters.iter().filter(|candidate| candidate.id == rater);
    raters.any(|candidate| candidate.partners.iter().any(|(partner, _)| *partner == target))
}

fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
