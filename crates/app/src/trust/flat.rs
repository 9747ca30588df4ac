//! The result of `troth trust` as a flat table: one row per quantity.

use std::borrow::Cow;

use super::report::{Correlation, ResultReport, Triple, TrustReport};

/// The columns of the flat table.
pub const HEADER: [&str; 10] =
    ["network", "wave", "variable", "quantity", "from", "to", "estimate", "low", "high", "n"];

/// One quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct FlatRow {
    /// Network; empty for what is pooled over networks.
    pub network: String,
    /// Wave; empty if the file names none.
    pub wave: String,
    /// Variable.
    pub variable: String,
    /// What it is, such as `variance_rater`, `direction` or `gap`.
    pub quantity: Cow<'static, str>,
    /// Organisation the value starts from, if any.
    pub from: String,
    /// Organisation it goes to, if any.
    pub to: String,
    /// Estimate; none for a correlation that is not defined.
    pub estimate: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// What it rests on: answers, organisations that rated or were rated, rows, or directions.
    pub n: Option<usize>,
}

impl FlatRow {
    /// The row as text, in the order of [`HEADER`]; unknown is empty.
    pub fn cells(&self) -> [String; 10] {
        let number = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
        [
            self.network.clone(),
            self.wave.clone(),
            self.variable.clone(),
            self.quantity.to_string(),
            self.from.clone(),
            self.to.clone(),
            number(self.estimate),
            number(self.low),
            number(self.high),
            self.n.map(|n| n.to_string()).unwrap_or_default(),
        ]
    }
}

/// All quantities of a report, in a fixed order.
pub fn rows(report: &TrustReport) -> Vec<FlatRow> {
    let changes = report.changes.iter().flat_map(|change| {
        let wave = format!("{} to {}", change.from_wave, change.to_wave);
        of_result(&change.result).into_iter().map(move |row| FlatRow {
            wave: wave.clone(),
            quantity: format!("change_{}", row.quantity).into(),
            ..row
        })
    });
    report.results.iter().flat_map(of_result).chain(changes).collect()
}

fn of_result(result: &ResultReport) -> Vec<FlatRow> {
    let mut rows = Vec::new();
    let mut add_known =
        |network: &str, quantity: &'static str, (from, to): (&str, &str), known: Correlation, n| {
            rows.push(FlatRow {
                network: network.to_owned(),
                wave: result.wave.clone().unwrap_or_default(),
                variable: result.variable.clone(),
                quantity: quantity.into(),
                from: from.to_owned(),
                to: to.to_owned(),
                estimate: known.estimate,
                low: known.low,
                high: known.high,
                n,
            });
        };
    if let Some(r) = &result.reciprocity {
        add_known("", "reciprocity_generalised", ("", ""), r.generalised, None);
        add_known("", "reciprocity_dyadic", ("", ""), r.dyadic, None);
    }
    let mut add = |network: &str, quantity: &'static str, from: &str, to: &str, triple: Triple, n| {
        let Triple { estimate, low, high } = triple;
        add_known(network, quantity, (from, to), Correlation { estimate: Some(estimate), low, high }, n);
    };
    for network in &result.networks {
        if let Some(mean) = network.mean {
            add(&network.id, "mean", "", "", mean, None);
        }
    }
    if let Some(variance) = &result.variance {
        add("", "variance_rater", "", "", variance.rater, None);
        add("", "variance_target", "", "", variance.target, None);
        add("", "variance_relationship", "", "", variance.relationship, None);
        if let Some(respondent) = variance.respondent {
            add("", "variance_respondent", "", "", respondent, None);
        }
        if let Some(residual) = variance.residual {
            add("", "variance_residual", "", "", residual, None);
        }
    }
    if let Some(covariance) = &result.covariance {
        add("", "covariance_rater_target", "", "", covariance.rater_target, None);
        add("", "covariance_relationship", "", "", covariance.relationship, None);
    }
    if let Some(shift) = result.staff_shift {
        add("", "staff_shift", "", "", shift, None);
    }
    if let Some(items) = &result.items {
        let reliability = &items.reliability;
        if let Some(alpha) = reliability.alpha {
            add("", "alpha", "", "", alpha, Some(reliability.complete));
        }
        if let Some(omega) = reliability.omega {
            add("", "omega", "", "", omega, Some(reliability.complete));
        }
    }
    if let Some(agreement) = &result.rater_agreement {
        for (name, figure) in agreement.figures() {
            add("", name, "", "", figure, Some(agreement.directions));
        }
    }
    for o in &result.by_organisation {
        if let Some(effect) = o.as_rater {
            add(&o.network, "as_rater", &o.id, "", effect, Some(o.rated));
        }
        if let Some(effect) = o.as_target {
            add(&o.network, "as_target", "", &o.id, effect, Some(o.rated_by));
        }
    }
    for d in &result.by_direction {
        if let Some(estimate) = d.estimate {
            add(
                &d.network,
                "direction",
                &d.from,
                &d.to,
                Triple { estimate, low: d.low, high: d.high },
                Some(d.n),
            );
        }
        let observed = Triple { estimate: d.observed_mean, low: None, high: None };
        add(&d.network, "observed_mean", &d.from, &d.to, observed, Some(d.n));
    }
    for p in &result.by_pair {
        add(&p.network, "level", &p.a, &p.b, p.level, None);
        add(&p.network, "gap", &p.a, &p.b, p.gap, None);
    }
    rows
}
