//! A plain table as CSV, for what does not leave through the gate: the record, and a respondent's own answers.

/// Rows as CSV in UTF-8, lines ending in CR LF. Text that a spreadsheet would run as a formula gets an apostrophe.
pub(crate) fn csv<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let rows = std::iter::once(header.map(str::to_owned)).chain(rows);
    for row in rows {
        // Writing to memory cannot fail, and all rows have the same length.
        let _ = writer.write_record(row.map(harmless));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A spreadsheet runs text that begins like a formula; an apostrophe in front makes it text again.
pub(crate) fn harmless(text: String) -> String {
    let is_number = text.parse::<f64>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_like_a_formula_is_made_harmless_and_numbers_stay_numbers() {
        let text = csv(["who", "value"], [["=1+1".to_owned(), "-2".to_owned()]]);
        assert_eq!(text, "who,value\r\n'=1+1,-2\r\n");
    }
}
