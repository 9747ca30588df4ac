//! Speakers counted, each once, by the balance of their own passages.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use troth_network::{Determination, Level, RoleLevel};

use crate::coding::Polarity;
use crate::heard::{Heard, SpeakerKey};

/// Speakers that must have spoken of a narrative between two sides before a level is given.
pub const LEAST_SPEAKERS: u32 = 3;

/// Distinct speakers, each counted once. A count of those who were heard; it stands for nobody else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// All speakers.
    pub speakers: u32,
    /// Those with more passages of loss than of gain.
    pub loss: u32,
    /// Those with more passages of gain than of loss.
    pub gain: u32,
    /// Those with as many of one as of the other, or neither.
    pub neutral_or_mixed: u32,
}

impl Tally {
    /// The finding in a sentence, such as "3 of 4 speakers tell it as a loss."
    pub fn sentence(self) -> String {
        let Self { speakers, loss, gain, .. } = self;
        let tell = |n: u32| if n == 1 { "tells" } else { "tell" };
        match (speakers, loss, gain) {
            (0, ..) => "Nobody who was heard speaks of it.".to_owned(),
            (1, 1, _) => "The only speaker tells it as a loss.".to_owned(),
            (1, _, 1) => "The only speaker tells it as a gain.".to_owned(),
            (1, ..) => "The only speaker tells it as neither loss nor gain.".to_owned(),
            (n, 0, 0) => format!("None of {n} speakers tells it as a loss or as a gain."),
            (n, 0, gain) => format!("{gain} of {n} speakers {} it as a gain, none as a loss.", tell(gain)),
            (n, loss, 0) => format!("{loss} of {n} speakers {} it as a loss.", tell(loss)),
            (n, loss, gain) => {
                format!("{loss} of {n} speakers {} it as a loss, {gain} as a gain.", tell(loss))
            }
        }
    }

    /// The level by the printed rule: at least [`LEAST_SPEAKERS`]; share of speakers who tell a loss.
    pub fn determine(self) -> Determination {
        Level::of_share(self.loss, self.speakers).filter(|_| self.speakers >= LEAST_SPEAKERS).map_or_else(
            || {
                Determination::undetermined(format!(
                    "Fewer than {LEAST_SPEAKERS} speakers speak of this between the two."
                ))
            },
            Determination::Determined,
        )
    }
}

/// The speakers of both sides together and, where that gives nobody away, each direction by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tallies {
    /// Both directions together: at least [`LEAST_SPEAKERS`].
    pub both: Tally,
    /// Each direction; `None` where one of them has one or two speakers, since the other would give them back.
    pub by_direction: Option<Directions>,
}

/// The two directions, each with no speaker or at least [`LEAST_SPEAKERS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directions {
    /// Speakers of the first side about the second.
    pub forth: Tally,
    /// Speakers of the second side about the first. Within one sector there is one direction, and this is empty.
    pub back: Tally,
}

/// What was counted, before it is decided what of it may be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) both: Tally,
    pub(crate) directions: Directions,
}

impl Counted {
    /// The counts that may be shown: none under [`LEAST_SPEAKERS`], which would tell what one of one or two
    /// speakers said, quoted or not.
    pub(crate) fn shown(self) -> Option<Tallies> {
        let enough = |tally: Tally| tally.speakers == 0 || tally.speakers >= LEAST_SPEAKERS;
        let Directions { forth, back } = self.directions;
        (self.both.speakers >= LEAST_SPEAKERS).then_some(Tallies {
            both: self.both,
            by_direction: (enough(forth) && enough(back)).then_some(self.directions),
        })
    }
}

/// Who has not been heard on a narrative between two sides; `S` is a sector or an organisation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotHeard<S> {
    /// Nobody of this side.
    Side(S),
    /// Nobody known to work at this level, on either side.
    RoleLevel(RoleLevel),
}

impl<S> NotHeard<S> {
    /// In words, to follow "Not heard: "; `name` gives a side's name on screen.
    pub fn words(&self, name: impl Fn(&S) -> String) -> String {
        match self {
            Self::Side(side) => format!("anybody from {}", name(side)),
            Self::RoleLevel(RoleLevel::Operational) => "anybody known to work at the front line".to_owned(),
            Self::RoleLevel(level) => format!("anybody known to be a {}", level.words()),
        }
    }
}

/// A passage of a group, with whether the first side speaks.
pub(crate) type Spoken<'a> = (&'a Heard, bool);

/// Counts the speakers of a group of passages.
pub(crate) fn tally(group: &[Spoken<'_>]) -> Counted {
    let mut balances: BTreeMap<&SpeakerKey, (bool, i64)> = BTreeMap::new();
    for (heard, forth) in group {
        let balance = &mut balances.entry(&heard.speaker).or_insert((*forth, 0)).1;
        match heard.polarity {
            Polarity::Loss => *balance += 1,
            Polarity::Gain => *balance -= 1,
            Polarity::Neutral => {}
        }
    }
    let mut counted = Counted::default();
    for (forth, balance) in balances.into_values() {
        let directions = &mut counted.directions;
        let direction = if forth { &mut directions.forth } else { &mut directions.back };
        for tally in [&mut counted.both, direction] {
            tally.speakers += 1;
            match balance {
                1.. => tally.loss += 1,
                0 => tally.neutral_or_mixed += 1,
                _ => tally.gain += 1,
            }
        }
    }
    counted
}

/// Sides and role levels without a speaker, sides first.
pub(crate) fn not_heard<S: Clone + PartialEq>(
    first: &S,
    second: &S,
    directions: Directions,
    group: &[Spoken<'_>],
) -> Vec<NotHeard<S>> {
    let levels: BTreeSet<RoleLevel> = group.iter().filter_map(|(heard, _)| heard.role_level).collect();
    let missing = |tally: Tally, side: &S| (tally.speakers == 0).then(|| NotHeard::Side(side.clone()));
    missing(directions.forth, first)
        .into_iter()
        .chain(missing(directions.back, second).filter(|_| first != second))
        .chain(
            [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
                .into_iter()
                .filter(|level| !levels.contains(level))
                .map(NotHeard::RoleLevel),
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(speakers: u32, loss: u32, gain: u32) -> Tally {
        Tally { speakers, loss, gain, neutral_or_mixed: speakers - loss - gain }
    }

    #[test]
    fn the_sentence_says_how_many_of_how_many() {
        assert_eq!(tally(4, 3, 0).sentence(), "3 of 4 speakers tell it as a loss.");
        assert_eq!(tally(4, 2, 1).sentence(), "2 of 4 speakers tell it as a loss, 1 as a gain.");
        assert_eq!(tally(4, 1, 0).sentence(), "1 of 4 speakers tells it as a loss.");
        assert_eq!(tally(3, 0, 3).sentence(), "3 of 3 speakers tell it as a gain, none as a loss.");
        assert_eq!(tally(3, 0, 0).sentence(), "None of 3 speakers tells it as a loss or as a gain.");
        assert_eq!(tally(1, 1, 0).sentence(), "The only speaker tells it as a loss.");
    }

    #[test]
    fn the_level_needs_three_speakers() {
        assert_eq!(tally(3, 2, 1).determine(), Determination::Determined(Level::High));
        assert_eq!(tally(3, 1, 0).determine(), Determination::Determined(Level::Low));
        assert_eq!(tally(4, 2, 1).determine(), Determination::Determined(Level::Middle));
        assert_eq!(tally(2, 2, 0).determine().level(), None);
    }

    #[test]
    fn who_is_missing_is_said_without_guessing() {
        let name = |side: &&str| (*side).to_owned();
        assert_eq!(NotHeard::Side("Health").words(name), "anybody from Health");
        let level = NotHeard::<&str>::RoleLevel(RoleLevel::Strategic);
        assert_eq!(level.words(name), "anybody known to be a leader");
    }
}
