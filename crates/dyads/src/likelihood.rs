//! REML deviance with its slopes, and the mixed model solution, for given variance components.
//!
//! With W = [Z X y] and R the covariance of what is left of the answers given a, b and u, the matrix A = W′R⁻¹W is
//! summed over pairs. The random effects are written as Λz with z ~ N(0, I), so M = I + Λ′Z′R⁻¹ZΛ is well
//! conditioned even where a variance is 0. One evaluation costs one Cholesky factorisation and inverse of order
//! 2n + K per group (Searle, Casella & McCulloch 1992, ch. 6–7; Harville 1977).

use nalgebra::{DMatrix, DVector};

use crate::design::{Design, GroupDesign};
use crate::factor::Factor;
use crate::matrix::cholesky_inverse;
use crate::pair::{between, sandwich};
use crate::parameters::{Components, Slopes};

/// Everything known at given components, on the scale of the design.
#[derive(Debug)]
pub(crate) struct Evaluation {
    /// −2 REML log-likelihood with (N − p) ln 2π, without ln|X′X|.
    pub(crate) deviance: f64,
    pub(crate) slopes: Slopes,
    pub(crate) groups: Vec<Solution>,
}

/// Solution of one group: random columns first, then the fixed columns that occur in it.
#[derive(Debug)]
pub(crate) struct Solution {
    /// Predictions and estimates.
    pub(crate) gamma: DVector<f64>,
    /// Covariance of (estimate − truth), the uncertainty of the fixed effects included.
    pub(crate) covariance: DMatrix<f64>,
}

/// What the first pass over a group leaves for the second.
struct Pass {
    a: DMatrix<f64>,
    al: DMatrix<f64>,
    inverse: DMatrix<f64>,
    half: DMatrix<f64>,
}

/// None where the components do not give a positive definite covariance matrix.
pub(crate) fn evaluate(design: &Design, c: &Components) -> Option<Evaluation> {
    let (fixed, shared) = (design.fixed(), design.groups.len());
    let mut cross = DMatrix::zeros(fixed + 1, fixed + 1);
    let mut log = 0.0;
    let mut passes = Vec::with_capacity(shared);
    for (k, group) in design.groups.iter().enumerate() {
        let factor = Factor { n: group.n(), c };
        let (a, log_r) = normal_equations(group, c)?;
        let q = group.random;
        let al = factor.right(a.columns(0, q).into_owned());
        let mut m = factor.right(al.rows(0, q).transpose());
        for k in 0..q {
            m[(k, k)] += 1.0;
        }
        let (log_m, inverse) = cholesky_inverse(&m)?;
        let half = &inverse * al.rows(q, group.fixed + 1).transpose();
        let schur = a.view((q, q), (group.fixed + 1, group.fixed + 1)) - half.transpose() * &half;
        let at = columns(group, k, shared, fixed);
        for (r, row) in at.iter().enumerate() {
            for (s, column) in at.iter().enumerate() {
                cross[(*row, *column)] += schur[(r, s)];
            }
        }
        log += log_r + log_m;
        passes.push(Pass { a, al, inverse, half });
    }
    let (log_x, inverse) = cholesky_inverse(&cross.view((0, 0), (fixed, fixed)).into_owned())?;
    let covariance = inverse.transpose() * &inverse;
    let xy = cross.view((0, fixed), (fixed, 1)).into_owned();
    let beta = &covariance * &xy;
    let rest = cross[(fixed, fixed)] - (xy.transpose() * &beta)[(0, 0)];
    let freedom = (design.ratings - fixed) as f64;
    let deviance = log + log_x + rest + freedom * (std::f64::consts::TAU.ln() + 2.0 * design.scale.ln());
    let mut slopes = Slopes::default();
    let mut groups = Vec::with_capacity(shared);
    for (k, (group, pass)) in design.groups.iter().zip(passes).enumerate() {
        let at = columns(group, k, shared, fixed);
        let of_fixed = DMatrix::from_fn(group.fixed, group.fixed, |r, s| covariance[(at[r], at[s])]);
        let of_beta = DVector::from_fn(group.fixed, |r, _| beta[(at[r], 0)]);
        groups.push(second_pass(group, &pass, &of_fixed, &of_beta, c, &mut slopes));
    }
    deviance.is_finite().then_some(Evaluation { deviance, slopes, groups })
}

/// Where the fixed columns of group k, and the answer, stand in the pooled equations.
fn columns(group: &GroupDesign, k: usize, shared: usize, fixed: usize) -> Vec<usize> {
    if group.fixed == 2 { vec![k, shared, fixed] } else { vec![k, fixed] }
}

/// A = W′R⁻¹W and ln|R|.
fn normal_equations(group: &GroupDesign, c: &Components) -> Option<(DMatrix<f64>, f64)> {
    let size = group.answer() + 1;
    let mut a = DMatrix::zeros(size, size);
    let mut log = 0.0;
    if c.residual > 0.0 {
        a += &group.within / c.residual;
        log += group.within_df * c.residual.ln() + group.log_counts;
    }
    for pair in &group.pairs {
        let b = between(pair, c)?;
        log += b.log;
        for (d, one) in pair.sides.iter().enumerate() {
            for (e, two) in pair.sides.iter().enumerate() {
                let weight = b.inverse[d][e];
                for (j, z) in &two.row {
                    let weighted = weight * z;
                    for (i, x) in &one.row {
                        a[(*i, *j)] += weighted * x;
                    }
                }
            }
        }
    }
    Some((a, log))
}

fn second_pass(
    group: &GroupDesign,
    pass: &Pass,
    of_fixed: &DMatrix<f64>,
    beta: &DVector<f64>,
    c: &Components,
    slopes: &mut Slopes,
) -> Solution {
    let (q, f, y) = (group.random, group.fixed, group.answer());
    let factor = Factor { n: group.n(), c };
    let back = pass.inverse.transpose();
    let solved = &back * &pass.half;
    let (hx, zy) = (solved.columns(0, f), solved.column(f));
    let z = zy - hx * beta;
    let zx = -(hx * of_fixed);
    let zz = &back * &pass.inverse - &zx * hx.transpose();
    factor_slopes(group, pass, &zz, &zx, &z, beta, slopes);
    let left = factor.right_transposed(zz).transpose();
    let uu = factor.right_transposed(left);
    let ux = factor.right_transposed(zx.transpose()).transpose();
    let u = factor.right_transposed(DMatrix::from_row_slice(1, q, z.as_slice())).transpose();
    let mut covariance = DMatrix::zeros(q + f, q + f);
    covariance.view_mut((0, 0), (q, q)).copy_from(&uu);
    covariance.view_mut((0, q), (q, f)).copy_from(&ux);
    covariance.view_mut((q, 0), (f, q)).copy_from(&ux.transpose());
    covariance.view_mut((q, q), (f, f)).copy_from(of_fixed);
    let gamma = DVector::from_iterator(q + f, u.iter().chain(beta.iter()).copied());
    pair_slopes(group, &gamma, &covariance, c, slopes);
    if c.residual > 0.0 {
        let w = group.within.view((0, 0), (y, y));
        let spread = w.component_mul(&covariance).sum() + (gamma.transpose() * w * &gamma)[(0, 0)]
            - 2.0 * group.within.view((0, y), (y, 1)).dot(&gamma)
            + group.within[(y, y)];
        slopes.residual += group.within_df / c.residual - spread / (c.residual * c.residual);
    }
    Solution { gamma, covariance }
}

/// Slopes by the entries of Λ and by sd of u: 2 [(Z′PZΛ) − (Z′Py) z′], summed over organisations or respondents.
fn factor_slopes(
    group: &GroupDesign,
    pass: &Pass,
    zz: &DMatrix<f64>,
    zx: &DMatrix<f64>,
    z: &DVector<f64>,
    beta: &DVector<f64>,
    slopes: &mut Slopes,
) {
    let (n, q, f, y) = (group.n(), group.random, group.fixed, group.answer());
    let al = pass.al.rows(0, q).transpose();
    let ax = pass.a.view((q, 0), (f, q)).into_owned();
    let scores: Vec<f64> =
        (0..q).map(|r| pass.a[(r, y)] - ax.column(r).dot(beta) - al.column(r).dot(z)).collect();
    let zx = zx.transpose();
    let entry = |r: usize, k: usize| {
        2.0 * (ax.column(r).dot(&zx.column(k)) + al.column(r).dot(&zz.column(k)) - scores[r] * z[k])
    };
    for i in 0..n {
        slopes.factor[0] += entry(i, i);
        slopes.factor[1] += entry(i, n + i);
        slopes.factor[2] += entry(n + i, i);
        slopes.factor[3] += entry(n + i, n + i);
    }
    slopes.sd_respondent += (2 * n..q).map(|r| entry(r, r)).sum::<f64>();
}

/// Slopes by the entries of Ω: B − B (W C W′ + r r′) B per pair.
fn pair_slopes(
    group: &GroupDesign,
    gamma: &DVector<f64>,
    covariance: &DMatrix<f64>,
    c: &Components,
    slopes: &mut Slopes,
) {
    let y = group.answer();
    for pair in &group.pairs {
        let Some(b) = between(pair, c) else { continue };
        let residual = |k: usize| -> f64 {
            pair.sides[k].row.iter().map(|(j, x)| if *j == y { *x } else { -x * gamma[*j] }).sum()
        };
        let spread = |d: usize, e: usize| -> f64 {
            let mut sum = 0.0;
            for (i, x) in pair.sides[d].row.iter().filter(|(i, _)| *i < y) {
                for (j, w) in pair.sides[e].row.iter().filter(|(j, _)| *j < y) {
                    sum += covariance[(*i, *j)] * x * w;
                }
            }
            sum
        };
        let first = residual(0);
        let mut h = [[spread(0, 0) + first * first, 0.0], [0.0, 0.0]];
        if pair.sides.len() == 2 {
            let second = residual(1);
            h[1][1] = spread(1, 1) + second * second;
            h[0][1] = spread(0, 1) + first * second;
            h[1][0] = h[0][1];
        }
        let s = sandwich(&b.inverse, &h);
        for (d, side) in pair.sides.iter().enumerate() {
            let slope = b.inverse[d][d] - s[d][d];
            slopes.relationship += slope;
            slopes.residual += slope / side.n as f64;
        }
        if pair.sides.len() == 2 {
            slopes.relationship_cov += 2.0 * (b.inverse[0][1] - s[0][1]);
        }
    }
}
