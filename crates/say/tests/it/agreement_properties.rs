//! What holds for agreement on texts whatever was marked.

use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;
use troth_dyads::agreement::{Agreement, Bootstrap, CoderAgreement, Codings, coder_agreement};
use troth_say::agreement::{
    CodedText, Draw, Options, Uncoded, Unitizing, by_code, differences, unitizing, unitizing_together,
};

use super::made::corpus;

const LENGTH: usize = 40;

/// Ranges of one coder with one code; they may touch and overlap.
fn ranges() -> impl Strategy<Value = Vec<Range<usize>>> {
    prop::collection::vec((0..LENGTH).prop_flat_map(|a| (Just(a), a + 1..=LENGTH)), 0..4)
        .prop_map(|all| all.into_iter().map(|(a, b)| a..b).collect())
}

/// A text of two segments with a gap between them; each of three coders may not have seen it.
fn coded() -> impl Strategy<Value = CodedText> {
    let coder = prop_oneof![1 => Just(None), 4 => (ranges(), ranges()).prop_map(Some)];
    prop::collection::vec(coder, 3).prop_map(|all| {
        let coders = all
            .into_iter()
            .zip(["a", "b", "c"])
            .filter_map(|(ranges, name)| {
                let (x, y) = ranges?;
                Some((name.to_owned(), BTreeMap::from([("x".to_owned(), x), ("y".to_owned(), y)])))
            })
            .collect();
        CodedText { name: "t".to_owned(), length: LENGTH, segments: vec![0..15, 20..LENGTH], coders }
    })
}

/// Two texts that all three coders saw one of at least, so that they are in the corpus.
fn texts() -> impl Strategy<Value = Vec<CodedText>> {
    let all = (ranges(), ranges(), ranges()).prop_map(|(a, b, c)| {
        let of = |x| BTreeMap::from([("x".to_owned(), x), ("y".to_owned(), Vec::new())]);
        let coders = ["a", "b", "c"].map(str::to_owned).into_iter().zip([of(a), of(b), of(c)]).collect();
        CodedText { name: "u".to_owned(), length: LENGTH, segments: vec![0..15, 20..LENGTH], coders }
    });
    (all, coded(), coded()).prop_map(|(a, b, c)| vec![a, b, c])
}

const PLAIN: Options =
    Options { uncoded: Uncoded::In, least_share: 0.0, draw: Draw::Segments, bootstrap: Bootstrap::NONE };

fn overall(found: &CoderAgreement) -> Vec<Option<f64>> {
    let all = [&found.percent, &found.alpha, &found.fleiss, &found.conger, &found.ac1];
    let pairs = found.pairs.iter().flat_map(|p| [&p.percent, &p.kappa]);
    all.into_iter().chain(pairs).map(Agreement::value).collect()
}

fn of_units(found: &Unitizing) -> Vec<Option<f64>> {
    [&found.nominal, &found.binary, &found.coding].map(Agreement::value).to_vec()
}

fn same(a: &[Option<f64>], b: &[Option<f64>]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a.is_none() && b.is_none(),
        })
}

/// The code of one character, by looking at each range.
fn at(text: &CodedText, coder: &str, code: &str, place: usize) -> Option<u16> {
    let marked = text.coders.get(coder)?;
    Some(u16::from(marked.get(code).is_some_and(|all| all.iter().any(|r| r.contains(&place)))))
}

/// One code's u-alpha by going through the characters one by one, from the definition.
fn slow_u_alpha(texts: &[CodedText]) -> Option<f64> {
    let (mut pairs, mut differ, mut own, mut of) = (0.0, 0.0, 0.0, [0.0; 2]);
    for text in texts.iter().filter(|t| t.coders.len() > 1) {
        let others = (text.coders.len() - 1) as f64;
        for a in text.coders.keys() {
            let codes: Vec<_> = (0..LENGTH).map(|p| at(text, a, "x", p).unwrap_or(0)).collect();
            for (place, code) in codes.iter().enumerate() {
                pairs += 1.0;
                of[usize::from(*code)] += 1.0;
                let other = text.coders.keys().filter(|b| *b != a);
                differ += other.filter(|b| at(text, b, "x", place) != Some(*code)).count() as f64 / others;
            }
            own += codes.iter().filter(|c| **c == 0).count() as f64;
            // Units: ranges joined where they share a character.
            let mut sorted = text.coders[a]["x"].clone();
            sorted.sort_by_key(|r| (r.start, r.end));
            let mut units: Vec<Range<usize>> = Vec::new();
            for range in sorted {
                match units.last_mut() {
                    Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                    _ => units.push(range),
                }
            }
            own += units.iter().map(|u| (u.len() * u.len()) as f64).sum::<f64>();
        }
    }
    let expected: f64 = of[0] * of[1] * 2.0;
    (expected > 0.0).then(|| 1.0 - differ * (pairs * pairs - own) / (pairs * expected))
}

proptest! {
    #[test]
    fn stretches_are_characters_written_out(texts in texts()) {
        let found = by_code(&corpus(&texts), &PLAIN).unwrap();
        let rows: Vec<Vec<Option<u16>>> = texts
            .iter()
            .flat_map(|t| (0..LENGTH).map(move |p| ["a", "b", "c"].map(|c| at(t, c, "x", p)).to_vec()))
            .collect();
        let written = coder_agreement(&Codings::from_rows(2, &rows).unwrap(), Bootstrap::NONE);
        prop_assert_eq!(&found[0].characters, &written);
        let slow = slow_u_alpha(&texts);
        let quick = unitizing(&corpus(&texts), Some(&[0]), Bootstrap::NONE).unwrap();
        prop_assert!(same(&[quick.nominal.value(), quick.binary.value()], &[slow, slow]), "{:?} {:?}", quick, slow);
    }

    #[test]
    fn texts_and_coders_in_any_order(texts in texts()) {
        let found = by_code(&corpus(&texts), &PLAIN).unwrap();
        let turned: Vec<CodedText> = texts.iter().rev().cloned().collect();
        prop_assert_eq!(&by_code(&corpus(&turned), &PLAIN).unwrap(), &found);
        // a and c swap their names: the first pair with the last.
        let mut renamed = texts.clone();
        for text in &mut renamed {
            let coders = std::mem::take(&mut text.coders);
            let new = |name: String| match name.as_str() { "a" => "c".to_owned(), "c" => "a".to_owned(), _ => name };
            text.coders = coders.into_iter().map(|(name, marked)| (new(name), marked)).collect();
        }
        for (before, mut after) in found.into_iter().zip(by_code(&corpus(&renamed), &PLAIN).unwrap()) {
            after.characters.pairs.reverse();
            prop_assert!(same(&overall(&before.characters), &overall(&after.characters)));
        }
        let units = |texts: &[CodedText]| of_units(&unitizing(&corpus(texts), Some(&[0]), Bootstrap::NONE).unwrap());
        prop_assert!(same(&units(&texts), &units(&turned)) && same(&units(&texts), &units(&renamed)));
    }

    #[test]
    fn a_range_in_two_that_touch_is_the_same_for_characters(texts in texts(), cut in 1..LENGTH) {
        let mut split = texts.clone();
        for ranges in split.iter_mut().flat_map(|t| t.coders.values_mut()).flat_map(BTreeMap::values_mut) {
            *ranges = ranges
                .iter()
                .flat_map(|r| if r.start < cut && cut < r.end { vec![r.start..cut, cut..r.end] } else { vec![r.clone()] })
                .collect();
        }
        for uncoded in [Uncoded::In, Uncoded::Out] {
            let options = Options { uncoded, ..PLAIN };
            prop_assert_eq!(by_code(&corpus(&split), &options).unwrap(), by_code(&corpus(&texts), &options).unwrap());
        }
        prop_assert_eq!(differences(&corpus(&split)), differences(&corpus(&texts)));
    }

    #[test]
    fn identical_coders_agree_fully_or_it_is_not_defined(text in coded()) {
        let mut text = text;
        let Some(marked) = text.coders.values().next().cloned() else { return Ok(()) };
        text.coders = ["a", "b", "c"].map(|c| (c.to_owned(), marked.clone())).into_iter().collect();
        let corpus = corpus(&[text]);
        for found in by_code(&corpus, &PLAIN).unwrap() {
            for value in overall(&found.characters).into_iter().chain(overall(&found.segments)).flatten() {
                prop_assert!((value - 1.0).abs() < 1e-12);
            }
        }
        for code in [0, 1] {
            let found = unitizing(&corpus, Some(&[code]), Bootstrap::NONE).unwrap();
            for value in of_units(&found).into_iter().flatten() {
                prop_assert!((value - 1.0).abs() < 1e-12);
            }
        }
        let (together, _) = unitizing_together(&corpus, Bootstrap::NONE).unwrap();
        for value in of_units(&together).into_iter().flatten() {
            prop_assert!((value - 1.0).abs() < 1e-12);
        }
        prop_assert!(differences(&corpus).is_empty());
    }

    #[test]
    fn differences_are_the_characters_that_differ(texts in texts()) {
        let found = differences(&corpus(&texts));
        for (place, text) in texts.iter().enumerate() {
            for code in ["x", "y"] {
                let mut listed = [0; LENGTH];
                for d in found.iter().filter(|d| d.text == place && d.code == code) {
                    d.range.clone().for_each(|p| listed[p] += 1);
                    for p in d.range.clone() {
                        prop_assert!(d.coded.iter().all(|c| at(text, c, code, p) == Some(1)));
                        prop_assert!(d.not_coded.iter().all(|c| at(text, c, code, p) == Some(0)));
                    }
                    prop_assert_eq!(d.coded.len() + d.not_coded.len(), text.coders.len());
                }
                for (p, times) in listed.into_iter().enumerate() {
                    let codes: Vec<_> = text.coders.keys().filter_map(|c| at(text, c, code, p)).collect();
                    let differ = codes.contains(&0) && codes.contains(&1);
                    prop_assert_eq!(times, usize::from(differ));
                }
            }
        }
        prop_assert!(found.windows(2).all(|w| w[0].range.len() >= w[1].range.len()));
    }
}
