//! The answers of a file sorted into questions: one for each wave and variable.

use std::collections::BTreeMap;

use troth_dyads::{AnswerKind, Observation};
use troth_network::{AnswerRole, Scale};

use super::items;
use super::report::ItemsReport;
use crate::intake::ratings::answer::Answer;
use crate::intake::ratings::names::Name;
use crate::intake::{Problem, RatingsFile};

/// The network of a file that names none.
const ONLY_NETWORK: &str = "all";

/// The answers of one wave to one variable.
pub(super) struct Question<'f> {
    pub(super) wave: Option<&'f str>,
    pub(super) variable: &'f str,
    pub(super) scale: Option<Scale>,
    /// Positions among the file's answers, in the file's order.
    answers: Vec<usize>,
}

/// What a question gives to the model.
pub(super) struct Asked {
    pub(super) observations: Vec<Observation>,
    /// Rows left out because too few items of the scale were answered.
    pub(super) too_few: Vec<Problem>,
    /// None if the variable is not a scale of several items.
    pub(super) items: Option<ItemsReport>,
}

/// All questions of a file: by wave, waves that are numbers in the order of the numbers, then by variable.
pub(super) fn of(file: &RatingsFile) -> Vec<Question<'_>> {
    let mut groups: BTreeMap<(Name, Name), Vec<usize>> = BTreeMap::new();
    for (at, answer) in file.answers.iter().enumerate() {
        groups.entry((answer.wave, answer.variable)).or_default().push(at);
    }
    let mut questions: Vec<Question<'_>> = groups
        .into_iter()
        .map(|((wave, variable), answers)| Question {
            wave: file.columns.waves.filled(wave),
            variable: file.columns.variables.text(variable),
            scale: file.scale(variable),
            answers,
        })
        .collect();
    questions.sort_by(|x, y| place(x.wave).cmp(&place(y.wave)).then_with(|| x.variable.cmp(y.variable)));
    questions
}

/// Where a wave stands: none first, numbers by their size before names.
pub(super) fn place(wave: Option<&str>) -> (u8, u64, &str) {
    match wave {
        None => (0, 0, ""),
        Some(name) => name.parse().map_or((2, 0, name), |number| (1, number, name)),
    }
}

impl Question<'_> {
    /// The answers as the model takes them; items of a scale are first made into scores.
    pub(super) fn observations(&self, file: &RatingsFile) -> Asked {
        let answers: Vec<&Answer> = self.answers.iter().filter_map(|at| file.answers.get(*at)).collect();
        if answers.iter().any(|answer| answer.item != Name::NONE) {
            return items::scored(file, &answers);
        }
        let observations = answers.iter().map(|answer| observation(file, answer, answer.value)).collect();
        Asked { observations, too_few: Vec::new(), items: None }
    }
}

/// An answer with its names, and `value` for its value.
pub(super) fn observation(file: &RatingsFile, answer: &Answer, value: f64) -> Observation {
    let columns = &file.columns;
    Observation {
        group: columns.networks.filled(answer.network).unwrap_or(ONLY_NETWORK).to_owned(),
        rater: columns.organisations.text(answer.rater).to_owned(),
        target: columns.organisations.text(answer.target).to_owned(),
        respondent: columns.respondents.filled(answer.respondent).map(str::to_owned),
        kind: match answer.role {
            AnswerRole::Staff => AnswerKind::Staff,
            AnswerRole::Representative => AnswerKind::Representative,
        },
        value,
    }
}
