//! Which speaker is probably the interviewer. Proposed, never decided.

use std::collections::BTreeMap;

use super::Turn;

/// Why a speaker is taken for the interviewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The label says so ("Interviewer", "INT", "Q").
    Label,
    /// Most of the turns ask something.
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

#[derive(Default)]
struct Spoken {
    turns: usize,
    asking: usize,
    lengths: Vec<usize>,
}

/// The speaker who is probably the interviewer: by label; else the one with at least three turns and the largest
/// share of turns that ask, if that is at least a third, a fifth more than any other's, and the turns are not
/// longer than the others'. `None` where nobody stands out.
pub fn probable_interviewer(text: &str, turns: &[Turn]) -> Option<ProbableInterviewer> {
    let mut speakers: BTreeMap<&str, Spoken> = BTreeMap::new();
    let mut letters = text.chars();
    let mut at = 0;
    for turn in turns {
        if let Some(gap) = turn.start.checked_sub(at).filter(|gap| *gap > 0) {
            letters.nth(gap - 1);
        }
        at = turn.start.max(at);
        let length = turn.end.saturating_sub(at);
        let asks = letters.by_ref().take(length).filter(|c| *c == '?').count() > 0;
        at += length;
        if let Some(label) = turn.speaker.as_deref() {
            let spoken = speakers.entry(label).or_default();
            spoken.turns += 1;
            spoken.asking += usize::from(asks);
            spoken.lengths.push(length);
        }
    }
    if speakers.len() < 2 {
        return None;
    }
    // (label, percent of turns that ask, median length)
    let mut told: Vec<(&str, usize, usize, usize)> = Vec::new();
    for (label, mut spoken) in speakers {
        spoken.lengths.sort_unstable();
        let median = spoken.lengths.get(spoken.lengths.len() / 2).copied().unwrap_or(0);
        told.push((label, spoken.asking * 100 / spoken.turns.max(1), median, spoken.turns));
    }
    told.sort_by_key(|(label, asks, ..)| (!labels_an_interviewer(label), std::cmp::Reverse(*asks)));
    let (label, asks, median, spoke) = *told.first()?;
    let others = told.get(1..).unwrap_or_default();
    let by_label = labels_an_interviewer(label);
    let asks_more = asks >= 34 && others.iter().all(|(_, other, ..)| asks >= other + 20);
    let brief = others.iter().all(|(_, _, other, _)| median <= *other);
    let mut signs = Vec::new();
    if by_label {
        signs.push(Sign::Label);
    }
    if asks_more {
        signs.push(Sign::Asks);
    }
    if brief {
        signs.push(Sign::Brief);
    }
    (by_label || (asks_more && brief && spoke >= 3))
        .then(|| ProbableInterviewer { label: label.to_owned(), signs })
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
    fn nobody_is_proposed_where_nobody_stands_out() {
        assert_eq!(propose("Ann: Yes, we do.\nBen: No, we never.\nAnn: Well.\nBen: Hm."), None);
        assert_eq!(propose("Ann: Why?\nAnn: Because?"), None);
    }
}
