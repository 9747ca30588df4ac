//! Text without what no database and no page can hold.

use super::notice::Notice;
use crate::text::normalise;

/// Normalised text without control characters; form feeds and Unicode's line separators become line ends.
pub(super) fn clean(raw: &str, notices: &mut Vec<Notice>) -> String {
    let text = normalise(raw);
    let mut dropped = 0;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            _ if c.is_control() => dropped += 1,
            _ => out.push(c),
        }
    }
    if dropped > 0 {
        notices.push(Notice::ControlCharacters(dropped));
    }
    // A mark of byte order may only now stand at the start.
    normalise(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_emoji_and_arabic_stay() {
        let mut notices = Vec::new();
        let text = clean("\0\u{feff}a\u{7}\u{2028}b\r\n\u{c}مرحبا 👩🏽‍⚕️\u{200f}", &mut notices);
        assert_eq!(text, "a\nb\n\nمرحبا 👩🏽‍⚕️\u{200f}");
        assert_eq!(notices, [Notice::ControlCharacters(2)]);
    }
}
