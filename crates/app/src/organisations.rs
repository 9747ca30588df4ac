//! Organisations: adding one by form, listing, accepting to be rated by name, successions.

use std::collections::BTreeMap;

use troth_lens::Named;
use troth_network::{Day, NetworkId, Organisation, OrganisationId, Sector, Succession};

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::jobs::Subject;

/// What a form says of a new organisation.
#[derive(Debug, Clone, Default)]
pub struct NewOrganisation {
    /// Id in files.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Kind.
    pub kind: String,
    /// Id in files of the organisation this is a unit of.
    pub parent: Option<String>,
    /// ODS code.
    pub ods: Option<String>,
    /// Number of staff.
    pub size: Option<u32>,
    /// Place.
    pub place: Option<String>,
    /// Whether it has accepted being rated by name.
    pub accepted: bool,
}

impl App {
    /// Adds an organisation.
    ///
    /// # Errors
    /// If id, name or sector is missing, or the id is taken.
    pub async fn add_organisation(&self, network: NetworkId, new: NewOrganisation) -> Result<(), AppError> {
        let existing = self.organisations(network).await?;
        let mut errors = Vec::new();
        for (field, value, name) in [
            ("external_id", &new.external_id, "a short id"),
            ("name", &new.name, "a name"),
            ("sector", &new.sector, "a sector"),
        ] {
            if value.trim().is_empty() {
                errors.push(FieldError::new(field, format!("Give the organisation {name}.")));
            }
        }
        if [".", ".."].contains(&new.external_id.trim()) {
            errors.push(FieldError::new(
                "external_id",
                "This cannot be part of an address. Use letters or digits.",
            ));
        }
        if existing.iter().any(|o| o.external_id == new.external_id.trim()) {
            errors.push(FieldError::new("external_id", "Another organisation has this id. Choose another."));
        }
        let parent = match &new.parent {
            None => None,
            Some(id) => {
                let found = existing.iter().find(|o| o.external_id == *id).map(|o| o.id);
                if found.is_none() {
                    errors.push(FieldError::new("parent", "Choose one of the organisations that are there."));
                }
                found
            }
        };
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let organisation = Organisation {
            id: OrganisationId(self.new_id()),
            network,
            external_id: new.external_id.trim().to_owned(),
            name: new.name.trim().to_owned(),
            sector: Sector::named(&new.sector),
            kind: new.kind.trim().to_owned(),
            parent,
            ods: new.ods,
            identifiers: BTreeMap::new(),
            size: new.size,
            place: new.place,
            accepted: new.accepted,
            attributes: BTreeMap::new(),
        };
        self.store.upsert_organisations(std::slice::from_ref(&organisation)).await?;
        self.note(network, "organisation added", organisation.id.0).await?;
        self.refresh(network, Subject::Layout).await
    }

    /// All organisations and units of a partnership, by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn organisations(&self, network: NetworkId) -> Result<Vec<Organisation>, AppError> {
        Ok(self.store.organisations(network).await?)
    }

    /// Names for pages and figures.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn names(&self, network: NetworkId) -> Result<Names, AppError> {
        Ok(Names(self.organisations(network).await?.into_iter().map(named).collect()))
    }

    /// The organisation with this id in files.
    ///
    /// # Errors
    /// If there is none.
    pub async fn organisation(
        &self,
        network: NetworkId,
        external_id: &str,
    ) -> Result<Organisation, AppError> {
        let all = self.organisations(network).await?;
        all.into_iter()
            .find(|o| o.external_id == external_id)
            .ok_or_else(|| AppError::NotFound(format!("There is no organisation \"{external_id}\" here.")))
    }

    /// Notes that an organisation accepts, or no longer accepts, being rated by name.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub async fn set_accepted(&self, organisation: &Organisation, accepted: bool) -> Result<(), AppError> {
        self.store.set_accepted(organisation.id, accepted).await?;
        self.note(organisation.network, "acceptance saved", organisation.id.0).await?;
        self.refresh_all(organisation.network).await
    }

    /// Notes that one organisation followed another.
    ///
    /// # Errors
    /// If the two are the same.
    pub async fn add_succession(
        &self,
        network: NetworkId,
        before: OrganisationId,
        after: OrganisationId,
        on: Day,
        what: &str,
    ) -> Result<(), AppError> {
        if before == after {
            return Err(AppError::field("after", "An organisation cannot follow itself."));
        }
        self.store
            .insert_succession(network, &Succession { before, after, on, what: what.to_owned() })
            .await?;
        self.note(network, "succession added", after.0).await
    }

    /// Successions of a partnership, by day.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn successions(&self, network: NetworkId) -> Result<Vec<Succession>, AppError> {
        Ok(self.store.successions(network).await?)
    }
}

fn named(organisation: Organisation) -> Named {
    Named {
        id: organisation.id,
        external_id: organisation.external_id,
        name: organisation.name,
        sector: organisation.sector,
        parent: organisation.parent,
    }
}

/// The organisations of a partnership by name.
#[derive(Debug, Clone)]
pub struct Names(pub Vec<Named>);

impl Names {
    /// The organisation with this id.
    pub fn get(&self, id: OrganisationId) -> Option<&Named> {
        self.0.iter().find(|o| o.id == id)
    }

    /// The organisation with this id in files.
    pub fn by_external(&self, external_id: &str) -> Option<&Named> {
        self.0.iter().find(|o| o.external_id == external_id)
    }

    /// The name of an organisation; "an organisation that has left" if it is not there.
    pub fn name(&self, id: OrganisationId) -> String {
        self.get(id).map_or_else(|| "an organisation that has left".to_owned(), |o| o.name.clone())
    }

    /// Sectors that occur, in the order of their ids.
    pub fn sectors(&self) -> Vec<Sector> {
        let mut sectors: Vec<Sector> = self.0.iter().map(|o| o.sector.clone()).collect();
        sectors.sort();
        sectors.dedup();
        sectors
    }
}
