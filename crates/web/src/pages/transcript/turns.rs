//! The text turn by turn, with coded passages marked and their codes in the margin. Where passages overlap, the text is
//! cut at every boundary, so that each piece knows all codings that cover it.

use maud::{Markup, html};
use troth_app::interviews::TranscriptView;
use troth_app::organisations::Names;
use troth_say::{Codebook, Coding, Points, Polarity, Turn};

use super::codings::{code_of, sign};
use super::speakers;

/// A stretch of a turn that the same codings cover.
#[derive(Debug, PartialEq)]
struct Piece<'a> {
    start: usize,
    end: usize,
    covered_by: Vec<&'a Coding>,
}

fn pieces<'a>(turn: &Turn, within: &[&'a Coding]) -> Vec<Piece<'a>> {
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

/// All turns. White space counts in positions, so none is added inside a run.
pub(super) fn turns(view: &TranscriptView, names: &Names) -> Markup {
    let points = view.stored.points();
    // Turns and codings both come in order: what ended before a turn is not looked at again.
    let mut ahead = view.codings.as_slice();
    html! {
        ol.turns #text data-transcript tabindex="0" aria-label="The text" aria-describedby="keys" {
            @for turn in &view.stored.turns {
                @let over = ahead.iter().take_while(|coding| coding.end <= turn.start).count();
                @let () = ahead = ahead.get(over..).unwrap_or_default();
                (one(turn, &within(turn, ahead), view, &points, names))
            }
        }
    }
}

/// The codings that reach into a turn. They come by their start, so these end at the first that begins behind it.
pub(super) fn within<'a>(turn: &Turn, codings: &'a [Coding]) -> Vec<&'a Coding> {
    codings.iter().take_while(|c| c.start < turn.end).filter(|c| turn.start < c.end).collect()
}

/// One turn with the codings that reach into it.
pub(super) fn one(
    turn: &Turn,
    within: &[&Coding],
    view: &TranscriptView,
    points: &Points<'_>,
    names: &Names,
) -> Markup {
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
                @if let Some(at) = turn.at_ms { span { (clock(at)) } }
            }
            p.words data-turn data-start=(turn.start) {
                @for piece in pieces(turn, within) {
                    @let words = points.slice(piece.start, piece.end).unwrap_or_default();
                    @if piece.covered_by.is_empty() { (words) } @else { (marked(&piece, words, &view.codebook)) }
                }
            }
            @if !within.is_empty() { (margin(within, view)) }
        }
    }
}

/// A time in a recording: minutes and seconds, with hours where there are some.
fn clock(at_ms: u64) -> String {
    let seconds = at_ms / 1_000;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// The codes of a turn beside it, in the order in which they begin.
fn margin(within: &[&Coding], view: &TranscriptView) -> Markup {
    html! {
        ul.margin aria-label="Codes of this turn" {
            @for coding in within {
                @let code = code_of(&view.codebook, coding);
                li {
                    a class={ "stripe c" (code.colour) } href={ "#coding-" (coding.id) } title=(code.name) {
                        span.short { (code.name) }
                        @if let Some(polarity) = coding.polarity { " " span.sign { (sign(polarity)) } }
                        @if let Some(by) = view.by_whom(&coding.coder) { " " span.by { (by) } }
                    }
                }
            }
        }
    }
}

fn marked(piece: &Piece<'_>, words: &str, codebook: &Codebook) -> Markup {
    let told: Vec<String> = piece
        .covered_by
        .iter()
        .map(|c| match c.polarity {
            Some(polarity) => format!("{}, {}", code_of(codebook, c).name, polarity.words()),
            None => code_of(codebook, c).name,
        })
        .collect();
    html! {
        mark class=(class(piece)) id={ "p-" (piece.start) } title=(told.join("; ")) { (words) }
    }
}

/// The polarity where all codings share one; of several kinds a loss weighs most, so that it is not overlooked.
fn class(piece: &Piece<'_>) -> String {
    let polarity = piece.covered_by.iter().filter_map(|c| c.polarity).min();
    let many = if piece.covered_by.len() > 1 { " many" } else { "" };
    format!("coding {}{many}", polarity.map_or("plain", Polarity::id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(start: usize, end: usize, polarity: Option<Polarity>) -> Coding {
        Coding {
            id: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
            transcript: "00000000-0000-0000-0000-000000000002".parse().unwrap(),
            version: 1,
            start,
            end,
            code: troth_say::CodeKey::narrative("roles", None),
            polarity,
            about: None,
            stated: troth_say::Stated::default(),
            permission: troth_say::Permission::NotQuoted,
            coder: "holder".into(),
            coded_at: troth_network::Timestamp::from_micros(0),
            memo: None,
        }
    }

    #[test]
    fn overlapping_passages_are_cut_at_every_boundary() {
        let turn = recognised("0123456789abcdefghijklmnopqrst", 10);
        let (gain, loss) = (coding(12, 20, Some(Polarity::Gain)), coding(15, 25, Some(Polarity::Loss)));
        let codings = [&gain, &loss];
        let cut: Vec<_> =
            pieces(&turn, &codings).iter().map(|p| (p.start, p.end, p.covered_by.len())).collect();
        assert_eq!(cut, [(10, 12, 0), (12, 15, 1), (15, 20, 2), (20, 25, 1), (25, 30, 0)]);
        let classes: Vec<String> =
            pieces(&turn, &codings).iter().filter(|p| !p.covered_by.is_empty()).map(class).collect();
        assert_eq!(classes, ["coding gain", "coding loss many", "coding loss"]);
    }

    /// A turn over the text from `start` to its end.
    fn recognised(text: &str, start: usize) -> Turn {
        let whole = troth_say::recognise_turns(text, &[]).into_iter().next().unwrap();
        Turn { start, ..whole }
    }

    #[test]
    fn pieces_put_together_are_the_turn() {
        let text = "Zoë 👩🏽‍⚕️ rang the ward.";
        let points = Points::of(text);
        let plain = coding(4, 9, None);
        let turn = recognised(text, 0);
        let found = pieces(&turn, &[&plain]);
        let whole: String = found.iter().filter_map(|p| points.slice(p.start, p.end)).collect();
        assert_eq!(whole, text);
        assert_eq!(points.slice(0, 3), Some("Zoë"));
        assert_eq!(class(&found[1]), "coding plain");
    }
}
