//! The words of a text that could be coded at all. What an interviewer says and the labels of speakers never get a code;
//! counted as text that nobody coded they would make coders look as if they agreed more than they do.

use std::collections::BTreeMap;
use std::ops::Range;

use super::input::{CodedText, Ranges};
use crate::document::Speaker;
use crate::turns::Turn;

/// A text as coders are compared on it: the turns of those who do not interview, one after the other, each a segment.
/// `coders`: each coder who saw the text with the ranges of the whole text that they marked.
pub fn coded_text(
    name: &str,
    turns: &[Turn],
    speakers: &[Speaker],
    coders: BTreeMap<String, Ranges>,
) -> CodedText {
    let asks = |turn: &&Turn| {
        let label = turn.speaker.as_deref();
        speakers.iter().any(|s| s.interviewer && Some(s.label.as_str()) == label)
    };
    let codable: Vec<&Turn> = turns.iter().filter(|t| !asks(t) && t.start < t.end).collect();
    // How many codable characters stand before a place.
    let before = |at: usize| -> usize {
        codable.iter().take_while(|t| t.start < at).map(|t| t.end.min(at) - t.start).sum()
    };
    let moved = |range: Range<usize>| Some(before(range.start)..before(range.end)).filter(|r| !r.is_empty());
    let coders = coders.into_iter().map(|(coder, ranges)| {
        let ranges = ranges.into_iter().map(|(code, of)| (code, of.into_iter().filter_map(moved).collect()));
        (coder, ranges.collect())
    });
    let coders = coders.collect();
    let segments: Vec<Range<usize>> = codable.iter().map(|t| before(t.start)..before(t.end)).collect();
    let length = segments.last().map_or(0, |last| last.end);
    CodedText { name: name.to_owned(), length, segments, coders }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::turns::recognise_turns;

    #[test]
    fn what_the_interviewer_says_and_labels_are_not_there() {
        let text = "I: Who books?\nAnn: Nobody books.\nI: And?\nAnn: We ring.";
        let speaker = |label: &str, interviewer| Speaker {
            label: label.into(),
            organisation: None,
            role_level: None,
            interviewer,
        };
        let speakers = [speaker("I", true), speaker("Ann", false)];
        let turns = recognise_turns(text, &speakers);
        let start = text.find("books.").unwrap();
        let (ring, whole) = (text.find("We").unwrap(), text.find("Nobody").unwrap());
        let ranges = vec![start..start + 6, ring..ring + 7, whole..text.len()];
        let marked = BTreeMap::from([("delay".to_owned(), ranges)]);
        let found = coded_text("t", &turns, &speakers, BTreeMap::from([("ann".to_owned(), marked)]));
        assert_eq!((found.length, &found.segments), (21, &vec![0..13, 13..21]));
        assert_eq!(found.coders["ann"]["delay"], [7..13, 13..20, 0..21]);
    }
}
