use std::collections::BTreeSet;

use troth_framework::{Concept, Lens};
use troth_rate::instrument::{Form, Instrument, Item, Kind, Per, Status, Who};

fn ids<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a str> {
    items.map(|item| item.id.as_str()).collect()
}

#[test]
fn every_variable_of_the_framework_is_asked_and_means_the_same() {
    let (instrument, lens) = (Instrument::built_in(), Lens::built_in());
    let asked: BTreeSet<&str> = instrument.items.iter().map(|item| item.variable.as_str()).collect();
    let missing: Vec<&str> =
        lens.variables.iter().map(|v| v.id.as_str()).filter(|id| !asked.contains(id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for item in instrument.items.iter().filter(|item| item.is_scored()) {
        let variable = lens.variable(&item.variable).unwrap();
        assert_eq!(item.construct.as_ref(), Some(&variable.maps_to), "{}", item.id);
        assert_eq!((&item.facet, item.polarity), (&variable.facet, Some(variable.polarity)), "{}", item.id);
    }
}

#[test]
fn the_short_form_asks_about_every_concept() {
    let lens = Lens::built_in();
    let short = Instrument::built_in().items.iter().filter(|item| item.form == Form::Short);
    let asked: BTreeSet<&Concept> = short.filter_map(|item| item.construct.as_ref()).collect();
    let all: BTreeSet<&Concept> = lens.variables.iter().map(|variable| &variable.maps_to).collect();
    assert_eq!(asked, all);
}

#[test]
fn it_says_that_it_is_not_validated_and_whose_words_it_has() {
    let instrument = Instrument::built_in();
    assert_eq!(instrument.head.status, Status::NotValidated);
    assert_eq!(instrument.head.status.words(), "not yet validated");
    assert!(instrument.items.iter().all(|item| item.source.ends_with("Wording ours.")));
    let languages: Vec<_> = instrument.languages.iter().map(|l| (l.id.as_str(), l.checked)).collect();
    assert_eq!(languages, [("en", true), ("nl", false)]);
}

#[test]
fn only_representatives_are_asked_about_outcomes_and_only_staff_about_themselves() {
    let instrument = Instrument::built_in();
    let of = |who: Who| ids(instrument.items.iter().filter(|item| item.who == who));
    assert_eq!(
        of(Who::Representative),
        ["outcome_referral", "outcome_consolidation", "outcome_planning", "outcome_jointwork"]
    );
    assert_eq!(
        of(Who::Staff),
        [
            "knows_service",
            "engaged_part",
            "engaged_job",
            "engaged_safe",
            "role_level",
            "years",
            "other_sector"
        ]
    );
}

#[test]
fn cant_say_is_everywhere_and_words_may_be_left_empty() {
    let instrument = Instrument::built_in();
    for item in &instrument.items {
        assert_eq!(instrument.cant_say_of(item).is_some(), item.kind != Kind::Text, "{}", item.id);
        assert!(item.no_cant_say.is_none(), "{}", item.id);
    }
    let knows = instrument.item("knows_service").unwrap();
    assert_eq!(instrument.cant_say_of(knows).unwrap().get("en"), "I don’t know");
}

#[test]
fn the_question_in_own_words_warns_not_to_describe_patients() {
    let texts: Vec<&Item> =
        Instrument::built_in().items.iter().filter(|item| item.kind == Kind::Text).collect();
    assert_eq!(texts.len(), 1);
    let help = texts[0].help.as_ref().unwrap();
    assert!(help.get("en").contains("not describe patients") && help.get("nl").contains("geen patiënten"));
}

#[test]
fn reversed_questions_are_those_of_the_framework() {
    let instrument = Instrument::built_in();
    let reversed =
        instrument.items.iter().filter(|i| i.polarity == Some(troth_framework::Polarity::Asymmetry));
    assert_eq!(ids(reversed), ["conflict", "competition_history", "threat", "complexity"]);
    let contact = instrument.items.iter().filter(|item| item.per == Per::Contact);
    assert_eq!(ids(contact), ["reliance_contact"]);
}

/// Syllables of an English word, roughly: groups of vowels, less a silent e at the end.
fn syllables(word: &str) -> usize {
    let word: String = word.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        groups += usize::from(vowel(c) && !before);
        before = vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
    (groups - usize::from(silent)).max(1)
}

/// Grade of Flesch and Kincaid, by the formula of Kincaid et al. 1975; five years more is about the age of a reader.
#[test]
fn a_child_of_twelve_can_read_the_questions() {
    let instrument = Instrument::built_in();
    let wordings: Vec<&str> = instrument.items.iter().map(|item| item.wording.get("en")).collect();
    let words: Vec<&str> = wordings.iter().flat_map(|text| text.split_whitespace()).collect();
    assert!(wordings.iter().all(|text| text.split_whitespace().count() <= 16));
    let (words, sentences, syllables) = (
        f64::from(u32::try_from(words.len()).unwrap()),
        f64::from(u32::try_from(wordings.len()).unwrap()),
        f64::from(u32::try_from(words.iter().map(|word| syllables(word)).sum::<usize>()).unwrap()),
    );
    let grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    assert!((2.0..7.0).contains(&grade), "{grade}");
}

#[test]
fn the_page_of_the_instrument_names_every_question_as_it_is() {
    let page = include_str!("../../../../docs/methods/instrument.md");
    for item in &Instrument::built_in().items {
        let row = format!("| `{}` | {} |", item.id, item.wording.get("en"));
        assert!(page.contains(&row), "{row}");
    }
}
