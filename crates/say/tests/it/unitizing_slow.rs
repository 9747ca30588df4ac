//! Alpha for unitizing against going through pairs of characters one by one.

use proptest::prelude::*;
use troth_dyads::agreement::{Agreement, Bootstrap};
use troth_say::agreement::{CodedText, unitizing};

use super::made::corpus;

const NAMES: [&str; 3] = ["a", "b", "c"];

/// One coder's text as pieces that follow each other: length and code, 0 for a gap. Pieces of one code that touch are
/// two units.
type Pieces = Vec<(usize, usize)>;

fn pieces() -> impl Strategy<Value = Pieces> {
    prop::collection::vec((1_usize..6, 0_usize..4), 1..8)
}

/// For each coder and character the code and the unit, numbered through the coder's pieces; all as long as the longest.
type Line = Vec<(usize, Option<usize>)>;

fn lines(coders: &[Pieces]) -> Vec<Line> {
    let length = coders.iter().map(|p| p.iter().map(|(l, _)| l).sum::<usize>()).max().unwrap_or(0);
    let line = |pieces: &Pieces| {
        let each = pieces.iter().enumerate();
        let mut line: Line =
            each.flat_map(|(unit, (l, code))| vec![(*code, (*code > 0).then_some(unit)); *l]).collect();
        line.resize(length, (0, None));
        line
    };
    coders.iter().map(line).collect()
}

fn text(coders: &[Pieces]) -> CodedText {
    let length = lines(coders).first().map_or(0, Vec::len);
    let mut out = CodedText { name: "t".to_owned(), length, ..CodedText::default() };
    for (name, pieces) in NAMES.iter().zip(coders) {
        let marked = out.coders.entry((*name).to_owned()).or_default();
        let mut at = 0;
        for (l, code) in pieces {
            if *code > 0 {
                marked.entry(code.to_string()).or_default().push(at..at + l);
            }
            at += l;
        }
    }
    out
}

/// What one coder has at one place: weight, value, and a unit of its own for a gap.
struct Mass {
    weight: f64,
    value: usize,
    unit: (usize, usize, usize, usize),
}

/// Observed disagreement through what is expected where any two places may meet that do not belong to one unit of one
/// coder. `same` says which codes count as one.
fn alpha(texts: &[Vec<Line>], marked_only: bool, same: impl Fn(usize, usize) -> bool) -> Option<f64> {
    let (mut masses, mut pairs, mut differ) = (Vec::new(), 0.0, 0.0);
    for (t, coders) in texts.iter().enumerate() {
        let others = (coders.len() - 1) as f64;
        for (i, line) in coders.iter().enumerate() {
            for (place, (value, unit)) in line.iter().enumerate() {
                let mut weight = 0.0;
                for other in coders.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, o)| o[place].0) {
                    if marked_only && (*value == 0 || other == 0) {
                        continue;
                    }
                    weight += 1.0 / others;
                    differ += if same(*value, other) { 0.0 } else { 1.0 / others };
                }
                pairs += weight;
                let unit = unit.map_or((t, i, 1, place), |u| (t, i, 0, u));
                masses.push(Mass { weight, value: *value, unit });
            }
        }
    }
    let (mut all, mut expected) = (0.0, 0.0);
    for a in &masses {
        for b in masses.iter().filter(|b| a.unit != b.unit) {
            all += a.weight * b.weight;
            expected += if same(a.value, b.value) { 0.0 } else { a.weight * b.weight };
        }
    }
    (expected > 0.0).then(|| 1.0 - differ / pairs / (expected / all))
}

fn near(found: &Agreement, slow: Option<f64>) -> bool {
    match (found.value(), slow) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a.is_none() && b.is_none(),
    }
}

proptest! {
    #[test]
    fn all_three_coefficients_are_what_pairs_of_places_make_them(
        first in prop::collection::vec(pieces(), 3),
        second in prop::collection::vec(pieces(), 2),
    ) {
        let found = unitizing(&corpus(&[text(&first), text(&second)]), None, Bootstrap::NONE).unwrap();
        let texts = [lines(&first), lines(&second)];
        prop_assert!(near(&found.nominal, alpha(&texts, false, |a, b| a == b)));
        prop_assert!(near(&found.binary, alpha(&texts, false, |a, b| (a > 0) == (b > 0))));
        prop_assert!(near(&found.coding, alpha(&texts, true, |a, b| a == b)));
    }
}
