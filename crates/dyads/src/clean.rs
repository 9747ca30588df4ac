//! The guard at the door: rows are sorted, self-ratings and repeated rows left out, unusable rows refused.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::observation::{AnswerKind, Observation};
use crate::refuse::Refusal;

/// Beyond this a value is taken for a slip, because its square is no longer safe to compute with.
const LARGEST: f64 = 1e100;

/// Who answered, within group and rater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person<'a> {
    /// Somebody with an id.
    Named(Id<'a>),
    /// The representative, or an unnamed member of staff.
    Unnamed(AnswerKind),
}

/// An id that is quick to compare: its first eight bytes as a number decide most cases.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Id<'a> {
    head: u64,
    pub(crate) text: &'a str,
}

impl<'a> Id<'a> {
    fn new(text: &'a str) -> Self {
        let mut head = [0; 8];
        head.iter_mut().zip(text.bytes()).for_each(|(h, b)| *h = b);
        Self { head: u64::from_be_bytes(head), text }
    }
}

impl Ord for Id<'_> {
    /// The order of the texts.
    fn cmp(&self, other: &Self) -> Ordering {
        self.head.cmp(&other.head).then_with(|| {
            if self.text.len() <= 8 && other.text.len() <= 8 {
                // Equal but for zero bytes at the end.
                self.text.len().cmp(&other.text.len())
            } else {
                self.text.cmp(other.text)
            }
        })
    }
}

impl PartialOrd for Id<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Id<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Id<'_> {}

/// One usable rating.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    pub(crate) group: Id<'a>,
    pub(crate) rater: Id<'a>,
    pub(crate) target: Id<'a>,
    pub(crate) person: Person<'a>,
    pub(crate) kind: AnswerKind,
    pub(crate) value: f64,
    /// Standardised covariates of the direction, if any were given.
    pub(crate) covariates: Vec<f64>,
}

impl<'a> Row<'a> {
    fn of(o: &'a Observation) -> Self {
        let person = o.respondent.as_deref().map_or(Person::Unnamed(o.kind), |id| Person::Named(Id::new(id)));
        let (group, rater, target) = (Id::new(&o.group), Id::new(&o.rater), Id::new(&o.target));
        Self { group, rater, target, person, kind: o.kind, value: o.value, covariates: Vec::new() }
    }

    fn key(&self) -> (Id<'a>, Id<'a>, Id<'a>, Person<'a>) {
        (self.group, self.rater, self.target, self.person)
    }
}

/// Usable rows sorted by group, rater, target and person, with what was left out in sentences.
#[derive(Debug, Default)]
pub(crate) struct Clean<'a> {
    pub(crate) rows: Vec<Row<'a>>,
    pub(crate) warnings: Vec<String>,
    pub(crate) refusal: Option<Refusal>,
}

/// Sorts and guards. Rows that contradict each other are left out of `rows` altogether and named in `refusal`.
pub(crate) fn clean(observations: &[Observation]) -> Clean<'_> {
    let mut out = Clean::default();
    let (mut selfs, mut repeats, mut unusable) = (0_usize, 0_usize, Vec::new());
    let mut rows = Vec::with_capacity(observations.len());
    for o in observations {
        if !o.value.is_finite() || o.value.abs() > LARGEST {
            unusable.push(format!("{} → {} in group {}", o.rater, o.target, o.group));
        } else if o.rater == o.target {
            selfs += 1;
        } else {
            rows.push(Row::of(o));
        }
    }
    // Stable: of rows that repeat each other the first one given stays first.
    rows.sort_by(|x, y| x.key().cmp(&y.key()));
    let mut clashes = Vec::new();
    for same in rows.chunk_by(|x, y| x.key() == y.key()) {
        let first = &same[0];
        match same.iter().find(|r| r.kind != first.kind || r.value != first.value) {
            Some(other) => clashes.push(clash(first, other)),
            None => {
                repeats += same.len() - 1;
                out.rows.push(first.clone());
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
        out.refusal = Some(Refusal::Contradictory { rows: clashes });
    }
    warn_unnamed_staff(&mut out);
    out
}

fn clash(first: &Row<'_>, other: &Row<'_>) -> String {
    let who = match first.person {
        Person::Named(id) => format!(" (respondent {})", id.text),
        Person::Unnamed(_) => String::new(),
    };
    let (rater, target, group) = (first.rater.text, first.target.text, first.group.text);
    if first.kind == other.kind {
        format!("{rater}{who} about {target} in group {group}: {} and {}", first.value, other.value)
    } else {
        format!("{rater}{who} about {target} in group {group}: once as representative, once as staff")
    }
}

fn warn_unnamed_staff(out: &mut Clean<'_>) {
    let unnamed: BTreeSet<_> = out
        .rows
        .iter()
        .filter(|r| r.person == Person::Unnamed(AnswerKind::Staff))
        .map(|r| (r.group, r.rater))
        .collect();
    if !unnamed.is_empty() {
        let count = unnamed.len();
        out.warnings.push(format!(
            "In {count} organisations staff answers carry no respondent; each was taken as one person's."
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn ids_are_in_the_order_of_their_texts() {
        let texts = [
            "",
            "a",
            "a\0",
            "a\0b",
            "ab",
            "abcdefgh",
            "abcdefghi",
            "abcdefgi",
            "b",
            "é",
            "zürich-west",
            "zürich-westen",
        ];
        for x in texts {
            for y in texts {
                assert_eq!(Id::new(x).cmp(&Id::new(y)), x.cmp(y), "{x:?} {y:?}");
            }
        }
    }
}
