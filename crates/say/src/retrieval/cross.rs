//! Codes against sectors, organisations, levels, partnerships or speakers: how many speakers, how many passages.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{NetworkId, OrganisationId, RoleLevel, Sector, TranscriptId};

use super::Found;
use crate::code::CodeKey;
use crate::codebook::Codebook;
use crate::heard::SpeakerKey;

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// The sector of the organisation that is spoken for.
    Sector,
    /// That organisation.
    Organisation,
    /// The level at which the speaker works.
    RoleLevel,
    /// The partnership.
    Network,
    /// The speaker.
    Speaker,
}

impl Dimension {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 5] =
        [Self::Sector, Self::Organisation, Self::RoleLevel, Self::Speaker, Self::Network];

    /// As addresses hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Organisation => "organisation",
            Self::RoleLevel => "level",
            Self::Network => "partnership",
            Self::Speaker => "speaker",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Organisation => "organisation",
            Self::RoleLevel => "role level",
            Self::Network => "partnership",
            Self::Speaker => "speaker",
        }
    }

    fn column(self, found: &Found) -> Column {
        let said = &found.said;
        match self {
            Self::Sector => said.sector.clone().map(Column::Sector),
            Self::Organisation => said.organisation.map(Column::Organisation),
            Self::RoleLevel => said.role_level.map(Column::RoleLevel),
            Self::Network => Some(Column::Network(found.network)),
            Self::Speaker => said.speaker().map(Column::Speaker),
        }
        .unwrap_or(Column::NotKnown)
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// A sector.
    Sector(Sector),
    /// An organisation.
    Organisation(OrganisationId),
    /// A level.
    RoleLevel(RoleLevel),
    /// A partnership.
    Network(NetworkId),
    /// A speaker.
    Speaker(SpeakerKey),
    /// Passages of which it is not known.
    NotKnown,
}

/// How many speakers, and how many passages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Different speakers. A text without speakers adds none.
    pub speakers: usize,
    /// Different places; two coders at one place are one passage.
    pub passages: usize,
}

/// One cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CrossCell {
    /// Of the code itself.
    pub own: Count,
    /// Of the code and those below it. No sum: who speaks under two of them counts once.
    pub with_below: Count,
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossRow {
    /// The code.
    pub code: CodeKey,
    /// How many codes stand above it.
    pub depth: usize,
    /// One cell for each column.
    pub cells: Vec<CrossCell>,
    /// All columns together, each speaker and passage once.
    pub all: CrossCell,
}

/// A table of codes against something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cross {
    /// The columns in their order, what is not known last.
    pub columns: Vec<Column>,
    /// The codes that occur, and those above them, in the order of the codebook; codes that were put away come last.
    pub rows: Vec<CrossRow>,
}

#[derive(Default)]
struct Seen {
    speakers: BTreeSet<SpeakerKey>,
    passages: BTreeSet<(TranscriptId, usize, usize)>,
}

impl Seen {
    fn add(&mut self, found: &Found) {
        self.speakers.extend(found.said.speaker());
        self.passages.insert(found.said.place());
    }

    fn count(&self) -> Count {
        Count { speakers: self.speakers.len(), passages: self.passages.len() }
    }
}

/// By code and column; no column: all together.
type Tally = BTreeMap<(CodeKey, Option<Column>), Seen>;

/// Counts `found` by code and `dimension`.
pub fn cross(found: &[&Found], dimension: Dimension, codebook: &Codebook) -> Cross {
    let (mut own, mut below, mut columns) = (Tally::new(), Tally::new(), BTreeSet::new());
    for found in found {
        let column = dimension.column(found);
        for at in [Some(column.clone()), None] {
            own.entry((found.code.clone(), at.clone())).or_default().add(found);
            let above = codebook.above(&found.code).into_iter().map(|code| &code.key);
            for code in above.chain([&found.code]) {
                below.entry((code.clone(), at.clone())).or_default().add(found);
            }
        }
        columns.insert(column);
    }
    let columns: Vec<Column> = columns.into_iter().collect();
    let cell = |code: &CodeKey, at: Option<&Column>| {
        let at = (code.clone(), at.cloned());
        let count = |tally: &Tally| tally.get(&at).map(Seen::count).unwrap_or_default();
        CrossCell { own: count(&own), with_below: count(&below) }
    };
    let tree = codebook.tree().into_iter().map(|(depth, code)| (depth, code.key.clone()));
    let mut order: Vec<(usize, CodeKey)> =
        tree.filter(|(_, code)| below.contains_key(&(code.clone(), None))).collect();
    let rest: BTreeSet<CodeKey> = own.keys().map(|(code, _)| code.clone()).collect();
    let listed: BTreeSet<CodeKey> = order.iter().map(|(_, code)| code.clone()).collect();
    order.extend(rest.difference(&listed).map(|code| (0, code.clone())));
    let rows = order.into_iter().map(|(depth, code)| CrossRow {
        cells: columns.iter().map(|column| cell(&code, Some(column))).collect(),
        all: cell(&code, None),
        depth,
        code,
    });
    Cross { rows: rows.collect(), columns }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::{book, found, key};
    use super::*;
    use crate::Change;

    fn in_sector(mut found: Found, sector: &str) -> Found {
        found.said.sector = Some(Sector(sector.into()));
        found
    }

    const fn count(speakers: usize, passages: usize) -> Count {
        Count { speakers, passages }
    }

    #[test]
    fn a_speaker_counts_once_and_a_parent_shows_both_figures() {
        let all = [
            in_sector(found(1, 0, "Ann", "roles", 0, 5), "health"),
            in_sector(found(1, 0, "Ann", "shared", 0, 5), "health"),
            in_sector(found(1, 2, "Ann", "shared", 20, 25), "health"),
            in_sector(found(1, 1, "Bo", "shared", 10, 15), "social_care"),
            found(2, 0, "", "money", 0, 5),
        ];
        let table = cross(&all.iter().collect::<Vec<_>>(), Dimension::Sector, &book());
        let [health, care] = ["health", "social_care"].map(|s| Column::Sector(Sector(s.into())));
        assert_eq!(table.columns, [health, care, Column::NotKnown]);
        let of = |name: &str| table.rows.iter().find(|row| row.code == key(name)).unwrap();
        assert_eq!((of("roles").depth, of("shared").depth), (0, 1));
        assert_eq!(of("roles").cells[0], CrossCell { own: count(1, 1), with_below: count(1, 2) });
        assert_eq!(of("roles").cells[1], CrossCell { own: count(0, 0), with_below: count(1, 1) });
        assert_eq!(of("roles").all.with_below, count(2, 3));
        assert_eq!(
            of("money").cells[2].own,
            count(0, 1),
            "a text without speakers has a passage and no speaker"
        );
    }

    #[test]
    fn a_code_that_was_put_away_keeps_its_row() {
        let mut codebook = book();
        codebook.apply(&Change::Retire { key: key("money") }).unwrap();
        let all = [found(1, 0, "Ann", "money", 0, 5), found(1, 0, "Ann", "roles", 0, 5)];
        let table = cross(&all.iter().collect::<Vec<_>>(), Dimension::Speaker, &codebook);
        let codes: Vec<_> = table.rows.iter().map(|row| row.code.clone()).collect();
        assert_eq!(codes, [key("roles"), key("money")]);
    }

    proptest! {
        #[test]
        fn columns_add_up_to_the_passages(
            places in proptest::collection::vec((0_usize..9, 0_usize..3, 0_usize..3), 0..30)) {
            let codes = ["roles", "shared", "money"];
            let all: Vec<Found> = places.iter().map(|(start, code, speaker)| {
                found(1, 0, ["Ann", "Bo", ""][*speaker], codes[*code], start * 10 + speaker, start * 10 + 5)
            }).collect();
            let table = cross(&all.iter().collect::<Vec<_>>(), Dimension::Speaker, &book());
            for row in &table.rows {
                let passages = |of: fn(&CrossCell) -> Count| row.cells.iter().map(|c| of(c).passages).sum::<usize>();
                prop_assert_eq!(passages(|c| c.own), row.all.own.passages);
                prop_assert!(row.all.with_below.passages >= row.all.own.passages);
                prop_assert!(row.all.own.speakers <= row.all.own.passages);
            }
        }
    }
}
