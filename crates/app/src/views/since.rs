//! What changed in a relationship since the survey round before: from what both rounds show to whoever looks, and from
//! nothing else.

use std::collections::BTreeSet;

use troth_gate::Released;
use troth_lens::two_sided::DirectionState;
use troth_lens::{Contrast, Item, Named, TwoSided};
use troth_network::{Direction, Network, Pair, Wave, WaveState};
use troth_rate::instrument::{Change, Comparison};

use super::question;
use crate::app::App;
use crate::error::AppError;
use crate::results::Evidence;

/// One question, later less earlier.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    /// The question in plain words; of a story what is uneven, and then more is more uneven.
    pub question: String,
    /// What left says of right.
    pub left: Contrast,
    /// What right says of left.
    pub right: Contrast,
    /// Both together: the level of the pair, where both rounds show both sides.
    pub both: Contrast,
}

/// Change since the round before.
#[derive(Debug, Clone, PartialEq)]
pub enum Since {
    /// No round was closed before this one.
    First,
    /// The round before was made for other readers, so the two are not put together.
    OtherReaders {
        /// The round before.
        before: String,
    },
    /// Question by question.
    Rows {
        /// The round before.
        before: String,
        /// Whether both rounds were asked in Troth, so that their words could be compared.
        words_known: bool,
        /// Questions asked of these two in this round, in the framework's order.
        rows: Vec<ChangeRow>,
    },
}

impl Since {
    /// The rows; none where there are none.
    pub fn rows(&self) -> &[ChangeRow] {
        match self {
            Self::Rows { rows, .. } => rows,
            Self::First | Self::OtherReaders { .. } => &[],
        }
    }
}

/// The round before, as far as it may stand beside the round shown.
#[derive(Debug)]
pub(crate) struct Before {
    /// Its name.
    pub(crate) label: String,
    /// What it shows.
    pub(crate) evidence: Released<Evidence>,
    /// How the questions of the two compare; `None` where one of them came from files.
    pub(crate) questions: Option<Comparison>,
}

impl App {
    /// The last round that was closed before `wave`, with what it shows to whoever looks; `None` if there is none.
    pub(crate) async fn before(
        &self,
        network: &Network,
        wave: Option<&Wave>,
    ) -> Result<Option<Before>, AppError> {
        let Some(wave) = wave else { return Ok(None) };
        let earlier = (self.waves(network.id).await?.into_iter())
            .filter(|w| w.state == WaveState::Closed && w.position < wave.position)
            .max_by_key(|w| w.position);
        let Some(earlier) = earlier else { return Ok(None) };
        let evidence = self.evidence(network.id, Some(earlier.id)).await?;
        let label = earlier.label.clone();
        let questions = match (self.survey_view(earlier).await?, self.survey_view(wave.clone()).await?) {
            (Some(old), Some(new)) => Some(old.instrument.compare(&new.instrument)),
            _ => None,
        };
        Ok(Some(Before { label, evidence, questions }))
    }

    /// Change in one relationship, question by question.
    pub(crate) fn changes(
        &self,
        (now, before): (&Evidence, &Evidence),
        (label, questions): (&str, Option<&Comparison>),
        left: &Named,
        right: &Named,
    ) -> Since {
        let forth = Direction { from: left.id, to: right.id };
        let rows = self
            .concepts_of_change()
            .into_iter()
            .filter_map(|concept| {
                let reading = now.rating(&concept)?;
                if reading.direction(forth).is_none() && reading.direction(forth.reversed()).is_none() {
                    return None;
                }
                // Stories are shown as unevenness, here as on the rest of the page.
                let story = concept.strip_prefix("narrative:").and_then(|id| self.lens.narrative(id));
                let question = story.map_or_else(|| question(&self.lens, &concept), |s| s.uneven.clone());
                let turn = |c: Contrast| if story.is_some() { c.turned() } else { c };
                let row = |each: &dyn Fn() -> Contrast| ChangeRow {
                    question: question.clone(),
                    left: each(),
                    right: each(),
                    both: each(),
                };
                if let Some(reason) = not_compared((now, before), &concept, (label, questions)) {
                    return Some(row(&|| Contrast::NotCompared { reason: reason.clone() }));
                }
                let Some(earlier) = before.rating(&concept) else { return Some(row(&|| Contrast::NotBoth)) };
                let side = |d| turn(Contrast::of(reading.direction(d), earlier.direction(d)));
                Some(ChangeRow {
                    left: side(forth),
                    right: side(forth.reversed()),
                    both: turn(both(reading, earlier, forth.pair())),
                    question,
                })
            })
            .collect();
        Since::Rows { before: label.to_owned(), words_known: questions.is_some(), rows }
    }

    /// Every question about partners that a relationship shows, in the framework's order.
    fn concepts_of_change(&self) -> Vec<String> {
        let mut all = vec![super::RELIANCE.to_owned(), super::CONTACT.to_owned()];
        all.extend(self.lens.aspects.iter().map(|a| format!("aspect:{}", a.id)));
        all.extend(self.lens.narratives.iter().map(|n| format!("narrative:{}", n.id)));
        all.extend(self.lens.outcomes.iter().map(|o| format!("outcome:{}", o.id)));
        all
    }
}

/// Change of the level of both sides together. Staff on a side in one round and its representative in the other is said
/// as it is for the sides.
fn both(now: &TwoSided, before: &TwoSided, pair: Pair) -> Contrast {
    let (Some(later), Some(earlier)) = (now.pair(pair), before.pair(pair)) else { return Contrast::NotBoth };
    let source = |reading: &TwoSided, d| reading.direction(d).and_then(DirectionState::source);
    let unlike_sources = [pair.forth(), pair.back()].into_iter().any(|d| source(now, d) != source(before, d));
    match troth_lens::contrast::minus(&later.level, &earlier.level) {
        Some(value) => Contrast::Known { value, unlike_sources },
        None => Contrast::NoRange,
    }
}

/// Why a question must not be compared between the two rounds; `None` if it may.
fn not_compared(
    (now, before): (&Evidence, &Evidence),
    concept: &str,
    (label, questions): (&str, Option<&Comparison>),
) -> Option<String> {
    let items = |evidence: &Evidence| evidence.total(concept).map(|t| t.items.clone()).unwrap_or_default();
    let (new, old) = (items(now), items(before));
    if old.is_empty() {
        return Some(format!("It was not asked in {label}."));
    }
    let ids = |items: &[Item]| items.iter().map(|i| i.variable.clone()).collect::<BTreeSet<String>>();
    if ids(&new) != ids(&old) {
        return Some(format!("Other questions stood behind it in {label}."));
    }
    if new != old {
        return Some(format!("It was answered on another scale in {label}."));
    }
    let changed: BTreeSet<Change> = (questions.iter().flat_map(|q| &q.items))
        .filter(|item| {
            let of = |id: &String| new.iter().any(|i| i.variable == *id);
            of(&item.variable) || item.variable_before.as_ref().is_some_and(of)
        })
        .flat_map(|item| item.changes.iter().copied())
        .filter(|change| !change.keeps_comparable())
        .collect();
    changed.first().map(|change| match change {
        Change::Added | Change::Removed => format!("Other questions stood behind it in {label}."),
        Change::Reworded => format!("It was worded otherwise in {label}."),
        Change::ScaleChanged => format!("It was answered on another scale in {label}."),
        Change::MeaningChanged | Change::AskedOtherwise => format!("It stood for something else in {label}."),
    })
}

#[cfg(test)]
mod tests {
    use troth_lens::{Estimates, Intervals, NetworkTotals};
    use troth_network::WaveId;
    use troth_rate::instrument::{Instrument, ItemChanges};

    use super::*;

    const FAIR: &str = "aspect:fairness";

    fn asked(variables: &[&str], most: f64) -> Evidence {
        let items = variables.iter().map(|v| Item { variable: (*v).to_owned(), least: 1.0, most }).collect();
        let wave: WaveId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let estimates = Estimates::NotShown { reason: "Few.".into(), would_help: "More.".into() };
        let totals = NetworkTotals {
            concept: FAIR.into(),
            wave,
            counts: None,
            intervals: Intervals::default(),
            estimates,
            items,
        };
        Evidence { totals: vec![totals], ..Evidence::default() }
    }

    fn with(changes: &[Change]) -> Comparison {
        let item = ItemChanges {
            item: "fairness".into(),
            variable: "fairness".into(),
            variable_before: None,
            changes: changes.iter().copied().collect(),
        };
        Comparison { same_instrument: true, same_content: false, items: vec![item] }
    }

    fn reason(changes: &[Change]) -> Option<String> {
        let round = asked(&["fairness"], 5.0);
        not_compared((&round, &round), FAIR, ("Round 1", Some(&with(changes))))
    }

    #[test]
    fn what_was_worded_otherwise_is_not_compared_and_what_others_were_asked_is() {
        assert_eq!(reason(&[]), None);
        assert_eq!(reason(&[Change::AskedOtherwise]), None, "the page says whose answers each side shows");
        assert_eq!(reason(&[Change::Reworded]).unwrap(), "It was worded otherwise in Round 1.");
        assert_eq!(
            reason(&[Change::ScaleChanged]).unwrap(),
            "It was answered on another scale in Round 1.",
            "also where the ends are the same and the labels are not"
        );
        assert_eq!(reason(&[Change::MeaningChanged]).unwrap(), "It stood for something else in Round 1.");
        let other = Comparison { items: vec![], ..with(&[]) };
        let round = asked(&["fairness"], 5.0);
        assert_eq!(not_compared((&round, &round), FAIR, ("Round 1", Some(&other))), None);
    }

    #[test]
    fn two_versions_of_the_questionnaire_that_comes_with_troth_are_compared_by_their_words() {
        let old = Instrument::built_in().clone();
        let mut new = old.clone();
        for item in &mut new.items {
            if item.variable == "fairness" {
                item.wording = old.items[0].wording.clone();
            }
        }
        let round = asked(&["fairness"], 5.0);
        let found =
            |questions: &Comparison| not_compared((&round, &round), FAIR, ("Round 1", Some(questions)));
        assert_eq!(found(&old.compare(&old)), None);
        assert_eq!(found(&old.compare(&new)).unwrap(), "It was worded otherwise in Round 1.");
    }

    #[test]
    fn other_items_another_scale_and_nothing_asked_are_told_apart() {
        let of = |now: &Evidence, before: &Evidence| not_compared((now, before), FAIR, ("Round 1", None));
        let (one, two) = (asked(&["fairness"], 5.0), asked(&["fairness", "equal"], 5.0));
        assert_eq!(of(&one, &one), None);
        assert!(of(&two, &one).unwrap().starts_with("Other questions"));
        assert!(
            of(&one, &asked(&["fairness"], 7.0)).unwrap().starts_with("It was answered on another scale")
        );
        assert!(of(&one, &Evidence::default()).unwrap().starts_with("It was not asked"));
    }
}
