//! How long it takes to choose who is asked about whom. `make bench` prints the figures of `docs/benchmarks.md`.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use troth_rate::assign::{helps, solve};

mod drawn;

use drawn::Network;

fn assignment(c: &mut Criterion) {
    let mut group = c.benchmark_group("who is asked about whom");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for (name, organisations, staff, partners) in [
        ("8 organisations", 8, 12, 4),
        ("20 organisations", 20, 12, 6),
        ("100 organisations", 100, 15, 8),
        ("1000 organisations of 20 people with 8 partners", 1000, 20, 8),
    ] {
        let network = Network { organisations, staff, partners, most: 4, share: 0.7 };
        let Ok(problem) = network.draw(1) else { continue };
        group.bench_function(name, |b| b.iter(|| black_box(solve(&problem))));
        let solution = solve(&problem);
        group.bench_function(format!("what would help, {name}"), |b| {
            b.iter(|| black_box(helps(&problem, &solution)));
        });
    }
    group.finish();
}

criterion_group!(benches, assignment);
criterion_main!(benches);
