//! Importing answers: ids resolved, respondents turned into pseudonyms, values stored raw.

use std::collections::BTreeMap;

use troth_gate::ledger::sha256_hex;
use troth_network::{
    AnswerRole, Network, OrganisationId, Rating, RatingId, RespondentKey, VisibleTo, Wave, WaveId, WaveState,
};
use troth_store::RespondentRow;

use super::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::app::App;
use crate::error::AppError;
use crate::intake::ratings::{self, RatingRow};
use crate::intake::words::count;
use crate::intake::{FileProblem, Problem, RatingsFile, decode};
use crate::jobs::Subject;
use crate::organisations::Names;

/// What the command or form adds to the file.
#[derive(Debug, Clone, Default)]
pub struct RatingsOptions {
    /// The wave of a file that names none.
    pub wave: Option<String>,
    /// What representatives allowed, in a file that does not say.
    pub representatives_visible_to: Option<VisibleTo>,
}

/// Where a row of a ratings file stands in what somebody can look at.
pub(super) trait Place {
    /// A problem with a row, at the place where it can be mended.
    fn of(&self, problem: Problem) -> Problem;
}

/// The file itself was given.
struct AsItStands;

impl Place for AsItStands {
    fn of(&self, problem: Problem) -> Problem {
        problem
    }
}

impl App {
    /// Imports a ratings file. A wave that is not there yet is made, closed: its answers are in.
    ///
    /// # Errors
    /// If the file has to be mended, contradicts answers that are stored, or names another partnership or
    /// wave than the one given; then nothing is imported.
    pub async fn import_ratings(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
        options: &RatingsOptions,
    ) -> Result<Imported, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let read = ratings::read(file, &text)?;
        drop(text);
        let names = self.names(network.id).await?;
        self.import_read(network, file, read, options, names, &AsItStands).await
    }

    /// Imports the rows of a ratings file, from wherever they come. `place` says where a row stands in what somebody can
    /// look at.
    pub(super) async fn import_read(
        &self,
        network: &Network,
        file: &str,
        mut read: RatingsFile,
        options: &RatingsOptions,
        names: Names,
        place: &impl Place,
    ) -> Result<Imported, AppError> {
        refuse_items(file, &read)?;
        let mut problems = std::mem::take(&mut read.skipped);
        problems.extend(check(&read, network, options, &names));
        let mut placed: Vec<Problem> = problems.into_iter().map(|problem| place.of(problem)).collect();
        // Several answers of one row can have the same mistake in the same cell.
        placed.dedup();
        refuse(file, placed)?;
        let waves = self.waves_of(network, &read, options).await?;
        let respondents = self.respondents_of(network, &read, &names).await?;
        let mut lines = Vec::with_capacity(read.len());
        let mut list = Vec::with_capacity(read.len());
        for row in read.rows() {
            let (Some(rater), Some(target)) = (names.by_external(row.rater), names.by_external(row.target))
            else {
                continue;
            };
            let Some(wave) = wave_name(&row, options).and_then(|w| waves.get(w)) else { continue };
            let respondent = match row.respondent {
                Some(id) if row.role == AnswerRole::Staff => {
                    respondents.get(&(rater.id, id.to_owned())).cloned()
                }
                _ => None,
            };
            lines.push(row.line);
            list.push(Rating {
                id: RatingId(self.new_id()),
                wave: *wave,
                rater: rater.id,
                respondent,
                target: target.id,
                variable: row.variable.to_owned(),
                value: row.value,
                role: row.role,
                visible_to: (row.role == AnswerRole::Representative)
                    .then_some(row.visible_to.or(options.representatives_visible_to))
                    .flatten(),
                scale: row.scale,
            });
        }
        let stored =
            self.store.insert_ratings(&list).await.map_err(|e| contradiction(e, file, &lines, place))?;
        for wave in waves.values() {
            self.note(network.id, "ratings imported", wave.0).await?;
            self.refresh(network.id, Subject::Ratings(*wave)).await?;
        }
        self.refresh(network.id, Subject::Layout).await?;
        if stored.unchanged > 0 {
            read.warnings
                .push(format!("{} there already.", count(stored.unchanged, "answer was", "answers were")));
        }
        self.remark_unknown_variables(&list, &mut read.warnings);
        Ok(Imported { what: count(stored.inserted, "answer", "answers"), warnings: read.warnings })
    }

    fn remark_unknown_variables(&self, list: &[Rating], warnings: &mut Vec<String>) {
        let mut unknown: Vec<&str> =
            list.iter().map(|r| r.variable.as_str()).filter(|v| self.lens.variable(v).is_none()).collect();
        unknown.sort_unstable();
        unknown.dedup();
        if !unknown.is_empty() {
            warnings.push(format!(
                "The framework does not know these variables: {}. They are stored and left out of Why.",
                unknown.join(", ")
            ));
        }
    }

    async fn waves_of(
        &self,
        network: &Network,
        read: &RatingsFile,
        options: &RatingsOptions,
    ) -> Result<BTreeMap<String, WaveId>, AppError> {
        let existing = self.store.waves(network.id).await?;
        let mut waves: BTreeMap<String, WaveId> =
            existing.iter().map(|w| (w.external_id.clone(), w.id)).collect();
        let mut position = existing.iter().map(|w| w.position).max().unwrap_or(0);
        let mut used: BTreeMap<String, WaveId> = BTreeMap::new();
        for name in read.rows().filter_map(|row| wave_name(&row, options)) {
            if used.contains_key(name) {
                continue;
            }
            let id = match waves.get(name) {
                Some(id) if self.store.survey(*id).await?.is_some() => {
                    let message = format!(
                        "Round \"{name}\" is asked in Troth, so its answers cannot come from a file. Give the file \
                         another round."
                    );
                    return Err(AppError::Conflict(message));
                }
                Some(id) => *id,
                None => {
                    position += 1;
                    let wave = Wave {
                        id: WaveId(self.new_id()),
                        network: network.id,
                        external_id: name.to_owned(),
                        label: format!("Survey round {name}"),
                        opened: None,
                        closed: Some(self.today()),
                        state: WaveState::Closed,
                        position,
                    };
                    self.store.upsert_wave(&wave).await?;
                    self.begin_under_promise(network.id, wave.id).await?;
                    waves.insert(name.to_owned(), wave.id);
                    wave.id
                }
            };
            used.insert(name.to_owned(), id);
        }
        Ok(used)
    }

    /// Pseudonyms of the staff in `rows`: the same person has the same one in every wave.
    async fn respondents_of(
        &self,
        network: &Network,
        read: &RatingsFile,
        names: &Names,
    ) -> Result<BTreeMap<(OrganisationId, String), RespondentKey>, AppError> {
        let salt = self.salt(network.id).await?;
        let known: BTreeMap<(OrganisationId, String), RespondentKey> = self
            .store
            .respondents(network.id)
            .await?
            .into_iter()
            .map(|r| ((r.rater, r.external_hash), r.key))
            .collect();
        let mut keys = BTreeMap::new();
        let mut new = Vec::new();
        for row in read.rows().filter(|r| r.role == AnswerRole::Staff) {
            let (Some(rater), Some(id)) = (names.by_external(row.rater), row.respondent) else { continue };
            keys.entry((rater.id, id.to_owned())).or_insert_with(|| {
                let hash = respondent_hash(&salt, rater.id, id);
                known.get(&(rater.id, hash.clone())).cloned().unwrap_or_else(|| {
                    let key = RespondentKey(self.new_id().simple().to_string());
                    new.push(RespondentRow {
                        key: key.clone(),
                        rater: rater.id,
                        external_hash: hash,
                        open_link: false,
                    });
                    key
                })
            });
        }
        self.store.insert_respondents(network.id, &new).await?;
        Ok(keys)
    }
}

/// What is stored of a respondent's id in files: without the salt it cannot be worked out from the id.
pub(crate) fn respondent_hash(salt: &str, rater: OrganisationId, id: &str) -> String {
    sha256_hex(format!("{salt}\u{0}{rater}\u{0}{id}").as_bytes())
}

fn wave_name<'a>(row: &RatingRow<'a>, options: &'a RatingsOptions) -> Option<&'a str> {
    row.wave.or(options.wave.as_deref())
}

/// Answers to single items of a scale are not stored.
fn refuse_items(file: &str, read: &RatingsFile) -> Result<(), FileProblem> {
    if !read.has_items() {
        return Ok(());
    }
    let reason = "The column item says that these are answers to single items of a scale. Import takes one answer \
                  for each variable: give every item a variable of its own and leave the column item out. \
                  (`troth trust` makes scale scores of items by itself.)";
    Err(FileProblem::Columns { file: file.to_owned(), reason: reason.to_owned() })
}

fn check(read: &RatingsFile, network: &Network, options: &RatingsOptions, names: &Names) -> Vec<Problem> {
    let known: Vec<&str> = names.0.iter().map(|o| o.external_id.as_str()).collect();
    let mut problems = Vec::new();
    for row in read.rows() {
        for (column, id) in [("rater", row.rater), ("target", row.target)] {
            if names.by_external(id).is_none() {
                problems.push(unknown_organisation(row.line, column, id, &known));
            }
        }
        if let Some(other) = row.network.filter(|n| *n != network.slug && *n != network.name) {
            let reason = format!("This row belongs to another partnership than {}.", network.slug);
            problems.push(Problem::cell(row.line, "network", other, reason));
        }
        match (row.wave, options.wave.as_deref()) {
            (None, None) => {
                let reason = "Nothing says which survey round this is. Add a column wave, or name the round \
                              beside the file (--wave).";
                problems.push(Problem::cell(row.line, "wave", "", reason));
            }
            (Some(file), Some(asked)) if file != asked => {
                let reason =
                    format!("The file says wave {file}, the command says {asked}. Leave one of them out.");
                problems.push(Problem::cell(row.line, "wave", file, reason));
            }
            _ => {}
        }
        if row.role == AnswerRole::Representative
            && row.visible_to.or(options.representatives_visible_to).is_none()
        {
            let reason = "A representative\u{2019}s answer needs to say who may see it: fill in visible_to, or say it \
                          beside the file (--representatives-visible-to).";
            problems.push(Problem::cell(row.line, "visible_to", "", reason));
        }
    }
    problems
}

/// Says on which line of the file a stored answer is contradicted.
fn contradiction(error: troth_store::StoreError, file: &str, lines: &[u64], place: &impl Place) -> AppError {
    match error {
        troth_store::StoreError::Contradiction { row, .. } => {
            let line = lines.get(row).copied().unwrap_or(0);
            let reason = "The partnership has another answer of the same respondent to the same question. Answers \
                          are not overwritten: correct the file, or import it as another wave.";
            let problem = Problem::cell(line, "value", "", reason);
            AppError::Rows { file: file.to_owned(), problems: vec![place.of(problem)] }
        }
        other => other.into(),
    }
}
