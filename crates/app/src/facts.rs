//! Facts, thin: pathways, their steps, and who is responsible in each organisation's view.

use troth_gate::{FactsReading, Released};
use troth_network::{Network, OrganisationId, PathwayId, StepId};
use troth_record::{Declaration, Pathway, Responsible, Step};
use troth_store::StoredPathway;

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::jobs::Subject;

impl App {
    /// Declared facts as released.
    ///
    /// # Errors
    /// If something stored cannot be opened.
    pub async fn facts(&self, network: &Network) -> Result<Released<FactsReading>, AppError> {
        Ok(self.evidence(network.id, None).await?.map(|e| e.facts))
    }

    /// Pathways as they are stored: what their form needs.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn pathways(&self, network: &Network) -> Result<Vec<StoredPathway>, AppError> {
        Ok(self.store.pathways(network.id).await?)
    }

    /// Adds a pathway with the titles of its steps, in order.
    ///
    /// # Errors
    /// If the name or all steps are missing, or a pathway of this name is there.
    pub async fn add_pathway(
        &self,
        network: &Network,
        name: &str,
        titles: &[String],
    ) -> Result<String, AppError> {
        let titles: Vec<&str> = titles.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
        let slug = slug_of(name);
        let mut errors = Vec::new();
        if slug.is_empty() {
            errors.push(FieldError::new("name", "Give the pathway a name."));
        } else if self.pathways(network).await?.iter().any(|p| p.pathway.external_id == slug) {
            errors.push(FieldError::new("name", "A pathway of this name is there already."));
        }
        if titles.is_empty() {
            errors.push(FieldError::new("steps", "Write at least one step, each on a line of its own."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        crate::imports::refuse_patients("The steps", &titles.join("\n"))?;
        let pathway = Pathway {
            id: PathwayId(self.new_id()),
            network: network.id,
            external_id: slug.clone(),
            name: name.trim().to_owned(),
        };
        let steps: Vec<Step> = titles
            .iter()
            .zip(1_i64..)
            .map(|(title, order)| Step {
                id: StepId(self.new_id()),
                pathway: pathway.id,
                external_id: format!("s{order:02}"),
                title: (*title).to_owned(),
                order,
            })
            .collect();
        self.store.upsert_pathway(&pathway, &steps).await?;
        self.note(network.id, "pathway added", pathway.id.0).await?;
        self.refresh(network.id, Subject::Facts).await?;
        Ok(slug)
    }

    /// Saves what one organisation says of the steps of a pathway; `None` takes a declaration back.
    ///
    /// # Errors
    /// If a step is not part of the pathway, or the viewer does not speak for the organisation.
    pub async fn declare(
        &self,
        network: &Network,
        pathway: &str,
        by: OrganisationId,
        said: &[(StepId, Option<Responsible>)],
    ) -> Result<(), AppError> {
        self.speak_for(&[by])?;
        let stored = self.pathways(network).await?;
        let Some(stored) = stored.into_iter().find(|p| p.pathway.external_id == pathway) else {
            return Err(AppError::missing("This pathway"));
        };
        if said.iter().any(|(step, _)| stored.steps.iter().all(|s| s.id != *step)) {
            return Err(AppError::missing("One of the steps"));
        }
        let declarations: Vec<Declaration> = said
            .iter()
            .filter_map(|(step, responsible)| {
                Some(Declaration { step: *step, declared_by: by, responsible: (*responsible)? })
            })
            .collect();
        self.store.upsert_declarations(&declarations).await?;
        for (step, _) in said.iter().filter(|(_, responsible)| responsible.is_none()) {
            if stored.declarations.iter().any(|d| d.step == *step && d.declared_by == by) {
                self.store.delete_declaration(*step, by).await?;
            }
        }
        self.note(network.id, "declarations saved", by.0).await?;
        self.refresh(network.id, Subject::Facts).await
    }
}

/// "Going home" becomes `going-home`.
pub(crate) fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in name.trim().to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn names_become_short_names() {
        assert_eq!(slug_of(" Going home: today! "), "going-home-today");
        assert_eq!(slug_of("\u{2026}"), "");
    }
}
