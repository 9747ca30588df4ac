//! Convergence of the strands, proposed by a printed rule (after Farmer et al. 2006, Qualitative Health
//! Research 16(3), on triangulation; the cut-offs are ours, mark A). Strands are never averaged.

use serde::{Deserialize, Serialize};
use troth_network::{Determination, Level};

/// What the strands say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Convergence {
    /// All determined strands are equal, at least two.
    Agreement,
    /// Some say more than others, none the opposite.
    Partial,
    /// One says high, another low: a finding, not an error.
    Dissonance,
    /// Fewer than two strands can tell.
    Silence,
    /// Not put together for this audience: it may not look at both sides of the survey, and what all strands show together
    /// would tell of the side that it does not see. Never a verdict.
    Hidden,
}

impl Convergence {
    /// As files and addresses hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Partial => "partial",
            Self::Dissonance => "dissonance",
            Self::Silence => "silence",
            Self::Hidden => "hidden",
        }
    }

    /// The word on its tag.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Agreement => "Agree",
            Self::Partial => "Agree in part",
            Self::Dissonance => "They differ",
            Self::Silence => "Silent",
            Self::Hidden => "Not shown",
        }
    }

    /// Style name of its tag.
    pub const fn style(self) -> &'static str {
        match self {
            Self::Agreement => "agree",
            Self::Partial => "part",
            Self::Dissonance => "diss",
            Self::Silence | Self::Hidden => "sil",
        }
    }

    /// From the id of one that somebody can decide for.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Agreement, Self::Partial, Self::Dissonance, Self::Silence].into_iter().find(|c| c.id() == id)
    }
}

/// The rule in words.
pub const RULE: &str = "Agree: every strand that can tell says the same, at least two. Differ: one says \
     uneven and another even. Agree in part: anything between. Silent: fewer than two strands can tell. Where the two \
     sides of the survey say different things, the survey counts as both.";

/// The levels one strand offers: one for interviews and facts, up to two for the survey, one for each side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StrandLevels(Vec<Level>);

impl StrandLevels {
    /// The determined levels among `readings`.
    pub fn of<'a>(readings: impl IntoIterator<Item = &'a Determination>) -> Self {
        let levels = readings.into_iter().filter_map(|reading| match reading {
            Determination::Determined(level) => Some(*level),
            Determination::Undetermined { .. } => None,
        });
        Self(levels.collect())
    }

    fn is_all(&self, level: Level) -> bool {
        !self.0.is_empty() && self.0.iter().all(|l| *l == level)
    }
}

/// Proposes the convergence of several strands by [`RULE`].
///
/// Returns the convergence and, where all agree, the level they agree on.
pub fn propose(strands: &[StrandLevels]) -> (Convergence, Option<Level>) {
    let telling: Vec<&StrandLevels> = strands.iter().filter(|s| !s.0.is_empty()).collect();
    if telling.len() < 2 {
        return (Convergence::Silence, None);
    }
    for level in [Level::High, Level::Middle, Level::Low] {
        if telling.iter().all(|s| s.is_all(level)) {
            return (Convergence::Agreement, Some(level));
        }
    }
    let opposed =
        telling.iter().any(|s| s.is_all(Level::High)) && telling.iter().any(|s| s.is_all(Level::Low));
    (if opposed { Convergence::Dissonance } else { Convergence::Partial }, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(levels: &[Level]) -> StrandLevels {
        StrandLevels(levels.to_vec())
    }

    #[test]
    fn each_case_of_the_rule() {
        use Level::{High, Low, Middle};
        let none = StrandLevels::default();
        let cases = [
            (vec![levels(&[High]), levels(&[High, High]), levels(&[High])], Convergence::Agreement),
            (vec![levels(&[Low]), levels(&[Low]), none.clone()], Convergence::Agreement),
            (vec![levels(&[High]), levels(&[Middle]), none.clone()], Convergence::Partial),
            (vec![levels(&[High]), levels(&[Low, Low]), levels(&[High])], Convergence::Dissonance),
            (vec![levels(&[High]), none.clone(), none.clone()], Convergence::Silence),
            (vec![none.clone(), none.clone(), none], Convergence::Silence),
        ];
        for (strands, expected) in cases {
            assert_eq!(propose(&strands).0, expected, "{strands:?}");
        }
    }

    #[test]
    fn two_sides_that_disagree_are_not_a_dissonance_between_strands() {
        let divided = levels(&[Level::High, Level::Low]);
        assert_eq!(propose(&[levels(&[Level::High]), divided]).0, Convergence::Partial);
    }
}
