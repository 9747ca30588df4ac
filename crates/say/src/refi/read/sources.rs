//! Sources: texts are read; of pictures, sound and video what is text, and the rest is listed.

use super::around::values;
use super::context::Context;
use super::selections::{Pending, by_sync_points, lost, plain, whole};
use super::texts::Texts;
use crate::refi::error::RefiError;
use crate::refi::model::{Note, Source};
use crate::refi::xml::Element;

/// All sources, in the order of the file.
pub(super) fn sources(
    root: &Element,
    texts: &mut Texts<'_, '_>,
    context: &mut Context<'_>,
) -> Result<Vec<Pending>, RefiError> {
    let mut found = Vec::new();
    for element in root.child("Sources").into_iter().flat_map(|sources| &sources.children) {
        match element.name.as_str() {
            "TextSource" => found.extend(text(element, element, texts, context)?),
            "PDFSource" => {
                media(element, "PDFSelection", "it lies on the page of a PDF", context);
                inner(element, "Representation", &mut found, texts, context)?;
            }
            "PictureSource" => {
                media(element, "PictureSelection", "it lies on a picture", context);
                inner(element, "TextDescription", &mut found, texts, context)?;
            }
            "AudioSource" => {
                media(element, "AudioSelection", "it is a stretch of time of a recording", context);
                inner(element, "Transcript", &mut found, texts, context)?;
            }
            "VideoSource" => {
                media(element, "VideoSelection", "it is a stretch of time of a film", context);
                inner(element, "Transcript", &mut found, texts, context)?;
            }
            _ => context.report.drop(&element.name, label(element), "this kind of source is not known"),
        }
    }
    Ok(found)
}

fn label(element: &Element) -> &str {
    element.filled("name").or_else(|| element.get("guid")).unwrap_or_default()
}

/// One text; `outer` is the source it stands for, which may be a PDF or a recording.
fn text(
    element: &Element,
    outer: &Element,
    texts: &mut Texts<'_, '_>,
    context: &mut Context<'_>,
) -> Result<Option<Pending>, RefiError> {
    let name = element.filled("name").or_else(|| outer.get("name")).unwrap_or_default().to_owned();
    context.only(
        element,
        &[
            "Description",
            "PlainTextContent",
            "PlainTextSelection",
            "Coding",
            "NoteRef",
            "VariableValue",
            "SyncPoint",
            "TranscriptSelection",
        ],
    );
    let raw = match texts.of(element, &name, context)? {
        Ok(raw) => raw,
        Err(reason) => {
            let selections = element.all("PlainTextSelection").count();
            let with = if selections > 0 {
                format!("; {selections} selections went with it")
            } else {
                String::new()
            };
            context.report.drop(&outer.name, label(outer), format!("{reason}{with}"));
            return Ok(None);
        }
    };
    // A transcript or representation has an id of its own; cases point to the source around it.
    // Notes and sources are files side by side, so their ids are of one kind.
    let guid = context.guid("Text", outer);
    let mut notes = context.targets(element, "NoteRef");
    let mut known = values(element, context);
    if !std::ptr::eq(element, outer) {
        notes.extend(context.targets(outer, "NoteRef"));
        known.extend(values(outer, context));
    }
    let source = Source {
        guid,
        name,
        description: element.description().or_else(|| outer.description()),
        text: crate::normalise(&raw),
        selections: Vec::new(),
        notes,
        values: known,
        user: context.pointer(outer, "creatingUser"),
        at: context.moment(outer, "creationDateTime"),
    };
    let mut selections = plain(element, "PlainTextSelection", context);
    selections.extend(by_sync_points(element, &source.name, context));
    let mut pending = Pending { source, raw, selections };
    whole(element, &mut pending, context);
    if !std::ptr::eq(element, outer) {
        whole(outer, &mut pending, context);
    }
    Ok(Some(pending))
}

/// Texts within a source of another kind; the source itself is listed where there is none.
fn inner(
    outer: &Element,
    name: &str,
    found: &mut Vec<Pending>,
    texts: &mut Texts<'_, '_>,
    context: &mut Context<'_>,
) -> Result<(), RefiError> {
    let around = ["Description", "Coding", "NoteRef", "VariableValue"];
    let own = ["PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", name];
    context.only(outer, &[around.as_slice(), own.as_slice()].concat());
    let mut any = false;
    for (at, element) in outer.all(name).enumerate() {
        // Only the first stands for the source; codings on the whole are not put on every transcript.
        found.extend(text(element, if at == 0 { outer } else { element }, texts, context)?);
        any = true;
    }
    if !any {
        let reason = format!("it has no text to read{}", lost(outer));
        context.report.drop(&outer.name, label(outer), reason);
    }
    Ok(())
}

/// Lists selections that are not in a text.
fn media(outer: &Element, kind: &str, reason: &str, context: &mut Context<'_>) {
    for found in outer.all(kind) {
        let name = found.filled("name").unwrap_or_else(|| label(found));
        let reason = format!("{reason}, \"{}\"{}", label(outer), lost(found));
        context.report.drop(kind, name, reason);
    }
}

/// Notes; what was coded in them is listed, since notes are not coded here.
pub(super) fn notes(
    root: &Element,
    texts: &mut Texts<'_, '_>,
    context: &mut Context<'_>,
) -> Result<Vec<Note>, RefiError> {
    let mut found = Vec::new();
    for element in root.within("Notes", "Note") {
        let name = element.get("name").map(str::to_owned);
        for selection in element.all("PlainTextSelection") {
            let reason = format!("it lies in the note \"{}\"{}", label(element), lost(selection));
            context.report.drop("PlainTextSelection", label(selection), reason);
        }
        context.only(
            element,
            &["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
        );
        for (kind, what) in [("Coding", "codings"), ("NoteRef", "notes"), ("VariableValue", "values")] {
            if element.child(kind).is_some() {
                context.report.drop(kind, label(element), format!("notes have no {what} here"));
            }
        }
        let described = element.description();
        let text = match texts.of(element, name.as_deref().unwrap_or_default(), context)? {
            // Some programs put the words of a short note into its description.
            Ok(text) if text.trim().is_empty() => described.unwrap_or_else(|| crate::normalise(&text)),
            Ok(text) => {
                if described.is_some() {
                    context.report.drop(
                        "Description",
                        label(element),
                        "notes have their words and nothing else here",
                    );
                }
                crate::normalise(&text)
            }
            Err(reason) => match described {
                Some(words) => words,
                None => {
                    context.report.drop("Note", label(element), reason);
                    continue;
                }
            },
        };
        found.push(Note {
            guid: context.guid("Text", element),
            name,
            text,
            user: context.pointer(element, "creatingUser"),
            at: context.moment(element, "creationDateTime"),
        });
    }
    Ok(found)
}
