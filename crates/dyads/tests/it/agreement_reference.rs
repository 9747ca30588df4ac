//! Reproduces figures of R packages (multilevel, psych, irr, nlme, factanal) on published data sets that may not be
//! passed on: they are read from the folder that TROTH_REFERENCE_DATA names.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use troth_dyads::agreement::{
    GroupSize, Missing, NullShape, RatingScale, Rwg, Table, awg, cronbach_alpha, kendall_w, omega_total,
    one_way, one_way_reml, rwg, rwg_j, two_way,
};
use troth_dyads::{Estimate, Uncertainty};

/// Figures are printed with 13 significant digits.
const PRINTED: f64 = 1e-12;

/// The folder with the agreement data, or a line that says what was not run.
fn folder(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TROTH_REFERENCE_DATA").map(|f| PathBuf::from(f).join("agreement"));
    if folder.is_none() {
        say(&format!(
            "{test}: not run, because TROTH_REFERENCE_DATA does not name the reference data folder"
        ));
    }
    folder
}

/// Straight to standard error, so that the test harness does not swallow it.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn reference(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("agreement.json")).unwrap()).unwrap()
}

/// Rows of a file: the text of the first column and all cells as numbers.
fn rows(file: &Path) -> Vec<(String, Vec<Option<f64>>)> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            (r[0].to_owned(), r.iter().map(|c| c.parse().ok()).collect())
        })
        .collect()
}

/// One column of a file, by group in the first column, groups in numeric order.
fn by_group(file: &Path, column: usize) -> Vec<Vec<f64>> {
    let mut groups: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (group, cells) in rows(file) {
        groups.entry(group.parse().unwrap()).or_default().push(cells[column].unwrap());
    }
    groups.into_values().collect()
}

/// The largest relative difference so far.
#[derive(Default)]
struct Worst {
    figures: usize,
    relative: f64,
}

impl Worst {
    fn near(&mut self, what: &str, ours: f64, theirs: &Value, tolerance: f64) {
        let theirs = theirs.as_f64().unwrap_or_else(|| panic!("{what}: not a number: {theirs}"));
        let relative = (ours - theirs).abs() / theirs.abs().max(1e-300);
        let relative = if ours == theirs { 0.0 } else { relative };
        assert!(relative <= tolerance, "{what}: {ours} against {theirs}, relative {relative:e}");
        self.figures += 1;
        self.relative = self.relative.max(relative);
    }

    fn all(&mut self, what: &str, ours: &[f64], theirs: &Value) {
        let theirs = theirs.as_array().unwrap();
        assert_eq!(ours.len(), theirs.len(), "{what}");
        for (o, t) in ours.iter().zip(theirs) {
            self.near(what, *o, t, PRINTED);
        }
    }

    fn ends(&mut self, what: &str, ours: &Estimate, low: &Value, high: &Value) {
        let Uncertainty::Interval { low: l, high: h } = ours.uncertainty else {
            panic!("{what}: no interval")
        };
        self.near(what, l, low, PRINTED);
        self.near(what, h, high, PRINTED);
    }

    fn done(&self, set: &str) {
        say(&format!("{set}: {} figures, largest relative difference {:.1e}", self.figures, self.relative));
    }
}

fn values(found: &Rwg) -> Vec<f64> {
    found.by_group.iter().map(|g| g.unwrap().rwg).collect()
}

#[test]
fn within_30_companies() {
    let Some(folder) = folder("within 30 companies") else { return };
    let (all, file) = (reference(&folder), folder.join("bh1996_30groups.csv"));
    let (five, mut worst) = (RatingScale::one_to(5).unwrap(), Worst::default());
    for (column, name) in [(1, "COHES"), (2, "LEAD"), (3, "HRS")] {
        let (theirs, groups) = (&all["bh1996_30groups"][name], by_group(&file, column));
        let found = one_way(&groups, GroupSize::Mean).unwrap();
        worst.near("ICC(1)", found.icc1.estimate, &theirs["ICC1"], PRINTED);
        worst.near("ICC(2)", found.icc2.unwrap().estimate, &theirs["ICC2"], PRINTED);
        worst.near("F", found.f.unwrap(), &theirs["F"], PRINTED);
        // Rounding of F in the analysis of variance there is multiplied by 140 in p so small.
        worst.near("p", found.p.unwrap(), &theirs["p"], 1e-11);
        // The same by 60-digit arithmetic from the file.
        let exact =
            [6.288_948_712_257_643e-6, 1.110_237_232_832_347e-47, 1.485_421_526_869_683e-62][column - 1];
        assert!((found.p.unwrap() / exact - 1.0).abs() < 1e-12, "{name} {:e}", found.p.unwrap());
        if name != "HRS" {
            let found = rwg(&groups, &five, NullShape::Uniform).unwrap();
            worst.all("rwg", &values(&found), &theirs["rwg"]["rwg"]);
            worst.near("mean rwg", found.mean.estimate, &theirs["rwg"]["mean"], PRINTED);
            let n: Vec<f64> = found.by_group.iter().map(|g| g.unwrap().people as f64).collect();
            worst.all("n", &n, &theirs["rwg"]["n"]);
        }
    }
    let groups = by_group(&file, 1);
    let found = awg(&groups, &five).unwrap();
    let ours: Vec<f64> = found.by_group.iter().map(|g| g.unwrap().awg.unwrap()).collect();
    worst.all("awg", &ours, &all["bh1996_30groups"]["awg_COHES"]["awg"]);
    worst.done("bh1996, 30 groups");
}

/// −2 REML log-likelihood of a one-way model with these variances, from the textbook formula (Searle, Casella &
/// McCulloch 1992, sec. 6.6), without ln N.
fn deviance(groups: &[Vec<f64>], between: f64, within: f64) -> f64 {
    let total: usize = groups.iter().map(Vec::len).sum();
    let each: Vec<(f64, f64)> =
        groups.iter().map(|g| (g.len() as f64, g.iter().sum::<f64>() / g.len() as f64)).collect();
    let precision = |n: f64| n / (within + n * between);
    let sum: f64 = each.iter().map(|(n, _)| precision(*n)).sum();
    let mean = each.iter().map(|(n, m)| precision(*n) * m).sum::<f64>() / sum;
    let inside: f64 =
        groups.iter().zip(&each).flat_map(|(g, (_, m))| g.iter().map(move |y| (y - m) * (y - m))).sum();
    let squares =
        inside / within + each.iter().map(|(n, m)| precision(*n) * (m - mean) * (m - mean)).sum::<f64>();
    let logs: f64 = each.iter().map(|(n, _)| (n - 1.0) * within.ln() + (within + n * between).ln()).sum();
    (total - 1) as f64 * std::f64::consts::TAU.ln() + logs + sum.ln() + squares
}

/// nlme 3.1 stops before the maximum, prints variances with 7 digits, and the reference worked on from the printed
/// ones. So: our deviance is what it should be and lower than at theirs, our variances agree to what they are good
/// for, and from their variances the other figures follow to all digits.
#[test]
fn restricted_maximum_likelihood() {
    let Some(folder) = folder("restricted maximum likelihood") else { return };
    let theirs = &reference(&folder)["bh1996_30groups"]["icc_lme_COHES"];
    let groups = by_group(&folder.join("bh1996_30groups.csv"), 1);
    let found = one_way_reml(&groups).unwrap();
    let (between, within) = (theirs["tau00"].as_f64().unwrap(), theirs["sigma2"].as_f64().unwrap());
    let ours = deviance(&groups, found.between.estimate, found.within.estimate);
    assert!((ours - found.deviance).abs() < 1e-9);
    let above = deviance(&groups, between, within) - ours;
    assert!(above > 1e-9, "the reference is no better: {above:e}");
    let mut unrounded = Worst::default();
    unrounded.near("between", found.between.estimate, &theirs["tau00"], 3e-5);
    unrounded.near("within", found.within.estimate, &theirs["sigma2"], 2e-7);
    unrounded.near("ICC(1)", found.icc1.estimate, &theirs["ICC1"], 3e-5);
    unrounded.near("mean reliability", found.mean_reliability.estimate, &theirs["gmean_rel_mean"], 3e-5);
    unrounded.done(&format!("bh1996, REML, deviance {above:.1e} below that of nlme"));
    let icc = between / (between + within);
    let mean = |icc: f64| {
        groups.iter().map(|g| g.len() as f64).map(|n| n * icc / (1.0 + (n - 1.0) * icc)).sum::<f64>()
            / groups.len() as f64
    };
    let mut worst = Worst::default();
    worst.near("ICC(1)", icc, &theirs["ICC1"], PRINTED);
    // This one was made of the variances before they were printed.
    worst.near("mean reliability", mean(icc), &theirs["gmean_rel_mean"], 1e-9);
    worst.done("bh1996, REML from the variances that nlme printed");
}

/// The reference took the mean of the eleven items, which stands in the file too, for a twelfth item.
#[test]
fn eleven_items_and_their_mean_in_49_companies() {
    let Some(folder) = folder("eleven items and their mean") else { return };
    let theirs = &reference(&folder)["lq2002_lead"];
    let mut groups: BTreeMap<u32, Vec<Vec<Option<f64>>>> = BTreeMap::new();
    let mut everybody = Vec::new();
    for (group, cells) in rows(&folder.join("lq2002_lead.csv")) {
        everybody.push(cells[1..].to_vec());
        groups.entry(group.parse().unwrap()).or_default().push(cells[1..].to_vec());
    }
    let tables: Vec<Table> = groups.values().map(|rows| Table::from_rows(rows).unwrap()).collect();
    let (five, mut worst) = (RatingScale::one_to(5).unwrap(), Worst::default());
    for (shape, name) in [(NullShape::Uniform, "rwgj_uniform"), (NullShape::SlightSkew, "rwgj_slight_skew")] {
        let found = rwg_j(&tables, &five, shape).unwrap();
        worst.all(name, &values(&found), &theirs[name]["rwgj"]);
        worst.near(name, found.mean.estimate, &theirs[name]["mean"], PRINTED);
    }
    let means: Vec<Vec<f64>> = tables
        .iter()
        .map(|t| t.complete().map(|p| p.iter().sum::<f64>() / p.len() as f64).collect())
        .collect();
    let found = one_way(&means, GroupSize::Mean).unwrap();
    worst.near("ICC(1)", found.icc1.estimate, &theirs["icc"]["ICC1"], PRINTED);
    worst.near("ICC(2)", found.icc2.unwrap().estimate, &theirs["icc"]["ICC2"], PRINTED);
    let alpha = cronbach_alpha(&Table::from_rows(&everybody).unwrap(), Missing::Pairwise).unwrap();
    let theirs = &theirs["cronbach_alpha_all_items"];
    worst.near("alpha", alpha.raw.estimate, &theirs["raw"], PRINTED);
    worst.near("standardised", alpha.standardised.unwrap().estimate, &theirs["std"], PRINTED);
    worst.near("standard error", alpha.raw.se.unwrap(), &theirs["ase"], PRINTED);
    worst.done("lq2002, 49 groups");
}

#[test]
fn five_items_with_gaps() {
    let Some(folder) = folder("five items with gaps") else { return };
    let theirs = &reference(&folder)["bfi_agree_300"];
    let rows: Vec<_> = rows(&folder.join("bfi_agree_300.csv")).into_iter().map(|(_, r)| r).collect();
    let table = Table::from_rows(&rows).unwrap();
    let (alpha, complete) = (
        cronbach_alpha(&table, Missing::Pairwise).unwrap(),
        cronbach_alpha(&table, Missing::Complete).unwrap(),
    );
    let mut worst = Worst::default();
    worst.near("alpha", alpha.raw.estimate, &theirs["alpha_raw_pairwise"], PRINTED);
    worst.near("complete", complete.raw.estimate, &theirs["alpha_complete_cases"], PRINTED);
    worst.near("standardised", alpha.standardised.as_ref().unwrap().estimate, &theirs["alpha_std"], PRINTED);
    worst.near("standard error", alpha.raw.se.unwrap(), &theirs["ase"], PRINTED);
    worst.ends("Feldt", &alpha.raw, &theirs["feldt_ci"][0], &theirs["feldt_ci"][1]);
    for (i, item) in alpha.by_item.iter().enumerate() {
        let name = format!("A{}", i + 1);
        worst.near(&name, item.r_drop.as_ref().unwrap().estimate, &theirs["r_drop"][&name], PRINTED);
        let dropped = item.alpha_if_dropped.as_ref().unwrap().estimate;
        worst.near(&name, dropped, &theirs["alpha_if_dropped"][&name], PRINTED);
    }
    worst.done("bfi, 300 people, alpha");
    let omega = omega_total(&table).unwrap();
    let mut worst = Worst::default();
    // factanal stops when its deviance changes by less than 1e-9 or so; 200 000 steps of the EM algorithm (Rubin &
    // Thayer 1982), made apart from this program, lead where ours ends.
    worst.near("omega", omega.omega.estimate, &theirs["omega_total_1factor_ML_std"], 1e-6);
    worst.done("bfi, 300 people, omega (factanal stops early)");
    assert!((omega.omega.estimate - 0.747_478_018_098_46).abs() < 1e-12);
    assert_eq!((omega.people, omega.left_out), (293, 7));
}

#[test]
fn three_raters_of_20_subjects() {
    let Some(folder) = folder("three raters of 20 subjects") else { return };
    let all = reference(&folder);
    let rows: Vec<_> = rows(&folder.join("irr_anxiety.csv")).into_iter().map(|(_, r)| r).collect();
    let table = Table::from_rows(&rows).unwrap();
    let mut worst = Worst::default();
    let w = kendall_w(&table).unwrap();
    for (ours, name) in
        [(&w.uncorrected, "uncorrected"), (w.tie_corrected.as_ref().unwrap(), "tie_corrected")]
    {
        let theirs = &all["kendall_w"]["anxiety"][name];
        worst.near("W", ours.w.estimate, &theirs["W"], PRINTED);
        worst.near("chi squared", ours.chi_squared, &theirs["chisq"], PRINTED);
        worst.near("p", ours.p.unwrap(), &theirs["p"], PRINTED);
    }
    assert_eq!((w.subjects, w.raters), (20, 3));
    let (found, theirs) = (two_way(&table).unwrap(), &all["icc_anxiety"]);
    let single = |e: &Option<Estimate>| e.as_ref().unwrap().estimate;
    worst.near("one-way", single(&found.one_way_single), &theirs["oneway_single"], PRINTED);
    worst.near("ICC(A,1)", single(&found.agreement_single), &theirs["twoway_agreement_single"], PRINTED);
    worst.near("ICC(C,1)", single(&found.consistency_single), &theirs["twoway_consistency_single"], PRINTED);
    worst.near("ICC(A,k)", single(&found.agreement_average), &theirs["twoway_agreement_average"], PRINTED);
    for (name, ours) in [
        ("ICC1", &found.one_way_single),
        ("ICC1k", &found.one_way_average),
        ("ICC2", &found.agreement_single),
        ("ICC2k", &found.agreement_average),
        ("ICC3", &found.consistency_single),
        ("ICC3k", &found.consistency_average),
    ] {
        let (ours, theirs) = (ours.as_ref().unwrap(), &theirs["shrout_fleiss"][name]);
        worst.near(name, ours.estimate, &theirs["icc"], PRINTED);
        worst.ends(name, ours, &theirs["lower"], &theirs["upper"]);
    }
    let lists: Vec<Vec<f64>> = table.complete().collect();
    let one = one_way(&lists, GroupSize::Mean).unwrap();
    let theirs = &theirs["shrout_fleiss"];
    worst.ends("one-way by groups", &one.icc1, &theirs["ICC1"]["lower"], &theirs["ICC1"]["upper"]);
    worst.ends("its mean", &one.icc2.unwrap(), &theirs["ICC1k"]["lower"], &theirs["ICC1k"]["upper"]);
    worst.done("anxiety");
}
