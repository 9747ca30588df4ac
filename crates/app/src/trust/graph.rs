//! Who rated whom as a graph, for the report (docs/methods/graph-measures.md).

use serde::Serialize;
use troth_dyads::Raw;
use troth_dyads::graph::{GroupMeasures, MeasureOptions, Measures, of_ratings};

/// Measures of the graph of rated directions.
#[derive(Debug, Serialize)]
pub struct GraphReport {
    /// Rated directions over possible ones, all networks together.
    pub density: Option<f64>,
    /// Share of rated directions that are returned, all networks together.
    pub reciprocity: Option<f64>,
    /// Of all i → j → k the share with i → k as well, along ties, if there is one network; null if it has none such.
    pub transitivity: Option<f64>,
    /// All measures, network by network: networks have no paths between them.
    pub by_network: Vec<NetworkGraph>,
}

/// The measures of one network.
#[derive(Debug, Serialize)]
pub struct NetworkGraph {
    /// The network.
    pub network: String,
    /// Its measures; each is a value or the reason why there is none. Lists are in the order of `nodes`.
    #[serde(flatten)]
    pub measures: Measures,
}

impl GraphReport {
    /// The measures of `raw`; if there are none the reason goes to `warnings`.
    pub(super) fn of(raw: &Raw, warnings: &mut Vec<String>) -> Self {
        let groups = of_ratings(raw, &MeasureOptions::default()).unwrap_or_else(|refusal| {
            warnings.push(format!("No measures of the graph of networks were made. {refusal}"));
            Vec::new()
        });
        let transitivity = match groups.as_slice() {
            [only] => only.measures.transitivity.directed.value().copied(),
            _ => None,
        };
        Self {
            density: raw.graph.density,
            reciprocity: raw.graph.reciprocity,
            transitivity,
            by_network: groups
                .into_iter()
                .map(|GroupMeasures { group, measures }| NetworkGraph { network: group, measures })
                .collect(),
        }
    }
}
