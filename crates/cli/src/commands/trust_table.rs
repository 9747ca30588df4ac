//! The result of `troth trust` for reading on a screen.

use std::fmt::Write as _;

use troth_app::intake::words::count;
use troth_app::trust::Uncertainty;
use troth_app::trust::report::{AssociationReport, ChangeReport, ResultReport, Triple, TrustReport};

/// All results, one below the other.
pub(crate) fn table(report: &TrustReport) -> String {
    let mut text = String::new();
    for result in &report.results {
        // Writing to a String cannot fail, here and below.
        let wave = result.wave.as_ref().map(|w| format!(", wave {w}")).unwrap_or_default();
        let _ = one(&mut text, &format!("{}{wave}", result.variable), result);
    }
    for change in &report.changes {
        let _ = one(&mut text, &changed(change), &change.result);
    }
    for association in &report.associations {
        let _ = associated(&mut text, association);
    }
    text
}

fn associated(text: &mut String, of: &AssociationReport) -> std::fmt::Result {
    let wave = of.wave.as_ref().map(|w| format!(", wave {w}")).unwrap_or_default();
    writeln!(text, "What goes with {}{wave} (association, never cause)", of.outcome)?;
    if let Some(reason) = &of.reason {
        writeln!(text, "  refused: {reason}")?;
    }
    if let Some(found) = &of.regression {
        let directions = count(found.directions, "direction", "directions");
        let drawn = found.permuted.seed.map(|seed| format!(", seed {seed}")).unwrap_or_default();
        writeln!(
            text,
            "  {directions}, {}% of the variation, p by {}{drawn}",
            (100.0 * found.r_squared).round(),
            count_of(found.permuted.permutations)
        )?;
        for c in &found.coefficients {
            let (low, high) = match c.interval() {
                Uncertainty::Interval { low, high } => (Some(*low), Some(*high)),
                Uncertainty::NotQuantified { .. } => (None, None),
            };
            let model = c.model_estimate().map(|estimate| shown(Triple { estimate, low, high }));
            let model = model.unwrap_or_else(|| "no interval".to_owned());
            let p = if c.p.cautious > c.p.value {
                format!("p {:.3}, cautious p {:.3}", c.p.value, c.p.cautious)
            } else {
                format!("p {:.3}", c.p.value)
            };
            writeln!(text, "  {:<32} {model}, {p}", c.name)?;
            writeln!(text, "    {}", c.sentence())?;
        }
        for warning in &found.warnings {
            writeln!(text, "  Note: {warning}")?;
        }
    }
    writeln!(text)
}

fn count_of(permutations: u64) -> String {
    format!("{permutations} {}", if permutations == 1 { "permutation" } else { "permutations" })
}

/// Heading of a change, with what was left out.
fn changed(change: &ChangeReport) -> String {
    let (from, to) = (&change.from_wave, &change.to_wave);
    let mut heading = format!(
        "{}, change from wave {from} to wave {to}, in the same people's answers (later less earlier)",
        change.result.variable
    );
    for (left_out, wave) in [(change.only_earlier, from), (change.only_later, to)] {
        if left_out > 0 {
            let answers = count(left_out, "answer", "answers");
            // Writing to a String cannot fail.
            let _ = write!(heading, "\n  {answers} of wave {wave} alone left out");
        }
    }
    heading
}

fn one(text: &mut String, heading: &str, result: &ResultReport) -> std::fmt::Result {
    let answers = if result.items.is_some() { "scores" } else { "answers" };
    writeln!(text, "{heading}")?;
    writeln!(
        text,
        "  {}, {}, {} in {}, {} from both sides",
        count(result.organisations, "organisation", "organisations"),
        count(result.respondents, "person", "people"),
        count(result.ratings, if result.items.is_some() { "score" } else { "answer" }, answers),
        count(result.directions, "direction", "directions"),
        count(result.pairs_both_sides, "pair", "pairs")
    )?;
    items(text, result)?;
    match (result.status, &result.reason) {
        ("fitted", _) => {}
        (status, reason) => {
            writeln!(text, "  {}: {}", status.replace('_', " "), reason.as_deref().unwrap_or(""))?;
        }
    }
    components(text, result)?;
    agreement(text, result)?;
    organisations(text, result)?;
    directions(text, result)?;
    pairs(text, result)?;
    if !result.unrated.is_empty() {
        writeln!(text, "  {} without a rating", count(result.unrated.len(), "direction", "directions"))?;
    }
    for warning in &result.warnings {
        writeln!(text, "  Note: {warning}")?;
    }
    writeln!(text)
}

fn items(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    let Some(items) = &result.items else { return Ok(()) };
    write!(
        text,
        "  {} made of {} to {}",
        count(items.scores, "score", "scores"),
        count(items.answers - items.answers_left_out, "answer", "answers"),
        count(items.items, "item", "items")
    )?;
    if items.answers_left_out > 0 {
        let left = count(items.answers_left_out, "answer", "answers");
        write!(text, "; {left} left out, for too few items were answered")?;
    }
    writeln!(text)?;
    for (name, part) in [("alpha", items.reliability.alpha), ("omega", items.reliability.omega)] {
        if let Some(part) = part {
            writeln!(text, "  {name:<32} {}", shown(part))?;
        }
    }
    for note in &items.reliability.notes {
        writeln!(text, "  Note: {note}")?;
    }
    Ok(())
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
            match part.estimate {
                Some(estimate) => {
                    let known = Triple { estimate, low: part.low, high: part.high };
                    writeln!(text, "  {name:<32} {}", shown(known))?;
                }
                None => writeln!(text, "  {name:<32} not defined (a variance is 0)")?,
            }
        }
    }
    if let Some(shift) = result.staff_shift {
        writeln!(text, "  {:<32} {}", "staff above representatives", shown(shift))?;
    }
    if let Some(deviance) = result.deviance {
        writeln!(text, "  {:<32} {deviance:.4}", "deviance (REML)")?;
    }
    if let Some(method) = &result.interval_method {
        writeln!(text, "  {:<32} {}", "ranges (95%)", ranges(method, result))?;
    }
    Ok(())
}

fn agreement(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    let Some(found) = &result.rater_agreement else { return Ok(()) };
    let directions = count(found.directions, "direction", "directions");
    writeln!(text, "  agreement of colleagues in {directions} that several members of staff answered")?;
    for figure in [&found.rwg_mean, &found.icc1, &found.icc2] {
        writeln!(text, "    {}", figure.words)?;
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

/// How the ranges of a result were made, so that a saved table can be made again.
fn ranges(method: &str, result: &ResultReport) -> String {
    match (method, &result.bootstrap) {
        (_, Some(b)) => {
            format!("profile likelihood; bootstrap of {} replicates, seed {}", b.replicates, b.seed)
        }
        ("full", None) => "profile likelihood; \u{b1} 1.96 prediction standard errors".to_owned(),
        ("fast", None) => "\u{b1} 1.96 prediction standard errors".to_owned(),
        _ => "not asked for".to_owned(),
    }
}

/// Every direction: the model's estimate with its range, and the answers as they are; these alone where nothing was
/// fitted.
fn directions(text: &mut String, result: &ResultReport) -> std::fmt::Result {
    if result.by_direction.is_empty() {
        return Ok(());
    }
    let fitted = result.by_direction.iter().any(|d| d.estimate.is_some());
    let estimate = if fitted { format!("{:<28}", "estimate") } else { String::new() };
    writeln!(text, "  direction                                {estimate}mean of the answers       answers")?;
    for d in &result.by_direction {
        let name = named(&d.network, &format!("{} \u{2192} {}", d.from, d.to), result);
        let estimate = d.estimate.map(|estimate| Triple { estimate, low: d.low, high: d.high });
        let estimate = estimate.map(|known| format!("{:<27} ", ranged(known))).unwrap_or_default();
        writeln!(text, "    {name:<38} {estimate}{:<25} {}", number(d.observed_mean), d.n)?;
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

/// A value of a direction or a pair never stands without a word on its range.
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
