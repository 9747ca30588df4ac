//! Rules of agreement on texts, with examples as cases.

use troth_dyads::Uncertainty;
use troth_dyads::agreement::{Agreement, Bootstrap, Status};
use troth_say::agreement::{
    CodeAgreement, CodedText, Corpus, Draw, Options, SpanError, Uncoded, by_code, differences, unitizing,
    unitizing_together,
};

use super::made::{Marks, corpus, text};

fn with(texts: &[CodedText], options: Options) -> Vec<CodeAgreement> {
    by_code(&corpus(texts), &options).unwrap()
}

const PLAIN: Options =
    Options { uncoded: Uncoded::In, least_share: 0.0, draw: Draw::Segments, bootstrap: Bootstrap::NONE };

#[test]
fn uncoded_text_counts_or_not() {
    let a: Marks<'_> = &[("x", 0, 20), ("y", 50, 60)];
    let b: Marks<'_> = &[("x", 10, 20)];
    let texts = [text(100, &[30, 70, 100], &[("a", a), ("b", b)])];
    let all = with(&texts, PLAIN);
    assert_eq!((all[0].characters.percent.n, all[0].segments.percent.n), (100, 3));
    assert_eq!(all[0].characters.percent.value(), Some(0.9));
    let coded = with(&texts, Options { uncoded: Uncoded::Out, ..PLAIN });
    // 0 to 20 and, because of the other code, 50 to 60.
    assert_eq!((coded[0].characters.percent.n, coded[0].segments.percent.n), (30, 2));
    assert_eq!(coded[0].characters.percent.value(), Some(20.0 / 30.0));
    // Only x: nobody left anything of it uncoded but the first ten characters.
    let only = Corpus::new(&texts, Some(&["x".to_owned()])).unwrap();
    let only = by_code(&only, &Options { uncoded: Uncoded::Out, ..PLAIN }).unwrap();
    assert_eq!((only[0].characters.percent.n, only[0].characters.percent.value()), (20, Some(0.5)));
}

#[test]
fn a_segment_counts_from_a_share_on() {
    let texts = [text(100, &[10, 50], &[("a", &[("x", 0, 5), ("x", 10, 11)]), ("b", &[("x", 0, 4)])])];
    let percent =
        |least_share| with(&texts, Options { least_share, ..PLAIN })[0].segments.percent.value().unwrap();
    assert_eq!((percent(0.0), percent(0.03), percent(0.5), percent(0.6)), (0.5, 1.0, 0.5, 1.0));
    for share in [-0.1, 1.1, f64::NAN] {
        let refused = by_code(&corpus(&texts), &Options { least_share: share, ..PLAIN });
        assert!(matches!(refused, Err(SpanError::Share { .. })));
    }
}

#[test]
fn a_coder_who_did_not_see_a_text_is_missing_there() {
    let marks: Marks<'_> = &[("x", 0, 10)];
    let seen_by_two = text(50, &[25, 50], &[("a", marks), ("b", marks)]);
    let seen_by_all = text(50, &[25, 50], &[("a", &[("x", 5, 10)]), ("b", &[]), ("c", &[])]);
    let alone = text(70, &[70], &[("c", marks)]);
    let found = &with(&[seen_by_two, seen_by_all.clone(), alone], PLAIN)[0];
    let n: Vec<u64> = found.characters.pairs.iter().map(|p| p.kappa.n).collect();
    assert_eq!(n, [100, 50, 50], "a with b, a with c, b with c");
    assert_eq!((found.characters.percent.n, found.characters.left_out), (100, 70));
    assert_eq!((found.segments.percent.n, found.segments.left_out), (4, 1));
    // b and c saw the second text and marked nothing: nothing but agreement was to be expected of them.
    assert_eq!(found.characters.pairs[2].kappa.value(), None);
    assert_eq!(found.characters.pairs[2].percent.value(), Some(1.0));
    let units = unitizing(&corpus(&[seen_by_all]), None, Bootstrap::NONE).unwrap();
    assert_eq!((units.nominal.n, units.coding.n, units.coding.value()), (50, 0, None));
}

#[test]
fn differences_are_merged_and_the_longest_comes_first() {
    // c marks 4 to 9 in two ranges that touch, and a text that nobody else marks.
    let first = text(
        40,
        &[6, 40],
        &[("a", &[("x", 0, 9), ("y", 30, 40)]), ("b", &[]), ("c", &[("x", 4, 6), ("x", 6, 9)])],
    );
    let second = text(20, &[], &[("a", &[("x", 0, 20)]), ("c", &[("x", 0, 15)])]);
    let found = differences(&corpus(&[first, second]));
    let told: Vec<_> = found
        .iter()
        .map(|d| (d.text, d.code.as_str(), d.range.clone(), d.coded.join(" "), d.not_coded.join(" ")))
        .collect();
    let line = |text, code, range, coded: &str, not: &str| (text, code, range, coded.into(), not.into());
    assert_eq!(
        told,
        [
            line(0, "y", 30..40, "a", "b c"),
            line(0, "x", 4..9, "a c", "b"),
            line(1, "x", 15..20, "a", "c"),
            line(0, "x", 0..4, "a", "b c"),
        ]
    );
}

/// What two codes on the same words amount to is what it is with a code of its own for just these words; whether the same
/// text is marked is asked of the stretches that hang together.
#[test]
fn codes_given_together_count_as_one_of_their_own() {
    let b: &[(&str, usize, usize)] = &[("x", 0, 9), ("y", 12, 20)];
    let overlap = corpus(&[text(30, &[], &[("a", &[("x", 0, 10), ("y", 8, 20)]), ("b", b)])]);
    let (found, met) = unitizing_together(&overlap, Bootstrap::NONE).unwrap();
    assert_eq!(met, [[0, 1]]);
    let own: &[(&str, usize, usize)] = &[("x", 0, 8), ("xy", 8, 10), ("y", 10, 20)];
    let written =
        unitizing(&corpus(&[text(30, &[], &[("a", own), ("b", b)])]), None, Bootstrap::NONE).unwrap();
    assert_eq!((&found.nominal, &found.coding), (&written.nominal, &written.coding));
    let marked = text(30, &[], &[("a", &[("m", 0, 20)]), ("b", &[("m", 0, 9), ("m", 12, 20)])]);
    let marked = unitizing(&corpus(&[marked]), None, Bootstrap::NONE).unwrap();
    assert_eq!(found.binary, marked.binary);
    let (without, met) =
        unitizing_together(&corpus(&[text(30, &[], &[("a", own), ("b", b)])]), Bootstrap::NONE).unwrap();
    assert_eq!((without, met), (written, Vec::new()));
}

#[test]
fn codes_that_overlap_are_compared_one_by_one() {
    let texts = [text(30, &[], &[("a", &[("x", 0, 10), ("y", 8, 20)]), ("b", &[("x", 0, 10)])])];
    let corpus = corpus(&texts);
    let error = unitizing(&corpus, None, Bootstrap::NONE).unwrap_err();
    assert!(error.to_string().contains("a marked character 8 with both \"x\" and \"y\""), "{error}");
    let one = unitizing(&corpus, Some(&[0]), Bootstrap::NONE).unwrap();
    assert_eq!((one.nominal.value(), one.binary.value()), (Some(1.0), Some(1.0)));
    assert_eq!(one.coding.value(), None, "one code leaves no choice");
}

fn width(figure: &Agreement) -> Option<f64> {
    match &figure.status {
        Status::Value(e) => match e.uncertainty {
            Uncertainty::Interval { low, high } => Some(high - low),
            Uncertainty::NotQuantified { .. } => None,
        },
        Status::Undefined { .. } => None,
    }
}

/// Twenty-four texts of six segments; in every third text the coders agree on nothing.
fn many() -> Vec<CodedText> {
    let ends: Vec<usize> = (1..=6).map(|k| 20 * k).collect();
    (0..24)
        .map(|k| {
            let shift = if k % 3 == 0 { 30 } else { k % 12 };
            text(120, &ends, &[("a", &[("x", 10, 40)]), ("b", &[("x", 10 + shift, 40 + shift)])])
        })
        .collect()
}

#[test]
fn intervals_draw_segments_or_texts_and_never_characters() {
    let bootstrap = Bootstrap { replicates: 500, seed: 4 };
    let found = |draw| with(&many(), Options { draw, bootstrap, ..PLAIN }).remove(0);
    let (by_segment, by_text) = (found(Draw::Segments), found(Draw::Texts));
    assert_eq!(by_segment.characters.alpha.value(), by_text.characters.alpha.value());
    let width = |figure| width(figure).unwrap();
    // 144 segments: far wider than of 2880 single characters, for which about ±0.04 would be claimed.
    assert!(width(&by_segment.characters.alpha) > 0.12);
    assert!(width(&by_segment.segments.alpha) > 0.12 && width(&by_text.segments.alpha) > 0.12);
    let units = unitizing(&corpus(&many()), None, bootstrap).unwrap();
    assert!(width(&units.nominal) > 0.12);
    assert_eq!(units, unitizing(&corpus(&many()), None, bootstrap).unwrap(), "the same seed");
    // With 19 texts there is too little to draw from.
    let few = unitizing(&corpus(&many()[..19]), None, bootstrap).unwrap();
    assert!(few.nominal.value().is_some() && super::agreement::width(&few.nominal).is_none());
}

#[test]
fn texts_without_anything_in_them() {
    let empty = text(0, &[], &[("a", &[]), ("b", &[])]);
    let unmarked = text(10, &[10], &[("a", &[]), ("b", &[])]);
    let none = Corpus::new(&[empty, unmarked], Some(&["x".to_owned()])).unwrap();
    let found = by_code(&none, &Options::default()).unwrap().remove(0);
    assert_eq!((found.characters.percent.value(), found.characters.alpha.value()), (Some(1.0), None));
    let units = unitizing(&none, None, Bootstrap::default()).unwrap();
    assert_eq!((units.nominal.value(), units.coding.value(), units.coverage), (None, None, Some(0.0)));
    assert!(differences(&none).is_empty());
    assert!(
        by_code(&Corpus::new(&[text(1, &[], &[("a", &[]), ("b", &[])])], None).unwrap(), &PLAIN)
            .unwrap()
            .is_empty()
    );
}
