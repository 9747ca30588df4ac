//! Ways from one code to another over claims, and how many hold them whole.

use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_say::retrieval::{ClaimsMap, LONGEST_PATH, MOST_PATHS, Path, trace};
use troth_say::{ClaimSign, CodeKey};

use super::asked::field;
use super::filter::select;
use crate::components::forms::Choice;
use crate::components::words::counted;

/// The form and what it finds.
pub(super) fn section(here: &str, data: &Retrieval, map: &ClaimsMap, pairs: &[(String, String)]) -> Markup {
    let codes: Vec<Choice> = map
        .nodes
        .iter()
        .map(|node| Choice::new(node.code.as_str(), data.codebook.full_name(&node.code)))
        .collect();
    let asked = |name: &str| field(pairs, name).unwrap_or_default();
    let known = |name: &str| {
        let key = field(pairs, name)?.parse::<CodeKey>().ok()?;
        map.nodes.iter().any(|node| node.code == key).then_some(key)
    };
    html! {
        section aria-labelledby="ways" {
            h2 #ways { "Ways from one code to another" }
            form method="get" action={ (here) "#ways" } {
                div.filter {
                    (select("from", "from", "From", "Choose", &codes, asked("from")))
                    (select("to", "to", "To", "Choose", &codes, asked("to")))
                    button."btn"."slim" type="submit" { "Find the ways" }
                }
            }
            @if let (Some(from), Some(to)) = (known("from"), known("to")) {
                (found(data, map, &from, &to))
            }
        }
    }
}

fn found(data: &Retrieval, map: &ClaimsMap, from: &CodeKey, to: &CodeKey) -> Markup {
    let found = trace(map, from, to);
    let nobodys = found.paths.iter().filter(|path| path.of_every_step.is_empty()).count();
    html! {
        h3 {
            (if found.paths.is_empty() { "No way".to_owned() } else { counted(found.paths.len(), "way", "ways") })
            " from " (data.codebook.full_name(from)) " to " (data.codebook.full_name(to))
        }
        @if found.paths.is_empty() { p { "Nobody\u{2019}s claims lead there in " (LONGEST_PATH) " steps or fewer." } }
        @if found.cut { p { "There are more; these are " (MOST_PATHS) " of the shortest." } }
        @if nobodys > 0 {
            div.banner role="note" {
                p {
                    b { (counted(nobodys, "way is", "ways are")) " put together from different sources." }
                    " Nobody claims such a way as a whole, and nothing follows from it."
                }
            }
        }
        @if !found.paths.is_empty() {
            table.stack {
                caption.vh { "Ways with their sources" }
                thead {
                    tr {
                        th scope="col" { "Way" }
                        th scope="col" { "In the end" }
                        th.r scope="col" { "Sources of every step" }
                        th.r scope="col" { "Sources of some step" }
                    }
                }
                tbody { @for path in &found.paths { (row(data, map, path)) } }
            }
        }
    }
}

fn row(data: &Retrieval, map: &ClaimsMap, path: &Path) -> Markup {
    let steps = || path.steps.iter().filter_map(|at| map.edges.get(*at));
    html! {
        tr {
            th scope="row" {
                @if let Some(first) = steps().next() { (data.codebook.full_name(&first.cause)) }
                @for edge in steps() {
                    " " (edge.sign.words()) " " (data.codebook.full_name(&edge.effect))
                    span."quiet" { " (" (counted(edge.sources.len(), "source", "sources")) ")" }
                }
            }
            td data-l="In the end" { (match path.sign { ClaimSign::More => "more", ClaimSign::Less => "less" }) }
            td.r data-l="Sources of every step" {
                @if path.of_every_step.is_empty() { "0: nobody\u{2019}s claim" } @else { (path.of_every_step.len()) }
            }
            td.r data-l="Sources of some step" { (path.of_some_step.len()) }
        }
    }
}
