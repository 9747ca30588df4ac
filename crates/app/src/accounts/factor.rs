//! The second factor: codes that change every thirty seconds (RFC 6238, SHA-1, six digits, as authenticator apps expect
//! them), one step early or late, each taken once; and ten recovery codes. The secret is stored sealed, the recovery
//! codes as hashes.

use totp_rs::{Algorithm, Builder, Secret, Totp};
use troth_network::UserId;
use troth_store::{AccountRow, Stage, about_second_factor};

use super::token::hex;
use super::tries::Door;
use super::{Token, Visit, acting};
use crate::app::App;
use crate::error::AppError;

/// Recovery codes that are made at once.
const CODES: usize = 10;
/// Seconds of a step.
const STEP: u64 = 30;

/// What a second factor is set up with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The key in letters and digits, for typing.
    pub key: String,
    /// The same as an address for a picture that an app reads.
    pub address: String,
}

/// A second factor that was set up.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// Codes that stand in for the app once each; never shown again.
    pub recovery_codes: Vec<String>,
    /// The session goes on under this secret.
    pub token: Token,
}

impl App {
    /// Makes a key for a second factor; it counts once a code has proved that it arrived.
    ///
    /// # Errors
    /// If there is no key to seal it with.
    pub async fn propose_factor(&self, visit: &Visit) -> Result<(), AppError> {
        let sealed = self.seal(&self.secret::<20>(), &about_second_factor(visit.account))?;
        Ok(self.store.propose_factor(visit.account, &sealed).await?)
    }

    /// The key of a second factor that is being set up, if there is one.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn proposed_factor(&self, visit: &Visit) -> Result<Option<Setup>, AppError> {
        let Some(account) = self.store.account(visit.account).await? else { return Ok(None) };
        let Some(sealed) = &account.proposed_factor else { return Ok(None) };
        let totp = self.totp(&account, sealed)?;
        let address = totp.to_url().map_err(|_| AppError::Crypto)?;
        Ok(Some(Setup { key: totp.secret().to_base32(), address }))
    }

    /// Makes the key that is being set up the second factor, against a code of it. Every other session ends.
    ///
    /// # Errors
    /// If the code is not one of the key, or they have to wait.
    pub async fn accept_factor(&self, visit: &Visit, code: &str) -> Result<SetUp, AppError> {
        let tried = self.count_try(Door::Inside(visit.account), "code").await?;
        let account = self.store.account(visit.account).await?;
        let proposed = account.as_ref().and_then(|a| Some((a, a.proposed_factor.as_deref()?)));
        let Some((account, sealed)) = proposed else {
            return Err(AppError::missing("The key of the second factor"));
        };
        let Some(step) = self.step(&self.totp(account, sealed)?, code) else {
            self.note_failure(Some(account.id), tried).await?;
            return Err(wrong());
        };
        let recovery_codes: Vec<String> = (0..CODES).map(|_| self.recovery_code()).collect();
        let hashes: Vec<String> = recovery_codes.iter().map(|code| recovery_hash(account.id, code)).collect();
        self.store.accept_factor(account.id, step, &hashes, Some(visit.session)).await?;
        self.forget_tries(Door::Inside(visit.account)).await?;
        self.note_of(account.id, "second factor set up").await?;
        Ok(SetUp { recovery_codes, token: self.renew_session(visit).await? })
    }

    /// Makes half a session whole against a code of the second factor, or a recovery code.
    ///
    /// # Errors
    /// If the code is wrong or was taken before, or they have to wait.
    pub async fn take_code(&self, visit: &Visit, code: &str) -> Result<Token, AppError> {
        let tried = self.count_try(Door::Code(visit.account), "code").await?;
        let account =
            self.store.account(visit.account).await?.ok_or_else(|| AppError::missing("The account"))?;
        if !self.is_right_code(&account, code).await? {
            self.note_failure(Some(account.id), tried).await?;
            return Err(wrong());
        }
        self.forget_tries(Door::Code(visit.account)).await?;
        self.forget_tries(Door::SignIn(&visit.address)).await?;
        let token = self.begin_session(&account, Stage::Whole, Some(visit.session)).await?;
        self.note_of(account.id, "signed in").await?;
        Ok(token)
    }

    /// Takes the second factor away, where no role asks for it; every session ends.
    ///
    /// # Errors
    /// If a role of theirs asks for one.
    pub async fn remove_factor(&self, visit: &Visit) -> Result<(), AppError> {
        let memberships = self.store.memberships_of(visit.account).await?;
        if memberships.iter().any(|(_, m)| acting::needs_second_factor(m.role)) {
            let message =
                "Custodians and coordinators keep a second factor. You can set up another one in its place.";
            return Err(AppError::Denied(message.to_owned()));
        }
        self.store.remove_factor(visit.account).await?;
        self.note_of(visit.account, "second factor removed").await
    }

    /// How many recovery codes somebody has left.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn recovery_codes_left(&self, visit: &Visit) -> Result<i64, AppError> {
        Ok(self.store.recovery_codes(visit.account).await?)
    }

    async fn is_right_code(&self, account: &AccountRow, code: &str) -> Result<bool, AppError> {
        let Some(sealed) = account.second_factor.as_deref() else { return Ok(false) };
        if let Some(step) = self.step(&self.totp(account, sealed)?, code) {
            return Ok(self.store.use_step(account.id, step).await?);
        }
        let used = self.store.use_recovery_code(account.id, &recovery_hash(account.id, code)).await?;
        if used {
            self.note_of(account.id, "recovery code used").await?;
        }
        Ok(used)
    }

    /// The step a code belongs to: this one, the one before or the one after.
    fn step(&self, totp: &Totp, code: &str) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        // Anything but six digits is no code; the library need not read it.
        let is_code = code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit());
        let seconds = u64::try_from(self.now().micros() / 1_000_000).ok()?;
        let step = totp.check(&code, seconds).filter(|_| is_code)?;
        i64::try_from(step).ok()
    }

    fn totp(&self, account: &AccountRow, sealed: &str) -> Result<Totp, AppError> {
        let secret = self.keyring.open(sealed, &about_second_factor(account.id))?;
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(STEP)
            .with_secret(Secret::new(secret.into_boxed_slice()))
            // A colon would end the name for an app.
            .with_account_name(account.address.replace(':', " "))
            .with_issuer(Some("Troth"))
            .build()
            .map_err(|_| AppError::Crypto)
    }

    /// Eighty random bits in four groups.
    fn recovery_code(&self) -> String {
        let digits = hex(&self.secret::<10>());
        let groups: Vec<String> =
            digits.as_bytes().chunks(5).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
        groups.join("-")
    }
}

/// What is stored of a recovery code; capitals, spaces and hyphens do not matter.
fn recovery_hash(account: UserId, code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Token::hash(&format!("recovery code of {account}: {}", plain.to_ascii_lowercase()))
}

fn wrong() -> AppError {
    AppError::field(
        "code",
        "This code is not right, or was used before. Wait for the next one and try again.",
    )
}
