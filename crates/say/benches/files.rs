//! How long it takes to read a text of one megabyte, with turns and identifiers, and a line of one and of five that is made
//! of what the readers look at closely.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use troth_say::identifiers::find;
use troth_say::{Known, Limits, files, recognise_turns};

/// An interview of a megabyte: the labelled text of the tests over and over, without its marks.
fn interview() -> String {
    let mut plain = String::new();
    let mut rest = include_str!("../tests/data/labelled.txt");
    while let Some((before, marked)) = rest.split_once("{{") {
        let (inside, after) = marked.split_once("}}").unwrap_or((marked, ""));
        plain.push_str(before);
        plain.push_str(inside.split_once(':').map_or(inside, |(_, words)| words));
        rest = after;
    }
    plain.push_str(rest);
    plain.repeat(1_000_000 / plain.len() + 1)
}

fn reading(criterion: &mut Criterion) {
    let text = interview();
    let mut group = criterion.benchmark_group("one megabyte");
    group.sample_size(20);
    group.bench_function("read", |b| {
        b.iter(|| files::read("interview.txt", black_box(text.as_bytes()), &Limits::default()));
    });
    group.bench_function("turns", |b| b.iter(|| recognise_turns(black_box(&text), &[])));
    group.bench_function("identifiers", |b| b.iter(|| find(black_box(&text), &Known::default())));
    group.finish();
}

/// Five megabytes may take five times as long as one, and no longer.
fn one_line(criterion: &mut Criterion) {
    let words = "Ann said (00:01 [x #1 07700 Dr @ A.B 9 9 9 12/ ";
    for megabytes in [1, 5] {
        let text = words.repeat(megabytes * 1_000_000 / words.len() + 1);
        let mut group = criterion.benchmark_group(format!("one line of {megabytes} MB"));
        group.sample_size(10);
        group.bench_function("read", |b| {
            b.iter(|| files::read("interview.txt", black_box(text.as_bytes()), &Limits::default()));
        });
        group.bench_function("turns", |b| b.iter(|| recognise_turns(black_box(&text), &[])));
        group.bench_function("identifiers", |b| b.iter(|| find(black_box(&text), &Known::default())));
        group.finish();
    }
}

criterion_group! { name = benches; config = Criterion::default(); targets = reading, one_line }
criterion_main!(benches);
