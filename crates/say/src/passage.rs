//! Whether a stretch of text may be coded, and whose words it is.

use thiserror::Error;

use crate::document::Speaker;
use crate::points::Words;
use crate::turns::Turn;

/// Why a stretch of text cannot be coded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PassageError {
    /// It is not in the text.
    #[error(
        "Positions {start} to {end} are outside the text, which has {length} characters. Select the words again."
    )]
    OutsideText {
        /// First code point asked for.
        start: usize,
        /// The code point after the last.
        end: usize,
        /// Code points in the text.
        length: usize,
    },
    /// It has no words.
    #[error("Nothing is selected. Select the words of one speaker.")]
    Empty,
    /// The interviewer says it.
    #[error("These are the words of {label}, who interviews. Select the words of the person who answers.")]
    Interviewer {
        /// The interviewer's label.
        label: String,
    },
    /// It runs from one turn into another.
    #[error("The selection runs over more than one turn. Code the words of each turn on their own.")]
    AcrossSpeakers,
    /// It takes in the label before the words, or what stands between two turns.
    #[error("The selection takes in a speaker's label. Select only the words that follow it.")]
    OnLabel,
}

/// The words between two code points.
///
/// # Errors
/// [`PassageError::OutsideText`] and [`PassageError::Empty`] (white space alone counts as empty).
pub fn quote<T: Words + ?Sized>(text: &T, start: usize, end: usize) -> Result<String, PassageError> {
    if start >= end {
        return Err(PassageError::Empty);
    }
    let Some(words) = text.words(start, end) else {
        return Err(PassageError::OutsideText { start, end, length: text.length() });
    };
    if words.trim().is_empty() { Err(PassageError::Empty) } else { Ok(words.to_owned()) }
}

/// The turn in which the whole range lies. Turns are in order and do not overlap, as
/// [`recognise_turns`](crate::recognise_turns) leaves them; here and below they are searched by halves.
pub fn turn_at(turns: &[Turn], start: usize, end: usize) -> Option<&Turn> {
    let at = turns.partition_point(|turn| turn.start <= start).checked_sub(1)?;
    turns.get(at).filter(|turn| end <= turn.end)
}

/// The turns that hold at least one code point of the range.
pub fn turns_touched(turns: &[Turn], start: usize, end: usize) -> &[Turn] {
    let behind = turns.get(turns.partition_point(|turn| turn.end <= start)..).unwrap_or_default();
    behind.get(..behind.partition_point(|turn| turn.start < end)).unwrap_or_default()
}

/// The label of the speaker in whose turn the whole range lies; `None` if it lies in no single speaker's turn.
pub fn speaker_at(turns: &[Turn], start: usize, end: usize) -> Option<&str> {
    let turn = turn_at(turns, start, end).filter(|_| start < end);
    turn.and_then(|turn| turn.speaker.as_deref())
}

/// Words that may be coded, and whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub quote: String,
    /// The speaker's label; `None` in a document without speakers, a heading, or a note between turns.
    pub speaker: Option<String>,
}

/// The words between two code points, if they lie within the turn of one speaker who does not interview, or
/// wholly in text that is nobody's.
///
/// # Errors
/// [`PassageError`], a sentence that says what to select instead.
pub fn passage<T: Words + ?Sized>(
    text: &T,
    turns: &[Turn],
    speakers: &[Speaker],
    start: usize,
    end: usize,
) -> Result<Passage, PassageError> {
    let quote = quote(text, start, end)?;
    let touched = turns_touched(turns, start, end);
    let interviewer = speakers
        .iter()
        .filter(|speaker| speaker.interviewer)
        .find(|speaker| touched.iter().any(|turn| turn.speaker.as_deref() == Some(speaker.label.as_str())));
    if let Some(speaker) = interviewer {
        return Err(PassageError::Interviewer { label: speaker.label.clone() });
    }
    let within = |turn: &Turn| turn.start <= start && end <= turn.end;
    match touched {
        [] if turns.is_empty() => Ok(Passage { quote, speaker: None }),
        [turn] if within(turn) => Ok(Passage { quote, speaker: turn.speaker.clone() }),
        [] | [_] => Err(PassageError::OnLabel),
        [first, .., last]
            if touched.iter().all(|turn| turn.speaker.is_none())
                && last.position - first.position + 1 == touched.len()
                && first.start <= start
                && end <= last.end =>
        {
            Ok(Passage { quote, speaker: None })
        }
        _ => Err(PassageError::AcrossSpeakers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::find_once;
    use crate::turns::recognise_turns;

    const TEXT: &str =
        "# Discharge\n\nINT: Who rings?\nAnn: We ring the ward. 👍\nINT: And then?\nAnn: Nobody.";

    fn speakers() -> Vec<Speaker> {
        [("INT", true), ("Ann", false)]
            .map(|(label, interviewer)| Speaker {
                label: label.into(),
                organisation: None,
                role_level: None,
                interviewer,
            })
            .to_vec()
    }

    fn select(words: &str) -> Result<Passage, PassageError> {
        let speakers = speakers();
        let (start, end) = find_once(TEXT, words).unwrap();
        passage(TEXT, &recognise_turns(TEXT, &speakers), &speakers, start, end)
    }

    #[test]
    fn a_passage_has_one_speaker() {
        assert_eq!(select("ward. 👍").unwrap().speaker.as_deref(), Some("Ann"));
        assert_eq!(select("# Discharge").unwrap().speaker, None);
    }

    #[test]
    fn the_interviewers_words_and_labels_are_not_coded() {
        assert_eq!(select("Who rings"), Err(PassageError::Interviewer { label: "INT".into() }));
        assert_eq!(select("Ann: We ring"), Err(PassageError::OnLabel));
        assert_eq!(select("👍\nINT: And"), Err(PassageError::Interviewer { label: "INT".into() }));
    }

    #[test]
    fn a_passage_does_not_run_over_two_turns() {
        let text = "Ann: One.\nBen: Two.\nAnn: Three.\nBen: Four.";
        let turns = recognise_turns(text, &[]);
        let (start, end) = find_once(text, "One.\nBen: Two").unwrap();
        assert_eq!(passage(text, &turns, &[], start, end), Err(PassageError::AcrossSpeakers));
        assert_eq!(speaker_at(&turns, start, end), None);
        assert_eq!(speaker_at(&turns, start, start + 3), Some("Ann"));
    }

    #[test]
    fn a_plan_has_no_speakers_and_may_be_coded() {
        let text = "# Plan\n\nWe will join up.\n\n## Money\n\nNone yet.";
        let turns = recognise_turns(text, &[]);
        let found = passage(text, &turns, &[], 8, text.chars().count()).unwrap();
        assert_eq!(found.speaker, None);
    }

    #[test]
    fn errors_say_what_to_do() {
        assert_eq!(quote("word", 2, 2), Err(PassageError::Empty));
        assert_eq!(quote("a \n b", 1, 4), Err(PassageError::Empty));
        let outside = quote("word", 2, 9).unwrap_err().to_string();
        assert_eq!(
            outside,
            "Positions 2 to 9 are outside the text, which has 4 characters. Select the words again."
        );
    }
}
