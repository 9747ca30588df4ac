//! A mapping as the text of its file, with what is to be checked beside it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::propose::Checks;
use super::types::{Mapping, Said};

/// A text in quotation marks, as TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// The text. Writing to a String cannot fail, so results of writing are not looked at.
pub(super) fn write(mapping: &Mapping, checks: &Checks) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# Which column is what, guessed from the headings: {}.", mapping.tool.words());
    out.push_str(
        "# Correct what is marked CHECK, then: troth import ratings FILE --mapping THIS --network NAME\n\
         # Columns of names, e-mail addresses, addresses of computers, places and times are never kept.\n",
    );
    for note in &checks.notes {
        let _ = writeln!(out, "# CHECK {note}");
    }
    let _ = writeln!(out, "\ntool = {}", quoted(mapping.tool.id()));
    if let Some(rows) = mapping.heading_rows {
        let _ = writeln!(out, "heading_rows = {rows}");
    }
    out.push_str("\n# Answers that are no number in any question.\n");
    let _ = writeln!(out, "cant_say = {}", list(&mapping.cant_say));
    if !mapping.drop.is_empty() {
        let _ = writeln!(out, "drop = {}", list(&mapping.drop));
    }
    if let Some(finished) = &mapping.finished {
        let _ = writeln!(out, "\n# Rows that count.\n[finished]\ncolumn = {}", quoted(&finished.column));
        if !finished.values.is_empty() {
            let _ = writeln!(out, "values = {}", list(&finished.values));
        }
    }
    out.push_str("\n# The organisation that answers.\n");
    said(&mut out, "rater", Some(&mapping.rater));
    if mapping.respondent.is_some() {
        out.push_str("\n# Who of it answers. What stands here becomes a pseudonym and is not stored.\n");
        said(&mut out, "respondent", mapping.respondent.as_ref());
    }
    for (name, what) in
        [("role", &mapping.role), ("visible_to", &mapping.visible_to), ("wave", &mapping.wave)]
    {
        if what.is_some() {
            out.push('\n');
            said(&mut out, name, what.as_ref());
        }
    }
    out.push_str(
        "\n# Organisations as the file words them = their ids, where these differ.\n[organisations]\n",
    );
    pairs(&mut out, &mapping.organisations, |id| quoted(id));
    if !mapping.variables.is_empty() {
        out.push_str("\n[variables]\n");
        pairs(&mut out, &mapping.variables, |id| quoted(id));
    }
    for (name, scale) in &mapping.scales {
        let _ = writeln!(out, "\n[scales.{name}]{}", check(checks.scales.get(name)));
        let _ = writeln!(out, "min = {:?}\nmax = {:?}", scale.min, scale.max);
        let open = checks.open.get(name);
        if !scale.labels.is_empty() || open.is_some() {
            let _ = writeln!(out, "[scales.{name}.labels]");
            let mut labels: Vec<(&String, &f64)> = scale.labels.iter().collect();
            labels.sort_by(|a, b| a.1.total_cmp(b.1));
            for (label, value) in labels {
                let _ = writeln!(out, "{} = {value:?}", quoted(label));
            }
        }
        for label in open.into_iter().flatten() {
            let _ = writeln!(out, "# {} = ", quoted(label));
        }
    }
    for (at, answers) in mapping.answers.iter().enumerate() {
        let _ = writeln!(out, "\n[[answers]]");
        for (name, text) in [
            ("columns", &answers.columns),
            ("texts", &answers.texts),
            ("target", &answers.target),
            ("target_column", &answers.target_column),
        ] {
            if let Some(text) = text {
                let _ = writeln!(out, "{name} = {}", quoted(text));
            }
        }
        if let Some(variable) = &answers.variable {
            let _ = writeln!(out, "variable = {}{}", quoted(variable), check(checks.answers.get(&at)));
        }
        let _ = writeln!(out, "scale = {}", quoted(&answers.scale));
        if !answers.targets.is_empty() {
            out.push_str(
                "[answers.targets]  # CHECK write the id of the organisation that each stands for\n",
            );
            pairs(&mut out, &answers.targets, |id| quoted(id));
        }
    }
    out
}

fn check(what: Option<&String>) -> String {
    what.map_or_else(String::new, |what| format!("  # CHECK {what}"))
}

fn said(out: &mut String, name: &str, said: Option<&Said>) {
    let Some(said) = said else { return };
    let _ = writeln!(out, "[{name}]");
    if let Some(column) = &said.column {
        let _ = writeln!(out, "column = {}", quoted(column));
    }
    if let Some(fixed) = &said.fixed {
        let _ = writeln!(out, "fixed = {}", quoted(fixed));
    }
    if !said.values.is_empty() {
        let _ = writeln!(out, "[{name}.values]");
        pairs(out, &said.values, |text| quoted(text));
    }
}

fn pairs<T>(out: &mut String, all: &BTreeMap<String, T>, value: impl Fn(&T) -> String) {
    for (word, meaning) in all {
        let _ = writeln!(out, "{} = {}", quoted(word), value(meaning));
    }
}
