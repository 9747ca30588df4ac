//! REML deviance with its slopes, and the mixed model solution, for given variance components and any layout.
//!
//! With W = [Z X] and R the covariance of what is left of the answers given a, b and u, the matrix A = W′R⁻¹W is
//! summed over pairs. The random effects are written as Λz with z ~ N(0, I), so M = I + Λ′Z′R⁻¹ZΛ is well
//! conditioned even where a variance is 0. One evaluation costs one inverse of order 2n + K per group (Searle,
//! Casella & McCulloch 1992, ch. 6–7; Harville 1977). All matrices are kept from one evaluation to the next.

use nalgebra::{DMatrix, DVector};

use crate::answers::GroupAnswers;
use crate::crossed::Crossed;
use crate::design::{Design, GroupDesign};
use crate::factor::Factor;
use crate::inverse::invert;
use crate::pair;
use crate::parameters::{Components, Slopes};
use crate::sparse::{Eliminated, Plan};

/// Deviance and slopes at some components.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    /// −2 REML log-likelihood with (N − p) ln 2π, without ln|X′X|.
    pub(crate) deviance: f64,
    pub(crate) slopes: Slopes,
}

/// The likelihood of answers in a layout.
#[derive(Debug)]
pub(crate) struct Dense<'a> {
    pub(crate) design: &'a Design,
    pub(crate) groups: Vec<State<'a>>,
    /// Covariance of the fixed effects.
    of_beta: DMatrix<f64>,
    /// Components of the last evaluation that came to an end.
    pub(crate) last: Option<Components>,
}

/// One group, with what the last evaluation left behind.
#[derive(Debug)]
pub(crate) struct State<'a> {
    pub(crate) group: &'a GroupDesign,
    pub(crate) answers: &'a GroupAnswers,
    crossed: Option<Crossed>,
    plan: Option<Plan>,
    eliminated: Option<Eliminated>,
    /// A = W′R⁻¹W and W′R⁻¹y.
    pub(crate) a: DMatrix<f64>,
    ay: DVector<f64>,
    yy: f64,
    /// M⁻¹, then ΛM⁻¹, at the end ΛM⁻¹Λ′.
    inverse: DMatrix<f64>,
    /// M⁻¹ Λ′A of the fixed columns, and of the answers.
    solved: DMatrix<f64>,
    solved_y: DVector<f64>,
    /// Z′Py.
    pub(crate) scores: DVector<f64>,
    /// Predictions and estimates: random columns first, then the fixed ones.
    pub(crate) gamma: DVector<f64>,
    /// Covariance of (estimate − truth), the uncertainty of the fixed effects included; empty before an evaluation and
    /// where it was moved out.
    pub(crate) covariance: DMatrix<f64>,
}

impl<'a> Dense<'a> {
    pub(crate) fn new(design: &'a Design, answers: &'a [GroupAnswers]) -> Self {
        Self::with(design, answers, true)
    }

    /// `allow_sparse` lets few-to-few networks be eliminated organisation by organisation.
    pub(crate) fn with(design: &'a Design, answers: &'a [GroupAnswers], allow_sparse: bool) -> Self {
        let state = |(group, answers): (&'a GroupDesign, &'a GroupAnswers)| {
            let (p, q, f) = (group.columns(), group.random, group.fixed);
            State {
                group,
                answers,
                plan: if allow_sparse { Plan::new(group) } else { None },
                eliminated: None,
                crossed: (!design.terms.residual).then(|| Crossed::new(group, answers)),
                a: DMatrix::zeros(p, p),
                ay: DVector::zeros(p),
                yy: 0.0,
                inverse: DMatrix::zeros(q, q),
                solved: DMatrix::zeros(q, f),
                solved_y: DVector::zeros(q),
                scores: DVector::zeros(q),
                gamma: DVector::zeros(p),
                covariance: DMatrix::zeros(0, 0),
            }
        };
        let groups = design.groups.iter().zip(answers).map(state).collect();
        Self { design, groups, of_beta: DMatrix::zeros(0, 0), last: None }
    }

    /// None where the components do not give a positive definite covariance matrix.
    pub(crate) fn evaluate(&mut self, c: &Components) -> Option<Value> {
        self.last = None;
        let (fixed, shared) = (self.design.fixed(), self.groups.len());
        let mut xx = DMatrix::zeros(fixed, fixed);
        let mut xy = DVector::zeros(fixed);
        let (mut yy, mut log) = (0.0, 0.0);
        for (k, state) in self.groups.iter_mut().enumerate() {
            log += state.first_pass(c)?;
            let (q, f) = (state.group.random, state.group.fixed);
            let zx = state.a.view((0, q), (q, f));
            let half = scaled(state.group.n(), c, zx.into_owned());
            let reduced = state.a.view((q, q), (f, f)) - half.tr_mul(&state.solved);
            let reduced_y = state.ay.rows(q, f) - half.tr_mul(&state.solved_y);
            let half_y = scaled_vector(state.group.n(), c, &state.ay.rows(0, q).into_owned());
            yy += state.yy - half_y.dot(&state.solved_y);
            let at = |r: usize| if r == 0 { k } else { shared + r - 1 };
            for r in 0..f {
                xy[at(r)] += reduced_y[r];
                for s in 0..f {
                    xx[(at(r), at(s))] += reduced[(r, s)];
                }
            }
        }
        log += invert(&mut xx)?;
        self.of_beta = xx;
        let beta = &self.of_beta * &xy;
        let rest = yy - xy.dot(&beta);
        let freedom = (self.design.ratings - fixed) as f64;
        let deviance = log + rest + freedom * (std::f64::consts::TAU.ln() + 2.0 * self.design.scale.ln());
        let mut slopes = Slopes::default();
        for (k, state) in self.groups.iter_mut().enumerate() {
            let f = state.group.fixed;
            let at = |r: usize| if r == 0 { k } else { shared + r - 1 };
            let of_fixed = DMatrix::from_fn(f, f, |r, s| self.of_beta[(at(r), at(s))]);
            let own = DVector::from_fn(f, |r, _| beta[at(r)]);
            state.second_pass(&of_fixed, &own, c, &mut slopes);
        }
        self.last = deviance.is_finite().then(|| c.clone());
        self.last.is_some().then_some(Value { deviance, slopes })
    }
}

impl Dense<'_> {
    /// Covariance of the fixed effects at the last evaluation.
    pub(crate) fn of_beta(&self) -> &DMatrix<f64> {
        &self.of_beta
    }
}

/// Λ′X.
fn scaled(n: usize, c: &Components, mut x: DMatrix<f64>) -> DMatrix<f64> {
    Factor { n, c }.left_transposed(&mut x);
    x
}

fn scaled_vector(n: usize, c: &Components, x: &DVector<f64>) -> DVector<f64> {
    let x = scaled(n, c, DMatrix::from_column_slice(x.len(), 1, x.as_slice()));
    DVector::from_column_slice(x.as_slice())
}

impl State<'_> {
    /// ΛM⁻¹Λ′X at the last evaluation: the covariance of the random effects for known fixed ones, times X.
    pub(crate) fn effects_times(&self, c: &Components, x: DMatrix<f64>) -> DMatrix<f64> {
        let (Some(plan), Some(eliminated)) = (&self.plan, &self.eliminated) else { return &self.inverse * x };
        let factor = Factor { n: self.group.n(), c };
        let mut x = x;
        factor.left_transposed(&mut x);
        plan.solve(eliminated, &mut x);
        factor.left(&mut x);
        x
    }

    /// Normal equations and M⁻¹; returns ln|R| + ln|M|.
    fn first_pass(&mut self, c: &Components) -> Option<f64> {
        let (group, q, f) = (self.group, self.group.random, self.group.fixed);
        let (log, yy) = match &self.crossed {
            Some(crossed) => crossed.weigh(c, &mut self.a, &mut self.ay)?,
            None => pair::weigh(group, self.answers, c, &mut self.a, &mut self.ay)?,
        };
        self.yy = yy;
        self.inverse.copy_from(&self.a.view((0, 0), (q, q)));
        let factor = Factor { n: group.n(), c };
        factor.right(&mut self.inverse);
        factor.left_transposed(&mut self.inverse);
        for k in 0..q {
            self.inverse[(k, k)] += 1.0;
        }
        let zx = scaled(group.n(), c, self.a.view((0, q), (q, f)).into_owned());
        let zy = scaled_vector(group.n(), c, &self.ay.rows(0, q).into_owned());
        let log_m = if let Some(plan) = &self.plan {
            let (log_m, eliminated) = plan.invert(&mut self.inverse)?;
            let mut both = zx.insert_column(f, 0.0);
            both.set_column(f, &zy);
            plan.solve(&eliminated, &mut both);
            self.solved.copy_from(&both.columns(0, f));
            self.solved_y.copy_from(&both.column(f));
            self.eliminated = Some(eliminated);
            log_m
        } else {
            let log_m = invert(&mut self.inverse)?;
            self.solved.gemm(1.0, &self.inverse, &zx, 0.0);
            self.solved_y.gemv(1.0, &self.inverse, &zy, 0.0);
            log_m
        };
        Some(log + log_m)
    }

    /// Solution, its covariance, and slopes.
    fn second_pass(
        &mut self,
        of_fixed: &DMatrix<f64>,
        beta: &DVector<f64>,
        c: &Components,
        slopes: &mut Slopes,
    ) {
        let (group, q, f) = (self.group, self.group.random, self.group.fixed);
        let factor = Factor { n: group.n(), c };
        let z = &self.solved_y - &self.solved * beta;
        let mut ux = self.solved.clone();
        factor.left(&mut ux);
        let mut u = DMatrix::from_column_slice(q, 1, z.as_slice());
        factor.left(&mut u);
        self.gamma.rows_mut(0, q).copy_from(&u.column(0));
        self.gamma.rows_mut(q, f).copy_from(beta);
        let zz = self.a.view((0, 0), (q, q));
        self.scores.copy_from(&self.ay.rows(0, q));
        self.scores.gemv(-1.0, &self.a.view((0, 0), (q, q + f)), &self.gamma, 1.0);
        // What depends on the fixed effects in Z′PZΛ.
        let tail = zz * &ux - self.a.view((0, q), (q, f));
        let solved_of_fixed = &self.solved * of_fixed;
        factor.left(&mut self.inverse);
        self.factor_slopes(&tail, &solved_of_fixed, &z, slopes);
        factor.right_transposed(&mut self.inverse);
        if self.covariance.is_empty() {
            self.covariance = DMatrix::zeros(q + f, q + f);
        }
        let mut uu = self.covariance.view_mut((0, 0), (q, q));
        uu.copy_from(&self.inverse);
        let ux_of_fixed = &ux * of_fixed;
        for k in 0..f {
            uu.ger(1.0, &ux_of_fixed.column(k), &ux.column(k), 1.0);
        }
        self.covariance.view_mut((0, q), (q, f)).copy_from(&-&ux_of_fixed);
        self.covariance.view_mut((q, 0), (f, q)).copy_from(&-ux_of_fixed.transpose());
        self.covariance.view_mut((q, q), (f, f)).copy_from(of_fixed);
        match &self.crossed {
            Some(crossed) => crossed.slopes(c, &self.covariance, &self.gamma, slopes),
            None => pair::slopes(group, self.answers, &self.gamma, &self.covariance, c, slopes),
        }
    }

    /// Slopes by the entries of Λ and by sd of u: 2 [(Z′PZΛ) − (Z′Py) z′], summed over organisations or respondents.
    /// `inverse` holds ΛM⁻¹.
    fn factor_slopes(
        &self,
        tail: &DMatrix<f64>,
        fixed: &DMatrix<f64>,
        z: &DVector<f64>,
        slopes: &mut Slopes,
    ) {
        let (n, q) = (self.group.n(), self.group.random);
        let entry = |r: usize, k: usize| {
            let own = self.a.column(r).rows(0, q).dot(&self.inverse.column(k));
            let through_fixed: f64 = tail.row(r).iter().zip(fixed.row(k).iter()).map(|(x, y)| x * y).sum();
            2.0 * (own + through_fixed - self.scores[r] * z[k])
        };
        for i in 0..n {
            slopes.factor[0] += entry(i, i);
            slopes.factor[1] += entry(i, n + i);
            slopes.factor[2] += entry(n + i, i);
            slopes.factor[3] += entry(n + i, n + i);
        }
        slopes.sd_respondent += (2 * n..q).map(|r| entry(r, r)).sum::<f64>();
    }
}
