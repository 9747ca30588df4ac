//! Which speaker is probably the interviewer. Proposed, never decided.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Turn;

/// Why a speaker is taken for the interviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The label says so ("Interviewer", "INT", "Q").
    Label,
    /// The turns end in a question more often than those of the others.
    Asks,
    /// The turns are shorter than those of the others.
    Brief,
}

impl Sign {
    /// In words, to stand after "because".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Label => "the label says so",
            Self::Asks => "this speaker asks more than the others",
            Self::Brief => "this speaker's turns are shorter",
        }
    }
}

/// A speaker who is probably the interviewer, for somebody to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbableInterviewer {
    /// The label.
    pub label: String,
    /// What speaks for it, at least one sign.
    pub signs: Vec<Sign>,
}

/// What labels of interviewers look like, without case.
const LABELS: [&str; 14] = [
    "interviewer",
    "int",
    "i",
    "iv",
    "q",
    "interv",
    "moderator",
    "facilitator",
    "researcher",
    "res",
    "question",
    "host",
    "mod",
    "fac",
];

/// Whether a label is one that interviewers have: "Interviewer 2", "INT1", "Q".
pub fn labels_an_interviewer(label: &str) -> bool {
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').to_lowercase();
    LABELS.contains(&name.as_str())
}

/// What a speaker's turns are like.
struct Spoken<'t> {
    label: &'t str,
    turns: usize,
    /// Turns that end in a question.
    asking: usize,
    /// Code points.
    length: usize,
}

impl Spoken<'_> {
    /// Percent of turns that end in a question.
    fn asks(&self) -> usize {
        self.asking * 100 / self.turns.max(1)
    }

    fn mean(&self) -> usize {
        self.length / self.turns.max(1)
    }
}

/// Percent of turns that end in a question, at least.
const LEAST_ASKED: usize = 25;
/// How many percentage points it has to be above those who answer.
const ABOVE: usize = 15;
/// Turns that a speaker must have to be told apart.
const LEAST_TURNS: usize = 3;

/// The one speaker who is most probably the interviewer; see [`probable_interviewers`].
pub fn probable_interviewer(text: &str, turns: &[Turn]) -> Option<ProbableInterviewer> {
    probable_interviewers(text, turns).into_iter().next()
}

/// The speakers who probably interview, the likeliest first. Those whose label says so; if there are none, those whose
/// turns end in a question in 25 % or more, and 15 percentage points more often than those of all others. Speakers with
/// fewer than three turns are left out. Empty where nobody stands out.
pub fn probable_interviewers(text: &str, turns: &[Turn]) -> Vec<ProbableInterviewer> {
    let mut told = spoken(text, turns);
    if told.len() < 2 {
        return Vec::new();
    }
    let by_label = told.iter().any(|one| labels_an_interviewer(one.label));
    let split = if by_label {
        told.sort_by_key(|one| (!labels_an_interviewer(one.label), Reverse(one.turns)));
        told.iter().filter(|one| labels_an_interviewer(one.label)).count()
    } else {
        told.retain(|one| one.turns >= LEAST_TURNS);
        told.sort_by_key(|one| Reverse(one.asks()));
        let gap = told.windows(2).position(
            |pair| matches!(pair, [a, b] if a.asks() >= LEAST_ASKED && a.asks() >= b.asks() + ABOVE),
        );
        gap.map_or(0, |at| at + 1)
    };
    let Some((who, others)) = told.split_at_checked(split) else { return Vec::new() };
    who.iter()
        .map(|one| {
            let asks = others.iter().all(|other| one.asks() >= other.asks() + ABOVE) && !others.is_empty();
            let brief = others.iter().all(|other| one.mean() < other.mean()) && !others.is_empty();
            let signs =
                [(labels_an_interviewer(one.label), Sign::Label), (asks, Sign::Asks), (brief, Sign::Brief)];
            let signs = signs.into_iter().filter(|(holds, _)| *holds).map(|(_, sign)| sign).collect();
            ProbableInterviewer { label: one.label.to_owned(), signs }
        })
        .collect()
}

/// What the turns of each speaker are like; one pass over the text.
fn spoken<'t>(text: &str, turns: &'t [Turn]) -> Vec<Spoken<'t>> {
    let mut speakers: BTreeMap<&str, Spoken<'t>> = BTreeMap::new();
    let mut letters = text.chars();
    let mut at = 0;
    for turn in turns {
        if let Some(gap) = turn.start.checked_sub(at).filter(|gap| *gap > 0) {
            letters.nth(gap - 1);
        }
        at = turn.start.max(at);
        let length = turn.end.saturating_sub(at);
        let last =
            letters.by_ref().take(length).filter(|c| !c.is_whitespace() && !"\"”’)*_".contains(*c)).last();
        at += length;
        if let Some(label) = turn.speaker.as_deref() {
            let one = speakers.entry(label).or_insert(Spoken { label, turns: 0, asking: 0, length: 0 });
            one.turns += 1;
            one.asking += usize::from(last == Some('?'));
            one.length += length;
        }
    }
    speakers.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::turns::recognise_turns;

    fn propose(text: &str) -> Option<(String, Vec<Sign>)> {
        let found = probable_interviewer(text, &recognise_turns(text, &[]))?;
        Some((found.label, found.signs))
    }

    #[test]
    fn a_label_says_it() {
        let text = "I: And then?\nR1: We rang the ward, twice.\nI: And?\nR1: Nobody came to the phone.";
        assert_eq!(propose(text), Some(("I".into(), vec![Sign::Label, Sign::Asks, Sign::Brief])));
        assert!(labels_an_interviewer("Interviewer 2") && labels_an_interviewer("INT1"));
        assert!(!labels_an_interviewer("Ingrid") && !labels_an_interviewer("P1"));
    }

    #[test]
    fn the_one_who_asks_and_is_brief() {
        let text = "Mel: And then?\nBo: We rang the ward, and twice.\nMel: Who?\nBo: Nobody came to the phone.\nMel: Why?\nBo: They were all busy, I suppose.";
        assert_eq!(propose(text), Some(("Mel".into(), vec![Sign::Asks, Sign::Brief])));
    }

    #[test]
    fn two_who_ask_are_both_proposed() {
        let text = "Mel: Why?\nBo: Well, it was late.\nIda: And?\nBo: We rang.\nMel: Who?\nBo: The ward.\nIda: When?\nBo: At ten.\nMel: Oh?\nIda: Oh?";
        let labels: Vec<String> =
            probable_interviewers(text, &recognise_turns(text, &[])).into_iter().map(|p| p.label).collect();
        assert_eq!(labels, ["Ida", "Mel"]);
    }

    #[test]
    fn nobody_is_proposed_where_nobody_stands_out() {
        assert_eq!(propose("Ann: Yes, we do.\nBen: No, we never.\nAnn: Well.\nBen: Hm."), None);
        assert_eq!(propose("Ann: Why?\nAnn: Because?"), None);
    }
}
