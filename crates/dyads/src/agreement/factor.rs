//! One factor by maximum likelihood, by Fisher scoring.

use nalgebra::{DMatrix, DVector};

use super::reason::Reason;

/// A uniqueness 1 − λ² is kept at least this large; a fit that ends here is improper.
pub(super) const SMALLEST_UNIQUENESS: f64 = 0.005;

/// A fitted factor.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    pub(super) loadings: DVector<f64>,
    /// ln|Σ| + tr(Σ⁻¹R) − ln|R| − k, 0 for a perfect fit.
    pub(super) misfit: f64,
    /// False where the loadings can change without the fit getting worse: fewer than three items share the factor.
    pub(super) identified: bool,
}

impl Factor {
    /// Fits λλ′ + diag(1 − λ²) to correlations. Inside the bounds this is the maximum-likelihood fit with free
    /// uniquenesses too, as at its maximum the diagonals agree (Lawley & Maxwell 1971, ch. 4).
    ///
    /// # Errors
    /// [`Reason::RepeatedItems`] if `r` is not positive definite, [`Reason::NoConvergence`].
    pub(super) fn fit(r: &DMatrix<f64>) -> Result<Self, Reason> {
        let determinant: f64 =
            r.clone().cholesky().ok_or(Reason::RepeatedItems)?.l().diagonal().iter().map(|d| d.ln()).sum();
        let constant = 2.0 * determinant + r.nrows() as f64;
        let most = (1.0 - SMALLEST_UNIQUENESS).sqrt();
        let mut at = start(r).map(|l| l.clamp(-most, most));
        let mut value = deviance(r, &at).ok_or(Reason::NoConvergence)?;
        for _ in 0..500 {
            let step = scoring(r, &at).ok_or(Reason::NoConvergence)?;
            let mut length = 1.0;
            let mut moved = None;
            while length > 1e-10 {
                let next = (&at + &step * length).map(|l| l.clamp(-most, most));
                // Near the end rounding decides, so a rise of that size is no rise.
                if let Some(d) = deviance(r, &next).filter(|d| *d <= value + 1e-14 * value.abs().max(1.0)) {
                    moved = Some((next, d));
                    break;
                }
                length *= 0.5;
            }
            let Some((next, d)) = moved else { return Err(Reason::NoConvergence) };
            let far = (&next - &at).amax();
            (at, value) = (next, d);
            if far < 1e-13 {
                let (_, information) = derivatives(r, &at);
                let eigen = information.symmetric_eigenvalues();
                let identified = eigen.min() > 1e-9 * eigen.max();
                return Ok(Self { loadings: at, misfit: value - constant, identified });
            }
        }
        Err(Reason::NoConvergence)
    }
}

/// First principal component, drawn in a little.
fn start(r: &DMatrix<f64>) -> DVector<f64> {
    let eigen = r.clone().symmetric_eigen();
    let first = eigen.eigenvalues.imax();
    eigen.eigenvectors.column(first) * (0.8 * eigen.eigenvalues[first].max(0.0).sqrt()).min(2.0)
}

/// ln|Σ| + tr(Σ⁻¹R), by the formulas for a diagonal matrix plus one product.
fn deviance(r: &DMatrix<f64>, l: &DVector<f64>) -> Option<f64> {
    let own = l.map(|l| 1.0 - l * l);
    let w = l.component_div(&own);
    let inside = 1.0 + l.dot(&w);
    let value = own.map(f64::ln).sum() + inside.ln() + r.diagonal().component_div(&own).sum()
        - (w.transpose() * r * &w)[(0, 0)] / inside;
    value.is_finite().then_some(value)
}

/// Slope of the deviance and its expected second derivative.
fn derivatives(r: &DMatrix<f64>, l: &DVector<f64>) -> (DVector<f64>, DMatrix<f64>) {
    let k = l.len();
    let own = l.map(|l| 1.0 - l * l);
    let w = l.component_div(&own);
    let s = DMatrix::from_diagonal(&own.map(|o| 1.0 / o)) - &w * w.transpose() / (1.0 + l.dot(&w));
    let srs = &s * r * &s;
    // Column i of b is λ without its i-th part: a change of λᵢ moves Σ by eᵢbᵢ′ + bᵢeᵢ′.
    let b = DMatrix::from_fn(k, k, |j, i| if i == j { 0.0 } else { l[j] });
    let sb = &s * &b;
    let srsb = &srs * &b;
    let slope = DVector::from_fn(k, |i, _| 2.0 * (sb[(i, i)] - srsb[(i, i)]));
    let bsb = b.transpose() * &sb;
    let information =
        DMatrix::from_fn(k, k, |i, j| 2.0 * (s[(i, j)] * bsb[(i, j)] + sb[(i, j)] * sb[(j, i)]));
    (slope, information)
}

/// One step of Fisher scoring.
fn scoring(r: &DMatrix<f64>, l: &DVector<f64>) -> Option<DVector<f64>> {
    let (slope, information) = derivatives(r, l);
    // Where the information is flat in some direction, a little stiffness there keeps the step short.
    let stiff = 1e-9 * information.diagonal().amax().max(1.0);
    let size = l.len();
    let step = match information.clone().cholesky().filter(|c| c.l_dirty().diagonal().min() > stiff.sqrt()) {
        Some(c) => c.solve(&slope),
        None => (information + DMatrix::identity(size, size) * (1e3 * stiff)).cholesky()?.solve(&slope),
    };
    let longest = step.amax();
    Some(-step * if longest > 0.3 { 0.3 / longest } else { 1.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_items_fit_exactly() {
        // λ₁² = r₁₂r₁₃/r₂₃.
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 0.56, 0.42, 0.56, 1.0, 0.48, 0.42, 0.48, 1.0]);
        let fit = Factor::fit(&r).unwrap();
        let expected = [0.7, 0.8, 0.6];
        assert!(fit.loadings.iter().zip(expected).all(|(l, e)| (l.abs() - e).abs() < 1e-10), "{fit:?}");
        assert!(fit.misfit.abs() < 1e-12);
    }

    #[test]
    fn the_slope_vanishes_at_the_end() {
        let r = DMatrix::from_row_slice(
            4,
            4,
            &[1.0, 0.5, 0.3, 0.2, 0.5, 1.0, 0.4, 0.3, 0.3, 0.4, 1.0, 0.6, 0.2, 0.3, 0.6, 1.0],
        );
        let fit = Factor::fit(&r).unwrap();
        for i in 0..4 {
            let mut moved = [fit.loadings.clone(), fit.loadings.clone()];
            moved[0][i] -= 1e-4;
            moved[1][i] += 1e-4;
            let [down, up] = moved.map(|l| deviance(&r, &l).unwrap());
            assert!((up - down).abs() < 1e-9, "{i}: {}", up - down);
        }
    }

    #[test]
    fn two_items_alone_fix_no_loadings() {
        let r = DMatrix::from_row_slice(3, 3, &[1.0, 0.0, 0.0, 0.0, 1.0, 0.6, 0.0, 0.6, 1.0]);
        assert!(Factor::fit(&r).is_ok_and(|f| !f.identified));
    }

    #[test]
    fn copies_are_refused() {
        assert!(matches!(Factor::fit(&DMatrix::from_element(3, 3, 1.0)), Err(Reason::RepeatedItems)));
    }
}
