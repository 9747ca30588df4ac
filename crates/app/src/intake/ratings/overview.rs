//! What a ratings file holds, counted: for `troth check`.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{AnswerRole, Scale};

use super::RatingsFile;
use super::answer::Answer;
use super::names::Name;
use crate::intake::words::{count, some_of};

/// Most names that one line lists.
const NAMED: usize = 20;

/// Counts of the good answers of a file. Directions and pairs are counted within each network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overview {
    /// Networks; a file that names none is one.
    pub networks: usize,
    /// Per wave, in the order of their names; a file that names none has one without a name.
    pub waves: Vec<WaveCounts>,
    /// Per variable, in the order of their names.
    pub variables: Vec<VariableCounts>,
    /// Over all waves and variables: a direction counts as rated if it has an answer to anything.
    pub all: Counts,
    /// Organisations that rated nobody, with their network where there are several.
    pub rate_nobody: Vec<String>,
    /// Organisations that nobody rated, likewise.
    pub rated_by_nobody: Vec<String>,
}

/// Who answered about whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Answers.
    pub answers: usize,
    /// Organisations that occur as rater or target.
    pub organisations: usize,
    /// People who answered; a respondent is known within network and rater.
    pub people: usize,
    /// Directions with an answer.
    pub directions: usize,
    /// Ordered pairs of different organisations of one network.
    pub possible: usize,
    /// Pairs with an answer from both sides.
    pub both_ways: usize,
    /// Pairs with an answer from one side only.
    pub one_way: usize,
}

/// One wave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WaveCounts {
    /// Its name; none if the file names none.
    pub wave: Option<String>,
    /// What it holds.
    pub counts: Counts,
}

/// One variable.
#[derive(Debug, Clone, PartialEq)]
pub struct VariableCounts {
    /// Its name.
    pub variable: String,
    /// Answers.
    pub answers: usize,
    /// Items, if it is a scale of several; 0 if the file names none.
    pub items: usize,
    /// Declared scale.
    pub scale: Option<Scale>,
}

/// What is gathered for one wave, or for all.
#[derive(Default)]
struct Gathered {
    answers: usize,
    people: BTreeSet<(Name, Name, Name, AnswerRole)>,
    directions: BTreeSet<(Name, Name, Name)>,
    organisations: BTreeSet<(Name, Name)>,
}

impl Gathered {
    fn add(&mut self, answer: &Answer) {
        self.answers += 1;
        // A respondent with an id is one person in whatever role; the id of others is their role.
        let named = answer.respondent != Name::NONE;
        let role = if named { AnswerRole::Staff } else { answer.role };
        self.people.insert((answer.network, answer.rater, answer.respondent, role));
        if self.directions.insert((answer.network, answer.rater, answer.target)) {
            self.organisations.insert((answer.network, answer.rater));
            self.organisations.insert((answer.network, answer.target));
        }
    }

    fn join(&mut self, other: &Self) {
        self.answers += other.answers;
        self.people.extend(&other.people);
        self.directions.extend(&other.directions);
        self.organisations.extend(&other.organisations);
    }

    fn counts(&self) -> Counts {
        let both = self.directions.iter().filter(|(n, a, b)| self.directions.contains(&(*n, *b, *a))).count();
        let mut sizes: BTreeMap<Name, usize> = BTreeMap::new();
        for (network, _) in &self.organisations {
            *sizes.entry(*network).or_default() += 1;
        }
        Counts {
            answers: self.answers,
            organisations: self.organisations.len(),
            people: self.people.len(),
            directions: self.directions.len(),
            possible: sizes.values().map(|n| n * (n - 1)).sum(),
            both_ways: both / 2,
            one_way: self.directions.len() - both,
        }
    }
}

impl Overview {
    /// Counts the good answers of `file`; organisations that occur only in rows without an answer count too.
    pub fn of(file: &RatingsFile) -> Self {
        let mut waves: BTreeMap<Name, Gathered> = BTreeMap::new();
        let mut variables: BTreeMap<Name, (usize, BTreeSet<Name>)> = BTreeMap::new();
        for answer in &file.answers {
            waves.entry(answer.wave).or_default().add(answer);
            let variable = variables.entry(answer.variable).or_default();
            variable.0 += 1;
            if answer.item != Name::NONE {
                variable.1.insert(answer.item);
            }
        }
        let mut all = Gathered { organisations: file.named.clone(), ..Gathered::default() };
        waves.values().for_each(|wave| all.join(wave));
        let columns = &file.columns;
        let networks: BTreeSet<Name> = all.organisations.iter().map(|(network, _)| *network).collect();
        let missing = |has: &BTreeSet<(Name, Name)>| {
            let mut names: Vec<String> = all
                .organisations
                .difference(has)
                .map(|(network, id)| {
                    let id = columns.organisations.text(*id);
                    match columns.networks.filled(*network).filter(|_| networks.len() > 1) {
                        Some(network) => format!("{network}: {id}"),
                        None => id.to_owned(),
                    }
                })
                .collect();
            names.sort_unstable();
            names
        };
        let mut waves: Vec<WaveCounts> = waves
            .into_iter()
            .map(|(wave, gathered)| WaveCounts {
                wave: columns.waves.filled(wave).map(str::to_owned),
                counts: gathered.counts(),
            })
            .collect();
        waves.sort_by(|x, y| x.wave.cmp(&y.wave));
        let mut variables: Vec<VariableCounts> = variables
            .into_iter()
            .map(|(variable, (answers, items))| VariableCounts {
                variable: columns.variables.text(variable).to_owned(),
                answers,
                items: items.len(),
                scale: file.scale(variable),
            })
            .collect();
        variables.sort_by(|x, y| x.variable.cmp(&y.variable));
        Self {
            networks: networks.len(),
            waves,
            variables,
            rate_nobody: missing(&all.directions.iter().map(|(n, a, _)| (*n, *a)).collect()),
            rated_by_nobody: missing(&all.directions.iter().map(|(n, _, b)| (*n, *b)).collect()),
            all: all.counts(),
        }
    }

    /// As lines for reading.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{}, {}, {}, {}, {}",
            count(self.networks, "network", "networks"),
            count(self.waves.iter().filter(|w| w.wave.is_some()).count(), "named wave", "named waves"),
            count(self.variables.len(), "variable", "variables"),
            count(self.all.organisations, "organisation", "organisations"),
            count(self.all.people, "person who answered", "people who answered"),
        )];
        lines.push(self.all.directions());
        if self.waves.len() > 1 {
            lines.extend(self.waves.iter().take(NAMED).map(WaveCounts::line));
        }
        lines.extend(self.variables.iter().take(NAMED).map(VariableCounts::line));
        for (what, left) in [("wave", self.waves.len()), ("variable", self.variables.len())] {
            if left > NAMED {
                lines.push(format!("and {} more", count(left - NAMED, what, &format!("{what}s"))));
            }
        }
        for (what, names) in [("rates nobody", &self.rate_nobody), ("rated by nobody", &self.rated_by_nobody)]
        {
            if !names.is_empty() {
                lines.push(format!("{what}: {}", some_of(names, NAMED)));
            }
        }
        lines
    }
}

impl Counts {
    fn directions(&self) -> String {
        format!(
            "{} rated of {} possible; {} rated both ways, {} one way only",
            count(self.directions, "direction", "directions"),
            self.possible,
            count(self.both_ways, "pair", "pairs"),
            self.one_way
        )
    }
}

impl WaveCounts {
    fn line(&self) -> String {
        format!(
            "wave {}: {}, {}, {}, {}",
            self.wave.as_deref().unwrap_or("without a name"),
            count(self.counts.answers, "answer", "answers"),
            count(self.counts.organisations, "organisation", "organisations"),
            count(self.counts.people, "person", "people"),
            self.counts.directions()
        )
    }
}

impl VariableCounts {
    fn line(&self) -> String {
        let scale = self.scale.map_or_else(
            || "no scale declared".to_owned(),
            |scale| format!("scale {} to {}", scale.min, scale.max),
        );
        let items =
            if self.items > 0 { format!(", {}", count(self.items, "item", "items")) } else { String::new() };
        format!("variable {}: {}, {scale}{items}", self.variable, count(self.answers, "answer", "answers"))
    }
}
