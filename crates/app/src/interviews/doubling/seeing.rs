//! Who may see whose codings, and who may code: the one place that decides it. While a text is coded double and not
//! everybody has finished, each coder sees their own work alone, whatever the page.

use std::collections::BTreeMap;

use troth_gate::{CustodianOnly, Viewer};
use troth_network::{Network, NetworkId, TranscriptId};
use troth_say::{Coding, CodingTask, Part, is_blind};

use crate::app::App;
use crate::error::AppError;

/// What a viewer may see of codings and claims.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    tasks: Vec<CodingTask>,
    viewer: String,
}

impl Sight {
    /// Everybody who was asked to code a text.
    pub(crate) fn tasks_of(&self, text: TranscriptId) -> impl Iterator<Item = &CodingTask> {
        self.tasks.iter().filter(move |task| task.transcript == text)
    }

    /// Everybody who was asked.
    pub(crate) fn tasks(&self) -> &[CodingTask] {
        &self.tasks
    }

    /// As whom the viewer codes a text: the holder of the database may lend the keyboard to a named coder.
    pub(crate) fn coder(&self, text: TranscriptId) -> &str {
        let lent = self.tasks_of(text).find(|task| task.acting && task.name.is_some());
        let lent = lent.filter(|_| self.viewer == Viewer::holder().id);
        lent.map_or(self.viewer.as_str(), |task| task.coder.as_str())
    }

    /// Whether those who code a text do not see each other's work yet.
    pub(crate) fn is_blind(&self, text: TranscriptId) -> bool {
        is_blind(self.tasks_of(text))
    }

    /// Whether the viewer may see what `coder` put into a text.
    pub(crate) fn shows(&self, text: TranscriptId, coder: &str) -> bool {
        !self.is_blind(text) || self.coder(text) == coder
    }

    /// As whom the viewer may code a text now.
    ///
    /// # Errors
    /// Denied, if it is coded double and the viewer was not asked, or has finished.
    fn may_code(&self, text: TranscriptId) -> Result<String, AppError> {
        let coder = self.coder(text);
        if self.tasks_of(text).all(|task| task.part == Part::Main) {
            return Ok(coder.to_owned());
        }
        match self.tasks_of(text).find(|task| task.coder == coder) {
            Some(task) if task.finished_at.is_none() => Ok(coder.to_owned()),
            Some(_) => Err(AppError::Denied(
                "Your coding of this text is finished, so that it can be compared. Reopen it under Double coding, with a \
                 reason, to change it."
                    .to_owned(),
            )),
            None => Err(AppError::Denied(
                "This text is coded double, by people who were asked for it. Ask under Double coding to be one of them."
                    .to_owned(),
            )),
        }
    }
}

impl App {
    /// What the viewer may see in a partnership.
    pub(crate) async fn coding_sight(&self, network: NetworkId) -> Result<Sight, AppError> {
        Ok(Sight { tasks: self.store.coding_tasks(network).await?, viewer: self.viewer().id })
    }

    /// What the viewer may see in one text.
    pub(crate) async fn sight_in(&self, text: TranscriptId) -> Result<Sight, AppError> {
        Ok(Sight { tasks: self.store.coding_tasks_of(text).await?, viewer: self.viewer().id })
    }

    /// The codings of a partnership that the viewer may see, by text and place. Every list, count and search of codings
    /// takes them from here.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn codings_for(&self, network: &Network) -> Result<CustodianOnly<Vec<Coding>>, AppError> {
        self.only_the_custodian()?;
        let sight = self.coding_sight(network.id).await?;
        let mut codings = self.store.codings(network.id).await?;
        codings.retain(|coding| sight.shows(coding.transcript, &coding.coder));
        Ok(CustodianOnly::open(codings, &self.viewer())?)
    }

    /// As whom the viewer codes a text now.
    ///
    /// # Errors
    /// Denied, if the text is coded double and the viewer was not asked, or has finished.
    pub(crate) async fn coder_in(&self, text: TranscriptId) -> Result<String, AppError> {
        self.sight_in(text).await?.may_code(text)
    }

    /// Names of coders by the id that codings have.
    pub(crate) async fn coder_names(&self, tasks: &[CodingTask]) -> Result<Coders, AppError> {
        let mut names: BTreeMap<String, String> =
            self.store.users().await?.into_iter().map(|user| (user.id.to_string(), user.name)).collect();
        names.insert(Viewer::holder().id, "The holder".to_owned());
        names.extend(tasks.iter().filter_map(|t| Some((t.coder.clone(), t.name.clone()?))));
        Ok(Coders(names))
    }
}

/// Names of coders.
#[derive(Debug, Clone, Default)]
pub struct Coders(BTreeMap<String, String>);

impl Coders {
    /// What a coder is called.
    pub fn name(&self, coder: &str) -> &str {
        self.0.get(coder).map_or("Somebody who was erased", String::as_str)
    }
}
