//! Coded passages: what was said of which narrative, about whom, and what the speaker allows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{CodingId, OrganisationId, RoleLevel, Sector, Timestamp, TranscriptId};

use crate::code::CodeKey;

/// How a passage tells of a narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The asymmetry costs trust.
    Loss,
    /// There is little of it, or it was mended.
    Gain,
    /// Neither.
    Neutral,
}

impl Polarity {
    /// All three, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::Loss, Self::Gain, Self::Neutral];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Gain => "gain",
            Self::Neutral => "neutral",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Loss => "told as a loss",
            Self::Gain => "told as a gain",
            Self::Neutral => "told as neither",
        }
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Polarity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|polarity| polarity.id() == wanted)
            .ok_or_else(|| format!("\"{text}\" is not a polarity. Use loss, gain or neutral."))
    }
}

/// Whom a passage is about. Speakers mostly speak of sectors.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// One organisation.
    Organisation(OrganisationId),
    /// A sector as a whole.
    Sector(Sector),
}

/// What the speaker allows for one passage, from narrow to wide. Silence means not quoted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Counted, never shown.
    #[default]
    NotQuoted,
    /// May be shown as somebody's words in that sector.
    SectorOnly,
    /// May be shown with organisation and role level.
    WithOrganisation,
    /// May be shown with the speaker's label.
    Named,
}

impl Permission {
    /// All, from narrow to wide.
    pub const ALL: [Self; 4] = [Self::NotQuoted, Self::SectorOnly, Self::WithOrganisation, Self::Named];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotQuoted => "not_quoted",
            Self::SectorOnly => "sector_only",
            Self::WithOrganisation => "with_organisation",
            Self::Named => "named",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotQuoted => "not quoted",
            Self::SectorOnly => "quoted with the sector only",
            Self::WithOrganisation => "quoted with organisation and role level",
            Self::Named => "quoted by name",
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Permission {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|permission| permission.id() == wanted).ok_or_else(|| {
            format!(
                "\"{text}\" is not a permission for a passage. Use not_quoted, sector_only, with_organisation \
                 or named."
            )
        })
    }
}

/// Whose words a passage is, where a coder states it: a meeting note reports somebody, a speaker speaks for another
/// organisation, the label stands in the wrong place. What is not stated is taken from the turn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The speaker's label.
    pub label: Option<String>,
    /// The organisation that the speaker speaks for.
    pub organisation: Option<OrganisationId>,
    /// The level the speaker works at.
    pub role_level: Option<RoleLevel>,
}

impl Stated {
    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One coded passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Internal id.
    pub id: CodingId,
    /// The text it lies in.
    pub transcript: TranscriptId,
    /// The version of the text that the places are of, from 1. Older than the text's own where a correction could not
    /// place the passage.
    pub version: u32,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The code that the coder gave it. What it is read as now, the [`Codebook`](crate::Codebook) says.
    pub code: CodeKey,
    /// Told as loss, gain or neither, where the coder said so.
    pub polarity: Option<Polarity>,
    /// Whom it is about, where the coder said so.
    pub about: Option<About>,
    /// Whose words it is, where the coder states it.
    pub stated: Stated,
    /// What the speaker allows.
    pub permission: Permission,
    /// Who coded it.
    pub coder: String,
    /// When.
    pub coded_at: Timestamp,
    /// The coder's note; never leaves the custodian's pages.
    pub memo: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polarities_and_permissions_are_read_back_from_their_ids() {
        for polarity in Polarity::ALL {
            assert_eq!(polarity.id().parse(), Ok(polarity));
        }
        for permission in Permission::ALL {
            assert_eq!(permission.id().parse(), Ok(permission));
            assert_eq!(serde_json::to_string(&permission).unwrap(), format!("\"{permission}\""));
        }
        assert!("bad".parse::<Polarity>().unwrap_err().contains("Use loss, gain or neutral"));
        assert!("".parse::<Permission>().unwrap_err().contains("is not a permission"));
    }

    #[test]
    fn silence_is_not_consent() {
        assert_eq!(Permission::default(), Permission::NotQuoted);
    }
}
