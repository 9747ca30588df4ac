//! Double coding: who codes what, who sees what, how far coders agree, and what counts where they differ.

mod asking;
mod deciding;
mod figures;
mod seeing;

use troth_gate::{AccessRole, CustodianOnly, Viewer};
use troth_network::{Network, Timestamp, TranscriptId};
use troth_say::{CodingTask, Part, is_blind};

pub use deciding::{Differences, Disputed, NewDecision};
pub use figures::{AgreementFigures, Asked, CodeFigures, Figure, On, Unitized};
pub use seeing::Coders;

use crate::app::App;
use crate::error::AppError;

/// Who is to be second coder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Second {
    /// Somebody with an account, by its id.
    Account(String),
    /// Somebody without one, by name, to whom the holder of the database lends the keyboard.
    Named(String),
}

/// How far a coder is with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoderState {
    /// As codings name them.
    pub coder: String,
    /// On screen.
    pub name: String,
    /// Which part they have.
    pub part: Part,
    /// When they finished.
    pub finished_at: Option<Timestamp>,
    /// Why it was reopened last, or finished by somebody else.
    pub why: Option<String>,
    /// Whether it was reopened after the work of the others could be seen.
    pub seen: bool,
    /// Whether the viewer finishes it without a reason: it is theirs, or they lend the keyboard.
    pub own: bool,
    /// Whether the holder lends the keyboard to them.
    pub lent: bool,
    /// Whether the viewer codes as them at the moment.
    pub acting: bool,
}

/// A text that is coded double.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubleText {
    /// The text.
    pub id: TranscriptId,
    /// Its title.
    pub title: String,
    /// Who codes it, the first coder first.
    pub coders: Vec<CoderState>,
    /// Whether not everybody has finished.
    pub blind: bool,
}

/// Everything about who codes what.
#[derive(Debug, Clone)]
pub struct DoublingView {
    /// Texts that are coded double, by title.
    pub texts: Vec<DoubleText>,
    /// All texts with their titles, to choose from.
    pub all: Vec<(TranscriptId, String)>,
    /// Accounts that can be asked, with their names.
    pub possible: Vec<(String, String)>,
    /// Whether a coder without an account can be asked by name: in single-user mode.
    pub by_name: bool,
}

impl App {
    /// Which texts are coded double, by whom, and how far they are.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn doubling(&self, network: &Network) -> Result<CustodianOnly<DoublingView>, AppError> {
        self.only_the_custodian()?;
        let sight = self.coding_sight(network.id).await?;
        let coders = self.coder_names(sight.tasks()).await?;
        let mut all: Vec<(TranscriptId, String)> =
            self.store.transcripts(network.id).await?.into_iter().map(|t| (t.id, t.title)).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        let texts = all.iter().filter_map(|(id, title)| {
            let tasks: Vec<&CodingTask> = sight.tasks_of(*id).collect();
            let blind = is_blind(tasks.iter().copied());
            let of = |task: &&CodingTask| self.state_of(task, &coders, sight.coder(*id));
            let coders: Vec<CoderState> = tasks.iter().map(of).collect();
            // Who alone coded a text that came in a file is no second coder.
            let double = coders.iter().any(|state| state.part == Part::Second);
            double.then(|| DoubleText { id: *id, title: title.clone(), coders, blind })
        });
        let view = DoublingView {
            texts: texts.collect(),
            possible: self.possible_seconds(network).await?,
            by_name: self.viewer().id == Viewer::holder().id,
            all,
        };
        Ok(CustodianOnly::open(view, &self.viewer())?)
    }

    pub(crate) fn state_of(&self, task: &CodingTask, coders: &Coders, me: &str) -> CoderState {
        CoderState {
            coder: task.coder.clone(),
            name: coders.name(&task.coder).to_owned(),
            part: task.part,
            finished_at: task.finished_at,
            why: task.why.clone(),
            seen: task.seen,
            own: task.coder == self.viewer().id || self.lends_to(task),
            lent: self.lends_to(task),
            acting: task.coder == me,
        }
    }

    /// Custodians with an account, by name.
    async fn possible_seconds(&self, network: &Network) -> Result<Vec<(String, String)>, AppError> {
        let users = self.store.users().await?;
        let members = self.store.memberships(network.id).await?;
        let custodians = members.into_iter().filter(|m| m.role == AccessRole::Custodian);
        let mut named: Vec<(String, String)> = custodians
            .filter_map(|m| users.iter().find(|u| u.id == m.user))
            .map(|user| (user.id.to_string(), user.name.clone()))
            .collect();
        named.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(named)
    }
}
