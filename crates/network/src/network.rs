//! A partnership and its profile: the context in which its trust is to be read.

use serde::{Deserialize, Serialize};

use crate::ids::NetworkId;
use crate::timestamp::Day;

/// A formal agreement between partners (not rater agreement, which is a statistic).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// What it is called.
    pub title: String,
    /// Its kind, such as "section 75" or "memorandum".
    pub kind: String,
    /// Since when.
    pub date: Option<Day>,
}

/// Something that happened to the partnership on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub date: Day,
    /// What.
    pub what: String,
}

/// The network profile of the framework.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Collaboration type, an id of the framework's profile vocabulary.
    pub collaboration_type: Option<String>,
    /// Mandated, voluntary or mixed.
    pub mandate: Option<String>,
    /// Degree of structural change.
    pub structural_change: Option<String>,
    /// Start of the initiative.
    pub started: Option<Day>,
    /// Restructurings.
    pub restructurings: Vec<Event>,
    /// Formal agreements.
    pub agreements: Vec<Agreement>,
    /// People served, in words.
    pub size: Option<String>,
    /// How near the partners are to each other, in words.
    pub proximity: Option<String>,
}

/// A partnership between organisations that care for the same people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Internal id.
    pub id: NetworkId,
    /// Short name in addresses and on the command line: lower case, digits, hyphens; unique.
    pub slug: String,
    /// Name on screen.
    pub name: String,
    /// Place.
    pub place: Option<String>,
    /// Profile.
    pub profile: Profile,
}

/// Whether `slug` can serve as a short name: lower case letters, digits and inner hyphens, 1 to 60 of them.
pub fn is_slug(slug: &str) -> bool {
    (1..=60).contains(&slug.len())
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
}
