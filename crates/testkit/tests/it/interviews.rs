//! The interviews, their speakers and their codings.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{NETWORKS, Row, columns, ids, path, rows, sectors, text};

fn files(network: &str) -> Vec<String> {
    let folder = path(&format!("{network}/interviews"));
    let names = std::fs::read_dir(folder).expect("interviews").map(|entry| entry.expect("entry").file_name());
    let mut names: Vec<String> =
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.ends_with(".txt")).collect();
    names.sort();
    names
}

/// The turns of an interview: label and words.
fn turns(network: &str, file: &str) -> Vec<(String, String)> {
    let text = text(&format!("{network}/interviews/{file}"));
    assert!(!text.contains('\r') && text.ends_with('\n') && !text.starts_with('\u{feff}'), "{file}");
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (label, words) = line.split_once(": ").unwrap_or_else(|| panic!("{file}: {line}"));
            (label.to_owned(), words.to_owned())
        })
        .collect()
}

fn codings(network: &str) -> Vec<Row> {
    rows(&format!("{network}/interviews/codings.csv"))
}

/// The label of the one turn in which a coding's quotation stands.
fn speaker(network: &str, coding: &Row) -> String {
    let turns = turns(network, &coding["file"]);
    let mut said = turns.iter().filter(|(_, words)| words.contains(&coding["quote"]));
    let (label, _) = said.next().unwrap_or_else(|| panic!("{network}: not found {coding:?}"));
    assert!(said.next().is_none(), "{network}: more than one turn {coding:?}");
    label.clone()
}

#[test]
fn there_are_nine_interviews_in_alder_vale_and_two_elsewhere_of_25_to_60_turns() {
    for (network, count) in NETWORKS.into_iter().zip([9, 2, 2]) {
        assert_eq!(files(network).len(), count, "{network}");
        for file in files(network) {
            let words = text(&format!("{network}/interviews/{file}")).split_whitespace().count();
            assert!((600..=1500).contains(&words), "{network} {file} {words}");
            let turns = turns(network, &file).len();
            assert!((25..=60).contains(&turns), "{network} {file} {turns}");
        }
    }
}

#[test]
fn every_speaker_has_a_row_and_every_row_a_speaker() {
    for network in NETWORKS {
        let file = format!("{network}/interviews/speakers.csv");
        assert_eq!(columns(&file), "file,label,organisation,role_level");
        let organisations = ids(&format!("{network}/organisations.csv"));
        let mut listed = BTreeSet::new();
        for row in rows(&file) {
            let asks = row["label"] == "Interviewer";
            assert!(
                asks == row["organisation"].is_empty() && asks == row["role_level"].is_empty(),
                "{row:?}"
            );
            assert!(asks || organisations.contains(&row["organisation"]), "{row:?}");
            listed.insert((row["file"].clone(), row["label"].clone()));
        }
        let heard: BTreeSet<(String, String)> = files(network)
            .into_iter()
            .flat_map(|file| turns(network, &file).into_iter().map(move |(label, _)| (file.clone(), label)))
            .collect();
        assert_eq!(listed, heard, "{network}");
    }
}

#[test]
fn every_quotation_stands_exactly_once_in_one_turn_of_an_interviewee() {
    for network in NETWORKS {
        for coding in codings(network) {
            let whole = text(&format!("{network}/interviews/{}", coding["file"]));
            assert_eq!(whole.matches(&coding["quote"]).count(), 1, "{network} {coding:?}");
            assert_ne!(speaker(network, &coding), "Interviewer", "{coding:?}");
        }
    }
}

#[test]
fn codings_use_known_words_and_ids_and_there_are_six_to_twelve_per_interview() {
    for network in NETWORKS {
        assert_eq!(
            columns(&format!("{network}/interviews/codings.csv")),
            "file,quote,narrative,facet,polarity,about,permission"
        );
        let sectors = sectors(network);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in codings(network) {
            let facets: &[&str] =
                if row["narrative"] == "expertise" { &["known", "recognised"] } else { &[""] };
            assert!(
                ["roles", "expertise", "capacity", "distance", "model"].contains(&row["narrative"].as_str())
            );
            assert!(facets.contains(&row["facet"].as_str()), "{row:?}");
            assert!(["loss", "gain", "neutral"].contains(&row["polarity"].as_str()), "{row:?}");
            let allowed = ["not_quoted", "sector_only", "with_organisation", "named"];
            assert!(allowed.contains(&row["permission"].as_str()), "{row:?}");
            let known = match row["about"].strip_prefix("sector:") {
                Some(sector) => sectors.values().any(|known| known == sector),
                None => sectors.contains_key(&row["about"]),
            };
            assert!(known, "{row:?}");
            *counts.entry(row["file"].clone()).or_default() += 1;
        }
        assert_eq!(counts.keys().cloned().collect::<Vec<_>>(), files(network));
        assert!(counts.values().all(|count| (6..=12).contains(count)), "{network} {counts:?}");
    }
}

#[test]
fn positions_in_bytes_utf16_and_code_points_differ_somewhere() {
    let texts: Vec<String> =
        files("alder-vale").iter().map(|file| text(&format!("alder-vale/interviews/{file}"))).collect();
    assert!(texts.iter().any(|text| text.contains("café")));
    assert!(texts.iter().any(|text| text.chars().any(|letter| letter as u32 > 0xffff)));
}

/// Sector to sector in Alder Vale: speakers, passages told as a loss, all passages.
fn reading(from: &str, narrative: &str, to: &str) -> (usize, usize, usize) {
    let sectors = sectors("alder-vale");
    let organisation: BTreeMap<(String, String), String> = rows("alder-vale/interviews/speakers.csv")
        .into_iter()
        .map(|row| ((row["file"].clone(), row["label"].clone()), row["organisation"].clone()))
        .collect();
    let (mut speakers, mut losses, mut all) = (BTreeSet::new(), 0, 0);
    for coding in codings("alder-vale") {
        let who = (coding["file"].clone(), speaker("alder-vale", &coding));
        let about = coding["about"].strip_prefix("sector:").unwrap_or_else(|| &sectors[&coding["about"]]);
        if sectors[&organisation[&who]] == from && about == to && coding["narrative"] == narrative {
            speakers.insert(who);
            all += 1;
            losses += usize::from(coding["polarity"] == "loss");
        }
    }
    (speakers.len(), losses, all)
}

#[test]
fn sector_readings_have_three_speakers_and_tell_the_story() {
    for (from, narrative, to) in [
        ("health", "expertise", "voluntary"),
        ("voluntary", "expertise", "health"),
        ("health", "expertise", "social_care"),
        ("social_care", "expertise", "health"),
        ("health", "roles", "social_care"),
        ("social_care", "roles", "health"),
        ("social_care", "capacity", "health"),
    ] {
        let (speakers, losses, all) = reading(from, narrative, to);
        assert!(speakers >= 3 && losses * 3 >= all * 2, "{from} {narrative} {to}: {speakers} {losses}/{all}");
    }
    let (speakers, losses, _) = reading("health", "capacity", "social_care");
    assert!(speakers >= 3 && losses == 0);
}
