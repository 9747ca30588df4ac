//! The forecast against every pattern of answering there is, and against the rules on cells themselves.

use proptest::prelude::*;

use super::*;

fn organisation(n: usize) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

fn asked(from: usize, to: usize, staff: usize, representative: Option<VisibleTo>) -> Asked {
    let direction = Direction { from: organisation(from), to: organisation(to) };
    Asked { direction, staff, representative }
}

fn kin(kinds: &[&str]) -> BTreeMap<OrganisationId, Kin> {
    let of = |kind: &&str| Kin { kind: (*kind).to_owned(), sector: "care".to_owned() };
    kinds.iter().enumerate().map(|(n, kind)| (organisation(n), of(kind))).collect()
}

fn made(asked: &[Asked], kin: &BTreeMap<OrganisationId, Kin>, share: f64) -> Forecast {
    let audience = Audience::Agreed;
    let design = Design { asked, kin, audience: &audience, floor: audience.floor() };
    forecast(&design, &Shares::one(Share::new(share).unwrap()))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

/// Goes through all 2^12 ways in which 6 + 5 + 1 people answer or not, and asks the plan of cells what is shown.
#[test]
fn the_numbers_are_those_of_all_patterns_of_answering() {
    let design = [
        asked(0, 1, 6, None),
        asked(1, 0, 5, Some(VisibleTo::Pooled)),
        asked(0, 2, 1, None),
        asked(2, 0, 0, Some(VisibleTo::Audience)),
    ];
    let people: Vec<(Direction, usize)> =
        design.iter().flat_map(|a| (0..a.staff).map(|n| (a.direction, n))).collect();
    let (share, kin, mut by_hand) = (0.7_f64, kin(&["a", "b", "c"]), Sides::default());
    for pattern in 0_u32..1 << people.len() {
        let answers = |role, direction, respondent, visible_to| AnswerRef {
            direction,
            role,
            respondent,
            visible_to,
            end: None,
            items: String::new(),
        };
        let mut weight = 1.0;
        let mut given: Vec<AnswerRef> = design
            .iter()
            .filter_map(|a| Some((a.direction, a.representative?)))
            .map(|(d, allowed)| answers(AnswerRole::Representative, d, format!("{}", d.from), Some(allowed)))
            .collect();
        for (at, (direction, n)) in people.iter().enumerate() {
            let answered = pattern >> at & 1 == 1;
            weight *= if answered { share } else { 1.0 - share };
            if answered {
                given.push(answers(AnswerRole::Staff, *direction, format!("{}-{n}", direction.from), None));
            }
        }
        let plan = CellPlan::of(&given, &Audience::Agreed, Audience::Agreed.floor(), &[]);
        for (i, j) in [(0, 1), (0, 2)] {
            let pair = Pair::of(organisation(i), organisation(j));
            match [pair.forth(), pair.back()].iter().filter(|d| plan.cell(**d).is_some()).count() {
                0 => by_hand.none += weight,
                1 => by_hand.one += weight,
                _ => by_hand.both += weight,
            }
        }
    }
    let expected = made(&design, &kin, share).expected;
    assert!(near(expected.none, by_hand.none) && near(expected.one, by_hand.one), "{expected:?} {by_hand:?}");
    assert!(near(expected.both, by_hand.both), "{expected:?} {by_hand:?}");
}

#[test]
fn the_example_of_the_methods_page() {
    let forecast = made(&[asked(0, 1, 8, None), asked(1, 0, 6, None)], &kin(&["a", "b"]), 0.7);
    let pair = &forecast.pairs[0];
    assert!((pair.forth.by_staff - 0.806).abs() < 5e-4 && (pair.back.by_staff - 0.420).abs() < 5e-4);
    assert!((forecast.expected.both - 0.339).abs() < 5e-4, "{:?}", forecast.expected);
    assert_eq!(forecast.everybody, Sides { none: 0.0, one: 0.0, both: 1.0 });
    let best = forecast.helps[0];
    assert!(best.organisation == organisation(1) && (best.two - 0.311).abs() < 5e-4, "{best:?}");
}

#[test]
fn a_representative_counts_where_the_permission_covers_the_audience() {
    for (allowed, shown) in [
        (VisibleTo::Totals, 0.0),
        (VisibleTo::Pooled, 0.0),
        (VisibleTo::Partner, 0.0),
        (VisibleTo::Audience, 1.0),
    ] {
        let forecast = made(&[asked(0, 1, 0, Some(allowed))], &kin(&["a", "b"]), 0.0);
        assert!(near(forecast.pairs[0].forth.shown(), shown), "{allowed:?}");
        assert!(near(forecast.expected.one, shown) && near(forecast.expected.both, 0.0));
    }
}

#[test]
fn pools_are_those_of_the_plan_at_the_expected_number() {
    let design = [asked(1, 0, 3, None), asked(2, 0, 3, None), asked(3, 0, 3, None), asked(4, 0, 9, None)];
    let kin = kin(&["hospital", "home", "home", "home", "home"]);
    let pooled = |share| -> Vec<bool> {
        made(&design, &kin, share).pairs.iter().map(|p| p.forth.pooled || p.back.pooled).collect()
    };
    assert_eq!(pooled(0.7), [true, true, true, false], "two of three answer in each: six people");
    assert_eq!(pooled(0.4), [true, true, true, true], "one each, and three of nine");
    assert_eq!(pooled(0.3), [false; 4]);
    let one_side = made(&design, &kin, 1.0).expected;
    assert!(near(one_side.one, 1.0), "a pool is no side: {one_side:?}");
}

#[test]
fn very_many_people_are_no_trouble() {
    let forecast = made(&[asked(0, 1, 10_000, None), asked(1, 0, 10_000, None)], &kin(&["a", "b"]), 0.5);
    assert!(near(forecast.expected.both, 1.0));
}

#[test]
fn what_is_no_share_is_none() {
    assert!([-0.1, 1.1, f64::NAN].into_iter().all(|share| Share::new(share).is_none()));
}

proptest! {
    #[test]
    fn more_people_or_a_higher_share_never_lower_it(
        staff in proptest::collection::vec(0_usize..14, 6),
        (share, higher) in (0.0_f64..=1.0, 0.0_f64..=1.0),
        (at, more) in (0_usize..6, 1_usize..5),
    ) {
        let directions = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)];
        let mut design: Vec<Asked> =
            directions.iter().zip(&staff).map(|((i, j), n)| asked(*i, *j, *n, None)).collect();
        let kin = kin(&["a", "b", "c"]);
        let before = made(&design, &kin, share);
        prop_assert!((before.expected.none + before.expected.one + before.expected.both - 3.0).abs() < 1e-9);
        prop_assert!(before.helps.iter().all(|h| h.one >= 0.0 && h.two >= h.one - 1e-12));
        let above = made(&design, &kin, share.max(higher));
        design[at].staff += more;
        for after in [above, made(&design, &kin, share)] {
            prop_assert!(after.expected.both >= before.expected.both - 1e-12);
            prop_assert!(after.expected.none <= before.expected.none + 1e-12);
            prop_assert!(after.everybody.both >= before.everybody.both);
        }
    }

    #[test]
    fn what_helps_is_what_asking_them_gives(
        staff in proptest::collection::vec(0_usize..9, 4),
        share in 0.0_f64..=1.0,
    ) {
        let directions = [(0, 1), (1, 0), (0, 2), (2, 0)];
        let design: Vec<Asked> =
            directions.iter().zip(&staff).map(|((i, j), n)| asked(*i, *j, *n, None)).collect();
        let kin = kin(&["a", "b", "c"]);
        let before = made(&design, &kin, share);
        for help in &before.helps {
            let grown: Vec<Asked> = design
                .iter()
                .map(|a| if a.direction.from == help.organisation { Asked { staff: a.staff + 2, ..*a } } else { *a })
                .collect();
            let gain = made(&grown, &kin, share).expected.both - before.expected.both;
            prop_assert!((gain - help.two).abs() < 1e-9, "{gain} {help:?}");
        }
    }
}
