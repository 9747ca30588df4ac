//! The guard at the door: rows are sorted, self-ratings and repeated rows left out, unusable rows refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::observation::{AnswerKind, Observation};
use crate::refuse::Refusal;

/// Beyond this a value is taken for a slip, because its square is no longer safe to compute with.
const LARGEST: f64 = 1e100;

/// Who answered, within group and rater.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// Somebody with an id.
    Named(String),
    /// The representative, or an unnamed member of staff.
    Unnamed(AnswerKind),
}

/// One usable rating.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) group: String,
    pub(crate) rater: String,
    pub(crate) target: String,
    pub(crate) person: Person,
    pub(crate) kind: AnswerKind,
    pub(crate) value: f64,
}

/// Usable rows sorted by group, rater, target and person, with what was left out in sentences.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    pub(crate) rows: Vec<Row>,
    pub(crate) warnings: Vec<String>,
    pub(crate) refusal: Option<Refusal>,
}

/// Sorts and guards. Rows that contradict each other are left out of `rows` altogether and named in `refusal`.
pub(crate) fn clean(observations: &[Observation]) -> Clean {
    let mut out = Clean::default();
    let (mut selfs, mut repeats, mut unusable) = (0_usize, 0_usize, Vec::new());
    let mut kept: BTreeMap<_, (AnswerKind, f64)> = BTreeMap::new();
    let mut clashes: BTreeMap<_, String> = BTreeMap::new();
    for o in observations {
        if !o.value.is_finite() || o.value.abs() > LARGEST {
            unusable.push(format!("{} → {} in group {}", o.rater, o.target, o.group));
            continue;
        }
        if o.rater == o.target {
            selfs += 1;
            continue;
        }
        let person = o.respondent.clone().map_or(Person::Unnamed(o.kind), Person::Named);
        let key = (o.group.clone(), o.rater.clone(), o.target.clone(), person);
        match kept.get(&key) {
            None => {
                kept.insert(key, (o.kind, o.value));
            }
            Some((kind, value)) if *kind == o.kind && *value == o.value => repeats += 1,
            Some((kind, value)) => {
                let text = clash(o, *kind, *value);
                clashes.entry(key).or_insert(text);
            }
        }
    }
    if selfs > 0 {
        out.warnings.push(format!(
            "{selfs} ratings of an organisation by itself were left out; the model is about pairs."
        ));
    }
    if repeats > 0 {
        out.warnings.push(format!("{repeats} rows repeat an earlier row exactly and were left out."));
    }
    if let Some(first) = unusable.first() {
        out.refusal = Some(Refusal::NotFinite { count: unusable.len(), first: first.clone() });
    } else if !clashes.is_empty() {
        out.refusal = Some(Refusal::Contradictory { rows: clashes.values().cloned().collect() });
    }
    for key in clashes.keys() {
        kept.remove(key);
    }
    out.rows = kept
        .into_iter()
        .map(|((group, rater, target, person), (kind, value))| Row {
            group,
            rater,
            target,
            person,
            kind,
            value,
        })
        .collect();
    warn_unnamed_staff(&mut out);
    out
}

fn clash(o: &Observation, kind: AnswerKind, value: f64) -> String {
    let who = o.respondent.as_deref().map_or_else(String::new, |r| format!(" (respondent {r})"));
    if kind == o.kind {
        format!("{}{who} about {} in group {}: {value} and {}", o.rater, o.target, o.group, o.value)
    } else {
        format!(
            "{}{who} about {} in group {}: once as representative, once as staff",
            o.rater, o.target, o.group
        )
    }
}

fn warn_unnamed_staff(out: &mut Clean) {
    let unnamed: BTreeSet<_> = out
        .rows
        .iter()
        .filter(|r| r.person == Person::Unnamed(AnswerKind::Staff))
        .map(|r| (&r.group, &r.rater))
        .collect();
    if !unnamed.is_empty() {
        let count = unnamed.len();
        out.warnings.push(format!(
            "In {count} organisations staff answers carry no respondent; each was taken as one person's."
        ));
    }
}
