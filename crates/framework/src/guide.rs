//! The interview guide as data: what is asked, of whom, and what to listen for.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::Deserialize;
use thiserror::Error;

use crate::Lens;

const BUILT_IN: &str = include_str!("../../../framework/guide.toml");

/// The guide for an interview of about an hour, in two parts (Li et al. 2018, Islam et al. 2020).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Version of the wording.
    pub version: String,
    /// About how long it takes, in minutes.
    pub minutes: u32,
    /// What to say before the first question.
    pub opening: Vec<String>,
    /// What to ask and say at the end.
    pub closing: Vec<String>,
    /// The parts in order.
    #[serde(rename = "part")]
    pub parts: Vec<GuidePart>,
}

/// A part of the interview.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidePart {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// How to go about it, for whoever asks.
    pub purpose: String,
    /// The questions in order.
    #[serde(rename = "question")]
    pub questions: Vec<GuideQuestion>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuideQuestion {
    /// Stable id.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// What is asked further if the person does not come to it.
    #[serde(default)]
    pub probes: Vec<String>,
    /// Ids of the role levels it is for; none means everybody.
    #[serde(default)]
    pub levels: Vec<String>,
    /// The narrative it listens for.
    #[serde(default)]
    pub narrative: Option<String>,
    /// Whether it is asked only if trust has not been spoken of yet.
    #[serde(default)]
    pub if_silent: bool,
}

impl GuideQuestion {
    /// Whether the question is for somebody of this level; a level that is not known gets every question.
    pub fn is_for(&self, level: Option<&str>) -> bool {
        self.levels.is_empty() || level.is_none_or(|level| self.levels.iter().any(|l| l == level))
    }
}

/// Why a guide cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GuideError {
    /// The file is not TOML, or not of a guide's form.
    #[error("The interview guide cannot be read: {0}")]
    Form(String),
    /// An id is there twice.
    #[error("The interview guide has the id \"{0}\" twice. Give each part and question an id of its own.")]
    Twice(String),
    /// A question names something that is not there.
    #[error("Question \"{question}\" of the interview guide names {what} \"{id}\", which is not there.")]
    Unknown {
        /// The question.
        question: String,
        /// What it names.
        what: &'static str,
        /// Its id.
        id: String,
    },
}

impl Guide {
    /// Reads a guide and checks it against a framework.
    ///
    /// # Errors
    /// [`GuideError`], a sentence that names the place.
    pub fn parse(text: &str, lens: &Lens) -> Result<Self, GuideError> {
        let guide: Self = toml::from_str(text).map_err(|error| GuideError::Form(error.to_string()))?;
        let mut seen = BTreeSet::new();
        for part in &guide.parts {
            let ids = std::iter::once(&part.id).chain(part.questions.iter().map(|q| &q.id));
            for id in ids {
                if !seen.insert(id.as_str()) {
                    return Err(GuideError::Twice(id.clone()));
                }
            }
            for question in &part.questions {
                let unknown = |what, id: &String| GuideError::Unknown {
                    question: question.id.clone(),
                    what,
                    id: id.clone(),
                };
                if let Some(id) = question.narrative.as_ref().filter(|id| lens.narrative(id).is_none()) {
                    return Err(unknown("the narrative", id));
                }
                let levels = ["operational", "tactical", "strategic"];
                if let Some(id) = question.levels.iter().find(|id| !levels.contains(&id.as_str())) {
                    return Err(unknown("the level", id));
                }
            }
        }
        Ok(guide)
    }

    /// The guide that comes with Troth.
    #[expect(
        clippy::panic,
        reason = "the embedded file is fixed at build time and a test proves that it is valid"
    )]
    pub fn built_in() -> &'static Self {
        static GUIDE: OnceLock<Guide> = OnceLock::new();
        GUIDE.get_or_init(|| match Self::parse(BUILT_IN, Lens::built_in()) {
            Ok(guide) => guide,
            Err(error) => panic!("{error}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_guide_is_valid_and_listens_for_every_narrative() {
        let guide = Guide::parse(BUILT_IN, Lens::built_in()).unwrap();
        let heard: BTreeSet<&str> = guide
            .parts
            .iter()
            .flat_map(|part| &part.questions)
            .filter_map(|question| question.narrative.as_deref())
            .collect();
        let all: BTreeSet<&str> = Lens::built_in().narratives.iter().map(|n| n.id.as_str()).collect();
        assert_eq!(heard, all);
        assert_eq!(guide.parts.len(), 2);
        for level in ["operational", "tactical", "strategic"] {
            let own = |question: &&GuideQuestion| question.levels.iter().any(|l| l == level);
            assert!(guide.parts.iter().flat_map(|p| &p.questions).any(|q| own(&q)), "{level}");
        }
        assert!(guide.parts[1].questions.iter().any(|q| q.if_silent), "trust is probed if it is not raised");
    }

    #[test]
    fn a_question_is_for_those_it_names() {
        let leaders = GuideQuestion {
            id: "x".into(),
            ask: "?".into(),
            probes: vec![],
            levels: vec!["strategic".into()],
            narrative: None,
            if_silent: false,
        };
        assert!(leaders.is_for(Some("strategic")) && leaders.is_for(None));
        assert!(!leaders.is_for(Some("operational")));
    }

    #[test]
    fn a_guide_that_does_not_fit_says_where() {
        let lens = Lens::built_in();
        let with = |question: &str| {
            let head = "version = \"1\"\nminutes = 1\nopening = []\nclosing = []\n[[part]]\nid = \"a\"\ntitle = \"A\"\n\
                        purpose = \"p\"\n";
            Guide::parse(&format!("{head}{question}"), lens).unwrap_err().to_string()
        };
        assert!(with("[[part.question]]\nid = \"a\"\nask = \"?\"").contains("\"a\" twice"));
        let story = with("[[part.question]]\nid = \"b\"\nask = \"?\"\nnarrative = \"roads\"");
        assert!(story.contains("\"b\"") && story.contains("\"roads\""), "{story}");
        let level = with("[[part.question]]\nid = \"b\"\nask = \"?\"\nlevels = [\"boss\"]");
        assert!(level.contains("the level \"boss\""), "{level}");
        assert!(with("colour = 3").contains("cannot be read"));
    }
}
