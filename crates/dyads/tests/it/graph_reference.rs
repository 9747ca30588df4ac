//! Reproduces graph measures made in R with igraph 1.3.5 and sna 2.7, figure by figure.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use troth_dyads::graph::{Absent, Figure, MeasureOptions, Measures, Paths, Tie, measures};

/// Rows of one group, wave and variable of a table; a row without a value is unknown.
pub(crate) fn rows(path: &Path, group: &str, wave: &str, variable: &str) -> Vec<(String, String, f64)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let [g, w, f, t, k, v] = ["group", "wave", "rater", "target", "variable", "value"].map(at);
    reader
        .records()
        .map(Result::unwrap)
        .filter(|r| &r[g] == group && &r[w] == wave && &r[k] == variable)
        .filter_map(|r| Some((r[f].to_owned(), r[t].to_owned(), r[v].parse().ok()?)))
        .collect()
}

pub(crate) fn ties(rows: &[(String, String, f64)]) -> Vec<Tie<'_>> {
    rows.iter().map(|(from, to, value)| Tie { from, to, value: *value }).collect()
}

pub(crate) fn word(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}

/// R writes a vector of length one as the thing itself.
fn list(v: &Value) -> Vec<Value> {
    v.as_array().cloned().unwrap_or_else(|| vec![v.clone()])
}

/// How far apart the figures were, and where programs differ by convention.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) figures: usize,
    pub(crate) worst: BTreeMap<String, f64>,
    pub(crate) conventions: BTreeMap<String, usize>,
}

impl Tally {
    fn number(&mut self, name: &str, key: &str, ours: f64, theirs: f64) {
        self.figures += 1;
        let off = (ours - theirs).abs() / theirs.abs().max(1.0);
        let worst = self.worst.entry(key.to_owned()).or_default();
        *worst = worst.max(off);
        // The reference has 11 digits.
        assert!(off <= 1e-10, "{name} {key}: {ours} against {theirs}");
    }

    /// Ours against theirs; where ours is absent, theirs must be `convention` or null.
    fn figure(&mut self, name: &str, key: &str, ours: &Figure<f64>, theirs: &Value, convention: Option<f64>) {
        match (ours, theirs.as_f64()) {
            (Figure::Known { value }, Some(theirs)) => self.number(name, key, *value, theirs),
            (Figure::Absent { .. }, None) => self.figures += 1,
            (Figure::Absent { reason }, Some(theirs)) if Some(theirs) == convention => {
                self.convention(key, reason, theirs);
            }
            _ => panic!("{name} {key}: {ours:?} against {theirs}"),
        }
    }

    fn convention(&mut self, key: &str, reason: &Absent, theirs: f64) {
        self.figures += 1;
        *self.conventions.entry(format!("{key}: {theirs} where {reason}")).or_default() += 1;
    }

    fn numbers(&mut self, name: &str, key: &str, ours: &[f64], theirs: &Value) {
        let theirs = list(theirs);
        assert_eq!(ours.len(), theirs.len(), "{name} {key}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            self.number(name, key, *ours, theirs.as_f64().unwrap());
        }
    }

    fn counts(&mut self, name: &str, key: &str, ours: &[usize], theirs: &Value) {
        let theirs: Vec<_> = list(theirs).iter().map(|v| v.as_u64().unwrap() as usize).collect();
        assert_eq!(ours, theirs, "{name} {key}");
        self.figures += ours.len();
    }

    fn cores(&mut self, name: &str, key: &str, ours: &[Figure<usize>], theirs: &Value) {
        let ours: Vec<usize> = ours.iter().map(|core| *core.value().unwrap()).collect();
        self.counts(name, key, &ours, theirs);
    }

    fn figures(
        &mut self,
        name: &str,
        key: &str,
        ours: &[Figure<f64>],
        theirs: &Value,
        convention: Option<f64>,
    ) {
        let theirs = list(theirs);
        assert_eq!(ours.len(), theirs.len(), "{name} {key}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            self.figure(name, key, ours, theirs, convention);
        }
    }

    /// A standing for everybody; where ours is absent, theirs must be the same number `convention` for
    /// everybody.
    fn standing(&mut self, name: &str, key: &str, ours: &[Figure<f64>], theirs: &Value) {
        match ours.first() {
            None | Some(Figure::Known { .. }) => self.figures(name, key, ours, theirs, None),
            Some(Figure::Absent { reason }) => {
                assert!(ours.iter().all(|o| o.reason() == Some(reason)), "{name} {key}: one reason for all");
                let convention = match reason {
                    Absent::NoTie => 1.0,
                    Absent::NoCycle => 0.0,
                    // The two of one mutual pair are the only case: igraph gives both 1, and any other two
                    // numbers would solve the equations as well.
                    Absent::NotUnique
                        if ["hub", "authority"].contains(&key) && self.lone_pair(name, theirs) =>
                    {
                        self.convention(key, reason, 1.0);
                        return;
                    }
                    other => panic!("{name} {key}: {other} against {theirs}"),
                };
                for theirs in list(theirs) {
                    assert_eq!(theirs.as_f64(), Some(convention), "{name} {key}: {reason}");
                    self.convention(key, reason, convention);
                }
            }
        }
    }

    /// Whether the reference is 1 for two and 0 for all others.
    fn lone_pair(&mut self, name: &str, theirs: &Value) -> bool {
        let theirs: Vec<_> = list(theirs).iter().map(|v| v.as_f64().unwrap()).collect();
        let ones = theirs.iter().filter(|v| **v == 1.0).count();
        assert!(theirs.iter().all(|v| [0.0, 1.0].contains(v)), "{name}: {theirs:?}");
        self.figures += theirs.len() - 1;
        ones == 2
    }

    /// Every figure of one result. A key that is not known here fails.
    pub(crate) fn result(&mut self, name: &str, m: &Measures, reference: &Value) {
        let paths = m.paths.value().unwrap();
        for (key, theirs) in reference.as_object().unwrap() {
            match key.as_str() {
                "group" | "wave" | "variable" => {}
                "n" => self.counts(name, key, &[m.nodes.len()], theirs),
                "edges" => self.counts(name, key, &[m.ties], theirs),
                "threshold" => {
                    let above = word(theirs).strip_prefix("> ").unwrap().parse().unwrap();
                    self.number(name, key, m.tie.above, above);
                }
                "nodes" => {
                    assert_eq!(m.nodes, list(theirs).iter().map(word).collect::<Vec<_>>(), "{name}");
                    self.figures += 1;
                }
                "dyad_census"
                | "sna_grecip"
                | "centralization_igraph"
                | "centralization_sna"
                | "components_weak"
                | "components_strong"
                | "value_symmetry" => {
                    for (inner, theirs) in theirs.as_object().unwrap() {
                        self.inner(name, m, paths, &format!("{key}.{inner}"), theirs);
                    }
                }
                _ => self.plain(name, m, paths, key, theirs),
            }
        }
    }

    fn inner(&mut self, name: &str, m: &Measures, paths: &Paths, key: &str, theirs: &Value) {
        let (census, r) = (m.pairs.census, &m.pairs.reciprocity);
        let (weak, strong) = (&paths.components.weak, paths.components.strong.value().unwrap());
        match key {
            "dyad_census.mut" => self.number(name, key, census.mutual as f64, theirs.as_f64().unwrap()),
            "dyad_census.asym" => self.number(name, key, census.asymmetric as f64, theirs.as_f64().unwrap()),
            "dyad_census.null" => self.number(name, key, census.null as f64, theirs.as_f64().unwrap()),
            "sna_grecip.dyadic" => self.figure(name, key, &r.of_all_pairs, theirs, None),
            "sna_grecip.dyadic_nonnull" => self.figure(name, key, &r.of_joined_pairs, theirs, None),
            "sna_grecip.edgewise" => self.figure(name, key, &r.of_ties, theirs, None),
            "sna_grecip.edgewise_lrr" => self.figure(name, key, &r.log_ratio, theirs, None),
            "components_weak.n" => self.counts(name, key, &[weak.sizes.len()], theirs),
            "components_weak.sizes" => self.counts(name, key, &weak.sizes, theirs),
            "components_strong.n" => self.counts(name, key, &[strong.sizes.len()], theirs),
            "components_strong.sizes" => self.counts(name, key, &strong.sizes, theirs),
            "centralization_igraph.in_degree" | "centralization_sna.in_degree" => {
                self.figure(name, key, &m.degree_centralisation.incoming, theirs, None);
            }
            "centralization_igraph.out_degree" | "centralization_sna.out_degree" => {
                self.figure(name, key, &m.degree_centralisation.outgoing, theirs, None);
            }
            "centralization_igraph.betweenness" | "centralization_sna.betweenness" => {
                self.figure(name, key, &paths.betweenness.centralisation, theirs, None);
            }
            "centralization_sna.closeness" => {
                self.number(name, key, paths.closeness.centralisation, theirs.as_f64().unwrap());
            }
            "value_symmetry.pearson" => {
                self.figure(name, key, &m.value_symmetry.correlation_of_filled_halves, theirs, None);
            }
            "value_symmetry.qap_note" => {}
            _ => panic!("{name}: nothing is known of {key}"),
        }
    }

    fn plain(&mut self, name: &str, m: &Measures, paths: &Paths, key: &str, theirs: &Value) {
        let (d, t, c) = (&m.degrees, &m.transitivity, &paths.closeness);
        let (b, s, cores) = (&paths.betweenness, &paths.standing, &paths.cores);
        match key {
            "density" => self.figure(name, key, &m.density.of_possible, theirs, None),
            "out_degree" => self.counts(name, key, &d.outgoing, theirs),
            "in_degree" => self.counts(name, key, &d.incoming, theirs),
            "out_strength" => self.numbers(name, key, &d.outgoing_strength, theirs),
            "in_strength" => self.numbers(name, key, &d.incoming_strength, theirs),
            "reciprocity_edge" => self.figure(name, key, &m.pairs.reciprocity.of_ties, theirs, None),
            "reciprocity_dyadic_nonnull" => {
                self.figure(name, key, &m.pairs.reciprocity.of_joined_pairs, theirs, None);
            }
            "transitivity_global_undirected" => self.figure(name, key, &t.global, theirs, None),
            "transitivity_average_local_undirected" => self.figure(name, key, &t.average_local, theirs, None),
            "local_clustering_undirected" => self.figures(name, key, &t.local, theirs, Some(0.0)),
            "sna_gtrans_weak" => self.figure(name, key, &t.directed, theirs, Some(1.0)),
            "triad_census" => {
                self.counts(name, key, &m.triads.counts.map(|count| count as usize), theirs);
            }
            "betweenness_directed" => self.figures(name, key, &b.directed, theirs, None),
            "betweenness_directed_normalised" => self.figures(name, key, &b.directed_share, theirs, None),
            "closeness_out_raw" => self.figures(name, key, &c.reachable_outgoing, theirs, None),
            "closeness_in_raw" => self.figures(name, key, &c.reachable_incoming, theirs, None),
            "harmonic_out" => self.figures(name, key, &c.harmonic_outgoing, theirs, None),
            "harmonic_in" => self.numbers(name, key, &c.harmonic_incoming, theirs),
            "eigenvector_undirected_collapse" => self.standing(name, key, &s.eigenvector_undirected, theirs),
            "eigenvector_directed_in" => self.standing(name, key, &s.eigenvector_incoming, theirs),
            "pagerank_085" => self.numbers(name, key, &s.page_rank, theirs),
            "hub" => self.standing(name, key, &s.hubs, theirs),
            "authority" => self.standing(name, key, &s.authorities, theirs),
            "coreness_all" => self.cores(name, key, &cores.all, theirs),
            "coreness_in" => self.counts(name, key, &cores.incoming, theirs),
            "coreness_out" => self.cores(name, key, &cores.outgoing, theirs),
            "coreness_undirected" => self.cores(name, key, &cores.undirected, theirs),
            "articulation_points_undirected" => {
                let mut ids: Vec<_> = list(theirs).iter().map(word).collect();
                ids.sort();
                let mut ours = paths.components.cut_points.clone();
                ours.sort();
                assert_eq!(ours, ids, "{name} {key}");
                self.figures += 1;
            }
            "diameter_directed" => match &paths.distances.longest {
                Figure::Known { value } => self.counts(name, key, &[*value as usize], theirs),
                Figure::Absent { reason } => {
                    assert_eq!(theirs.as_f64(), Some(0.0), "{name} {key}");
                    self.convention(key, reason, 0.0);
                }
            },
            "mean_distance_directed" => self.figure(name, key, &paths.distances.mean, theirs, None),
            _ => panic!("{name}: nothing is known of {key}"),
        }
    }

    pub(crate) fn say(&self, set: &str) {
        let worst = self.worst.iter().max_by(|a, b| a.1.total_cmp(b.1)).unwrap();
        let mut lines =
            format!("{set}: {} figures, farthest off {:.1e} ({})\n", self.figures, worst.1, worst.0);
        for (convention, times) in &self.conventions {
            lines.push_str(&format!("    {times} × {convention}\n"));
        }
        // Straight to standard error, so that the test harness does not swallow it.
        std::io::stderr().write_all(lines.as_bytes()).unwrap();
    }
}

/// Nothing is withheld whatever the coverage, as the reference does.
pub(crate) fn everything() -> MeasureOptions {
    MeasureOptions { least_coverage: Some(0.0), least_own_coverage: 0.0, ..MeasureOptions::default() }
}

/// The results of one reference file against the table they were made from.
pub(crate) fn check(table: &Path, reference: &Value, tally: &mut Tally) {
    for result in reference["results"].as_array().unwrap() {
        let [group, wave, variable] = ["group", "wave", "variable"].map(|key| word(&result[key]));
        let name = format!("{} {group} {wave} {variable}", table.display());
        let nodes: Vec<String> = list(&result["nodes"]).iter().map(word).collect();
        let nodes: Vec<&str> = nodes.iter().map(String::as_str).collect();
        let rows = rows(table, &group, &wave, &variable);
        let m = measures(&nodes, &ties(&rows), &everything()).unwrap();
        tally.result(&name, &m, result);
    }
}

#[test]
fn every_graph_measure_of_every_set() {
    let Some(data) = std::env::var_os("TROTH_REFERENCE_DATA").map(PathBuf::from) else {
        let line = "every graph measure of every set: not run, because TROTH_REFERENCE_DATA does not name the reference data folder\n";
        std::io::stderr().write_all(line.as_bytes()).unwrap();
        return;
    };
    let mut sets: Vec<_> = std::fs::read_dir(data.join("dyads"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".net.json").map(str::to_owned))
        .collect();
    sets.sort();
    assert!(sets.len() >= 9);
    for set in sets {
        let mut tally = Tally::default();
        let file = std::fs::read(data.join("dyads").join(format!("{set}.net.json"))).unwrap();
        check(
            &data.join("dyads").join(format!("{set}.csv")),
            &serde_json::from_slice(&file).unwrap(),
            &mut tally,
        );
        tally.say(&set);
    }
}
