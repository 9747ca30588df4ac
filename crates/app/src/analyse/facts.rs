//! The job that reads what organisations declare.

use std::collections::BTreeSet;

use troth_gate::{Audience, Basis, FactsReading, PathwayFacts};
use troth_network::{NetworkId, OrganisationId, Pair};
use troth_record::{Declaration, Step, roles, step_overview};

use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;

impl App {
    pub(crate) async fn work_out_facts(&self, network: NetworkId) -> Result<String, AppError> {
        let stored = self.store.pathways(network).await?;
        let names = self.names(network).await?;
        let mut reading = FactsReading::default();
        let (mut steps, mut declarations): (Vec<Step>, Vec<Declaration>) = (Vec::new(), Vec::new());
        for pathway in stored {
            let asked: BTreeSet<OrganisationId> =
                pathway.declarations.iter().map(|d| d.declared_by).collect();
            let asked: Vec<OrganisationId> = asked.into_iter().collect();
            let mut ordered = pathway.steps;
            ordered.sort_by(|a, b| (a.order, &a.external_id).cmp(&(b.order, &b.external_id)));
            let overview = ordered.iter().map(|s| step_overview(s, &pathway.declarations, &asked)).collect();
            steps.extend(ordered.iter().cloned());
            declarations.extend(pathway.declarations.iter().copied());
            reading.pathways.push(PathwayFacts {
                pathway: pathway.pathway,
                steps: ordered,
                overview,
                declarations: pathway.declarations,
            });
        }
        let label =
            Label { network, wave: None, kind: "facts", filter: String::new(), audience: Audience::Agreed };
        let hash = input_hash(&reading)?;
        if self.is_up_to_date(&label, &hash).await? {
            return Ok("unchanged".to_owned());
        }
        let family = |id: OrganisationId| names.get(id).map(|o| o.parent.unwrap_or(o.id));
        reading.roles = pairs_of(&declarations)
            .into_iter()
            .filter(|pair| family(pair.a()) != family(pair.b()))
            .map(|pair| roles::read(pair, &steps, &declarations))
            .filter(|roles| roles.shared > 0)
            .collect();
        let found = reading.roles.len();
        self.let_out(label, reading, Basis::Declared, hash).await?;
        Ok(format!("{found} relationships with shared steps"))
    }
}

fn pairs_of(declarations: &[Declaration]) -> BTreeSet<Pair> {
    let who: BTreeSet<OrganisationId> = declarations.iter().map(|d| d.declared_by).collect();
    who.iter().flat_map(|a| who.iter().filter(move |b| a < *b).map(move |b| Pair::of(*a, *b))).collect()
}
