//! Words may be taken out of what somebody wrote, and nothing put into their mouth: what stands in the place of words
//! stands in square brackets.

/// Characters that may stand between two square brackets.
const LONGEST: usize = 60;

/// Why `shown` is not `original` with words taken out, in a sentence; `None` if it is. Letter case and punctuation may
/// differ.
pub(super) fn wrong(original: &str, shown: &str) -> Option<String> {
    let mut left = words(original).into_iter();
    let (outside, brackets) = apart(shown);
    if let Some(long) = brackets.iter().find(|inside| inside.chars().count() > LONGEST) {
        return Some(format!(
            "Between two square brackets stand at most {LONGEST} characters: say in a word or two what was taken out. \
             Shorten \u{201c}{long}\u{201d}."
        ));
    }
    let strange = words(&outside).into_iter().find(|word| !left.any(|own| own == *word))?;
    Some(format!(
        "\u{201c}{strange}\u{201d} was not written there. Words can be taken out; what stands in their place goes in \
         square brackets, such as [a colleague]."
    ))
}

/// What stands outside and what inside square brackets; a bracket that is not closed is a character as any other.
fn apart(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut brackets, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('[') {
        let Some((inside, further)) = after.split_once(']') else { break };
        outside.push_str(before);
        outside.push(' ');
        brackets.push(inside.to_owned());
        rest = further;
    }
    outside.push_str(rest);
    (outside, brackets)
}

/// Letters and digits of each word, small.
fn words(text: &str) -> Vec<String> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "Ring Mary Nolan on ward 4, she knows. Nobody else does.";

    #[test]
    fn words_may_go_and_brackets_may_stand_for_them() {
        for shown in [
            WRITTEN,
            "Ring [a colleague] on [a ward], she knows. Nobody else does.",
            "Nobody else does!",
            "[...] she knows. [...]",
        ] {
            assert_eq!(wrong(WRITTEN, shown), None, "{shown}");
        }
    }

    #[test]
    fn nobody_is_made_to_say_what_they_did_not() {
        for (shown, strange) in [
            ("Somebody else does.", "somebody"),
            ("Nobody else does. Ring Mary Nolan.", "ring"),
            ("Ring [Mary on ward 5", "5"),
        ] {
            let said = wrong(WRITTEN, shown).unwrap();
            assert!(said.starts_with(&format!("\u{201c}{strange}\u{201d}")), "{said}");
        }
        let long = format!("Ring [{}].", "very much ".repeat(9));
        assert!(wrong(WRITTEN, &long).unwrap().contains("at most 60"));
    }
}
