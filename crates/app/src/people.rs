//! People the partnership knows by name.

use troth_network::{NetworkId, OrganisationId, Person, PersonId, RoleLevel};

use crate::app::App;
use crate::error::{AppError, FieldError};

impl App {
    /// Adds a person.
    ///
    /// # Errors
    /// If the name or the id is missing or the id is taken.
    pub async fn add_person(
        &self,
        network: NetworkId,
        organisation: OrganisationId,
        external_id: &str,
        name: &str,
        role_level: Option<RoleLevel>,
    ) -> Result<(), AppError> {
        let mut errors = Vec::new();
        if name.trim().is_empty() {
            errors.push(FieldError::new("name", "Give the person a name."));
        }
        if external_id.trim().is_empty() {
            errors.push(FieldError::new("external_id", "Give the person a short id."));
        } else if self.people(network).await?.iter().any(|p| p.external_id == external_id.trim()) {
            errors.push(FieldError::new("external_id", "Somebody else has this id. Choose another."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let person = Person {
            id: PersonId(self.new_id()),
            network,
            external_id: external_id.trim().to_owned(),
            organisation,
            name: name.trim().to_owned(),
            role_level,
        };
        self.store.upsert_people(std::slice::from_ref(&person)).await?;
        self.note(network, "person added", person.id.0).await
    }

    /// People of a partnership whose names were not erased, by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people_known(&self, network: NetworkId) -> Result<Vec<Person>, AppError> {
        let mut people = self.people(network).await?;
        people.retain(|person| person.name != troth_store::ERASED_PERSON);
        Ok(people)
    }

    /// People of a partnership, by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn people(&self, network: NetworkId) -> Result<Vec<Person>, AppError> {
        let mut people = self.store.people(network).await?;
        people.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(people)
    }
}
