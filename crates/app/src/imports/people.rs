//! Importing people.

use troth_network::{Network, Person, PersonId};

use super::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::count;
use crate::intake::{Rows, decode, people};

impl App {
    /// Imports a people file. People who are there already, by their id, are brought up to date.
    ///
    /// # Errors
    /// If the file has to be mended; then nothing is imported.
    pub async fn import_people(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<Imported, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let Rows { rows, mut problems, warnings } = people::read(file, &text)?;
        let names = self.names(network.id).await?;
        let known: Vec<&str> = names.0.iter().map(|o| o.external_id.as_str()).collect();
        let existing = self.people(network.id).await?;
        let mut list = Vec::new();
        for row in rows {
            let Some(organisation) = names.by_external(&row.organisation) else {
                problems.push(unknown_organisation(row.line, "organisation", &row.organisation, &known));
                continue;
            };
            let id = existing.iter().find(|p| p.external_id == row.id).map(|p| p.id);
            list.push(Person {
                id: id.unwrap_or_else(|| PersonId(self.new_id())),
                network: network.id,
                external_id: row.id,
                organisation: organisation.id,
                name: row.name,
                role_level: row.role_level,
            });
        }
        refuse(file, problems)?;
        self.store.upsert_people(&list).await?;
        self.note(network.id, "people imported", network.id.0).await?;
        Ok(Imported { what: count(list.len(), "person", "people"), warnings })
    }
}
