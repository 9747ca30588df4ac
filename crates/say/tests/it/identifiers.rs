//! How well identifiers are found: recall and false proposals on a text labelled by hand, and on published ones.

use std::collections::BTreeMap;

use troth_say::identifiers::{Choice, Kind, Sure, find, replace};
use troth_say::{Found, Known, normalise};

/// Invented for this test. What is to be found stands in double braces with its kind: `{{person:Sarah}}`.
const LABELLED: &str = include_str!("../data/labelled.txt");

/// The kinds as the labelled text names them.
const KINDS: [(&str, Kind); 17] = [
    ("person", Kind::Person),
    ("organisation", Kind::Organisation),
    ("place", Kind::Place),
    ("telephone", Kind::Telephone),
    ("email", Kind::Email),
    ("web", Kind::WebAddress),
    ("user", Kind::UserName),
    ("postcode", Kind::Postcode),
    ("birth", Kind::BirthDate),
    ("date", Kind::Date),
    ("insurance", Kind::NationalInsurance),
    ("registration", Kind::Registration),
    ("ip", Kind::IpAddress),
    ("nhs", Kind::NhsNumber),
    ("chi", Kind::ChiNumber),
    ("hcn", Kind::HealthAndCareNumber),
    ("hospital", Kind::HospitalNumber),
];

struct Truth {
    text: String,
    /// Kind, first and last byte.
    marks: Vec<(Kind, usize, usize)>,
}

fn truth() -> Truth {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = LABELLED;
    while let Some((before, marked)) = rest.split_once("{{") {
        let (inside, after) = marked.split_once("}}").unwrap();
        let (kind, words) = inside.split_once(':').unwrap();
        text.push_str(before);
        let kind = KINDS.iter().find(|(name, _)| *name == kind).unwrap_or_else(|| panic!("{kind}")).1;
        marks.push((kind, text.len(), text.len() + words.len()));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    assert_eq!(normalise(&text), text);
    Truth { text, marks }
}

const KNOWN: Known = Known {
    speakers: &["Interviewer", "Priya Nair"],
    organisations: &["Meadowbank Community Trust", "Harbour View", "Sussex Partnership"],
};

#[test]
fn recall_and_false_proposals_on_the_labelled_text() {
    let Truth { text, marks } = truth();
    let found = find(&text, &KNOWN);
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let spans: Vec<(Kind, usize, usize, Sure)> =
        found.iter().map(|f| (f.kind, bytes[f.start], bytes[f.end], f.sure)).collect();
    let mut told: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for (kind, first, last) in &marks {
        let all = told.entry(*kind).or_default();
        all.1 += 1;
        // Found as what it is, or at least wholly covered by proposals of another kind of name.
        let names = [Kind::Person, Kind::Organisation, Kind::Place];
        let hit = spans.iter().any(|(k, f, l, _)| {
            f <= first && last <= l && (k == kind || (names.contains(k) && names.contains(kind)))
        });
        if hit {
            all.0 += 1;
        } else {
            missed.push(format!("{kind:?} {}", &text[*first..*last]));
        }
    }
    let wrong: Vec<String> = spans
        .iter()
        .filter(|(_, first, last, _)| !marks.iter().any(|(_, f, l)| f < last && first < l))
        .map(|(kind, first, last, sure)| format!("{kind:?} {sure:?} {}", &text[*first..*last]))
        .collect();
    let whole = |kind: Kind| told.get(&kind).is_some_and(|(found, all)| found == all);
    for kind in [
        Kind::Telephone,
        Kind::Email,
        Kind::Postcode,
        Kind::NhsNumber,
        Kind::ChiNumber,
        Kind::HealthAndCareNumber,
        Kind::HospitalNumber,
        Kind::BirthDate,
        Kind::NationalInsurance,
        Kind::Registration,
    ] {
        assert!(whole(kind), "{kind:?} {:?}: {missed:?}", told.get(&kind));
    }
    let share = |kind: Kind| told.get(&kind).map_or(0, |(found, all)| found * 100 / all);
    use std::io::Write as _;
    let line = format!(
        "{} words; {told:?}\nmissed {missed:?}\nfalse {} of {}: {wrong:?}\n",
        text.split_whitespace().count(),
        wrong.len(),
        spans.len()
    );
    let _ = std::io::stderr().write_all(line.as_bytes());
    assert!(share(Kind::Person) >= 95, "{missed:?}");
    assert!(share(Kind::Organisation) >= 90 && share(Kind::Place) >= 90, "{missed:?}");
    assert!(wrong.len() * 10 <= spans.len(), "{wrong:?}");
}

#[test]
fn names_behind_titles_and_listed_labels_are_all_found() {
    let Truth { text, marks } = truth();
    let found = find(&text, &KNOWN);
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let titles = ["Mr ", "Mrs ", "Ms ", "Dr ", "Dr. ", "Sister ", "Professor ", "Nurse ", "Matron "];
    let mut titled = 0;
    for (kind, first, last) in &marks {
        let labelled = text[..*first].ends_with('\n') && text[*last..].starts_with(':');
        if *kind == Kind::Person && (labelled || titles.iter().any(|title| text[..*first].ends_with(title))) {
            titled += 1;
            let hit = found
                .iter()
                .any(|f| f.kind == Kind::Person && bytes[f.start] <= *first && *last <= bytes[f.end]);
            assert!(hit, "{}", &text[*first..*last]);
        }
    }
    assert!(titled >= 15, "{titled}");
}

#[test]
fn somebody_has_one_pseudonym_and_nothing_found_is_left() {
    let text = truth().text;
    let found = find(&text, &KNOWN);
    let same = |words: &str| {
        found.iter().filter(|f| f.words == words).map(|f| f.suggestion.as_str()).collect::<Vec<_>>()
    };
    let priya = same("Priya Nair");
    assert!(priya.len() > 1 && priya.iter().all(|s| *s == priya[0]), "{priya:?}");
    assert_eq!(same("Priya")[0], priya[0]);
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    assert!(found.iter().any(Found::refused) && found.iter().all(|f| f.refused() == f.suggestion.is_empty()));
    let choices: Vec<Choice> =
        found.iter().map(|f| Choice { start: f.start, end: f.end, with: f.suggestion.clone() }).collect();
    let replaced = replace(&text, &choices).unwrap();
    for gone in ["Nair", "Okonkwo", "07700", "@", "BN2 5BE"] {
        assert!(text.contains(gone) && !replaced.text.contains(gone), "{gone}");
    }
    // A second look finds nothing of what was sure.
    let left: Vec<_> =
        find(&replaced.text, &Known::default()).into_iter().filter(|f| f.sure == Sure::High).collect();
    assert!(left.is_empty(), "{left:?}");
}
