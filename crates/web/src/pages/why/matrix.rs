//! The matrix: relationships by stories, three strands in each place.

use maud::{Markup, html};
use troth_app::views::why::{WhyRow, WhyView};
use troth_framework::{Lens, Narrative};
use troth_lens::{Convergence, Verdict, WhyCell};
use troth_network::Network;
use troth_report::strands;

use crate::components::words::{both, counted};
use crate::urls;

/// The table; relationships on which every story is silent stand in a second one, closed until asked for.
pub(super) fn table(network: &Network, view: &WhyView, lens: &Lens, wave: &str) -> Markup {
    let silent = |row: &&WhyRow| {
        row.cells.iter().all(|c| c.convergence == Convergence::Silence && newest(&view.verdicts, c).is_none())
    };
    let (quiet, telling): (Vec<&WhyRow>, Vec<&WhyRow>) = view.body.value().rows.iter().partition(silent);
    let of = |rows: &[&WhyRow]| matrix(rows, lens, |row| line(network, view, lens, row, wave));
    html! {
        @if !telling.is_empty() { (of(&telling)) }
        @if !quiet.is_empty() {
            details {
                summary {
                    (counted(quiet.len(), "relationship", "relationships")) " of which too little is known yet"
                }
                (of(&quiet))
            }
        }
    }
}

fn matrix(rows: &[&WhyRow], lens: &Lens, line: impl Fn(&WhyRow) -> Markup) -> Markup {
    html! {
        table.mx {
            caption { span.vh {
                "Where interviews, survey and facts agree, for "
                (counted(rows.len(), "relationship", "relationships")) " and five stories"
            } }
            colgroup { col; @for _ in &lens.narratives { col; } }
            thead {
                tr {
                    th scope="col" { "Between" }
                    @for narrative in &lens.narratives {
                        th scope="col" {
                            (narrative.short_label)
                            @if let Some(rest) = rest(narrative) { span { (rest) } }
                        }
                    }
                }
            }
            tbody {
                @for row in rows { (line(row)) }
            }
        }
    }
}

/// "who does what" of "Roles: who does what".
fn rest(narrative: &Narrative) -> Option<&str> {
    narrative.label.split_once(": ").map(|(_, rest)| rest)
}

fn line(network: &Network, view: &WhyView, lens: &Lens, row: &WhyRow, wave: &str) -> Markup {
    let page = urls::between(network, &row.first.external_id, &row.second.external_id);
    let page = urls::with(&page, &[("wave", wave)]);
    html! {
        tr {
            th scope="row" { a href=(page) { (both(&row.first.name, &row.second.name)) } }
            @for cell in &row.cells {
                td { (place(view, lens, row, cell, &page)) }
            }
        }
    }
}

fn place(view: &WhyView, lens: &Lens, row: &WhyRow, cell: &WhyCell, page: &str) -> Markup {
    let verdict = newest(&view.verdicts, cell);
    let convergence = verdict.map_or(cell.convergence, |v| v.convergence);
    let level = cell.agreed_level.filter(|_| convergence == cell.convergence);
    let released = view.body.view(|_| cell.clone());
    let label = lens.narrative(&cell.narrative).map_or(cell.narrative.as_str(), |n| n.short_label.as_str());
    html! {
        a class={ "c " (strands::place_style(convergence, level)) } data-n=(label) href={ (page) "#" (cell.narrative) } {
            (strands::chip(convergence, level))
            (strands::glyph(&released, &row.first, &row.second))
            @if convergence != Convergence::Hidden { small { (strands::decided(verdict.is_some())) } }
        }
    }
}

/// The newest verdict on a relationship and story.
fn newest<'a>(verdicts: &'a [Verdict], cell: &WhyCell) -> Option<&'a Verdict> {
    verdicts
        .iter()
        .filter(|v| v.pair == cell.pair && v.narrative == cell.narrative)
        .max_by_key(|v| (v.on, v.id))
}
