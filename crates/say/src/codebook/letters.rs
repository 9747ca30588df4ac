//! Two letters for a code, by which it is chosen from the keyboard.

/// Two letters from a name that are not `taken`: the first two of its first word, the initials of its words, its first
/// letter with a later one, and at last any pair. Empty when every pair is taken.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let words: Vec<Vec<char>> = name
        .split(|c: char| !c.is_alphabetic())
        .map(|word| word.to_lowercase().chars().filter(char::is_ascii_lowercase).collect())
        .filter(|word: &Vec<char>| !word.is_empty())
        .collect();
    let letters: Vec<char> = words.iter().flatten().copied().collect();
    let first = letters.first().copied().unwrap_or('a');
    let start = words.first().and_then(|word| Some([*word.first()?, *word.get(1)?]));
    let initials = words.iter().skip(1).filter_map(|word| Some([first, *word.first()?]));
    let later = letters.iter().skip(1).map(|letter| [first, *letter]);
    let any = || 'a'..='z';
    start
        .into_iter()
        .chain(initials)
        .chain(later)
        .chain(any().map(|letter| [first, letter]))
        .chain(any().flat_map(|one| any().map(move |two| [one, two])))
        .map(|pair| pair.iter().collect::<String>())
        .find(|pair| !taken(pair))
        .unwrap_or_default()
}

/// Whether these can be somebody's two letters.
pub(super) fn valid(letters: &str) -> bool {
    letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_from_the_name_where_they_can() {
        assert_eq!(free("Roles: who does what", |_| false), "ro");
        assert_eq!(free("Roles: who does what", |l| l == "ro"), "rw");
        assert_eq!(free("Ω", |_| false), "aa");
        assert_eq!(free("X", |_| true), "");
    }
}
