//! What the files of an interview study hold: `study.json`, `study/codings.csv` and `study/claims.csv`. Columns and
//! fields are described in `docs/formats.md`.

use serde::Deserialize;
use troth_network::RoleLevel;
use troth_say::{ClaimSign, CodeKey, Kept, Permission, Polarity, Wording};

use crate::error::AppError;

/// `study.json`: all that is no long list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudyFile {
    /// Codes of the partnership's own, in the order in which they were made.
    #[serde(default)]
    pub(super) codebook: Vec<CodeFile>,
    /// Who codes which texts a second time.
    #[serde(default)]
    pub(super) double: Vec<DoubleFile>,
    /// What counts where the two differ.
    #[serde(default)]
    pub(super) decisions: Vec<DecisionFile>,
    /// Texts that were corrected.
    #[serde(default)]
    pub(super) corrections: Vec<CorrectionFile>,
    /// What second readers say of codings.
    #[serde(default)]
    pub(super) second_readings: Vec<ReadingFile>,
    /// Speakers who were sent their passages.
    #[serde(default)]
    pub(super) checks: Vec<CheckFile>,
    /// Questions that are saved.
    #[serde(default)]
    pub(super) queries: Vec<QueryFile>,
}

/// A code of the partnership's own.
#[derive(Deserialize)]
pub(super) struct CodeFile {
    /// The code of the framework above it.
    pub(super) parent: Option<CodeKey>,
    #[serde(flatten)]
    pub(super) wording: Wording,
}

/// Texts that one second coder codes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DoubleFile {
    /// Name of the second coder, as `codings.csv` has it.
    pub(super) second: String,
    /// The texts, without ending.
    pub(super) texts: Vec<String>,
    /// Whether the first coder has finished too; if not, they stay blind.
    pub(super) first_finished: bool,
}

/// A decision on one place.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionFile {
    pub(super) text: String,
    /// Key or name of the code.
    pub(super) code: String,
    /// Words within the place.
    pub(super) words: String,
    /// `keep_first`, `keep_second`, `keep_both` or `keep_none`.
    pub(super) keep: String,
    pub(super) reason: String,
}

impl DecisionFile {
    /// What is kept.
    pub(super) fn kept(&self) -> Result<Kept, AppError> {
        self.keep.parse().map_err(|reason: String| AppError::field("keep", reason))
    }
}

/// A correction of a text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorrectionFile {
    pub(super) text: String,
    /// The words as they stood; they occur once.
    pub(super) was: String,
    /// The words that take their place.
    pub(super) is: String,
    pub(super) reason: String,
}

/// What a second reader says of a coding of the first coder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingFile {
    pub(super) text: String,
    /// Key or name of the code.
    pub(super) code: String,
    /// The beginning of the passage.
    pub(super) words: String,
    /// Name of the second reader.
    pub(super) reader: String,
    pub(super) agrees: bool,
    #[serde(default)]
    pub(super) reason: String,
}

/// A speaker who was sent their passages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckFile {
    pub(super) text: String,
    pub(super) speaker: String,
    /// Six digits.
    pub(super) pin: String,
    pub(super) state: CheckStateFile,
    /// What the speaker said of passages; only of a speaker who opened the link.
    #[serde(default)]
    pub(super) says: Vec<SaysFile>,
}

/// How far a speaker has come.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum CheckStateFile {
    /// The link was made.
    Sent,
    /// The speaker came with it.
    Opened,
    /// The speaker said to be done.
    Finished,
}

/// What a speaker says of one passage.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SaysFile {
    /// The whole passage.
    pub(super) words: String,
    #[serde(default)]
    pub(super) permission: Permission,
    /// Other words to be read in its place.
    #[serde(default)]
    pub(super) amended: String,
    #[serde(default)]
    pub(super) withdrawn: bool,
}

/// A question that is saved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QueryFile {
    pub(super) name: String,
    /// The fields of an address, such as `code=narrative%3Aroles&polarity=loss`.
    pub(super) query: String,
}

/// A row of `study/codings.csv`.
#[derive(Deserialize)]
pub(super) struct CodingRow {
    /// Name of the second coder; the first coder if empty.
    pub(super) coder: String,
    /// File of the text.
    pub(super) file: String,
    /// The words; they occur once.
    pub(super) quote: String,
    /// Key or name of the code.
    pub(super) code: String,
    pub(super) polarity: Option<Polarity>,
    /// As in the list of codings beside texts.
    pub(super) about: String,
    pub(super) permission: Option<Permission>,
    pub(super) memo: String,
    /// Whose words the coder states it is, where that is another than the text says.
    pub(super) label: String,
    /// Id of the organisation that the coder states.
    pub(super) organisation: String,
    /// The level that the coder states.
    pub(super) role_level: Option<RoleLevel>,
}

/// A row of `study/claims.csv`.
#[derive(Deserialize)]
pub(super) struct ClaimRow {
    pub(super) file: String,
    pub(super) quote: String,
    /// Key or name of a code.
    pub(super) cause: String,
    pub(super) sign: ClaimSign,
    /// Key or name of a code.
    pub(super) effect: String,
    pub(super) condition: String,
    pub(super) permission: Option<Permission>,
    pub(super) memo: String,
}

/// The rows of a table, with the lines on which they begin. No table, no rows.
pub(super) fn rows<T: for<'a> Deserialize<'a>>(
    name: &str,
    bytes: Option<&Vec<u8>>,
) -> Result<Vec<(u64, T)>, AppError> {
    let Some(bytes) = bytes else { return Ok(Vec::new()) };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let wrong = |error: csv::Error| AppError::field("file", format!("{name}: {error}"));
    let header = reader.headers().map_err(wrong)?.clone();
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(0, csv::Position::line);
        Ok((line, record.deserialize(Some(&header)).map_err(wrong)?))
    };
    reader.records().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_with_their_lines_and_what_is_wrong_with_its_file() {
        let head = "file,quote,cause,sign,effect,condition,permission,memo\n";
        let text =
            format!("{head}a.txt,\"We\nring\",x,less,y,,,\na.txt,We wait,x,more,y,often,sector_only,\n");
        let found: Vec<(u64, ClaimRow)> = rows("claims.csv", Some(&text.into_bytes())).unwrap();
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(found[0].1.permission, None);
        assert_eq!((found[1].1.sign, found[1].1.permission), (ClaimSign::More, Some(Permission::SectorOnly)));
        let wrong = rows::<ClaimRow>("claims.csv", Some(&format!("{head}a,b,c,up,d,,,\n").into_bytes()));
        assert!(wrong.err().unwrap().to_string().starts_with("claims.csv: "));
        assert!(rows::<ClaimRow>("claims.csv", None).unwrap().is_empty());
    }
}
