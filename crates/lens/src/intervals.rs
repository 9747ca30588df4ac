//! How the 95 % intervals of a release were made, and the words for it. Pages say what the release records, so that the
//! words are right whatever method made it.

use serde::{Deserialize, Serialize};

/// Below this many organisations ranges that take the variances as known are too narrow (simulated; the table is in
/// `docs/methods/two-sided-ratings.md`).
const NARROW: usize = 20;

/// How the 95 % intervals of a release were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// There are none.
    #[default]
    None,
    /// Estimate ± 1.96 (prediction) standard errors, the variances taken as known.
    Fast,
    /// Profile likelihood for variances and correlations; for the rest a parametric bootstrap under 20 organisations, from
    /// 20 on ± 1.96 (prediction) standard errors.
    Full,
    /// A way that this version does not know.
    #[serde(other)]
    Other,
}

impl IntervalMethod {
    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Fast => "fast",
            Self::Full => "full",
            Self::Other => "other",
        }
    }
}

/// How intervals were made, as the release records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Intervals {
    /// The method.
    pub method: IntervalMethod,
    /// The seed of what was drawn at random; `None` where nothing was.
    pub seed: Option<u64>,
    /// How many draws were made.
    #[serde(default)]
    pub draws: Option<usize>,
}

impl Intervals {
    /// How ranges of means, values of directions, levels and differences were made, in full sentences.
    ///
    /// `organisations` is how many took part, if that is known.
    pub fn of_values(self, organisations: Option<usize>) -> String {
        let narrow = organisations.is_none_or(|n| n < NARROW);
        let warning = if narrow {
            " With fewer than 20 organisations such a range is too narrow: meant to hold the true value 95 times in 100, it \
             does so less often."
        } else {
            ""
        };
        match (self.method, self.seed) {
            (IntervalMethod::None, _) => "No ranges were made for this release.".to_owned(),
            (IntervalMethod::Fast, _) | (IntervalMethod::Full, None) => format!(
                "Each range is the estimate \u{b1} 1.96 standard errors, with the variances of the model taken as known. \
                 Nothing is drawn at random, so there is no seed.{warning}"
            ),
            (IntervalMethod::Full, Some(seed)) => format!(
                "Each range is the estimate \u{b1} as many standard errors as a parametric bootstrap found to be needed, at \
                 least 1.96, so that the variances of the model are not taken as known.{} The same seed, {seed}, gives \
                 the same ranges.",
                self.draws.map(|n| format!(" It was made of {n} draws.")).unwrap_or_default()
            ),
            (IntervalMethod::Other, _) => format!(
                "Ranges were made by a method that this version of Troth cannot describe. {}",
                self.drawn()
            ),
        }
    }

    /// How ranges of spreads and reciprocities were made, or why there are none, in full sentences.
    pub fn of_spread(self) -> String {
        match self.method {
            IntervalMethod::None => "Not quantified: no ranges were made for this release.".to_owned(),
            IntervalMethod::Fast => "Not quantified: this release was made with the fast method, which gives ranges of \
                                     means and relationships only. Where a spread is estimated at 0, the most it can be is \
                                     worked out by profile likelihood."
                .to_owned(),
            IntervalMethod::Full => "The range of a spread or reciprocity holds the values at which the deviance, minimised \
                                     over all others, has risen by no more than 3.84 (profile likelihood). Nothing is \
                                     drawn at random for it."
                .to_owned(),
            IntervalMethod::Other => self.of_values(None),
        }
    }

    fn drawn(self) -> String {
        match self.seed {
            Some(seed) => format!(
                "What was drawn at random comes from seed {seed}: the same seed gives the same ranges."
            ),
            None => "The release names no seed.".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(method: IntervalMethod, seed: Option<u64>) -> Intervals {
        Intervals { method, seed, draws: seed.map(|_| 400) }
    }

    #[test]
    fn words_follow_the_method_that_the_release_records() {
        let fast = made(IntervalMethod::Fast, None);
        assert!(
            fast.of_values(Some(30)).contains("1.96") && !fast.of_values(Some(30)).contains("too narrow")
        );
        assert!(
            fast.of_values(Some(8)).contains("too narrow") && fast.of_spread().starts_with("Not quantified")
        );
        let full = made(IntervalMethod::Full, Some(7));
        let said = full.of_values(Some(8));
        assert!(
            said.contains("bootstrap") && said.contains("400 draws") && said.contains("seed, 7"),
            "{said}"
        );
        let many = made(IntervalMethod::Full, None).of_values(Some(30));
        assert!(many.contains("1.96") && many.contains("no seed") && !many.contains("bootstrap"), "{many}");
        assert!(
            full.of_spread().contains("profile likelihood") && !full.of_spread().contains("Not quantified")
        );
    }

    #[test]
    fn an_unknown_method_is_not_described_as_one_of_ours() {
        let other = made(IntervalMethod::Other, Some(3));
        assert!(other.of_values(None).contains("cannot describe") && other.of_spread().contains("seed 3"));
    }
}
