//! People known by name.

use sqlx::FromRow;
use troth_network::{NetworkId, OrganisationId, Person, PersonId, RoleLevel};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

#[derive(FromRow)]
struct PersonRow {
    id: Uuid,
    network: Uuid,
    external_id: String,
    organisation: Uuid,
    name: String,
    role_level: Option<String>,
}

impl PersonRow {
    fn into_person(self) -> Result<Person, StoreError> {
        let role_level = Row::of("person", &self.id).word_or_none(self.role_level.as_deref())?;
        Ok(Person {
            id: PersonId(self.id),
            network: NetworkId(self.network),
            external_id: self.external_id,
            organisation: OrganisationId(self.organisation),
            name: self.name,
            role_level,
        })
    }
}

impl Store {
    /// Stores people, all or none, and returns them as stored, in the order given. One whose network and
    /// external id are known replaces the stored one, which keeps its id.
    ///
    /// # Errors
    /// A missing reference if an organisation is not stored; a conflict if an id is taken.
    pub async fn upsert_people(&self, given: &[Person]) -> Result<Vec<Person>, StoreError> {
        let mut tx = self.begin().await?;
        let mut stored = Vec::with_capacity(given.len());
        for person in given {
            let row = fetch_one!(
                tx.on(),
                PersonRow,
                "INSERT INTO person (id, network, external_id, organisation, name, role_level) \
                 VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (network, external_id) DO UPDATE SET organisation = excluded.organisation, \
                 name = excluded.name, role_level = excluded.role_level RETURNING *",
                person.id.0,
                person.network.0,
                &person.external_id,
                person.organisation.0,
                &person.name,
                person.role_level.map(RoleLevel::id)
            )
            .map_err(|e| e.or_taken("The person", "the id belongs to another person."))?;
            stored.push(row.into_person()?);
        }
        tx.commit().await?;
        Ok(stored)
    }

    /// The people of a network by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn people(&self, network: NetworkId) -> Result<Vec<Person>, StoreError> {
        let sql = "SELECT * FROM person WHERE network = $1";
        let rows = fetch_all!(self.db.reader(), PersonRow, sql, network.0)?;
        let mut people: Vec<_> = rows.into_iter().map(PersonRow::into_person).collect::<Result<_, _>>()?;
        people.sort_by_cached_key(|p| (p.name.to_lowercase(), p.external_id.clone()));
        Ok(people)
    }

    /// A person.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn person(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        fetch_optional!(self.db.reader(), PersonRow, "SELECT * FROM person WHERE id = $1", id.0)?
            .map(PersonRow::into_person)
            .transpose()
    }
}
