//! Importing organisations and units.

use std::collections::BTreeMap;

use troth_network::{Network, Organisation, OrganisationId, Sector};

use super::{Imported, refuse, refuse_patients};
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::count as counted;
use crate::intake::{decode, organisations};

impl App {
    /// Imports an organisations file. Organisations that are there already, by their id, are brought up to date.
    ///
    /// # Errors
    /// If the file has to be mended; then nothing is imported.
    pub async fn import_organisations(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<Imported, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let existing = self.organisations(network.id).await?;
        let known: Vec<String> = existing.iter().map(|o| o.external_id.clone()).collect();
        let read = organisations::read(file, &text, &known)?;
        refuse(file, read.problems)?;
        let mut ids: BTreeMap<String, (OrganisationId, bool)> =
            existing.iter().map(|o| (o.external_id.clone(), (o.id, o.accepted))).collect();
        for row in &read.rows {
            ids.entry(row.id.clone()).or_insert_with(|| (OrganisationId(self.new_id()), false));
        }
        let id_of = |external: &str| ids.get(external).copied();
        let count = read.rows.len();
        // Nobody is rated by name before accepting it, so silence in the file means "not yet".
        let said: Vec<(String, bool)> =
            read.rows.iter().filter_map(|row| Some((row.id.clone(), row.accepted?))).collect();
        let list: Vec<Organisation> = read
            .rows
            .into_iter()
            .filter_map(|row| {
                let (id, accepted) = id_of(&row.id)?;
                Some(Organisation {
                    id,
                    network: network.id,
                    parent: row.parent.as_deref().and_then(id_of).map(|(id, _)| id),
                    external_id: row.id,
                    name: row.name,
                    sector: Sector(row.sector),
                    kind: row.kind,
                    ods: row.ods,
                    identifiers: row.identifiers,
                    size: row.size,
                    place: row.place,
                    accepted,
                    attributes: row.attributes,
                })
            })
            .collect();
        // Parents first, so that a unit's parent is there when the unit is stored.
        let (mut parents, units): (Vec<_>, Vec<_>) = list.into_iter().partition(|o| o.parent.is_none());
        parents.extend(units);
        for stored in self.store.upsert_organisations(&parents).await? {
            let accepted =
                said.iter().find(|(id, _)| *id == stored.external_id).map(|(_, accepted)| *accepted);
            if let Some(accepted) = accepted.filter(|a| *a != stored.accepted) {
                self.store.set_accepted(stored.id, accepted).await?;
            }
        }
        self.note(network.id, "organisations imported", network.id.0).await?;
        self.refresh_all(network.id).await?;
        let mut warnings = read.warnings;
        let waiting = self.organisations(network.id).await?.iter().filter(|o| !o.accepted).count();
        if waiting > 0 {
            warnings.push(format!(
                "{waiting} organisations have not accepted being rated by name. Until they do (Settings, or yes in a \
                 column accepted), answers about them are not shown."
            ));
        }
        Ok(Imported { what: counted(count, "organisation", "organisations"), warnings })
    }
}
