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

/// The labels of the turns, in order, with their times in seconds.
fn speak(text: &str, listed: &[&str]) -> Vec<(String, Option<u64>)> {
    let listed: Vec<Speaker> = listed.iter().map(|label| speaker(label)).collect();
    recognise_turns(text, &listed)
        .into_iter()
        .map(|turn| (turn.speaker.unwrap_or_else(|| "-".into()), turn.at_ms.map(|ms| ms / 1000)))
        .collect()
}

fn told(expected: &[(&str, Option<u64>)]) -> Vec<(String, Option<u64>)> {
    expected.iter().map(|(label, at)| ((*label).to_owned(), *at)).collect()
}

#[test]
fn numbers_tabs_and_questions_as_transcribers_write_them() {
    let four = |a: &str, b: &str| told(&[(a, None), (b, None), (a, None), (b, None)]);
    assert_eq!(speak("Ann\tYes.\nBen\tNo.\nAnn\tWell.\nBen\tHm.", &[]), four("Ann", "Ben"));
    assert_eq!(speak("1\tI: How?\n2\tR1: Well.\n3\tI: And?\n4\tR1: So.", &[]), four("I", "R1"));
    assert_eq!(speak("1. Dan: How?\n2. Eve: Well.\n3. Dan: And?\n4. Eve: So.", &[]), four("Dan", "Eve"));
    assert_eq!(speak("Q: How?\nA: Well.\nQ: And?\nA: So.", &[]), four("Q", "A"));
    assert_eq!(
        speak("[Person 1]: How?\n[Ward 2]: Well.\n[Person 1]: And?\n[Ward 2]: So.", &[]),
        four("[Person 1]", "[Ward 2]")
    );
    // A table of figures or a list is no talk.
    assert_eq!(speak("beds\t12\nstaff\t7\nbeds\t13\nstaff\t8\n", &[]), told(&[("-", None)]));
    assert_eq!(speak("[laughter]: a\n[laughter]: b", &[]), told(&[("-", None)]));
}

#[test]
fn a_label_on_a_line_of_its_own_counts_in_bold_with_a_time_or_when_listed() {
    let timed =
        "Ann Bell   0:05\nWe rang.\n\nBen   1:10\nNobody came.\n\nAnn Bell   1:20\nNo.\nBen   2:00\nHm.";
    assert_eq!(
        speak(timed, &[]),
        told(&[("Ann Bell", Some(5)), ("Ben", Some(70)), ("Ann Bell", Some(80)), ("Ben", Some(120))])
    );
    let bold = "**Ann**\n\nWe rang.\n\n**Ben**\n\nWho?\n\n**Ann**\n\nYou.\n\n**Ben**\n\nMe.";
    assert_eq!(speak(bold, &[]), told(&[("Ann", None), ("Ben", None), ("Ann", None), ("Ben", None)]));
    let bare = "Ann\nWe rang.\nBen\nYes\nAnn\nYes\nBen\nYes";
    assert_eq!(speak(bare, &[]), told(&[("-", None)]));
    assert_eq!(speak(bare, &["Ann", "Ben"]).len(), 4);
}

#[test]
fn times_stand_before_in_and_behind_labels() {
    let text = "[00:00:01] Ann: One\nBen (00:12): Two\n**Ann:** \\[03:55\\] Three\nBen: Four #01:00:00-0#\n00:05:00 Ann: Five\nBen [10:00]\nSix\nBen [11:00]\nSeven";
    assert_eq!(
        speak(text, &[]),
        told(&[
            ("Ann", Some(1)),
            ("Ben", Some(12)),
            ("Ann", Some(235)),
            ("Ben", None),
            ("Ann", Some(300)),
            ("Ben", Some(600)),
            ("Ben", Some(660))
        ])
    );
    assert_eq!(read(text, &[])[2], "Ann: Three");
}

#[test]
fn a_quotation_is_nobodys_and_whoever_spoke_goes_on() {
    let text =
        "Ann: Read this.\n> Ben: We rang.\n> Twice.\n\nWhat do you say?\nBen: True.\nAnn: Good.\nBen: Yes.";
    assert_eq!(
        read(text, &[])[..4],
        ["Ann: Read this.", "-: > Ben: We rang.\n> Twice.", "Ann: What do you say?", "Ben: True."]
    );
}
