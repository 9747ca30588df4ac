//! Erasing people: their answers, their names, their words, their accounts. For the custodian alone, noted in the
//! record by ids, and followed by cleaning the files.

mod accounts;
mod interviews;
mod own;
mod respondents;

pub use own::OwnAnswer;
pub use respondents::Who;
use troth_gate::CustodianOnly;
use troth_network::{Network, PersonId};
use troth_store::StoreError;

use crate::app::App;
use crate::error::AppError;

/// What was erased, and what is left to do, in sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// What was erased.
    pub what: String,
    /// What stays where, and who has to do something about it.
    pub remarks: Vec<String>,
}

/// What every erasure leaves to whoever keeps copies.
pub const COPIES_ELSEWHERE: &str = "Copies made with troth backup, and copies of the disk or of the server, still hold it. Delete those that were made \
     before today.";

impl App {
    /// Takes the name of a person known to the partnership away. What they decided stays, by somebody who was erased.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the person is not there.
    pub async fn erase_person(&self, network: &Network, person: PersonId) -> Result<Erased, AppError> {
        self.only_the_custodian()?;
        // First: afterwards nobody knows whose name to look for.
        self.forget_chosen(network.id, person).await?;
        self.store.erase_person(network.id, person).await.map_err(missing("This person"))?;
        self.note(network.id, "person erased", person.0).await?;
        let told = "Name, short id and level are erased, and the person\u{2019}s line in the table of who was chosen for an \
                    interview. What the person confirmed or answers for stays, under \u{201c}Somebody who was erased\u{201d}.";
        let typed =
            "Where somebody typed the name into an action, a reason or a note, it still stands: look there.";
        Ok(self.cleaned(told.to_owned(), vec![typed.to_owned()]).await)
    }

    pub(crate) fn only_the_custodian(&self) -> Result<(), AppError> {
        CustodianOnly::open((), &self.viewer())?;
        Ok(())
    }

    /// Takes what was erased out of the files, and tells what that could not reach.
    pub(crate) async fn cleaned(&self, what: String, mut remarks: Vec<String>) -> Erased {
        match self.remove_copies(|_| true).await {
            Ok(0) => {}
            Ok(1) => remarks.push("The copy that Troth made before an update is deleted.".to_owned()),
            Ok(n) => remarks.push(format!("The {n} copies that Troth made before updates are deleted.")),
            Err(error) => remarks.push(format!("A copy made before an update could not be deleted: {error}")),
        }
        // It is erased either way; whoever asked has to know that traces are left.
        if let Err(error) = self.store.leave_no_trace().await {
            remarks.push(match error {
                StoreError::StillRead(_) => error.to_string(),
                other => format!("Traces may be left in the files of the database: {other}"),
            });
        }
        remarks.push(COPIES_ELSEWHERE.to_owned());
        Erased { what, remarks }
    }

    /// Deletes the copies made before migrations that `chosen` picks by their age in days.
    pub(crate) async fn remove_copies(&self, chosen: impl Fn(i64) -> bool) -> Result<usize, AppError> {
        let now = self.now().micros();
        let mut removed = 0;
        for (copy, made) in self.store.copies()? {
            if chosen((now - made.micros()).div_euclid(86_400_000_000)) {
                self.store.remove_copy(&copy)?;
                removed += 1;
            }
        }
        if removed > 0 {
            self.note_everywhere("old copies deleted").await?;
        }
        Ok(removed)
    }
}

/// Something that is not stored is something that is not there, to whoever asked for it.
fn missing(what: &'static str) -> impl Fn(StoreError) -> AppError {
    move |error| match error {
        StoreError::NotFound { .. } => AppError::missing(what),
        other => other.into(),
    }
}
