//! Average information: how sharply the deviance bends around the components, from one more solution of the mixed
//! model equations for each component (Johnson & Thompson 1995; Gilmour, Thompson & Cullis 1995). It gives the
//! search its first sense of scale.

use nalgebra::{DMatrix, DVector, SMatrix};

use crate::dense::{Dense, State};
use crate::pair::{between, residual};
use crate::parameters::Components;

/// Number of components: var a, cov ab, var b, var g, cov g, var e, var u, in this order.
pub(crate) const COMPONENTS: usize = 7;
/// Expected and observed second derivatives of the deviance by the components, averaged.
pub(crate) type Information = SMatrix<f64, COMPONENTS, COMPONENTS>;

/// Of all groups at the components of the last evaluation: F′PF with the working vectors f = (∂V/∂component) Py.
pub(crate) fn information(dense: &Dense<'_>, c: &Components) -> Information {
    let (fixed, shared) = (dense.design.fixed(), dense.groups.len());
    let mut out = Information::zeros();
    let mut through_fixed = DMatrix::zeros(fixed, COMPONENTS);
    for (k, state) in dense.groups.iter().enumerate() {
        let (q, f) = (state.group.random, state.group.fixed);
        let work = Working::new(state, c);
        let zc = work.right.rows(0, q);
        let solved = state.effects_times(c, zc.into_owned());
        out += work.squares
            - SMatrix::<f64, COMPONENTS, COMPONENTS>::from_fn(|r, s| zc.column(r).dot(&solved.column(s)));
        let zx = state.a.view((0, q), (q, f));
        let reduced = work.right.rows(q, f) - zx.transpose() * &solved;
        for r in 0..f {
            let at = if r == 0 { k } else { shared + r - 1 };
            for s in 0..COMPONENTS {
                through_fixed[(at, s)] += reduced[(r, s)];
            }
        }
    }
    let solved = dense.of_beta() * &through_fixed;
    out - SMatrix::from_fn(|r, s| through_fixed.column(r).dot(&solved.column(s)))
}

/// Working vectors of one group, as W′R⁻¹F and F′R⁻¹F.
struct Working {
    right: DMatrix<f64>,
    squares: Information,
}

impl Working {
    fn new(state: &State<'_>, c: &Components) -> Self {
        let (group, n, q) = (state.group, state.group.n(), state.group.random);
        let mut v = DMatrix::zeros(q, COMPONENTS);
        for i in 0..n {
            let (a, b) = (state.scores[i], state.scores[n + i]);
            v[(i, 0)] = a;
            (v[(i, 1)], v[(n + i, 1)]) = (b, a);
            v[(n + i, 2)] = b;
        }
        for u in 2 * n..q {
            v[(u, 6)] = state.scores[u];
        }
        let of_random = state.a.view((0, 0), (group.columns(), q)) * &v;
        let (of_error, mut squares) = errors(state, c);
        // F′R⁻¹F between effects, and of effects with errors.
        let zz = v.tr_mul(&of_random.rows(0, q));
        let ze = v.tr_mul(&of_error.rows(0, q));
        squares +=
            SMatrix::<f64, COMPONENTS, COMPONENTS>::from_fn(|r, s| zz[(r, s)] + ze[(r, s)] + ze[(s, r)]);
        Self { right: of_random + of_error, squares }
    }
}

/// The columns of the components of R.
fn errors(state: &State<'_>, c: &Components) -> (DMatrix<f64>, Information) {
    let (group, answers) = (state.group, state.answers);
    let mut right = DMatrix::zeros(group.columns(), COMPONENTS);
    let mut squares = Information::zeros();
    for (pair, means) in group.pairs.iter().zip(&answers.means) {
        let Some(b) = between(pair, c) else { continue };
        let of = |d: usize| pair.sides.get(d).map_or(0.0, |s| residual(s, means[d], &state.gamma));
        let times = |v: [f64; 2]| {
            [b.inverse[0][0] * v[0] + b.inverse[0][1] * v[1], b.inverse[1][0] * v[0] + b.inverse[1][1] * v[1]]
        };
        let t = times([of(0), of(1)]);
        let share = |d: usize| pair.sides.get(d).map_or(0.0, |s| t[d] / s.n as f64);
        let mut f = vec![(3, t), (4, [0.0; 2])];
        if pair.sides.len() == 2 {
            f[1].1 = [t[1], t[0]];
        }
        if c.residual > 0.0 {
            f.push((5, [share(0), share(1)]));
        }
        for (k, own) in &f {
            let weighed = times(*own);
            for (d, side) in pair.sides.iter().enumerate() {
                side.row.iter().for_each(|(j, x)| right[(*j, *k)] += x * weighed[d]);
            }
            for (l, other) in &f {
                squares[(*k, *l)] += weighed[0] * other[0] + weighed[1] * other[1];
            }
        }
    }
    if c.residual > 0.0 {
        let (first, size) = (2 * group.n(), group.within.nrows());
        let own = state.gamma.rows(first, size);
        let expected = &group.within * own;
        let given = DVector::from_column_slice(&answers.within);
        let square = c.residual * c.residual;
        right
            .view_mut((first, 5), (size, 1))
            .zip_zip_apply(&given, &expected, |x, y, w| *x += (y - w) / square);
        let spread = own.dot(&expected) - 2.0 * given.dot(&own) + answers.within_squares;
        squares[(5, 5)] += spread / (square * c.residual);
    }
    (right, squares)
}
