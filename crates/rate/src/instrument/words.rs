//! Words in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language of an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// Its tag, such as `en` (BCP 47).
    pub id: String,
    /// Its own name, such as "Nederlands".
    pub name: String,
    /// Whether somebody who grew up with the language has checked the words.
    pub checked: bool,
}

/// The same words in each language, by its tag.
///
/// In a file that was read, every language of the instrument is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The words in a language; where it is not there, in the first language there is; else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// Puts values in the place of `{name}`. What has no value stays as it is, and values are never searched themselves.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail))
        });
        if let Some((value, tail)) = known {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// The names in `{braces}`, in order.
pub(crate) fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).map(|part| part.split_once('}').map_or(part, |(name, _)| name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Words, fill, placeholders};

    #[test]
    fn a_name_with_braces_is_not_searched_again() {
        let values = [("partner", "The {contact} Trust"), ("contact", "Jo")];
        assert_eq!(fill("{contact} of {partner}{x", &values), "Jo of The {contact} Trust{x");
        assert_eq!(fill("no {other} name", &values), "no {other} name");
    }

    #[test]
    fn names_in_braces_are_found_and_so_is_one_left_open() {
        assert_eq!(placeholders("{a} and {b} {c"), ["a", "b", "c"]);
        assert!(placeholders("none").is_empty());
    }

    #[test]
    fn a_language_that_is_not_there_gives_the_words_that_are() {
        let words = Words([("en".to_owned(), "Yes".to_owned())].into());
        assert_eq!((words.get("en"), words.get("cy")), ("Yes", "Yes"));
        assert_eq!(Words::default().get("en"), "");
    }
}
