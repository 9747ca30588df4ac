//! All measures of one network, made together.

use serde::Serialize;

use super::betweenness::{self, Betweenness};
use super::cores::Cores;
use super::coverage::{self, Coverage, Degrees, Density};
use super::distances::{Closeness, Distances, closeness};
use super::figure::{Absent, Figure};
use super::input::{GraphRefusal, MeasureOptions, Tie, clean};
use super::net::{Net, TieDefinition};
use super::pairs::Pairs;
use super::parts::Components;
use super::standing::Standing;
use super::symmetry::ValueSymmetry;
use super::triads::TriadCensus;
use super::triangles::Transitivity;

/// Measures of one network of rated directions. Where definitions differ between programs all are here, and the
/// docstrings say which one Troth shows and why. Every number is finite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measures {
    /// The organisations; every list with one entry per organisation is in this order.
    pub nodes: Vec<String>,
    /// What counted as a tie.
    pub tie: TieDefinition,
    /// Number of ties.
    pub ties: usize,
    /// How much is known.
    pub coverage: Coverage,
    /// Share of ties.
    pub density: Density,
    /// Ties and values from and to each organisation.
    pub degrees: Degrees,
    /// How unevenly ties are spread.
    pub degree_centralisation: DegreeCentralisation,
    /// All pairs, unknown directions as no tie (as igraph and sna do).
    pub pairs: Pairs,
    /// Pairs rated from both sides. Troth shows these: they equal `pairs` where everything is rated.
    pub pairs_rated: Pairs,
    /// How far both sides give the same value.
    pub value_symmetry: ValueSymmetry,
    /// Whether ties close to triangles.
    pub transitivity: Transitivity,
    /// Sets of three organisations by kind.
    pub triads: TriadCensus,
    /// What follows paths; withheld where too few directions are rated.
    pub paths: Figure<Box<Paths>>,
}

/// Freeman's centralisation of degrees: Σ (largest − each) / (n − 1)², 0 to 1, 1 where one organisation has all
/// ties one way (Freeman 1979). sna and igraph with `loops = FALSE` agree; igraph's default divides by n(n −
/// 1), as though organisations could have ties with themselves. None with fewer than 2 organisations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DegreeCentralisation {
    /// Of ties from organisations.
    pub outgoing: Figure<f64>,
    /// Of ties to organisations.
    pub incoming: Figure<f64>,
}

/// Measures that follow paths of ties. One missing direction can change every one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paths {
    /// On how many shortest paths each lies.
    pub betweenness: Betweenness,
    /// How near each is to the others.
    pub closeness: Closeness,
    /// Lengths of shortest paths.
    pub distances: Distances,
    /// Standing that is passed along ties.
    pub standing: Standing,
    /// How deep in the dense part each lies.
    pub cores: Cores,
    /// What hangs together.
    pub components: Components,
}

/// Makes all measures of one network.
///
/// `nodes` are the organisations in the order wanted; those that occur in `ties` only come after them, sorted.
/// Several ties of one direction count by their mean, ties of an organisation with itself are left out, both
/// are counted in [`Coverage`]. A direction without a `Tie` is unknown; the measures of [`Paths`] are withheld
/// if less than `options.least_coverage` of the directions are rated, and what leads on from one organisation
/// if it rated less than `options.least_own_coverage` of the others. O(n · ties) for the paths and O(n³ / 4)
/// bits of work for triads; memory n². The same input gives the same result to the bit with any number of
/// threads.
///
/// ```
/// use troth_dyads::graph::{MeasureOptions, Tie, measures};
/// // a and b choose each other, a chooses c, and nothing is unknown.
/// let rated = [("a", "b", 1), ("b", "a", 1), ("a", "c", 1), ("c", "a", 0), ("b", "c", 0), ("c", "b", 0)];
/// let ties = rated.map(|(from, to, value)| Tie { from, to, value: f64::from(value) });
/// let m = measures(&[], &ties, &MeasureOptions::default()).unwrap();
/// assert_eq!(m.density.of_rated.value(), Some(&0.5));
/// assert_eq!(m.pairs_rated.reciprocity.of_ties.value(), Some(&(2.0 / 3.0)));
/// assert_eq!(m.paths.value().unwrap().betweenness.directed[0].value(), Some(&1.0));
/// // With too few of the directions, paths are withheld.
/// let m = measures(&[], &ties[..4], &MeasureOptions::default()).unwrap();
/// assert!(m.paths.reason().unwrap().to_string().starts_with("Only 4 of 6 directions are rated."));
/// ```
///
/// # Errors
/// If a value or an option is not a usable number, or there are more than [`MOST_NODES`](super::MOST_NODES)
/// organisations.
pub fn measures(nodes: &[&str], ties: &[Tie], options: &MeasureOptions) -> Result<Measures, GraphRefusal> {
    let cleaned = clean(nodes, ties, options)?;
    let (about_self, repeated) = (cleaned.about_self, cleaned.repeated);
    let (nodes, net, tie) = Net::new(cleaned, options.rule);
    let coverage = Coverage::of(&net, about_self, repeated);
    let allowed = coverage.allows_paths(net.n, options.least_coverage);
    let unknown = coverage::unknown(&net, options.least_own_coverage);
    let degrees = Degrees::of(&net);
    let (paths, (triads, transitivity)) = rayon::join(
        || allowed.map(|()| Box::new(Paths::of(&net, &nodes, &unknown))),
        || (TriadCensus::of(&net), Transitivity::of(&net)),
    );
    Ok(Measures {
        tie,
        ties: net.ties,
        coverage,
        density: Density::of(&net),
        degree_centralisation: DegreeCentralisation {
            outgoing: centralisation(&degrees.outgoing).into(),
            incoming: centralisation(&degrees.incoming).into(),
        },
        degrees,
        pairs: Pairs::all(&net),
        pairs_rated: Pairs::rated(&net),
        value_symmetry: ValueSymmetry::of(&net),
        transitivity,
        triads,
        paths: paths.into(),
        nodes,
    })
}

impl Paths {
    /// For two organisations or more. Independent measures run side by side; each makes its sums in one thread.
    fn of(net: &Net, nodes: &[String], unknown: &[Option<Absent>]) -> Self {
        let (directed, (undirected, rest)) = rayon::join(
            || betweenness::directed(net),
            || {
                rayon::join(
                    || betweenness::undirected(net),
                    || {
                        let components = Components::of(net, nodes, unknown);
                        (
                            closeness(net, unknown),
                            Standing::of(net, unknown),
                            Cores::of(net, unknown),
                            components,
                        )
                    },
                )
            },
        );
        let ((closeness, distances), standing, cores, components) = rest;
        let betweenness = Betweenness::of(directed, undirected, unknown);
        Self { betweenness, closeness, distances, standing, cores, components }
    }
}

fn centralisation(degrees: &[usize]) -> Result<f64, Absent> {
    let n = degrees.len();
    if n < 2 {
        return Err(Absent::TooFewNodes { least: 2, nodes: n });
    }
    let most = degrees.iter().copied().max().unwrap_or_default();
    let spread: usize = degrees.iter().map(|degree| most - degree).sum();
    Ok(spread as f64 / ((n - 1) * (n - 1)) as f64)
}
