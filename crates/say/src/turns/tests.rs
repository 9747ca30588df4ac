//! How turns are recognised.

use proptest::prelude::*;

use super::*;
use crate::passage::{passage, quote, speaker_at};

fn speaker(label: &str) -> Speaker {
    Speaker { label: label.into(), organisation: None, role_level: None, interviewer: false }
}

/// Each turn as "label: words", with "-" for nobody.
fn read(text: &str, speakers: &[Speaker]) -> Vec<String> {
    recognise_turns(text, speakers)
        .into_iter()
        .map(|turn| {
            let words = quote(text, turn.start, turn.end).unwrap();
            format!("{}: {words}", turn.speaker.unwrap_or_else(|| "-".into()))
        })
        .collect()
}

#[test]
fn headings_and_text_before_the_first_turn_are_nobodys() {
    let text = "Recorded at home.\n# Start\n\nINT: How is it?\n\nAnn:\nGood.\nMostly.\n## Later\nA break.\nINT: And?\nAnn: Fine";
    assert_eq!(
        read(text, &[]),
        [
            "-: Recorded at home.",
            "-: # Start",
            "INT: How is it?",
            "Ann: Good.\nMostly.",
            "-: ## Later",
            "-: A break.",
            "INT: And?",
            "Ann: Fine"
        ]
    );
}

#[test]
fn a_colon_inside_an_answer_does_not_split_it() {
    let text = "Ann: I said\nNote: ring first.\nNote: ring twice.\nhttp://a.example\nAt 10:30 we did.\nOne thing: no.\nBen: Yes\nAnn: So\nBen: Right";
    assert_eq!(read(text, &[]).len(), 4);
    assert!(read(text, &[])[0].ends_with("One thing: no."));
}

#[test]
fn a_label_that_occurs_once_counts_only_if_it_is_listed() {
    let text = "Ann: Yes.\nNote: No.";
    assert_eq!(read(text, &[]), ["-: Ann: Yes.\nNote: No."]);
    assert_eq!(read(text, &[speaker("Ann")]), ["Ann: Yes.\nNote: No."]);
    assert_eq!(read(text, &[speaker("Ann"), speaker("Note")]), ["Ann: Yes.", "Note: No."]);
}

#[test]
fn times_and_bold_labels_as_transcribers_write_them() {
    let timed = "[00:00:01] Doctor: Hello?\n[00:00:02] Patient: [unclear]\n[00:00:04] Doctor: Hm.\n[00:00:05] Patient: Yes";
    assert_eq!(read(timed, &[]), ["Doctor: Hello?", "Patient: [unclear]", "Doctor: Hm.", "Patient: Yes"]);
    let bold = "**Zoë Ång:** One\n\n**Ben**: Two\n\n**Zoë Ång:** Three\n\n**Ben**: Four";
    assert_eq!(read(bold, &[]), ["Zoë Ång: One", "Ben: Two", "Zoë Ång: Three", "Ben: Four"]);
}

#[test]
fn labels_longer_than_forty_characters_open_nothing() {
    let long = "Somebody who has a very long description x";
    assert_eq!(recognise_turns(&format!("{long}: a\n{long}: b"), &[speaker(long)]).len(), 1);
    assert!(recognise_turns(" \n\n", &[]).is_empty());
}

/// Lines as they come: labels, headings, emoji, accents, blank lines, colons in odd places.
fn a_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "(Ann|Ben|Zoë|INT): [a-z é👍🏽\u{301}:]{0,12}",
        "#{1,3} [a-zé]{0,6}",
        "\\*\\*Ben:\\*\\* [a-z👩🏽‍⚕️]{0,5}",
        "\\[00:0[0-9]\\] Ann: [a-z]{0,4}",
        "[ \\t]{0,3}",
        "(?s).{0,20}",
    ];
    proptest::collection::vec(line, 0..12).prop_map(|lines| crate::normalise(&lines.join("\n")))
}

proptest! {
    #[test]
    fn every_turn_lies_inside_the_text_after_the_one_before(text in a_text()) {
        let mut from = 0;
        for (position, turn) in recognise_turns(&text, &[speaker("INT")]).iter().enumerate() {
            prop_assert_eq!(turn.position, position);
            prop_assert!(from <= turn.start && turn.start < turn.end && turn.end <= text.chars().count());
            from = turn.end;
        }
    }

    #[test]
    fn a_turns_words_are_its_code_points_and_its_speakers(text in a_text()) {
        let points: Vec<char> = text.chars().collect();
        let turns = recognise_turns(&text, &[]);
        for turn in &turns {
            let words: String = points[turn.start..turn.end].iter().collect();
            prop_assert_eq!(words.trim(), words.as_str());
            prop_assert_eq!(speaker_at(&turns, turn.start, turn.end), turn.speaker.as_deref());
            let found = passage(&text, &turns, &[], turn.start, turn.end).unwrap();
            prop_assert_eq!(found.speaker, turn.speaker.clone());
            prop_assert_eq!(found.quote, words);
        }
    }

    #[test]
    fn nothing_but_labels_times_and_white_space_is_left_out(text in a_text()) {
        let turns = recognise_turns(&text, &[speaker("Ann")]);
        let points: Vec<char> = text.chars().collect();
        let mut from = 0;
        for turn in &turns {
            let gap: String = points[from..turn.start].iter().collect();
            let labelled = gap.lines().all(|line| line.trim().is_empty() || label_of(line).is_some());
            prop_assert!(labelled, "left out: {:?}", gap);
            from = turn.end;
        }
    }
}
