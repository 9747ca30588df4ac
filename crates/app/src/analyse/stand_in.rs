//! Colleagues count alike: figures for an audience depend on what the staff of a cell answered through its mean alone.
//!
//! In a model the answers of one cell have slightly different weights, since who answers about many partners is better
//! known. With the weights, colleagues can be told apart by the figures that leave. So each answer enters as the mean of
//! its cell plus a stand-in for how far its respondent lies from that mean. Stand-ins are drawn from a fixed seed; within
//! a cell they sum to zero, and over the partnership they lie as far apart as answers do: how far people of one
//! organisation differ, and how alike one person's answers about several partners are, are estimated once for all cells
//! (analysis of variance, Searle, Casella & McCulloch 1992, chapter 5) and rounded. Everything that leaves is then a
//! function of cell means, of who answered about whom, and of these two numbers.

use std::collections::BTreeMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::StandardNormal;
use troth_gate::{Cell, CellPlan};
use troth_network::{AnswerRole, OrganisationId};

use super::scores::Score;

/// Fewest degrees of freedom within cells for an estimate: with less, spread and mean together can tell answers.
const FEWEST: usize = 20;
/// What stands in for the estimate then: a standard deviation on 0–1, one point on a scale of five.
const USUAL: f64 = 0.25;
/// The share of it that goes with the person then.
const USUAL_SHARE: f64 = 0.3;
/// So that the same answers always give the same figures.
const SEED: u64 = 20_260_101;

/// How far people within a cell lie apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spread {
    /// Standard deviation within cells, on 0–1, in whole points.
    pub(crate) within: f64,
    /// The share of its square that goes with the person, in tenths.
    pub(crate) person: f64,
    /// Whether it was estimated; otherwise it is what is usual.
    pub(crate) estimated: bool,
}

/// What every row of `plan` enters as, by row; rows of representatives enter as they are.
pub(crate) fn values(scores: &[Score], plan: &CellPlan) -> BTreeMap<usize, f64> {
    let spread = spread(scores, plan);
    let mut draw = ChaCha8Rng::seed_from_u64(SEED);
    let mut people: BTreeMap<(OrganisationId, &str), f64> = BTreeMap::new();
    let (of_person, of_answer) =
        (spread.within * spread.person.sqrt(), spread.within * (1.0 - spread.person).sqrt());
    let mut values = BTreeMap::new();
    for cell in &plan.cells {
        if cell.source == AnswerRole::Representative {
            values.extend(cell.rows.iter().map(|row| (*row, scores[*row].score)));
            continue;
        }
        let mut deviations = Vec::with_capacity(cell.rows.len());
        for row in &cell.rows {
            let respondent = (cell.direction.from, scores[*row].respondent.as_str());
            let person = *people.entry(respondent).or_insert_with(|| standard_normal(&mut draw));
            deviations.push(of_person * person + of_answer * standard_normal(&mut draw));
        }
        let (centre, middle) = (mean(deviations.iter().copied()), entered(scores, cell));
        values.extend(cell.rows.iter().zip(deviations).map(|(row, d)| (*row, middle + d - centre)));
    }
    values
}

/// The mean of a cell, or what its end of the scale counts as.
fn entered(scores: &[Score], cell: &Cell) -> f64 {
    cell.end.map_or_else(|| mean(cell.rows.iter().map(|row| scores[*row].score)), troth_gate::End::entered)
}

/// How far people within the cells of `plan` lie apart; cells at an end of the scale tell nothing of it.
pub(crate) fn spread(scores: &[Score], plan: &CellPlan) -> Spread {
    let cells: Vec<BTreeMap<&str, f64>> = plan
        .cells
        .iter()
        .filter(|c| c.source == AnswerRole::Staff && c.end.is_none())
        .map(|cell| {
            let centre = entered(scores, cell);
            cell.rows.iter().map(|r| (scores[*r].respondent.as_str(), scores[*r].score - centre)).collect()
        })
        .collect();
    let freedom: usize = cells.iter().map(|c| c.len().saturating_sub(1)).sum();
    if freedom < FEWEST {
        return Spread { within: USUAL, person: USUAL_SHARE, estimated: false };
    }
    let squares: f64 = cells.iter().flat_map(BTreeMap::values).map(|d| d * d).sum();
    let variance = squares / count(freedom);
    // E Σ d d′ over the people m of two cells of n and n′ is σ² m (1 − 1/n − 1/n′ + m/(n n′)).
    let (mut products, mut expected) = (0.0, 0.0);
    for (k, one) in cells.iter().enumerate() {
        for other in &cells[k + 1..] {
            let both: Vec<f64> = one.iter().filter_map(|(p, d)| Some(d * other.get(p)?)).collect();
            let (m, n, n2) = (count(both.len()), count(one.len()), count(other.len()));
            products += both.iter().sum::<f64>();
            expected += m * (1.0 - 1.0 / n - 1.0 / n2 + m / (n * n2));
        }
    }
    let share = if expected > 0.0 && variance > 0.0 { products / expected / variance } else { 0.0 };
    Spread {
        within: (variance.sqrt() * 100.0).round() / 100.0,
        person: (share.clamp(0.0, 1.0) * 10.0).round() / 10.0,
        estimated: true,
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = count(values.len().max(1));
    values.sum::<f64>() / n
}

#[expect(clippy::cast_precision_loss, reason = "a partnership has far fewer than 2^52 answers")]
const fn count(n: usize) -> f64 {
    n as f64
}

fn standard_normal(draw: &mut ChaCha8Rng) -> f64 {
    draw.sample(StandardNormal)
}

#[cfg(test)]
mod tests {
    use troth_gate::Audience;
    use troth_network::Direction;

    use super::super::two_sided;
    use super::*;

    fn organisation(n: usize) -> OrganisationId {
        format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
    }

    /// Ten organisations with `people` each, all about all, with a person's level and an answer's own part.
    fn scores(people: usize, of_person: f64, of_answer: f64) -> Vec<Score> {
        let mut draw = ChaCha8Rng::seed_from_u64(5);
        let mut all = Vec::new();
        for from in 0..10 {
            let levels: Vec<f64> = (0..people).map(|_| of_person * standard_normal(&mut draw)).collect();
            for to in (0..10).filter(|to| *to != from) {
                for (k, level) in levels.iter().enumerate() {
                    all.push(Score {
                        direction: Direction { from: organisation(from), to: organisation(to) },
                        role: AnswerRole::Staff,
                        respondent: format!("{from}-{k}"),
                        visible_to: None,
                        score: 0.5 + level + of_answer * standard_normal(&mut draw),
                    });
                }
            }
        }
        all
    }

    fn plan(scores: &[Score]) -> CellPlan {
        let audience = Audience::Agreed;
        CellPlan::of(&two_sided::answers(scores), &audience, audience.floor(), &[])
    }

    #[test]
    fn cell_means_stay_and_only_they_matter() {
        let mut scores = scores(6, 0.05, 0.08);
        let before = values(&scores, &plan(&scores));
        for cell in &plan(&scores).cells {
            let now = mean(cell.rows.iter().map(|row| before[row]));
            assert!((now - entered(&scores, cell)).abs() < 1e-12);
        }
        // Two colleagues swap what they said of one partner.
        let (x, y) = (scores[0].score, scores[3].score);
        assert_eq!((scores[0].direction, x == y), (scores[3].direction, false));
        (scores[0].score, scores[3].score) = (y, x);
        let after = values(&scores, &plan(&scores));
        assert!(before.iter().all(|(row, value)| (after[row] - value).abs() < 1e-12));
    }

    #[test]
    fn what_was_drawn_is_estimated() {
        let scores = scores(6, 0.06, 0.08);
        // √(0.06² + 0.08²) = 0.10, of which 36 in 100 go with the person.
        let spread = spread(&scores, &plan(&scores));
        assert!(spread.estimated && (spread.within - 0.10).abs() < 0.011, "{spread:?}");
        assert!((spread.person - 0.4).abs() < 0.11, "{spread:?}");
        // And the stand-ins lie as far apart.
        let plan = plan(&scores);
        let drawn = values(&scores, &plan);
        let stood_in: Vec<Score> =
            scores.iter().enumerate().map(|(row, s)| Score { score: drawn[&row], ..s.clone() }).collect();
        let again = super::spread(&stood_in, &plan);
        assert!((again.within - spread.within).abs() < 0.011, "{again:?}");
        assert!((again.person - spread.person).abs() < 0.11, "{again:?}");
    }

    #[test]
    fn few_answers_tell_nothing_of_their_spread() {
        let few: Vec<Score> = scores(5, 0.0, 0.2).into_iter().take(10).collect();
        assert_eq!(spread(&few, &plan(&few)), Spread { within: 0.25, person: 0.3, estimated: false });
    }
}
