//! Variance components, and the unbounded numbers that the search moves.
//!
//! (sd of a, sd of b, φ) with cor(a, b) = sin φ reaches every covariance matrix, the singular ones included, and
//! the likelihood is smooth where a variance is 0. The two directions of a relationship have the variances
//! λ± = var(g)(1 ± cor) of their sum and difference: without a residual these must be positive and are moved as
//! logarithms; with one they may be 0 and are moved as (sd of g, ψ), cor = sin ψ.

use nalgebra::DMatrix;

use crate::design::Terms;
use crate::information::COMPONENTS;

/// Components on the scale of the design.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Components {
    pub(crate) sd_rater: f64,
    pub(crate) sd_target: f64,
    /// sin φ = cor(a, b).
    pub(crate) sin: f64,
    pub(crate) cos: f64,
    /// var(g); the residual included where that is not told apart.
    pub(crate) relationship: f64,
    /// cov(gᵢⱼ, gⱼᵢ).
    pub(crate) relationship_cov: f64,
    /// var(e), 0 where it is not told apart.
    pub(crate) residual: f64,
    /// sd of u, 0 where respondents are not in the model.
    pub(crate) sd_respondent: f64,
}

/// Derivatives of the deviance by the entries of the covariance structure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slopes {
    /// By the four entries of the factor Λ = [[sd_a, 0], [sd_b sin φ, sd_b cos φ]], row by row.
    pub(crate) factor: [f64; 4],
    pub(crate) relationship: f64,
    pub(crate) relationship_cov: f64,
    pub(crate) residual: f64,
    pub(crate) sd_respondent: f64,
}

impl Slopes {
    /// Adds those of another group.
    pub(crate) fn add(&mut self, other: &Self) {
        self.factor.iter_mut().zip(other.factor).for_each(|(x, y)| *x += y);
        self.relationship += other.relationship;
        self.relationship_cov += other.relationship_cov;
        self.residual += other.residual;
        self.sd_respondent += other.sd_respondent;
    }
}

/// Position of sd of a.
pub(crate) const RATER: usize = 0;
/// Position of sd of b.
pub(crate) const TARGET: usize = 1;
/// Position of φ.
pub(crate) const PHI: usize = 2;
/// Position of sd of g (with residual).
pub(crate) const RELATIONSHIP: usize = 3;
/// Position of ψ (with residual).
pub(crate) const PSI: usize = 4;

/// Position of sd of u, the last.
pub(crate) fn respondent(terms: Terms) -> usize {
    5 + usize::from(terms.residual)
}

/// A starting point in plain words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start {
    pub(crate) rater: f64,
    pub(crate) target: f64,
    pub(crate) generalised: f64,
    pub(crate) relationship: f64,
    pub(crate) dyadic: f64,
}

/// Puts a starting point (standard deviations and correlations) into the search's numbers.
pub(crate) fn encode(start: Start, terms: Terms) -> Vec<f64> {
    let mut x = vec![start.rater, start.target, start.generalised.asin()];
    if terms.residual {
        x.extend([start.relationship, start.dyadic.asin(), start.relationship.ln()]);
    } else {
        let log = |sign: f64| start.relationship.ln() + 0.5 * (1.0 + sign * start.dyadic).ln();
        x.extend([log(1.0), log(-1.0)]);
    }
    if terms.respondent {
        x.push(0.7 * start.rater);
    }
    x
}

/// Components from the search's numbers.
pub(crate) fn decode(x: &[f64], terms: Terms) -> Components {
    let (relationship, relationship_cov, residual) = if terms.residual {
        let s = x[RELATIONSHIP] * x[RELATIONSHIP];
        (s, s * sine(x[PSI]), (2.0 * x[5]).exp())
    } else {
        let (sum, difference) = ((2.0 * x[3]).exp(), (2.0 * x[4]).exp());
        ((sum + difference) / 2.0, (sum - difference) / 2.0, 0.0)
    };
    let sin = sine(x[PHI]);
    Components {
        sd_rater: x[RATER],
        sd_target: x[TARGET],
        sin,
        cos: if sin.abs() >= 1.0 { 0.0 } else { x[PHI].cos() },
        relationship,
        relationship_cov,
        residual,
        sd_respondent: if terms.respondent { x[respondent(terms)] } else { 0.0 },
    }
}

/// sin, exactly ±1 where the search was put there.
fn sine(angle: f64) -> f64 {
    let s = angle.sin();
    if 1.0 - s.abs() < 1e-14 { s.signum() } else { s }
}

/// Chain rule: slopes by the search's numbers.
pub(crate) fn gradient(x: &[f64], c: &Components, d: &Slopes, terms: Terms) -> Vec<f64> {
    let mut g = vec![
        d.factor[0],
        c.sin * d.factor[2] + c.cos * d.factor[3],
        c.sd_target * (c.cos * d.factor[2] - c.sin * d.factor[3]),
    ];
    if terms.residual {
        let (sin, cos) = x[PSI].sin_cos();
        g.push(2.0 * x[RELATIONSHIP] * (d.relationship + sin * d.relationship_cov));
        g.push(c.relationship * cos * d.relationship_cov);
        g.push(2.0 * c.residual * d.residual);
    } else {
        let (sum, difference) = (c.relationship + c.relationship_cov, c.relationship - c.relationship_cov);
        g.push(sum * (d.relationship + d.relationship_cov));
        g.push(difference * (d.relationship - d.relationship_cov));
    }
    if terms.respondent {
        g.push(d.sd_respondent);
    }
    g
}

/// Derivatives of the components, in the order of [`crate::information`], by the search's numbers.
pub(crate) fn jacobian(x: &[f64], c: &Components, terms: Terms) -> DMatrix<f64> {
    let mut j = DMatrix::zeros(COMPONENTS, x.len());
    j[(0, RATER)] = 2.0 * c.sd_rater;
    j[(1, RATER)] = c.sd_target * c.sin;
    j[(1, TARGET)] = c.sd_rater * c.sin;
    j[(1, PHI)] = c.sd_rater * c.sd_target * c.cos;
    j[(2, TARGET)] = 2.0 * c.sd_target;
    if terms.residual {
        let (sin, cos) = x[PSI].sin_cos();
        j[(3, RELATIONSHIP)] = 2.0 * x[RELATIONSHIP];
        j[(4, RELATIONSHIP)] = 2.0 * x[RELATIONSHIP] * sin;
        j[(4, PSI)] = c.relationship * cos;
        j[(5, 5)] = 2.0 * c.residual;
    } else {
        let (sum, difference) = (c.relationship + c.relationship_cov, c.relationship - c.relationship_cov);
        (j[(3, 3)], j[(3, 4)]) = (sum, difference);
        (j[(4, 3)], j[(4, 4)]) = (sum, -difference);
    }
    if terms.respondent {
        j[(6, respondent(terms))] = 2.0 * c.sd_respondent;
    }
    j
}
