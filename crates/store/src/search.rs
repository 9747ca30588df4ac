//! The words of texts by turn, and searching them. The one place beside bulk writing where the two databases are told
//! different things: SQLite has FTS5, PostgreSQL `tsvector`. Both get words that were cut by the same rule, so both find
//! the same; nothing that somebody types reaches either as syntax.

use sqlx::FromRow;
use troth_network::{NetworkId, TranscriptId};
use troth_say::Turn;
use troth_say::retrieval::{Phrase, Wanted, tokens};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, number_column};
use crate::db::{Driver, Tx, execute, fetch_all};
use crate::error::StoreError;

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

/// Puts the turns of a text into the index, in the place of those that were there.
pub(crate) async fn index(
    tx: &mut Tx,
    transcript: TranscriptId,
    text: &str,
    turns: &[Turn],
) -> Result<(), StoreError> {
    forget(tx, transcript).await?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for turn in turns {
        let ends = bytes.get(turn.start).zip(bytes.get(turn.end));
        let words = ends.and_then(|(start, end)| text.get(*start..*end)).unwrap_or_default();
        let words: Vec<String> = tokens(words).into_iter().map(|token| kept(&token.word)).collect();
        for piece in words.chunks(PIECE) {
            let sql = match tx {
                Driver::Sqlite(_) => {
                    "INSERT INTO turn_search (words, transcript, position) VALUES ($1, $2, $3)"
                }
                Driver::Postgres(_) => {
                    "INSERT INTO turn_search (words, transcript, position) VALUES ($1::tsvector, $2, $3)"
                }
            };
            let piece = match tx {
                Driver::Sqlite(_) => piece.join(" "),
                Driver::Postgres(_) => for_tsvector(piece),
            };
            execute!(tx.on(), sql, piece, transcript.0, number_column(turn.position))?;
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
