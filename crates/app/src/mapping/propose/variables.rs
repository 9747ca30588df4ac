//! Which variable a question is.

use troth_framework::Lens;
use troth_rate::instrument::Instrument;

/// How near two wordings are that are taken for the same.
const NEAR: f64 = 0.93;

/// Longest id that is made of a question.
const LONGEST: usize = 40;

/// The variable whose id, label or wording a question has, and whether that is sure; else an id made of its words.
pub(super) fn guess(lens: &Lens, question: &str) -> (String, bool) {
    let id = slug(question);
    if let Some(variable) = lens.variables.iter().find(|v| v.id == id || slug(&v.label) == id) {
        return (variable.id.clone(), true);
    }
    let asked = question.to_lowercase();
    let worded = lens.variables.iter().map(|v| (v.wording.as_str(), &v.id));
    let built_in = Instrument::built_in();
    let items = built_in.items.iter().flat_map(|item| {
        built_in.languages.iter().map(move |language| (item.wording.get(&language.id), &item.variable))
    });
    let plain = |text: &str| text.replace("{partner}", "").replace("{contact}", "").to_lowercase();
    let near = worded
        .chain(items)
        .map(|(wording, id)| (strsim::jaro_winkler(&plain(wording), &asked), id))
        .filter(|(near, _)| *near >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, id)) => (id.clone(), false),
        None => (id, false),
    }
}

/// Small letters and digits, other signs as `_`.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    let trimmed = out.trim_matches('_');
    if trimmed.is_empty() { "rating".to_owned() } else { trimmed.to_owned() }
}
