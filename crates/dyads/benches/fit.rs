//! How long a fit takes. `make bench` prints the figures that `docs/benchmarks.md` holds against other tools.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use troth_dyads::{FitOptions, IntervalMethod, fit};

mod made;

use made::Network;

fn network(organisations: usize, people: usize, missing: f64) -> Network {
    Network { organisations, people, missing, rates: None }
}

fn estimates(c: &mut Criterion) {
    let mut group = c.benchmark_group("estimates and standard errors");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for (name, network) in [
        ("20 complete", network(20, 0, 0.0)),
        ("20, 30 % missing", network(20, 0, 0.3)),
        ("20 with 6 people, 30 % missing", network(20, 6, 0.3)),
        ("100 complete", network(100, 0, 0.0)),
        ("100, 30 % missing", network(100, 0, 0.3)),
        ("300 complete", network(300, 0, 0.0)),
        ("300, 30 % missing", network(300, 0, 0.3)),
        (
            "1000 with 20 000 ratings",
            Network { organisations: 1000, people: 0, missing: 0.0, rates: Some(28) },
        ),
        (
            "1000 with 2 people each, 20 000 ratings",
            Network { organisations: 1000, people: 2, missing: 0.0, rates: Some(14) },
        ),
    ] {
        let ratings = network.ratings(1);
        group.bench_function(name, |b| b.iter(|| black_box(fit(&ratings, &FitOptions::default()))));
    }
    group.finish();
}

fn full(c: &mut Criterion) {
    let mut group = c.benchmark_group("full intervals");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for (name, network) in [
        ("8 with 3 people, 30 % missing", network(8, 3, 0.3)),
        ("15 with 6 people, 30 % missing", network(15, 6, 0.3)),
        ("40 with 6 people, 30 % missing", network(40, 6, 0.3)),
    ] {
        let ratings = network.ratings(1);
        let options = FitOptions::with(IntervalMethod::Full);
        group.bench_function(name, |b| b.iter(|| black_box(fit(&ratings, &options))));
    }
    group.finish();
}

criterion_group!(benches, estimates, full);
criterion_main!(benches);
