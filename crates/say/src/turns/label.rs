//! The label that opens a line.

use super::times::{clock, time_at};

/// Code points a label may have.
const LABEL_LENGTH: usize = 40;
/// Words a label may have that nobody listed as a speaker.
const LABEL_WORDS: usize = 5;
/// What stands before a colon and is not a speaker, unless listed as one.
const NOT_SPEAKERS: [&str; 17] = [
    "break",
    "note",
    "notes",
    "nb",
    "ps",
    "date",
    "time",
    "place",
    "location",
    "duration",
    "present",
    "participants",
    "title",
    "source",
    "example",
    "warning",
    "summary",
];

/// How a label stands on its line. Each form of a label is counted on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Before a colon.
    Colon,
    /// Before a tab.
    Tab,
    /// On a line of its own, in bold or with its time.
    Alone,
    /// On a line of its own with nothing to mark it. Only listed labels count.
    Bare,
}

impl Form {
    pub(super) const ALL: [Self; 4] = [Self::Colon, Self::Tab, Self::Alone, Self::Bare];
}

/// A label with what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening<'a> {
    pub label: &'a str,
    pub form: Form,
    /// Byte at which the words begin.
    pub words: usize,
    pub at_ms: Option<u64>,
}

/// Whether a label that nobody listed may be a speaker.
pub(super) fn looks_like_a_speaker(label: &str, form: Form) -> bool {
    let words = label.split_whitespace().count();
    let lower = label.starts_with(char::is_lowercase);
    form != Form::Bare
        && words <= LABEL_WORDS
        && !(lower && (words > 1 || form != Form::Colon))
        && !(form != Form::Colon && label.ends_with(['.', ',']))
        && !NOT_SPEAKERS.contains(&label.to_lowercase().as_str())
}

/// The label that opens a line, its words and its time.
pub(super) fn label_of(line: &str) -> Option<Opening<'_>> {
    let (rest, before) = after_time(after_number(line.trim_start()));
    let (rest, bold) = rest.strip_prefix("**").map_or((rest, false), |inner| (inner, true));
    let rest = rest.trim_start();
    let name = name_length(rest);
    let (label, after) = (rest.get(..name)?.trim(), rest.get(name..)?);
    if !fits(label) {
        return None;
    }
    let (after, beside) = after_time(after);
    let open = bold && !after.starts_with("**");
    let after = if bold { after.strip_prefix("**").unwrap_or(after) } else { after };
    let (after, beside) = if beside.is_none() { after_time_in_gap(after) } else { (after, beside) };
    let (form, words) = if let Some(words) = after.strip_prefix(':') {
        let words = if open { words.strip_prefix("**")? } else { words };
        if !(words.is_empty() || words.starts_with(char::is_whitespace)) {
            return None;
        }
        (Form::Colon, words)
    } else if after.trim().is_empty() {
        if open {
            return None;
        }
        (if bold || beside.is_some() { Form::Alone } else { Form::Bare }, after)
    } else if after.starts_with('\t') && !open {
        (Form::Tab, after)
    } else {
        return None;
    };
    // A time right after the label belongs to the turn, not to its words.
    let lead = words.trim_start_matches([' ', '\t']);
    let (words, inside) =
        time_at(lead).and_then(|(ms, length)| Some((lead.get(length..)?, Some(ms)))).unwrap_or((words, None));
    Some(Opening { label, form, words: line.len() - words.len(), at_ms: before.or(beside).or(inside) })
}

/// Whether a line opens with what may be a speaker before a colon.
pub(crate) fn opens_with_label(line: &str) -> bool {
    label_of(line).is_some_and(|o| o.form == Form::Colon && looks_like_a_speaker(o.label, o.form))
}

/// A label for a name from elsewhere, such as the voice of a caption, so that [`label_of`] would read it again:
/// one line, no colon, at most 40 characters. `None` if nothing is left.
pub(crate) fn as_label(name: &str) -> Option<String> {
    let clean: String = name
        .chars()
        .map(|c| if c.is_control() || FORBIDDEN.contains(&c) || c == ':' || c == '#' { ' ' } else { c })
        .collect();
    let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.chars().take(LABEL_LENGTH).collect();
    let short = short.trim();
    (!short.is_empty()).then(|| short.to_owned())
}

const FORBIDDEN: [char; 16] =
    ['?', '!', ';', '"', '“', '”', '<', '>', '[', ']', '|', '/', '\\', '@', '*', '`'];

fn fits(label: &str) -> bool {
    // A pseudonym in brackets, such as "[Person 1]", counts as a word.
    let pseudonym = label
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .filter(|(inner, _)| inner.ends_with(|c: char| c.is_ascii_digit()));
    let (plain, rest) = pseudonym.unwrap_or((label, ""));
    plain.starts_with(char::is_alphabetic)
        && label.chars().count() <= LABEL_LENGTH
        && !plain.contains(FORBIDDEN)
        && !rest.contains(FORBIDDEN)
}

/// Bytes up to the colon, tab, time, closing bold or line's end that ends a label. No label is longer than its
/// limit, so no more than that is looked at.
fn name_length(rest: &str) -> usize {
    for (at, c) in rest.char_indices().take(LABEL_LENGTH + 4) {
        let ends = match c {
            ':' | '\t' | '\n' | '*' => true,
            '[' | '(' | '#' | '\\' => at > 0 && rest.get(at..).and_then(time_at).is_some(),
            ' ' => rest.get(at + 1..).is_some_and(clock_ends_line),
            _ => false,
        };
        if ends {
            return at;
        }
    }
    if rest.chars().nth(LABEL_LENGTH + 4).is_none() { rest.len() } else { 0 }
}

/// Whether only a time without brackets is left on the line, as after a name on a line of its own.
fn clock_ends_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.starts_with(|c: char| c.is_ascii_digit())
        && clock(rest).and_then(|(_, length)| rest.get(length..)).is_some_and(|after| after.trim().is_empty())
}

/// What follows the number of a paragraph (`12. `, `12) `, `12<tab>`), if the line begins with one.
fn after_number(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=5).contains(&digits) {
        return line;
    }
    let Some(rest) = line.get(digits..) else { return line };
    let rest = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    if rest.starts_with([' ', '\t']) { rest.trim_start_matches([' ', '\t']) } else { line }
}

/// What follows a time, in brackets or as `00:01:02`, if the line begins with one, and the time.
fn after_time(line: &str) -> (&str, Option<u64>) {
    let lead = line.trim_start_matches([' ', '\t']);
    if let Some((ms, length)) = time_at(lead) {
        return (lead.get(length..).unwrap_or_default().trim_start_matches([' ', '\t']), Some(ms));
    }
    if let Some((ms, length)) = clock(line)
        && let Some(rest) = line.get(length..)
        && rest.starts_with([' ', '\t'])
    {
        return (rest.trim_start_matches([' ', '\t']), Some(ms));
    }
    (line, None)
}

/// As [`after_time`] behind a label that stands on a line of its own: `Ann   0:05`.
fn after_time_in_gap(after: &str) -> (&str, Option<u64>) {
    let lead = after.trim_start_matches([' ', '\t']);
    match clock(lead).and_then(|(ms, length)| Some((ms, lead.get(length..)?))) {
        Some((ms, rest)) if rest.trim().is_empty() => (rest, Some(ms)),
        _ => time_at(lead).map_or((after, None), |(ms, n)| (lead.get(n..).unwrap_or_default(), Some(ms))),
    }
}
