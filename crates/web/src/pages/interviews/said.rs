//! What interviews say between two kinds of organisations, story by story.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_framework::Lens;
use troth_gate::{InterviewsReading, Released};
use troth_lens::Sureness;
use troth_lens::sentence::Finding;
use troth_network::{Level, Sector};
use troth_report::words::capital;
use troth_say::{PassageRef, SectorReading};

use crate::components::method::how;
use crate::components::words::counted;

/// The page's sentence: where most speakers tell a loss, if enough were heard.
pub(super) fn finding_of(reading: &InterviewsReading, lens: &Lens) -> Finding {
    let told = |r: &&SectorReading| r.level.level() == Some(Level::High);
    let most = |r: &&SectorReading| r.tallies.map_or(0, |t| t.both.loss);
    // The first of several with as many speakers, in the order of sectors and stories.
    let strongest = reading.sectors.iter().rev().filter(told).max_by_key(most);
    if let Some(found) = strongest {
        return Finding {
            says: format!("{}, {}: {}", story(lens, &found.narrative), between(found), found.sentence()),
            sure: format!(
                "A count of the {} speakers who were heard; it stands for nobody else.",
                found.tallies.map_or(0, |t| t.both.speakers)
            ),
            sureness: Sureness::FairlySure,
        };
    }
    let (says, sure) = if reading.sectors.iter().any(|r| r.level.level().is_some()) {
        (
            "No story is told as a loss by most of the speakers who were heard.",
            "A count; it stands for nobody else.",
        )
    } else if reading.sectors.is_empty() {
        ("No passage of an interview is coded yet.", "Cannot tell: mark passages in the texts below.")
    } else {
        (
            "Too few speakers were heard on any one story to say how uneven it is.",
            "Cannot tell: at least 3 speakers have to speak of a story between the same two kinds of \
             organisations.",
        )
    };
    Finding { says: says.to_owned(), sure: sure.to_owned(), sureness: Sureness::CannotTell }
}

/// Every story between every two kinds of organisations that somebody speaks of.
pub(super) fn table(reading: &Released<InterviewsReading>, lens: &Lens, names: &Names) -> Markup {
    // What can be told comes first; the order of sectors and stories stays within each part.
    let mut rows: Vec<&SectorReading> = reading.value().sectors.iter().collect();
    rows.sort_by_key(|row| row.tallies.is_none());
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="said" {
            h2 #said { "What is told, by whom about whom" }
            p.lede {
                "Speakers mostly speak of kinds of organisations. Each speaker counts once. Where enough were heard to \
                 tell comes first."
            }
            table.stack {
                caption.vh { "Stories between kinds of organisations" }
                thead {
                    tr {
                        th scope="col" { "Between" }
                        th scope="col" { "Story" }
                        th scope="col" { "How uneven" }
                        th scope="col" { "Who tells it" }
                        th scope="col" { "Not heard" }
                    }
                }
                tbody { @for row in rows { (one(row, lens, names)) } }
            }
            (how(&html! {
                p {
                    "A story is read where at least 3 speakers speak of it. Two thirds or more of them telling \
                     a loss is high, one third or less low, else in the middle. The cuts are ours (mark A)."
                }
                p."gap-s" { "Passages that their speakers do not allow to be quoted count and are not shown." }
            }))
        }
    }
}

fn one(row: &SectorReading, lens: &Lens, names: &Names) -> Markup {
    let (first, second) = (&row.between.0, &row.between.1);
    let about = |from: &Sector, to: &Sector, said: String| {
        html! { p.small { (from.words()) " about " (lower(&to.words())) ": " (said) } }
    };
    html! {
        tr {
            th scope="row" { (capital(&between(row))) }
            td data-l="Story" { (story(lens, &row.narrative)) }
            td data-l="How uneven" {
                (capital(row.level.words()))
                @if let troth_network::Determination::Undetermined { reason } = &row.level {
                    p."small"."quiet" { (reason) }
                }
            }
            td data-l="Who tells it" {
                @if let Some(tallies) = row.tallies {
                    p { b { (tallies.both.loss) " of " (tallies.both.speakers) " speakers" } " tell a loss" }
                    @match tallies.by_direction {
                        Some(directions) if first != second => {
                            (about(first, second, directions.forth.sentence()))
                            (about(second, first, directions.back.sentence()))
                        }
                        _ => p.small { (row.sentence()) }
                    }
                } @else {
                    p."quiet" { "Too few speakers to count" }
                }
                (passages(&row.passages, names))
            }
            td data-l="Not heard" {
                // With one or two speakers, who was not heard would tell who was.
                @if row.tallies.is_none() { span."quiet" { "Not said: too few were heard" } }
                @else if row.not_heard.is_empty() { "Every level was heard" }
                @else {
                    @let who: Vec<String> = row.not_heard.iter().map(|n| n.words(|s| lower(&s.words()))).collect();
                    (capital(&who.join("; ")))
                }
            }
        }
    }
}

fn passages(passages: &[PassageRef], names: &Names) -> Markup {
    if passages.is_empty() {
        return html! { p."small"."quiet" { "No passage may be quoted." } };
    }
    let count = format!("{} that may be quoted", counted(passages.len(), "passage", "passages"));
    html! {
        details {
            summary { (count) }
            @for passage in passages {
                figure.quote {
                    blockquote { "\u{201c}" (passage.text) "\u{201d}" }
                    figcaption {
                        (passage.attribution.words(|id| names.name(id))) ", " (passage.polarity.words())
                        @if passage.amended { ", in the speaker\u{2019}s amended words" }
                    }
                }
            }
        }
    }
}

fn story<'a>(lens: &'a Lens, narrative: &'a str) -> &'a str {
    lens.narrative(narrative).map_or(narrative, |n| n.label.as_str())
}

fn between(row: &SectorReading) -> String {
    let (first, second) = (row.between.0.words(), row.between.1.words());
    if first == second {
        format!("within {}", lower(&first))
    } else {
        format!("between {} and {}", lower(&first), lower(&second))
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
