//! A figure in one plain sentence for somebody without statistics, never stronger than its interval.

use serde::Serialize;

use super::convention::{Convention, Measure};
use super::reason::Reason;
use crate::result::{Estimate, Uncertainty};

/// What can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Verdict {
    /// The whole interval lies in one band.
    Clear {
        /// What the band is called.
        band: &'static str,
    },
    /// The interval reaches over two neighbouring bands.
    Between {
        /// The lower one.
        low: &'static str,
        /// The higher one.
        high: &'static str,
    },
    /// The interval is too wide, missing, or includes no effect; or there is no figure.
    CannotTell,
}

/// One sentence with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// What can be said.
    pub verdict: Verdict,
    /// The sentence.
    pub sentence: String,
    /// Source of the convention.
    pub source: &'static str,
}

/// Fewer than this can tell nothing, whatever the interval.
const FEWEST: usize = 3;

/// Tells a figure in one sentence. `n` is what the measure counts (see [`Measure`]).
///
/// A band is named only where the whole 95 % interval lies in it; two neighbouring bands are named together; beyond
/// that, without an interval, with `n` under 3, where an ICC's interval includes 0, or where it includes both failing
/// and not, the sentence says that it cannot be told. Ends are rounded outwards to the places that are shown, and
/// what is shown decides.
///
/// ```
/// use troth_dyads::agreement::{Measure, in_words};
/// use troth_dyads::{Estimate, Uncertainty};
/// let uncertainty = Uncertainty::Interval { low: -0.02, high: 0.21 };
/// let icc = Estimate { estimate: 0.09, se: None, uncertainty };
/// assert_eq!(
///     in_words(Measure::Icc1, Ok(&icc), 12).sentence,
///     "It cannot be told whether it makes a difference to the answers which organisation rates which partner \
///      (ICC(1) 0.09, 95% range −0.02 to 0.21, 12 groups of colleagues; 0.01 is small, 0.10 medium, 0.25 large, \
///      after LeBreton and Senter 2008)."
/// );
/// ```
#[must_use]
pub fn in_words(measure: Measure, figure: Result<&Estimate, &Reason>, n: usize) -> Words {
    let c = measure.convention();
    let told = |verdict, sentence| Words { verdict, sentence, source: c.source };
    let estimate = match figure {
        Ok(estimate) if estimate.estimate.is_finite() => estimate,
        Ok(_) => return told(Verdict::CannotTell, cannot(&c, "the figure is not a number; report the data")),
        Err(reason) => return told(Verdict::CannotTell, cannot(&c, &reason.to_string())),
    };
    let value = shown(estimate.estimate, c.places);
    let counted = format!("{n} {}", if n == 1 { c.counted[0] } else { c.counted[1] });
    let (low, high) = match &estimate.uncertainty {
        Uncertainty::Interval { low, high } => outwards(*low, *high, c.places),
        Uncertainty::NotQuantified { reason } => {
            let why =
                format!("the {} of {counted} is {value}, and its range is not known, as {reason}", c.name);
            return told(Verdict::CannotTell, cannot(&c, &why));
        }
    };
    let basis = format!(
        "({} {value}, 95% range {} to {}, {counted}; {}, after {}).",
        c.name,
        shown(low, c.places),
        shown(high, c.places),
        c.rule,
        c.source
    );
    if measure == Measure::Icc1 && high < 0.0 {
        let sentence = format!(
            "Colleagues who rated the same partner differ more than answers do on the whole, so something other \
             than the relationship drives the answers {basis}"
        );
        return told(Verdict::Clear { band: "differ more than by chance" }, sentence);
    }
    let (first, last) = (band(&c, low), band(&c, high));
    let straddles = c.first_fails && first == 0 && last > 0;
    let none = matches!(measure, Measure::Icc1 | Measure::Icc2) && low <= 0.0 && high >= 0.0;
    let named = (c.bands.get(first), c.bands.get(last));
    match named {
        (Some(low), Some(high)) if n >= FEWEST && !straddles && !none && last <= first + 1 => {
            if first == last {
                let sentence = format!("{} {low} {basis}", c.finding);
                told(Verdict::Clear { band: low }, sentence)
            } else {
                let sentence = format!("{} between {low} and {high} {basis}", c.finding);
                told(Verdict::Between { low, high }, sentence)
            }
        }
        _ => told(Verdict::CannotTell, format!("It cannot be told {} {basis}", c.question)),
    }
}

/// Tells a mean average deviation over `groups` groups in one sentence, by the cut-off of a sixth of the scale's points
/// (Burke & Dunlap 2002). Give it [`Deviation::cautious`](super::Deviation::cautious). Without a cut-off only the
/// figure is told.
#[must_use]
pub fn deviation_in_words(figure: Result<&Estimate, &Reason>, cut: Option<f64>, groups: usize) -> Words {
    let told = |verdict, sentence| Words { verdict, sentence, source: "Burke and Dunlap 2002" };
    let question = "how far answers of colleagues who rated the same partner lie apart";
    let figure = match figure {
        Ok(figure) => figure,
        Err(reason) => {
            let sentence = format!("It cannot be told {question}: {}", lower_first(&reason.to_string()));
            return told(Verdict::CannotTell, sentence);
        }
    };
    let value = shown(figure.estimate, 2);
    let counted = format!("{groups} {} of colleagues", if groups == 1 { "group" } else { "groups" });
    let (low, high) = match &figure.uncertainty {
        Uncertainty::Interval { low, high } => outwards(*low, *high, 2),
        Uncertainty::NotQuantified { reason } => {
            let sentence = format!(
                "It cannot be told {question}: the mean distance from the group's mean is {value} in {counted}, and \
                 its range is not known, as {reason}."
            );
            return told(Verdict::CannotTell, sentence);
        }
    };
    let basis = format!("95% range {} to {}, {counted}", shown(low, 2), shown(high, 2));
    let start =
        format!("On average an answer lies {value} from the mean of colleagues who rated the same partner");
    let Some(cut) = cut else {
        let sentence = format!(
            "{start} ({basis}); whether that is much cannot be told, as the answer scale is not known."
        );
        return told(Verdict::CannotTell, sentence);
    };
    let rule = format!("{} is the usual mark, after Burke and Dunlap 2002", shown(cut, 2));
    let (verdict, end) = if groups >= FEWEST && high <= cut {
        (Verdict::Clear { band: "close together" }, "which counts as close together")
    } else if groups >= FEWEST && low > cut {
        (Verdict::Clear { band: "far apart" }, "which counts as far apart")
    } else {
        (Verdict::CannotTell, "and it cannot be told whether that counts as close together")
    };
    told(verdict, format!("{start}, {end} ({basis}; {rule})."))
}

/// "It cannot be told …: why."
fn cannot(c: &Convention, why: &str) -> String {
    format!("It cannot be told {}: {}.", c.question, lower_first(why.trim_end_matches('.')))
}

/// The band that a value belongs to; rounding at a cut does not decide.
fn band(c: &Convention, value: f64) -> usize {
    c.cuts.iter().filter(|cut| value >= **cut - 1e-9).count()
}

/// Ends rounded outwards to so many places.
fn outwards(low: f64, high: f64, places: usize) -> (f64, f64) {
    let unit = 10_f64.powi(i32::try_from(places).unwrap_or(2));
    (((low * unit) + 1e-6).floor() / unit, ((high * unit) - 1e-6).ceil() / unit)
}

/// A number with so many places and a proper minus sign; never −0.
fn shown(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let zero = text.chars().all(|c| c == '0' || c == '.');
    if value < 0.0 && !zero { format!("\u{2212}{text}") } else { text }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests;
