//! Random draws that are the same on every machine.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of draws, named so that two purposes never share one.
pub(crate) struct Noise(ChaCha8Rng);

impl Noise {
    /// The stream of this name within this network. Names longer than the seed's 32 bytes are folded over it.
    pub(crate) fn named(network: &str, name: &str) -> Self {
        let mut seed = [0u8; 32];
        for (at, byte) in format!("{network}/{name}").bytes().enumerate() {
            let place = &mut seed[at % 32];
            *place = place.wrapping_mul(31).wrapping_add(byte);
        }
        Noise(ChaCha8Rng::from_seed(seed))
    }

    /// Uniform on [0, 1), from the upper 53 bits of one draw.
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Nearly normal, mean 0 and variance 1: twelve uniforms less six (Irwin–Hall).
    ///
    /// Only additions are used, because logarithm and cosine may differ in the last digit between platforms.
    pub(crate) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }

    /// Two nearly normal draws with correlation `r`.
    pub(crate) fn pair(&mut self, r: f64) -> (f64, f64) {
        let (first, other) = (self.normal(), self.normal());
        (first, r * first + (1.0 - r * r).sqrt() * other)
    }

    /// The numbers below `n` in random order (Fisher–Yates).
    pub(crate) fn order(&mut self, n: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            let other = (self.uniform() * (last + 1) as f64) as usize;
            all.swap(last, other);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_asked_variance_and_correlation() {
        let mut noise = Noise::named("test", "pairs");
        let draws: Vec<(f64, f64)> = (0..20_000).map(|_| noise.pair(0.3)).collect();
        let n = draws.len() as f64;
        let variance = draws.iter().map(|(a, _)| a * a).sum::<f64>() / n;
        let product = draws.iter().map(|(a, b)| a * b).sum::<f64>() / n;
        assert!((variance - 1.0).abs() < 0.03, "{variance}");
        assert!((product - 0.3).abs() < 0.03, "{product}");
    }

    #[test]
    fn long_names_that_differ_at_the_end_have_streams_of_their_own() {
        let first = |number| Noise::named("castle-green", &format!("u voluntary-action {number}")).uniform();
        assert_ne!(first(1), first(2));
    }

    #[test]
    fn an_order_holds_each_number_once() {
        let mut order = Noise::named("test", "order").order(20);
        assert_ne!(order, (0..20).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..20).collect::<Vec<_>>());
    }
}
