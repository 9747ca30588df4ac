//! Interviews and facts as CSV: counts of those who were heard, and counts of declared steps.

use troth_gate::{FactsReading, InterviewsReading};
use troth_lens::Named;
use troth_network::{Determination, OrganisationId};
use troth_say::Tally;

use super::{Cell, ToCsv};

/// What interviews say between kinds of organisations.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewsTable(pub InterviewsReading);

impl ToCsv for InterviewsTable {
    fn header(&self) -> Vec<&'static str> {
        let counts = ["speakers", "tell_loss", "tell_gain", "neither_or_mixed"];
        ["between", "and", "story"]
            .into_iter()
            .chain(counts)
            .chain(["level", "reason", "not_heard"])
            .collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        self.0
            .sectors
            .iter()
            .map(|reading| {
                let (first, second) = &reading.between;
                let mut row = [&first.0, &second.0, &reading.narrative].map(Cell::text).to_vec();
                row.extend(counts(reading.tallies.map(|t| t.both)));
                row.extend(level(&reading.level));
                let missing: Vec<String> =
                    reading.not_heard.iter().map(|n| n.words(|sector| sector.0.clone())).collect();
                row.push(Cell::text(missing.join("; ")));
                row
            })
            .collect()
    }
}

/// Roles on the pathways, with the names that ids stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct RolesTable {
    /// The reading.
    pub reading: FactsReading,
    /// Organisations.
    pub organisations: Vec<Named>,
}

impl ToCsv for RolesTable {
    fn header(&self) -> Vec<&'static str> {
        let steps = ["shared", "claimed_by_both", "claimed_by_neither", "misread", "clear"];
        ["first", "second", "first_id", "second_id"]
            .into_iter()
            .chain(steps)
            .chain(["level", "reason"])
            .collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        self.reading
            .roles
            .iter()
            .map(|reading| {
                let (a, b) = (self.named(reading.pair.a()), self.named(reading.pair.b()));
                let found = reading.counts();
                let mut row = [&a.0, &b.0, &a.1, &b.1].map(Cell::text).to_vec();
                row.extend(
                    [reading.shared, found.contested, found.orphaned, found.misread, found.clear]
                        .map(|count| Cell::Number(i64::from(count))),
                );
                row.extend(level(&reading.determination));
                row
            })
            .collect()
    }
}

impl RolesTable {
    fn named(&self, id: OrganisationId) -> (String, String) {
        let found = self.organisations.iter().find(|o| o.id == id);
        found.map(|o| (o.name.clone(), o.external_id.clone())).unwrap_or_default()
    }
}

/// Speakers, loss, gain, neither; empty where there are too few to count out.
fn counts(tally: Option<Tally>) -> [Cell; 4] {
    match tally {
        None => [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty],
        Some(t) => [t.speakers, t.loss, t.gain, t.neutral_or_mixed].map(|n| Cell::Number(i64::from(n))),
    }
}

fn level(determination: &Determination) -> [Cell; 2] {
    match determination {
        Determination::Determined(level) => [Cell::text(level.id()), Cell::Empty],
        Determination::Undetermined { reason } => [Cell::text("cannot_tell"), Cell::text(reason)],
    }
}

#[cfg(test)]
mod tests {
    use troth_network::Sector;
    use troth_say::SectorReading;

    use super::*;

    #[test]
    fn too_few_speakers_leave_the_counts_empty() {
        let reading = SectorReading {
            between: (Sector("health".into()), Sector("voluntary".into())),
            narrative: "roles".into(),
            tallies: None,
            not_heard: vec![],
            level: Determination::undetermined("Fewer than 3 speakers speak of this between the two."),
            passages: vec![],
        };
        let table = InterviewsTable(InterviewsReading { sectors: vec![reading], pairs: vec![] });
        let row = &table.rows()[0];
        assert_eq!(row.len(), table.header().len());
        assert!(row[3..7].iter().all(|cell| *cell == Cell::Empty));
        assert_eq!(row[7], Cell::text("cannot_tell"));
    }
}
