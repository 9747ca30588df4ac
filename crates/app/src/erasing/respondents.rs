//! Erasing what somebody answered.

use troth_network::{Network, OrganisationId, RespondentKey, WaveState};

use super::{Erased, missing};
use crate::app::App;
use crate::error::AppError;
use crate::imports::respondent_hash;
use crate::jobs::Subject;

/// Whose answers. A receipt that a respondent holds will be one more way to say it, once the survey gives receipts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A member of staff, by the organisation they answered for and the id that files used.
    Staff {
        /// The organisation.
        rater: OrganisationId,
        /// The id in the column `respondent`.
        id: String,
    },
    /// A member of staff, by pseudonym.
    Pseudonym(RespondentKey),
    /// The representative of an organisation.
    Representative(OrganisationId),
}

/// Somebody whose answers are stored.
pub(super) enum Found {
    /// A respondent.
    Respondent(RespondentKey),
    /// The representative of an organisation.
    Representative(OrganisationId),
}

impl App {
    /// Erases what somebody answered, in every round, and the link from their id in files to their pseudonym. Figures
    /// that were released stay until the next release, which is asked for.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or nobody like that answered.
    pub async fn erase_answers(&self, network: &Network, who: &Who) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        let erased = match self.find(network, who).await? {
            Found::Respondent(key) => {
                self.store.erase_respondent(network.id, &key).await.map_err(missing("This respondent"))?
            }
            Found::Representative(rater) => self.store.erase_representative(rater).await?,
        };
        if erased.answers == 0 && matches!(who, Who::Representative(_)) {
            return Err(AppError::NotFound(
                "No representative of this organisation has answered.".to_owned(),
            ));
        }
        // The number of the erasure: neither the pseudonym nor anything else that leads to the person.
        self.note(network.id, "answers erased", self.new_id()).await?;
        for wave in self.store.waves(network.id).await? {
            if wave.state == WaveState::Closed && erased.waves.contains(&wave.id) {
                self.refresh(network.id, Subject::Ratings(wave.id)).await?;
            }
        }
        let answers = match erased.answers {
            1 => "1 answer is".to_owned(),
            n => format!("{n} answers are"),
        };
        let figures = "Figures that were released stay as they are until the next release, which is being worked out. \
                       A direction that differs by one to four people from what was shown before is withheld then, so \
                       that nobody can tell what was erased.";
        let file =
            "The file that was imported still holds the answers: delete it, and do not import it again.";
        Ok(self.cleaned(format!("{answers} erased."), vec![figures.to_owned(), file.to_owned()]).await)
    }

    pub(super) async fn find(&self, network: &Network, who: &Who) -> Result<Found, AppError> {
        let nobody = || {
            AppError::field(
                "respondent",
                "Nobody with this id answered for this organisation. Check both as they stand in the file.",
            )
        };
        match who {
            Who::Staff { rater, id } => {
                let hash = respondent_hash(&self.salt(network.id).await?, *rater, id.trim());
                let key = self.store.respondent_by_hash(network.id, *rater, &hash).await?;
                key.map(Found::Respondent).ok_or_else(nobody)
            }
            Who::Pseudonym(key) => {
                let known = self.store.respondents(network.id).await?;
                let found = known.into_iter().find(|r| r.key == *key);
                found.map(|r| Found::Respondent(r.key)).ok_or_else(nobody)
            }
            Who::Representative(rater) => {
                self.names(network.id)
                    .await?
                    .get(*rater)
                    .ok_or_else(|| AppError::missing("This organisation"))?;
                Ok(Found::Representative(*rater))
            }
        }
    }
}
