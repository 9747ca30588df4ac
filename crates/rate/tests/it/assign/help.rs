//! What would help, what respondents change, and how long it takes.

use proptest::prelude::*;
use troth_rate::assign::{Candidate, Change, Organisation, Plan, Problem, Rules, helps, solve};

use super::drawn::problems;

#[test]
fn two_more_people_from_the_hospice() {
    // Everybody answers. The hospice has three people, so two are missing; the others have enough.
    let names = ["the hospital", "the council", "the hospice"];
    let staff = [12, 12, 3];
    let organisations = staff.iter().map(|staff| Organisation::of(*staff, 1.0)).collect();
    let candidates = vec![Candidate::of(0, 1), Candidate::of(0, 2), Candidate::of(1, 2)];
    let problem = Problem::new(organisations, candidates, Rules::default()).unwrap();
    let solution = solve(&problem);
    let minutes = solution.minutes(|partners| 3.0 + 4.0 * f64::from(u32::try_from(partners).unwrap()));
    assert_eq!(
        solution.says(&minutes),
        "About 1 of 3 relationships could be shown on both sides, about 7 minutes each."
    );
    assert_eq!(solution.is_how_good(), "No other way to ask these people would show more.");
    let helps = helps(&problem, &solution);
    let first = helps.organisations[0];
    assert_eq!((first.organisation, first.best().0), (2, 2));
    assert!(first.people[0].both.abs() < 1e-12 && (first.people[1].both - 2.0).abs() < 1e-12);
    assert_eq!(
        helps.says(|place| names[place].to_owned()),
        "Two more people from the hospice: about 2.0 more on both sides."
    );
}

#[test]
fn one_more_partner_helps_where_room_is_short() {
    let organisations = [5; 4].iter().map(|staff| Organisation::of(*staff, 1.0)).collect();
    let candidates = vec![Candidate::of(0, 1), Candidate::of(0, 2), Candidate::of(0, 3)];
    let rules = Rules { most: 1, ..Rules::default() };
    let problem = Problem::new(organisations, candidates, rules).unwrap();
    let solution = solve(&problem);
    let helps = helps(&problem, &solution);
    assert!((solution.expected.both - 1.0).abs() < 1e-12);
    assert!((helps.one_more_partner.both - 1.0).abs() < 1e-12 && helps.share.worth == 0.0);
}

#[test]
fn minutes_are_those_of_people_who_are_asked() {
    let organisations = vec![Organisation::of(20, 1.0), Organisation::of(5, 1.0)];
    let problem = Problem::new(organisations, vec![Candidate::of(0, 1)], Rules::default()).unwrap();
    let minutes = solve(&problem).minutes(|partners| if partners == 1 { 6.0 } else { 100.0 });
    assert_eq!((minutes.people, minutes.each, minutes.longest, minutes.together), (10, 6.0, 6.0, 60.0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn help_never_exceeds_what_is_possible_and_more_never_helps_less(problem in problems(2..5, 0..9, 1..3)) {
        let solution = solve(&problem);
        for help in helps(&problem, &solution).organisations {
            let mut before = 0.0;
            for (more, gain) in (1..).zip(help.people) {
                prop_assert!(gain.worth >= before - 1e-12);
                before = gain.worth;
                let mut grown = problem.organisations().to_vec();
                grown[help.organisation].staff += more;
                let grown = Problem::new(grown, problem.candidates().to_vec(), *problem.rules()).unwrap();
                let best = solve(&grown).bound.value;
                prop_assert!(solution.worth + gain.worth <= best + 1e-9, "{help:?} of {best}");
            }
        }
    }

    #[test]
    fn a_plan_follows_every_change_and_taking_all_back_gives_the_plan(
        problem in problems(2..7, 0..12, 1..4),
        changes in proptest::collection::vec((0_usize..7, 0_usize..12, 0_usize..7), 0..40),
    ) {
        let solution = solve(&problem);
        let mut plan = Plan::of(&problem, &solution);
        let before = plan.expected();
        prop_assert!((before.both - solution.expected.both).abs() < 1e-9);
        prop_assert!((before.one - solution.expected.one).abs() < 1e-9);
        let mut done = Vec::new();
        for (organisation, person, partner) in changes {
            let asked = plan.people().get(organisation).and_then(|p| p.get(person)).is_some_and(|p| p.contains(&partner));
            let (change, back) = if asked { (Change::Skip, Change::Add) } else { (Change::Add, Change::Skip) };
            if let Ok(effect) = plan.change(organisation, person, partner, change) {
                prop_assert!(effect.changed);
                prop_assert!(!effect.short || effect.chance == 0.0);
                done.push((organisation, person, partner, back));
            }
        }
        for (organisation, person, partner, back) in done.into_iter().rev() {
            plan.change(organisation, person, partner, back).unwrap();
        }
        prop_assert_eq!(plan.expected(), before);
        prop_assert_eq!(plan.people(), &solution.people[..]);
    }
}
