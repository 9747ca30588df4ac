//! Where a passage of a file may stand here: within the turn of one speaker who does not interview.

use troth_say::{Speaker, Turn, passage, tidy};

/// The stretches that a passage becomes. One that runs over several turns becomes one for each; the words of
/// interviewers and labels are left out. None if nothing is left.
pub(super) fn within_turns(
    text: &str,
    turns: &[Turn],
    speakers: &[Speaker],
    (start, end): (usize, usize),
) -> Vec<(usize, usize)> {
    let (start, end) = tidy(text, start, end);
    if start >= end {
        return Vec::new();
    }
    if passage(text, turns, speakers, start, end).is_ok() {
        return vec![(start, end)];
    }
    let asks = |turn: &Turn| {
        speakers.iter().any(|s| s.interviewer && turn.speaker.as_deref() == Some(s.label.as_str()))
    };
    turns
        .iter()
        .filter(|turn| turn.start < end && start < turn.end && !asks(turn))
        .map(|turn| tidy(text, start.max(turn.start), end.min(turn.end)))
        .filter(|(start, end)| passage(text, turns, speakers, *start, *end).is_ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use troth_say::{find_once, recognise_turns, slice};

    use super::*;

    #[test]
    fn a_passage_over_turns_becomes_one_for_each_without_the_interviewer() {
        let text = "INT: Who?\nAnn: We ring.\nBo: They wait.\nINT: And?\nAnn: Nobody.";
        let speaker = |label: &str, interviewer| Speaker {
            label: label.into(),
            organisation: None,
            role_level: None,
            interviewer,
        };
        let speakers = [speaker("INT", true), speaker("Ann", false), speaker("Bo", false)];
        let turns = recognise_turns(text, &speakers);
        let became = |words: &str| -> Vec<&str> {
            let place = find_once(text, words).unwrap();
            let all = within_turns(text, &turns, &speakers, place);
            all.into_iter().map(|(start, end)| slice(text, start, end).unwrap()).collect()
        };
        assert_eq!(became("ring.\nBo: They wait.\nINT: And"), ["ring.", "They wait."]);
        assert_eq!(became(" We ring."), ["We ring."]);
        assert_eq!(became("Ann: We"), ["We"]);
        assert!(became("And?").is_empty());
        assert!(within_turns(text, &turns, &speakers, (3, 3)).is_empty());
        assert_eq!(within_turns("Plain words.", &[], &[], (0, 5)), [(0, 5)]);
    }
}
