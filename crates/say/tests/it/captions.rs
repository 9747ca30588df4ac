//! Captions become a text of turns with their times.

use proptest::prelude::*;
use troth_say::{Speaker, recognise_turns};

use crate::built::{notices, read, turns};

// From primock57 (day1, consultations 01 and 02), babylonhealth, CC BY 4.0; shortened.
const TEAMS: &str = include_str!("../data/primock57-teams.vtt");
const ZOOM: &str = include_str!("../data/primock57-zoom.vtt");

#[test]
fn voices_of_teams_become_turns_in_the_order_they_begin() {
    let file = read("teams.vtt", TEAMS.as_bytes()).unwrap();
    let turns = turns(&file);
    assert_eq!(
        turns[1],
        "Patient: Hello, how are you? Oh hey, um, I've just had some diarrhea for the last three days, um, and it's been affecting me I need to stay close to the toilet. And, um, yeah, it's been affecting my day-to-day activities. @3907"
    );
    assert!(turns[0].starts_with("Doctor: Hello? Hi.") && turns[0].ends_with("@2533"));
    assert!(file.text.starts_with("Doctor: Hello? Hi."));
    assert_eq!(file.times.len(), 5, "one for each caption");
}

#[test]
fn labels_of_zoom_become_turns() {
    let file = read("zoom.vtt", ZOOM.replace('\n', "\r\n").as_bytes()).unwrap();
    let turns = turns(&file);
    assert_eq!(turns[0], "Doctor: Hello? @0");
    assert_eq!(turns[3], "Patient: OK. @12669");
    assert!(file.notices.is_empty());
}

#[test]
fn subrip_goes_on_with_a_speaker_until_the_next_label() {
    let srt = "\u{feff}1\n00:00:01,157 --> 00:00:02,088\n<i>Ann:</i> Hello &amp; welcome\n\n2\n00:00:02,403 --> 00:00:03,014\nto you <b>all</b> {\\an8}if x < y.\n3\n00:00:04,000 --> 00:00:05,000\nBen: Yes.\n\n4\n00:00:06,000 --> 00:00:07,000\nAnn: Good.\n";
    let file = read("a.srt", srt.as_bytes()).unwrap();
    assert_eq!(
        turns(&file),
        ["Ann: Hello & welcome to you all if x < y. @1157", "Ben: Yes. @4000", "Ann: Good. @6000"]
    );
    assert_eq!(file.times.len(), 4);
}

#[test]
fn notes_and_styles_are_left_out_and_said() {
    let vtt = "WEBVTT - made\nKind: captions\n\nSTYLE\n::cue {}\n\nNOTE hm\n\nid\n00:01.000 --> 00:02.000 align:start\n<v.loud Ann>Well<00:01.500><c> yes</c></v> <v Ben>No &lt;never&gt;\nat all\n\nx --> y\nlost\n";
    let file = read("a.vtt", vtt.as_bytes()).unwrap();
    assert_eq!(turns(&file), ["Ann: Well yes @1000", "Ben: No <never> at all @1000"]);
    assert_eq!(notices(&file).len(), 2);
    assert!(read("a.vtt", b"WEBVTT\n").unwrap_err().to_string().contains("holds no captions"));
}

#[test]
fn captions_without_names_are_paragraphs_of_nobody() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n00:00:02,100 --> 00:00:03,000\nTwo.\n\n3\n00:00:09,000 --> 00:00:10,000\nLater.\n";
    assert_eq!(turns(&read("a.srt", srt.as_bytes()).unwrap()), ["-: One. Two. @1000", "-: Later. @9000"]);
}

proptest! {
    #[test]
    fn the_turns_of_captions_are_those_that_their_text_gives(
        cues in prop::collection::vec((0_u64..90_000, 0_u64..5_000, "(Ann|Ben|Zoë O'Hara)", "[a-zé👩 .?]{1,30}"), 1..20)
    ) {
        let time = |ms: u64| format!("{:02}:{:02}.{:03}", ms / 60_000, ms / 1000 % 60, ms % 1000);
        let blocks: String = cues
            .iter()
            .map(|(at, long, who, words)| format!("\n{} --> {}\n<v {who}>{words}</v>\n", time(*at), time(at + long)))
            .collect();
        prop_assume!(cues.iter().any(|(.., words)| !words.trim().is_empty()));
        let file = read("a.vtt", format!("WEBVTT\n{blocks}").as_bytes()).unwrap();
        let speakers = ["Ann", "Ben", "Zoë O'Hara"]
            .map(|label| Speaker { label: label.into(), organisation: None, role_level: None, interviewer: false });
        let mut given = file.turns.clone().unwrap();
        given.iter_mut().for_each(|turn| turn.at_ms = None);
        prop_assert_eq!(given, recognise_turns(&file.text, &speakers));
    }
}
