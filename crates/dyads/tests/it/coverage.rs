//! A small version of the coverage study (`make study`, docs/methods/coverage.md), on every run.

use troth_dyads::{FitOptions, IntervalMethod, fit};

#[path = "../../benches/simulated.rs"]
mod simulated;

use simulated::{KINDS, Share, TRUTH, components, draw, effects};

/// Holds the share against 93 %, less three Monte Carlo standard errors: a false alarm is rare, and intervals that take
/// the variances as known (84 % for organisations at this size) fail.
fn check(name: &str, share: &Share) {
    let (percent, error) = (share.percent(), share.error());
    assert!(share.of > 0 && share.none * 20 < share.of, "{name}: {} without interval", share.none);
    assert!(percent + 3.0 * error > 93.0, "{name}: {percent:.1} % \u{b1} {error:.1}");
}

#[test]
fn full_intervals_of_small_networks_hold_the_truth() {
    let mut of_effects = [Share::default(); 6];
    let mut of_components = [Share::default(); 9];
    for seed in 0..80 {
        let drawn = draw(8, 3, 0.3, 5_000 + seed);
        let options = FitOptions { replicates: 60, ..FitOptions::with(IntervalMethod::Full) };
        let outcome = fit(&drawn.ratings, &options);
        let fit = outcome.fitted().unwrap();
        of_effects.iter_mut().zip(effects(fit, &drawn)).for_each(|(x, y)| x.add(&y));
        of_components.iter_mut().zip(components(fit)).for_each(|(x, y)| x.add(&y));
    }
    for (name, share) in KINDS.iter().zip(&of_effects) {
        check(name, share);
        assert!(share.networks == 80 && share.width > 0.0, "{name}");
    }
    for ((name, _), share) in TRUTH.iter().zip(&of_components) {
        check(name, share);
    }
}
