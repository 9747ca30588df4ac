use std::collections::BTreeSet;

use troth_rate::instrument::{Change, Comparison, Instrument};

use crate::small::{SMALL, changed, parse};

/// What one change does: the items with changes, and the variables that may still be compared.
fn after(changes: &[(&str, &str)]) -> (Comparison, Vec<(String, Vec<Change>)>) {
    let comparison = parse(SMALL).compare(&parse(&changed(changes)));
    let changed = comparison.items.iter().filter(|item| !item.changes.is_empty());
    let changed = changed.map(|item| (item.item.clone(), item.changes.iter().copied().collect())).collect();
    (comparison, changed)
}

fn is(changes: &[(&str, &str)], item: &str, change: Change) {
    let (comparison, changed) = after(changes);
    assert_eq!(changed, [(item.to_owned(), vec![change])]);
    assert!(!comparison.same_content && comparison.same_instrument);
}

#[test]
fn the_same_content_is_the_same_whatever_the_layout() {
    let commented = format!("# A comment.\n\n{SMALL}");
    let comparison = parse(SMALL).compare(&parse(&commented));
    assert!(comparison.same_content && comparison.unchanged().count() == 5);
    assert_eq!(parse(SMALL).content_hash(), parse(&commented).content_hash());
    assert_eq!(comparison.comparable_variables().len(), 5);
    assert_eq!(Instrument::built_in().content_hash().len(), 64);
}

#[test]
fn a_word_makes_another_question() {
    is(&[("They are fair.", "They are just.")], "fair", Change::Reworded);
    let (comparison, _) = after(&[("They are fair.", "They are just.")]);
    let comparable = comparison.comparable_variables();
    assert!(!comparable.contains("fairness") && comparable.contains("expertise_known"));
}

#[test]
fn another_label_changes_every_question_on_that_scale() {
    let (comparison, changed) = after(&[("en = \"Partly\"", "en = \"In part\"")]);
    let ids: Vec<&str> = changed.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["rely", "fair", "known"]);
    assert_eq!(comparison.with(Change::ScaleChanged).count(), 3);
    assert_eq!(comparison.comparable_variables(), BTreeSet::from(["years", "words"]));
    is(&[("max = 60", "max = 70")], "years", Change::ScaleChanged);
}

#[test]
fn who_is_asked_and_when_leaves_answers_comparable() {
    let rule = [("values = [2, 3]", "values = [3]")];
    is(&rule, "fair", Change::AskedOtherwise);
    assert!(after(&rule).0.comparable_variables().contains("fairness"));
    let (_, changed) = after(&[("short = 1, long = 2", "short = 2, long = 2")]);
    assert_eq!(changed.len(), 2, "both that take turns");
}

#[test]
fn an_item_that_stands_for_something_else_spoils_both_variables() {
    let other = [
        ("variable = \"fairness\"", "variable = \"credibility\""),
        ("aspect:fairness", "aspect:credibility"),
    ];
    is(&other, "fair", Change::MeaningChanged);
    let (comparison, _) = after(&other);
    let comparable = comparison.comparable_variables();
    assert!(!comparable.contains("fairness") && !comparable.contains("credibility"));
}

#[test]
fn what_is_new_and_what_is_gone() {
    let whole = parse(SMALL);
    let begin = SMALL.rfind("[[item]]").unwrap();
    let fewer = parse(&SMALL[..begin]);
    let gone = whole.compare(&fewer);
    assert_eq!(gone.with(Change::Removed).map(|item| item.item.as_str()).collect::<Vec<_>>(), ["words"]);
    let new = fewer.compare(&whole);
    assert_eq!(new.with(Change::Added).map(|item| item.item.as_str()).collect::<Vec<_>>(), ["words"]);
    assert!(!gone.comparable_variables().contains("words") && !new.comparable_variables().contains("words"));
}

#[test]
fn without_a_language_in_common_nothing_is_the_same() {
    let other = parse(&SMALL.replace("en = ", "cy = ").replace("id = \"en\"", "id = \"cy\""));
    let comparison = parse(SMALL).compare(&other);
    assert_eq!(comparison.unchanged().count(), 0);
    assert!(comparison.comparable_variables().is_empty());
}

#[test]
fn another_version_of_the_same_questions_is_comparable() {
    let (comparison, changed) = after(&[("version = \"1\"", "version = \"2\"")]);
    assert!(changed.is_empty() && !comparison.same_content);
    assert_eq!(comparison.comparable_variables().len(), 5);
}
