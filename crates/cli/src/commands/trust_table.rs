//! The result of `troth trust` for reading on a screen.

use std::fmt::Write as _;

use troth_app::trust::report::{ResultReport, Triple, TrustReport};

/// All results, one below the other.
pub(crate) fn table(report: &TrustReport) -> String {
    let mut text = String::new();
    for result in &report.results {
        // Writing to a String cannot fail, here and below.
        let _ = one(&mut text, result);
    }
    text
}

fn one(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    let wave = result.wave.as_ref().map(|w| format!(", wave {w}")).unwrap_or_default();
    writeln!(text, "{}{wave}", result.variable)?;
    writeln!(
        text,
        "  {} organisations, {} people, {} answers in {} directions, {} pairs from both sides",
        result.organisations, result.respondents, result.ratings, result.directions, result.pairs_both_sides
    )?;
    match (result.status, &result.reason) {
        ("fitted", _) => {}
        (status, reason) => {
            writeln!(text, "  {}: {}", status.replace('_', " "), reason.as_deref().unwrap_or(""))?;
        }
    }
    components(text, result)?;
    if result.status != "fitted" {
        directions(text, result)?;
    }
    organisations(text, result)?;
    pairs(text, result)?;
    if !result.unrated.is_empty() {
        writeln!(text, "  {} directions without a rating", result.unrated.len())?;
    }
    for warning in &result.warnings {
        writeln!(text, "  Note: {warning}")?;
    }
    writeln!(text)
}

fn components(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    for network in &result.networks {
        if let Some(mean) = network.mean {
            writeln!(text, "  {:<32} {}", format!("mean of {}", network.id), shown(mean))?;
        }
    }
    if let Some(v) = &result.variance {
        let parts = [
            ("variance of raters", Some(v.rater)),
            ("variance of targets", Some(v.target)),
            ("variance of relationships", Some(v.relationship)),
            ("variance of respondents", v.respondent),
            ("residual variance", v.residual),
        ];
        for (name, part) in parts {
            if let Some(part) = part {
                writeln!(text, "  {name:<32} {}", shown(part))?;
            }
        }
    }
    if let Some(r) = &result.reciprocity {
        for (name, part) in [("generalised reciprocity", r.generalised), ("dyadic reciprocity", r.dyadic)] {
            match part {
                Some(part) => writeln!(text, "  {name:<32} {}", shown(part))?,
                None => writeln!(text, "  {name:<32} not defined (a variance is 0)")?,
            }
        }
    }
    if let Some(deviance) = result.deviance {
        writeln!(text, "  {:<32} {deviance:.4}", "deviance (REML)")?;
    }
    Ok(())
}

fn organisations(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    if result.by_organisation.iter().all(|o| o.as_rater.is_none() && o.as_target.is_none()) {
        return Ok(());
    }
    writeln!(text, "  organisation (deviation from the mean)   as rater                    as target")?;
    let cell = |effect: Option<Triple>| effect.map_or_else(|| "\u{2013}".to_owned(), shown);
    for o in &result.by_organisation {
        let name = named(&o.network, &o.id, result);
        writeln!(text, "    {name:<38} {:<27} {}", cell(o.as_rater), cell(o.as_target))?;
    }
    Ok(())
}

/// The answers as they are, where nothing was fitted.
fn directions(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    if result.by_direction.is_empty() {
        return Ok(());
    }
    writeln!(text, "  direction                                mean of the answers       answers")?;
    for d in &result.by_direction {
        let name = named(&d.network, &format!("{} \u{2192} {}", d.from, d.to), result);
        writeln!(text, "    {name:<38} {:<25} {}", number(d.observed_mean), d.n)?;
    }
    Ok(())
}

fn pairs(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    if result.by_pair.is_empty() {
        return Ok(());
    }
    writeln!(
        text,
        "  pair                                     level                       gap (first minus second)"
    )?;
    for p in &result.by_pair {
        let name = named(&p.network, &format!("{} \u{2013} {}", p.a, p.b), result);
        writeln!(text, "    {name:<38} {:<27} {}", ranged(p.level), ranged(p.gap))?;
    }
    Ok(())
}

fn named(network: &str, id: &str, result: &ResultReport) -> String {
    if result.networks.len() > 1 { format!("{network}: {id}") } else { id.to_owned() }
}

/// A value of a pair never stands without a word on its range.
fn ranged(triple: Triple) -> String {
    let text = shown(triple);
    if triple.low.is_some() { text } else { format!("{text} (range not known)") }
}

fn shown(triple: Triple) -> String {
    match (triple.low, triple.high) {
        (Some(low), Some(high)) => {
            format!("{} ({} to {})", number(triple.estimate), number(low), number(high))
        }
        _ => number(triple.estimate),
    }
}

/// Three decimals, and no minus before a zero.
fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}
