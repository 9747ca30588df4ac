//! How long agreement of coders takes. `make bench` prints the figures that `docs/benchmarks.md` holds against the
//! Python package krippendorff.

use criterion::{Criterion, criterion_group, criterion_main};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use std::time::Duration;
use troth_dyads::agreement::{Bootstrap, Codings, Level, coder_agreement, coder_alpha};

const CODERS: usize = 4;

/// Codes of four coders who agree on about two thirds of the units; a share of the codes is missing.
fn cells(units: usize, categories: u16, missing: f64) -> Vec<Option<u16>> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    (0..units)
        .flat_map(|_| {
            let common = rng.random_range(0..categories);
            let code = |rng: &mut ChaCha8Rng| {
                let own = rng.random_range(0..categories);
                let code = if rng.random::<f64>() < 0.8 { common } else { own };
                (rng.random::<f64>() >= missing).then_some(code)
            };
            std::array::from_fn::<_, CODERS, _>(|_| code(&mut rng))
        })
        .collect()
}

fn million(c: &mut Criterion) {
    let mut group = c.benchmark_group("agreement of 4 coders on 1 000 000 units");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for (name, categories, missing) in [("2 codes, 10 % missing", 2, 0.1), ("10 codes", 10, 0.0)] {
        let cells = cells(1_000_000, categories, missing);
        let values: Vec<f64> = (1..=categories).map(f64::from).collect();
        let count = || Codings::from_cells(categories, CODERS, &cells);
        group.bench_function(format!("{name}: all coefficients"), |b| {
            b.iter(|| black_box(count().map(|c| coder_agreement(&c, Bootstrap::NONE))));
        });
        group.bench_function(format!("{name}: interval alpha"), |b| {
            b.iter(|| {
                black_box(count().and_then(|c| coder_alpha(&c, Level::Interval, &values, Bootstrap::NONE)))
            });
        });
        group.bench_function(format!("{name}: all coefficients, 1000 draws"), |b| {
            b.iter(|| black_box(count().map(|c| coder_agreement(&c, Bootstrap::default()))));
        });
    }
    group.finish();
}

criterion_group!(benches, million);
criterion_main!(benches);
