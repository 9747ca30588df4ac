//! From captions to a text of turns.

use std::collections::BTreeMap;

use crate::turns::{TimeMark, Turn, as_label};

/// A piece of a caption: who says what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Milliseconds.
    pub begins: u64,
    pub ends: u64,
    /// From a voice tag. Labels in the words are found later.
    pub speaker: Option<String>,
    /// On one line.
    pub words: String,
}

/// A gap between captions, in milliseconds, at which a new paragraph begins where nobody is named.
const PAUSE: u64 = 2_000;
/// Characters after which a paragraph that nobody is named for ends with its sentence.
const LONG: usize = 600;

/// The text, the turns in it, and the time of each caption.
///
/// Captions are put in the order of their beginnings (speakers overlap). Those of one speaker that follow each other
/// become one paragraph, `Label: words`. Where labels stand in the words (`Ann: Yes`), a caption without one goes on
/// with the speaker before it; where voices are tagged, it is nobody's.
pub(super) fn joined(mut cues: Vec<Cue>) -> (String, Vec<Turn>, Vec<TimeMark>) {
    cues.sort_by_key(|cue| cue.begins);
    let tagged = cues.iter().any(|cue| cue.speaker.is_some());
    if !tagged {
        take_labels(&mut cues);
    }
    let named = cues.iter().any(|cue| cue.speaker.is_some());
    let mut out = Writer::default();
    let mut current: Option<String> = None;
    let mut last_end = None;
    for cue in cues {
        let speaker = cue.speaker.or_else(|| if tagged { None } else { current.clone() });
        let paused = last_end.is_some_and(|end: u64| cue.begins.saturating_sub(end) >= PAUSE);
        let new = out.turns.is_empty()
            || speaker != current
            || (!named && (paused || (out.length() > LONG && out.text.ends_with(['.', '?', '!', '…']))));
        if new {
            out.open(speaker.as_deref(), cue.begins);
        }
        out.say(&cue.words, cue.begins);
        current = speaker;
        last_end = Some(cue.ends);
    }
    out.finish()
}

/// `Ann: Yes` becomes words of Ann, if that label recurs or most captions begin with one.
fn take_labels(cues: &mut [Cue]) {
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for cue in cues.iter() {
        if let Some((label, _)) = split(&cue.words) {
            *labels.entry(label).or_default() += 1;
        }
    }
    let most = labels.values().sum::<usize>() * 2 > cues.len();
    for cue in cues.iter_mut() {
        if let Some((label, words)) = split(&cue.words)
            && (most || labels.get(&label).is_some_and(|n| *n > 1))
        {
            (cue.words, cue.speaker) = (words, Some(label));
        }
    }
}

/// A label of at most five words before a colon and a space.
fn split(words: &str) -> Option<(String, String)> {
    let words = words.strip_prefix(">>").unwrap_or(words).trim_start();
    let (label, rest) = words.split_once(": ").or_else(|| Some((words.strip_suffix(':')?, "")))?;
    let fits = label.starts_with(char::is_alphabetic)
        && (!label.starts_with(char::is_lowercase) || !label.contains(' '))
        && label.split_whitespace().count() <= 5
        && label.len() <= 160
        && !label.contains(['.', ',', '?', '!', ';', ':']);
    let label = fits.then(|| as_label(label))??;
    Some((label, rest.trim().to_owned()))
}

#[derive(Default)]
struct Writer {
    text: String,
    points: usize,
    turns: Vec<Turn>,
    times: Vec<TimeMark>,
}

impl Writer {
    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.points += words.chars().count();
    }

    /// Code points of the open turn.
    fn length(&self) -> usize {
        self.turns.last().map_or(0, |turn| self.points - turn.start)
    }

    fn open(&mut self, speaker: Option<&str>, at_ms: u64) {
        if !self.text.is_empty() {
            self.push("\n\n");
        }
        if let Some(label) = speaker {
            self.push(label);
            self.push(": ");
        }
        let speaker = speaker.map(str::to_owned);
        let position = self.turns.len();
        self.turns.push(Turn { position, speaker, start: self.points, end: self.points, at_ms: Some(at_ms) });
    }

    fn say(&mut self, words: &str, at_ms: u64) {
        if words.is_empty() {
            return;
        }
        if self.length() > 0 {
            self.push(" ");
        }
        self.times.push(TimeMark { at: self.points, at_ms });
        self.push(words);
        let end = self.points;
        if let Some(turn) = self.turns.last_mut() {
            turn.end = end;
        }
    }

    fn finish(mut self) -> (String, Vec<Turn>, Vec<TimeMark>) {
        self.push("\n");
        self.turns.retain(|turn| turn.start < turn.end);
        for (position, turn) in self.turns.iter_mut().enumerate() {
            turn.position = position;
        }
        (self.text, self.turns, self.times)
    }
}
