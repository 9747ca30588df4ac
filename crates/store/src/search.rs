//! The words of texts by turn, and searching them. The one place beside bulk writing where the two databases are told
//! different things: SQLite has FTS5, PostgreSQL `tsvector`. Both get words that were cut by the same rule, so both find
//! the same; nothing that somebody types reaches either as syntax.

use sqlx::{FromRow, Postgres, QueryBuilder, Sqlite};
use troth_network::{NetworkId, TranscriptId};
use troth_say::retrieval::{Phrase, Wanted, tokens};
use troth_say::{Points, Turn};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Driver, Tx, execute, fetch_all};
use crate::error::StoreError;
use crate::transcript::AT_ONCE;

/// Words of one row. A `tsvector` holds a million bytes at most and places up to 16,383.
const PIECE: usize = 2_000;
/// Letters of a word that are kept; a `tsvector` takes words up to 2,046 bytes.
const LONGEST_WORD: usize = 60;

#[derive(FromRow)]
struct HitRow {
    id: Uuid,
    position: i64,
}

impl Store {
    /// The turns of a network's texts, in their newest version, that hold all that is wanted; by text in the order in
    /// which they were added, then by place. Nothing if nothing is wanted.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn search_turns(
        &self,
        network: NetworkId,
        wanted: &Wanted,
    ) -> Result<Vec<(TranscriptId, usize)>, StoreError> {
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<HitRow> =
            match self.db.reader() {
                Driver::Sqlite(on) => sqlx::query_as(
                    "SELECT DISTINCT transcript.id, turn_search.position, transcript.added FROM turn_search \
                     JOIN transcript ON transcript.id = turn_search.transcript \
                     WHERE turn_search MATCH $1 AND transcript.network = $2 \
                     ORDER BY transcript.added, transcript.id, turn_search.position",
                )
                .bind(for_fts(wanted))
                .bind(network.0)
                .fetch_all(on)
                .await?,
                Driver::Postgres(on) => sqlx::query_as(
                    "SELECT DISTINCT transcript.id, turn_search.position, transcript.added FROM turn_search \
                     JOIN transcript ON transcript.id = turn_search.transcript \
                     WHERE turn_search.words @@ $1::tsquery AND transcript.network = $2 \
                     ORDER BY transcript.added, transcript.id, turn_search.position",
                )
                .bind(for_tsquery(wanted))
                .bind(network.0)
                .fetch_all(on)
                .await?,
            };
        rows.into_iter()
            .map(|row| {
                let position = Row::of("turn_search", &row.id).number(row.position)?;
                Ok((TranscriptId(row.id), position))
            })
            .collect()
    }

    /// Puts texts into the index that are not in it: those that were there before there was one.
    pub(crate) async fn fill_search(&self) -> Result<(), StoreError> {
        let missing = "SELECT id FROM transcript WHERE id NOT IN (SELECT transcript FROM turn_search)";
        for (id,) in fetch_all!(self.db.reader(), (Uuid,), missing)? {
            if let Some(stored) = self.transcript(TranscriptId(id)).await? {
                let mut tx = self.begin().await?;
                index(&mut tx, stored.transcript.id, &stored.transcript.text, &stored.turns).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }
}

/// Puts the turns of a text into the index, which does not hold the text yet: [`forget`] goes through the rows of all texts.
pub(crate) async fn index(
    tx: &mut Tx,
    transcript: TranscriptId,
    text: &str,
    turns: &[Turn],
) -> Result<(), StoreError> {
    macro_rules! insert {
        ($database:ty, $on:expr, $rows:expr, $kind:literal) => {{
            let mut query =
                QueryBuilder::<$database>::new("INSERT INTO turn_search (words, transcript, position) ");
            query.push_values($rows, |mut row, (words, position)| {
                row.push_bind(words.as_str())
                    .push_unseparated($kind)
                    .push_bind(transcript.0)
                    .push_bind(*position);
            });
            query.build().execute($on).await.map(|_| ())
        }};
    }
    let points = Points::of(text);
    let is_sqlite = matches!(tx, Driver::Sqlite(_));
    for turns in turns.chunks(AT_ONCE) {
        let mut rows: Vec<(String, i64)> = Vec::with_capacity(turns.len());
        for turn in turns {
            let words = points.slice(turn.start, turn.end).unwrap_or_default();
            let words: Vec<String> = tokens(words).into_iter().map(|token| kept(&token.word)).collect();
            let row = |piece: &[String]| if is_sqlite { piece.join(" ") } else { for_tsvector(piece) };
            rows.extend(words.chunks(PIECE).map(|piece| (row(piece), number_column(turn.position))));
        }
        // A turn of many words has several rows, one of none has none.
        for rows in rows.chunks(AT_ONCE) {
            match tx.on() {
                Driver::Sqlite(on) => insert!(Sqlite, on, rows, "")?,
                Driver::Postgres(on) => insert!(Postgres, on, rows, "::tsvector")?,
            };
        }
    }
    Ok(())
}

/// Takes a text out of the index.
pub(crate) async fn forget(tx: &mut Tx, transcript: TranscriptId) -> Result<(), StoreError> {
    execute!(tx.on(), "DELETE FROM turn_search WHERE transcript = $1", transcript.0)?;
    Ok(())
}

fn kept(word: &str) -> String {
    word.chars().take(LONGEST_WORD).collect()
}

/// `"nobody books" AND "ward" *`: everything in quotation marks, so nothing is an operator.
fn for_fts(wanted: &Wanted) -> String {
    let one = |phrase: &Phrase| {
        let words: Vec<String> = phrase.words.iter().map(|word| kept(word)).collect();
        format!("\"{}\"{}", words.join(" "), if phrase.goes_on { " *" } else { "" })
    };
    wanted.phrases().iter().map(one).collect::<Vec<_>>().join(" AND ")
}

/// `'nobody' <-> 'books' & 'ward':*`. Words are letters and digits alone.
fn for_tsquery(wanted: &Wanted) -> String {
    let one = |phrase: &Phrase| {
        let words: Vec<String> = phrase.words.iter().map(|word| format!("'{}'", kept(word))).collect();
        format!("({}{})", words.join(" <-> "), if phrase.goes_on { ":*" } else { "" })
    };
    wanted.phrases().iter().map(one).collect::<Vec<_>>().join(" & ")
}

/// `'nobody':1 'books':2`.
fn for_tsvector(words: &[String]) -> String {
    let one = |(at, word): (usize, &String)| format!("'{word}':{}", at + 1);
    words.iter().enumerate().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_quoted_for_both_databases() {
        let wanted = Wanted::of("\"nobody books\" ward* AND");
        assert_eq!(for_fts(&wanted), "\"nobody books\" AND \"ward\" * AND \"and\"");
        assert_eq!(for_tsquery(&wanted), "('nobody' <-> 'books') & ('ward':*) & ('and')");
        assert_eq!(for_tsvector(&["a".into(), "b".into()]), "'a':1 'b':2");
    }
}
