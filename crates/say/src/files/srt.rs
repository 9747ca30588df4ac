//! SubRip captions.

use super::captions::Cue;
use super::vtt::blocks;
use crate::turns::clock;

/// The captions of a file: number, times, words; a blank line between them. Tags such as `<i>` are left out.
pub(super) fn cues(text: &str) -> Vec<Cue> {
    let mut cues = Vec::new();
    for block in blocks(text) {
        // Some programs leave out the blank line, so a block may hold several captions.
        let times: Vec<usize> =
            block.iter().enumerate().filter(|(_, line)| span(line).is_some()).map(|(at, _)| at).collect();
        for (nth, at) in times.iter().enumerate() {
            let Some((begins, ends)) = block.get(*at).and_then(|line| span(line)) else { continue };
            let next = times.get(nth + 1).copied();
            let mut lines = block.get(at + 1..next.unwrap_or(block.len())).unwrap_or_default();
            if next.is_some()
                && let Some((number, before)) = lines.split_last()
                && number.bytes().all(|b| b.is_ascii_digit())
            {
                lines = before;
            }
            let words = entities(&without_tags(&lines.join(" ")));
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if !words.is_empty() {
                cues.push(Cue { begins, ends, speaker: None, words });
            }
        }
    }
    cues
}

/// The times of a caption: `00:00:01,157 --> 00:00:02,088`, with whatever settings follow. Milliseconds.
pub(super) fn span(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    let (from, to) = (from.trim(), to.trim_start());
    let (begins, length) = clock(from)?;
    (length == from.len()).then_some(())?;
    let (ends, _) = clock(to)?;
    Some((begins, ends.max(begins)))
}

/// Without `<b>`, `</i>`, `{\an8}` and the like.
fn without_tags(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let inner = tag.get(1..).unwrap_or_default();
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let known = ["b", "i", "u", "font", "\\"].iter().any(|name| {
            inner.strip_prefix(name).is_some_and(|after| *name == "\\" || after.starts_with(['>', ' ', '}']))
        });
        let close = if tag.starts_with('<') { '>' } else { '}' };
        match known.then(|| tag.find(close)).flatten() {
            Some(end) => rest = tag.get(end + 1..).unwrap_or_default(),
            None => {
                out.push_str(tag.get(..1).unwrap_or_default());
                rest = tag.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// The characters that captions write as names.
pub(super) fn entities(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    let named = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", "\u{200e}"),
        ("&rlm;", "\u{200f}"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    named.into_iter().fold(words.to_owned(), |text, (name, letter)| text.replace(name, letter))
}
