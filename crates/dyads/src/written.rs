//! A search's end written down as a [`Fit`]: intervals by the method asked for, then every figure with its own.

use rayon::prelude::*;

use crate::answers::GroupAnswers;
use crate::bootstrap::{Multipliers, away_from_edges, multipliers};
use crate::boundary::{Profiles, boundaries};
use crate::design::Design;
use crate::estimates::Maker;
use crate::figures::Figures;
use crate::fit::FRAGILE;
use crate::likelihood::Solution;
use crate::observation::{FitOptions, IntervalMethod};
use crate::parameters::{Components, decode};
use crate::predict::{PairPrediction, predictions};
use crate::problem::Problem;
use crate::profile::{Profiled, interval};
use crate::raw::Raw;
use crate::result::{Bootstrap, Covariances, Fit, Reciprocities, Variances};
use crate::search::Found;

/// From this many organisations on the normal's 1.96 standard errors will do.
const ENOUGH: usize = 20;

/// Solutions at the best components, and at those that intervals are made from.
pub(crate) struct Solved {
    pub(crate) solutions: Vec<Solution>,
    pub(crate) predicted: Vec<Vec<PairPrediction>>,
}

fn solve(
    problem: &mut Problem<'_>,
    answers: &[GroupAnswers],
    c: &Components,
    errors: bool,
) -> Option<Solved> {
    let solutions = problem.likelihood.solutions(c)?;
    let predicted = predictions(problem.design, answers, &problem.likelihood, &solutions, c, errors)?;
    Some(Solved { solutions, predicted })
}

/// Profile intervals of all components; each has a likelihood of its own, so threads do not matter.
fn profiles(design: &Design, answers: &[GroupAnswers], found: &Found) -> Profiles {
    Profiled::all(design.terms)
        .into_par_iter()
        .map(|of| (of, interval(&mut Problem::new(design, answers), found, of)))
        .collect()
}

/// Writes the fit down.
///
/// # Errors
/// What was given back, if the model cannot be solved at the components found.
pub(crate) fn write_down(
    problem: &mut Problem<'_>,
    answers: &[GroupAnswers],
    found: &Found,
    options: &FitOptions,
    raw: Raw,
    mut warnings: Vec<String>,
) -> Result<Box<Fit>, Box<(Raw, Vec<String>)>> {
    match draft(problem, answers, found, options, &raw, &mut warnings) {
        Some(mut fit) => {
            fit.unrated.clone_from(&raw.unrated);
            fit.raw = raw;
            fit.warnings = warnings;
            Ok(Box::new(fit))
        }
        None => Err(Box::new((raw, warnings))),
    }
}

/// The fit without what it keeps of the ratings.
fn draft(
    problem: &mut Problem<'_>,
    answers: &[GroupAnswers],
    found: &Found,
    options: &FitOptions,
    raw: &Raw,
    warnings: &mut Vec<String>,
) -> Option<Fit> {
    let (design, intervals) = (problem.design, options.intervals);
    let (c, terms) = (&found.components, design.terms);
    // Effects from the means of directions alone have a layout of their own; without it they come from all answers.
    let by_means = options.by_means.then(|| {
        (design.by_means(), answers.iter().map(GroupAnswers::by_means).collect::<Vec<GroupAnswers>>())
    });
    let (mut of_effects, of_answers) = match &by_means {
        Some((design, answers)) => (Problem::new(design, answers), answers.as_slice()),
        None => (Problem::new(design, answers), answers),
    };
    let best = solve(&mut of_effects, of_answers, c, intervals != IntervalMethod::None)?;
    let mut reach = Multipliers::NORMAL;
    let (mut wide, mut bootstrap) = (None, None);
    if intervals == IntervalMethod::Full
        && let Some(x) = away_from_edges(problem, found)
    {
        let few = raw.organisations < ENOUGH;
        if few && let Some(made) = multipliers(design, &x, options.replicates, options.seed) {
            reach = made;
            let (seed, replicates) = (options.seed, options.replicates);
            bootstrap = Some(Bootstrap { seed, replicates, multipliers: made.0 });
        }
        wide = Some(decode(x.as_slice(), terms));
    }
    if intervals == IntervalMethod::Full && raw.organisations < ENOUGH && bootstrap.is_none() {
        warnings.push("The bootstrap did not come to an end, so intervals are \u{b1} 1.96 standard errors and too narrow.".to_owned());
    }
    let profiles =
        if intervals == IntervalMethod::Full { profiles(design, answers, found) } else { Profiles::new() };
    let boundary = boundaries(problem, found, &profiles, intervals != IntervalMethod::None);
    // From 20 organisations on the best components make the intervals too, unless they are on an edge.
    let wide = match &wide {
        Some(c) if bootstrap.is_some() || !boundary.is_empty() => {
            Some(solve(&mut of_effects, of_answers, c, true)?)
        }
        _ => None,
    };
    let of = Figures {
        maker: Maker::new(design, intervals, reach),
        design,
        best: &best,
        wide: wide.as_ref().unwrap_or(&best),
    };
    let maker = of.maker;
    let (va, vb) = (c.sd_rater * c.sd_rater, c.sd_target * c.sd_target);
    let vab = c.sd_rater * c.sd_target * c.sin;
    let end = |of: Profiled| profiles.get(&of).copied().flatten();
    let ratio = |part: f64, whole: f64, of: Profiled| {
        (whole > 0.0).then(|| maker.ratio((part / whole).clamp(-1.0, 1.0), end(of)))
    };
    let means_and_shift = of.fixed_effects(&of_effects.likelihood);
    let (by_direction, by_pair) = of.directions_and_pairs(raw);
    Some(Fit {
        method: "reml",
        interval_method: intervals,
        deviance: found.deviance,
        organisations: raw.organisations,
        respondents: raw.respondents,
        ratings: raw.ratings,
        directions: raw.directions,
        pairs_both_sides: raw.pairs_both_sides,
        means: means_and_shift.0,
        staff_shift: means_and_shift.1,
        coefficients: means_and_shift.2,
        without_covariate: 0,
        bootstrap,
        variance: Variances {
            rater: maker.component(va, end(Profiled::Rater)),
            target: maker.component(vb, end(Profiled::Target)),
            relationship: maker.component(c.relationship, end(Profiled::Relationship)),
            respondent: terms
                .respondent
                .then(|| maker.component(c.sd_respondent * c.sd_respondent, end(Profiled::Respondent))),
            residual: terms.residual.then(|| maker.component(c.residual, end(Profiled::Residual))),
        },
        covariance: Covariances {
            rater_target: maker.component(vab, end(Profiled::RaterTarget)),
            relationship: maker.component(c.relationship_cov, end(Profiled::RelationshipCov)),
        },
        reciprocity: Reciprocities {
            generalised: ratio(vab, (va * vb).sqrt(), Profiled::Generalised),
            dyadic: ratio(c.relationship_cov, c.relationship, Profiled::Dyadic),
        },
        boundary,
        by_organisation: of.organisations(raw),
        by_direction,
        by_pair,
        unrated: Vec::new(),
        fragile: raw.organisations < FRAGILE,
        warnings: Vec::new(),
        raw: Raw::default(),
    })
}
