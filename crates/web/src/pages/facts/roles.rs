//! Roles on the pathways between every two organisations that share a step.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_gate::{FactsReading, Released};
use troth_lens::Sureness;
use troth_lens::sentence::Finding;
use troth_network::Network;
use troth_record::RolesReading;
use troth_report::words::capital;

use crate::components::method::how;
use crate::components::words::{both, counted, inside};
use crate::urls;

/// The page's sentence: the relationship with most problems among those that can tell.
pub(super) fn finding_of(facts: &FactsReading, names: &Names) -> Finding {
    let told = facts.roles.iter().filter(|r| r.determination.level().is_some());
    let mut told: Vec<&RolesReading> = told.collect();
    told.sort_by_key(|r| (std::cmp::Reverse(r.counts().problems()), between(r, names)));
    let finding = |says: String, sure: &str, sureness| Finding { says, sure: sure.to_owned(), sureness };
    let Some(most) = told.first() else {
        return finding(
            "No two organisations have said who is responsible for at least 3 of the same steps.".to_owned(),
            "Cannot tell: ask the organisations to say it for each step.",
            Sureness::CannotTell,
        );
    };
    let (first, second) = between(most, names);
    let counts = most.counts();
    if counts.problems() == 0 {
        return finding(
            "Wherever two organisations share at least 3 steps, it is clear who is responsible.".to_owned(),
            "Sure: a count of what organisations declared.",
            Sureness::Sure,
        );
    }
    let parts =
        [(counts.contested, "claimed by both"), (counts.orphaned, "by neither"), (counts.misread, "misread")];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
    let says = format!(
        "{first} and {} share {}: {}.",
        inside(&second),
        counted(usize::try_from(counts.shared()).unwrap_or_default(), "step", "steps"),
        parts.join(", ")
    );
    finding(says, "Sure: a count of what both declared.", Sureness::Sure)
}

/// Both names, in the order of the alphabet.
fn between(reading: &RolesReading, names: &Names) -> (String, String) {
    let [(first, _), (second, _)] = sides(reading, names);
    (first, second)
}

/// Both names with their ids in files, in the order of the alphabet.
fn sides(reading: &RolesReading, names: &Names) -> [(String, Option<String>); 2] {
    let mut both = [reading.pair.a(), reading.pair.b()]
        .map(|id| (names.name(id), names.get(id).map(|o| o.external_id.clone())));
    both.sort();
    both
}

/// One row for every two organisations, by name.
pub(super) fn table(network: &Network, facts: &Released<FactsReading>, names: &Names) -> Markup {
    let mut rows: Vec<&RolesReading> = facts.value().roles.iter().collect();
    rows.sort_by_key(|r| between(r, names));
    if rows.is_empty() {
        return html! {};
    }
    html! {
        section aria-labelledby="roles" {
            h2 #roles { "Who is responsible, between every two" }
            div."scroll-x" tabindex="0" role="region" aria-labelledby="roles-table" {
                table {
                    caption #roles-table { "Steps that both have declared" }
                    thead {
                        tr {
                            th scope="col" { "Between" }
                            th.r scope="col" { "Shared" }
                            th.r scope="col" { "Claimed by both" }
                            th.r scope="col" { "By neither" }
                            th.r scope="col" { "Misread" }
                            th.r scope="col" { "Clear" }
                            th scope="col" { "How uneven" }
                        }
                    }
                    tbody { @for row in rows { (one(network, row, names)) } }
                }
            }
            (how(&html! {
                p {
                    "A step is shared when both have said who is responsible. It is claimed by both when each \
                     names itself; by neither when each names the other or both say nobody; misread when one \
                     names the other, and the other names neither of the two. Who has not answered is never \
                     counted as saying nobody."
                }
                p."gap-s" {
                    "With fewer than 3 shared steps one cannot tell. From 3 on: two thirds or more with a \
                     problem is high, one third or less low, else in the middle. The cuts are ours (mark A)."
                }
            }))
        }
    }
}

fn one(network: &Network, reading: &RolesReading, names: &Names) -> Markup {
    let [(first, left), (second, right)] = sides(reading, names);
    let counts = reading.counts();
    let title = both(&first, &second);
    html! {
        tr {
            th scope="row" {
                @match left.zip(right) {
                    Some((left, right)) => a href=(urls::between(network, &left, &right)) { (title) },
                    None => (title),
                }
            }
            td.r { (counts.shared()) }
            td.r { (counts.contested) }
            td.r { (counts.orphaned) }
            td.r { (counts.misread) }
            td.r { (counts.clear) }
            td { (capital(reading.determination.words())) }
        }
    }
}
