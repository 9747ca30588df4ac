//! Rules that every assignment keeps.

use proptest::prelude::*;
use troth_rate::assign::{
    AssignError, Candidate, Organisation, Problem, Proof, Reason, Rules, Side, at_least, solve,
};

use super::drawn::problems;

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_is_broken_whatever_is_given(problem in problems(2..10, 0..30, 1..6)) {
        let solution = solve(&problem);
        let (organisations, rules) = (problem.organisations(), problem.rules());
        for (place, people) in solution.people.iter().enumerate() {
            prop_assert_eq!(people.len(), organisations[place].staff);
            for partners in people {
                prop_assert!(partners.len() <= rules.most, "more than the most");
                prop_assert!(!partners.contains(&place), "about their own organisation");
                for partner in partners {
                    let parents = (organisations[place].parent, organisations[*partner].parent);
                    prop_assert!(parents.0 != Some(*partner) && parents.1 != Some(place));
                    prop_assert!(parents.0.is_none() || parents.0 != parents.1, "units of one organisation");
                }
            }
        }
        let mut asked = 0;
        for cell in &solution.cells {
            let candidate = problem.candidates()[cell.candidate];
            let side = if cell.from == candidate.a { candidate.forth } else { candidate.back };
            let people = solution.people[cell.from].iter().filter(|p| p.contains(&cell.to)).count();
            prop_assert_eq!(people, cell.asked, "as many different people as are said");
            asked += people;
            if cell.asked > 0 {
                prop_assert!(cell.asked + side.certain >= rules.floor, "below the floor");
                prop_assert!(cell.chance >= rules.least_chance);
                let missing = rules.floor - side.certain;
                prop_assert!((cell.chance - at_least(missing, people, organisations[cell.from].share)).abs() < 1e-12);
            }
        }
        prop_assert_eq!(asked, solution.burdens().sum::<usize>(), "nobody is asked outside the cells");
        prop_assert!(solution.worth <= solution.bound.value + 1e-9);
        prop_assert!((0.0..=1.0).contains(&solution.gap()));
        prop_assert_eq!(&solution, &solve(&problem), "the same each time");
        let e = solution.expected;
        let relationships = u32::try_from(e.relationships).unwrap();
        prop_assert!((e.both + e.one + e.none - f64::from(relationships)).abs() < 1e-9);
    }
}

fn organisations(staff: &[usize], share: f64) -> Vec<Organisation> {
    staff.iter().map(|staff| Organisation::of(*staff, share)).collect()
}

#[test]
fn both_sides_of_some_come_before_one_side_of_all() {
    // A hub with room for 24 questions; each of six partners needs eight of its people.
    let candidates: Vec<Candidate> = (1..7).map(|j| Candidate::of(0, j)).collect();
    let rules = Rules { most: 2, ..Rules::default() };
    let problem = Problem::new(organisations(&[12, 9, 9, 9, 9, 9, 9], 0.7), candidates, rules).unwrap();
    let solution = solve(&problem);
    assert!(solution.is_best(), "{:?}", solution.bound);
    let served = solution.cells.iter().filter(|cell| cell.from == 0).count();
    assert_eq!(served, 3, "spread evenly, four people about each of six, none could be shown");
    assert!(solution.expected.both > 2.0);
    let given_up: Vec<_> = solution.given_up.iter().map(|g| (g.one_side, g.reason)).collect();
    assert_eq!(given_up, vec![(true, Reason::NoRoom { organisation: 0 }); 3]);
}

#[test]
fn every_reason_is_told() {
    let mut all = organisations(&[9, 9, 3, 9, 9, 9], 0.7);
    all[3].share = 0.0;
    all[4].parent = Some(0);
    all[5].parent = Some(0);
    let count_nothing = Candidate { weight: 0.0, ..Candidate::of(1, 5) };
    let some = Candidate { back: Side { certain: 1, representative: false }, ..Candidate::of(0, 2) };
    let candidates = vec![
        some,
        Candidate::of(0, 3),
        Candidate::of(0, 4),
        Candidate::of(4, 5),
        count_nothing,
        Candidate::of(1, 1),
    ];
    let problem = Problem::new(all.clone(), candidates, Rules::default()).unwrap();
    let reasons: Vec<Reason> = solve(&problem).given_up.iter().map(|g| g.reason).collect();
    let few = Reason::TooFewPeople { organisation: 2, people: 3, needed: 4 };
    let expected = [
        few,
        Reason::NobodyAnswers { organisation: 3 },
        Reason::SameParent,
        Reason::SameParent,
        Reason::CountsNothing,
        Reason::Own,
    ];
    assert_eq!(reasons, expected);
    let rules = Rules { least_chance: 0.99, ..Rules::default() };
    let unlikely = solve(&Problem::new(all, vec![Candidate::of(0, 1)], rules).unwrap());
    assert_eq!(unlikely.given_up[0].reason, Reason::TooUnlikely { organisation: 0 });
}

#[test]
fn a_representative_shows_a_side_without_staff_and_certain_answers_count() {
    let spoken = Side { certain: 0, representative: true };
    let four = Side { certain: 4, representative: false };
    let candidate = Candidate { forth: spoken, back: four, ..Candidate::of(0, 1) };
    let problem = Problem::new(organisations(&[0, 6], 0.5), vec![candidate], Rules::default()).unwrap();
    let solution = solve(&problem);
    assert!((solution.expected.both - (1.0 - 0.5_f64.powi(6))).abs() < 1e-12, "one of six is enough");
    assert_eq!(solution.bound.proof, Proof::PricesReached);
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do() {
    let rules = Rules::default();
    let refused = |organisations: Vec<Organisation>, candidates: Vec<Candidate>, rules: Rules| {
        Problem::new(organisations, candidates, rules).unwrap_err()
    };
    let two = || organisations(&[9, 9], 0.7);
    assert_eq!(
        refused(two(), vec![], Rules { floor: 4, ..rules }).to_string(),
        "A side needs at least 5 people, and 4 was given. Floors can be raised, never lowered."
    );
    assert_eq!(refused(two(), vec![], Rules { most: 0, ..rules }), AssignError::Most(0));
    assert!(matches!(refused(organisations(&[9], f64::NAN), vec![], rules), AssignError::Share { .. }));
    assert!(matches!(refused(organisations(&[10_001], 0.7), vec![], rules), AssignError::People { .. }));
    assert!(matches!(
        refused(two(), vec![Candidate::of(0, 2)], rules),
        AssignError::Unknown { place: 2, .. }
    ));
    let twice = vec![Candidate::of(0, 1), Candidate::of(1, 0)];
    assert_eq!(refused(two(), twice, rules), AssignError::Twice { first: 0, second: 1 });
    let heavy = Candidate { weight: f64::INFINITY, ..Candidate::of(0, 1) };
    assert!(matches!(refused(two(), vec![heavy], rules), AssignError::Weight { candidate: 0, .. }));
    let mut named = two();
    named[1].contacts = vec![std::collections::BTreeSet::new()];
    assert!(matches!(refused(named, vec![], rules), AssignError::Contacts { organisation: 1, .. }));
}

#[test]
fn the_seed_decides_among_what_is_alike_and_nothing_else() {
    let candidates: Vec<Candidate> = (1..7).map(|j| Candidate::of(0, j)).collect();
    let made = |seed| {
        let rules = Rules { most: 2, seed, ..Rules::default() };
        let problem = Problem::new(organisations(&[12, 9, 9, 9, 9, 9, 9], 0.7), candidates.clone(), rules);
        solve(&problem.unwrap())
    };
    let all: Vec<_> = (0..8).map(made).collect();
    assert!(all.iter().all(|s| (s.worth - all[0].worth).abs() < 1e-9));
    assert!(all.iter().any(|s| s.cells != all[0].cells), "three of six partners are alike");
}
