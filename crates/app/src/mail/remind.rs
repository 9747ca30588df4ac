//! Letters that nobody asked for: of one's own tasks, and of what is to be deleted. At most one about each thing; what a
//! letter is about stays here as ids, and none of it is in the letter.

use std::sync::Arc;

use troth_act::{Stage, stage};
use troth_gate::AccessRole;
use troth_network::{NetworkId, UserId};
pub use troth_store::LettersWanted;
use troth_store::{MembershipRow, ReminderRow};

use super::{Link, Mail};
use crate::accounts::Visit;
use crate::app::App;
use crate::error::AppError;

/// Days before a deletion of which custodians are written to.
pub const DELETION_DAYS: i64 = 14;
/// Seconds after which it is forgotten what people were written to about: an action that waits two years may be
/// recalled again.
const REMEMBERED: i64 = 2 * 365 * 86_400;

/// What somebody may be written to about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Tasks,
    Deletions,
}

impl App {
    /// The same application, writing to people about their tasks and about what is to be deleted; letters lead to the
    /// page `home`, which is the same for everybody.
    ///
    /// # Errors
    /// If the page may not stand in a letter.
    pub fn reminding(&self, home: &str) -> Result<Self, AppError> {
        let mut app = self.clone();
        app.home = Some(Arc::new(home.parse::<Link>()?));
        Ok(app)
    }

    /// Which letters somebody wants.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn letters_wanted(&self, visit: &Visit) -> Result<LettersWanted, AppError> {
        Ok(self.store.letters_wanted(visit.account).await?)
    }

    /// Says which letters somebody wants.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn want_letters(&self, visit: &Visit, wanted: LettersWanted) -> Result<(), AppError> {
        Ok(self.store.want_letters(visit.account, wanted).await?)
    }

    /// Whether letters are sent that nobody asked for.
    pub fn reminds(&self) -> bool {
        self.home.is_some() && self.sends_mail()
    }

    /// Writes to everybody of a partnership about what they were not written to about before. Returns how many letters
    /// were queued. Called once a day, as custodian, when what is due was deleted.
    pub(crate) async fn remind(&self, network: NetworkId) -> Result<usize, AppError> {
        if !self.reminds() {
            return Ok(0);
        }
        self.store.forget_reminded(self.now().plus_seconds(-REMEMBERED)).await?;
        let deletions = self.soon_deleted(network).await?;
        let members = self.store.memberships(network).await?;
        let has_coordinator = members.iter().any(|m| m.role == AccessRole::Coordinator);
        let mut letters = 0;
        for member in members {
            let tasks = self.tasks_of(network, &member, has_coordinator).await?;
            letters += usize::from(self.remind_of(member.user, Of::Tasks, tasks).await?);
            if member.role == AccessRole::Custodian {
                letters += usize::from(self.remind_of(member.user, Of::Deletions, deletions.clone()).await?);
            }
        }
        Ok(letters)
    }

    /// Actions that wait for somebody: a partner's for its organisation, all for whoever coordinates. Ids alone.
    async fn tasks_of(
        &self,
        network: NetworkId,
        member: &MembershipRow,
        has_coordinator: bool,
    ) -> Result<Vec<String>, AppError> {
        let coordinates = match member.role {
            AccessRole::Coordinator => true,
            // Where nobody coordinates, the custodian does.
            AccessRole::Custodian => !has_coordinator,
            AccessRole::Analyst => return Ok(Vec::new()),
            AccessRole::Partner => false,
        };
        let own = member.organisation.filter(|_| member.role == AccessRole::Partner);
        let mut tasks = Vec::new();
        for action in self.store.actions(network).await?.into_iter().map(|stored| stored.value) {
            let takes_part = own.is_some_and(|own| action.pair.a() == own || action.pair.b() == own);
            let what = match stage(&action, self.today()) {
                Stage::DueForReview if takes_part || coordinates => "review",
                Stage::WaitingForReview(who) if own == Some(who) || coordinates => "review",
                Stage::WaitingForOneSide(who) if own == Some(who) || coordinates => "accept",
                Stage::ReviewedByBoth if takes_part || coordinates => "decide",
                _ => continue,
            };
            tasks.push(format!("{what} {}", action.id));
        }
        Ok(tasks)
    }

    /// What is deleted within the next days, with the day: a time that was changed is told again.
    async fn soon_deleted(&self, network: NetworkId) -> Result<Vec<String>, AppError> {
        let today = self.today();
        let last = self.now().plus_seconds(DELETION_DAYS * 86_400).day();
        let due = self.due(network).await?.into_iter().filter(|due| due.on > today && due.on <= last);
        Ok(due.map(|due| format!("{network} {}", due.opaque())).collect())
    }

    async fn remind_of(&self, account: UserId, of: Of, about: Vec<String>) -> Result<bool, AppError> {
        let Some(home) = self.home.as_deref().filter(|_| !about.is_empty()) else { return Ok(false) };
        let Some(row) = self.store.account(account).await?.filter(troth_store::AccountRow::has_accepted)
        else {
            return Ok(false);
        };
        let wanted = self.store.letters_wanted(account).await?;
        if !(match of {
            Of::Tasks => wanted.tasks,
            Of::Deletions => wanted.deletions,
        }) {
            return Ok(false);
        }
        let (to, link) = (row.address.parse()?, home.clone());
        let kind = match of {
            Of::Tasks => super::TASKS,
            Of::Deletions => super::DELETIONS,
        };
        let about = self.store.not_reminded(account, kind, about).await?;
        if about.is_empty() {
            return Ok(false);
        }
        let count = u16::try_from(about.len()).unwrap_or(u16::MAX);
        let mail = match of {
            Of::Tasks => Mail::Tasks { to, link, count },
            Of::Deletions => Mail::Deletions { to, link, count },
        };
        let id = self.new_id();
        let sealed = self.seal(serde_json::to_string(&mail)?.as_bytes(), &format!("mail:{id}"))?;
        let new = ReminderRow { id, account, kind, about: &about, sealed: &sealed };
        Ok(self.store.queue_reminder(&new, self.now()).await?)
    }
}
