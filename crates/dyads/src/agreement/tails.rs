//! Tail probabilities and quantiles of F, t and χ². χ² and the logarithm of the gamma function are those of statrs;
//! the F distribution is worked out here, because statrs loses digits of small probabilities with many degrees of
//! freedom, and its quantiles lose more, or do not return, for very unequal ones.

use std::f64::consts::TAU;

use statrs::function::gamma::{checked_gamma_ur, ln_gamma};

/// Degrees of freedom beyond these are outside what the continued fraction is good for.
const DEGREES: std::ops::RangeInclusive<f64> = 0.1..=1e7;

/// P(F > `x`) with `d1` and `d2` degrees of freedom; none outside the domain.
pub(super) fn f_upper(x: f64, d1: f64, d2: f64) -> Option<f64> {
    if x.is_infinite() && x > 0.0 {
        return Some(0.0);
    }
    if !(x >= 0.0 && DEGREES.contains(&d1) && DEGREES.contains(&d2)) {
        return None;
    }
    let whole = d1 * x + d2;
    beta_share(d2 / 2.0, d1 / 2.0, d2 / whole, d1 * x / whole)
}

/// The regularised incomplete beta function I_x(a, b), with `y` = 1 − `x` given too, so that neither loses digits.
/// Continued fraction (Abramowitz & Stegun 1964, 26.5.8) by Lentz's method. None if it does not settle.
fn beta_share(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    if x <= 0.0 || y <= 0.0 {
        return Some(if x <= 0.0 { 0.0 } else { 1.0 });
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return beta_share_small(b, a, y, x).map(|rest| 1.0 - rest);
    }
    beta_share_small(a, b, x, y)
}

/// The same where the fraction settles soon: x below about a/(a + b).
fn beta_share_small(a: f64, b: f64, x: f64, y: f64) -> Option<f64> {
    let keep = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let (mut c, mut value) = (1.0, d);
    for m in 1..20_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for term in [even, odd] {
            d = 1.0 / keep(1.0 + term * d);
            c = keep(1.0 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            return Some((beta_density(a, b, x, y) / a * value).min(1.0));
        }
    }
    None
}

/// x^a y^b / B(a, b) for x + y = 1, in the form that keeps its digits for large a and b (Loader 2000).
fn beta_density(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    // a − nx = ay − bx, and b − ny is the same with the other sign; written so, nothing large cancels.
    let off = a * y - b * x;
    let ratio = |part: f64, off: f64| {
        if off.abs() < 0.5 { part * off.ln_1p() } else { part * (1.0 + off).ln() }
    };
    let rest = stirling_error(n) - stirling_error(a) - stirling_error(b);
    (a * b / (TAU * n)).sqrt() * (rest - ratio(a, off / (n * x)) - ratio(b, -off / (n * y))).exp()
}

/// ln Γ(z) less Stirling's formula (z − ½)·ln z − z + ½·ln 2π.
fn stirling_error(z: f64) -> f64 {
    if z < 10.0 {
        return ln_gamma(z) - (z - 0.5) * z.ln() + z - 0.5 * TAU.ln();
    }
    let w = 1.0 / (z * z);
    let series = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    series.iter().rev().fold(0.0, |sum, c| sum * w + c) / z
}

/// P(χ² > `x`) with `degrees` of freedom; none outside the domain.
pub(super) fn chi2_upper(x: f64, degrees: f64) -> Option<f64> {
    if x <= 0.0 {
        return Some(1.0);
    }
    (x.is_finite() && DEGREES.contains(&degrees)).then(|| checked_gamma_ur(degrees / 2.0, x / 2.0).ok())?
}

/// The value that F with `d1` and `d2` degrees of freedom exceeds with probability 1 − `p`, 0 < p < 1.
pub(super) fn f_quantile(p: f64, d1: f64, d2: f64) -> Option<f64> {
    if !(DEGREES.contains(&d1) && DEGREES.contains(&d2)) {
        return None;
    }
    if p > 0.5 {
        // The lower tail keeps its digits; 1/F has the degrees of freedom swapped.
        return lower_quantile(1.0 - p, d2, d1).map(|x| 1.0 / x);
    }
    lower_quantile(p, d1, d2)
}

/// Newton's method on the logarithm of F, kept between bounds that close in.
fn lower_quantile(p: f64, d1: f64, d2: f64) -> Option<f64> {
    let (a, b) = (d1 / 2.0, d2 / 2.0);
    let below = |u: f64| {
        let (x, y) = (d1 / (d1 + d2 * (-u).exp()), d2 / (d1 * u.exp() + d2));
        beta_share(a, b, x, y).map(|c| (c, beta_density(a, b, x, y)))
    };
    let (mut low, mut high) = (-1.0, 1.0);
    while below(low)?.0 > p {
        low *= 2.0;
        if low < -600.0 {
            return None;
        }
    }
    while below(high)?.0 < p {
        high *= 2.0;
        if high > 600.0 {
            return None;
        }
    }
    let mut u = 0.5 * (low + high);
    for _ in 0..200 {
        let (c, density) = below(u)?;
        if c < p {
            low = u;
        } else {
            high = u;
        }
        let newton = u - (c - p) / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - u).abs() <= 1e-15 * u.abs().max(1.0) {
            return Some(next.exp());
        }
        u = next;
    }
    Some(u.exp())
}

/// The value that |t| with `degrees` of freedom exceeds with probability 0.05.
pub(crate) fn t_two_sided(degrees: f64) -> Option<f64> {
    f_quantile(0.95, 1.0, degrees).map(f64::sqrt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_printed_tables() {
        // F(0.975; 5, 10) and t(0.975; 9): Fisher & Yates.
        assert!((f_quantile(0.975, 5.0, 10.0).unwrap() - 4.2361).abs() < 5e-5);
        assert!((t_two_sided(9.0).unwrap() - 2.262_157).abs() < 5e-7);
        assert!((chi2_upper(3.841_459, 1.0).unwrap() - 0.05).abs() < 1e-7);
    }

    #[test]
    fn quantile_and_probability_are_inverse_for_very_unequal_degrees() {
        for d1 in [0.3, 1.0, 2.5, 19.0, 333.3, 1e5] {
            for d2 in [0.3, 1.0, 7.7, 40.0, 2202.0, 1e6] {
                for p in [0.025, 0.5, 0.975] {
                    let x = f_quantile(p, d1, d2).unwrap();
                    assert!((f_upper(x, d1, d2).unwrap() - (1.0 - p)).abs() < 1e-11, "{p} {d1} {d2} {x}");
                }
            }
        }
    }

    #[test]
    fn small_probabilities_keep_their_digits() {
        // With 2 and d degrees of freedom P(F > x) = (1 + 2x/d)^(−d/2), with d and 2 its mirror.
        for (d, tolerance) in [(1.0_f64, 2e-13), (7.0, 2e-13), (2202.0, 2e-13), (1e6, 1e-10)] {
            for x in [0.01_f64, 1.0, 3.0, 40.0] {
                let exact = (-d / 2.0 * (2.0 * x / d).ln_1p()).exp();
                assert!((f_upper(x, 2.0, d).unwrap() / exact - 1.0).abs() < tolerance, "{d} {x}");
                let mirror = -(-d / 2.0 * (2.0 / x / d).ln_1p()).exp_m1();
                assert!((f_upper(x, d, 2.0).unwrap() / mirror - 1.0).abs() < tolerance, "{d} {x}");
            }
        }
        // The same for exponents that are no whole numbers: I_x(a, 1) = x^a.
        assert!((beta_share(1101.5, 1.0, 0.9, 0.1).unwrap() / 0.9_f64.powf(1101.5) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn outside_the_domain_there_is_none() {
        assert_eq!(f_quantile(0.9, 0.0, 3.0), None);
        assert_eq!(f_upper(f64::NAN, 1.0, 1.0), None);
        assert_eq!(f_upper(f64::INFINITY, 1.0, 1.0), Some(0.0));
        assert_eq!(chi2_upper(f64::NAN, 1.0), None);
    }
}
