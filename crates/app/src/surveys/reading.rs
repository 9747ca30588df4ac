//! A list of people as somebody has it: pasted line by line, or a CSV file. Every mistake is told with its line.

use std::collections::BTreeSet;

use troth_lens::Named;
use troth_network::{AnswerRole, Network, OrganisationId, Wave};

use super::list::NewParticipant;
use crate::app::App;
use crate::error::AppError;
use crate::imports::{refuse, refuse_patients, unknown_organisation};
use crate::intake::columns::Column;
use crate::intake::{Problem, Table, decode};
use crate::mail::Address;
use crate::organisations::Names;

/// What a pasted list is called where something in it has to be mended.
const PASTED: &str = "The list";

const COLUMNS: [Column; 4] = [
    Column::required("organisation", &["organization"]),
    Column::required("name", &[]),
    Column::optional("email", &["e_mail", "address", "mail"]),
    Column::optional("role", &[]),
];

/// One line, cell by cell.
struct Line<'a> {
    line: u64,
    organisation: &'a str,
    name: &'a str,
    email: &'a str,
    role: &'a str,
}

impl App {
    /// Reads a pasted list, one person on each line: organisation; name; e-mail; role. Tabs do as well as semicolons, as
    /// spreadsheets paste them; the last two may be missing. Nothing is saved.
    ///
    /// # Errors
    /// If lines have to be mended, or a patient's number stands in the list.
    pub async fn read_pasted_people(
        &self,
        network: &Network,
        wave: &Wave,
        text: &str,
    ) -> Result<Vec<NewParticipant>, AppError> {
        refuse_patients(PASTED, text)?;
        let mut problems = Vec::new();
        let mut lines = Vec::new();
        for (line, words) in (1_u64..).zip(text.lines()).filter(|(_, words)| !words.trim().is_empty()) {
            let mut cells = words.split([';', '\t']).map(str::trim);
            let mut next = || cells.next().unwrap_or("");
            let read = Line { line, organisation: next(), name: next(), email: next(), role: next() };
            if cells.any(|more| !more.is_empty()) {
                let reason = "This line has more than four parts. Write organisation; name; e-mail; role.";
                problems.push(Problem::row(line, reason));
            } else if read.name.is_empty() {
                let reason =
                    "This line has one part alone. Write organisation; name, with a semicolon between.";
                problems.push(Problem::row(line, reason));
            } else {
                lines.push(read);
            }
        }
        self.check_people(network, wave, PASTED, &lines, problems).await
    }

    /// Reads a CSV file with the columns organisation, name, email and role. Nothing is saved.
    ///
    /// # Errors
    /// If the file cannot be read, rows have to be mended, or a patient's number stands in it.
    pub async fn read_people_file(
        &self,
        network: &Network,
        wave: &Wave,
        file: &str,
        bytes: &[u8],
    ) -> Result<Vec<NewParticipant>, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let table = Table::read(file, &text, &COLUMNS)?;
        let mut problems = table.problems.clone();
        let mut lines = Vec::new();
        for row in &table.rows {
            match (table.required(row, "organisation"), table.required(row, "name")) {
                (Ok(organisation), Ok(name)) => lines.push(Line {
                    line: row.line,
                    organisation,
                    name,
                    email: table.cell(row, "email"),
                    role: table.cell(row, "role"),
                }),
                (Err(problem), _) | (_, Err(problem)) => problems.push(problem),
            }
        }
        self.check_people(network, wave, file, &lines, problems).await
    }

    /// Finds the organisations and checks each line against the others and against who is on the list already.
    async fn check_people(
        &self,
        network: &Network,
        wave: &Wave,
        file: &str,
        lines: &[Line<'_>],
        mut problems: Vec<Problem>,
    ) -> Result<Vec<NewParticipant>, AppError> {
        let names = self.names(network.id).await?;
        let mut people: BTreeSet<(OrganisationId, String)> = BTreeSet::new();
        let mut representatives: BTreeSet<OrganisationId> = BTreeSet::new();
        for listed in self.listed(wave).await? {
            let known_by = listed.address.as_deref().unwrap_or(&listed.name);
            people.insert((listed.organisation, known_by.to_lowercase()));
            if listed.role == AnswerRole::Representative {
                representatives.insert(listed.organisation);
            }
        }
        let mut list = Vec::with_capacity(lines.len());
        for line in lines {
            let person = match person(line, &names) {
                Ok(person) => person,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let known_by = person.address.as_deref().unwrap_or(&person.name).to_lowercase();
            if !people.insert((person.organisation, known_by)) {
                let reason = "This person is on the list already. Take the line out.";
                problems.push(Problem::cell(line.line, "name", line.name, reason));
            } else if person.role == AnswerRole::Representative
                && !representatives.insert(person.organisation)
            {
                let reason = "The organisation has a representative already. Write staff, or take the other off first.";
                problems.push(Problem::cell(line.line, "role", line.role, reason));
            } else {
                list.push(person);
            }
        }
        problems.sort_by_key(|problem| problem.line);
        refuse(file, problems)?;
        if list.is_empty() {
            return Err(AppError::field("people", "Write down at least one person, or choose a file."));
        }
        Ok(list)
    }
}

fn person(line: &Line<'_>, names: &Names) -> Result<NewParticipant, Problem> {
    let organisation = organisation(line, names)?;
    let role = match line.role.to_lowercase().as_str() {
        "" | "staff" => AnswerRole::Staff,
        "representative" => AnswerRole::Representative,
        _ => {
            let reason = "Write representative or staff. Nothing means staff.";
            return Err(Problem::cell(line.line, "role", line.role, reason));
        }
    };
    let address = (!line.email.is_empty()).then(|| line.email.parse::<Address>()).transpose();
    let address =
        address.map_err(|error| Problem::cell(line.line, "email", line.email, error.to_string()))?;
    Ok(NewParticipant {
        organisation: organisation.id,
        role,
        name: line.name.split_whitespace().collect::<Vec<_>>().join(" "),
        address: address.map(|address| address.to_string()),
    })
}

/// By the id of files, else by the name on screen.
fn organisation<'n>(line: &Line<'_>, names: &'n Names) -> Result<&'n Named, Problem> {
    let written = line.organisation;
    let same = |name: &str| name.to_lowercase() == written.to_lowercase();
    if let Some(found) = names.by_external(written) {
        return Ok(found);
    }
    let mut by_name = names.0.iter().filter(|o| same(&o.name));
    match (by_name.next(), by_name.next()) {
        (Some(found), None) => Ok(found),
        (Some(_), Some(_)) => {
            let reason = "Several organisations have this name. Write the short id of the one you mean.";
            Err(Problem::cell(line.line, "organisation", written, reason))
        }
        (None, _) => {
            let known: Vec<&str> =
                names.0.iter().flat_map(|o| [o.external_id.as_str(), o.name.as_str()]).collect();
            Err(unknown_organisation(line.line, "organisation", written, &known))
        }
    }
}
