//! Times of a recording as transcribers write them into the text.

/// A place in the text with the time that stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeMark {
    /// Code point at which the time begins (its bracket, where it has one).
    pub at: usize,
    /// Milliseconds from the start of the recording.
    pub at_ms: u64,
}

/// Every time in brackets (`[00:01:02]`, `\[03:55\]`, `(00:12)`) or between hashes (`#00:01:02-3#`), in order. One
/// pass over the text.
pub fn time_marks(text: &str) -> Vec<TimeMark> {
    let mut marks = Vec::new();
    let (mut counted, mut points, mut free) = (0, 0, 0);
    for (byte, _) in text.match_indices(['[', '(', '#', '\\']) {
        if byte < free {
            continue;
        }
        let Some((at_ms, length)) = text.get(byte..).and_then(time_at) else { continue };
        points += text.get(counted..byte).map_or(0, |gap| gap.chars().count());
        counted = byte;
        free = byte + length;
        marks.push(TimeMark { at: points, at_ms });
    }
    marks
}

/// The time that `text` begins with, in brackets or between hashes: milliseconds, and bytes it takes up.
pub(crate) fn time_at(text: &str) -> Option<(u64, usize)> {
    const PAIRS: [(&str, &str); 4] = [("\\[", "\\]"), ("[", "]"), ("(", ")"), ("#", "#")];
    let (open, close) = PAIRS.into_iter().find(|(open, _)| text.starts_with(open))?;
    let inner = text.get(open.len()..)?;
    let (at_ms, length) = clock(inner)?;
    inner.get(length..)?.starts_with(close).then_some((at_ms, open.len() + length + close.len()))
}

/// The time that `text` begins with, without brackets: `3:55`, `00:01:02`, `00:01:02.345`, `00:01:02,345`,
/// `00:01:02-3`. Milliseconds, and bytes it takes up. Minutes and seconds are below 60 unless they lead.
pub(crate) fn clock(text: &str) -> Option<(u64, usize)> {
    let mut parts: Vec<u64> = Vec::new();
    let mut at = 0;
    loop {
        let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
        let first = parts.is_empty();
        if !(if first { 1..=3 } else { 2..=2 }).contains(&digits) {
            return None;
        }
        let part: u64 = text.get(at..at + digits)?.parse().ok()?;
        if !first && part > 59 {
            return None;
        }
        parts.push(part);
        at += digits;
        if parts.len() == 3 || !text.get(at..)?.starts_with(':') {
            break;
        }
        at += 1;
    }
    if parts.len() < 2 {
        return None;
    }
    let seconds = parts.iter().fold(0, |sum, part| sum * 60 + part);
    let rest = text.get(at..)?;
    let fraction = rest.strip_prefix(['.', ',', '-']).map_or("", |after| {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        after.get(..digits).unwrap_or_default()
    });
    if fraction.is_empty() || fraction.len() > 3 {
        return Some((seconds * 1000, at));
    }
    let scale = [100, 10, 1].get(fraction.len() - 1).copied().unwrap_or(1);
    Some((seconds * 1000 + fraction.parse::<u64>().ok()? * scale, at + 1 + fraction.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_transcribers_write_them() {
        let read = |text| time_at(text).map(|(ms, _)| ms);
        assert_eq!(read("[00:01:02] Ann"), Some(62_000));
        assert_eq!(read("\\[03:55\\] So"), Some(235_000));
        assert_eq!(read("(00:12)"), Some(12_000));
        assert_eq!(read("#01:00:02-3#"), Some(3_602_300));
        assert_eq!(read("[00:01:02.345]"), Some(62_345));
        for text in ["[laughter]", "[12]", "(10:75)", "[1:2]", "[00:01", "10:30", "#1 thing"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn marks_stand_at_code_points() {
        let marks = time_marks("Zoë 👩🏽‍⚕️ [00:01] x\n\\[03:55\\] y [unclear] (1:00:00)");
        let got: Vec<(usize, u64)> = marks.iter().map(|m| (m.at, m.at_ms)).collect();
        assert_eq!(got, [(10, 1_000), (20, 235_000), (42, 3_600_000)]);
    }
}
