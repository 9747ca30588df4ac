//! Sampling: who was chosen for an interview and by whom they were suggested, and who has not been heard. Counts of
//! those who were chosen; they stand for nobody else.

mod coverage;
mod glance;
mod suggestions;
mod voices;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{OrganisationId, RoleLevel, Sector, TranscriptId};

pub use coverage::{Coverage, KnownAt, Levels, OrganisationLine, Partner, SectorLine, Silence, coverage};
pub use glance::{Glance, SectorGlance};
pub use suggestions::{Suggestions, suggestions};
pub use voices::{Spoke, Voice, voices};

/// How far it is with somebody who was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SampleStatus {
    /// Chosen and not asked yet.
    Chosen,
    /// Asked and not answered yet.
    Asked,
    /// Has agreed.
    Agreed,
    /// Has said no.
    Declined,
    /// The interview was held.
    Interviewed,
    /// Has withdrawn, before the interview or after it.
    Withdrawn,
}

impl SampleStatus {
    /// All, in the order in which they usually follow.
    pub const ALL: [Self; 6] =
        [Self::Chosen, Self::Asked, Self::Agreed, Self::Declined, Self::Interviewed, Self::Withdrawn];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Interviewed => "interviewed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether an interview may still follow.
    pub const fn is_on_the_way(self) -> bool {
        matches!(self, Self::Chosen | Self::Asked | Self::Agreed)
    }
}

impl fmt::Display for SampleStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for SampleStatus {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|status| status.id() == wanted).ok_or_else(|| {
            format!(
                "\"{text}\" is not a status. Use chosen, asked, agreed, declined, interviewed or withdrawn."
            )
        })
    }
}

/// In which part somebody was suggested for an interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuggestedBy {
    /// Somebody through whom the interviewers come in, such as the manager of the programme.
    Gatekeeper,
    /// Somebody who was interviewed before: a snowball.
    Interviewee,
    /// The person themselves.
    #[serde(rename = "self")]
    Themselves,
    /// Those who do the interviews.
    Researcher,
}

impl SuggestedBy {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::Gatekeeper, Self::Interviewee, Self::Themselves, Self::Researcher];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Gatekeeper => "gatekeeper",
            Self::Interviewee => "interviewee",
            Self::Themselves => "self",
            Self::Researcher => "researcher",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gatekeeper => "a gatekeeper",
            Self::Interviewee => "another interviewee",
            Self::Themselves => "the person themselves",
            Self::Researcher => "the interviewers",
        }
    }
}

impl fmt::Display for SuggestedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for SuggestedBy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|by| by.id() == wanted).ok_or_else(|| {
            format!("\"{text}\" is nobody who suggests. Use gatekeeper, interviewee, self or researcher.")
        })
    }
}

/// Somebody who was chosen, without their name: what the rules here need to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sampled {
    /// Where they work, if that is one of the partners.
    pub organisation: Option<OrganisationId>,
    /// The sector of that organisation, or the one that was given.
    pub sector: Option<Sector>,
    /// The level they work at, if known.
    pub role_level: Option<RoleLevel>,
    /// How far it is.
    pub status: SampleStatus,
    /// In which part they were suggested.
    pub suggested: SuggestedBy,
    /// By whom; the same text is the same person.
    pub suggester: Option<String>,
    /// The text of the interview.
    pub transcript: Option<TranscriptId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_file_is_read_back() {
        for status in SampleStatus::ALL {
            assert_eq!(status.id().parse(), Ok(status));
            assert_eq!(serde_json::to_string(&status).unwrap(), format!("\"{status}\""));
        }
        for by in SuggestedBy::ALL {
            assert_eq!(by.id().to_uppercase().parse(), Ok(by));
            assert_eq!(serde_json::to_string(&by).unwrap(), format!("\"{by}\""));
        }
        assert!("maybe".parse::<SampleStatus>().unwrap_err().contains("Use chosen"));
        assert!("boss".parse::<SuggestedBy>().unwrap_err().contains("Use gatekeeper"));
    }
}
