//! Which scale the answers of a question are on, as far as they tell.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use troth_rate::instrument::Instrument;

use crate::mapping::labels::plain;
use crate::mapping::types::ScaleLabels;

/// What was guessed.
pub(super) struct Guessed {
    pub(super) scale: ScaleLabels,
    /// What somebody should look at.
    pub(super) check: Option<String>,
    /// Words without a number.
    pub(super) open: Vec<String>,
}

/// Answers that many surveys offer, lowest first.
const USUAL: [&[&str]; 6] = [
    &["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
    &["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"],
    &[
        "Strongly disagree",
        "Disagree",
        "Somewhat disagree",
        "Neither agree nor disagree",
        "Somewhat agree",
        "Agree",
        "Strongly agree",
    ],
    &["Never", "Rarely", "Sometimes", "Often", "Always"],
    &["Not at all", "A little", "Somewhat", "Quite a lot", "A great deal"],
    &["Very poor", "Poor", "Fair", "Good", "Very good"],
];

/// Most different words of a scale; more are the words of an open question.
const WORDS: usize = 15;

/// Labels with their numbers.
type Labelled = Vec<(String, f64)>;

/// The scales of the built-in questionnaire in all its languages, and usual ones.
static SCALES: LazyLock<Vec<Labelled>> = LazyLock::new(|| {
    let built_in = Instrument::built_in();
    let mut all: Vec<Labelled> = Vec::new();
    for scale in built_in.scales.iter().filter(|scale| scale.ordered) {
        for language in &built_in.languages {
            let label = |p: &troth_rate::instrument::Point| {
                (p.label.get(&language.id).to_owned(), f64::from(p.value))
            };
            all.push(scale.points.iter().map(label).collect());
        }
    }
    let numbers = (1..).map(f64::from);
    all.extend(
        USUAL.iter().map(|words| words.iter().map(|w| (*w).to_owned()).zip(numbers.clone()).collect()),
    );
    all
});

/// The scale on which these different answers are; nothing if they are the words of an open question, or there are none.
pub(super) fn guess(said: &[String]) -> Option<Guessed> {
    if said.is_empty() {
        return None;
    }
    let numbers: Option<Vec<f64>> =
        said.iter().map(|cell| cell.parse().ok().filter(|v: &f64| v.is_finite())).collect();
    if let Some(numbers) = numbers {
        return Some(of_numbers(&numbers));
    }
    if said.len() > WORDS || said.iter().any(|cell| cell.chars().count() > 80) {
        return None;
    }
    let words: Vec<String> = said.iter().map(|cell| plain(cell)).collect();
    let holds =
        |scale: &&Labelled| words.iter().all(|word| scale.iter().any(|(label, _)| plain(label) == *word));
    if let Some(scale) = SCALES.iter().find(holds) {
        let check = "that these are the numbers of your survey".to_owned();
        return Some(with(scale.iter().cloned().collect(), Some(check)));
    }
    if let Some(codes) = codes(said) {
        let check = "which end is high: these are codes of answers, numbered by their digits".to_owned();
        return Some(with(codes, Some(check)));
    }
    let most = u32::try_from(said.len()).map_or(5.0, |n| f64::from(n.max(2)));
    Some(Guessed {
        scale: ScaleLabels { min: 1.0, max: most, labels: BTreeMap::new() },
        check: Some("min and max, and write the number of each answer".to_owned()),
        open: said.to_vec(),
    })
}

fn with(labels: BTreeMap<String, f64>, check: Option<String>) -> Guessed {
    let min = labels.values().copied().fold(f64::INFINITY, f64::min);
    let max = labels.values().copied().fold(f64::NEG_INFINITY, f64::max);
    // A single code tells nothing of the other end.
    let max = if max > min { max } else { min + 1.0 };
    Guessed { scale: ScaleLabels { min, max, labels }, check, open: Vec::new() }
}

/// The narrowest usual scale that holds the numbers.
fn of_numbers(numbers: &[f64]) -> Guessed {
    let min = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let max = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let usual = [(1.0, 5.0), (0.0, 4.0), (1.0, 7.0), (0.0, 10.0), (0.0, 100.0)];
    let fits = usual.into_iter().find(|(low, high)| *low <= min && max <= *high);
    let (low, high) = fits.unwrap_or((min, if max > min { max } else { min + 1.0 }));
    Guessed {
        scale: ScaleLabels { min: low, max: high, labels: BTreeMap::new() },
        check: Some(format!("the ends of the scale; the file has {min} to {max}")),
        open: Vec::new(),
    }
}

/// LimeSurvey's codes of answers, such as A1 or AO01.
fn codes(said: &[String]) -> Option<BTreeMap<String, f64>> {
    let letters = said.first()?.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 || !letters.chars().all(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let number =
        |cell: &String| Some((cell.clone(), cell.strip_prefix(letters)?.parse::<u32>().ok().map(f64::from)?));
    said.iter().map(number).collect()
}
