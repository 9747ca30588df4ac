//! Scripts that read the wide table and label it, in R and in SPSS syntax, made of the dictionary.

use super::dictionary::{Meaning, Meanings};
use super::tables::{Field, FieldKind, Table};

/// Longest label of a variable in SPSS, in bytes; that of a value is 120.
const SPSS_VARIABLE: usize = 250;
const SPSS_VALUE: usize = 120;

/// The variable that a column of the wide table stands for.
fn variable(field: &Field) -> Option<&str> {
    (field.kind == FieldKind::Number)
        .then(|| field.description.split_once(": ").map_or("", |(variable, _)| variable))
}

/// Columns with what they mean; those about a service have its id behind a colon.
fn meant<'a>(wide: &'a Table, meanings: &'a Meanings) -> impl Iterator<Item = (&'a Field, &'a Meaning)> {
    wide.fields.iter().filter_map(|field| {
        let named = variable(field)?;
        Some((field, meanings.get(named)?))
    })
}

/// On one line, cut at `most` bytes between characters.
fn line(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if out.len() + c.len_utf8() > most {
            break;
        }
        out.push(c);
    }
    out
}

/// A text in R: quotation marks and backslashes with a backslash before them.
fn in_r(text: &str) -> String {
    format!("\"{}\"", line(text, 2_000).replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text in SPSS syntax: apostrophes twice.
fn in_spss(text: &str, most: usize) -> String {
    format!("'{}'", line(text, most).replace('\'', "''"))
}

/// `label.R`.
pub(super) fn r(wide: &Table, meanings: &Meanings) -> String {
    let classes: Vec<String> = wide
        .fields
        .iter()
        .map(|field| {
            format!(
                "{} = \"{}\"",
                field.name,
                if field.kind == FieldKind::Text { "character" } else { "numeric" }
            )
        })
        .collect();
    let mut out = format!(
        "# Reads {} and gives values their words. Run it in the folder of the files.\n\
         ratings <- read.csv(\"{}\", fileEncoding = \"UTF-8\", na.strings = \"\",\n  colClasses = c({}))\n",
        wide.path(),
        wide.path(),
        classes.join(", ")
    );
    for (field, meaning) in meant(wide, meanings) {
        let name = &field.name;
        if !meaning.labels.is_empty() {
            let levels: Vec<String> = meaning.labels.iter().map(|(value, _)| value.to_string()).collect();
            let labels: Vec<String> = meaning.labels.iter().map(|(_, label)| in_r(label)).collect();
            out.push_str(&format!(
                "ratings${name} <- factor(ratings${name}, levels = c({}),\n  labels = c({}))\n",
                levels.join(", "),
                labels.join(", ")
            ));
        }
        if !meaning.row.wording.is_empty() {
            out.push_str(&format!("attr(ratings${name}, \"label\") <- {}\n", in_r(&meaning.row.wording)));
        }
    }
    out
}

/// `label.sps`.
pub(super) fn spss(wide: &Table, meanings: &Meanings) -> String {
    let formats: Vec<String> = wide
        .fields
        .iter()
        .map(|field| {
            format!("  {} {}", field.name, if field.kind == FieldKind::Text { "A64" } else { "F8.2" })
        })
        .collect();
    let mut out = format!(
        "* Reads {} and gives variables and values their words. Run it in the folder of the files.\n\
         SET UNICODE=ON.\n\
         GET DATA /TYPE=TXT /FILE='{}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED\n  /DELIMITERS=\",\" /QUALIFIER='\"' \
         /FIRSTCASE=2 /VARIABLES=\n{}.\n",
        wide.path(),
        wide.path(),
        formats.join("\n")
    );
    for (field, meaning) in meant(wide, meanings) {
        if !meaning.row.wording.is_empty() {
            let words = in_spss(&meaning.row.wording, SPSS_VARIABLE);
            out.push_str(&format!("VARIABLE LABELS {} {words}.\n", field.name));
        }
        if !meaning.labels.is_empty() {
            let label = |(value, label): &(i32, String)| format!("  {value} {}", in_spss(label, SPSS_VALUE));
            let labels: Vec<String> = meaning.labels.iter().map(label).collect();
            out.push_str(&format!("VALUE LABELS {}\n{}.\n", field.name, labels.join("\n")));
        }
    }
    out.push_str("EXECUTE.\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_quotation_marks_stay_words() {
        assert_eq!(in_r("say \"no\" \\ yes\nor"), "\"say \\\"no\\\" \\\\ yes or\"");
        assert_eq!(in_spss("don't say", 120), "'don''t say'");
        assert_eq!(in_spss("éé", 3), "'é'");
    }
}
