//! Searching the words of texts, and questions that are saved.

use std::ops::Range;
use std::sync::Arc;

use troth_gate::CustodianOnly;
use troth_network::{Network, TranscriptId};
use troth_say::retrieval::Wanted;
use troth_store::{KeptText, SavedQuery};
use uuid::Uuid;

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;

/// Turns on one page of results.
pub const HITS_ON_A_PAGE: usize = 50;
/// Letters of the name of a saved question.
const LONGEST_NAME: usize = 80;

/// A turn that holds what was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its text.
    pub transcript: TranscriptId,
    /// The title of its text.
    pub title: String,
    /// The turn's position.
    pub turn: usize,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The words of the turn.
    pub words: String,
    /// Where in them the words stand that were searched for, in bytes.
    pub places: Vec<Range<usize>>,
}

/// One page of results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchView {
    /// In how many turns it was found.
    pub turns: usize,
    /// In how many texts.
    pub texts: usize,
    /// How many texts there are.
    pub of_texts: usize,
    /// Whether anything was searched for; signs alone are nothing.
    pub asked: bool,
    /// Those on this page.
    pub hits: Vec<Hit>,
}

impl App {
    /// Searches the texts of a partnership. `page` counts from 0.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn search_texts(
        &self,
        network: &Network,
        typed: &str,
        page: usize,
    ) -> Result<CustodianOnly<SearchView>, AppError> {
        self.only_the_custodian()?;
        let wanted = Wanted::of(typed);
        let found = self.store.search_turns(network.id, &wanted).await?;
        let mut texts: Vec<TranscriptId> = found.iter().map(|(text, _)| *text).collect();
        texts.dedup();
        let mut hits = Vec::new();
        let mut open: Option<Arc<KeptText>> = None;
        for (text, turn) in found.iter().skip(page.saturating_mul(HITS_ON_A_PAGE)).take(HITS_ON_A_PAGE) {
            if open.as_ref().is_none_or(|stored| stored.transcript.id != *text) {
                open = self.store.text(*text).await?;
            }
            hits.extend(open.as_ref().and_then(|stored| hit(stored, *turn, &wanted)));
        }
        let view = SearchView {
            turns: found.len(),
            texts: texts.len(),
            of_texts: self.store.transcripts(network.id).await?.len(),
            asked: !wanted.is_empty(),
            hits,
        };
        Ok(CustodianOnly::open(view, &self.viewer())?)
    }

    /// The saved questions of a partnership by name.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn saved_queries(&self, network: &Network) -> Result<CustodianOnly<Vec<SavedQuery>>, AppError> {
        self.only_the_custodian()?;
        Ok(CustodianOnly::open(self.store.saved_queries(network.id).await?, &self.viewer())?)
    }

    /// Saves a question, as the fields of an address.
    ///
    /// # Errors
    /// If it has no name, another has it, or the viewer is not the custodian.
    pub async fn save_query(&self, network: &Network, name: &str, query: &str) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let name = name.trim();
        imports::refuse_patients("The name", name)?;
        imports::refuse_patients("The question", &query.replace("%20", " "))?;
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            let message = "Give it a name of at most 80 characters, by which you find it again.";
            return Err(AppError::Invalid(vec![FieldError::new("name", message)]));
        }
        let new = SavedQuery {
            id: self.new_id(),
            network: network.id,
            name: name.to_owned(),
            query: query.to_owned(),
            made_by: self.viewer().id,
            made_at: self.now(),
        };
        self.store.save_query(&new).await?;
        self.note(network.id, "question saved", new.id).await
    }

    /// Removes a saved question.
    ///
    /// # Errors
    /// If it is not there or the viewer is not the custodian.
    pub async fn remove_query(&self, network: &Network, id: Uuid) -> Result<(), AppError> {
        self.only_the_custodian()?;
        self.store.remove_query(network.id, id).await?;
        self.note(network.id, "question removed", id).await
    }
}

fn hit(stored: &KeptText, turn: usize, wanted: &Wanted) -> Option<Hit> {
    let turn = stored.turns.iter().find(|t| t.position == turn)?;
    let words = stored.points().slice(turn.start, turn.end)?;
    Some(Hit {
        transcript: stored.transcript.id,
        title: stored.transcript.title.clone(),
        turn: turn.position,
        speaker: turn.speaker.clone(),
        places: wanted.places(words),
        words: words.to_owned(),
    })
}
