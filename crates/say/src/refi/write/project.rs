//! The project file and the codebook, in the order of the schema.

use troth_network::timestamp::day_in_files;

use super::ORIGIN;
use super::out::{Out, Start};
use super::sources::{note, source};
use crate::refi::error::RefiError;
use crate::refi::model::{Case, Code, CodeBook, Datum, Link, LinkDirection, Project, Set, Value};
use crate::refi::time::day;

type Done = Result<(), RefiError>;

pub(super) fn project(out: &mut Out, project: &Project) -> Done {
    let start = Start::new("Project")
        .with("xmlns", "urn:QDA-XML:project:1.0")
        .with("name", &project.name)
        .with("origin", ORIGIN);
    out.element(start, |out| {
        out.list("Users", &project.users, |out, user| {
            out.empty(Start::new("User").id("guid", user.guid).with("name", &user.name))
        })?;
        if !project.codes.is_empty() {
            out.element(Start::new("CodeBook"), |out| {
                out.list("Codes", &project.codes, |out, one| code(out, one, true))
            })?;
        }
        out.list("Variables", &project.variables, |out, variable| {
            let start = Start::new("Variable")
                .id("guid", variable.guid)
                .with("name", &variable.name)
                .with("typeOfVariable", variable.kind.id());
            out.element(start, |out| out.maybe_words("Description", variable.description.as_deref()))
        })?;
        out.list("Cases", &project.cases, case)?;
        out.list("Sources", &project.sources, source)?;
        out.list("Notes", &project.notes, note)?;
        out.list("Links", &project.links, link)?;
        out.list("Sets", &project.sets, set)?;
        out.maybe_words("Description", project.description.as_deref())?;
        out.pointers("NoteRef", &project.note_refs)
    })
}

pub(super) fn code_book(out: &mut Out, book: &CodeBook) -> Done {
    let start = Start::new("CodeBook").with("xmlns", "urn:QDA-XML:codebook:1.0").with("origin", ORIGIN);
    out.element(start, |out| {
        out.list("Codes", &book.codes, |out, one| code(out, one, false))?;
        out.list("Sets", &book.sets, |out, set| {
            out.element(Start::new("Set").id("guid", set.guid).with("name", &set.name), |out| {
                out.maybe_words("Description", set.description.as_deref())?;
                // Another attribute than in a project, by the schema of codebooks.
                set.codes.iter().try_for_each(|code| out.empty(Start::new("MemberCode").id("guid", *code)))
            })
        })
    })
}

fn code(out: &mut Out, code_: &Code, notes: bool) -> Done {
    let start = Start::new("Code")
        .id("guid", code_.guid)
        .with("name", &code_.name)
        .with("isCodable", if code_.codable { "true" } else { "false" })
        .maybe("color", code_.colour.map(|colour| colour.to_string()));
    out.element(start, |out| {
        out.maybe_words("Description", code_.description.as_deref())?;
        if notes {
            out.pointers("NoteRef", &code_.notes)?;
        }
        code_.children.iter().try_for_each(|child| code(out, child, notes))
    })
}

fn case(out: &mut Out, case: &Case) -> Done {
    out.element(Start::new("Case").id("guid", case.guid).maybe("name", case.name.as_deref()), |out| {
        out.maybe_words("Description", case.description.as_deref())?;
        out.pointers("CodeRef", &case.codes)?;
        values(out, &case.values)?;
        out.pointers("SourceRef", &case.sources)?;
        out.pointers("SelectionRef", &case.selections)
    })
}

/// Values of variables; those that their form cannot hold are written as words.
pub(super) fn values(out: &mut Out, values: &[Value]) -> Done {
    values.iter().try_for_each(|value| {
        out.element(Start::new("VariableValue"), |out| {
            out.pointers("VariableRef", &[value.variable])?;
            let Some(datum) = &value.datum else { return Ok(()) };
            match datum {
                Datum::Text(words) => out.words("TextValue", words),
                Datum::Boolean(yes) => out.words("BooleanValue", if *yes { "true" } else { "false" }),
                Datum::Integer(number) => out.words("IntegerValue", &number.to_string()),
                Datum::Float(number) if number.is_finite() => out.words("FloatValue", &number.to_string()),
                Datum::Float(number) => out.words("TextValue", &number.to_string()),
                Datum::Date(date) => {
                    let text = day_in_files(*date);
                    let form = if day(&text) == Some(*date) { "DateValue" } else { "TextValue" };
                    out.words(form, &text)
                }
                Datum::DateTime(at) => match crate::refi::time::written(*at) {
                    Some(text) => out.words("DateTimeValue", &text),
                    None => {
                        out.dates += 1;
                        Ok(())
                    }
                },
            }
        })
    })
}

fn link(out: &mut Out, link: &Link) -> Done {
    let start = Start::new("Link")
        .id("guid", link.guid)
        .maybe("name", link.name.as_deref())
        .maybe("direction", link.direction.map(LinkDirection::id))
        .maybe("color", link.colour.map(|colour| colour.to_string()))
        .maybe_id("originGUID", link.origin)
        .maybe_id("targetGUID", link.target);
    out.element(start, |out| out.pointers("NoteRef", &link.notes))
}

fn set(out: &mut Out, set: &Set) -> Done {
    out.element(Start::new("Set").id("guid", set.guid).with("name", &set.name), |out| {
        out.maybe_words("Description", set.description.as_deref())?;
        out.pointers("MemberCode", &set.codes)?;
        out.pointers("MemberSource", &set.sources)?;
        out.pointers("MemberNote", &set.notes)
    })
}
