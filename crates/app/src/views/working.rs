//! What stands behind the figures of one question, for "How this was worked out": how many, what was left out and
//! why, and how ranges were made. A function of released evidence, like every view.

use std::collections::BTreeMap;

use troth_lens::{Counts, DirectionState, FitStatus, Intervals};

use super::question;
use crate::app::App;
use crate::results::Evidence;

/// Behind the figures of one question in one round.
#[derive(Debug, Clone, PartialEq)]
pub struct Working {
    /// The question in plain words.
    pub question: String,
    /// Whether and how it was fitted.
    pub status: FitStatus,
    /// How many answers, people, organisations; `None` where they are too few to be counted out.
    pub counts: Option<Counts>,
    /// Directions that are shown.
    pub shown: usize,
    /// Directions of a relationship of which only the other one has answers.
    pub not_rated: usize,
    /// Directions with answers that are not shown, by reason, with their number; by the words of the reason.
    pub withheld: Vec<(String, usize)>,
    /// Pairs of which both sides are shown.
    pub pairs: usize,
    /// How ranges were made.
    pub intervals: Intervals,
    /// Remarks for a researcher.
    pub warnings: Vec<String>,
}

impl App {
    /// What stands behind the figures of `concept`; `None` if there is no reading of it.
    pub(crate) fn working(&self, evidence: &Evidence, concept: &str) -> Option<Working> {
        let reading = evidence.rating(concept)?;
        let totals = evidence.total(concept);
        let (mut shown, mut not_rated) = (0, 0);
        let mut withheld: BTreeMap<&str, usize> = BTreeMap::new();
        for direction in &reading.directions {
            match &direction.state {
                DirectionState::Shown { .. } => shown += 1,
                DirectionState::NotRated => not_rated += 1,
                DirectionState::Withheld { reason, .. } => *withheld.entry(reason).or_default() += 1,
            }
        }
        Some(Working {
            question: question(&self.lens, concept),
            status: reading.status.clone(),
            counts: totals.and_then(|t| t.counts),
            shown,
            not_rated,
            withheld: withheld.into_iter().map(|(reason, n)| (reason.to_owned(), n)).collect(),
            pairs: reading.pairs.len(),
            intervals: totals.map(|t| t.intervals).unwrap_or_default(),
            warnings: reading.warnings.clone(),
        })
    }

    /// The same for several concepts; those without a reading are left out.
    pub(crate) fn workings<S: AsRef<str>>(
        &self,
        evidence: &Evidence,
        concepts: impl IntoIterator<Item = S>,
    ) -> Vec<Working> {
        concepts.into_iter().filter_map(|concept| self.working(evidence, concept.as_ref())).collect()
    }
}
