//! Texts that were read lately, kept in memory: somebody who codes asks for the same megabyte again and again. The words
//! and turns of one version never change; who speaks does, so that is read each time.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::FromRow;
use troth_network::{Timestamp, TranscriptId};
use troth_say::{Marks, Points, Speaker};

use super::rows::SpeakerRow;
use super::{SPEAKERS, StoredTranscript};
use crate::Store;
use crate::db::{fetch_all, fetch_optional};
use crate::error::StoreError;

/// Bytes that all texts on the shelf take together, at most; one that is longer is there alone.
const ROOM: usize = 16 * 1024 * 1024;

/// A stored transcript that can be cut at any place without going through it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptText {
    stored: StoredTranscript,
    marks: Marks,
    stamp: Stamp,
}

impl KeptText {
    /// The words, to be cut by code points.
    pub const fn points(&self) -> Points<'_> {
        Points::with(self.stored.transcript.text.as_str(), &self.marks)
    }

    /// Roughly the memory it takes, in bytes.
    fn size(&self) -> usize {
        let StoredTranscript { transcript, speakers, turns } = &self.stored;
        let labels: usize = turns.iter().filter_map(|turn| turn.speaker.as_ref()).map(String::len).sum();
        transcript.text.len() + labels + size_of_val(turns.as_slice()) + size_of_val(speakers.as_slice())
    }
}

impl Deref for KeptText {
    type Target = StoredTranscript;

    fn deref(&self) -> &StoredTranscript {
        &self.stored
    }
}

/// What tells one version of one text from all others, also after an older copy of the database was put in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    id: TranscriptId,
    version: i64,
    made_at: Timestamp,
}

#[derive(FromRow)]
struct HeadRow {
    version: i64,
    made_at: i64,
}

/// Which version a text has. Ranges of one value, because for a single value SQLite takes the index of the key, which leads
/// to the row and past its words; for a range it takes the one that holds all that is asked for.
const HEAD: &str = "SELECT transcript.version, COALESCE(text_version.made_at, transcript.added) AS made_at \
                    FROM transcript LEFT JOIN text_version ON text_version.transcript = transcript.id \
                    AND text_version.number BETWEEN transcript.version AND transcript.version \
                    WHERE transcript.id BETWEEN $1 AND $1";

/// The texts, those asked for last at the end.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<Arc<KeptText>>>);

impl Shelf {
    fn find(&self, stamp: Stamp) -> Option<Arc<KeptText>> {
        self.with(|kept| {
            let at = kept.iter().position(|text| text.stamp == stamp)?;
            let text = kept.remove(at);
            kept.push(Arc::clone(&text));
            Some(text)
        })
    }

    fn put(&self, text: &Arc<KeptText>) {
        self.with(|kept| {
            kept.retain(|other| other.stamp.id != text.stamp.id);
            kept.push(Arc::clone(text));
            let mut room: usize = kept.iter().map(|text| text.size()).sum();
            while room > ROOM && kept.len() > 1 {
                room -= kept.remove(0).size();
            }
        });
    }

    /// Drops a text that is no longer there.
    pub(crate) fn forget(&self, id: TranscriptId) {
        self.with(|kept| kept.retain(|text| text.stamp.id != id));
    }

    fn with<T>(&self, act: impl FnOnce(&mut Vec<Arc<KeptText>>) -> T) -> T {
        // Nothing that holds the lock can leave it half done.
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Store {
    /// A transcript as [`Store::transcript`] reads it, its words and turns from memory where they were read before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn text(&self, id: TranscriptId) -> Result<Option<Arc<KeptText>>, StoreError> {
        let Some(stamp) = self.stamp(id).await? else {
            self.shelf.forget(id);
            return Ok(None);
        };
        let Some(kept) = self.shelf.find(stamp) else {
            let Some(stored) = self.transcript(id).await? else { return Ok(None) };
            // Corrected since the stamp was read: handed out, and kept by whoever asks next.
            let is_stamped = i64::from(stored.transcript.version) == stamp.version;
            let text = Arc::new(KeptText { marks: Marks::of(&stored.transcript.text), stored, stamp });
            if is_stamped {
                self.shelf.put(&text);
            }
            return Ok(Some(text));
        };
        let rows = fetch_all!(self.db.reader(), SpeakerRow, SPEAKERS, id.0)?;
        let speakers = rows.into_iter().map(SpeakerRow::into_speaker).collect::<Result<Vec<Speaker>, _>>()?;
        if kept.stored.speakers == speakers {
            return Ok(Some(kept));
        }
        let text = Arc::new(KeptText {
            stored: StoredTranscript { speakers, ..kept.stored.clone() },
            ..(*kept).clone()
        });
        self.shelf.put(&text);
        Ok(Some(text))
    }

    async fn stamp(&self, id: TranscriptId) -> Result<Option<Stamp>, StoreError> {
        let row = fetch_optional!(self.db.reader(), HeadRow, HEAD, id.0)?;
        Ok(row.map(|row| Stamp { id, version: row.version, made_at: Timestamp::from_micros(row.made_at) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Driver;

    #[tokio::test]
    async fn which_version_a_text_has_is_read_without_its_words() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        store.migrate().await.unwrap();
        let Driver::Sqlite(on) = store.db.reader() else { panic!("not SQLite") };
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {HEAD}")))
                .bind(uuid::Uuid::nil())
                .fetch_all(on)
                .await
                .unwrap();
        assert_eq!(plan.len(), 2);
        for (.., step) in plan {
            assert!(step.contains("USING COVERING INDEX"), "{step}");
        }
    }
}
