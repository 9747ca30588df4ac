//! Finding the columns: any order, any case, with aliases, and a suggestion for a name that is nearly right.

use super::hidden::visible;
use super::problem::FileProblem;
use super::words::some_of;

/// Most columns of a file. No table of answers, organisations or people comes near it.
const MOST: usize = 1_000;

/// Most unknown columns that one sentence names.
const NAMED: usize = 20;

/// A column name longer than this is none, and is not compared with those that are missing.
const LONGEST_NAME: usize = 64;

/// A column that Troth knows.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Other names it goes by.
    pub aliases: &'static [&'static str],
    /// Whether the file must have it.
    pub required: bool,
}

impl Column {
    /// A column the file must have.
    pub const fn required(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, required: true }
    }

    /// A column the file may have.
    pub const fn optional(name: &'static str, aliases: &'static [&'static str]) -> Self {
        Self { name, aliases, required: false }
    }

    fn is(&self, header: &str) -> bool {
        let header = header.to_lowercase().replace([' ', '-'], "_");
        header == self.name || self.aliases.contains(&header.as_str())
    }
}

/// Which column stands where.
#[derive(Debug, Default)]
pub struct Columns {
    known: Vec<(&'static str, usize)>,
    /// Unknown columns: name and position.
    pub unknown: Vec<(String, usize)>,
}

impl Columns {
    /// Finds the `known` columns among `headers`.
    ///
    /// # Errors
    /// If a required one is missing, one stands twice, or there are more columns than any table has.
    pub fn find(file: &str, headers: &csv::StringRecord, known: &[Column]) -> Result<Self, FileProblem> {
        if headers.len() > MOST {
            let reason = format!(
                "The first line has {} columns and {MOST} is the most. Check that it holds the column names.",
                headers.len()
            );
            return Err(problem(file, reason));
        }
        let mut columns = Self::default();
        for (at, header) in headers.iter().enumerate() {
            match known.iter().find(|c| c.is(header)) {
                Some(column) if columns.position(column.name).is_some() => {
                    return Err(problem(
                        file,
                        format!("The column {} stands there twice. Keep one.", column.name),
                    ));
                }
                Some(column) => columns.known.push((column.name, at)),
                None if header.is_empty() => {}
                None => columns.unknown.push((header.to_owned(), at)),
            }
        }
        let missing: Vec<&Column> =
            known.iter().filter(|c| c.required && columns.position(c.name).is_none()).collect();
        if missing.is_empty() { Ok(columns) } else { Err(problem(file, missing_columns(&missing, &columns))) }
    }

    /// Where a known column stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.known.iter().find(|(known, _)| *known == name).map(|(_, at)| *at)
    }

    /// A warning that names the unknown columns, if there are any, and says what becomes of them.
    pub fn warning(&self, kept: bool) -> Option<String> {
        if self.unknown.is_empty() {
            return None;
        }
        let names: Vec<String> =
            self.unknown.iter().map(|(name, _)| format!("\"{}\"", short(name))).collect();
        let fate = if kept { "are kept as attributes" } else { "are not used" };
        Some(format!("Columns that Troth does not know {fate}: {}.", some_of(&names, NAMED)))
    }
}

fn missing_columns(missing: &[&Column], found: &Columns) -> String {
    let mut text = String::new();
    for column in missing {
        text.push_str(&format!("The column \"{}\" is missing.", column.name));
        let near = found
            .unknown
            .iter()
            .filter(|(name, _)| name.len() <= LONGEST_NAME)
            .map(|(name, _)| (strsim::jaro_winkler(&name.to_lowercase(), column.name), name))
            .filter(|(nearness, _)| *nearness > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, name)) = near {
            text.push_str(&format!(" Rename \"{}\" if that is what it holds.", short(name)));
        }
        text.push(' ');
    }
    let found: Vec<&str> = found
        .known
        .iter()
        .map(|(name, _)| *name)
        .chain(found.unknown.iter().map(|(name, _)| name.as_str()))
        .take(20)
        .collect();
    text.push_str(&format!("Found: {}.", short(&found.join(", "))));
    text
}

/// At most 200 characters of `text`, control characters made visible.
pub(crate) fn short(text: &str) -> String {
    let mut out: String = visible(text).take(200).collect();
    if text.chars().nth(200).is_some() {
        out.push('\u{2026}');
    }
    out
}

fn problem(file: &str, reason: String) -> FileProblem {
    FileProblem::Columns { file: file.to_owned(), reason }
}

/// The name among `known` nearest to `wanted`, for "did you mean".
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&wanted.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(nearness, _)| *nearness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_column_says_what_was_found_and_what_is_near() {
        let headers = csv::StringRecord::from(vec!["raters", "to"]);
        let known = [Column::required("rater", &["from"]), Column::required("target", &["to"])];
        let text = Columns::find("f.csv", &headers, &known).unwrap_err().to_string();
        assert!(text.contains("\"rater\" is missing. Rename \"raters\""), "{text}");
        assert!(text.contains("Found: target, raters."), "{text}");
    }

    #[test]
    fn what_is_no_line_of_column_names_is_refused_at_once_and_in_few_words() {
        let known = [Column::required("rater", &[])];
        let long = csv::StringRecord::from(vec!["x".repeat(2_000_000)]);
        let text = Columns::find("f.csv", &long, &known).unwrap_err().to_string();
        assert!(text.len() < 400 && text.contains("\"rater\" is missing"), "{text}");
        let many = csv::StringRecord::from(vec!["a"; 1_001]);
        let text = Columns::find("f.csv", &many, &known).unwrap_err().to_string();
        assert!(text.contains("has 1001 columns and 1000 is the most"), "{text}");
    }

    #[test]
    fn an_id_that_is_nearly_right_is_suggested() {
        assert_eq!(nearest("Acute", ["hospice", "acute"]), Some("acute"));
        assert_eq!(nearest("zzz", ["hospice", "acute"]), None);
    }
}
