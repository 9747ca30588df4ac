//! The text turn by turn, with coded passages marked. Where passages overlap, the text is cut at every boundary, so
//! that each piece knows all codings that cover it.

use maud::{Markup, html};
use troth_app::interviews::TranscriptView;
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_say::{Coding, Polarity, Turn};

use super::codings::story;
use super::speakers;

/// A stretch of a turn that the same codings cover.
#[derive(Debug, PartialEq)]
struct Piece<'a> {
    start: usize,
    end: usize,
    covered_by: Vec<&'a Coding>,
}

fn pieces<'a>(turn: &Turn, codings: &'a [Coding]) -> Vec<Piece<'a>> {
    let within: Vec<&Coding> = codings.iter().filter(|c| c.start < turn.end && turn.start < c.end).collect();
    let mut cuts: Vec<usize> = within
        .iter()
        .flat_map(|c| [c.start, c.end])
        .chain([turn.start, turn.end])
        .filter(|at| (turn.start..=turn.end).contains(at))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|ends| Piece {
            start: ends[0],
            end: ends[1],
            covered_by: within.iter().filter(|c| c.start <= ends[0] && ends[1] <= c.end).copied().collect(),
        })
        .collect()
}

/// Byte offsets of code points, for cutting a long text many times.
struct Points<'a> {
    text: &'a str,
    offsets: Vec<usize>,
}

impl<'a> Points<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, offsets: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        let ends = self.offsets.get(start).zip(self.offsets.get(end));
        ends.and_then(|(a, b)| self.text.get(*a..*b)).unwrap_or_default()
    }
}

/// All turns. White space counts in positions, so none is added inside a run.
pub(super) fn turns(view: &TranscriptView, names: &Names, lens: &Lens) -> Markup {
    let points = Points::of(&view.stored.transcript.text);
    html! {
        ol.turns data-transcript tabindex="0" aria-label="The text" {
            @for turn in &view.stored.turns { (one(turn, view, &points, names, lens)) }
        }
    }
}

fn one(turn: &Turn, view: &TranscriptView, points: &Points<'_>, names: &Names, lens: &Lens) -> Markup {
    let speaker =
        turn.speaker.as_ref().and_then(|label| view.stored.speakers.iter().find(|s| s.label == *label));
    let asks = speaker.is_some_and(|s| s.interviewer);
    html! {
        li.turn.asks[asks] id={ "t-" (turn.position) } {
            p.speaker {
                @match speaker {
                    Some(speaker) => { (speaker.label) span { (speakers::words(speaker, names)) } }
                    None => span { "nobody\u{2019}s words" },
                }
            }
            p.words data-turn data-start=(turn.start) {
                @for piece in pieces(turn, &view.codings) {
                    @let words = points.slice(piece.start, piece.end);
                    @if piece.covered_by.is_empty() { (words) } @else { (marked(&piece, words, lens)) }
                }
            }
        }
    }
}

fn marked(piece: &Piece<'_>, words: &str, lens: &Lens) -> Markup {
    let told: Vec<String> =
        piece.covered_by.iter().map(|c| format!("{}, {}", story(lens, c), c.polarity.words())).collect();
    html! {
        mark class=(class(piece)) id={ "p-" (piece.start) } title=(told.join("; ")) { (words) }
    }
}

/// The polarity where all codings share one; of several kinds a loss weighs most, so that it is not overlooked.
fn class(piece: &Piece<'_>) -> String {
    let polarity = piece.covered_by.iter().map(|c| c.polarity).min().unwrap_or(Polarity::Neutral);
    let many = if piece.covered_by.len() > 1 { " many" } else { "" };
    format!("coding {polarity}{many}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(start: usize, end: usize, polarity: Polarity) -> Coding {
        Coding {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            transcript: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            start,
            end,
            narrative: "roles".into(),
            facet: None,
            polarity,
            about: troth_say::About::Sector(troth_network::Sector("health".into())),
            permission: troth_say::Permission::NotQuoted,
            coder: "holder".into(),
            coded_at: troth_network::Timestamp::from_micros(0),
            memo: None,
        }
    }

    #[test]
    fn overlapping_passages_are_cut_at_every_boundary() {
        let turn = Turn { position: 0, speaker: None, start: 10, end: 30, at_ms: None };
        let codings = [coding(12, 20, Polarity::Gain), coding(15, 25, Polarity::Loss)];
        let cut: Vec<_> =
            pieces(&turn, &codings).iter().map(|p| (p.start, p.end, p.covered_by.len())).collect();
        assert_eq!(cut, [(10, 12, 0), (12, 15, 1), (15, 20, 2), (20, 25, 1), (25, 30, 0)]);
        let classes: Vec<String> =
            pieces(&turn, &codings).iter().filter(|p| !p.covered_by.is_empty()).map(class).collect();
        assert_eq!(classes, ["coding gain", "coding loss many", "coding loss"]);
    }

    #[test]
    fn pieces_put_together_are_the_turn() {
        let text = "Zoë 👩🏽‍⚕️ rang the ward.";
        let points = Points::of(text);
        let turn = Turn { position: 0, speaker: None, start: 0, end: text.chars().count(), at_ms: None };
        let codings = [coding(4, 9, Polarity::Neutral)];
        let whole: String = pieces(&turn, &codings).iter().map(|p| points.slice(p.start, p.end)).collect();
        assert_eq!(whole, text);
        assert_eq!(points.slice(0, 3), "Zoë");
    }
}
