//! What participants write: saved page by page, finished, taken back.

use std::collections::BTreeMap;

use troth_network::{OrganisationId, ParticipantId, Timestamp, VisibleTo};
use troth_rate::round::reply::written;
use troth_rate::round::{Changed, Reply};
use uuid::Uuid;

use super::letters::drop_reminder;
use super::participants::next_revision;
use super::stored::ReplyRow;
use crate::Store;
use crate::db::{Tx, execute, fetch_all};
use crate::error::StoreError;

/// What one page of the questionnaire saves.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// What was given; the revisions in it are not looked at.
    pub given: &'a [Reply],
    /// Questions that were emptied: item, and about whom.
    pub emptied: &'a [(String, Uuid)],
    /// The partner the page is about: left out or not, and who may see the answers.
    pub partner: Option<(OrganisationId, bool, Option<VisibleTo>)>,
    /// The participant's revision when the page was loaded.
    pub loaded: i64,
}

impl Store {
    /// Saves a page of an open round, all or nothing. The same page twice saves the same.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn save_page(
        &self,
        id: ParticipantId,
        page: &Page<'_>,
        now: Timestamp,
    ) -> Result<Changed, StoreError> {
        let mut tx = self.begin().await?;
        let Some(revision) = next_revision(&mut tx, id, Some(now)).await? else { return Ok(Changed::Over) };
        let stored: BTreeMap<(String, Uuid), Reply> = read(&mut tx, id)
            .await?
            .into_iter()
            .map(|reply| ((reply.item.clone(), reply.about), reply))
            .collect();
        let newer = |key: &(String, Uuid)| stored.get(key).filter(|reply| reply.revision > page.loaded);
        let differs = page.given.iter().filter_map(|reply| {
            newer(&(reply.item.clone(), reply.about)).filter(|stored| stored.answer != reply.answer)
        });
        let elsewhere: Vec<Reply> = differs.chain(page.emptied.iter().filter_map(newer)).cloned().collect();
        if !elsewhere.is_empty() {
            return Ok(Changed::Elsewhere(elsewhere));
        }
        for reply in page.given {
            let same =
                stored.get(&(reply.item.clone(), reply.about)).is_some_and(|s| s.answer == reply.answer);
            if !same {
                put(&mut tx, id, reply, revision).await?;
            }
        }
        for (item, about) in page.emptied {
            let sql = "DELETE FROM reply WHERE participant = $1 AND item = $2 AND about = $3";
            execute!(tx.on(), sql, id.0, item, *about)?;
        }
        if let Some((target, skipped, visible_to)) = page.partner {
            let sql = "UPDATE asked SET skipped = $3, visible_to = $4 WHERE participant = $1 AND target = $2";
            execute!(tx.on(), sql, id.0, target.0, skipped, visible_to.map(VisibleTo::id))?;
        }
        tx.commit().await?;
        Ok(Changed::Saved(revision))
    }

    /// Everything a participant wrote, by question.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replies(&self, id: ParticipantId) -> Result<Vec<Reply>, StoreError> {
        let sql = "SELECT * FROM reply WHERE participant = $1 ORDER BY item, about";
        let rows = fetch_all!(self.db.reader(), ReplyRow, sql, id.0)?;
        rows.into_iter().map(ReplyRow::into_reply).collect()
    }

    /// Notes that a participant of an open round finished, with the hash of their receipt, in the place of an earlier
    /// one. Whether it could be noted.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_participant(
        &self,
        id: ParticipantId,
        receipt: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if next_revision(&mut tx, id, None).await?.is_none() {
            return Ok(false);
        }
        let sql = "UPDATE participant SET finished_at = COALESCE(finished_at, $2), receipt = $3, withdrawn = $4 \
                   WHERE id = $1";
        execute!(tx.on(), sql, id.0, now.micros(), receipt, false)?;
        drop_reminder(&mut tx, id).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Erases everything a participant of an open round wrote; they are not reminded, and may begin again. Whether it
    /// could be done.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn withdraw_participant(&self, id: ParticipantId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        if next_revision(&mut tx, id, None).await?.is_none() {
            return Ok(false);
        }
        execute!(tx.on(), "DELETE FROM reply WHERE participant = $1", id.0)?;
        execute!(tx.on(), "DELETE FROM asked WHERE participant = $1 AND added = $2", id.0, true)?;
        let sql = "UPDATE asked SET skipped = $2, visible_to = NULL WHERE participant = $1";
        execute!(tx.on(), sql, id.0, false)?;
        let sql = "UPDATE participant SET withdrawn = $2, finished_at = NULL, began_at = NULL, saved_at = NULL, \
                   receipt = NULL WHERE id = $1";
        execute!(tx.on(), sql, id.0, true)?;
        drop_reminder(&mut tx, id).await?;
        tx.commit().await?;
        Ok(true)
    }
}

pub(super) async fn read(tx: &mut Tx, id: ParticipantId) -> Result<Vec<Reply>, StoreError> {
    let sql = "SELECT * FROM reply WHERE participant = $1 ORDER BY item, about";
    fetch_all!(tx.on(), ReplyRow, sql, id.0)?.into_iter().map(ReplyRow::into_reply).collect()
}

async fn put(tx: &mut Tx, id: ParticipantId, reply: &Reply, revision: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO reply (participant, item, about, kind, answer, revision) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (participant, item, about) DO UPDATE SET kind = excluded.kind, \
               answer = excluded.answer, revision = excluded.revision";
    let (kind, answer) = written(&reply.answer);
    execute!(tx.on(), sql, id.0, &reply.item, reply.about, kind, &answer, revision)?;
    Ok(())
}
