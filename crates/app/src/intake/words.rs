//! Counted things in words.

/// "1 answer", "2 answers".
///
/// ```
/// assert_eq!(troth_app::intake::words::count(1, "answer", "answers"), "1 answer");
/// assert_eq!(troth_app::intake::words::count(0, "answer", "answers"), "0 answers");
/// ```
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The first `most` of `names` with commas, and how many more there are.
///
/// ```
/// assert_eq!(troth_app::intake::words::some_of(&["a", "b", "c"], 2), "a, b and 1 more");
/// ```
pub fn some_of<T: AsRef<str>>(names: &[T], most: usize) -> String {
    let mut text = names.iter().take(most).map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    if names.len() > most {
        text.push_str(&format!(" and {} more", names.len() - most));
    }
    text
}
