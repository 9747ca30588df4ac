//! Putting letters into the queue, and sending what waits.

use std::sync::Arc;

use troth_network::{Timestamp, UserId};

use super::{Carrier, Mail};
use crate::app::App;
use crate::error::AppError;

/// Seconds until a letter is tried again, after each failure; after the last it is given up.
const PAUSES: [i64; 5] = [60, 300, 1_800, 7_200, 28_800];
/// Seconds after which a letter whose sender was lost is tried again.
const LEASE: i64 = 300;

impl App {
    /// The same application with something that carries its letters.
    #[must_use]
    pub fn with_mail(&self, carrier: Carrier) -> Self {
        let mut app = self.clone();
        app.carrier = Some(Arc::new(carrier));
        app
    }

    /// Whether letters are sent at all.
    pub fn sends_mail(&self) -> bool {
        self.carrier.is_some()
    }

    /// Puts a letter into the queue. The worker sends it; until then it lies sealed in the database.
    ///
    /// # Errors
    /// If no letters are sent here, or there is no key to seal it with.
    pub async fn queue_mail(&self, mail: &Mail) -> Result<(), AppError> {
        self.queue_mail_to(None, mail).await
    }

    /// The same for the owner of an account: if the letter cannot be delivered, it is said at that account.
    pub(crate) async fn queue_mail_to(&self, account: Option<UserId>, mail: &Mail) -> Result<(), AppError> {
        if !self.sends_mail() {
            return Err(AppError::Denied(
                "No mail is sent from here. Hand the link over yourself.".to_owned(),
            ));
        }
        let id = self.new_id();
        let sealed = self.seal(serde_json::to_string(mail)?.as_bytes(), &format!("mail:{id}"))?;
        self.store.queue_mail(id, mail.kind(), &sealed, account, self.now()).await?;
        Ok(())
    }

    /// Sends the letters that are due. Returns how many were sent. What cannot be sent is tried again later, and given
    /// up in the end, or at once where the mail server says that it never will; the log holds no address, and the database
    /// whose account it was alone.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn send_waiting_mail(&self) -> Result<usize, AppError> {
        let Some(carrier) = &self.carrier else { return Ok(0) };
        let mut sent = 0;
        let now = self.now();
        while let Some(waiting) = self.store.take_mail(now, now.plus_seconds(LEASE)).await? {
            let opened = self.keyring.open(&waiting.sealed, &format!("mail:{}", waiting.id)).ok();
            let Some(mail) = opened.and_then(|plain| serde_json::from_slice::<Mail>(&plain).ok()) else {
                tracing::warn!(mail = %waiting.id, "a letter cannot be opened and is given up");
                self.store.finish_mail(waiting.id, false, self.now()).await?;
                continue;
            };
            match carrier.carry(waiting.id, &mail, self.now()).await {
                Ok(()) => {
                    self.store.finish_mail(waiting.id, true, self.now()).await?;
                    sent += 1;
                }
                Err(error) => {
                    tracing::warn!(mail = %waiting.id, kind = mail.kind(), %error, "a letter was not sent");
                    if error.is_final() {
                        self.store.finish_mail(waiting.id, false, self.now()).await?;
                    } else {
                        self.try_again(waiting.id, waiting.attempts).await?;
                    }
                }
            }
        }
        Ok(sent)
    }

    async fn try_again(&self, id: uuid::Uuid, attempts: i64) -> Result<(), AppError> {
        let pause = usize::try_from(attempts - 1).ok().and_then(|failed| PAUSES.get(failed));
        match pause {
            Some(pause) => self.store.postpone_mail(id, self.now().plus_seconds(*pause)).await?,
            None => self.store.finish_mail(id, false, self.now()).await?,
        }
        Ok(())
    }

    /// Takes letters that wait for an address out of the queue, when its account is erased.
    pub(crate) async fn forget_mail_to(&self, address: &str) -> Result<(), AppError> {
        for waiting in self.store.waiting_mail().await? {
            let opened = self.keyring.open(&waiting.sealed, &format!("mail:{}", waiting.id)).ok();
            let mail = opened.and_then(|plain| serde_json::from_slice::<Mail>(&plain).ok());
            if mail.is_some_and(|mail| mail.to().to_string().eq_ignore_ascii_case(address)) {
                self.store.finish_mail(waiting.id, false, self.now()).await?;
            }
        }
        Ok(())
    }

    /// Takes letters away that were written before a moment, sent or not.
    pub(crate) async fn forget_old_mail(&self, before: Timestamp) -> Result<u64, AppError> {
        Ok(self.store.forget_mail(before).await?)
    }
}
