//! Sources and notes; their words lie in files of their own.

use uuid::Uuid;

use super::out::{Out, Start};
use super::project::values;
use crate::points::Points;
use crate::refi::error::RefiError;
use crate::refi::model::{Coding, Note, Selection, Source, short};

type Done = Result<(), RefiError>;

fn path(guid: Uuid) -> String {
    format!("internal://{guid}.txt")
}

pub(super) fn source(out: &mut Out, source: &Source) -> Done {
    let start = Start::new("TextSource")
        .id("guid", source.guid)
        .with("name", &source.name)
        .with("plainTextPath", &path(source.guid))
        .maybe_id("creatingUser", source.user)
        .moment("creationDateTime", source.at);
    out.element(start, |out| {
        out.maybe_words("Description", source.description.as_deref())?;
        let points = Points::of(&source.text);
        source.selections.iter().try_for_each(|one| selection(out, one, &points))?;
        out.pointers("NoteRef", &source.notes)?;
        values(out, &source.values)
    })
}

fn selection(out: &mut Out, selection: &Selection, points: &Points<'_>) -> Done {
    let quote = || points.slice(selection.start, selection.end).map(short).unwrap_or_default();
    let start = Start::new("PlainTextSelection")
        .id("guid", selection.guid)
        .with("name", &selection.name.clone().unwrap_or_else(quote))
        .with("startPosition", &selection.start.to_string())
        .with("endPosition", &selection.end.to_string())
        .maybe_id("creatingUser", selection.user)
        .moment("creationDateTime", selection.at);
    out.element(start, |out| {
        out.maybe_words("Description", selection.description.as_deref())?;
        selection.codings.iter().try_for_each(|one| coding(out, one))?;
        out.pointers("NoteRef", &selection.notes)
    })
}

fn coding(out: &mut Out, coding: &Coding) -> Done {
    let start = Start::new("Coding")
        .id("guid", coding.guid)
        .maybe_id("creatingUser", coding.user)
        .moment("creationDateTime", coding.at);
    out.element(start, |out| {
        out.pointers("CodeRef", &[coding.code])?;
        out.pointers("NoteRef", &coding.notes)
    })
}

pub(super) fn note(out: &mut Out, note: &Note) -> Done {
    out.empty(
        Start::new("Note")
            .id("guid", note.guid)
            .maybe("name", note.name.as_deref())
            .with("plainTextPath", &path(note.guid))
            .maybe_id("creatingUser", note.user)
            .moment("creationDateTime", note.at),
    )
}
