//! How long 1,000 quotations from a text of a million characters take, from codings to a file.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use troth_gate::{AccessRole, CustodianOnly, Viewer};
use troth_network::{CodingId, NetworkId, Timestamp, TranscriptId};
use troth_report::working::{csv, passages_sheet, xlsx};
use troth_say::retrieval::{Found, Query, Reader, select};
use troth_say::{CodeKey, Codebook, DocumentKind, Permission, Polarity, Stated, Transcript, recognise_turns};
use uuid::Uuid;

fn text() -> Transcript {
    let line =
        "Ann: Nobody knows who books the transport, so we ring the ward and the ward rings Zo\u{eb} twice.\n";
    Transcript {
        id: TranscriptId(Uuid::from_u128(1)),
        network: NetworkId(Uuid::from_u128(1)),
        title: "A long talk".into(),
        file_name: None,
        kind: DocumentKind::Interview,
        held_on: None,
        version: 1,
        text: line.repeat(1_000_000 / line.chars().count()),
        added: Timestamp::from_micros(0),
    }
}

fn found(text: &Transcript) -> Vec<Found> {
    let turns = recognise_turns(&text.text, &[]);
    let reader = Reader::of(text, &turns, &[]);
    let turns = turns.iter().cycle().take(1_000 * turns.len().div_ceil(1_000)).step_by(turns.len() / 1_000);
    let one = |(n, turn): (usize, &troth_say::Turn)| {
        Some(Found {
            coding: CodingId(Uuid::from_u128(n as u128)),
            network: text.network,
            said: reader.said(turn.start, turn.end, &Stated::default(), |_| None)?,
            code: CodeKey::narrative("roles", None),
            polarity: Some(Polarity::Loss),
            about: None,
            about_sector: None,
            permission: Permission::NotQuoted,
            coder: "holder".into(),
            memo: None,
        })
    };
    turns.take(1_000).enumerate().filter_map(one).collect()
}

fn quotations(c: &mut Criterion) {
    let text = text();
    let viewer = Viewer { id: "u".into(), role: AccessRole::Custodian, organisation: None };
    let codebook = Codebook::default();
    let day = Timestamp::from_micros(0).day();
    let sheet = |all: Vec<Found>| {
        assert_eq!(all.len(), 1_000);
        let Ok(all) = CustodianOnly::open(all, &viewer) else { return None };
        let list = all.view(|all| select(all, &Query::default(), &codebook));
        Some(passages_sheet(&list, &codebook, |id| id.to_string(), str::to_owned))
    };
    let mut group = c.benchmark_group("1000 quotations of 1 MB");
    group.bench_function("csv", |b| b.iter(|| black_box(sheet(found(&text)).map(|s| csv(&s, day)))));
    group.bench_function("xlsx", |b| b.iter(|| black_box(sheet(found(&text)).map(|s| xlsx(&s, day)))));
    group.finish();
}

criterion_group!(benches, quotations);
criterion_main!(benches);
