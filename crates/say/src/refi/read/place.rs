//! Puts selections where the chosen reading of positions says.

use super::selections::Pending;
use crate::points::Points;
use crate::refi::model::{Source, short};
use crate::refi::offsets::{Map, Marked, Reading, Span, choose};
use crate::refi::report::{ImportReport, Notice, Unplaced};

/// Sources with their selections placed; what does not fit is listed.
pub(super) fn place(origin: Option<&str>, pending: Vec<Pending>, report: &mut ImportReport) -> Vec<Source> {
    let spans: Vec<Vec<Span>> =
        pending.iter().map(|one| one.selections.iter().map(|(_, span)| span.clone()).collect()).collect();
    let marked: Vec<Marked<'_>> = pending
        .iter()
        .zip(&spans)
        .map(|(one, spans)| Marked { name: &one.source.name, raw: &one.raw, text: &one.source.text, spans })
        .collect();
    report.offsets = choose(origin, &marked);
    let reading = report.offsets.as_ref().map_or(Reading::STANDARD, |chosen| chosen.taken.reading);
    pending.into_iter().map(|one| settle(one, reading, report)).collect()
}

fn settle(pending: Pending, reading: Reading, report: &mut ImportReport) -> Source {
    let Pending { mut source, raw, selections } = pending;
    if selections.is_empty() {
        return source;
    }
    let map = Map::new(&raw, reading);
    let points = Points::of(&source.text);
    let mut placed = Vec::with_capacity(selections.len() + source.selections.len());
    for (mut selection, span) in selections {
        let Some((start, end)) = map.place(&span, reading.inclusive) else {
            let why =
                if span.end < span.start { "its end comes before its start" } else { "outside the text" };
            let written = |position: i64| {
                if position == i64::MIN { "no number".to_owned() } else { position.to_string() }
            };
            report.unplaced.push(Unplaced {
                source: source.name.clone(),
                selection: selection.guid,
                start: written(span.start),
                end: written(span.end),
                codings: selection.codings.len(),
                reason: why.to_owned(),
            });
            continue;
        };
        if start == end {
            report.notice(Notice::NoLength { source: source.name.clone(), at: start });
        }
        (selection.start, selection.end) = (start, end);
        // A name that repeats the words says nothing more.
        let own = !span.name.is_empty() && points.slice(start, end).map(short).as_ref() != Some(&span.name);
        selection.name = own.then_some(span.name);
        placed.push(selection);
    }
    placed.append(&mut source.selections);
    source.selections = placed;
    source
}
