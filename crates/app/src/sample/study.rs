//! The interview study of a prepared partnership: what two coders, a second reader and the people interviewed did with
//! its texts, done again by the same functions that pages call.

use std::collections::BTreeMap;
use std::fmt::Display;

use troth_network::{CodingId, Network, TranscriptId};
use troth_say::{Change, Part, Stated, slice};

use super::Folder;
use super::study_files::{
    CheckFile, CheckStateFile, ClaimRow, CodingRow, CorrectionFile, DecisionFile, DoubleFile, ReadingFile,
    StudyFile, rows,
};
use crate::app::App;
use crate::error::AppError;
use crate::interviews::checking::Choice;
use crate::interviews::doubling::{NewDecision, Second};
use crate::interviews::{NewClaim, NewCoding, Where};

const CODINGS: &str = "study/codings.csv";
const CLAIMS: &str = "study/claims.csv";

/// A study while it is put in: the partnership and the ids of its texts by title.
struct Study<'a> {
    app: &'a App,
    network: &'a Network,
    texts: BTreeMap<String, TranscriptId>,
}

impl App {
    /// Puts in the study of a folder, if it has one. The texts are there already, with the codings beside them.
    ///
    /// # Errors
    /// If something in its files does not fit the texts; the sentence names the file and the place.
    pub(super) async fn sample_study(&self, network: &Network, folder: &Folder) -> Result<(), AppError> {
        let Some(file) = folder.get("study.json") else { return Ok(()) };
        let file: StudyFile =
            serde_json::from_slice(file).map_err(|error| wrong("study.json", &error.to_string()))?;
        let codings: Vec<(u64, CodingRow)> = rows(CODINGS, folder.get(CODINGS))?;
        let claims: Vec<(u64, ClaimRow)> = rows(CLAIMS, folder.get(CLAIMS))?;
        let texts = self.store.transcripts(network.id).await?.into_iter().map(|t| (t.title, t.id)).collect();
        let study = Study { app: self, network, texts };
        for code in file.codebook {
            let seen = self.codebook_now(network.id).await?.1.last().map_or(0, |entry| entry.number);
            let key = self.new_code_key();
            let add = Change::Add { key, parent: code.parent, wording: code.wording };
            self.change_codebook(network, seen, add).await?;
        }
        study.code("", None, &codings).await?;
        for (line, row) in claims {
            study.claim(&row).await.map_err(|error| wrong(CLAIMS, &format!("line {line}: {error}")))?;
        }
        for double in &file.double {
            study.double(double, &codings).await?;
        }
        for decision in &file.decisions {
            study.decide(decision).await.map_err(|e| in_study("decisions", &decision.words, &e))?;
        }
        for correction in &file.corrections {
            study.correct(correction).await.map_err(|e| in_study("corrections", &correction.was, &e))?;
        }
        for reading in &file.second_readings {
            study
                .second_reading(reading)
                .await
                .map_err(|e| in_study("second_readings", &reading.words, &e))?;
        }
        for check in &file.checks {
            study.check(check).await.map_err(|e| in_study("checks", &check.speaker, &e))?;
        }
        for query in &file.queries {
            self.save_query(network, &query.name, &query.query).await?;
        }
        Ok(())
    }
}

impl Study<'_> {
    fn text(&self, name: &str) -> Result<TranscriptId, AppError> {
        let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let missing = || AppError::NotFound(format!("There is no interview \"{title}\"."));
        self.texts.get(title).copied().ok_or_else(missing)
    }

    /// Codes what `coder` coded, in one text or in all.
    async fn code(
        &self,
        coder: &str,
        only: Option<TranscriptId>,
        codings: &[(u64, CodingRow)],
    ) -> Result<(), AppError> {
        let names = self.app.names(self.network.id).await?;
        for (line, row) in codings.iter().filter(|(_, row)| row.coder == coder) {
            let at = |error: AppError| wrong(CODINGS, &format!("line {line}: {error}"));
            let text = self.text(&row.file).map_err(at)?;
            if only.is_some_and(|only| only != text) {
                continue;
            }
            let stated = Stated {
                label: filled(&row.label),
                organisation: names.by_external(&row.organisation).map(|o| o.id),
                role_level: row.role_level,
            };
            let new = NewCoding {
                place: Where::Words(row.quote.clone()),
                code: row.code.clone(),
                polarity: row.polarity,
                about: row.about.clone(),
                stated,
                permission: row.permission.unwrap_or_default(),
                memo: filled(&row.memo),
            };
            self.app.code(self.network, text, new).await.map_err(at)?;
        }
        Ok(())
    }

    async fn claim(&self, row: &ClaimRow) -> Result<(), AppError> {
        let new = NewClaim {
            place: Where::Words(row.quote.clone()),
            cause: row.cause.clone(),
            sign: Some(row.sign),
            effect: row.effect.clone(),
            condition: filled(&row.condition),
            permission: row.permission.unwrap_or_default(),
            memo: filled(&row.memo),
        };
        self.app.claim(self.network, self.text(&row.file)?, new).await.map(|_| ())
    }

    /// Has texts coded by a second coder, to whom the keyboard is lent text by text.
    async fn double(&self, double: &DoubleFile, codings: &[(u64, CodingRow)]) -> Result<(), AppError> {
        let (app, network) = (self.app, self.network);
        let texts: Vec<TranscriptId> =
            double.texts.iter().map(|t| self.text(t)).collect::<Result<_, AppError>>()?;
        app.ask_second_coder(network, &texts, &Second::Named(double.second.clone())).await?;
        let doubling = app.doubling(network).await?;
        for text in doubling.value().texts.iter().filter(|t| texts.contains(&t.id)) {
            for coder in text.coders.iter().filter(|c| c.part == Part::Second && c.name == double.second) {
                app.code_as(network, text.id, Some(&coder.coder)).await?;
                self.code(&double.second, Some(text.id), codings).await?;
                app.finish_coding(network, text.id, &coder.coder, "").await?;
            }
            for coder in text.coders.iter().filter(|c| c.part == Part::Main && double.first_finished) {
                app.finish_coding(network, text.id, &coder.coder, "").await?;
            }
        }
        Ok(())
    }

    async fn decide(&self, file: &DecisionFile) -> Result<(), AppError> {
        let text = self.text(&file.text)?;
        let differences = self.app.differences(self.network).await?;
        let place = differences.value().disputed.iter().find(|d| {
            d.transcript == text
                && (d.code.as_str() == file.code || d.code_name.ends_with(&file.code))
                && d.words.passage.contains(&file.words)
        });
        let none = || AppError::NotFound("The two coders do not differ at these words.".to_owned());
        let place = place.ok_or_else(none)?;
        let new = NewDecision {
            code: place.code.to_string(),
            start: place.start,
            end: place.end,
            version: place.version,
            second: place.second.clone(),
            kept: Some(file.kept()?),
            reason: file.reason.clone(),
        };
        self.app.decide_coding(self.network, text, new).await
    }

    async fn correct(&self, file: &CorrectionFile) -> Result<(), AppError> {
        let id = self.text(&file.text)?;
        let stored = self.app.stored_transcript(self.network, id).await?.transcript.clone();
        if stored.text.matches(&file.was).count() != 1 {
            return Err(AppError::field("was", "These words do not occur just once."));
        }
        let text = stored.text.replace(&file.was, &file.is);
        self.app.correct_text(self.network, id, stored.version, &text, &file.reason).await.map(|_| ())
    }

    async fn second_reading(&self, file: &ReadingFile) -> Result<(), AppError> {
        let (id, me) = (self.text(&file.text)?, self.app.viewer().id);
        let coding = self.coding(id, &file.code, &file.words, &me).await?;
        let (agrees, reason, reader) = (file.agrees, &file.reason, &file.reader);
        self.app.confirm_coding(self.network, id, coding, agrees, reason, reader).await
    }

    /// The coding of a coder with this code that begins with these words.
    async fn coding(
        &self,
        id: TranscriptId,
        code: &str,
        words: &str,
        coder: &str,
    ) -> Result<CodingId, AppError> {
        let view = self.app.transcript(self.network, id).await?;
        let view = view.value();
        let text = &view.stored.transcript.text;
        let is_code = |c: &troth_say::Coding| c.code.as_str() == code || view.codebook.name(&c.code) == code;
        let begins = |c: &troth_say::Coding| {
            slice(text, c.start, c.end).is_some_and(|passage| passage.starts_with(words))
        };
        let found = view.codings.iter().find(|c| c.coder == coder && is_code(c) && begins(c));
        let none = || AppError::NotFound("The first coder has no such passage.".to_owned());
        Ok(found.ok_or_else(none)?.id)
    }

    /// Sends a speaker their passages, and says what they said, through the door that they came by.
    async fn check(&self, file: &CheckFile) -> Result<(), AppError> {
        let id = self.text(&file.text)?;
        let sent = self.app.send_check(self.network, id, &file.speaker, &file.pin).await?;
        if file.state == CheckStateFile::Sent {
            return Ok(());
        }
        let app = self.app.for_nobody();
        let session = app.enter_check(sent.token.secret(), &file.pin).await?;
        let gone = || AppError::NotFound("The link opens nothing.".to_owned());
        let checking = app.checking(sent.token.secret(), session.secret()).await?.ok_or_else(gone)?;
        let own = app.own_passages(&checking).await?;
        for says in &file.says {
            let passage = own.passages.iter().find(|p| p.around.passage == says.words);
            let none = || AppError::NotFound(format!("\"{}\" is no passage of this speaker.", says.words));
            let choice = Choice {
                permission: says.permission,
                amended: says.amended.clone(),
                withdrawn: says.withdrawn,
            };
            app.say_of_own(&checking, passage.ok_or_else(none)?, &choice).await?;
        }
        if file.state == CheckStateFile::Finished {
            app.finish_check(&checking).await?;
        }
        app.leave_check(session.secret()).await
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn wrong(file: &str, what: &str) -> AppError {
    AppError::field("file", format!("{file}: {what}"))
}

fn in_study(list: &str, which: &str, error: &dyn Display) -> AppError {
    wrong("study.json", &format!("{list}, \"{which}\": {error}"))
}
