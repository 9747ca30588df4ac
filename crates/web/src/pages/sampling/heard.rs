//! Who has not been heard, for the custodian: in sentences, and as tables by sector and organisation.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_lens::Sureness;
use troth_lens::sentence::Finding;
use troth_network::Network;
use troth_report::words::capital;
use troth_say::sampling::{Coverage, Levels, Silence};

use super::worked::{caution, worked};
use crate::components::finding::finding;
use crate::components::forms::urls;
use crate::components::words::counted;

/// The page.
pub(super) fn body(network: &Network, coverage: &Coverage, names: &Names, one_sided: bool) -> Markup {
    let silences = coverage.silences();
    html! {
        (super::crumbs(network, "Who has not been heard"))
        h1 { "Who has not been heard" }
        (finding(&first_line(coverage), &html! {}))
        @if one_sided { (caution()) }
        div.acts {
            a.btn href=(urls::chosen(network)) { "Who was chosen" }
            a href={ (urls::interviews(network)) "/guide" } { "Interview guide" }
        }
        @if coverage.organisations.is_empty() {
            p."note" { span { "There are no organisations yet. Add them under Settings." } }
        } @else {
            section aria-labelledby="silent" {
                h2 #silent { "Who is missing" }
                @if silences.is_empty() { p { "Every organisation was heard, and every level in every sector." } }
                @else { (sentences(&silences, names)) }
            }
            (sectors(coverage))
            (organisations(coverage, names))
        }
        @if coverage.unlisted > 0 {
            p."small"."quiet"."gap-s" {
                (counted(coverage.unlisted as usize, "speaker of a text stands", "speakers of texts stand"))
                " in no line of the table of who was chosen."
            }
        }
        @if coverage.without_sector > 0 {
            p."small"."quiet" {
                "Of " (counted(coverage.without_sector as usize, "person who was heard", "people who were heard"))
                " no sector is known: say in the text where the speaker works."
            }
        }
        (worked())
    }
}

fn first_line(coverage: &Coverage) -> Finding {
    let silent = coverage.organisations.iter().filter(|o| o.heard.total() == 0).count();
    let all = coverage.organisations.len();
    let says = match (coverage.heard, silent) {
        (0, _) => "Nobody was heard yet.".to_owned(),
        (_, 0) => {
            format!("Somebody was heard from each of {}.", counted(all, "organisation", "organisations"))
        }
        _ => format!("Nobody was heard from {silent} of {}.", counted(all, "organisation", "organisations")),
    };
    let sure = format!(
        "A count of {}; it stands for nobody else.",
        counted(coverage.heard as usize, "person who was heard", "people who were heard")
    );
    Finding { says, sure, sureness: Sureness::FairlySure }
}

fn sentences(silences: &[Silence], names: &Names) -> Markup {
    html! { ul."bullets"."gap-s" { @for silence in silences { li { (silence.sentence(|id| names.name(id))) } } } }
}

fn sectors(coverage: &Coverage) -> Markup {
    html! {
        section aria-labelledby="sectors" {
            h2 #sectors { "By sector" }
            table.stack {
                caption.vh { "Who was heard, by sector" }
                thead { tr {
                    th scope="col" { "Sector" }
                    th.r scope="col" { "Organisations heard" }
                    th scope="col" { "People heard" }
                    th scope="col" { "Known by name" }
                    th.r scope="col" { "On the way" }
                    th.r scope="col" { "Said no" }
                } }
                tbody {
                    @for line in &coverage.sectors {
                        tr {
                            th scope="row" { (capital(&line.sector.words())) }
                            td.r data-l="Organisations heard" { (line.organisations_heard) " of " (line.organisations) }
                            td data-l="People heard" { (levels(line.heard)) }
                            td data-l="Known by name" { (levels(line.known)) }
                            td.r data-l="On the way" { (line.on_the_way) }
                            td.r data-l="Said no" { (line.declined) }
                        }
                    }
                }
            }
            p."small"."quiet"."gap-s" { "On the way: chosen, asked, or agreed." }
        }
    }
}

fn organisations(coverage: &Coverage, names: &Names) -> Markup {
    html! {
        section aria-labelledby="organisations" {
            h2 #organisations { "By organisation" }
            table.stack {
                caption.vh { "Who was heard, by organisation" }
                thead { tr {
                    th scope="col" { "Organisation" }
                    th scope="col" { "Sector" }
                    th scope="col" { "People heard" }
                    th scope="col" { "Known by name" }
                    th.r scope="col" { "On the way" }
                } }
                tbody {
                    @for line in &coverage.organisations {
                        tr {
                            th scope="row" { (names.name(line.organisation)) }
                            td data-l="Sector" { (capital(&line.sector.words())) }
                            td data-l="People heard" { (levels(line.heard)) }
                            td data-l="Known by name" { (levels(line.known)) }
                            td.r data-l="On the way" { (line.on_the_way) }
                        }
                    }
                }
            }
        }
    }
}

/// "3: 2 at the front line, 1 manager".
fn levels(levels: Levels) -> String {
    let total = levels.total();
    if total == 0 {
        return "nobody".to_owned();
    }
    let parts = [
        (levels.operational, "at the front line", "at the front line"),
        (levels.tactical, "manager", "managers"),
        (levels.strategic, "leader", "leaders"),
        (levels.unknown, "at no known level", "at no known level"),
    ];
    let some = parts.into_iter().filter(|(n, ..)| *n > 0);
    let parts: Vec<String> = some.map(|(n, one, many)| counted(n as usize, one, many)).collect();
    format!("{total}: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_by_level() {
        let some = Levels { operational: 2, tactical: 0, strategic: 1, unknown: 1 };
        assert_eq!(levels(some), "4: 2 at the front line, 1 leader, 1 at no known level");
        assert_eq!(levels(Levels::default()), "nobody");
    }
}
