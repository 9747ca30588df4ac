//! A figure with its range, and what may be said of it: never more than the range allows.

use troth_dyads::agreement::{Verdict, Words};
use troth_network::Uncertainty;

/// A figure with what is known of how far it may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The figure.
    pub estimate: f64,
    /// Its 95 % interval, or why there is none.
    pub uncertainty: Uncertainty,
}

impl Figure {
    pub(super) fn of(estimate: &troth_dyads::Estimate) -> Self {
        let uncertainty = match &estimate.uncertainty {
            troth_dyads::Uncertainty::Interval { low, high } => {
                Uncertainty::Interval { low: *low, high: *high }
            }
            troth_dyads::Uncertainty::NotQuantified { reason } => {
                Uncertainty::NotQuantified { reason: reason.clone().into_owned() }
            }
        };
        Self { estimate: estimate.estimate, uncertainty }
    }

    /// The ends of its range, if there is one.
    #[must_use]
    pub const fn range(&self) -> Option<(f64, f64)> {
        match self.uncertainty {
            Uncertainty::Interval { low, high } => Some((low, high)),
            Uncertainty::Exact | Uncertainty::NotQuantified { .. } => None,
        }
    }
}

/// What can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// A sentence that the whole range bears out.
    Sentence(String),
    /// Nothing, and why, as a sentence.
    CannotTell(String),
}

/// A figure and what may be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The figure, if it could be worked out.
    pub figure: Option<Figure>,
    /// In plain words.
    pub says: Says,
    /// The same with the words of the method and the source of the convention.
    pub in_full: String,
}

impl Told {
    /// From the words of the statistic: `plain` turns its bands, the lowest first, into a sentence; `None` where it has no
    /// words for them. `few` says what there is too little of, if there is.
    pub(super) fn of(
        figure: Option<&troth_dyads::Estimate>,
        reason: Option<&str>,
        words: Words,
        plain: impl Fn(&str, &str) -> Option<String>,
        few: Option<&str>,
    ) -> Self {
        let figure = figure.map(Figure::of);
        let sentence = match words.verdict {
            Verdict::Clear { band } => plain(band, band),
            Verdict::Between { low, high } => plain(low, high),
            Verdict::CannotTell => None,
        };
        let says =
            sentence.map_or_else(|| Says::CannotTell(why(figure.as_ref(), reason, few)), Says::Sentence);
        Self { figure, says, in_full: words.sentence }
    }

    /// Whether something can be said.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        matches!(self.says, Says::Sentence(_))
    }
}

/// Why nothing can be said.
fn why(figure: Option<&Figure>, reason: Option<&str>, few: Option<&str>) -> String {
    if let Some(few) = few {
        return few.to_owned();
    }
    match figure.map(|figure| &figure.uncertainty) {
        Some(Uncertainty::Interval { low, high }) => {
            format!("The range, {low:.2} to {high:.2}, leaves it open.")
        }
        Some(Uncertainty::NotQuantified { reason }) => {
            format!("How far it may be off is not known: {reason}.")
        }
        Some(Uncertainty::Exact) | None => reason.unwrap_or("It could not be worked out.").to_owned(),
    }
}
