//! Passwords: which are taken, and how they are kept. Argon2id, version 19, with 19 MiB of memory, two passes and one
//! lane: the least that the OWASP Password Storage Cheat Sheet asks for. Letters are brought to one form (NFKC) first,
//! so that the same password typed on another keyboard is the same.

use argon2::password_hash::PasswordVerifier as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization as _;

use crate::app::App;
use crate::error::{AppError, FieldError};

/// The fewest characters of a password.
pub const SHORTEST: usize = 12;
/// The most: more is no safer and takes longer to work on.
const LONGEST: usize = 200;
/// How many are worked on at once, each with its own memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);
/// A hash of nothing that anybody can type, worked on when there is no account: so that the answer takes as long.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm8gYWNjb3VudCBoZXJl$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What people choose who must have twelve characters. Compared without capitals, spaces and signs, and without digits
/// at the end.
const COMMON: [&str; 30] = [
    "password",
    "passwordpassword",
    "passw0rd",
    "passw0rdpassw0rd",
    "passphrase",
    "changeme",
    "changemeplease",
    "letmein",
    "letmeinplease",
    "welcome",
    "welcomewelcome",
    "welcometotroth",
    "troth",
    "trothtroth",
    "administrator",
    "adminadmin",
    "adminadminadmin",
    "qwertyuiop",
    "qwertyuiopasdf",
    "qwertyqwerty",
    "qwertzuiop",
    "asdfghjkl",
    "asdfghjkl;'",
    "iloveyou",
    "iloveyouiloveyou",
    "correcthorsebatterystaple",
    "abcdefghijkl",
    "abcdefghijklm",
    "trustno1trustno1",
    "nhspassword",
];

/// A password that may be used, in the form in which it is hashed.
///
/// # Errors
/// Why it may not be used.
pub(crate) fn checked(password: &str, address: &str, name: &str) -> Result<String, FieldError> {
    let refused = |message: &str| Err(FieldError::new("password", message));
    let formed = normal(password);
    let length = formed.chars().count();
    if length < SHORTEST {
        return refused("This is too short: use at least 12 characters.");
    }
    if length > LONGEST {
        return refused("Use at most 200 characters.");
    }
    let plain = plain(&formed);
    let local = address.split('@').next().unwrap_or_default();
    let own = [address, local, name].map(self::plain);
    if own.iter().any(|own| own.chars().count() > 2 && leaves_little(&plain, own)) {
        return refused("Use something else than your name or address.");
    }
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    if COMMON.iter().any(|common| self::plain(common) == plain || self::plain(common) == stem)
        || is_pattern(&formed)
    {
        return refused("This is among the first that anybody would try. Use something else.");
    }
    Ok(formed)
}

/// One form for letters that can be written in several ways.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

/// Letters and digits alone, small.
fn plain(text: &str) -> String {
    normal(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether hardly anything is left of a password without its owner's name.
fn leaves_little(password: &str, own: &str) -> bool {
    password.contains(own) && password.replace(own, "").chars().count() < 5
}

/// The same few characters again and again, or one after the other.
fn is_pattern(password: &str) -> bool {
    let letters: Vec<char> = password.chars().collect();
    let repeats = |n: usize| letters.iter().zip(letters.iter().skip(n)).all(|(a, b)| a == b);
    let mut steps = letters.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(i64::from(u32::from(*b)) - i64::from(u32::from(*a))),
        _ => None,
    });
    // After 9 comes 0.
    let runs = |step: i64| step.abs() == 1 || step.abs() == 9;
    (1..=4).any(repeats) || steps.all(runs)
}

/// How passwords are hashed.
fn hasher() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(19_456, 2, 1, None).map_err(|_| AppError::Crypto)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

impl App {
    /// The hash of a password that was [`checked`].
    ///
    /// # Errors
    /// If it cannot be hashed.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, AppError> {
        let salt = self.secret::<16>();
        work(move || {
            let hash: PasswordHash = hasher()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map_err(|_| AppError::Crypto)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password fits a stored hash. Without one it works as long, and says no.
    ///
    /// # Errors
    /// If it cannot be worked on.
    pub(crate) async fn password_fits(&self, password: &str, stored: Option<&str>) -> Result<bool, AppError> {
        // What is too long for any password is not worked on at length.
        let typed: String = normal(password).chars().take(LONGEST + 1).collect();
        let is_there = stored.is_some();
        let hash = stored.unwrap_or(NOBODYS).to_owned();
        work(move || {
            let hash = PasswordHash::new(&hash).map_err(|_| AppError::Crypto)?;
            Ok(hasher()?.verify_password(typed.as_bytes(), &hash).is_ok() && is_there)
        })
        .await
    }
}

/// Works on a thread for work that takes long, few at a time.
async fn work<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    let _turn = AT_ONCE.acquire().await.map_err(|_| AppError::Crypto)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Crypto)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(password: &str) -> Result<String, String> {
        checked(password, "j.doe@council.example", "Jenny Doe").map_err(|e| e.message)
    }

    #[test]
    fn a_long_one_that_is_nobodys_name_is_taken() {
        for good in ["mole teapot ladder", "żółw-morski-7", "a password of seven words is fine"] {
            assert!(taken(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn short_common_and_own_ones_are_refused() {
        for (bad, why) in [
            ("teapot", "at least 12"),
            ("Password123456", "first that anybody"),
            ("pass-word-pass-word", "first that anybody"),
            ("aaaaaaaaaaaaaaaa", "first that anybody"),
            ("abcabcabcabcabc", "first that anybody"),
            ("123456789012", "first that anybody"),
            ("Correct Horse Battery Staple", "first that anybody"),
            ("J.Doe@council.example", "name or address"),
            ("jenny doe 1977", "name or address"),
            ("JennyDoeJennyDoe", "name or address"),
        ] {
            assert!(taken(bad).is_err_and(|e| e.contains(why)), "{bad}: {:?}", taken(bad));
        }
        assert!(taken(&"x y".repeat(100)).is_err_and(|e| e.contains("at most")));
    }

    #[test]
    fn letters_written_in_two_ways_are_one_password() {
        assert_eq!(taken("cafe\u{301} teapot ladder"), taken("caf\u{e9} teapot ladder"));
    }

    #[test]
    fn the_hash_that_stands_in_for_nobody_costs_as_much() {
        let stands_in = PasswordHash::new(NOBODYS).unwrap();
        let real: PasswordHash = hasher().unwrap().hash_password_with_salt(b"x", &[0; 16]).unwrap();
        assert_eq!(stands_in.params, real.params);
        assert_eq!((stands_in.algorithm, stands_in.version), (real.algorithm, real.version));
    }
}
