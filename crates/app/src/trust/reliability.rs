//! How well the items of a scale hang together (docs/methods/scale-reliability.md).

use serde::Serialize;
use troth_dyads::agreement::{Missing, Table, cronbach_alpha, omega_total};

use super::report::Triple;

/// Cronbach's alpha and omega total of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// What one respondent said of one target, counted where every item was answered: n of both figures.
    pub complete: usize,
    /// Cronbach's alpha; null with the reason among `notes`.
    pub alpha: Option<Triple>,
    /// Omega total; null with the reason among `notes`.
    pub omega: Option<Triple>,
    /// Why a figure is missing, and what to know of the intervals.
    pub notes: Vec<String>,
}

/// Reliability of the rows of all networks that answered every item. Each network's means are taken out first, as in
/// the model: that networks differ does not make items hang together.
pub(super) fn of(networks: &[&[Vec<Option<f64>>]]) -> Reliability {
    let rows: Vec<Vec<Option<f64>>> = networks.iter().flat_map(|network| centred(network)).collect();
    let mut reliability = Reliability { complete: rows.len(), alpha: None, omega: None, notes: Vec::new() };
    let table = Table::from_rows(&rows);
    let alpha = table.as_ref().map_err(Clone::clone).and_then(|t| cronbach_alpha(t, Missing::Complete));
    match alpha {
        Ok(alpha) => reliability.alpha = Some(Triple::of(&alpha.raw)),
        Err(reason) => reliability.notes.push(format!("There is no alpha. {reason}")),
    }
    match table.as_ref().map_err(Clone::clone).and_then(omega_total) {
        Ok(omega) => reliability.omega = Some(Triple::of(&omega.omega)),
        Err(reason) => reliability.notes.push(format!("There is no omega. {reason}")),
    }
    if reliability.alpha.is_some() || reliability.omega.is_some() {
        reliability.notes.push(
            "The intervals of alpha and omega take what one respondent says of each organisation as answers apart; \
             where one respondent rates several they are somewhat too narrow."
                .to_owned(),
        );
    }
    reliability
}

/// The complete rows of a network less the means of their items.
fn centred(network: &[Vec<Option<f64>>]) -> Vec<Vec<Option<f64>>> {
    let complete: Vec<Vec<f64>> =
        network.iter().filter_map(|row| row.iter().copied().collect::<Option<Vec<f64>>>()).collect();
    let width = complete.first().map_or(0, Vec::len);
    #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
    let n = complete.len().max(1) as f64;
    let means: Vec<f64> =
        (0..width).map(|k| complete.iter().filter_map(|row| row.get(k)).sum::<f64>() / n).collect();
    complete
        .iter()
        .map(|row| row.iter().zip(&means).map(|(value, mean)| Some(value - mean)).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[[f64; 2]]) -> Vec<Vec<Option<f64>>> {
        values.iter().map(|row| row.iter().copied().map(Some).collect()).collect()
    }

    #[test]
    fn networks_that_differ_do_not_make_items_hang_together() {
        // Variances 1 and 4, covariance 2, variance of the sum 9: 2·(1 − 5/9).
        let one = rows(&[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]]);
        let alpha = |networks: &[&[Vec<Option<f64>>]]| of(networks).alpha.unwrap().estimate;
        assert!((alpha(&[one.as_slice()]) - 8.0 / 9.0).abs() < 1e-12);
        let moved = rows(&[[101.0, 102.0], [102.0, 104.0], [103.0, 106.0]]);
        assert!((alpha(&[one.as_slice(), moved.as_slice()]) - 8.0 / 9.0).abs() < 1e-12);
        assert_eq!(of(&[one.as_slice(), moved.as_slice()]).complete, 6);
    }

    #[test]
    fn what_cannot_be_worked_out_says_why() {
        let none = of(&[]);
        assert!(none.alpha.is_none() && none.omega.is_none() && none.notes.len() == 2, "{none:?}");
        let two = of(&[rows(&[[1.0, 2.0], [2.0, 3.0], [4.0, 3.0]]).as_slice()]);
        assert!(two.alpha.is_some() && two.omega.is_none(), "omega needs three items");
        let gaps = [vec![Some(1.0), None], vec![None, Some(1.0)]];
        assert_eq!(of(&[&gaps]).complete, 0);
    }
}
