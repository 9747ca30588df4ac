//! How far answers lie apart, told so coarsely that it fixes nobody's answer.
//!
//! Whoever knows the sum of a part and how far its answers lie apart knows more than the sum tells: that they do not lie
//! apart at all fixes them all. So the sum of squares within parts counts as at least what it could be if one person of
//! all lay at one end and everybody else were as alike as sums allow, and above that only its step is told. Within a part
//! people are exchangeable; docs/methods/about-the-partnership.md shows why then nobody's answer is fixed.

/// The standard deviation of all scores, 0–1, as it may be told; `None` for fewer than two people. `parts` holds the scores
/// by part, `step` is the distance of two neighbouring answers on 0–1, the widest if questions differ.
pub fn told(parts: &[Vec<f64>], step: f64) -> Option<f64> {
    let n = count(parts.iter().map(Vec::len).sum());
    if n < 2.0 {
        return None;
    }
    let mean = parts.iter().flatten().sum::<f64>() / n;
    let (mut within, mut between) = (0.0, 0.0);
    for part in parts.iter().filter(|p| !p.is_empty()) {
        let own = part.iter().sum::<f64>() / count(part.len());
        within += part.iter().map(|x| (x - own).powi(2)).sum::<f64>();
        between += count(part.len()) * (own - mean).powi(2);
    }
    Some(((between + coarse(within, n, step)) / (n - 1.0)).sqrt())
}

/// The sum of squares within parts as it is told.
fn coarse(within: f64, n: f64, step: f64) -> f64 {
    let least = 1.0 + (n / 4.0 + 2.0) * step * step;
    let width = 2.0 * step * (1.0 + step);
    // A crumb of the arithmetic must not make a step.
    least + ((within - least) / width - 1e-9).ceil().max(0.0) * width
}

#[expect(clippy::cast_precision_loss, reason = "a number of people")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_are_all_alike_and_those_with_one_apart_are_told_alike() {
        let alike = vec![vec![0.5; 12]];
        let mut one = alike.clone();
        one[0][0] = 0.25;
        one[0][1] = 0.75;
        assert_eq!(told(&alike, 0.25), told(&one, 0.25));
        assert_eq!(told(&[vec![0.5]], 0.25), None);
    }

    #[test]
    fn it_is_never_less_than_the_answers_have_and_at_most_a_step_more() {
        // Thirty people, half at 0 and half at 1: sum of squares 7.5, least 1 + 9.5/16 = 1.59375, steps of 0.625.
        let part: Vec<f64> = (0..30).map(|k| f64::from(k % 2)).collect();
        let sd = told(&[part], 0.25).unwrap();
        let steps = ((7.5_f64 - 1.59375) / 0.625).ceil();
        assert!((sd - ((1.59375 + steps * 0.625) / 29.0).sqrt()).abs() < 1e-12, "{sd}");
        assert!(sd >= (7.5_f64 / 29.0).sqrt());
    }
}
