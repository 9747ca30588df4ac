//! Networks drawn from known components, so that intervals can be held against the truth. Shared by the coverage
//! study and its small version among the tests.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use troth_dyads::{AnswerKind, Estimate, Fit, Observation, Uncertainty};

/// What the networks are drawn from: rater .30, target .20, their covariance .06, relationship .35 with dyadic
/// reciprocity .40, respondent .20, residual .45, as the simulated respondents of samples/reference.
pub(crate) const TRUTH: [(&str, f64); 9] = [
    ("variance of raters", 0.30),
    ("variance of targets", 0.20),
    ("variance of relationships", 0.35),
    ("variance of people", 0.20),
    ("residual variance", 0.45),
    ("covariance rater, target", 0.06),
    ("covariance of relationships", 0.14),
    ("generalised reciprocity", 0.244_948_974_278_317_8),
    ("dyadic reciprocity", 0.40),
];

/// A drawn network.
pub(crate) struct Drawn {
    pub(crate) ratings: Vec<Observation>,
    a: Vec<f64>,
    b: Vec<f64>,
    g: Vec<Vec<f64>>,
}

/// Draws `n` organisations with `people` respondents each, of whose answers the share `missing` is left out.
pub(crate) fn draw(n: usize, people: usize, missing: f64, seed: u64) -> Drawn {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let normal = |variance: f64, rng: &mut ChaCha8Rng| -> f64 {
        let z: f64 = StandardNormal.sample(rng);
        variance.sqrt() * z
    };
    let a: Vec<f64> = (0..n).map(|_| normal(0.30, &mut rng)).collect();
    let b: Vec<f64> = a.iter().map(|a| 0.2 * a + normal(0.20 - 0.012, &mut rng)).collect();
    let mut g = vec![vec![0.0; n]; n];
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        // Variance .35 · (.7 + .3), covariance .35 · (.7 − .3).
        let (common, own) = (normal(0.35 * 0.7, &mut rng), normal(0.35 * 0.3, &mut rng));
        (g[i][j], g[j][i]) = (common + own, common - own);
    }
    let mut ratings = Vec::new();
    for i in 0..n {
        for person in 0..people {
            let u = normal(0.20, &mut rng);
            for j in (0..n).filter(|j| *j != i) {
                let value = 3.0 + a[i] + b[j] + g[i][j] + u + normal(0.45, &mut rng);
                if rng.random::<f64>() >= missing {
                    ratings.push(Observation {
                        group: "g".to_owned(),
                        rater: format!("{i:03}"),
                        target: format!("{j:03}"),
                        respondent: Some(format!("p{person}")),
                        kind: AnswerKind::Staff,
                        value,
                    });
                }
            }
        }
    }
    Drawn { ratings, a, b, g }
}

/// How often intervals of one kind held the truth.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) held: usize,
    pub(crate) of: usize,
    /// Figures without an interval.
    pub(crate) none: usize,
    /// Sum of the widths.
    pub(crate) width: f64,
    /// Networks counted, and the sum of the squares of their shares, for the Monte Carlo error.
    pub(crate) networks: usize,
    squares: f64,
    shares: f64,
}

impl Share {
    fn count(&mut self, e: &Estimate, truth: f64) {
        let Uncertainty::Interval { low, high } = e.uncertainty else {
            self.none += 1;
            return;
        };
        self.of += 1;
        self.width += high - low;
        self.held += usize::from(low <= truth && truth <= high);
    }

    /// Adds one network's.
    pub(crate) fn add(&mut self, other: &Self) {
        self.held += other.held;
        self.of += other.of;
        self.none += other.none;
        self.width += other.width;
        if other.of > 0 {
            let share = other.held as f64 / other.of as f64;
            self.networks += 1;
            self.shares += share;
            self.squares += share * share;
        }
    }

    /// Percent held.
    pub(crate) fn percent(&self) -> f64 {
        100.0 * self.held as f64 / self.of as f64
    }

    /// Monte Carlo standard error of that, networks being independent.
    pub(crate) fn error(&self) -> f64 {
        let m = self.networks as f64;
        let variance = (self.squares - self.shares * self.shares / m) / (m - 1.0);
        100.0 * (variance / m).sqrt()
    }
}

/// The kinds of effects, in the order of [`effects`].
pub(crate) const KINDS: [&str; 6] = ["mean", "as rater", "as target", "direction", "level", "gap"];

/// Intervals of one fit held against the truth.
pub(crate) fn effects(fit: &Fit, drawn: &Drawn) -> [Share; 6] {
    let mut out = [Share::default(); 6];
    let at = |id: &str| id.parse::<usize>().unwrap_or(0);
    let theta = |i: usize, j: usize| 3.0 + drawn.a[i] + drawn.b[j] + drawn.g[i][j];
    out[0].count(&fit.means[0].mean, 3.0);
    for o in &fit.by_organisation {
        if let Some(e) = &o.as_rater {
            out[1].count(e, drawn.a[at(&o.id)]);
        }
        if let Some(e) = &o.as_target {
            out[2].count(e, drawn.b[at(&o.id)]);
        }
    }
    for d in &fit.by_direction {
        out[3].count(&d.theta, theta(at(&d.from), at(&d.to)));
    }
    for p in &fit.by_pair {
        let (i, j) = (at(&p.a), at(&p.b));
        out[4].count(&p.level, (theta(i, j) + theta(j, i)) / 2.0);
        out[5].count(&p.gap, theta(i, j) - theta(j, i));
    }
    out
}

/// Components held against [`TRUTH`]. Where a variance is 0 and a reciprocity undefined its interval is all of
/// [−1, 1] and holds the truth.
pub(crate) fn components(fit: &Fit) -> [Share; 9] {
    let everything =
        Estimate { estimate: 0.0, se: None, uncertainty: Uncertainty::Interval { low: -1.0, high: 1.0 } };
    let (v, r) = (&fit.variance, &fit.reciprocity);
    let all = [
        Some(&v.rater),
        Some(&v.target),
        Some(&v.relationship),
        v.respondent.as_ref(),
        v.residual.as_ref(),
        Some(&fit.covariance.rater_target),
        Some(&fit.covariance.relationship),
        r.generalised.as_ref().or(Some(&everything)),
        r.dyadic.as_ref().or(Some(&everything)),
    ];
    let mut out = [Share::default(); 9];
    for ((share, e), (_, truth)) in out.iter_mut().zip(all).zip(TRUTH) {
        if let Some(e) = e {
            share.count(e, truth);
        }
    }
    out
}
