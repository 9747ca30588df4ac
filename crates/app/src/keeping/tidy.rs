//! Deleting what is due, once a day, without anybody asking.

use troth_gate::{AccessRole, Viewer};
use troth_network::NetworkId;
use troth_store::{KeepingRow, StoreError};

use super::Kept;
use super::due::Target;
use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;
use crate::record::BY_ITSELF;

/// Seconds between two times of tidying up.
const DAILY: i64 = 86_400;

impl App {
    /// Asks for tidying up in every partnership where that was last done a day ago, and closes rounds whose last day is
    /// over. The worker calls it when it wakes.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keep_house(&self) -> Result<(), AppError> {
        self.finish_closings().await?;
        for network in self.store.networks().await? {
            let last = self.store.last_upkeep(network.id).await?;
            if last.is_none_or(|last| last.plus_seconds(DAILY) <= self.now()) {
                self.refresh(network.id, Subject::Upkeep).await?;
            }
        }
        Ok(())
    }

    /// Deletes what is due in a partnership. What went is noted by ids; how much, in the outcome of the job.
    ///
    /// # Errors
    /// If the database fails; what was deleted until then stays deleted, and the rest is tried again.
    pub(crate) async fn tidy(&self, network: NetworkId) -> Result<String, AppError> {
        let viewer = Viewer { id: BY_ITSELF.to_owned(), role: AccessRole::Custodian, organisation: None };
        let app = self.acting(viewer, self.audience());
        app.say_what_is_usual(network).await?;
        let today = app.today();
        let (mut rounds, mut texts, mut passages, mut people) = (0, 0, 0, 0);
        for due in app.due(network).await?.into_iter().filter(|due| due.on <= today) {
            match due.target {
                Target::Wave(wave) => {
                    rounds += app.store.erase_answers_of(network, wave, app.now()).await?;
                    app.note(network, "answers deleted on time", wave.0).await?;
                }
                Target::Transcript(text) => {
                    match app.store.erase_transcript(network, text, None, app.now()).await {
                        // Somebody erased it in the meantime.
                        Ok(()) | Err(StoreError::NotFound { .. }) => texts += 1,
                        Err(error) => return Err(error.into()),
                    }
                    app.note(network, "transcript deleted on time", text.0).await?;
                }
                Target::Passages(before) => {
                    passages += app.store.erase_codings(network, before, app.now()).await?;
                    app.note(network, "passages deleted on time", network.0).await?;
                }
                Target::Person(person) => {
                    app.forget_chosen(network, person).await?;
                    app.store.erase_person(network, person).await?;
                    app.note(network, "person erased on time", person.0).await?;
                    people += 1;
                }
                Target::Chosen(line) => {
                    app.forget_line(network, line).await?;
                    app.note(network, "somebody chosen for an interview erased on time", line).await?;
                    people += 1;
                }
            }
        }
        if texts > 0 || passages > 0 {
            app.refresh(network, Subject::Interviews).await?;
        }
        let copies = app.remove_old_copies().await?;
        let mails = app.forget_mail_past_its_time().await?;
        if rounds > 0 || texts > 0 || passages > 0 || people > 0 || copies > 0 || mails > 0 {
            app.store.leave_no_trace().await?;
        }
        app.look_at_open_rounds(network).await?;
        app.remind(network).await?;
        app.store.note_upkeep(network, app.now()).await?;
        Ok(format!(
            "{rounds} answers, {texts} texts, {passages} passages, {people} names and {copies} copies deleted"
        ))
    }

    /// Writes down what holds if nobody said anything, so that the time of notice begins.
    async fn say_what_is_usual(&self, network: NetworkId) -> Result<(), AppError> {
        let rules = self.keeping(network).await?;
        let new: Vec<KeepingRow> = rules
            .into_iter()
            .filter(|rule| rule.since.is_none())
            .map(|rule| KeepingRow { kind: rule.kind.id().to_owned(), days: rule.days, since: self.now() })
            .collect();
        if new.is_empty() { Ok(()) } else { Ok(self.store.set_keeping(network, &new).await?) }
    }

    /// A copy holds every partnership, so the shortest of their times counts.
    async fn remove_old_copies(&self) -> Result<usize, AppError> {
        match self.shortest(Kept::Copies).await? {
            Some(days) => self.remove_copies(|age| age >= i64::from(days)).await,
            None => Ok(0),
        }
    }

    async fn forget_mail_past_its_time(&self) -> Result<u64, AppError> {
        match self.shortest(Kept::Mails).await? {
            Some(days) => self.forget_old_mail(self.now().plus_seconds(-i64::from(days) * DAILY)).await,
            None => Ok(0),
        }
    }

    /// The shortest time of all partnerships.
    async fn shortest(&self, kind: Kept) -> Result<Option<u32>, AppError> {
        let mut days: Option<u32> = None;
        for network in self.store.networks().await? {
            let rules = self.keeping(network.id).await?;
            let said = rules.into_iter().find(|r| r.kind == kind).and_then(|r| r.days);
            days = [days, said].into_iter().flatten().min();
        }
        Ok(days)
    }
}
