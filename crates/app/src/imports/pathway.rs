//! Importing pathways and what organisations declare about their steps.

use std::collections::BTreeMap;

use troth_network::{Network, PathwayId, StepId};
use troth_record::{Declaration, Pathway, Responsible, Step};

use super::{Imported, refuse, refuse_patients, unknown_organisation};
use crate::app::App;
use crate::error::AppError;
use crate::intake::words::count;
use crate::intake::{Rows, decode, pathway};
use crate::jobs::Subject;

impl App {
    /// Imports a pathway file. Steps and declarations that are there already are brought up to date.
    ///
    /// # Errors
    /// If the file has to be mended; then nothing is imported.
    pub async fn import_pathway(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<Imported, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let Rows { rows, mut problems, warnings } = pathway::read(file, &text)?;
        let names = self.names(network.id).await?;
        let known: Vec<&str> = names.0.iter().map(|o| o.external_id.as_str()).collect();
        for row in &rows {
            for (column, id) in [("declared_by", &row.declared_by), ("responsible", &row.responsible)] {
                if let Some(id) = id.as_ref().filter(|id| names.by_external(id).is_none()) {
                    problems.push(unknown_organisation(row.line, column, id, &known));
                }
            }
        }
        refuse(file, problems)?;
        let mut by_pathway: BTreeMap<String, Vec<pathway::PathwayRow>> = BTreeMap::new();
        for row in rows {
            by_pathway.entry(row.pathway.clone()).or_default().push(row);
        }
        let (mut steps_stored, mut declared) = (0, 0);
        for (external_id, rows) in by_pathway {
            let (steps, declarations) = self.store_pathway(network, &external_id, &rows, &names).await?;
            steps_stored += steps;
            declared += declarations;
        }
        self.note(network.id, "pathway imported", network.id.0).await?;
        self.refresh(network.id, Subject::Facts).await?;
        Ok(Imported {
            what: format!(
                "{} with {}",
                count(steps_stored, "step", "steps"),
                count(declared, "declaration", "declarations")
            ),
            warnings,
        })
    }

    async fn store_pathway(
        &self,
        network: &Network,
        external_id: &str,
        rows: &[pathway::PathwayRow],
        names: &crate::organisations::Names,
    ) -> Result<(usize, usize), AppError> {
        let new = Pathway {
            id: PathwayId(self.new_id()),
            network: network.id,
            external_id: external_id.to_owned(),
            name: title_of(external_id),
        };
        let mut steps: Vec<Step> = Vec::new();
        for row in rows {
            if !steps.iter().any(|s| s.external_id == row.step) {
                steps.push(Step {
                    id: StepId(self.new_id()),
                    pathway: new.id,
                    external_id: row.step.clone(),
                    title: row.title.clone(),
                    order: row.order,
                });
            }
        }
        let (_, stored) = self.store.upsert_pathway(&new, &steps).await?;
        let declarations: Vec<Declaration> = rows
            .iter()
            .filter_map(|row| {
                let step = stored.iter().find(|s| s.external_id == row.step)?;
                let by = names.by_external(row.declared_by.as_deref()?)?;
                let responsible = row
                    .responsible
                    .as_deref()
                    .and_then(|id| names.by_external(id))
                    .map_or(Responsible::Nobody, |o| Responsible::Organisation(o.id));
                Some(Declaration { step: step.id, declared_by: by.id, responsible })
            })
            .collect();
        self.store.upsert_declarations(&declarations).await?;
        Ok((stored.len(), declarations.len()))
    }
}

/// `going-home` becomes "Going home".
fn title_of(external_id: &str) -> String {
    let words = external_id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
