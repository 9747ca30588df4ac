//! Text in a drawing: how wide it is and where it breaks; SVG does neither by itself.

/// `text` in lines of at most `room`; more than `most` lines end in an ellipsis, longer words are broken.
pub(crate) fn wrapped(text: &str, letter: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| broken(word, letter, room)) {
        match lines.last_mut() {
            Some(line)
                if text_width(line, letter) + text_width(" ", letter) + text_width(&word, letter) <= room =>
            {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && text_width(last, letter) + text_width("\u{2026}", letter) > room {
                last.pop();
            }
            let kept = last.trim_end().len();
            last.truncate(kept);
            last.push('\u{2026}');
        }
    }
    lines
}

fn broken(word: &str, letter: f64, room: f64) -> Vec<String> {
    let mut parts = vec![String::new()];
    for c in word.chars() {
        let Some(part) = parts.last_mut() else { break };
        if !part.is_empty() && text_width(part, letter) + text_width("M", letter) > room * 1.3 {
            part.push('-');
            parts.push(c.to_string());
        } else {
            part.push(c);
        }
    }
    parts
}

/// About how wide `text` is in the half-bold letters of a name; a browser's own letters differ a little.
pub(crate) fn text_width(text: &str, letter: f64) -> f64 {
    let share = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '\u{2019}' | '|' | ':' | ';' | '!' => 0.3,
        ' ' | 't' | 'f' | 'r' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '&' | '\u{2026}' => 0.9,
        c if c.is_uppercase() => 0.72,
        c if c as u32 > 0x2E80 => 1.0,
        _ => 0.59,
    };
    text.chars().map(share).sum::<f64>() * letter
}

/// A small count as a length.
#[expect(clippy::cast_precision_loss, reason = "counts of lines and boxes are small")]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_break_between_words_and_long_words_inside() {
        assert_eq!(wrapped("Council adult social care", 15.0, 110.0, 4), ["Council adult", "social care"]);
        let long = wrapped("Donaudampfschifffahrtsgesellschaft", 15.0, 110.0, 4);
        assert!(long.len() > 1 && long[0].ends_with('-'));
    }

    #[test]
    fn too_many_lines_end_in_an_ellipsis() {
        let lines = wrapped("one two three four five six seven", 15.0, 40.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('\u{2026}'));
    }
}
