//! Characters that nobody sees: in an id they make two organisations of one, and on a terminal they are commands.

use super::problem::Problem;

/// Whether `c` is a line break, a command to a terminal, a change of reading direction, or has no width at all.
///
/// The two joiners of scripts such as Devanagari and Arabic (U+200C, U+200D) belong to words and are not meant.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
        )
}

/// `text` with a dot for each such character.
pub(crate) fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| if is_hidden(c) { '\u{b7}' } else { c })
}

/// Whether any text of `row` has to be looked at closely; quick, for a file may have a million rows.
pub(crate) fn suspicious(row: &str) -> bool {
    row.bytes().any(|byte| !(b' '..0x7f).contains(&byte))
}

/// Refuses a cell that holds such a character.
///
/// # Errors
/// If it does, with the remedy.
pub(crate) fn refuse(line: u64, column: &str, cell: &str) -> Result<(), Problem> {
    if cell.chars().any(is_hidden) {
        let reason = "This holds a line break or another character that cannot be seen (shown here as a dot). \
                      Type it again by hand.";
        return Err(Problem::cell(line, column, cell, reason));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_script_are_fine_and_what_nobody_sees_is_not() {
        for fine in ["Ä Pflege", "北京 care", "Ysbyty'r Bae", "क्\u{200d}ष", "St\u{a0}Mary", ""] {
            assert!(refuse(2, "rater", fine).is_ok(), "{fine}");
        }
        for hidden in ["\u{1b}[31mA", "C\nD", "A\u{200b}", "x\u{202e}abc", "\u{feff}A", "a\tb"] {
            let problem = refuse(2, "rater", hidden).unwrap_err().to_string();
            assert!(problem.contains("line 2, column rater") && problem.contains('\u{b7}'), "{problem}");
            assert!(!problem.chars().any(is_hidden), "{problem:?}");
        }
    }
}
