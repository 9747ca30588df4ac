//! What changed since the survey round before: a line for each question, both sides.

use maud::{Markup, html};
use troth_app::views::since::{ChangeRow, Since};
use troth_lens::Contrast;
use troth_report::contrast::told;

use super::{Seen, worked_beside};
use crate::components::words::{counted, inside, listed};

/// The section; nothing in the first round.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let (left, right) = (seen.view.left.name.as_str(), seen.view.right.name.as_str());
    match &seen.view.body.value().since {
        Since::First => html! {},
        Since::OtherReaders { before } => framed(&html! {
            p {
                "What was shown of " (before) " was promised to other readers than what is shown of this round, so the two are \
                 not put beside each other."
            }
        }),
        Since::Rows { rows, .. } if rows.is_empty() => framed(&html! {
            p { "These two were asked nothing about each other in this round that could have changed." }
        }),
        Since::Rows { rows, before, words_known } => framed(&html! {
            p."small"."quiet" data-numbers="since" { "This round less " (before) "." }
            p.lede data-numbers="since" { (said(left, right, rows)) }
            div data-numbers="since" { (tables(left, right, rows)) }
            @if !words_known {
                p."small"."quiet"."gap-s" {
                    "One of the two rounds came from files: that its questions were worded as they are now is for whoever \
                     imported them to know."
                }
            }
            p."small"."quiet"."gap-s" { "What changed after an action did not have to change because of it." }
            (worked_beside::since(before, rows))
        }),
    }
}

fn framed(content: &Markup) -> Markup {
    html! {
        section aria-labelledby="since" {
            h2 #since { "Since the last round" }
            (content)
        }
    }
}

/// A question with its change.
type Asked<'a> = (&'a str, &'a Contrast);

fn quoted<'a>(asked: impl Iterator<Item = &'a Asked<'a>>) -> Vec<String> {
    asked.map(|(question, _)| format!("\u{201c}{question}\u{201d}")).collect()
}

/// Which changes can be told, and how many cannot.
fn said(left: &str, right: &str, rows: &[ChangeRow]) -> String {
    let of_left: Vec<Asked<'_>> = rows.iter().map(|row| (row.question.as_str(), &row.left)).collect();
    let of_right: Vec<Asked<'_>> = rows.iter().map(|row| (row.question.as_str(), &row.right)).collect();
    let mut sentences = Vec::new();
    for (from, to, asked) in [(left, right, &of_left), (right, left, &of_right)] {
        let higher = quoted(asked.iter().filter(|(_, change)| change.is_higher()));
        let lower = quoted(asked.iter().filter(|(_, change)| change.is_lower()));
        let parts: Vec<String> = [(higher, "higher"), (lower, "lower")]
            .into_iter()
            .filter(|(found, _)| !found.is_empty())
            .map(|(found, word)| format!("{word} than before on {}", listed(&found)))
            .collect();
        if !parts.is_empty() {
            sentences.push(format!("{from} scores {} {}.", inside(to), parts.join(", and ")));
        }
    }
    let all = || rows.iter().flat_map(|row| [&row.left, &row.right]);
    let known = all().filter(|c| c.value().is_some()).count();
    if known == 0 {
        return "On none of these is a change known with its range.".to_owned();
    }
    if sentences.is_empty() {
        sentences.push(format!(
            "No change can be told: {}.",
            match known {
                1 => "the one that is known may be zero".to_owned(),
                n => format!("each of the {n} that are known may be zero"),
            }
        ));
    } else {
        let told = all().filter(|c| !c.is_open() && c.value().is_some()).count();
        sentences.push(format!(
            "{told} of {} leave out zero; if nothing had changed, about one in twenty would by chance.",
            counted(known, "change that is known", "changes that are known")
        ));
    }
    sentences.join(" ")
}

/// Questions on which something can be said, or must not be; those on which no change can be told are closed.
fn tables(left: &str, right: &str, rows: &[ChangeRow]) -> Markup {
    let quiet = |row: &&ChangeRow| {
        [&row.left, &row.right, &row.both].iter().all(|c| !c.is_higher() && !c.is_lower())
            && !matches!(row.left, Contrast::NotCompared { .. })
    };
    let (quiet, telling): (Vec<&ChangeRow>, Vec<&ChangeRow>) = rows.iter().partition(quiet);
    html! {
        @if !telling.is_empty() { (table(left, right, &telling)) }
        @if !quiet.is_empty() {
            details {
                summary { (counted(quiet.len(), "question", "questions")) " on which no change can be told" }
                (table(left, right, &quiet))
            }
        }
    }
}

fn table(left: &str, right: &str, rows: &[&ChangeRow]) -> Markup {
    let heads = [format!("{left} about {}", inside(right)), format!("{right} about {}", inside(left))];
    html! {
        table.stack {
            caption.vh { "Change since the last round, by question, of " (left) " and " (inside(right)) }
            thead {
                tr {
                    th scope="col" { "Question" }
                    th scope="col" { (heads[0]) }
                    th scope="col" { (heads[1]) }
                    th scope="col" { "Both together" }
                }
            }
            tbody.num {
                @for row in rows {
                    tr {
                        th scope="row" { (row.question) }
                        @if let Contrast::NotCompared { .. } = &row.left {
                            td colspan="3" data-l="Both sides" { (told(&row.left)) }
                        } @else {
                            td data-l=(heads[0]) { (told(&row.left)) }
                            td data-l=(heads[1]) { (told(&row.right)) }
                            td data-l="Both together" { (told(&row.both)) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use troth_network::{Uncertainty, Value};

    use super::*;

    fn known(low: f64, high: f64) -> Contrast {
        let uncertainty = Uncertainty::Interval { low, high };
        let value = Value { estimate: f64::midpoint(low, high), uncertainty, people: None };
        Contrast::Known { value, unlike_sources: false }
    }

    fn row(question: &str, left: Contrast, right: Contrast) -> ChangeRow {
        ChangeRow { question: question.to_owned(), left, right, both: Contrast::NotBoth }
    }

    #[test]
    fn a_change_is_told_only_where_its_range_leaves_out_zero() {
        let rows = [
            row("Fair", known(0.02, 0.2), known(-0.1, 0.1)),
            row("Able", Contrast::NotBoth, known(-0.3, -0.01)),
        ];
        assert_eq!(
            said("The council", "The hospital", &rows),
            "The council scores the hospital higher than before on \u{201c}Fair\u{201d}. The hospital scores the council lower \
             than before on \u{201c}Able\u{201d}. 2 of 3 changes that are known leave out zero; if nothing had changed, about \
             one in twenty would by chance."
        );
        let open = [row("Fair", known(-0.02, 0.2), Contrast::NotBoth)];
        assert_eq!(said("A", "B", &open), "No change can be told: the one that is known may be zero.");
        assert!(said("A", "B", &[row("Fair", Contrast::NotBoth, Contrast::NoRange)]).starts_with("On none"));
        let both = [
            row("Fair", known(0.02, 0.2), Contrast::NotBoth),
            row("Able", known(-0.3, -0.01), Contrast::NotBoth),
        ];
        assert!(said("A", "B", &both).starts_with(
            "A scores B higher than before on \u{201c}Fair\u{201d}, and lower than before on \u{201c}Able\u{201d}."
        ));
    }

    #[test]
    fn the_reason_stands_in_the_place_of_a_change_that_must_not_be_shown() {
        let no = Contrast::NotCompared { reason: "It was worded otherwise in Round 1.".to_owned() };
        let rows = [
            row("Fair", no.clone(), no.clone()),
            row("Able", known(-0.1, 0.1), Contrast::NotBoth),
            row("Even", known(0.1, 0.2), Contrast::NotBoth),
        ];
        let html = tables("A", "B", &rows).into_string();
        let (open, closed) = html.split_once("<details>").unwrap();
        assert!(closed.contains("1 question on which no change can be told") && closed.contains("Able"));
        assert!(open.contains("Fair") && open.contains("Even") && !open.contains("Able"));
        let html = table("A", "B", &[&row("Fair", no.clone(), no)]).into_string();
        assert_eq!(html.matches("It was worded otherwise in Round 1.").count(), 1);
        assert!(html.contains("colspan=\"3\""));
    }
}
