//! What a coefficient says, in plain words and never stronger than p and interval.

use super::coefficient::Association;
use crate::result::Uncertainty;

/// The sentence of one covariate. `model` is the model's estimate with its interval, where there is one.
pub(super) fn sentence(
    covariate: &str,
    outcome: &str,
    association: Association,
    beside_others: bool,
    model: Option<(f64, &Uncertainty)>,
    same_respondents: bool,
) -> String {
    let equal = if beside_others { ", the other measures being equal" } else { "" };
    let tends = match association {
        Association::CannotTell => {
            return format!("Cannot tell whether '{outcome}' goes with '{covariate}'{equal}.");
        }
        Association::HigherWithHigher => "higher",
        Association::LowerWithHigher => "lower",
    };
    let mut out = format!("Where '{covariate}' is higher, '{outcome}' tends to be {tends}{equal}");
    if let Some((estimate, Uncertainty::Interval { low, high })) = model {
        let (near, far) = if estimate < 0.0 { (high, low) } else { (low, high) };
        out.push_str(&format!(
            ": by {} for each unit ({} to {})",
            figure(estimate.abs()),
            figure(near.abs()),
            figure(far.abs())
        ));
    }
    out.push_str("; they go together in these data, which does not show that one brings about the other.");
    if same_respondents {
        out.push_str(
            " As far as is known the same people answered both, so part of this may be how people answer.",
        );
    }
    out
}

/// A positive number with three figures that count.
fn figure(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let size = value.log10().floor();
    if !(-6.0..9.0).contains(&size) {
        return format!("{value:.2e}");
    }
    let decimals = (2.0 - size).max(0.0) as usize;
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn three_figures_count() {
        for (value, text) in [
            (0.4187, "0.419"),
            (12.345, "12.3"),
            (1234.6, "1235"),
            (0.00012345, "0.000123"),
            (3e-9, "3.00e-9"),
        ] {
            assert_eq!(figure(value), text);
        }
    }
}
