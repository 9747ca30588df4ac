//! What each column of answers means: the rows of a data dictionary.

use serde::Serialize;

use super::{Instrument, Item, Kind};

/// One item, as somebody who analyses answers needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DictionaryRow {
    /// The column `variable` of the answers.
    pub variable: String,
    /// Id of the item.
    pub item: String,
    /// The question in the language asked for, with `{partner}` and such.
    pub wording: String,
    /// `scale`, `frequency`, `choice`, `knowledge`, `number` or `text`.
    pub kind: &'static str,
    /// Lowest value; `None` for texts.
    pub scale_min: Option<i32>,
    /// Highest value; `None` for texts.
    pub scale_max: Option<i32>,
    /// Values with their words, lowest first: `1 = Not at all; 2 = A little`.
    pub value_labels: String,
    /// The words of "can't say", stored without a value; empty where that is not offered.
    pub cant_say: String,
    /// What it measures, such as `aspect:fairness`; empty for background.
    pub construct: String,
    /// Which side of that; often empty.
    pub facet: String,
    /// `trust`: a high answer is good; `asymmetry`: a high answer is bad; empty: never scored.
    pub polarity: &'static str,
    /// `partner`, `contact`, `collaboration` or `self`.
    pub per: &'static str,
    /// `everyone`, `representative` or `staff`.
    pub who: &'static str,
    /// `short` or `long`.
    pub form: &'static str,
    /// Id of the rotation in which it takes turns; empty where it is always asked.
    pub rotation: String,
    /// Where the item comes from.
    pub source: String,
}

impl DictionaryRow {
    /// The names of the columns, in the order of [`Self::cells`].
    pub const HEADINGS: [&'static str; 16] = [
        "variable",
        "item",
        "wording",
        "kind",
        "scale_min",
        "scale_max",
        "value_labels",
        "cant_say",
        "construct",
        "facet",
        "polarity",
        "per",
        "who",
        "form",
        "rotation",
        "source",
    ];

    /// The row as texts, for a table.
    #[must_use]
    pub fn cells(&self) -> [String; 16] {
        let number = |value: Option<i32>| value.map_or_else(String::new, |value| value.to_string());
        [
            self.variable.clone(),
            self.item.clone(),
            self.wording.clone(),
            self.kind.to_owned(),
            number(self.scale_min),
            number(self.scale_max),
            self.value_labels.clone(),
            self.cant_say.clone(),
            self.construct.clone(),
            self.facet.clone(),
            self.polarity.to_owned(),
            self.per.to_owned(),
            self.who.to_owned(),
            self.form.to_owned(),
            self.rotation.clone(),
            self.source.clone(),
        ]
    }
}

impl Instrument {
    /// The data dictionary in a language: one row for each item, in the order of the file.
    #[must_use]
    pub fn dictionary(&self, language: &str) -> Vec<DictionaryRow> {
        self.items.iter().map(|item| self.row(item, language)).collect()
    }

    fn row(&self, item: &Item, language: &str) -> DictionaryRow {
        let scale = self.scale_of(item);
        let limits = match (item.kind, scale) {
            (Kind::Number, _) => item.range.map(|range| (range.min, range.max)),
            (_, scale) => scale.map(|scale| (scale.min(), scale.max())),
        };
        let mut points: Vec<_> = scale.map(|scale| scale.points.iter().collect()).unwrap_or_default();
        points.sort_by_key(|point| point.value);
        let labels: Vec<_> =
            points.iter().map(|point| format!("{} = {}", point.value, point.label.get(language))).collect();
        DictionaryRow {
            variable: item.variable.clone(),
            item: item.id.clone(),
            wording: item.wording.get(language).to_owned(),
            kind: item.kind.id(),
            scale_min: limits.map(|(min, _)| min),
            scale_max: limits.map(|(_, max)| max),
            value_labels: labels.join("; "),
            cant_say: self.cant_say_of(item).map_or_else(String::new, |words| words.get(language).to_owned()),
            construct: item.construct.as_ref().map_or_else(String::new, ToString::to_string),
            facet: item.facet.clone().unwrap_or_default(),
            polarity: item.polarity.map_or("", super::compare::polarity_id),
            per: item.per.id(),
            who: item.who.id(),
            form: item.form.id(),
            rotation: item.rotate.clone().unwrap_or_default(),
            source: item.source.clone(),
        }
    }
}
