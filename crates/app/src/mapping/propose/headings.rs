//! Headings that differ in the partner alone belong together: they are one question about several partners.

use std::collections::{BTreeMap, BTreeSet};

use super::KnownOrganisation;
use crate::mapping::Tool;
use crate::mapping::columns::{Kind, kind};
use crate::mapping::grid::Grid;

/// Columns of one question.
pub(super) struct Group {
    /// Their headings, with a place for the partner.
    pub(super) pattern: String,
    /// Whether the pattern is for the second heading row.
    pub(super) by_text: bool,
    /// Words of the question, or its code.
    pub(super) question: String,
    /// What stands at the place of the partner where that is no organisation, and the id, still empty.
    pub(super) targets: BTreeMap<String, String>,
    /// The column that says the partner.
    pub(super) target_column: Option<String>,
    pub(super) columns: Vec<usize>,
}

/// Columns in groups, in the order of the file.
pub(super) fn groups(
    grid: &Grid,
    taken: &BTreeSet<usize>,
    words: &[KnownOrganisation],
    target_column: Option<usize>,
) -> Vec<Group> {
    let by_text = grid.tool == Tool::Qualtrics;
    let row = usize::from(by_text);
    let headings: &[String] = grid.headings.get(row).map_or(&[], Vec::as_slice);
    let mut groups: Vec<Group> = Vec::new();
    for at in 0..grid.names().len() {
        let Some(heading) = headings.get(at).filter(|h| !h.is_empty() && !h.contains(['{', '}'])) else {
            continue;
        };
        if taken.contains(&at) || kind(&grid.names()[at]) != Kind::Asked {
            continue;
        }
        let Some(found) = found(grid.tool, heading, words, target_column.is_some()) else { continue };
        match groups.iter_mut().find(|group| group.pattern == found.pattern) {
            Some(group) => {
                group.columns.push(at);
                group.targets.extend(found.open);
            }
            None => groups.push(Group {
                pattern: found.pattern,
                by_text,
                question: found.question,
                targets: found.open.into_iter().collect(),
                target_column: found
                    .by_column
                    .then(|| target_column.map(|at| grid.names()[at].clone()))
                    .flatten(),
                columns: vec![at],
            }),
        }
    }
    // One column alone with words of the tool's own is as likely a question about something else.
    groups.retain(|group| group.targets.is_empty() || group.columns.len() > 1);
    groups
}

struct Found {
    pattern: String,
    question: String,
    open: Option<(String, String)>,
    by_column: bool,
}

fn found(tool: Tool, heading: &str, words: &[KnownOrganisation], by_column: bool) -> Option<Found> {
    let code = (tool == Tool::Limesurvey).then(|| code_and_text(heading)).flatten();
    let (start, shown) =
        code.as_ref().map_or((String::new(), heading), |(start, text)| (start.clone(), text));
    if let Some((from, to)) = organisation(shown, words) {
        let question = format!("{} {}", &shown[..from], &shown[to..]);
        let pattern = format!("{start}{}{{target}}{}", &shown[..from], &shown[to..]);
        return Some(Found { pattern, question: trimmed(&question), open: None, by_column: false });
    }
    if by_column {
        let pattern = heading.to_owned();
        return Some(Found { question: pattern.clone(), pattern, open: None, by_column: true });
    }
    // A code of the tool's own stands where the partner would.
    let (question, code, end) = match tool {
        Tool::Limesurvey | Tool::Matrix => {
            let open = heading.find('[')?;
            let close = open + heading[open..].find(']')?;
            (heading[..open].trim(), &heading[open + 1..close], &heading[close..])
        }
        Tool::Qualtrics => {
            let (question, choice) = heading.rsplit_once(" - ")?;
            (question.trim(), choice, "")
        }
        Tool::MicrosoftForms => return None,
    };
    if question.is_empty() || code.trim().is_empty() {
        return None;
    }
    let pattern = match tool {
        Tool::Qualtrics => format!("{question} - {{target}}"),
        _ if end.len() > 1 => format!("{}{{target}}]{{}}", &heading[..heading.find('[')? + 1]),
        _ => format!("{}{{target}}]", &heading[..heading.find('[')? + 1]),
    };
    Some(Found {
        pattern,
        question: question.to_owned(),
        open: Some((code.trim().to_owned(), String::new())),
        by_column: false,
    })
}

/// LimeSurvey's `Q1[SQ001]. Text [partner]` as a pattern for the code, and the text.
fn code_and_text(heading: &str) -> Option<(String, &str)> {
    let (code, text) = heading.split_once(". ")?;
    let is_code = |c: char| c.is_ascii_alphanumeric() || "[]_".contains(c);
    if code.contains(' ') || !code.chars().all(is_code) || !code.ends_with(']') {
        return None;
    }
    let open = code.find('[')?;
    Some((format!("{}[{{}}]. ", &code[..open]), text))
}

/// Where the longest name or id of an organisation stands in a heading.
fn organisation(heading: &str, words: &[KnownOrganisation]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (word, is_id) in words.iter().flat_map(|o| [(o.name.as_str(), false), (o.id.as_str(), true)]) {
        if word.is_empty() {
            continue;
        }
        for (from, _) in heading.match_indices(word) {
            let to = from + word.len();
            let (before, after) = (heading[..from].chars().next_back(), heading[to..].chars().next());
            let ends = |c: Option<char>| match c {
                None => true,
                // A short id such as "a" is a word of a sentence as well.
                Some(c) if is_id && word.len() < 4 => "[]_:.-|".contains(c),
                Some(c) => !c.is_alphanumeric(),
            };
            if ends(before) && ends(after) && best.is_none_or(|(f, t)| to - from > t - f) {
                best = Some((from, to));
            }
        }
    }
    best
}

/// A question without the brackets and dashes in which the partner stood.
fn trimmed(question: &str) -> String {
    let words = question.trim().trim_matches(|c: char| "[]_:.-| ".contains(c));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
