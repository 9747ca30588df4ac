//! What changed between two versions, item by item, so that answers to changed questions are never mixed silently.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use troth_framework::Polarity;

use super::hash::hash_of;
use super::{Instrument, Item};

/// What happened to an item from one version to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its words, or the line below it, changed in a language of both.
    Reworded,
    /// Its scale changed: values, labels or "can't say", or the numbers or texts it takes.
    ScaleChanged,
    /// It stands for something else: another variable, construct, facet, polarity, subject or kind.
    MeaningChanged,
    /// It is asked of others or on another condition: role, form, rotation or skip rule. Answers stay comparable; who
    /// answers may differ.
    AskedOtherwise,
}

impl Change {
    /// Whether answers before and after may be put side by side.
    #[must_use]
    pub const fn keeps_comparable(self) -> bool {
        matches!(self, Self::AskedOtherwise)
    }
}

/// The changes of one item; none means that it is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemChanges {
    /// Id of the item.
    pub item: String,
    /// Its variable; of the newer version where it is in both.
    pub variable: String,
    /// The variable it stood for before, if that was another.
    pub variable_before: Option<String>,
    /// What changed.
    pub changes: BTreeSet<Change>,
}

/// Two versions of an instrument, or two instruments, item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Whether both have the same id.
    pub same_instrument: bool,
    /// Whether both hold the same content.
    pub same_content: bool,
    /// Items of the newer version in its order, then those that are gone.
    pub items: Vec<ItemChanges>,
}

impl Comparison {
    /// The items with this change.
    pub fn with(&self, change: Change) -> impl Iterator<Item = &ItemChanges> {
        self.items.iter().filter(move |item| item.changes.contains(&change))
    }

    /// The items that are the same in everything.
    pub fn unchanged(&self) -> impl Iterator<Item = &ItemChanges> {
        self.items.iter().filter(|item| item.changes.is_empty())
    }

    /// The variables whose answers may be compared between the two: every item of theirs is in both and asks the same
    /// on the same scale. One that gained or lost an item is not among them.
    #[must_use]
    pub fn comparable_variables(&self) -> BTreeSet<&str> {
        let broken: BTreeSet<&str> = (self.items.iter())
            .filter(|item| !item.changes.iter().all(|change| change.keeps_comparable()))
            .flat_map(|item| [Some(&item.variable), item.variable_before.as_ref()])
            .flatten()
            .map(String::as_str)
            .collect();
        self.items.iter().map(|item| item.variable.as_str()).filter(|id| !broken.contains(id)).collect()
    }
}

impl Instrument {
    /// Compares this version with a newer one, by the ids of items.
    #[must_use]
    pub fn compare(&self, newer: &Self) -> Comparison {
        let before: BTreeMap<&str, &Item> = self.items.iter().map(|item| (item.id.as_str(), item)).collect();
        let changed = |item: &Item, old: Option<&Item>, changes| ItemChanges {
            item: item.id.clone(),
            variable: item.variable.clone(),
            variable_before: old.map(|old| old.variable.clone()).filter(|before| *before != item.variable),
            changes,
        };
        let of_newer = newer.items.iter().map(|item| match before.get(item.id.as_str()) {
            None => changed(item, None, BTreeSet::from([Change::Added])),
            Some(old) => changed(item, Some(old), self.changes(old, newer, item)),
        });
        let gone = self.items.iter().filter(|item| newer.item(&item.id).is_none());
        let gone = gone.map(|item| changed(item, None, BTreeSet::from([Change::Removed])));
        let items = of_newer.chain(gone).collect();
        Comparison {
            same_instrument: self.head.id == newer.head.id,
            same_content: self.content_hash() == newer.content_hash(),
            items,
        }
    }

    fn changes(&self, old: &Item, newer: &Self, new: &Item) -> BTreeSet<Change> {
        let own: Vec<&str> = self.languages.iter().map(|language| language.id.as_str()).collect();
        let languages: Vec<&str> =
            newer.languages.iter().map(|l| l.id.as_str()).filter(|id| own.contains(id)).collect();
        let words = |instrument: &Self, item: &Item| -> Vec<[String; 3]> {
            let of = |words: Option<&super::Words>, id: &str| words.map_or("", |w| w.get(id)).to_owned();
            let contact = |id: &str| match item.wording.get(id).contains("{contact}") {
                true => instrument.head.contact.get(id).to_owned(),
                false => String::new(),
            };
            let all = languages.iter();
            all.map(|id| [of(Some(&item.wording), id), of(item.help.as_ref(), id), contact(id)]).collect()
        };
        let answers = |instrument: &Self, item: &Item| {
            let scale = instrument.scale_of(item);
            let label = |id: &&str| -> Vec<String> {
                let points = scale.map(|s| s.points.iter().map(|p| p.label.get(id).to_owned()).collect());
                let mut labels: Vec<String> = points.unwrap_or_default();
                labels.extend(instrument.cant_say_of(item).map(|words| words.get(id).to_owned()));
                labels
            };
            let labels: Vec<_> = languages.iter().map(label).collect();
            let values: Vec<i32> =
                scale.map(|s| s.points.iter().map(|p| p.value).collect()).unwrap_or_default();
            (
                labels,
                values,
                scale.is_some_and(|s| s.ordered),
                item.offers_cant_say(),
                item.range,
                item.max_characters,
            )
        };
        let meaning = |item: &Item| {
            (
                item.variable.clone(),
                item.construct.clone(),
                item.facet.clone(),
                item.polarity,
                item.per,
                item.kind,
            )
        };
        let asked = |instrument: &Self, item: &Item| {
            let section = instrument.sections.iter().find(|section| section.id == item.section);
            let show = |id: &String| instrument.rotations.iter().find(|r| r.id == *id).map(|r| r.show);
            let group: Vec<&str> = (instrument.items.iter())
                .filter(|other| item.rotate.is_some() && other.rotate == item.rotate)
                .map(|other| other.id.as_str())
                .collect();
            hash_of(&(
                (item.who, item.form, item.services, item.rotate.as_ref().and_then(show)),
                (&item.show_if, section.and_then(|section| section.show_if.as_ref()), group),
            ))
        };
        let differs = [
            // Without a language in common nobody can say that the words are the same.
            (Change::Reworded, languages.is_empty() || words(self, old) != words(newer, new)),
            (Change::ScaleChanged, answers(self, old) != answers(newer, new)),
            (Change::MeaningChanged, meaning(old) != meaning(new)),
            (Change::AskedOtherwise, asked(self, old) != asked(newer, new)),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(change, _)| change).collect()
    }
}

/// The word of the file for a polarity.
pub(crate) const fn polarity_id(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Trust => "trust",
        Polarity::Asymmetry => "asymmetry",
    }
}
