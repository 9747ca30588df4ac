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
