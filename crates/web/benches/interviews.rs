//! How long the pages of an interview take, through the router and with an SQLite file: opening a text with 1,000
//! codings, one coding more, bringing a text in, taking quotations out. `docs/benchmarks.md` has the figures.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot be set up has nothing to measure")]

mod desk;

use std::cell::Cell;
use std::hint::black_box;
use std::time::Duration;

use axum::http::StatusCode;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use desk::{CODINGS, Desk, Script, Talk};
use tokio::runtime::Runtime;

const JSON: &str = "application/json";
const PAGE: &str = "text/html";

fn texts(c: &mut Criterion) {
    let sizes = [
        ("100 KB", 100_000, Script::English),
        ("1 MB", 1_000_000, Script::English),
        ("5 MB", 5_000_000, Script::Japanese),
    ];
    for (size, bytes, script) in sizes {
        let on = Runtime::new().unwrap();
        let talk = Talk::of(bytes, script);
        let (desk, here) = on.block_on(async {
            let desk = Desk::empty().await;
            desk.import("talk.txt", &talk, CODINGS).await;
            let here = format!("/n/vale/interviews/{}", desk.text().await.0);
            (desk, here)
        });
        let mut group = c.benchmark_group(format!("a text of {size} with 1,000 codings"));
        group.sample_size(20).measurement_time(Duration::from_secs(4));
        group.bench_function("page", |b| {
            b.iter(|| {
                let (status, length) = on.block_on(desk.get(&here));
                assert!(status == StatusCode::OK && length > bytes);
            });
        });
        // Each coding is taken back before the next, outside the time, so that there are always 1,000.
        let next = Cell::new(0);
        let take_back = || {
            let (status, _) = on.block_on(desk.post(&format!("{here}/undo"), String::new(), PAGE));
            assert_eq!(status, StatusCode::SEE_OTHER);
        };
        let mut code = |name: &str, accept: &str, wanted: StatusCode, words: bool| {
            group.bench_function(name, |b| {
                b.iter_batched(
                    || {
                        take_back();
                        next.set(next.get() + 7);
                        let (sentence, start, end) = &talk.said[next.get() % talk.said.len()];
                        let place = if words {
                            format!("quote={}", sentence.replace(' ', "+"))
                        } else {
                            format!("start={start}&end={end}")
                        };
                        format!(
                            "{place}&code=narrative:roles&polarity=gain&about=hospital&permission=not_quoted"
                        )
                    },
                    |form| {
                        let (status, length) = on.block_on(desk.post(&format!("{here}/code"), form, accept));
                        assert_eq!(status, wanted, "{length}");
                    },
                    BatchSize::PerIteration,
                );
            });
        };
        code("one coding by the script", JSON, StatusCode::OK, false);
        code("one coding by the form", PAGE, StatusCode::SEE_OTHER, false);
        if matches!(script, Script::English) {
            code("one coding by its words", PAGE, StatusCode::SEE_OTHER, true);
        }
        for file in ["passages.csv", "passages.xlsx"] {
            group.bench_function(format!("all quotations as {file}"), |b| {
                b.iter(|| {
                    let (status, length) =
                        on.block_on(desk.get(&format!("/n/vale/interviews/{file}?narrative=roles")));
                    assert!(status == StatusCode::OK && length > 10_000);
                });
            });
        }
        group.finish();
    }
}

fn import(c: &mut Criterion) {
    let on = Runtime::new().unwrap();
    let talk = Talk::of(1_000_000, Script::English);
    let mut group = c.benchmark_group("bringing in 1 MB of text");
    group.sample_size(10);
    let fresh = || on.block_on(Desk::empty());
    group.bench_function("as a file, with its speakers", |b| {
        b.iter_batched(
            fresh,
            |desk| {
                on.block_on(desk.import("talk.txt", &talk, 0));
                black_box(desk)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// How far two coders agree on a text of a megabyte, with ranges from 1000 draws.
fn agreement(c: &mut Criterion) {
    let on = Runtime::new().unwrap();
    let talk = Talk::of(1_000_000, Script::English);
    let desk = on.block_on(async {
        let desk = Desk::empty().await;
        desk.import("talk.txt", &talk, 0).await;
        let id = desk.text().await;
        desk.coded_twice(id, &talk, 4, 125).await;
        desk
    });
    let mut group = c.benchmark_group("agreement of two coders on 1 MB, 4 codes with 125 passages each");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    for (name, query) in
        [("page", ""), ("page, ranges asked for", "?ranges=yes"), ("file", ".csv?ranges=yes")]
    {
        group.bench_function(name, |b| {
            b.iter(|| {
                let (status, length) = on.block_on(desk.get(&format!("/n/vale/interviews/agreement{query}")));
                assert!(status == StatusCode::OK && length > 500);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, texts, import, agreement);
criterion_main!(benches);
