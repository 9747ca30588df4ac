//! The job that places organisations on the map. Places mean nothing and hold nothing about people.

use std::collections::BTreeSet;

use troth_lens::layout::{Place, place};
use troth_network::{NetworkId, OrganisationId, Pair, WaveState};

use super::release::input_hash;
use crate::app::App;
use crate::error::AppError;

const KIND: &str = "layout";

impl App {
    pub(crate) async fn work_out_layout(&self, network: NetworkId) -> Result<String, AppError> {
        let mut organisations = self.organisations(network).await?;
        // By the files' ids, so that the same file gives the same picture in every database.
        organisations.sort_by(|a, b| a.external_id.cmp(&b.external_id));
        let order: Vec<&str> = organisations.iter().map(|o| o.external_id.as_str()).collect();
        let ids: Vec<OrganisationId> = organisations.iter().map(|o| o.id).collect();
        let mut rated: BTreeSet<Pair> = BTreeSet::new();
        // Closed rounds only: a place must not tell who has already answered in one that is open.
        let waves = self.store.waves(network).await?;
        for wave in waves.into_iter().filter(|w| w.state == WaveState::Closed) {
            rated.extend(self.store.ratings(wave.id).await?.iter().map(|r| Pair::of(r.rater, r.target)));
        }
        let at = |id: OrganisationId| ids.iter().position(|o| *o == id);
        let mut pairs: Vec<(usize, usize)> = rated
            .iter()
            .filter_map(|p| Some((at(p.a())?, at(p.b())?)))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        pairs.sort_unstable();
        let hash = input_hash(&(&order, &pairs))?;
        if self.store.artefact(network, KIND).await?.is_some_and(|(old, _)| old == hash) {
            return Ok("unchanged".to_owned());
        }
        let pairs: Vec<Pair> = pairs.into_iter().map(|(a, b)| Pair::of(ids[a], ids[b])).collect();
        let places = place(&ids, &pairs);
        self.store.put_artefact(network, KIND, &hash, &serde_json::to_string(&places)?, self.now()).await?;
        Ok(format!("{} places", places.len()))
    }

    /// Where organisations are drawn; empty before the first layout.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(crate) async fn places(&self, network: NetworkId) -> Result<Vec<Place>, AppError> {
        match self.store.artefact(network, KIND).await? {
            None => Ok(Vec::new()),
            Some((_, body)) => Ok(serde_json::from_str(&body)?),
        }
    }
}
