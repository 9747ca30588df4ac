//! Small turns of phrase.

/// A name inside a sentence: "The general hospital" becomes "the general hospital".
pub(crate) fn inside(name: &str) -> String {
    name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"))
}

/// "A and B", as a title.
pub(crate) fn both(first: &str, second: &str) -> String {
    format!("{first} and {}", inside(second))
}

/// "A", "A and B", "A, B and C".
pub(crate) fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// `1 direction`, `3 directions`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_into_sentences() {
        assert_eq!(both("The hospital", "The council"), "The hospital and the council");
        assert_eq!(listed(&["A", "B", "C"]), "A, B and C");
        assert_eq!(counted(1, "step", "steps"), "1 step");
    }
}
