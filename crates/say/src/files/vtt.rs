//! WebVTT captions (W3C WebVTT), as Teams and Zoom write them.

use super::captions::Cue;
use super::notice::Notice;
use super::srt::{entities, span};

/// The captions of a file. Notes, styles, regions, names of captions and their settings are left out.
pub(super) fn cues(text: &str, notices: &mut Vec<Notice>) -> Vec<Cue> {
    let (mut cues, mut notes, mut timeless) = (Vec::new(), 0, 0);
    for block in blocks(text) {
        let first = block.first().copied().unwrap_or_default();
        if first.starts_with("WEBVTT") && cues.is_empty() && !block.iter().any(|l| l.contains("-->")) {
            continue;
        }
        if ["NOTE", "STYLE", "REGION"].iter().any(|word| {
            first.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        }) {
            notes += 1;
            continue;
        }
        let Some(at) = block.iter().position(|line| line.contains("-->")) else {
            continue;
        };
        let Some((begins, ends)) = block.get(at).and_then(|line| span(line)) else {
            timeless += 1;
            continue;
        };
        let words = block.get(at + 1..).unwrap_or_default().join(" ");
        for (speaker, words) in voices(&words) {
            cues.push(Cue { begins, ends, speaker, words });
        }
    }
    if notes > 0 {
        notices.push(Notice::CaptionNotes(notes));
    }
    if timeless > 0 {
        notices.push(Notice::CaptionsWithoutTime(timeless));
    }
    cues
}

/// Lines between blank lines.
pub(super) fn blocks(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = text.lines();
    std::iter::from_fn(move || {
        let mut block = Vec::new();
        for line in lines.by_ref() {
            let line = line.trim();
            if !line.is_empty() {
                block.push(line);
            } else if !block.is_empty() {
                return Some(block);
            }
        }
        (!block.is_empty()).then_some(block)
    })
}

/// The words of a caption by voice, without tags.
fn voices(caption: &str) -> Vec<(Option<String>, String)> {
    let mut pieces: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = caption;
    while let Some(open) = rest.find('<') {
        let (words, tag) = rest.split_at(open);
        say(&mut pieces, words);
        let Some(close) = tag.find('>') else {
            rest = tag;
            break;
        };
        let inner = tag.get(1..close).unwrap_or_default();
        rest = tag.get(close + 1..).unwrap_or_default();
        if let Some(voice) = voice(inner) {
            pieces.push((voice, String::new()));
        } else if inner == "/v" {
            pieces.push((None, String::new()));
        } else if !is_tag(inner) {
            say(&mut pieces, &format!("<{inner}>"));
        }
    }
    say(&mut pieces, rest);
    pieces
        .into_iter()
        .map(|(voice, words)| (voice, words.split_whitespace().collect::<Vec<_>>().join(" ")))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

fn say(pieces: &mut [(Option<String>, String)], words: &str) {
    if let Some((_, said)) = pieces.last_mut() {
        said.push_str(&entities(words));
    }
}

/// `v Ann`, `v.loud Ann`: the name, if this is a voice tag.
fn voice(inner: &str) -> Option<Option<String>> {
    let rest = inner.strip_prefix('v')?;
    if !rest.is_empty() && !rest.starts_with(['.', ' ', '\t']) {
        return None;
    }
    let name = rest.split_once([' ', '\t']).map_or("", |(_, name)| name);
    Some(crate::turns::as_label(&entities(name)))
}

fn is_tag(inner: &str) -> bool {
    let name = inner.trim_start_matches('/');
    let word: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    ["b", "i", "u", "c", "v", "lang", "ruby", "rt", "font"].contains(&word.as_str())
        || crate::turns::clock(inner).is_some_and(|(_, length)| length == inner.len())
}
