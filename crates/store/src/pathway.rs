//! Pathways, their steps, and who says who is responsible.

use sqlx::FromRow;
use troth_network::{NetworkId, OrganisationId, PathwayId, StepId};
use troth_record::{Declaration, Pathway, Responsible, Step};
use uuid::Uuid;

use crate::Store;
use crate::db::{execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

/// A pathway with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPathway {
    /// The pathway.
    pub pathway: Pathway,
    /// Its steps in order.
    pub steps: Vec<Step>,
    /// What organisations say about its steps, in the order of the steps.
    pub declarations: Vec<Declaration>,
}

#[derive(FromRow)]
struct PathwayRow {
    id: Uuid,
    network: Uuid,
    external_id: String,
    name: String,
}

impl From<PathwayRow> for Pathway {
    fn from(row: PathwayRow) -> Self {
        Self {
            id: PathwayId(row.id),
            network: NetworkId(row.network),
            external_id: row.external_id,
            name: row.name,
        }
    }
}

#[derive(FromRow)]
struct StepRow {
    id: Uuid,
    pathway: Uuid,
    external_id: String,
    title: String,
    position: i64,
}

impl From<StepRow> for Step {
    fn from(row: StepRow) -> Self {
        Self {
            id: StepId(row.id),
            pathway: PathwayId(row.pathway),
            external_id: row.external_id,
            title: row.title,
            order: row.position,
        }
    }
}

#[derive(FromRow)]
struct DeclarationRow {
    step: Uuid,
    declared_by: Uuid,
    responsible: Option<Uuid>,
}

impl From<DeclarationRow> for Declaration {
    fn from(row: DeclarationRow) -> Self {
        Self {
            step: StepId(row.step),
            declared_by: OrganisationId(row.declared_by),
            responsible: row
                .responsible
                .map_or(Responsible::Nobody, |id| Responsible::Organisation(OrganisationId(id))),
        }
    }
}

impl Store {
    /// Stores a pathway and steps of it, and returns them as stored, the steps in the order given.
    ///
    /// A pathway whose network and external id are known, and a step whose pathway and external id are,
    /// replaces the stored one, which keeps its id. Stored steps that are not given stay.
    ///
    /// # Errors
    /// A missing reference if the network is not stored; a conflict if an id is taken.
    pub async fn upsert_pathway(
        &self,
        pathway: &Pathway,
        steps: &[Step],
    ) -> Result<(Pathway, Vec<Step>), StoreError> {
        let mut tx = self.begin().await?;
        let stored: Pathway = fetch_one!(
            tx.on(),
            PathwayRow,
            "INSERT INTO pathway (id, network, external_id, name) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (network, external_id) DO UPDATE SET name = excluded.name RETURNING *",
            pathway.id.0,
            pathway.network.0,
            &pathway.external_id,
            &pathway.name
        )
        .map_err(|e| e.or_taken("The pathway", "its id belongs to another pathway."))?
        .into();
        let mut stored_steps = Vec::with_capacity(steps.len());
        for step in steps {
            let row = fetch_one!(
                tx.on(),
                StepRow,
                "INSERT INTO step (id, pathway, external_id, title, position) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (pathway, external_id) DO UPDATE SET title = excluded.title, \
                 position = excluded.position RETURNING *",
                step.id.0,
                // The pathway may have kept an older id than the one the step was given with.
                stored.id.0,
                &step.external_id,
                &step.title,
                step.order
            )
            .map_err(|e| e.or_taken("The step", "its id belongs to another step."))?;
            stored_steps.push(row.into());
        }
        tx.commit().await?;
        Ok((stored, stored_steps))
    }

    /// Stores what organisations say about steps, all or none; what one said before about a step is replaced.
    ///
    /// # Errors
    /// A missing reference if a step or an organisation is not stored.
    pub async fn upsert_declarations(&self, declarations: &[Declaration]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        for declaration in declarations {
            let responsible = match declaration.responsible {
                Responsible::Organisation(organisation) => Some(organisation.0),
                Responsible::Nobody => None,
            };
            execute!(
                tx.on(),
                "INSERT INTO declaration (step, declared_by, responsible) VALUES ($1, $2, $3) \
                 ON CONFLICT (step, declared_by) DO UPDATE SET responsible = excluded.responsible",
                declaration.step.0,
                declaration.declared_by.0,
                responsible
            )?;
        }
        tx.commit().await
    }

    /// The pathways of a network, by external id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pathways(&self, network: NetworkId) -> Result<Vec<StoredPathway>, StoreError> {
        let sql = "SELECT * FROM pathway WHERE network = $1 ORDER BY external_id";
        let rows = fetch_all!(self.db.reader(), PathwayRow, sql, network.0)?;
        let mut pathways = Vec::with_capacity(rows.len());
        for row in rows {
            pathways.push(self.with_steps(row).await?);
        }
        Ok(pathways)
    }

    /// A pathway with its steps and declarations.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn pathway(&self, id: PathwayId) -> Result<Option<StoredPathway>, StoreError> {
        let sql = "SELECT * FROM pathway WHERE id = $1";
        match fetch_optional!(self.db.reader(), PathwayRow, sql, id.0)? {
            Some(row) => self.with_steps(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Takes back what an organisation said about a step, as if it had not been asked.
    ///
    /// # Errors
    /// Not found.
    pub async fn delete_declaration(
        &self,
        step: StepId,
        declared_by: OrganisationId,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM declaration WHERE step = $1 AND declared_by = $2";
        if execute!(tx.on(), sql, step.0, declared_by.0)? == 0 {
            return Err(StoreError::not_found("declaration of this organisation about step", step));
        }
        tx.commit().await
    }

    async fn with_steps(&self, row: PathwayRow) -> Result<StoredPathway, StoreError> {
        let steps = "SELECT * FROM step WHERE pathway = $1 ORDER BY position, external_id";
        let steps = fetch_all!(self.db.reader(), StepRow, steps, row.id)?;
        let declarations = fetch_all!(
            self.db.reader(),
            DeclarationRow,
            "SELECT declaration.* FROM declaration JOIN step ON step.id = declaration.step \
             WHERE step.pathway = $1 ORDER BY step.position, step.external_id, declaration.declared_by",
            row.id
        )?;
        Ok(StoredPathway {
            pathway: row.into(),
            steps: steps.into_iter().map(Step::from).collect(),
            declarations: declarations.into_iter().map(Declaration::from).collect(),
        })
    }
}
