//! The binomial distribution: how many of those asked answer.

/// Probability that at least `floor` of `asked` people answer, each with probability `share` from 0 to 1 and
/// independently of the others: 1 − Σ C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ over k below the floor.
pub(super) fn at_least(floor: usize, asked: usize, share: f64) -> f64 {
    if floor == 0 {
        return 1.0;
    }
    if asked < floor || share <= 0.0 {
        return 0.0;
    }
    if share >= 1.0 {
        return 1.0;
    }
    let n = number(asked);
    // From none who answer to one below the floor, each term from the one before. With very many people the first is 0,
    // and so is the sum.
    let mut term = ((-share).ln_1p() * n).exp();
    let mut below = term;
    for k in 1..floor {
        let k = number(k);
        term *= (n - k + 1.0) / k * share / (1.0 - share);
        below += term;
    }
    (1.0 - below).clamp(0.0, 1.0)
}

/// The expected number of answers, rounded down. A hair is added first: 0.7 of 10 is 7.
pub(super) fn expected(asked: usize, share: f64) -> usize {
    let whole = (number(asked) * share + 1e-9).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and `asked`")]
    let whole = whole as usize;
    whole.min(asked)
}

#[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
const fn number(count: usize) -> f64 {
    count as f64
}
