//! Free words of a closed round: whether they may be shown, and what of them.

use sqlx::FromRow;
use troth_network::{Timestamp, WaveId};
use troth_rate::round::Comment;
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;
use crate::release::LEDGER_LOCK;

/// The kind of releases that hold free words of a round.
pub const WORDS: &str = "words";

#[derive(FromRow)]
struct CommentRow {
    id: Uuid,
    wave: Uuid,
    words: String,
    receipt: Option<String>,
    shown: bool,
    released_words: Option<String>,
    revision: i64,
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        Self {
            id: row.id,
            wave: WaveId(row.wave),
            words: row.words,
            receipt: row.receipt,
            shown: row.shown,
            released_words: row.released_words,
            revision: row.revision,
        }
    }
}

impl Store {
    /// Free words of a round, in the order of their ids, which tells nothing.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn comments(&self, wave: WaveId) -> Result<Vec<Comment>, StoreError> {
        let sql = "SELECT * FROM survey_comment WHERE wave = $1 ORDER BY id";
        let rows = fetch_all!(self.db.reader(), CommentRow, sql, wave.0)?;
        Ok(rows.into_iter().map(Comment::from).collect())
    }

    /// Says whether free words may be shown, and what in their place if some were taken out. If something else of them
    /// was shown before, everything that was released of the round's words is emptied in the same transaction, and
    /// nothing that was worked out before is released any more. Whether that was so.
    ///
    /// # Errors
    /// A conflict if it was decided otherwise since `comment` was read, or the words were erased.
    pub async fn decide_comment(
        &self,
        comment: &Comment,
        shown: bool,
        released_words: Option<&str>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        // What may not be shown has nothing that is shown in its place.
        let released = released_words.filter(|_| shown);
        let sql = "UPDATE survey_comment SET shown = $4, released_words = $5, revision = revision + 1 \
                   WHERE wave = $1 AND id = $2 AND revision = $3";
        let (wave, id, revision) = (comment.wave.0, comment.id, comment.revision);
        if execute!(tx.on(), sql, wave, id, revision, shown, released)? == 0 {
            let why =
                "somebody else decided meanwhile, or the words were erased. Load the page again and look.";
            return Err(StoreError::Conflict { what: "What you decided", why: why.to_owned() });
        }
        let new = shown.then(|| released.unwrap_or(&comment.words));
        let takes_back = comment.shown && comment.as_shown() != new;
        if takes_back {
            take_back(&mut tx, comment.wave, now).await?;
        }
        tx.commit().await?;
        Ok(takes_back)
    }
}

/// Stores free words within a transaction.
pub(super) async fn put_comment(tx: &mut Tx, wave: WaveId, comment: &Comment) -> Result<(), StoreError> {
    let sql = "INSERT INTO survey_comment (id, wave, words, receipt, shown, released_words, revision) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    execute!(
        tx.on(),
        sql,
        comment.id,
        wave.0,
        &comment.words,
        &comment.receipt,
        comment.shown,
        &comment.released_words,
        comment.revision
    )?;
    Ok(())
}

/// Erases free words of a round, those of one receipt or all of them, and what was released of them. How many there were.
pub(crate) async fn erase_comments(
    tx: &mut Tx,
    wave: WaveId,
    receipt: Option<&str>,
    now: Timestamp,
) -> Result<u64, StoreError> {
    // A decision that is under way is waited for, and what it decided comes back with the row.
    let sql = "DELETE FROM survey_comment WHERE wave = $1 AND ($2 IS NULL OR receipt = $2) RETURNING shown";
    let erased = fetch_all!(tx.on(), (bool,), sql, wave.0, receipt)?;
    if erased.iter().any(|(shown,)| *shown) {
        take_back(tx, wave, now).await?;
    }
    Ok(u64::try_from(erased.len()).unwrap_or(u64::MAX))
}

/// Empties everything that was released of the words of a round; its entries of the ledger stay.
async fn take_back(tx: &mut Tx, wave: WaveId, now: Timestamp) -> Result<(), StoreError> {
    tx.one_at_a_time(LEDGER_LOCK).await?;
    let sql = "UPDATE release SET body = '', erased_at = $3 WHERE erased_at IS NULL AND entry IN \
               (SELECT id FROM ledger_entry WHERE wave = $1 AND kind = $2)";
    execute!(tx.on(), sql, wave.0, WORDS, now.micros())?;
    // What is being worked out at the moment rests on what was taken back: it is not released.
    let sql = "INSERT INTO taken_back (network, kind, number) SELECT network, $2, 1 FROM wave WHERE id = $1 \
               ON CONFLICT (network, kind) DO UPDATE SET number = taken_back.number + 1";
    execute!(tx.on(), sql, wave.0, WORDS)?;
    Ok(())
}
