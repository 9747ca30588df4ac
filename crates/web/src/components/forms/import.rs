//! The form that imports a file, and what has to be mended in the file.

use maud::{Markup, html};

use super::draft::Draft;
use super::fields::{Field, file_upload};

/// An import form.
pub(crate) struct Import<'a> {
    /// Where it is sent.
    pub(crate) action: &'a str,
    /// Words beside the file.
    pub(crate) label: &'a str,
    /// Words on the button.
    pub(crate) button: &'a str,
    /// Columns the file must have.
    pub(crate) required: &'a [&'a str],
    /// Columns it may have.
    pub(crate) optional: &'a [&'a str],
    /// A first line and a row, as an example.
    pub(crate) example: &'a str,
    /// Further fields.
    pub(crate) fields: Markup,
}

/// Most rows to be mended that are listed.
const LISTED: usize = 50;

/// The form, with what has to be mended if it comes back.
pub(crate) fn import_form(draft: &Draft, import: &Import<'_>) -> Markup {
    html! {
        (problems(draft))
        form.form method="post" action=(import.action) enctype="multipart/form-data" {
            (import.fields)
            (file_upload(draft, Field::new("file", import.label).hint(HINT), ".csv,.txt,text/csv,text/plain"))
            button.btn."slim" { (import.button) }
        }
        details id={ (draft.prefix) "columns" } open[draft.error("file").is_some()] {
            summary { "Which columns the file needs" }
            div."inset"."small" {
                p { "Needed: " (codes(import.required)) ". May be there: " (codes(import.optional)) "." }
                p { "In any order. Other columns are named in a remark. For example:" }
                p { @for line in import.example.lines() { code { (line) } br; } }
            }
        }
    }
}

const HINT: &str = "CSV with a first line of column names. All of the file is taken or nothing of it.";

fn codes(columns: &[&str]) -> Markup {
    html! {
        @for (at, column) in columns.iter().enumerate() {
            @if at > 0 { ", " }
            code { (column) }
        }
    }
}

/// The rows that have to be mended: line, column, value, and what to do.
pub(crate) fn problems(draft: &Draft) -> Markup {
    let Some((file, problems)) = &draft.rows else { return html! {} };
    html! {
        div."scroll-x" tabindex="0" role="region" aria-labelledby={ (draft.prefix) "rows" } {
            table {
                caption id={ (draft.prefix) "rows" } { "What to mend in " (file) }
                thead {
                    tr {
                        th.r scope="col" { "Line" }
                        th scope="col" { "Column" }
                        th scope="col" { "Value" }
                        th scope="col" { "What to do" }
                    }
                }
                tbody {
                    @for problem in problems.iter().take(LISTED) {
                        tr {
                            td.r { (problem.line) }
                            td { (problem.column) }
                            td { @if problem.value.is_empty() { span.quiet { "empty" } } @else { (problem.value) } }
                            td { (problem.reason) }
                        }
                    }
                }
            }
        }
        @if problems.len() > LISTED { p."small"."quiet" { "and " (problems.len() - LISTED) " more." } }
        p."small" { a href={ "#" (draft.prefix) "columns" } { "Which columns the file needs" } }
    }
}
