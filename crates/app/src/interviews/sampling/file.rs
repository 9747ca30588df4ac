//! Who was chosen, as a file: read whole or not at all, and written for the custodian alone.

use troth_gate::CustodianOnly;
use troth_network::timestamp::day_in_files;
use troth_network::{Network, RoleLevel, TranscriptId};
use troth_store::SampledRow;

use super::writing::{Around, ChosenForm, same};
use crate::app::App;
use crate::error::AppError;
use crate::imports::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::intake::sampling::{self, ChosenRow};
use crate::intake::words::count;
use crate::intake::{Problem, Rows, decode};
use crate::table;

/// What every row says of the file.
const NOTICE: &str = "For the custodian only: names of people who were chosen for interviews.";

impl App {
    /// Imports who was chosen. Somebody who is there already, by name and organisation, is brought up to date.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the file has to be mended; then nothing is imported.
    pub async fn import_sampling(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<Imported, AppError> {
        self.only_the_custodian()?;
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let Rows { rows, mut problems, warnings } = sampling::read(file, &text)?;
        let around = self.around(network).await?;
        let stored = self.store.sampled(network.id).await?;
        let mut lines: Vec<SampledRow> = Vec::new();
        let mut seen: Vec<(String, Option<String>)> = Vec::new();
        for row in rows {
            let who = (row.name.clone(), row.organisation.clone());
            if seen.iter().any(|(name, at)| same(name, &who.0) && *at == who.1) {
                let reason =
                    "This person stands twice in the file, with the same organisation. Keep one row.";
                problems.push(Problem::cell(row.line, "name", &row.name, reason));
                continue;
            }
            seen.push(who);
            match self.line_of_row(network, &around, &row) {
                Ok(line) => {
                    let made_at = stored.iter().find(|s| s.id == line.id).map_or(line.made_at, |s| s.made_at);
                    lines.push(SampledRow { made_at, ..line });
                }
                Err(problem) => problems.push(problem),
            }
        }
        refuse(file, problems)?;
        let new = lines.iter().filter(|line| line.version == 0).count();
        self.store.save_sampled(&lines).await?;
        self.note(network.id, "people chosen for interviews imported", network.id.0).await?;
        let again = lines.len() - new;
        let changed = if again == 0 { String::new() } else { format!(", {again} brought up to date") };
        Ok(Imported { what: format!("{}{changed}", count(new, "new person", "new people")), warnings })
    }

    fn line_of_row(
        &self,
        network: &Network,
        around: &Around,
        row: &ChosenRow,
    ) -> Result<SampledRow, Problem> {
        if let Some(id) = &row.organisation
            && around.names.by_external(id).is_none()
        {
            let known: Vec<&str> = around.names.0.iter().map(|o| o.external_id.as_str()).collect();
            return Err(unknown_organisation(row.line, "organisation", id, &known));
        }
        let transcript = match &row.text {
            None => None,
            Some(title) => Some(
                text_of(around, title).map_err(|reason| Problem::cell(row.line, "text", title, reason))?,
            ),
        };
        let form = ChosenForm {
            name: row.name.clone(),
            organisation: row.organisation.clone(),
            sector: row.sector.clone(),
            role_level: row.role_level,
            suggested: Some(row.suggested),
            suggested_by: row.suggested_by.clone(),
            why: row.why.clone(),
            status: row.status,
            on: row.day,
            transcript,
        };
        let organisation =
            row.organisation.as_deref().and_then(|id| around.names.by_external(id)).map(|o| o.id);
        // Without an organisation in the row the name alone decides, where it stands once.
        let mut there = around.chosen.iter().filter(|one| {
            same(&one.name, &row.name) && (organisation.is_none() || one.organisation == organisation)
        });
        let before = there.next().filter(|_| there.next().is_none()).map(|one| (one, one.version));
        self.line_of(network, around, form, before).map_err(|error| {
            let (column, reason) = match error {
                AppError::Invalid(errors) => match errors.into_iter().next() {
                    Some(error) => (column_of(error.field), error.message),
                    None => ("name", String::new()),
                },
                other => ("name", other.to_string()),
            };
            Problem::cell(row.line, column, &row.name, reason)
        })
    }

    /// Who was chosen as CSV, as it can be imported again.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or what lies sealed does not open.
    pub async fn sampling_csv(&self, network: &Network) -> Result<CustodianOnly<String>, AppError> {
        self.only_the_custodian()?;
        let Around { names, texts, chosen, .. } = self.around(network).await?;
        let header = [
            "name",
            "organisation",
            "sector",
            "role_level",
            "suggested",
            "suggested_by",
            "why",
            "status",
            "day",
            "text",
            "notice",
        ];
        let rows = chosen.into_iter().map(|one| {
            let organisation = one.organisation.and_then(|id| names.get(id));
            let title = |id: TranscriptId| texts.iter().find(|text| text.0 == id).map(|text| text.1.clone());
            [
                one.name,
                organisation.map_or_else(String::new, |o| o.external_id.clone()),
                one.sector.map_or_else(String::new, |sector| sector.0),
                one.role_level.map_or("", RoleLevel::id).to_owned(),
                one.suggested.id().to_owned(),
                one.suggested_by.unwrap_or_default(),
                one.why,
                one.status.id().to_owned(),
                one.on.map(day_in_files).unwrap_or_default(),
                one.transcript.and_then(title).unwrap_or_default(),
                NOTICE.to_owned(),
            ]
        });
        Ok(CustodianOnly::open(table::csv(header, rows), &self.viewer())?)
    }
}

/// The text of this title.
fn text_of(around: &Around, title: &str) -> Result<TranscriptId, &'static str> {
    let mut found = around.texts.iter().filter(|(_, known)| known == title).map(|(id, _)| *id);
    match (found.next(), found.next()) {
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => {
            Err("Two texts have this title. Leave the cell empty and choose the text on the page.")
        }
        _ => Err("There is no text of this title. Add it first, or leave the cell empty."),
    }
}

/// The column that a field of the form is in a file.
fn column_of(field: &str) -> &'static str {
    match field {
        "organisation" => "organisation",
        "why" => "why",
        "suggested_by" => "suggested_by",
        "status" => "status",
        "on" => "day",
        "transcript" => "text",
        _ => "name",
    }
}
