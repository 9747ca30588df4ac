//! What a speaker says of a passage, and what others would read then.

use troth_say::{Permission, Statement};

use super::own::OwnPassage;
use super::{Checking, OwnPassages};
use crate::analyse::interviews::consent_of;
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::jobs::Subject;
use crate::record::SPEAKER;

/// Most characters of amended words.
const LONGEST: usize = 4_000;

/// What a speaker chooses for a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What may be shown. Silence means not quoted.
    pub permission: Permission,
    /// The words as they are to be read; those that were recorded if empty.
    pub amended: String,
    /// Whether the words are taken back altogether.
    pub withdrawn: bool,
}

/// What one organisation would read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its name.
    pub reader: String,
    /// Whose words it is told they are, the words, and whether these are amended ones; nothing if it reads nothing.
    pub quotes: Vec<(String, String, bool)>,
    /// Whether the passage would count in a number: it is coded with what a story of lost trust is told by, with how it
    /// is told and of whom.
    pub counts: bool,
}

impl OwnPassages {
    /// The passage at a place of the version that was on the page.
    ///
    /// # Errors
    /// A conflict if the text was corrected since.
    pub fn at(&self, place: &str, version: Option<u32>) -> Result<&OwnPassage, AppError> {
        let found = self.passages.iter().find(|p| p.place() == place);
        found.filter(|p| version.is_none_or(|v| v == p.version)).ok_or_else(|| {
            AppError::Conflict(
                "The text was corrected since you opened this page, or this passage is not used any more. Nothing was \
                 changed. Look at your passages again."
                    .to_owned(),
            )
        })
    }
}

impl App {
    /// Saves what a speaker says of one of their passages. Where that narrows what may be read, everything released from
    /// the interviews is emptied in the same transaction and worked out again.
    ///
    /// # Errors
    /// If the amended words hold a patient's number or are too long, or the text was corrected or erased meanwhile.
    pub async fn say_of_own(
        &self,
        checking: &Checking,
        passage: &OwnPassage,
        choice: &Choice,
    ) -> Result<(), AppError> {
        let new = self.statement(checking, passage, choice)?;
        let (_, codings, before) = self.own_text(checking).await?;
        let mut after = before.clone();
        after.retain(|s| !s.is_on(&new.stretch()));
        after.push(new.clone());
        let label = Some(checking.label.as_str());
        let take_back = codings.iter().any(|coding| {
            let (was, is) = (consent_of(coding, label, &before), consent_of(coding, label, &after));
            let words = was.amended != is.amended && was.permission > Permission::NotQuoted;
            is.permission < was.permission || is.withdrawn && !was.withdrawn || words
        });
        self.store.save_statement(checking.network, &new, take_back).await.map_err(AppError::from)?;
        let event =
            if new.withdrawn { "passage taken back by its speaker" } else { "permission given by a speaker" };
        self.note_by(SPEAKER, Some(checking.network), event, new.id.to_string()).await?;
        self.refresh(checking.network, Subject::Interviews).await
    }

    /// What an organisation would read if the speaker chose so, by the rules that hold for releases. Nothing is saved.
    ///
    /// # Errors
    /// If the organisation is not there, or the choice could not be saved.
    pub async fn preview_own(
        &self,
        checking: &Checking,
        passage: &OwnPassage,
        choice: &Choice,
        reader: &str,
    ) -> Result<Preview, AppError> {
        let new = self.statement(checking, passage, choice)?;
        let names = self.names(checking.network).await?;
        let allowed = passage.about.iter().any(|(id, _)| id == reader);
        let reader = names.by_external(reader).filter(|_| allowed);
        let reader =
            reader.ok_or_else(|| AppError::field("reader", "Choose an organisation of the list."))?;
        let found = self.read_interviews(checking.network, Some(&new)).await?;
        let codings: Vec<_> = passage.codings.iter().map(|c| c.id).collect();
        let counts = found.counts_any_of(&codings);
        let read = found.passages.as_read_by(found.reading, reader.id, &codings)?;
        let quotes =
            read.into_iter().map(|p| (p.attribution.words(|id| names.name(id)), p.text, p.amended)).collect();
        Ok(Preview { reader: reader.name.clone(), quotes, counts })
    }

    fn statement(
        &self,
        checking: &Checking,
        passage: &OwnPassage,
        choice: &Choice,
    ) -> Result<Statement, AppError> {
        let typed = choice.amended.replace("\r\n", "\n");
        let typed = typed.trim();
        imports::refuse_patients("What you wrote", typed)
            .map_err(|error| FieldError::new("amended", error.to_string()))?;
        if typed.chars().count() > LONGEST {
            return Err(AppError::field("amended", "Use at most 4,000 characters."));
        }
        let recorded = passage.around.passage.trim();
        let amended = (!typed.is_empty() && typed != recorded).then(|| typed.to_owned());
        Ok(Statement {
            id: self.new_id(),
            transcript: checking.transcript,
            version: passage.version,
            label: checking.label.clone(),
            start: passage.start,
            end: passage.end,
            permission: if choice.withdrawn { Permission::NotQuoted } else { choice.permission },
            // Words that were taken back leave nothing behind.
            amended: amended.filter(|_| !choice.withdrawn),
            withdrawn: choice.withdrawn,
            reworded: false,
            at: self.now(),
        })
    }
}
