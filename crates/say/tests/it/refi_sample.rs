//! Any project that the model can hold, for round trips.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use troth_network::Timestamp;
use troth_say::refi::ORIGIN;
use troth_say::refi::model::*;
use uuid::Uuid;

/// Words with what usually goes wrong: emoji, marks, right to left, quotes, line ends, white space at the ends.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z .,!?]{1,30}",
        "[ \n\té👩🏽‍⚕️שלום عربي<>&\"'\\]]{1,20}",
        Just("👍".to_owned()),
        Just("a\u{301} \u{202e}abc".to_owned()),
        Just("line\n\n  second".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just(String::new()),
        1 => Just(" \n".to_owned()),
        6 => vec(words(), 1..8).prop_map(|parts| parts.concat()),
    ]
}

fn moment() -> impl Strategy<Value = Option<Timestamp>> {
    option::of((0_i64..4_000_000_000_000_000).prop_map(Timestamp::from_micros))
}

/// Places in a list, to be taken modulo its length.
fn picks() -> impl Strategy<Value = Vec<usize>> {
    vec(0_usize..100, 0..3)
}

fn picked(picks: &[usize], from: &[Uuid]) -> Vec<Uuid> {
    if from.is_empty() { Vec::new() } else { picks.iter().map(|pick| from[pick % from.len()]).collect() }
}

type Named = (String, Option<String>, Vec<usize>);

fn named() -> impl Strategy<Value = Named> {
    (words(), option::of(words()), picks())
}

type Spanned = (
    (usize, usize),
    (Option<String>, Option<String>),
    Vec<(usize, Option<usize>, Option<Timestamp>, Vec<usize>)>,
    Vec<usize>,
);

fn spanned() -> impl Strategy<Value = Spanned> {
    (
        (0_usize..200, 0_usize..200),
        (option::weighted(0.2, words()), option::weighted(0.2, words())),
        vec((0_usize..100, option::of(0_usize..100), moment(), picks()), 0..3),
        picks(),
    )
}

fn datum() -> impl Strategy<Value = Option<Datum>> {
    option::of(prop_oneof![
        text().prop_map(Datum::Text),
        any::<bool>().prop_map(Datum::Boolean),
        any::<i64>().prop_map(Datum::Integer),
        any::<f64>().prop_filter("a number", |number| number.is_finite()).prop_map(Datum::Float),
        (0_i64..20_000).prop_map(|days| Datum::Date(Timestamp::from_micros(days * 86_400_000_000).day())),
        (0_i64..4_000_000_000).prop_map(|s| Datum::DateTime(Timestamp::from_micros(s * 1_000_000))),
    ])
}

fn colour() -> impl Strategy<Value = Option<Colour>> {
    option::of(any::<[u8; 3]>().prop_map(Colour))
}

type Parts = (
    (String, Option<String>, Vec<usize>),
    Vec<String>,
    Vec<(Named, bool, Option<Colour>, usize)>,
    Vec<(Named, usize)>,
    Vec<(Named, Vec<(usize, Option<Datum>)>, [Vec<usize>; 3])>,
    Vec<(Named, String, Vec<Spanned>, Vec<(usize, Option<Datum>)>, Option<Timestamp>)>,
    Vec<(Option<String>, String, Option<usize>, Option<Timestamp>)>,
    Vec<(Option<String>, usize, Option<Colour>, [usize; 2], Vec<usize>)>,
    Vec<(Named, [Vec<usize>; 2])>,
);

fn parts() -> impl Strategy<Value = Parts> {
    let values = || vec((0_usize..100, datum()), 0..3);
    (
        (words(), option::of(words()), picks()),
        vec(words(), 0..3),
        vec((named(), any::<bool>(), colour(), 0_usize..100), 1..12),
        vec((named(), 0_usize..6), 0..3),
        vec((named(), values(), [picks(), picks(), picks()]), 0..3),
        vec((named(), text(), vec(spanned(), 0..5), values(), moment()), 0..4),
        vec((option::of(words()), text(), option::of(0_usize..100), moment()), 0..4),
        vec((option::of(words()), 0_usize..4, colour(), [0_usize..100, 0_usize..100], picks()), 0..3),
        vec((named(), [picks(), picks()]), 0..3),
    )
}

/// Any project as it stands in the model, with ids in one row.
pub(crate) fn any_project() -> impl Strategy<Value = Project> {
    parts().prop_map(made)
}

fn made(parts: Parts) -> Project {
    let (top, users, codes, variables, cases, sources, notes, links, sets) = parts;
    let mut counter = 0_u128;
    let mut next = || {
        counter += 1;
        Uuid::from_u128(counter)
    };
    let users: Vec<User> = users.into_iter().map(|name| User { guid: next(), name }).collect();
    let notes: Vec<Note> = notes
        .into_iter()
        .map(|(name, text, user, at)| Note {
            guid: next(),
            name,
            text,
            user: user.filter(|_| !users.is_empty()).map(|user| users[user % users.len()].guid),
            at,
        })
        .collect();
    let note_ids: Vec<Uuid> = notes.iter().map(|note| note.guid).collect();
    let (mut flat, mut above, mut code_ids) = (Vec::new(), Vec::new(), Vec::new());
    for ((name, description, refs), codable, colour, parent) in codes {
        let guid = next();
        // Below any code before it, or at the top.
        above.push(code_ids.get(parent % (code_ids.len() + 1)).copied());
        code_ids.push(guid);
        let notes = picked(&refs, &note_ids);
        flat.push(Code { guid, name, description, colour, codable, notes, children: Vec::new() });
    }
    // From the last on, each goes into its parent, which stands before it.
    let mut tree: Vec<Code> = Vec::new();
    while let (Some(code), Some(parent)) = (flat.pop(), above.pop()) {
        match flat.iter_mut().find(|other| Some(other.guid) == parent) {
            Some(found) => found.children.insert(0, code),
            None => tree.insert(0, code),
        }
    }
    let variables: Vec<Variable> = variables
        .into_iter()
        .map(|((name, description, _), kind)| Variable {
            guid: next(),
            name,
            kind: VariableKind::ALL[kind],
            description,
        })
        .collect();
    let values = |found: Vec<(usize, Option<Datum>)>| -> Vec<Value> {
        let value = |(at, datum): (usize, _)| Value { variable: variables[at % variables.len()].guid, datum };
        if variables.is_empty() { Vec::new() } else { found.into_iter().map(value).collect() }
    };
    let mut selection_ids = Vec::new();
    let sources: Vec<Source> = sources
        .into_iter()
        .map(|((name, description, refs), text, spans, known, at)| {
            let length = text.chars().count();
            let selections = spans.into_iter().map(|((a, b), (name, description), codings, refs)| {
                let (a, b) = (a % (length + 1), b % (length + 1));
                let (start, end) = (a.min(b), a.max(b));
                let guid = next();
                selection_ids.push(guid);
                let codings = codings.into_iter().map(|(code, user, at, refs)| Coding {
                    guid: next(),
                    code: code_ids[code % code_ids.len()],
                    user: user.filter(|_| !users.is_empty()).map(|user| users[user % users.len()].guid),
                    at,
                    notes: picked(&refs, &note_ids),
                });
                Selection {
                    guid,
                    // A name that is the words is no name of its own.
                    name: name.filter(|name| *name != short_quote(&text, start, end)),
                    description,
                    start,
                    end,
                    codings: codings.collect::<Vec<_>>(),
                    notes: picked(&refs, &note_ids),
                    user: None,
                    at: None,
                }
            });
            let selections = selections.collect();
            Source {
                guid: next(),
                name,
                description,
                text,
                selections,
                notes: picked(&refs, &note_ids),
                values: values(known),
                user: None,
                at,
            }
        })
        .collect();
    let source_ids: Vec<Uuid> = sources.iter().map(|source| source.guid).collect();
    let cases = cases
        .into_iter()
        .map(|((name, description, refs), known, [a, b, c])| Case {
            guid: next(),
            name: (refs.len() < 2).then_some(name),
            description,
            codes: picked(&a, &code_ids),
            values: values(known),
            sources: picked(&b, &source_ids),
            selections: picked(&c, &selection_ids),
        })
        .collect();
    let links = links
        .into_iter()
        .map(|(name, direction, colour, [a, b], refs)| Link {
            guid: next(),
            name,
            direction: LinkDirection::ALL.get(direction).copied(),
            colour,
            origin: Some(code_ids[a % code_ids.len()]),
            target: selection_ids.get(b).copied(),
            notes: picked(&refs, &note_ids),
        })
        .collect();
    let sets = sets
        .into_iter()
        .map(|((name, description, refs), [a, b])| Set {
            guid: next(),
            name,
            description,
            codes: picked(&a, &code_ids),
            sources: picked(&b, &source_ids),
            notes: picked(&refs, &note_ids),
        })
        .collect();
    Project {
        name: top.0,
        origin: Some(ORIGIN.into()),
        users,
        codes: tree,
        variables,
        cases,
        sources,
        notes,
        links,
        sets,
        description: top.1,
        note_refs: picked(&top.2, &note_ids),
    }
}
