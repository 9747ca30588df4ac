//! The whole instrument.

use serde::{Deserialize, Serialize};

use super::{Form, Item, Language, Scale, ShowIf, Words};

/// A questionnaire as data; everything in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// What the file says once.
    #[serde(flatten)]
    pub head: Once,
    /// Languages; each has all words.
    #[serde(rename = "language")]
    pub languages: Vec<Language>,
    /// Scales.
    #[serde(rename = "scale")]
    pub scales: Vec<Scale>,
    /// Groups of items that take turns.
    #[serde(rename = "rotation")]
    pub rotations: Vec<Rotation>,
    /// Parts, in the order of asking.
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// Questions, in the order of asking within their section.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// What an instrument says once, at the top of its file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Once {
    /// Stable id, the same in all versions.
    pub id: String,
    /// Version; raised whenever anything changes.
    pub version: String,
    /// Whether it is validated.
    pub status: Status,
    /// Who made it and from what.
    pub source: String,
    /// On which terms it may be used.
    pub licence: String,
    /// The form that is used if nobody chooses.
    pub default_form: Form,
    /// Name on screen.
    pub title: Words,
    /// The answer of whoever cannot or does not want to say; never scored.
    pub cant_say: Words,
    /// In the place of `{contact}` where no name is known; within a sentence.
    pub contact: Words,
}

/// Whether an instrument measures what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has studied that yet.
    #[default]
    NotValidated,
    /// A study is under way; see the source.
    BeingValidated,
    /// There is a published study; see the source.
    Validated,
}

impl Status {
    /// In plain words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotValidated => "not yet validated",
            Self::BeingValidated => "being validated",
            Self::Validated => "validated",
        }
    }
}

/// A part of the questionnaire with a heading.
///
/// Parts that hold questions about partners stand side by side and make one screen for each partner; every other part
/// is a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub title: Words,
    /// A line below the heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Words>,
    /// A rule for all its questions, besides their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<ShowIf>,
}

/// A group of items of which each respondent is asked some, in turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rotation {
    /// Stable id.
    pub id: String,
    /// How many are asked.
    pub show: Shown,
}

/// How many of something are asked, by form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// In the short form.
    pub short: usize,
    /// In the long form.
    pub long: usize,
}

impl Shown {
    /// In this form.
    #[must_use]
    pub const fn in_form(self, form: Form) -> usize {
        match form {
            Form::Short => self.short,
            Form::Long => self.long,
        }
    }
}

impl Instrument {
    /// The item with this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The scale with this id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == id)
    }

    /// The scale of a closed question.
    #[must_use]
    pub fn scale_of(&self, item: &Item) -> Option<&Scale> {
        item.scale.as_deref().and_then(|id| self.scale(id))
    }

    /// The words for "can't say" of a question; `None` where that is not offered.
    #[must_use]
    pub fn cant_say_of(&self, item: &Item) -> Option<&Words> {
        let own = self.scale_of(item).and_then(|scale| scale.cant_say.as_ref());
        item.offers_cant_say().then(|| own.unwrap_or(&self.head.cant_say))
    }

    /// The items of a section, in the order of asking.
    pub fn items_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.section == section)
    }

    /// Whether a section is asked for each partner.
    #[must_use]
    pub fn repeats(&self, section: &str) -> bool {
        self.items_of(section).any(|item| item.per.repeats())
    }
}
