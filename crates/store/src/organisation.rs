//! Organisations, units, and which followed which.

use std::collections::BTreeMap;

use sqlx::FromRow;
use troth_network::timestamp::day_in_files;
use troth_network::{NetworkId, Organisation, OrganisationId, Sector, Succession};
use uuid::Uuid;

use crate::Store;
use crate::columns::{Row, json_column};
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct OrganisationRow {
    id: Uuid,
    network: Uuid,
    external_id: String,
    name: String,
    sector: String,
    kind: String,
    parent: Option<Uuid>,
    ods: Option<String>,
    identifiers: String,
    size: Option<i64>,
    place: Option<String>,
    accepted: bool,
    attributes: String,
}

impl OrganisationRow {
    fn into_organisation(self) -> Result<Organisation, StoreError> {
        let row = Row::of("organisation", &self.id);
        Ok(Organisation {
            id: OrganisationId(self.id),
            network: NetworkId(self.network),
            identifiers: row.json(&self.identifiers)?,
            size: self.size.map(|size| row.number(size)).transpose()?,
            attributes: row.json(&self.attributes)?,
            external_id: self.external_id,
            name: self.name,
            sector: Sector(self.sector),
            kind: self.kind,
            parent: self.parent.map(OrganisationId),
            ods: self.ods,
            place: self.place,
            accepted: self.accepted,
        })
    }
}

#[derive(FromRow)]
struct SuccessionRow {
    organisation_before: Uuid,
    organisation_after: Uuid,
    on_day: String,
    what: String,
}

impl SuccessionRow {
    fn into_succession(self) -> Result<Succession, StoreError> {
        let row = Row::of("succession", &self.organisation_before);
        Ok(Succession {
            on: row.day(&self.on_day)?,
            before: OrganisationId(self.organisation_before),
            after: OrganisationId(self.organisation_after),
            what: self.what,
        })
    }
}

impl Store {
    /// Stores organisations, all or none, and returns them as stored, in the order given.
    ///
    /// One whose network and external id are known replaces the stored one, which keeps its id and whether it
    /// accepted being rated by name. A parent may be named by the id given in the same list.
    ///
    /// # Errors
    /// If an id is taken by another organisation or a parent is not stored.
    pub async fn upsert_organisations(
        &self,
        given: &[Organisation],
    ) -> Result<Vec<Organisation>, StoreError> {
        let mut tx = self.begin().await?;
        // Ids of this list that gave way to the id of a stored row.
        let mut kept: BTreeMap<OrganisationId, OrganisationId> = BTreeMap::new();
        for organisation in given {
            let known = fetch_optional!(
                tx.on(),
                (Uuid,),
                "SELECT id FROM organisation WHERE network = $1 AND external_id = $2",
                organisation.network.0,
                &organisation.external_id
            )?;
            if let Some((id,)) = known {
                kept.insert(organisation.id, OrganisationId(id));
            }
        }
        let mut stored = Vec::with_capacity(given.len());
        for organisation in given {
            let parent = organisation.parent.map(|id| kept.get(&id).copied().unwrap_or(id));
            stored.push(upsert(&mut tx, organisation, parent).await?);
        }
        tx.commit().await?;
        Ok(stored)
    }

    /// The organisations of a network by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn organisations(&self, network: NetworkId) -> Result<Vec<Organisation>, StoreError> {
        let sql = "SELECT * FROM organisation WHERE network = $1";
        let rows = fetch_all!(self.db.reader(), OrganisationRow, sql, network.0)?;
        let mut organisations: Vec<_> =
            rows.into_iter().map(OrganisationRow::into_organisation).collect::<Result<_, _>>()?;
        // Sorted here, because databases differ in how they sort names.
        organisations.sort_by_cached_key(|o| (o.name.to_lowercase(), o.external_id.clone()));
        Ok(organisations)
    }

    /// An organisation.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn organisation(&self, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
        fetch_optional!(self.db.reader(), OrganisationRow, "SELECT * FROM organisation WHERE id = $1", id.0)?
            .map(OrganisationRow::into_organisation)
            .transpose()
    }

    /// Writes down whether an organisation accepts being rated by name.
    ///
    /// # Errors
    /// Not found.
    pub async fn set_accepted(&self, id: OrganisationId, accepted: bool) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE organisation SET accepted = $2 WHERE id = $1";
        if execute!(tx.on(), sql, id.0, accepted)? == 0 {
            return Err(StoreError::not_found("organisation", id));
        }
        tx.commit().await
    }

    /// Stores that one organisation followed another.
    ///
    /// # Errors
    /// A conflict if that is stored for the same day; a missing reference if one of the two is not stored.
    pub async fn insert_succession(
        &self,
        network: NetworkId,
        succession: &Succession,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO succession (network, organisation_before, organisation_after, on_day, what) \
             VALUES ($1, $2, $3, $4, $5)",
            network.0,
            succession.before.0,
            succession.after.0,
            day_in_files(succession.on),
            &succession.what
        )
        .map_err(|e| e.or_taken("The succession", "it is stored for that day already."))?;
        tx.commit().await
    }

    /// The successions of a network by day.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn successions(&self, network: NetworkId) -> Result<Vec<Succession>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            SuccessionRow,
            "SELECT * FROM succession WHERE network = $1 ORDER BY on_day, organisation_before, organisation_after",
            network.0
        )?;
        rows.into_iter().map(SuccessionRow::into_succession).collect()
    }
}

async fn upsert(
    tx: &mut Tx,
    organisation: &Organisation,
    parent: Option<OrganisationId>,
) -> Result<Organisation, StoreError> {
    let identifiers = json_column(&organisation.identifiers)?;
    let attributes = json_column(&organisation.attributes)?;
    fetch_one!(
        tx.on(),
        OrganisationRow,
        "INSERT INTO organisation (id, network, external_id, name, sector, kind, parent, ods, identifiers, size, \
         place, accepted, attributes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (network, external_id) DO UPDATE SET name = excluded.name, sector = excluded.sector, \
         kind = excluded.kind, parent = excluded.parent, ods = excluded.ods, \
         identifiers = excluded.identifiers, size = excluded.size, place = excluded.place, \
         attributes = excluded.attributes RETURNING *",
        organisation.id.0,
        organisation.network.0,
        &organisation.external_id,
        &organisation.name,
        &organisation.sector.0,
        &organisation.kind,
        parent.map(|p| p.0),
        &organisation.ods,
        &identifiers,
        organisation.size.map(i64::from),
        &organisation.place,
        organisation.accepted,
        &attributes
    )
    .map_err(|e| e.or_taken("The organisation", "its id belongs to another organisation."))?
    .into_organisation()
}
