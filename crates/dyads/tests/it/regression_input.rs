//! What goes into the regression, what is left out or refused, and the sentences that come out.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::Uncertainty;
use troth_dyads::regression::{
    Association, Cell, Input, Measure, Options, Organisation, Origin, Permutations, Regression, regress,
};

use crate::made::{Make, rating, rng};
use crate::regression_made::{cell, example, found, grid, measure, mix, structured};

/// An outcome that follows closely, times `sign`, from the one covariate.
fn close(organisations: usize, sign: f64) -> (Measure, Measure) {
    let mut rng = rng(5);
    let x = structured(organisations, &mut rng);
    let y = mix(&[(2.0 * sign, &x), (0.3, &structured(organisations, &mut rng))]);
    (measure("trust", &[y]), measure("clear roles", &[x]))
}

#[test]
fn every_direction_is_used_or_counted_under_one_reason() {
    let (outcome, covariates) = example(&[6, 5, 3], 0.2, 3);
    let result = found(&outcome, &covariates, Permutations::AtMost(50));
    let out = &result.left_out;
    let all = 6 * 5 + 5 * 4 + 3 * 2;
    assert_eq!(result.directions + out.outcome_missing + out.covariate_missing + out.small_network, all);
    assert!(out.outcome_missing > 0 && out.covariate_missing > 0 && out.small_network > 0);
    assert_eq!(
        out.by_covariate.iter().map(|m| m.covariate.as_str()).collect::<Vec<_>>(),
        ["one", "two", "distance"]
    );
    assert_eq!(out.by_covariate[2].directions, 0);
    assert!(out.by_covariate.iter().map(|m| m.directions).sum::<usize>() >= out.covariate_missing);
    assert_eq!(result.networks.iter().map(|n| n.group.as_str()).collect::<Vec<_>>(), ["g0", "g1"]);
    assert!(result.warnings.iter().any(|w| w.contains("left out: g2")));
    assert!(
        result.permuted.cells_kept < 1.0 && result.warnings.iter().any(|w| w.contains("Values are missing"))
    );
}

#[test]
fn organisations_without_data_take_no_part_in_permutations() {
    let (outcome, covariate) = close(5, 1.0);
    let mut organisations: Vec<Organisation> =
        (0..5).map(|i| Organisation { group: "g0".to_owned(), id: format!("org{i}") }).collect();
    organisations.push(Organisation { group: "g0".to_owned(), id: "silent".to_owned() });
    let covariates = [covariate];
    let input = Input { organisations: &organisations, outcome: &outcome, covariates: &covariates };
    let result = regress(&input, &Options::default()).unwrap();
    assert_eq!((result.permuted.permutations, result.left_out.outcome_missing), (120, 10));
    assert!(result.warnings.iter().any(|w| w.starts_with("1 organisations have no direction")));
    assert!(result.fragile);
}

#[test]
fn a_repeated_row_and_one_about_itself_change_nothing() {
    let (outcome, covariate) = close(6, 1.0);
    let mut cells: Vec<Cell> = outcome.cells().to_vec();
    cells.push(cells[4].clone());
    cells.push(cell("g0", "org1", "org1", Some(9.0)));
    cells.push(cell("g0", "org1", "org2", None));
    let again = Measure::new("trust", Origin::Records, cells);
    let covariates = [covariate];
    let mut one = found(&outcome, &covariates, Permutations::All);
    let two = found(&again, &covariates, Permutations::All);
    assert_eq!(two.left_out.about_itself, 1);
    one.left_out.about_itself = 1;
    assert_eq!(one, two);
}

#[test]
fn a_distance_is_read_both_ways_and_a_rating_never() {
    let pairs: Vec<Cell> = (0..6)
        .flat_map(|i| {
            (0..i).map(move |j| cell("g0", &format!("org{i}"), &format!("org{j}"), Some((i - j) as f64)))
        })
        .collect();
    let distance = Measure::symmetric("distance", Origin::Records, pairs.clone()).unwrap();
    assert_eq!(distance.cells().len(), 30);
    let (outcome, _) = close(6, 1.0);
    let both = measure("distance", &[grid(6, |i, j| i.abs_diff(j) as f64)]);
    assert_eq!(found(&outcome, &[distance], Permutations::All), found(&outcome, &[both], Permutations::All));
    let refused = Measure::symmetric("trust", Origin::Ratings, pairs).unwrap_err();
    assert!(refused.to_string().contains("never filled in from the other side"));
}

#[test]
fn direction_means_count_every_person_once() {
    let rows = [
        rating("g", 1, 2, None, 1.0),
        rating("g", 1, 2, Some(1), 2.0),
        rating("g", 1, 2, Some(2), 6.0),
        rating("g", 1, 2, Some(2), 6.0),
        rating("g", 2, 1, Some(1), 5.0),
        rating("g", 2, 2, Some(1), 5.0),
    ];
    let measure = Measure::from_observations("trust", &rows).unwrap();
    assert_eq!(
        measure.cells(),
        [cell("g", "org01", "org02", Some(3.0)), cell("g", "org02", "org01", Some(5.0))]
    );
    assert_eq!((measure.name(), measure.origin()), ("trust", Origin::Ratings));
    let clash = [rating("g", 1, 2, Some(1), 2.0), rating("g", 1, 2, Some(1), 3.0)];
    assert!(matches!(
        Measure::from_observations("x", &clash),
        Err(troth_dyads::Refusal::Contradictory { .. })
    ));
    assert_eq!(Measure::from_observations("x", &[]), Err(troth_dyads::Refusal::NoRatings));
}

fn ratings_of(kind: &Make, seed: u64) -> Measure {
    Measure::from_observations(format!("seed {seed}"), &kind.ratings("g", seed)).unwrap()
}

#[test]
fn the_same_respondents_are_flagged_with_their_share() {
    let make =
        |staff, representative| Make { organisations: 6, staff, representative, missing: 0.0, residual: 0.3 };
    let flag = |outcome: &Measure, covariate: Measure| {
        let result = found(outcome, &[covariate], Permutations::AtMost(50));
        result.coefficients[0].same_respondents.clone()
    };
    let outcome = ratings_of(&make(3, true), 1);
    let all = flag(&outcome, ratings_of(&make(3, true), 2)).unwrap();
    assert_eq!((all.share, all.covariate.as_str()), (Some(1.0), "seed 2"));
    assert!(all.sentence.contains(", all come from") && all.sentence.contains("Podsakoff et al. 2003"));
    // One of the three who answered the outcome, the representative being the fourth.
    let some = flag(&outcome, ratings_of(&make(1, false), 3)).unwrap();
    assert_eq!(some.share, Some(0.25));
    assert!(some.sentence.contains("25 in 100 come from"));
    assert_eq!(flag(&ratings_of(&make(0, true), 4), ratings_of(&make(2, false), 5)), None);
    let plain = |origin| Measure::new("other", origin, ratings_of(&make(1, true), 6).cells().to_vec());
    assert_eq!(flag(&outcome, plain(Origin::Records)), None);
    assert_eq!(flag(&outcome, plain(Origin::Declared)), None);
    let unknown = flag(&outcome, plain(Origin::Ratings)).unwrap();
    assert!(unknown.share.is_none() && unknown.sentence.contains("not known whether of the same people"));
    let told: BTreeMap<_, _> = outcome
        .cells()
        .iter()
        .map(|c| (c.direction.clone(), BTreeSet::from(["r1".to_owned(), "r2".to_owned(), "r9".to_owned()])))
        .collect();
    assert_eq!(flag(&outcome, plain(Origin::Ratings).answered_by(told)).unwrap().share, Some(0.5));
}

fn only(result: &Regression) -> &troth_dyads::regression::Coefficient {
    &result.coefficients[0]
}

#[test]
fn sentences_never_say_more_than_p_and_interval() {
    let (outcome, covariate) = close(8, -1.0);
    let result = found(&outcome, &[covariate], Permutations::AtMost(2000));
    let c = only(&result);
    assert_eq!(c.association(), Association::LowerWithHigher);
    assert!(matches!(c.interval(), Uncertainty::NotQuantified { .. }) && c.model_estimate().is_none());
    assert_eq!(
        c.sentence(),
        "Where 'clear roles' is higher, 'trust' tends to be lower; they go together in these data, which does not show that one brings about the other."
    );
    let with = |estimate, low, high| c.clone().with_model(estimate, Uncertainty::Interval { low, high });
    let agreed = with(-1.9, -2.25, -1.5);
    assert_eq!(agreed.association(), Association::LowerWithHigher);
    assert!(agreed.sentence().contains("lower: by 1.90 for each unit (1.50 to 2.25); they go together"));
    for doubtful in [
        with(-1.9, -4.0, 0.1),
        with(-1.9, 0.1, -4.0),
        with(-1.9, f64::NAN, f64::NAN),
        with(1.9, 1.0, 2.0),
        c.clone().with_model(1.9, Uncertainty::NotQuantified { reason: "no model".into() }),
    ] {
        assert_eq!(doubtful.association(), Association::CannotTell);
        assert_eq!(doubtful.sentence(), "Cannot tell whether 'trust' goes with 'clear roles'.");
    }
    // Back to what p alone allows.
    let none = c.clone().with_model(-1.9, Uncertainty::NotQuantified { reason: "no model".into() });
    assert_eq!(none.association(), Association::LowerWithHigher);
}

#[test]
fn a_p_value_that_could_be_above_the_level_says_nothing() {
    // One permutation leaves p at 1/2 or 1, 19 at 1/20 at best with a Monte Carlo error of that size.
    let (outcome, covariate) = close(8, 1.0);
    for (permutations, association) in
        [(1, Association::CannotTell), (19, Association::CannotTell), (199, Association::HigherWithHigher)]
    {
        let result = found(&outcome, std::slice::from_ref(&covariate), Permutations::AtMost(permutations));
        assert_eq!((only(&result).p.as_extreme, only(&result).association()), (0, association));
    }
}

#[test]
fn the_result_serialises_with_sentences_and_says_association() {
    let (outcome, covariates) = example(&[6], 0.0, 10);
    let result = found(&outcome, &covariates, Permutations::AtMost(2000));
    let json = serde_json::to_value(&result).unwrap();
    assert_eq!(json["method"], "mrqap_dsp");
    for c in json["coefficients"].as_array().unwrap() {
        assert!(c["sentence"].as_str().unwrap().contains(", the other measures being equal"));
        assert_eq!(c["interval"]["kind"], "not_quantified");
        assert!(c["association"].is_string() && c["p"]["value"].is_number());
    }
    assert!(json["warnings"][0].as_str().unwrap().contains("does not show that one brings about the other"));
    assert!(json["warnings"].to_string().contains("3 measures were tried"));
}
