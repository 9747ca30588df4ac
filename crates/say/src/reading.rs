//! What the passages amount to between two sectors, and between two organisations where enough people speak.
//!
//! Rule and cuts: `docs/methods/interviews.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use troth_network::{CodingId, Determination, OrganisationId, Pair, Sector};

use crate::coding::Polarity;
use crate::heard::{Attribution, Heard, SpeakerKey};
use crate::tally::{LEAST_SPEAKERS, NotHeard, Spoken, Tallies, not_heard, tally};

/// A passage that its speaker allows to be shown, with as much attribution as allowed. The gate decides whether
/// it goes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageRef {
    /// The coding.
    pub coding: CodingId,
    /// Whether the first of the two sides speaks of the second.
    pub forth: bool,
    /// Told as loss, gain or neither.
    pub polarity: Polarity,
    /// Whose words they may be called.
    pub attribution: Attribution,
    /// The words.
    pub text: String,
    /// Whether these are words with which the speaker replaced those that were recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub amended: bool,
}

/// One narrative between two sectors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectorReading {
    /// The two sectors, in the order of their ids; the same twice for passages within one sector.
    pub between: (Sector, Sector),
    /// The narrative.
    pub narrative: String,
    /// The speakers; `None` under [`LEAST_SPEAKERS`].
    pub tallies: Option<Tallies>,
    /// Who was not heard; empty where there are no counts.
    pub not_heard: Vec<NotHeard<Sector>>,
    /// The level, or why there is none.
    pub level: Determination,
    /// Passages that may be shown, in the order of their codings. Passages that may not be quoted count above
    /// and are not here.
    pub passages: Vec<PassageRef>,
}

/// One narrative between two organisations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairReading {
    /// The two.
    pub pair: Pair,
    /// The narrative.
    pub narrative: String,
    /// Distinct speakers of either who name the other, in any narrative; `None` under [`LEAST_SPEAKERS`].
    pub named_by: Option<u32>,
    /// The speakers of this narrative; `None` under [`LEAST_SPEAKERS`].
    pub tallies: Option<Tallies>,
    /// Who was not heard; empty where there are no counts.
    pub not_heard: Vec<NotHeard<OrganisationId>>,
    /// The level, or why there is none.
    pub level: Determination,
    /// Passages whose speakers allow the organisation to be shown. Passages released for the sector only are not
    /// here: beside a pair they would tell the organisation.
    pub passages: Vec<PassageRef>,
}

impl SectorReading {
    /// The finding in a sentence.
    pub fn sentence(&self) -> String {
        match self.tallies {
            Some(tallies) => tallies.both.sentence(),
            None => format!("Fewer than {LEAST_SPEAKERS} speakers who were heard speak of it."),
        }
    }
}

impl PairReading {
    /// The finding in a sentence.
    pub fn sentence(&self) -> String {
        match (self.tallies, self.named_by) {
            (Some(tallies), _) => tallies.both.sentence(),
            (None, Some(named_by)) => format!(
                "Fewer than {LEAST_SPEAKERS} of {named_by} speakers touch on it. A pair is read only where \
                 {LEAST_SPEAKERS} do."
            ),
            (None, None) => {
                format!("Too few speakers name the two. A pair is read only where {LEAST_SPEAKERS} do.")
            }
        }
    }
}

/// Passages by the two sides and the narrative they are of.
type Groups<'a, K> = BTreeMap<(K, &'a str), Vec<Spoken<'a>>>;

/// Reads every narrative between every two sectors that somebody speaks of, in the order of sectors and
/// narratives. Passages without a known sector, or about the speaker's own organisation, are left out.
pub fn read_sectors(heard: &[Heard]) -> Vec<SectorReading> {
    let mut groups: Groups<'_, (&Sector, &Sector)> = BTreeMap::new();
    for passage in heard {
        let Some((own, other)) = passage.sectors() else { continue };
        let (between, forth) = if own <= other { ((own, other), true) } else { ((other, own), false) };
        groups.entry((between, passage.narrative.as_str())).or_default().push((passage, forth));
    }
    groups
        .into_iter()
        .map(|(((first, second), narrative), group)| {
            let counted = tally(&group);
            SectorReading {
                between: (first.clone(), second.clone()),
                narrative: narrative.to_owned(),
                tallies: counted.shown(),
                // With one or two speakers, who was not heard would tell who was.
                not_heard: counted
                    .shown()
                    .map(|_| not_heard(first, second, counted.directions, &group))
                    .unwrap_or_default(),
                level: counted.both.determine(),
                passages: passages(&group, |_| true),
            }
        })
        .collect()
}

/// Reads every narrative of every pair of organisations that can be shown at all: at least
/// [`LEAST_SPEAKERS`] speakers of the narrative, or a passage that may be shown with its organisation.
///
/// A speaker counts for a pair if the speaker's organisation is one of the two and the passage names the other.
/// Under three speakers there are no counts, no "not heard", and no sign of passages that may not be shown.
pub fn read_pairs(heard: &[Heard]) -> Vec<PairReading> {
    let mut groups: Groups<'_, Pair> = BTreeMap::new();
    let mut naming: BTreeMap<Pair, BTreeSet<&SpeakerKey>> = BTreeMap::new();
    for passage in heard {
        let Some(pair) = passage.pair() else { continue };
        let forth = passage.organisation == Some(pair.a());
        groups.entry((pair, passage.narrative.as_str())).or_default().push((passage, forth));
        naming.entry(pair).or_default().insert(&passage.speaker);
    }
    groups
        .into_iter()
        .map(|((pair, narrative), group)| {
            let all = tally(&group);
            let tallies = all.shown();
            PairReading {
                pair,
                narrative: narrative.to_owned(),
                named_by: naming
                    .get(&pair)
                    .and_then(|speakers| u32::try_from(speakers.len()).ok())
                    .filter(|speakers| *speakers >= LEAST_SPEAKERS),
                tallies,
                not_heard: tallies
                    .map(|_| not_heard(&pair.a(), &pair.b(), all.directions, &group))
                    .unwrap_or_default(),
                level: all.both.determine(),
                passages: passages(&group, |attribution| match attribution {
                    Attribution::Sector(_) => false,
                    Attribution::Organisation { .. } | Attribution::Named { .. } => true,
                }),
            }
        })
        .filter(|reading| reading.tallies.is_some() || !reading.passages.is_empty())
        .collect()
}

fn passages(group: &[Spoken<'_>], shown: impl Fn(&Attribution) -> bool) -> Vec<PassageRef> {
    let mut passages: Vec<PassageRef> = group
        .iter()
        .filter_map(|(heard, forth)| {
            let attribution = heard.attribution().filter(&shown)?;
            Some(PassageRef {
                coding: heard.coding,
                forth: *forth,
                polarity: heard.polarity,
                attribution,
                text: heard.quote.clone(),
                amended: heard.amended,
            })
        })
        .collect();
    passages.sort_by_key(|passage| passage.coding);
    passages
}

#[cfg(test)]
mod tests;
