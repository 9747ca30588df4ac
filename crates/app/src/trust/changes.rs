//! Change from wave to wave of a file: the answers of the same people, later less earlier.

use std::collections::BTreeMap;

use troth_dyads::{FitOptions, change};

use super::questions::{Asked, Question, place};
use super::report::{ChangeReport, ResultReport};
use crate::intake::RatingsFile;

/// Per variable the change from each wave to the next; waves that are numbers come in the order of the numbers.
pub(super) fn of(questions: &[Question<'_>], file: &RatingsFile, options: &FitOptions) -> Vec<ChangeReport> {
    let mut waves: BTreeMap<&str, Vec<&Question<'_>>> = BTreeMap::new();
    for question in questions.iter().filter(|q| q.wave.is_some()) {
        waves.entry(question.variable).or_default().push(question);
    }
    let mut out = Vec::new();
    for of_variable in waves.values_mut() {
        of_variable.sort_by(|x, y| place(x.wave).cmp(&place(y.wave)));
        for two in of_variable.windows(2) {
            out.push(between(two[0], two[1], file, options));
        }
    }
    out
}

fn between(
    earlier: &Question<'_>,
    later: &Question<'_>,
    file: &RatingsFile,
    options: &FitOptions,
) -> ChangeReport {
    let change =
        change(&earlier.observations(file).observations, &later.observations(file).observations, options);
    // Agreement of people and items of a scale belong to the waves, not to differences.
    let asked = Asked { observations: Vec::new(), too_few: Vec::new(), items: None };
    let mut result = ResultReport::of(later, asked, &change.outcome);
    result.scale = None;
    ChangeReport {
        from_wave: earlier.wave.unwrap_or_default().to_owned(),
        to_wave: later.wave.unwrap_or_default().to_owned(),
        matched: change.matched,
        only_earlier: change.only_earlier,
        only_later: change.only_later,
        result,
    }
}
