//! Three strands side by side, for each relationship and narrative: where they agree, where they do not, and
//! how sure that is. Rules and types only; the values come from `troth-dyads`, `troth-say` and `troth-record`
//! and are never averaged across strands.

pub mod association;
pub mod collaboration;
pub mod compare;
pub mod contrast;
pub mod convergence;
pub mod intervals;
pub mod layout;
pub mod picture;
pub mod rate;
pub mod scale_words;
pub mod sentence;
pub mod totals;
pub mod two_sided;
pub mod why;

pub use association::{ArrowSays, Arrows, Association};
pub use collaboration::{CollaborationReading, GroupReading, GroupState, Level, People, Ranges};
pub use compare::{Apart, Between, Comparison, Partnership, Standing};
pub use contrast::Contrast;
pub use convergence::{Convergence, StrandLevels, propose};
pub use intervals::{IntervalMethod, Intervals};
pub use picture::{Dumbbell, DumbbellRow, MapEdge, MapNode, MapPicture, Named, RELIANCE_QUESTION};
pub use scale_words::{Ease, Sureness, Wording};
pub use totals::{
    Correlation, Counts, Estimates, Item, NetworkFit, NetworkTotals, Part, Reciprocity, Spread, Tens,
};
pub use two_sided::{AnswerSource, DirectionReading, DirectionState, FitStatus, PairReading, TwoSided};
pub use why::{RateSide, RateStrand, Verdict, WhyCell, WhyReading};
