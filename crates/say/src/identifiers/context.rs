//! What stands before a place in a text.

/// Up to `bytes` bytes before `at`, in lower case, on character boundaries, within the paragraph.
pub(super) fn before(text: &str, at: usize, bytes: usize) -> String {
    let mut from = at.saturating_sub(bytes);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = text.get(from..at).unwrap_or_default();
    window.rsplit_once("\n\n").map_or(window, |(_, last)| last).to_lowercase()
}

/// Whether one of the words stands in the window, as whole words.
pub(super) fn names(window: &str, words: &[&str]) -> bool {
    // A window has a handful of words, so the list is looked at where one of them begins and not the window for each of
    // the list.
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut last = None;
    window.char_indices().any(|(at, c)| {
        let stands_here = |word: &&str| {
            let after = window.get(at..).and_then(|rest| rest.strip_prefix(*word));
            after.is_some_and(|after| free(after.chars().next()))
        };
        free(last.replace(c)) && words.iter().any(stands_here)
    })
}

/// Whether a stretch is free on both sides: no letter or digit touches it.
pub(super) fn free(text: &str, first: usize, last: usize) -> bool {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !touches(text.get(..first).and_then(|before| before.chars().next_back()))
        && !touches(text.get(last..).and_then(|after| after.chars().next()))
}
