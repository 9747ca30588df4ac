//! Why: for one relationship and one narrative the three strands, the proposed convergence, and the verdict of
//! a named analyst.

use serde::{Deserialize, Serialize};
use troth_network::{Day, Determination, Level, Pair, PersonId, VerdictId, WaveId};

use crate::convergence::{Convergence, StrandLevels, propose};
use crate::two_sided::DirectionState;

/// One side of the survey strand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RateSide {
    /// The direction's score for the narrative (1 means no unevenness), or why there is none; `None` when the
    /// two were not asked about each other.
    pub state: Option<DirectionState>,
    /// What the rule makes of it.
    pub determination: Determination,
}

/// The survey strand: both sides apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RateStrand {
    /// The pair's first organisation about the second.
    pub forth: RateSide,
    /// The second about the first.
    pub back: RateSide,
}

/// A strand that speaks for the pair as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlainStrand {
    /// What it says.
    pub determination: Determination,
    /// The same in a sentence, with its counts.
    pub sentence: String,
    /// What it rests on, such as "between health and social care"; empty where it is the pair itself.
    pub basis: String,
}

/// One relationship and narrative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhyCell {
    /// The relationship.
    pub pair: Pair,
    /// The narrative's id.
    pub narrative: String,
    /// Interviews.
    pub say: PlainStrand,
    /// Survey.
    pub rate: RateStrand,
    /// Facts.
    pub record: PlainStrand,
    /// What the rule proposes.
    pub convergence: Convergence,
    /// The level all strands agree on, if they do.
    pub agreed_level: Option<Level>,
}

impl WhyCell {
    /// Puts the strands side by side and proposes their convergence.
    pub fn propose(
        pair: Pair,
        narrative: &str,
        say: PlainStrand,
        rate: RateStrand,
        record: PlainStrand,
    ) -> Self {
        let strands = [
            StrandLevels::of([&say.determination]),
            StrandLevels::of([&rate.forth.determination, &rate.back.determination]),
            StrandLevels::of([&record.determination]),
        ];
        let (convergence, agreed_level) = propose(&strands);
        Self { pair, narrative: narrative.to_owned(), say, rate, record, convergence, agreed_level }
    }

    /// The same for an audience that may not look at both sides of the survey: interviews and facts stand for themselves,
    /// and nothing is said of what all strands show together.
    #[must_use]
    pub fn apart(self) -> Self {
        Self { convergence: Convergence::Hidden, agreed_level: None, ..self }
    }

    /// How much there is to look at: dissonance first, then agreement on unevenness, then the rest. Used to
    /// choose the first sentence of a page, never to rank organisations.
    pub const fn weight(&self) -> u8 {
        match (self.convergence, self.agreed_level) {
            (Convergence::Agreement, Some(Level::High)) => 3,
            (Convergence::Dissonance, _) => 2,
            (Convergence::Partial, _) => 1,
            _ => 0,
        }
    }
}

/// The reading of all relationships of a wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WhyReading {
    /// The wave of the survey strand; interviews and facts carry dates, not waves.
    pub wave: WaveId,
    /// One cell per relationship and narrative, ordered by pair, then in the framework's order.
    pub cells: Vec<WhyCell>,
}

/// What a named person decided about a relationship and narrative, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Internal id.
    pub id: VerdictId,
    /// The wave.
    pub wave: WaveId,
    /// The relationship.
    pub pair: Pair,
    /// The narrative's id.
    pub narrative: String,
    /// What the person decided; may differ from the proposal.
    pub convergence: Convergence,
    /// What the rule had proposed when the person decided.
    pub proposed: Convergence,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: PersonId,
    /// When.
    pub on: Day,
}
