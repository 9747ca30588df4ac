//! The promise to those who answer: chosen from a few plain ones before a round, kept word for word, and what follows
//! from it for who sees what.

mod words;

use std::collections::BTreeSet;

use troth_gate::{AccessRole, Audience, Floor, PROMISED_FLOORS, Sight, Visibility};
use troth_network::{Network, NetworkId, OrganisationId, Pair, WaveId, WaveState};
use troth_store::PromiseRow;

use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

pub use troth_store::PromiseRow as Promise;
pub use words::{NOT_PROMISED, label, words, words_with};

/// What is said of a floor that cannot be promised.
pub fn wrong_floor() -> String {
    let (least, most) = (PROMISED_FLOORS.start(), PROMISED_FLOORS.end());
    format!("How many people stand behind a figure at least: write a whole number from {least} to {most}.")
}

/// The floor of a promise; without one it is that of the program.
fn promised(promise: Option<&PromiseRow>) -> Floor {
    let floor = Audience::Agreed.floor();
    promise.map_or(floor, |promise| floor.raised_to(promise.floor))
}

/// Longest name of a custodian in a promise.
const LONGEST_NAME: usize = 200;

/// Longest name of a research in a promise.
const LONGEST_RESEARCH: usize = 300;

impl App {
    /// All versions of a partnership's promise, the newest first.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn promises(&self, network: NetworkId) -> Result<Vec<PromiseRow>, AppError> {
        Ok(self.store.promises(network).await?)
    }

    /// The promise under which the answers of a round were given.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn promise_of(&self, wave: WaveId) -> Result<Option<PromiseRow>, AppError> {
        Ok(self.store.promise_of(wave).await?)
    }

    /// The smallest number of staff behind a figure of rounds that begin from now on.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn floor_ahead(&self, network: NetworkId) -> Result<Floor, AppError> {
        let newest = self.store.promises(network).await?.into_iter().next();
        Ok(promised(newest.as_ref()))
    }

    /// The smallest number of staff behind a figure of a round, as promised.
    pub(crate) async fn floor_of(&self, wave: WaveId) -> Result<Floor, AppError> {
        Ok(promised(self.store.promise_of(wave).await?.as_ref()))
    }

    /// As [`App::choose_promise_from`], with as many people behind a figure as now.
    ///
    /// # Errors
    /// As there.
    pub async fn choose_promise(
        &self,
        network: &Network,
        visibility: Visibility,
        custodian: &str,
    ) -> Result<i64, AppError> {
        let floor = self.floor_ahead(network.id).await?.people();
        self.choose_promise_from(network, visibility, custodian, floor).await
    }

    /// Chooses the promise for rounds that begin from now on, and for those that have no answers yet. `custodian` is who
    /// the promise names as the one who can read single answers, `floor` how many staff stand behind a figure at least.
    ///
    /// # Errors
    /// If no custodian is named, what is named is a patient, or the floor lies outside 5 to 20 or below what a round was
    /// promised with.
    pub async fn choose_promise_from(
        &self,
        network: &Network,
        visibility: Visibility,
        custodian: &str,
        floor: usize,
    ) -> Result<i64, AppError> {
        self.choose_promise_naming(network, visibility, custodian, floor, None).await
    }

    /// As [`App::choose_promise_from`], where single answers may also be given to `research`: what it is and who does it,
    /// in up to 300 characters. Without it no package of single answers can be made of the rounds that begin.
    ///
    /// # Errors
    /// As there.
    pub async fn choose_promise_naming(
        &self,
        network: &Network,
        visibility: Visibility,
        custodian: &str,
        floor: usize,
        research: Option<&str>,
    ) -> Result<i64, AppError> {
        self.refuse_floor(network.id, floor).await?;
        let custodian = custodian.split_whitespace().collect::<Vec<_>>().join(" ");
        if custodian.is_empty() || custodian.chars().count() > LONGEST_NAME {
            let message = "Name who can read single answers, in up to 200 characters: a person, their post and \
                           organisation. Respondents rely on it.";
            return Err(AppError::field("custodian", message));
        }
        crate::imports::refuse_patients("The name of the custodian", &custodian)?;
        let research = research.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let research = research.filter(|text| !text.is_empty());
        if let Some(text) = &research {
            if text.chars().count() > LONGEST_RESEARCH {
                return Err(AppError::field(
                    "research",
                    "Name the research and who does it in up to 300 characters.",
                ));
            }
            crate::imports::refuse_patients("The name of the research", text)?;
        }
        let text = words_with(visibility, &custodian, floor, research.as_deref()).join("\n");
        let choice = (visibility, floor);
        let version = self
            .store
            .insert_promise_naming(network.id, choice, research.as_deref(), &text, self.now())
            .await?;
        for wave in self.store.waves(network.id).await? {
            // A closed round keeps what it had, also when its answers are past their time and gone; so does one that is
            // being answered in Troth, whose answers are no ratings yet: it was read before the first question.
            let being_answered = wave.state == WaveState::Open && self.store.survey(wave.id).await?.is_some();
            if wave.state != WaveState::Closed
                && !being_answered
                && self.store.rating_counts(wave.id).await?.is_empty()
            {
                self.store.bind_promise(network.id, wave.id, version).await?;
            }
        }
        self.note(network.id, "promise chosen", network.id.0).await?;
        Ok(version)
    }

    /// A floor that cannot be promised: a number can be raised, and never goes below what somebody relied on.
    async fn refuse_floor(&self, network: NetworkId, floor: usize) -> Result<(), AppError> {
        if !PROMISED_FLOORS.contains(&floor) {
            return Err(AppError::field("floor", wrong_floor()));
        }
        for wave in self.store.waves(network).await? {
            let before = self.floor_of(wave.id).await?.people();
            if floor < before {
                let message = format!(
                    "For {} at least {before} people were promised. A later promise can ask for more people, never for \
                     fewer: write {before} or more.",
                    wave.label
                );
                return Err(AppError::field("floor", message));
            }
        }
        Ok(())
    }

    /// Lets a new round begin under the newest promise, if one was chosen.
    pub(crate) async fn begin_under_promise(&self, network: NetworkId, wave: WaveId) -> Result<(), AppError> {
        if let Some(newest) = self.store.promises(network).await?.first() {
            self.store.bind_promise(network, wave, newest.version).await?;
        }
        Ok(())
    }

    /// Asks for what a new partner may see, which has not been worked out for anybody before.
    pub(crate) async fn work_out_for_partner(
        &self,
        network: NetworkId,
        role: AccessRole,
    ) -> Result<(), AppError> {
        if role != AccessRole::Partner {
            return Ok(());
        }
        for wave in self.store.waves(network).await?.into_iter().filter(|w| w.state == WaveState::Closed) {
            self.refresh(network, Subject::Ratings(wave.id)).await?;
        }
        Ok(())
    }

    /// What may be looked at in a round: without a promise partners see totals alone.
    pub(crate) async fn sight(&self, wave: WaveId) -> Result<Sight, AppError> {
        let visibility = self.store.promise_of(wave).await?.map(|p| p.visibility).unwrap_or_default();
        let opened = match visibility {
            Visibility::Opened => self.store.opened(wave).await?,
            Visibility::Totals | Visibility::Received | Visibility::Everyone => BTreeSet::new(),
        };
        Ok(Sight { visibility, opened })
    }

    /// Says for the viewer's own organisation that a relationship may be opened to both, or takes that back. Nobody is
    /// told until both have said it, and nobody can tell a no from silence.
    ///
    /// # Errors
    /// If the viewer speaks for no organisation or for none of the two, the promise of the round does not provide for
    /// it, or a relationship that is open already would be shut.
    pub async fn open_relationship(
        &self,
        network: &Network,
        wave: WaveId,
        other: OrganisationId,
        open: bool,
    ) -> Result<(), AppError> {
        let own = self.viewer().organisation.ok_or_else(|| {
            AppError::Conflict(
                "Only somebody who speaks for an organisation can open its relationships.".into(),
            )
        })?;
        if own == other {
            return Err(AppError::missing("This relationship"));
        }
        if self.sight(wave).await?.visibility != Visibility::Opened {
            let sentence = "The promise of this round does not provide for opening relationships.";
            return Err(AppError::Conflict(sentence.to_owned()));
        }
        let pair = Pair::of(own, other);
        if open {
            self.store.say_open(wave, pair, own, self.now()).await?;
        } else if !self.store.unsay_open(wave, pair, own).await?
            && self.store.opened(wave).await?.contains(&pair)
        {
            let sentence = "Both organisations opened this relationship, so it stays open for this round.";
            return Err(AppError::Conflict(sentence.to_owned()));
        }
        // A yes alone leaves no trace that anybody else sees: neither in the record, which names who did it, nor by
        // results that are worked out again.
        if !self.store.opened(wave).await?.contains(&pair) {
            return Ok(());
        }
        self.note(network.id, "relationship opened", wave.0).await?;
        self.refresh(network.id, Subject::Ratings(wave)).await
    }

    /// Relationships that the viewer's own organisation would open, and those among them that are open.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn own_openings(&self, wave: WaveId) -> Result<(BTreeSet<Pair>, BTreeSet<Pair>), AppError> {
        let Some(own) = self.viewer().organisation else { return Ok(Default::default()) };
        let said = self.store.said_open(wave, own).await?;
        let opened = self.store.opened(wave).await?;
        let open = said.intersection(&opened).copied().collect();
        Ok((said, open))
    }
}
