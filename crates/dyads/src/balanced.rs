//! The likelihood in closed form where every organisation of a group rates every other and all directions have the
//! same number of answers, from the same people of each organisation.
//!
//! Then Z′R⁻¹Z is I ⊗ (D − O) + J ⊗ O with 2×2 blocks, so the effects' deviations from their means need one 2×2
//! inverse whatever the number of organisations, and the means are confounded with the group mean. After one pass
//! over the answers an evaluation costs the same for 5 organisations as for 500 (Searle, Casella & McCulloch 1992,
//! ch. 4; the interior solution is that of the analysis of variance, Kenny, Kashy & Cook 2006, ch. 8).

use nalgebra::{DVector, Matrix2, Matrix3, Matrix3x2, Vector2, Vector3};

use crate::answers::GroupAnswers;
use crate::dense::Value;
use crate::design::{Design, GroupDesign};
use crate::likelihood::{Covariance, Solution};
use crate::parameters::{Components, Slopes};

/// Sufficient statistics of a group; answers are centred on the group's mean.
#[derive(Debug)]
struct Sums {
    n: f64,
    /// Answers per direction.
    m: f64,
    mean: f64,
    /// Per organisation: sums of the direction means it gave and got.
    given_got: Vec<Vector2<f64>>,
    /// Σ of their products.
    products: Matrix2<f64>,
    /// Σ (y₁ + y₂)² / 2 and Σ (y₁ − y₂)² / 2 over pairs.
    sums: f64,
    differences: f64,
    /// Between people of an organisation: degrees of freedom and sum of squares.
    between_people: (f64, f64),
    /// Within directions beyond that.
    within: (f64, f64),
    log_counts: f64,
}

/// The likelihood of answers in a balanced layout.
#[derive(Debug)]
pub(crate) struct Balanced<'a> {
    design: &'a Design,
    groups: Vec<Sums>,
}

/// Whether a group is complete, and every person of an organisation answered for each of its directions.
fn is_balanced(group: &GroupDesign, respondents: bool) -> bool {
    let n = group.n();
    let Some(first) = group.pairs.first().and_then(|p| p.sides.first()) else { return false };
    n > 2
        && group.pairs.len() == n * (n - 1) / 2
        && group.pairs.iter().all(|p| p.sides.len() == 2 && p.sides.iter().all(|s| s.n == first.n))
        && (!respondents || group.people == n * first.n)
}

impl<'a> Balanced<'a> {
    /// None if the layout is not balanced, or has fixed effects besides the means.
    pub(crate) fn new(design: &'a Design, answers: &[GroupAnswers]) -> Option<Self> {
        let plain = design.fixed() == design.groups.len();
        let respondents = design.terms.respondent;
        (plain && design.groups.iter().all(|g| is_balanced(g, respondents))).then(|| {
            let groups = design.groups.iter().zip(answers);
            Self { design, groups: groups.map(|(g, y)| Sums::new(g, y, respondents)).collect() }
        })
    }

    /// None where the components do not give a positive definite covariance matrix.
    pub(crate) fn evaluate(&self, c: &Components) -> Option<Value> {
        let freedom = (self.design.ratings - self.design.fixed()) as f64;
        let mut value = Value {
            deviance: freedom * (std::f64::consts::TAU.ln() + 2.0 * self.design.scale.ln()),
            slopes: Slopes::default(),
        };
        for sums in &self.groups {
            let (deviance, slopes) = sums.evaluate(c, self.design.terms.residual)?;
            value.deviance += deviance;
            value.slopes.add(&slopes);
        }
        value.deviance.is_finite().then_some(value)
    }

    /// Solutions of all groups. None as in [`Self::evaluate`].
    pub(crate) fn solutions(&self, c: &Components) -> Option<Vec<Solution>> {
        let respondents = self.design.terms.respondent;
        self.groups.iter().map(|sums| sums.solution(c, respondents)).collect()
    }

    /// The design row of a direction in the columns of the solutions: people enter as their organisation's mean.
    pub(crate) fn row(
        group: &GroupDesign,
        respondents: bool,
        rater: usize,
        target: usize,
    ) -> Vec<(usize, f64)> {
        let n = group.n();
        let mut row = vec![(rater, 1.0), (n + target, 1.0)];
        if respondents {
            row.push((2 * n + rater, 1.0));
        }
        row.push((if respondents { 3 * n } else { 2 * n }, 1.0));
        row
    }
}

/// 1/λ₊ and 1/λ₋, and the normal equations of the deviations: W = [[wd, wo], [wo, wd]] and D − O.
struct Weights {
    plus: f64,
    minus: f64,
    w: Matrix2<f64>,
    own: Matrix2<f64>,
    log: f64,
}

/// [[(x + y)/2, (x − y)/2], [(x − y)/2, (x + y)/2]]: x for the sum of two directions, y for their difference.
fn of_sum_and_difference(x: f64, y: f64) -> Matrix2<f64> {
    let (d, o) = (0.5 * (x + y), 0.5 * (x - y));
    Matrix2::new(d, o, o, d)
}

/// The entry of a symmetric matrix for the sum, and for the difference, of its two coordinates.
fn sum_and_difference(m: &Matrix2<f64>) -> (f64, f64) {
    let (d, o) = (0.5 * (m.m11 + m.m22), 0.5 * (m.m12 + m.m21));
    (d + o, d - o)
}

impl Sums {
    fn new(group: &GroupDesign, answers: &GroupAnswers, respondents: bool) -> Self {
        let (n, pairs) = (group.n(), group.pairs.len() as f64);
        let m = group.pairs.first().and_then(|p| p.sides.first()).map_or(1.0, |s| s.n as f64);
        let mean = answers.means.iter().map(|y| y[0] + y[1]).sum::<f64>() / (2.0 * pairs);
        let mut given_got = vec![Vector2::zeros(); n];
        let (mut sums, mut differences) = (0.0, 0.0);
        for (pair, y) in group.pairs.iter().zip(&answers.means) {
            for (side, y) in pair.sides.iter().zip(y) {
                given_got[side.rater].x += y - mean;
                given_got[side.target].y += y - mean;
            }
            sums += 0.5 * (y[0] + y[1] - 2.0 * mean).powi(2);
            differences += 0.5 * (y[0] - y[1]).powi(2);
        }
        let directions = 2.0 * pairs;
        let all = (directions * (m - 1.0), answers.within_squares);
        let between_people = if respondents {
            // Deviations of a person's mean over targets from the organisation's.
            let squares: f64 = answers.within[..group.people].iter().map(|s| s * s).sum();
            (n as f64 * (m - 1.0), squares / (n as f64 - 1.0))
        } else {
            (0.0, 0.0)
        };
        Self {
            n: n as f64,
            m,
            mean,
            products: given_got.iter().map(|v| v * v.transpose()).sum(),
            given_got,
            sums,
            differences,
            within: (all.0 - between_people.0, all.1 - between_people.1),
            between_people,
            log_counts: group.log_counts,
        }
    }

    /// Covariance of (a + ū, b), whose first part is what the direction means can see of a and u.
    fn seen(&self, c: &Components) -> Matrix2<f64> {
        let cross = c.sd_rater * c.sd_target * c.sin;
        let people = c.sd_respondent * c.sd_respondent / self.m;
        Matrix2::new(c.sd_rater * c.sd_rater + people, cross, cross, c.sd_target * c.sd_target)
    }

    fn weights(&self, c: &Components) -> Option<Weights> {
        let variance = c.relationship + c.residual / self.m;
        let (plus, minus) = (variance + c.relationship_cov, variance - c.relationship_cov);
        let pairs = self.n * (self.n - 1.0) / 2.0;
        (plus > 0.0 && minus > 0.0).then(|| Weights {
            plus: 1.0 / plus,
            minus: 1.0 / minus,
            w: of_sum_and_difference(1.0 / plus, 1.0 / minus),
            own: of_sum_and_difference((self.n - 2.0) / plus, self.n / minus),
            log: (pairs - 1.0) * plus.ln() + pairs * minus.ln(),
        })
    }

    fn evaluate(&self, c: &Components, residual: bool) -> Option<(f64, Slopes)> {
        let (n, g, v) = (self.n, self.seen(c), self.weights(c)?);
        let whole = Matrix2::identity() + g * v.own;
        let inverse = whole.try_inverse()?;
        let determinant = whole.determinant();
        if determinant.is_nan() || determinant <= 0.0 {
            return None;
        }
        let scores = v.w * self.products * v.w;
        let t = inverse * g;
        let mut deviance = v.log
            + (n * (n - 1.0)).ln()
            + (n - 1.0) * determinant.ln()
            + v.plus * self.sums
            + v.minus * self.differences
            - (t * scores).trace();
        // By the covariance matrix of (a + ū, b), whose Λ has sd_a in its first row only.
        let by_g = (n - 1.0) * v.own * inverse - inverse.transpose() * scores * inverse;
        let by_g = 0.5 * (by_g + by_g.transpose());
        let factor = Matrix2::new(c.sd_rater, 0.0, c.sd_target * c.sin, c.sd_target * c.cos);
        let by_factor = 2.0 * by_g * factor;
        let mut slopes = Slopes {
            factor: [by_factor.m11, by_factor.m12, by_factor.m21, by_factor.m22],
            sd_respondent: 2.0 * c.sd_respondent / self.m * by_g.m11,
            ..Slopes::default()
        };
        // By 1/λ₊ and 1/λ₋; D − O and W change along the sum and the difference.
        let (t_plus, t_minus) = sum_and_difference(&t);
        let (back_plus, back_minus) = sum_and_difference(&(t * scores * t));
        let (cross_plus, cross_minus) = sum_and_difference(&(self.products * v.w * t));
        let pairs = n * (n - 1.0) / 2.0;
        let by_plus =
            (1.0 - pairs) / v.plus + (n - 1.0) * (n - 2.0) * t_plus + self.sums + (n - 2.0) * back_plus
                - 2.0 * cross_plus;
        let by_minus = -pairs / v.minus + (n - 1.0) * n * t_minus + self.differences + n * back_minus
            - 2.0 * cross_minus;
        let (up, down) = (-v.plus * v.plus * by_plus, -v.minus * v.minus * by_minus);
        slopes.relationship = up + down;
        slopes.relationship_cov = up - down;
        slopes.residual = (up + down) / self.m;
        if residual {
            self.add_within(c, &mut deviance, &mut slopes)?;
        }
        Some((deviance, slopes))
    }

    /// What the answers within directions say of σ² and of people.
    fn add_within(&self, c: &Components, deviance: &mut f64, slopes: &mut Slopes) -> Option<()> {
        let people = c.sd_respondent * c.sd_respondent * (self.n - 1.0);
        for ((freedom, squares), more) in [(self.within, 0.0), (self.between_people, people)] {
            let variance = c.residual + more;
            if variance.is_nan() || variance <= 0.0 {
                return None;
            }
            *deviance += freedom * variance.ln() + squares / variance;
            let slope = freedom / variance - squares / (variance * variance);
            slopes.residual += slope;
            if more > 0.0 {
                slopes.sd_respondent += 2.0 * c.sd_respondent * (self.n - 1.0) * slope;
            }
        }
        *deviance += self.log_counts;
        Some(())
    }

    fn solution(&self, c: &Components, respondents: bool) -> Option<Solution> {
        let (n, g, v) = (self.n, self.seen(c), self.weights(c)?);
        let inverse = (Matrix2::identity() + v.own * g).try_inverse()?;
        let cross = c.sd_rater * c.sd_target * c.sin;
        let people = c.sd_respondent * c.sd_respondent / self.m;
        let (va, vb) = (c.sd_rater * c.sd_rater, c.sd_target * c.sd_target);
        // Covariance of (a, b, ū), and its covariance with (a + ū, b).
        let own = Matrix3::new(va, cross, 0.0, cross, vb, 0.0, 0.0, 0.0, people);
        let with_seen = Matrix3x2::new(va, cross, cross, vb, people, 0.0);
        let effects: Vec<Vector3<f64>> =
            self.given_got.iter().map(|v_i| with_seen * (inverse * (v.w * v_i))).collect();
        let parts = if respondents { 3 } else { 2 };
        let columns = (0..parts).flat_map(|k| effects.iter().map(move |e| e[k]));
        let gamma = DVector::from_iterator(parts * effects.len() + 1, columns.chain([self.mean]));
        let deviation = own - with_seen * inverse * v.own * with_seen.transpose();
        let both = Vector2::new(1.0, 1.0);
        let mean_of_directions = (1.0 / v.plus) / (n * (n - 1.0));
        Some(Solution {
            gamma,
            covariance: Covariance::Balanced {
                n: effects.len(),
                parts,
                deviation,
                level: own / n,
                with_mean: -(with_seen * both) / n,
                mean: both.dot(&(g * both)) / n + mean_of_directions,
            },
        })
    }
}
