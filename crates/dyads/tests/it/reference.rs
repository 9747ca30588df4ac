//! Reproduces reference results made in R with dense algebra (see samples/reference/README.md).

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use troth_dyads::{AnswerKind, Fit, Observation, Outcome, fit, moments};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/reference")
}

/// The folder with all reference data, or a line that says what was not run.
fn all_data(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TROTH_REFERENCE_DATA").map(PathBuf::from);
    if folder.is_none() {
        say(&format!(
            "{test}: not run, because TROTH_REFERENCE_DATA does not name the reference data folder"
        ));
    }
    folder
}

/// Straight to standard error, so that the test harness does not swallow it.
fn say(line: &str) {
    let mut out = std::io::stderr();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Rows of a table, by variable and wave; the answer is read from `column`.
fn table(path: &Path, column: &str) -> BTreeMap<(String, String), Vec<Observation>> {
    let mut out: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name);
    for record in reader.records() {
        let record = record.unwrap();
        let text = |name: &str| record[at(name).unwrap()].to_owned();
        let Ok(value) = record[at(column).unwrap()].parse() else { continue };
        let respondent = at("respondent").map(|k| record[k].to_owned());
        let kind = if respondent.is_some() { AnswerKind::Staff } else { AnswerKind::Representative };
        let (group, rater, target) = (text("group"), text("rater"), text("target"));
        let row = Observation { group, rater, target, respondent, kind, value };
        out.entry((text("variable"), text("wave"))).or_default().push(row);
    }
    out
}

fn number(v: &Value) -> f64 {
    v.as_f64().unwrap_or_else(|| panic!("not a number: {v}"))
}

fn word(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}

/// Largest differences over the cases of one set.
#[derive(Default)]
struct Worst {
    cases: usize,
    /// Our deviance less the reference's, largest and smallest.
    above: f64,
    below: f64,
    component: f64,
    effect: f64,
    boundary: usize,
    notes: Vec<String>,
}

impl Worst {
    fn new() -> Self {
        Self { above: f64::NEG_INFINITY, below: f64::INFINITY, ..Self::default() }
    }

    fn line(&self, set: &str) -> String {
        format!(
            "{set}: {} cases, deviance {:+.1e} to {:+.1e}, components {:.1e} of total, effects and errors {:.1e} of range, {} at a boundary{}",
            self.cases,
            self.below,
            self.above,
            self.component,
            self.effect,
            self.boundary,
            self.notes.iter().map(|n| format!("\n    {n}")).collect::<String>()
        )
    }

    fn case(&mut self, name: &str, rows: &[Observation], reference: &Value) {
        let fit = match fit(rows, &troth_dyads::FitOptions::default()) {
            Outcome::Fitted(fit) => fit,
            other => panic!("{name}: {:?}", other.reason()),
        };
        let difference = fit.deviance - number(&reference["deviance"]);
        assert!(difference <= 1e-6, "{name}: deviance is {difference} above the reference");
        self.cases += 1;
        self.above = self.above.max(difference);
        self.below = self.below.min(difference);
        let theirs = components(reference);
        let total = theirs["rater"] + theirs["target"] + theirs["relationship"];
        let at_edge = reference["boundary"] == true
            || theirs["dyadic"].abs() > 0.999
            || theirs["rater"].min(theirs["target"]) < 1e-5 * total
            || !fit.boundary.is_empty();
        let converged = difference > -1e-4;
        if at_edge || !converged {
            self.boundary += usize::from(at_edge);
            let edges: Vec<_> = fit.boundary.iter().map(|b| b.sentence.as_str()).collect();
            self.notes.push(format!("{name}: deviance {difference:+.1e}, {edges:?}"));
            return;
        }
        let ours = own_components(&fit);
        for (key, value) in &theirs {
            let relative = if key == "dyadic" { 0.0 } else { (ours[key] - value).abs() / total };
            self.component = self.component.max(relative);
            assert!(relative < 1e-4, "{name}: {key} {} against {value}", ours[key]);
        }
        self.effects(name, rows, &fit, reference);
    }

    fn effects(&mut self, name: &str, rows: &[Observation], fit: &Fit, reference: &Value) {
        let (low, high) = rows
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), o| (l.min(o.value), h.max(o.value)));
        let mut check = |what: &str, ours: f64, theirs: &Value| {
            let relative = (ours - number(theirs)).abs() / (high - low);
            self.effect = self.effect.max(relative);
            assert!(relative < 1e-3, "{name}: {what} {ours} against {theirs}");
        };
        let mean = &fit.means[0].mean;
        for (value, se) in [("fixed", "fixed_se"), ("mu", "mu_se")] {
            if reference.get(value).is_some_and(Value::is_number) && fit.means.len() == 1 {
                check("mean", mean.estimate, &reference[value]);
                check("its se", mean.se.unwrap(), &reference[se]);
            }
        }
        for side in ["actor", "partner"] {
            let Some(ids) = reference[side]["id"].as_array() else { continue };
            for (k, id) in ids.iter().enumerate() {
                let id = word(id);
                let id = id.split_once('|').map_or(id.as_str(), |(_, id)| id);
                let o = fit.by_organisation.iter().find(|o| o.id == id).unwrap();
                let Some(e) = (if side == "actor" { &o.as_rater } else { &o.as_target }) else { continue };
                check("effect", e.estimate, &reference[side]["effect"][k]);
                if let Some(se) = reference[side].get("se") {
                    check("its se", e.se.unwrap(), &se[k]);
                }
            }
        }
    }
}

/// The reference's components under our names; two layouts.
fn components(reference: &Value) -> BTreeMap<String, f64> {
    let e = reference.get("estimates").unwrap_or(reference);
    let mut out = BTreeMap::new();
    out.insert("rater".to_owned(), number(&e["actor_var"]));
    out.insert("target".to_owned(), number(&e["partner_var"]));
    out.insert("rater_target".to_owned(), number(&e["actor_partner_cov"]));
    out.insert("relationship".to_owned(), number(&e["relationship_var"]));
    let dyadic = number(&reference["dyadic_reciprocity"]);
    out.insert("relationship_cov".to_owned(), dyadic * out["relationship"]);
    out.insert("dyadic".to_owned(), dyadic);
    if let Some(u) = e.get("respondent_var") {
        out.insert("respondent".to_owned(), number(u));
        out.insert("residual".to_owned(), number(&e["residual_var"]));
    }
    out
}

fn own_components(fit: &Fit) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    let mut put = |name: &str, value: f64| out.insert(name.to_owned(), value);
    put("rater", fit.variance.rater.estimate);
    put("target", fit.variance.target.estimate);
    put("rater_target", fit.covariance.rater_target.estimate);
    put("relationship", fit.variance.relationship.estimate);
    put("relationship_cov", fit.covariance.relationship.estimate);
    put("dyadic", fit.reciprocity.dyadic.as_ref().map_or(f64::NAN, |e| e.estimate));
    put("respondent", fit.variance.respondent.as_ref().map_or(0.0, |e| e.estimate));
    put("residual", fit.variance.residual.as_ref().map_or(0.0, |e| e.estimate));
    out
}

/// A set of `dyads/` with its results per variable and wave.
fn dyads(folder: &Path, set: &str) {
    let rows = table(&folder.join(format!("{set}.csv")), "value");
    let mut worst = Worst::new();
    for result in json(&folder.join(format!("{set}.srm.json")))["results"].as_array().unwrap() {
        let (variable, wave) = (word(&result["variable"]), word(&result["wave"]));
        let name = format!("{set} {variable} {wave}");
        let rows = &rows[&(variable, wave)];
        let reference = if result["n_groups"] == 1 { "dense_reml" } else { "dense_reml_fixed_groups" };
        if name.contains("cowork") {
            let outcome = fit(rows, &troth_dyads::FitOptions::default());
            assert!(outcome.reason().unwrap().contains("symmetric relation"), "{name} must be refused");
            worst.notes.push(format!("{name}: refused"));
        } else {
            worst.case(&name, rows, &result[reference]);
        }
    }
    say(&worst.line(set));
}

/// Method of moments against the analysis of variance of TripleR, and against our REML wherever nothing is at an edge.
fn by_moments(name: &str, rows: &[Observation], theirs: &Value) -> bool {
    let Some(ours) = moments(rows) else { return false };
    let e = |key: &str| number(&theirs[key]);
    let total = e("actor_var").abs() + e("partner_var").abs() + e("relationship_var");
    let pairs = [
        (ours.rater, e("actor_var")),
        (ours.target, e("partner_var")),
        (ours.rater_target, e("actor_partner_cov")),
        (ours.relationship, e("relationship_var")),
        (ours.relationship_cov, e("relationship_cov")),
    ];
    for (ours, theirs) in pairs {
        assert!((ours - theirs).abs() < 1e-9 * total, "{name}: {ours} against {theirs}");
    }
    if let Some(fit) = fit(rows, &troth_dyads::FitOptions::default()).fitted()
        && fit.boundary.is_empty()
        && ours.rater.min(ours.target) > 0.0
        && ours.rater_target.powi(2) < ours.rater * ours.target
    {
        let reml =
            [fit.variance.rater.estimate, fit.variance.target.estimate, fit.variance.relationship.estimate];
        for (reml, moment) in reml.iter().zip([ours.rater, ours.target, ours.relationship]) {
            assert!((reml - moment).abs() < 1e-5 * total, "{name}: REML {reml}, moments {moment}");
        }
    }
    true
}

fn simulated(folder: &Path, only: &str) {
    for entry in json(&folder.join("srm.reference.json")).as_array().unwrap() {
        let set = word(&entry["set"]);
        if !set.contains(only) {
            continue;
        }
        let mut worst = Worst::new();
        for rows in table(&folder.join(format!("{set}.csv")), "value").values() {
            worst.case(&set, rows, &entry["reml"]);
        }
        say(&worst.line(&set));
    }
}

fn respondents(folder: &Path, set: &str) {
    let mut worst = Worst::new();
    for entry in json(&folder.join("orgs.srm_resp.json")).as_array().unwrap() {
        if entry["set"] != set {
            continue;
        }
        let (variable, response) = (word(&entry["variable"]), word(&entry["response"]));
        let rows = &table(&folder.join(format!("{set}.csv")), &response)[&(variable.clone(), "1".to_owned())];
        worst.case(&format!("{set} {variable} {response}"), rows, entry);
    }
    assert!(worst.cases > 0);
    say(&worst.line(set));
}

#[test]
fn bureaucracies_of_one_city() {
    dyads(&samples(), "knoke_bureaucracies");
}

#[test]
fn many_groups_of_four_with_means_of_their_own() {
    dyads(&samples(), "roundrobinr_sample");
}

#[test]
fn simulated_round_robins_of_20_and_100() {
    simulated(&samples(), "n20");
    simulated(&samples(), "n100");
}

#[test]
fn simulated_respondents_of_8_and_20_organisations() {
    respondents(&samples(), "orgs_n8");
    respondents(&samples(), "orgs_n20");
}

#[test]
fn simulated_round_robins_of_300() {
    let Some(data) = all_data("simulated round robins of 300") else { return };
    simulated(&data.join("sim"), "n300");
}

#[test]
fn every_two_sided_set() {
    let Some(data) = all_data("every two-sided set") else { return };
    let mut sets: Vec<_> = std::fs::read_dir(data.join("dyads"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".srm.json").map(str::to_owned))
        .collect();
    sets.sort();
    assert!(sets.len() >= 9);
    for set in sets {
        dyads(&data.join("dyads"), &set);
    }
}

#[test]
fn moments_of_complete_single_groups() {
    let Some(data) = all_data("moments of complete single groups") else { return };
    let mut compared = 0;
    for entry in std::fs::read_dir(data.join("dyads")).unwrap() {
        let name = entry.unwrap().file_name().to_str().unwrap().to_owned();
        let Some(set) = name.strip_suffix(".srm.json") else { continue };
        let rows = table(&data.join("dyads").join(format!("{set}.csv")), "value");
        for result in json(&data.join("dyads").join(&name))["results"].as_array().unwrap() {
            let theirs = &result["tripler_anova"];
            if result["n_groups"] != 1 || theirs["na_imputed"] != false {
                continue;
            }
            let (variable, wave) = (word(&result["variable"]), word(&result["wave"]));
            let name = format!("{set} {variable} {wave}");
            compared += usize::from(by_moments(&name, &rows[&(variable, wave)], &theirs["estimates"]));
        }
    }
    say(&format!("moments: {compared} complete single groups"));
    assert!(compared >= 15, "{compared}");
}
