//! Where two coders marked something: passages of one code that share a character, laid side by side.

use std::collections::BTreeMap;

use crate::code::CodeKey;
use crate::coding::{About, Coding, Polarity};

/// In what two coders differ, from what matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// Only the first coder marked something.
    OnlyFirst,
    /// Only the second coder did.
    OnlySecond,
    /// Both did, but take it as told differently, or about somebody else.
    Told,
    /// Both did and take it alike, but begin or end it elsewhere, or mark it in other pieces.
    Borders,
}

impl Differs {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OnlyFirst => "Only the first coder marked this",
            Self::OnlySecond => "Only the second coder marked this",
            Self::Told => "Both marked it, but say something else of it",
            Self::Borders => "Both marked it, with other borders",
        }
    }
}

/// A stretch of a text that one of two coders, or both, marked with a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// The code.
    pub code: CodeKey,
    /// First code point of all passages here.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What the first coder marked, by place.
    pub first: Vec<&'a Coding>,
    /// What the second coder marked.
    pub second: Vec<&'a Coding>,
}

impl Place<'_> {
    /// In what the two differ; nothing if they marked the same and take it alike. Notes, permissions and whose words it
    /// is stated to be are not compared.
    pub fn differs(&self) -> Option<Differs> {
        if self.second.is_empty() {
            return Some(Differs::OnlyFirst);
        }
        if self.first.is_empty() {
            return Some(Differs::OnlySecond);
        }
        if told(&self.first) != told(&self.second) {
            return Some(Differs::Told);
        }
        (borders(&self.first) != borders(&self.second)).then_some(Differs::Borders)
    }
}

/// How passages are told and of whom, each way once: a passage in two pieces is told no differently.
fn told<'a>(codings: &[&'a Coding]) -> Vec<(Option<Polarity>, Option<&'a About>)> {
    let mut told: Vec<_> = codings.iter().map(|c| (c.polarity, c.about.as_ref())).collect();
    told.sort();
    told.dedup();
    told
}

fn borders(codings: &[&Coding]) -> Vec<(usize, usize)> {
    let mut borders: Vec<_> = codings.iter().map(|c| (c.start, c.end)).collect();
    borders.sort_unstable();
    borders.dedup();
    borders
}

/// The places of one text where one of two coders marked something, by place and code. Passages of one code that share
/// a character are one place; those that only touch are two. Each passage lies in exactly one.
///
/// `now`: the code that a coding has after splits and merges.
pub fn places<'a>(
    first: &[&'a Coding],
    second: &[&'a Coding],
    now: impl Fn(&Coding) -> CodeKey,
) -> Vec<Place<'a>> {
    let mut by_code: BTreeMap<CodeKey, Vec<(bool, &'a Coding)>> = BTreeMap::new();
    let both = first.iter().map(|c| (true, *c)).chain(second.iter().map(|c| (false, *c)));
    for (is_first, coding) in both {
        by_code.entry(now(coding)).or_default().push((is_first, coding));
    }
    let mut found: Vec<Place<'a>> = Vec::new();
    for (code, mut codings) in by_code {
        codings.sort_by_key(|(is_first, c)| (c.start, c.end, !is_first, c.id));
        let before = found.len();
        for (is_first, coding) in codings {
            let open = found.get_mut(before..).and_then(<[_]>::last_mut).filter(|p| coding.start < p.end);
            let place = match open {
                Some(place) => place,
                None => {
                    let (start, end) = (coding.start, coding.end);
                    found.push(Place {
                        code: code.clone(),
                        start,
                        end,
                        first: Vec::new(),
                        second: Vec::new(),
                    });
                    let Some(place) = found.last_mut() else { continue };
                    place
                }
            };
            place.end = place.end.max(coding.end);
            if is_first { &mut place.first } else { &mut place.second }.push(coding);
        }
    }
    found.sort_by(|a, b| (a.start, a.end, &a.code).cmp(&(b.start, b.end, &b.code)));
    found
}

#[cfg(test)]
mod tests {
    use troth_network::{CodingId, Timestamp, TranscriptId};
    use uuid::Uuid;

    use super::*;
    use crate::coding::{Permission, Stated};

    fn coding(id: u128, start: usize, end: usize, polarity: Polarity) -> Coding {
        Coding {
            id: CodingId(Uuid::from_u128(id)),
            transcript: TranscriptId(Uuid::from_u128(1)),
            version: 1,
            start,
            end,
            code: CodeKey::narrative("roles", None),
            polarity: Some(polarity),
            about: None,
            stated: Stated::default(),
            permission: Permission::NotQuoted,
            coder: "ann".into(),
            coded_at: Timestamp::from_micros(0),
            memo: None,
        }
    }

    fn found(first: &[Coding], second: &[Coding]) -> Vec<(usize, usize, Option<Differs>)> {
        let (first, second): (Vec<_>, Vec<_>) = (first.iter().collect(), second.iter().collect());
        let places = places(&first, &second, |c| c.code.clone());
        places.iter().map(|p| (p.start, p.end, p.differs())).collect()
    }

    #[test]
    fn passages_that_share_a_character_are_one_place() {
        use Polarity::{Gain, Loss};
        let first = [coding(1, 0, 10, Loss), coding(2, 20, 30, Loss), coding(3, 40, 50, Gain)];
        let second = [coding(4, 0, 10, Loss), coding(5, 25, 35, Loss), coding(6, 40, 50, Loss)];
        let differ = [(0, 10, None), (20, 35, Some(Differs::Borders)), (40, 50, Some(Differs::Told))];
        assert_eq!(found(&first, &second), differ);
    }

    #[test]
    fn what_one_alone_marked_is_a_place_and_touching_passages_are_two() {
        use Polarity::Loss;
        let (first, second) = ([coding(1, 0, 10, Loss)], [coding(2, 10, 20, Loss)]);
        let differ = [(0, 10, Some(Differs::OnlyFirst)), (10, 20, Some(Differs::OnlySecond))];
        assert_eq!(found(&first, &second), differ);
        let other = Coding { code: CodeKey::narrative("power", None), ..coding(2, 0, 10, Loss) };
        assert_eq!(found(&first, &[other]).len(), 2, "another code is another place");
    }

    #[test]
    fn a_passage_in_two_pieces_has_other_borders() {
        use Polarity::Loss;
        let (first, second) = ([coding(1, 0, 10, Loss)], [coding(2, 0, 5, Loss), coding(3, 5, 10, Loss)]);
        assert_eq!(found(&first, &second), [(0, 10, Some(Differs::Borders))]);
    }
}
