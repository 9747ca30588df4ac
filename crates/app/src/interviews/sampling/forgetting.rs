//! Taking an erased person out of the table of who was chosen.

use troth_network::{Network, NetworkId, Person, PersonId};
use troth_store::ERASED_PERSON;
use uuid::Uuid;

use super::Words;
use super::writing::same;
use crate::app::App;
use crate::error::AppError;

impl App {
    /// Erases the lines about a person the partnership knows, and their name where they suggested others. Who suggested
    /// somebody stays told apart from nobody, by somebody who was erased.
    pub(crate) async fn forget_chosen(&self, network: NetworkId, person: PersonId) -> Result<(), AppError> {
        let people = self.store.people(network).await?;
        let Some(person) = people.iter().find(|p| p.id == person) else { return Ok(()) };
        let (mut gone, mut reworded) = (Vec::new(), Vec::new());
        for row in self.store.sampled(network).await? {
            let words = self.words_of(&row)?;
            if is(person, words.person, &words.name) {
                gone.push(row.id);
            } else if words.suggested_by.as_deref().is_some_and(|who| is(person, words.suggester, who)) {
                let erased = Some(ERASED_PERSON.to_owned());
                let words = Words { suggested_by: erased, suggester: None, ..words };
                reworded.push((row.id, self.seal_words(row.id, &words)?));
            }
        }
        Ok(self.store.forget_sampled(network, &gone, &reworded).await?)
    }

    /// Erases one line whose time is over.
    pub(crate) async fn forget_line(&self, network: NetworkId, id: Uuid) -> Result<(), AppError> {
        Ok(self.store.forget_sampled(network, &[id], &[]).await?)
    }

    /// How many lines of the table lead to a text.
    pub(crate) async fn lines_of_text(
        &self,
        network: &Network,
        text: troth_network::TranscriptId,
    ) -> Result<usize, AppError> {
        let rows = self.store.sampled(network.id).await?;
        Ok(rows.iter().filter(|row| row.transcript == Some(text)).count())
    }
}

/// Whether a line means this person: by the link, or by the name as it was typed.
fn is(person: &Person, linked: Option<PersonId>, name: &str) -> bool {
    match linked {
        Some(id) => id == person.id,
        None => same(name, &person.name) || name == person.external_id,
    }
}
