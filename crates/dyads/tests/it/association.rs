//! Associations between ratings: both calculations together.

use troth_dyads::regression::{Association, Options};
use troth_dyads::{FitOptions, Observation, Rated, Uncertainty, associate};

use crate::made::Make;

const MAKE: Make = Make { organisations: 9, staff: 3, representative: false, missing: 0.1, residual: 0.4 };

fn moved(rows: &[Observation], by: &[Observation], times: f64) -> Vec<Observation> {
    rows.iter()
        .map(|o| {
            let same = by
                .iter()
                .find(|b| b.rater == o.rater && b.target == o.target && b.respondent == o.respondent);
            Observation { value: o.value + times * same.map_or(3.0, |b| b.value), ..o.clone() }
        })
        .collect()
}

#[test]
fn what_goes_together_is_found_with_an_interval_and_flagged_as_from_the_same_people() {
    let (clear, noise) = (MAKE.ratings("g", 31), MAKE.ratings("g", 32));
    let trust = moved(&MAKE.ratings("g", 33), &clear, 0.8);
    let rated = |name, observations| Rated { name, observations };
    let covariates = [rated("clear roles", clear.as_slice()), rated("noise", noise.as_slice())];
    let found =
        associate(rated("trust", &trust), &covariates, &Options::default(), &FitOptions::default()).unwrap();
    let [roles, other] = found.coefficients.as_slice() else { panic!("two coefficients") };
    assert_eq!(roles.association(), Association::HigherWithHigher, "{}", roles.sentence());
    let Uncertainty::Interval { low, high } = *roles.interval() else { panic!("no interval") };
    // 0.8 was put in for single answers; the mean of three is less than all of what a person meant.
    assert!(0.0 < low && low < 0.8 && high > 0.5, "{low} to {high}");
    assert!(roles.same_respondents.is_some());
    assert_eq!(other.association(), Association::CannotTell, "{}", other.sentence());
}

#[test]
fn answers_that_contradict_each_other_are_named_with_their_question() {
    let trust = MAKE.ratings("g", 34);
    let mut broken = MAKE.ratings("g", 35);
    broken.push(Observation { value: 99.0, ..broken[0].clone() });
    let rated = |name, observations| Rated { name, observations };
    let covariates = [rated("clear roles", broken.as_slice())];
    let refusal = associate(rated("trust", &trust), &covariates, &Options::default(), &FitOptions::default())
        .unwrap_err();
    assert!(refusal.to_string().starts_with("The answers to clear roles cannot be used."), "{refusal}");
}
