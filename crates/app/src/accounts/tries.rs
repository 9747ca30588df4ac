//! Waits after wrong tries. They are counted by address, whether there is an account or not, so that a wait says
//! nothing about that.

use troth_gate::ledger::sha256_hex;
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

impl App {
    /// Counts a try to prove to be whoever has `address`. Returns how many there were in a row.
    ///
    /// # Errors
    /// If they have to wait.
    pub(crate) async fn count_try(&self, address: &str, field: &'static str) -> Result<i64, AppError> {
        let now = self.now();
        match self.store.begin_try(&who(address), now, now.plus_seconds(-FORGOTTEN), wait_after).await? {
            Try::Counted(tries) => Ok(tries),
            Try::Wait(until) => {
                let minutes = (until.micros() - now.micros() + 59_999_999) / 60_000_000;
                let minutes = if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
                let message = format!("There were too many wrong tries. Wait {minutes}, then try again.");
                Err(AppError::field(field, message))
            }
        }
    }

    /// Forgets the tries for an address, after one that was right.
    pub(crate) async fn forget_tries(&self, address: &str) -> Result<(), AppError> {
        Ok(self.store.forget_tries(&who(address)).await?)
    }
}

/// Addresses that were tried are nobody's business.
fn who(address: &str) -> String {
    sha256_hex(format!("sign-in:{address}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::wait_after;

    #[test]
    fn waits_grow_and_end() {
        assert_eq!([1, 4, 5, 6, 7, 8, 9, 100].map(wait_after), [0, 0, 60, 120, 240, 480, 900, 900]);
    }
}
