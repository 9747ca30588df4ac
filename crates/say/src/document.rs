//! Transcripts and documents, and who speaks in them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use troth_network::{Day, NetworkId, OrganisationId, RoleLevel, Timestamp, TranscriptId};

/// What kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An interview with one or several people.
    Interview,
    /// A plan or strategy.
    Plan,
    /// Minutes or a recording of a meeting.
    Meeting,
    /// Notes of a visit.
    SiteNote,
    /// A piece of news.
    News,
    /// A research journal.
    Journal,
    /// Free text from a survey.
    SurveyText,
}

impl DocumentKind {
    /// All kinds, in the order in which a form offers them.
    pub const ALL: [Self; 7] = [
        Self::Interview,
        Self::Plan,
        Self::Meeting,
        Self::SiteNote,
        Self::News,
        Self::Journal,
        Self::SurveyText,
    ];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Plan => "plan",
            Self::Meeting => "meeting",
            Self::SiteNote => "site_note",
            Self::News => "news",
            Self::Journal => "journal",
            Self::SurveyText => "survey_text",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Plan => "plan",
            Self::Meeting => "meeting",
            Self::SiteNote => "notes of a visit",
            Self::News => "news",
            Self::Journal => "research journal",
            Self::SurveyText => "free text from a survey",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for DocumentKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|kind| kind.id() == wanted).ok_or_else(|| {
            format!(
                "\"{text}\" is not a kind of document. Use interview, plan, meeting, site_note, news, journal \
                 or survey_text."
            )
        })
    }
}

/// A transcript or document. Its text never changes; a correction is a new version of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Internal id.
    pub id: TranscriptId,
    /// The partnership.
    pub network: NetworkId,
    /// Title on screen.
    pub title: String,
    /// The file it came from.
    pub file_name: Option<String>,
    /// Kind.
    pub kind: DocumentKind,
    /// The day of the interview, meeting or visit, or of publication.
    pub held_on: Option<Day>,
    /// The version of the text, from 1.
    pub version: u32,
    /// The text as [`normalise`](crate::normalise) leaves it.
    pub text: String,
    /// When it was added.
    pub added: Timestamp,
}

/// Somebody who speaks in a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// A pseudonym, unique in its transcript, as it stands before the colon.
    pub label: String,
    /// Where the speaker works, if known.
    pub organisation: Option<OrganisationId>,
    /// The level the speaker works at, if known.
    pub role_level: Option<RoleLevel>,
    /// Whether this is the interviewer, whose words are never coded.
    pub interviewer: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_id() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.id().parse(), Ok(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
        assert!(
            "film".parse::<DocumentKind>().unwrap_err().starts_with("\"film\" is not a kind of document.")
        );
    }
}
