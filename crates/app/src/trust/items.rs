//! Items of a scale made into one score for each respondent and target, network by network
//! (docs/methods/scale-scores.md).

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::items::{ScaleScores, scale_scores};
use troth_network::AnswerRole;

use super::questions::{Asked, observation};
use super::reliability;
use super::report::{ItemRow, ItemsReport};
use crate::intake::ratings::answer::Answer;
use crate::intake::ratings::names::Name;
use crate::intake::words::count;
use crate::intake::{Problem, RatingsFile};

/// Who answered about whom, within one network.
type Who = (Name, Name, AnswerRole, Name);

/// The answers of one network: a row is what one respondent said of one target, a column an item.
struct Network<'f> {
    rows: Vec<Vec<&'f Answer>>,
    table: Vec<Vec<Option<f64>>>,
}

/// Scores of the answers of one question.
pub(super) fn scored(file: &RatingsFile, answers: &[&Answer]) -> Asked {
    let items: BTreeSet<(&str, Name)> =
        answers.iter().map(|answer| (file.columns.items.text(answer.item), answer.item)).collect();
    let columns: BTreeMap<Name, usize> = items.iter().enumerate().map(|(k, (_, item))| (*item, k)).collect();
    let mut networks: BTreeMap<Name, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        networks.entry(answer.network).or_default().push(answer);
    }
    let networks: Vec<Network<'_>> = networks.values().map(|of| Network::of(of, &columns)).collect();
    let mut asked = Asked { observations: Vec::new(), too_few: Vec::new(), items: None };
    for network in &networks {
        network.score(file, &mut asked);
    }
    let tables: Vec<&[Vec<Option<f64>>]> = networks.iter().map(|n| n.table.as_slice()).collect();
    asked.items = Some(ItemsReport {
        items: items.len(),
        answers: answers.len(),
        scores: asked.observations.len(),
        answers_left_out: asked.too_few.len(),
        reliability: reliability::of(&tables),
        by_item: items.iter().enumerate().map(|(k, (name, _))| by_item(name, k, &tables)).collect(),
    });
    asked
}

impl<'f> Network<'f> {
    fn of(answers: &[&'f Answer], columns: &BTreeMap<Name, usize>) -> Self {
        let mut rows: BTreeMap<Who, Vec<&Answer>> = BTreeMap::new();
        for answer in answers {
            let who = (answer.rater, answer.respondent, answer.role, answer.target);
            rows.entry(who).or_default().push(answer);
        }
        let rows: Vec<Vec<&Answer>> = rows.into_values().collect();
        let table = rows
            .iter()
            .map(|of_row| {
                let mut cells = vec![None; columns.len()];
                for answer in of_row {
                    if let Some(cell) = columns.get(&answer.item).and_then(|k| cells.get_mut(*k)) {
                        *cell = Some(answer.value);
                    }
                }
                cells
            })
            .collect();
        Self { rows, table }
    }

    fn score(&self, file: &RatingsFile, asked: &mut Asked) {
        let ScaleScores { asked: of, scores, .. } = scale_scores(&self.table);
        for (of_row, score) in self.rows.iter().zip(scores) {
            match (of_row.first(), score.score) {
                (Some(first), Some(value)) => asked.observations.push(observation(file, first, value)),
                _ => asked
                    .too_few
                    .extend(of_row.iter().map(|answer| too_few(file, answer, score.answered, of))),
            }
        }
    }
}

fn too_few(file: &RatingsFile, answer: &Answer, answered: usize, of: usize) -> Problem {
    let columns = &file.columns;
    let reason = format!(
        "This respondent answered only {answered} of {} of {} about {}. A score needs at least half of them.",
        count(of, "item", "items"),
        columns.variables.text(answer.variable),
        columns.organisations.text(answer.target)
    );
    Problem::cell(answer.line, "item", columns.items.text(answer.item), reason)
}

/// All answers to the item in column `k`, networks together.
fn by_item(name: &str, k: usize, tables: &[&[Vec<Option<f64>>]]) -> ItemRow {
    let values = tables.iter().flat_map(|table| table.iter()).filter_map(|row| row.get(k).copied().flatten());
    let (n, sum) = values.fold((0_usize, 0.0), |(n, sum), value| (n + 1, sum + value));
    #[expect(clippy::cast_precision_loss, reason = "a number of answers")]
    let mean = sum / n.max(1) as f64;
    ItemRow { item: name.to_owned(), n, mean }
}
