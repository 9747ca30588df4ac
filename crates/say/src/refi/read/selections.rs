//! Selections and codings of one source, positions not yet understood.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::context::{Context, folded};
use crate::refi::model::{Coding, Selection, Source};
use crate::refi::offsets::Span;
use crate::refi::report::Notice;
use crate::refi::xml::Element;

/// A source whose selections still have the positions of the file.
pub(super) struct Pending {
    pub(super) source: Source,
    /// The text with line ends as in the file.
    pub(super) raw: String,
    pub(super) selections: Vec<(Selection, Span)>,
}

/// Selections of plain text; those whose positions are no numbers are listed as not placed by their span.
pub(super) fn plain(
    element: &Element,
    name: &'static str,
    context: &mut Context<'_>,
) -> Vec<(Selection, Span)> {
    element
        .all(name)
        .map(|found| {
            context.only(found, &["Description", "Coding", "NoteRef"]);
            let span = Span {
                start: number(found.get("startPosition")),
                end: number(found.get("endPosition")),
                name: found.get("name").unwrap_or_default().to_owned(),
            };
            (selection(found, context), span)
        })
        .collect()
}

/// A position; one that is none lies before every text.
fn number(written: Option<&str>) -> i64 {
    written.and_then(|written| written.trim().parse().ok()).unwrap_or(i64::MIN)
}

/// A selection without its place.
fn selection(element: &Element, context: &mut Context<'_>) -> Selection {
    Selection {
        guid: context.guid("Selection", element),
        name: None,
        description: element.description(),
        start: 0,
        end: 0,
        codings: codings(element, context),
        notes: context.targets(element, "NoteRef"),
        user: context.pointer(element, "creatingUser"),
        at: context.moment(element, "creationDateTime"),
    }
}

/// Codings right in an element.
fn codings(element: &Element, context: &mut Context<'_>) -> Vec<Coding> {
    let mut found = Vec::new();
    for coding in element.all("Coding") {
        let Some(code) = coding.child("CodeRef").and_then(|r| context.pointer(r, "targetGUID")) else {
            context.report.drop("Coding", element.get("name").unwrap_or_default(), "it names no code");
            continue;
        };
        context.only(coding, &["CodeRef", "NoteRef"]);
        found.push(Coding {
            guid: context.guid("Coding", coding),
            code,
            user: context.pointer(coding, "creatingUser"),
            at: context.moment(coding, "creationDateTime"),
            notes: context.targets(coding, "NoteRef"),
        });
    }
    found
}

/// Codings of the source as a whole become one selection of all of its text.
pub(super) fn whole(element: &Element, pending: &mut Pending, context: &mut Context<'_>) {
    let codings = codings(element, context);
    if codings.is_empty() {
        return;
    }
    context.report.notice(Notice::WholeSource { source: pending.source.name.clone() });
    pending.source.selections.push(Selection {
        guid: folded(&format!("whole {}", pending.source.guid)),
        name: None,
        description: None,
        start: 0,
        end: pending.source.text.chars().count(),
        codings,
        notes: Vec::new(),
        user: None,
        at: None,
    });
}

/// Selections of a recording whose two points in time are joined to positions of the transcript.
pub(super) fn by_sync_points(
    transcript: &Element,
    source: &str,
    context: &mut Context<'_>,
) -> Vec<(Selection, Span)> {
    let mut positions = BTreeMap::<Uuid, i64>::new();
    for point in transcript.all("SyncPoint") {
        if let (Some(guid), Some(position)) = (context.pointer(point, "guid"), point.get("position")) {
            positions.insert(guid, number(Some(position)));
        }
    }
    let mut placed = Vec::new();
    for found in transcript.all("TranscriptSelection") {
        let name = found.get("name").unwrap_or_default().to_owned();
        let mut at =
            |attribute| context.pointer(found, attribute).and_then(|guid| positions.get(&guid).copied());
        if let (Some(start), Some(end)) = (at("fromSyncPoint"), at("toSyncPoint")) {
            context.report.notice(Notice::BySyncPoints { source: source.to_owned() });
            context.only(found, &["Description", "Coding", "NoteRef"]);
            placed.push((selection(found, context), Span { start, end, name }));
        } else {
            let reason = format!("its points in time in \"{source}\" are not joined to words{}", lost(found));
            context.report.drop("TranscriptSelection", name, reason);
        }
    }
    placed
}

/// How many codings go with what is left out, as the end of a sentence.
pub(super) fn lost(element: &Element) -> String {
    match element.all("Coding").count() {
        0 => String::new(),
        1 => "; one coding went with it".to_owned(),
        several => format!("; {several} codings went with it"),
    }
}
