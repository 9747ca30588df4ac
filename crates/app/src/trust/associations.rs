//! Associations between variables of a file, wave by wave.

use troth_dyads::regression::Options;
use troth_dyads::{FitOptions, Observation, Rated, associate};

use super::questions::Question;
use super::report::AssociationReport;
use super::{TrustError, unknown_variable};
use crate::intake::RatingsFile;

/// What is asked: which of `covariates` go with `outcome`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// A variable of the file.
    pub outcome: String,
    /// Other variables of the file.
    pub covariates: Vec<String>,
}

/// One report per wish and wave that has the outcome.
pub(super) fn of(
    file_name: &str,
    wanted: &[Wanted],
    questions: &[Question<'_>],
    file: &RatingsFile,
    options: &FitOptions,
) -> Result<Vec<AssociationReport>, TrustError> {
    let mut out = Vec::new();
    for wish in wanted {
        for name in wish.covariates.iter().chain([&wish.outcome]) {
            if !questions.iter().any(|q| q.variable == name) {
                return Err(TrustError::Variable(unknown_variable(file_name, name, questions)));
            }
        }
        if let Some(name) = twice(wish) {
            return Err(TrustError::Variable(format!(
                "{}~{} names \"{name}\" twice. Name the outcome once, before the ~, and every other variable once.",
                wish.outcome,
                wish.covariates.join(",")
            )));
        }
        let waves = questions.iter().filter(|q| q.variable == wish.outcome).map(|q| q.wave);
        out.extend(waves.map(|wave| in_wave(wish, wave, questions, file, options)));
    }
    Ok(out)
}

/// A variable that is named twice, which would explain itself.
fn twice(wish: &Wanted) -> Option<&String> {
    let names: Vec<&String> = std::iter::once(&wish.outcome).chain(&wish.covariates).collect();
    names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)).map(|(_, name)| *name)
}

fn in_wave(
    wish: &Wanted,
    wave: Option<&str>,
    questions: &[Question<'_>],
    file: &RatingsFile,
    options: &FitOptions,
) -> AssociationReport {
    let answers = |name: &String| -> Vec<Observation> {
        let question = questions.iter().find(|q| q.wave == wave && q.variable == name);
        question.map(|q| q.observations(file).observations).unwrap_or_default()
    };
    let outcome = answers(&wish.outcome);
    let covariates: Vec<Vec<Observation>> = wish.covariates.iter().map(answers).collect();
    let beside: Vec<Rated<'_>> = wish
        .covariates
        .iter()
        .zip(&covariates)
        .map(|(name, observations)| Rated { name, observations })
        .collect();
    let permutations = Options { seed: options.seed, ..Options::default() };
    let found =
        associate(Rated { name: &wish.outcome, observations: &outcome }, &beside, &permutations, options);
    let (regression, reason) = match found {
        Ok(regression) => (Some(regression), None),
        Err(refusal) => (None, Some(refusal.to_string())),
    };
    AssociationReport {
        wave: wave.map(str::to_owned),
        outcome: wish.outcome.clone(),
        covariates: wish.covariates.clone(),
        reason,
        regression,
    }
}
