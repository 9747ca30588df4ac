//! One score from several items: the mean of a person's answers after the items' own means are taken out.
//!
//! A person who skips a hard item would look better than one who answers it if the plain mean of what is there were
//! taken (Schafer & Graham 2002; Mazza, Enders & Ruehlman 2015). Persons and items are therefore taken as additive,
//! x = person + item (Sijtsma & Van der Ark 2003), and a score is given where at least half of the items are
//! answered, the half rule of scale scoring (Fairclough & Cella 1996). See `docs/methods/scale-scores.md`.

use serde::Serialize;

/// One item over all rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ItemMean {
    /// Rows that answered it.
    pub n: usize,
    /// Mean of those answers, on the answers' scale; none if nobody answered it.
    pub mean: Option<f64>,
}

/// What a row comes to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ScaleScore {
    /// Items this row answered.
    pub answered: usize,
    /// The score, on the answers' scale; none if fewer than half of the items are answered. Where an item is missing
    /// it can lie a little outside the ends of the answer scale.
    pub score: Option<f64>,
}

/// Scores of a scale with several items.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleScores {
    /// Per item, in the order of the columns given.
    pub items: Vec<ItemMean>,
    /// Items that anybody answered; the half rule counts these.
    pub asked: usize,
    /// Per row, in the order given.
    pub scores: Vec<ScaleScore>,
}

/// Scores of rows × items; a row is what one respondent answered about one target, `None` is no answer.
///
/// With x̄ₘ the mean of item m over all rows that answered it, A the items a row answered, and M the items that
/// anybody answered,
///
/// ```text
/// score = (1/|M|) Σ_{m ∈ M} x̄ₘ + (1/|A|) Σ_{m ∈ A} (xₘ − x̄ₘ)      if 2|A| ≥ |M| and |A| > 0
/// ```
///
/// so a row that answers every item gets its plain mean. Rows may be of unequal length: what is not there is not
/// answered. Values that are not finite count as not answered. Cost: one pass per step over the answers.
///
/// ```
/// use troth_dyads::items::scale_scores;
/// // Item means 3 and 2; the second row skips the item that is answered lower.
/// let rows = [vec![Some(2.0), Some(2.0)], vec![Some(4.0), None]];
/// let scores = scale_scores(&rows);
/// assert_eq!(scores.scores[0].score, Some(2.0));
/// assert_eq!(scores.scores[1].score, Some(3.5));
/// ```
#[must_use]
pub fn scale_scores(rows: &[Vec<Option<f64>>]) -> ScaleScores {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut sums = vec![(0_usize, 0.0_f64); width];
    for row in rows {
        for (m, value) in answers(row) {
            sums[m].0 += 1;
            sums[m].1 += value;
        }
    }
    let items: Vec<ItemMean> =
        sums.iter().map(|(n, sum)| ItemMean { n: *n, mean: (*n > 0).then(|| sum / *n as f64) }).collect();
    let means: Vec<f64> = items.iter().filter_map(|item| item.mean).collect();
    let asked = means.len();
    let overall = means.iter().sum::<f64>() / asked.max(1) as f64;
    let scores = rows
        .iter()
        .map(|row| {
            let (answered, sum) = answers(row).fold((0_usize, 0.0), |(n, sum), (m, value)| {
                (n + 1, sum + value - items[m].mean.unwrap_or(value))
            });
            let score = if answered == asked {
                // The same by algebra, and to the last digit what anybody would work out by hand.
                plain_mean(row, answered)
            } else {
                (answered > 0 && 2 * answered >= asked).then(|| overall + sum / answered as f64)
            };
            ScaleScore { answered, score }
        })
        .collect();
    ScaleScores { items, asked, scores }
}

fn answers(row: &[Option<f64>]) -> impl Iterator<Item = (usize, f64)> + '_ {
    row.iter().enumerate().filter_map(|(m, value)| Some((m, value.filter(|v| v.is_finite())?)))
}

fn plain_mean(row: &[Option<f64>], answered: usize) -> Option<f64> {
    (answered > 0).then(|| answers(row).map(|(_, value)| value).sum::<f64>() / answered as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[&[Option<f64>]]) -> Vec<Option<f64>> {
        let rows: Vec<_> = rows.iter().map(|row| row.to_vec()).collect();
        scale_scores(&rows).scores.iter().map(|s| s.score).collect()
    }

    #[test]
    fn worked_by_hand() {
        // Means: 4 of (5, 4, 3), 3 of (4, 2), 2 of (3, 1); overall 3.
        let scores = of(&[
            &[Some(5.0), Some(4.0), Some(3.0)],
            &[Some(4.0), Some(2.0), None],
            &[Some(3.0), None, Some(1.0)],
        ]);
        // Second: 3 + ((4 − 4) + (2 − 3)) / 2; third: 3 + ((3 − 4) + (1 − 2)) / 2.
        assert_eq!(scores, [Some(4.0), Some(2.5), Some(2.0)]);
    }

    #[test]
    fn half_is_enough_and_less_than_half_is_not() {
        let all = [Some(1.0), Some(2.0), Some(3.0), Some(4.0)];
        let scores = of(&[&all, &[Some(1.0), Some(2.0), None, None], &[Some(1.0)], &[]]);
        assert_eq!(scores, [Some(2.5), Some(2.5), None, None]);
        let five = [Some(1.0); 5];
        assert_eq!(of(&[&five, &[Some(1.0), Some(1.0)]])[1], None, "two of five");
    }

    #[test]
    fn an_item_that_nobody_answered_does_not_count() {
        assert_eq!(of(&[&[Some(1.0), None], &[Some(3.0), Some(f64::NAN)]]), [Some(1.0), Some(3.0)]);
        assert!(scale_scores(&[]).scores.is_empty());
    }

    proptest! {
        /// Adding a constant to an item moves every score by the item's share, whoever answered it.
        #[test]
        fn an_easier_item_moves_all_scores_alike(
            rows in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, -5.0..5.0), 4), 1..20),
            by in -3.0..3.0,
        ) {
            let before = scale_scores(&rows);
            let mut moved = rows.clone();
            for row in &mut moved {
                row[0] = row[0].map(|v| v + by);
            }
            let after = scale_scores(&moved);
            let share = if before.items[0].n > 0 { by / before.asked as f64 } else { 0.0 };
            for (b, a) in before.scores.iter().zip(&after.scores) {
                match (b.score, a.score) {
                    (Some(b), Some(a)) => prop_assert!((a - b - share).abs() < 1e-9),
                    (b, a) => prop_assert_eq!(b, a),
                }
            }
        }
    }
}
