//! A corrected text: where passages of the old version stand in the new one.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Above this many pieces on either side, two stretches are compared only if they share much.
const LARGE: usize = 4_000;

/// A stretch that both versions have: first code point in the old, in the new, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Same {
    old: usize,
    new: usize,
    length: usize,
}

/// Where ranges of code points of the old version stand in the new one, in the order given.
///
/// A range keeps its place if at least half of its letters are still there: from the first that is to the last, with
/// what was put in between. It gets no place (`None`) if less is left, if its letters now stand so far apart that the
/// range would be more than twice as long and 40 letters longer, or if it was empty or outside the text. Text that was
/// moved to another place is not followed. Compared by lines, then within changed lines by words, then within changed
/// words by letters (Myers 1986 as the crate `similar` has it).
pub fn reanchor(old: &str, new: &str, ranges: &[(usize, usize)]) -> Vec<Option<(usize, usize)>> {
    let same = same_stretches(old, new);
    ranges.iter().map(|range| place(&same, *range)).collect()
}

fn place(same: &[Same], (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let length = end.checked_sub(start).filter(|length| *length > 0)?;
    let first_at = same.partition_point(|s| s.old + s.length <= start);
    let (mut first, mut last, mut kept) = (None, 0, 0);
    for stretch in same.get(first_at..)?.iter().take_while(|s| s.old < end) {
        let (from, to) = (stretch.old.max(start), (stretch.old + stretch.length).min(end));
        first.get_or_insert(stretch.new + (from - stretch.old));
        last = stretch.new + (to - stretch.old);
        kept += to - from;
    }
    let first = first?;
    let new_length = last - first;
    (2 * kept >= length && new_length <= (2 * length).max(length + 40)).then_some((first, last))
}

/// How finely two stretches are cut for comparing.
#[derive(Clone, Copy)]
enum Grain {
    Lines,
    Words,
    Letters,
}

impl Grain {
    fn cut(self, text: &str) -> Vec<&str> {
        match self {
            Self::Lines => text.split_inclusive('\n').collect(),
            Self::Words => text.split_inclusive(char::is_whitespace).collect(),
            Self::Letters => {
                let ends = text.char_indices().map(|(at, c)| text.get(at..at + c.len_utf8()).unwrap_or(""));
                ends.collect()
            }
        }
    }

    fn finer(self) -> Option<Self> {
        match self {
            Self::Lines => Some(Self::Words),
            Self::Words => Some(Self::Letters),
            Self::Letters => None,
        }
    }
}

fn same_stretches(old: &str, new: &str) -> Vec<Same> {
    let mut found = Vec::new();
    compare(old, new, (0, 0), Grain::Lines, &mut found);
    found
}

/// Finds what two stretches share; `at` is where each begins.
fn compare(old: &str, new: &str, at: (usize, usize), grain: Grain, found: &mut Vec<Same>) {
    let (olds, news) = (grain.cut(old), grain.cut(new));
    if olds.len().max(news.len()) > LARGE && !alike(&olds, &news) {
        return;
    }
    let (old_at, new_at) = (lengths(&olds, at.0), lengths(&news, at.1));
    for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
        let (DiffOp::Equal { old_index, new_index, .. }
        | DiffOp::Delete { old_index, new_index, .. }
        | DiffOp::Insert { old_index, new_index, .. }
        | DiffOp::Replace { old_index, new_index, .. }) = op;
        let (Some(old_start), Some(new_start)) = (old_at.get(old_index), new_at.get(new_index)) else {
            continue;
        };
        match op {
            DiffOp::Equal { len, .. } => {
                let length = old_at.get(old_index + len).map_or(0, |end| end - old_start);
                match found.last_mut() {
                    Some(s) if s.old + s.length == *old_start && s.new + s.length == *new_start => {
                        s.length += length;
                    }
                    _ => found.push(Same { old: *old_start, new: *new_start, length }),
                }
            }
            DiffOp::Replace { old_len, new_len, .. } => {
                let Some(finer) = grain.finer() else { continue };
                let olds = olds.get(old_index..old_index + old_len).unwrap_or_default().concat();
                let news = news.get(new_index..new_index + new_len).unwrap_or_default().concat();
                compare(&olds, &news, (*old_start, *new_start), finer, found);
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => {}
        }
    }
}

/// Where each piece begins, in code points, and where the last ends.
fn lengths(pieces: &[&str], start: usize) -> Vec<usize> {
    let mut at = start;
    let mut starts = vec![at];
    for piece in pieces {
        at += piece.chars().count();
        starts.push(at);
    }
    starts
}

/// Whether at least half of the old pieces are among the new ones. Comparing large texts that have little in common
/// would take long and find nothing worth keeping.
fn alike(olds: &[&str], news: &[&str]) -> bool {
    let mut sorted: Vec<&str> = news.to_vec();
    sorted.sort_unstable();
    let shared = olds.iter().filter(|piece| sorted.binary_search(piece).is_ok()).count();
    2 * shared >= olds.len() && 2 * olds.len() >= news.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{find_once, slice};

    fn moved(old: &str, new: &str, quote: &str) -> Option<String> {
        let place = reanchor(old, new, &[find_once(old, quote).unwrap()])[0]?;
        slice(new, place.0, place.1).map(str::to_owned)
    }

    const OLD: &str =
        "Ann: We ring the wrad 👍 before nine.\nBen: Nobody ansers.\nAnn: Then we wait for the lounge.";

    #[test]
    fn a_mended_word_keeps_the_passage_around_it() {
        let new = OLD.replace("wrad", "ward").replace("ansers", "answers us");
        assert_eq!(moved(OLD, &new, "We ring the wrad 👍").as_deref(), Some("We ring the ward 👍"));
        assert_eq!(moved(OLD, &new, "Nobody ansers.").as_deref(), Some("Nobody answers us."));
        assert_eq!(moved(OLD, &new, "the lounge").as_deref(), Some("the lounge"));
    }

    #[test]
    fn a_line_put_in_before_moves_the_passage_and_one_taken_out_loses_it() {
        let new = format!("Interview of 3 May\n\n{OLD}");
        assert_eq!(moved(OLD, &new, "Nobody ansers.").as_deref(), Some("Nobody ansers."));
        let without = OLD.replace("Ben: Nobody ansers.\n", "");
        assert_eq!(moved(OLD, &without, "Nobody ansers."), None);
        assert_eq!(moved(OLD, &without, "Then we wait").as_deref(), Some("Then we wait"));
    }

    #[test]
    fn a_line_break_put_in_loses_nothing() {
        let new = OLD.replace("before nine", "before\nnine");
        assert_eq!(moved(OLD, &new, "👍 before nine.").as_deref(), Some("👍 before\nnine."));
    }

    #[test]
    fn a_large_text_that_was_replaced_is_not_searched_for_crumbs() {
        let old: String = (0..9_000).map(|n| format!("word{n} ")).collect();
        let new: String = (0..9_000).map(|n| format!("other{n} ")).collect();
        assert_eq!(reanchor(&old, &new, &[(0, 5), (5, 5), (0, 999_999)]), [None, None, None]);
    }

    proptest! {
        #[test]
        fn the_same_text_keeps_every_place(text in "(?s)[a-c \\n👍é]{1,80}", a in 0_usize..80, b in 0_usize..80) {
            let length = text.chars().count();
            let (start, end) = (a.min(b).min(length), a.max(b).min(length));
            let expected = (start < end).then_some((start, end));
            prop_assert_eq!(reanchor(&text, &text, &[(start, end)]), vec![expected]);
        }

        #[test]
        fn places_lie_in_the_new_text(
            old in "(?s)[a-c \\n👍é]{0,60}", new in "(?s)[a-c \\n👍é]{0,60}", a in 0_usize..60, b in 0_usize..60
        ) {
            if let [Some((start, end))] = reanchor(&old, &new, &[(a.min(b), a.max(b))])[..] {
                prop_assert!(start < end && end <= new.chars().count());
            }
        }

        #[test]
        fn what_is_put_before_or_after_a_passage_stays_outside(
            before in "[x-z ]{0,12}\\n", passage in "[a-c]{3,10}", after in "\\n[x-z ]{0,12}"
        ) {
            let new = format!("{before}{passage}{after}");
            let found = reanchor(&passage, &new, &[(0, passage.chars().count())])[0].unwrap();
            prop_assert_eq!(slice(&new, found.0, found.1), Some(passage.as_str()));
        }
    }
}
