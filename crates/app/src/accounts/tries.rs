//! Waits after wrong tries. To sign in they are counted by address, whether there is an account or not, so that a wait
//! says nothing about that. Tries that need the password or a session before are counted apart: nobody outside can make
//! somebody wait who is inside.

use troth_gate::ledger::sha256_hex;
use troth_network::UserId;
use troth_store::Try;

use crate::app::App;
use crate::error::AppError;

/// Tries that are free of waiting.
const FREE: i64 = 5;
/// The first wait, in seconds; it doubles with each further try.
const FIRST: i64 = 60;
/// The longest, so that nobody is shut out for good.
const LONGEST: i64 = 15 * 60;
/// After how many seconds tries are forgotten.
const FORGOTTEN: i64 = 24 * 60 * 60;

/// How many seconds follow that many wrong tries in a row.
pub(crate) fn wait_after(tries: i64) -> i64 {
    let beyond = tries - FREE;
    if beyond < 0 { 0 } else { FIRST.saturating_mul(1 << beyond.min(10)).min(LONGEST) }
}

/// Whose tries, and at what.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Door<'a> {
    /// Address and password.
    SignIn(&'a str),
    /// The second factor, after the password.
    Code(UserId),
    /// The password or a code, by somebody who is signed in.
    Inside(UserId),
    /// The PIN of a speaker's private link, by the hash of what stands in the link, whether there is such a link or not.
    Check(&'a str),
}

impl Door<'_> {
    /// As it is stored: addresses that were tried are nobody's business.
    fn id(self) -> String {
        let text = match self {
            Self::SignIn(address) => format!("sign-in:{address}"),
            Self::Code(account) => format!("code:{account}"),
            Self::Inside(account) => format!("inside:{account}"),
            Self::Check(link) => format!("check:{link}"),
        };
        sha256_hex(text.as_bytes())
    }
}

impl App {
    /// Counts a try at a door. Returns how many there were in a row.
    ///
    /// # Errors
    /// If they have to wait.
    pub(crate) async fn count_try(&self, door: Door<'_>, field: &'static str) -> Result<i64, AppError> {
        let now = self.now();
        match self.store.begin_try(&door.id(), now, now.plus_seconds(-FORGOTTEN), wait_after).await? {
            Try::Counted(tries) => Ok(tries),
            Try::Wait(until) => {
                let minutes = (until.micros() - now.micros() + 59_999_999) / 60_000_000;
                let minutes = if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
                let message = format!("There were too many wrong tries. Wait {minutes}, then try again.");
                Err(AppError::field(field, message))
            }
        }
    }

    /// Forgets the tries at a door, after one that was right.
    pub(crate) async fn forget_tries(&self, door: Door<'_>) -> Result<(), AppError> {
        Ok(self.store.forget_tries(&door.id()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!([1, 4, 5, 6, 7, 8, 9, 100].map(wait_after), [0, 0, 60, 120, 240, 480, 900, 900]);
    }
}
