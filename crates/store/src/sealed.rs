//! Where sealed secrets lie in the database, and sealing all of them again under another key.

use uuid::Uuid;

use crate::Store;
use crate::db::{Driver, execute, fetch_all};
use crate::error::StoreError;
use crate::keyring::{Keyring, is_sealed};

/// One column that holds secrets.
struct Place {
    /// What a secret in it is about: this word, a colon, and the id of the row.
    about: &'static str,
    /// All rows with a secret: id and secret.
    read: &'static str,
    /// Puts `$2` in the place of the secret of row `$1`.
    write: &'static str,
}

/// Every column of the database that holds secrets. A new one gets its line here.
const PLACES: [Place; 7] = [
    Place {
        about: "salt",
        read: "SELECT id, salt FROM network ORDER BY id",
        write: "UPDATE network SET salt = $2 WHERE id = $1",
    },
    Place {
        about: "totp",
        read: "SELECT account, second_factor FROM credential WHERE second_factor IS NOT NULL ORDER BY account",
        write: "UPDATE credential SET second_factor = $2 WHERE account = $1",
    },
    Place {
        about: "totp",
        read: "SELECT account, proposed_factor FROM credential WHERE proposed_factor IS NOT NULL ORDER BY account",
        write: "UPDATE credential SET proposed_factor = $2 WHERE account = $1",
    },
    Place {
        about: "mail",
        read: "SELECT id, sealed FROM mail WHERE sealed IS NOT NULL ORDER BY id",
        write: "UPDATE mail SET sealed = $2 WHERE id = $1",
    },
    Place {
        about: "text",
        read: "SELECT transcript, sealed FROM text_key ORDER BY transcript",
        write: "UPDATE text_key SET sealed = $2 WHERE transcript = $1",
    },
    Place {
        about: "participant",
        read: "SELECT id, sealed FROM participant WHERE sealed IS NOT NULL ORDER BY id",
        write: "UPDATE participant SET sealed = $2 WHERE id = $1",
    },
    Place {
        about: "sampling",
        read: "SELECT id, sealed FROM sampling ORDER BY id",
        write: "UPDATE sampling SET sealed = $2 WHERE id = $1",
    },
];

/// What the salt of a partnership is sealed about.
pub fn about_salt(network: troth_network::NetworkId) -> String {
    format!("salt:{network}")
}

/// What a second factor, proposed or in use, is sealed about.
pub fn about_second_factor(account: troth_network::UserId) -> String {
    format!("totp:{account}")
}

impl Store {
    /// Seals every secret that lies open, as before there were keys. Returns how many did.
    ///
    /// # Errors
    /// If one does and there is no key; then nothing is changed.
    pub async fn seal_open_secrets(
        &self,
        keyring: &Keyring,
        nonce: impl FnMut() -> [u8; 24],
    ) -> Result<usize, StoreError> {
        self.seal_where(keyring, nonce, |secret| !secret.is_empty() && !is_sealed(secret)).await
    }

    /// Seals every secret under the current key of the ring, all or none. Returns how many there are.
    ///
    /// # Errors
    /// If one does not open under any key of the ring; then nothing is changed.
    pub async fn seal_again(
        &self,
        keyring: &Keyring,
        nonce: impl FnMut() -> [u8; 24],
    ) -> Result<usize, StoreError> {
        self.seal_where(keyring, nonce, |secret| !secret.is_empty()).await
    }

    /// All sealed secrets, as they are stored.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn sealed_secrets(&self) -> Result<Vec<String>, StoreError> {
        let mut secrets = Vec::new();
        for place in &PLACES {
            let rows = fetch_all!(self.db.reader(), (Uuid, String), place.read)?;
            secrets.extend(rows.into_iter().map(|row| row.1).filter(|secret| is_sealed(secret)));
        }
        Ok(secrets)
    }

    async fn seal_where(
        &self,
        keyring: &Keyring,
        mut nonce: impl FnMut() -> [u8; 24],
        chosen: impl Fn(&str) -> bool,
    ) -> Result<usize, StoreError> {
        let mut tx = self.begin().await?;
        let mut count = 0;
        for place in &PLACES {
            for (id, secret) in fetch_all!(tx.on(), (Uuid, String), place.read)? {
                if chosen(&secret) {
                    let about = format!("{}:{id}", place.about);
                    let plain =
                        if is_sealed(&secret) { keyring.open(&secret, &about)? } else { secret.into_bytes() };
                    let sealed = keyring.seal(&plain, &about, nonce())?;
                    execute!(tx.on(), place.write, id, &sealed)?;
                    count += 1;
                }
            }
        }
        tx.commit().await?;
        if count > 0 {
            self.forget_overwritten().await?;
        }
        Ok(count)
    }

    /// Takes what was overwritten or erased out of the files of an SQLite database: deleted content is overwritten
    /// in place (`secure_delete`), and the write-ahead log, which holds earlier pages, is written back and emptied.
    ///
    /// # Errors
    /// If another program is reading at the moment; what was written stays written, and the next call tries again.
    pub async fn forget_overwritten(&self) -> Result<(), StoreError> {
        if let (Driver::Sqlite(pools), Some(file)) = (&self.db, &self.file) {
            let (busy, _, _): (i64, i64, i64) =
                sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&pools.write).await?;
            if busy != 0 {
                return Err(StoreError::StillRead(file.display().to_string()));
            }
        }
        Ok(())
    }
}
