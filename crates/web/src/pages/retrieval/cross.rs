//! Codes against something, on the page: speakers and passages in one cell, those of the codes below in a second line.

use std::collections::BTreeMap;

use maud::{Markup, html};
use troth_app::interviews::Retrieval;
use troth_gate::CustodianOnly;
use troth_network::NetworkId;
use troth_report::words::capital;
use troth_report::working::{Sheet, cross_sheet};
use troth_say::retrieval::{Column, Cross, CrossCell, Dimension, Query, cross, select};

use crate::error::PageError;
use crate::site::Site;

/// A table with the names of its columns.
pub(super) struct Made {
    cross: CustodianOnly<Cross>,
    dimension: Dimension,
    networks: BTreeMap<NetworkId, String>,
}

/// Counts the passages that `query` finds. By partnership, those of all partnerships that the viewer opens.
pub(super) async fn of(
    site: &Site,
    data: &CustodianOnly<Retrieval>,
    query: &Query,
    dimension: Dimension,
) -> Result<Made, PageError> {
    let book = &data.value().codebook;
    if dimension != Dimension::Network {
        let cross = data.view(|data| cross(&select(&data.found, query, book), dimension, book));
        return Ok(Made { cross, dimension, networks: BTreeMap::new() });
    }
    let all = site.app.retrieval_everywhere().await?;
    let cross = all.view(|(found, _)| cross(&select(found, query, book), dimension, book));
    Ok(Made { networks: all.value().1.clone(), cross, dimension })
}

impl Made {
    fn name(&self, column: &Column, data: &Retrieval) -> String {
        match column {
            Column::Sector(sector) => sector.words(),
            Column::Organisation(id) => data.names.name(*id),
            Column::RoleLevel(level) => capital(level.words()),
            Column::Network(id) => self.networks.get(id).cloned().unwrap_or_default(),
            Column::Speaker(key) => {
                let text = data.texts.iter().find(|t| t.transcript.id == key.transcript);
                format!("{} ({})", key.label, text.map_or("", |t| &t.transcript.title))
            }
            Column::NotKnown => "Not known".to_owned(),
        }
    }

    /// For a file.
    pub(super) fn sheet(&self, data: &CustodianOnly<Retrieval>) -> CustodianOnly<Sheet> {
        let data = data.value();
        cross_sheet(&self.cross, self.dimension, &data.codebook, |column| self.name(column, data))
    }

    /// For the page.
    pub(super) fn table(&self, data: &CustodianOnly<Retrieval>) -> Markup {
        let (cross, data) = (self.cross.value(), data.value());
        if cross.rows.is_empty() {
            return html! { p { "No passage is like this." } };
        }
        let names: Vec<String> = cross.columns.iter().map(|column| self.name(column, data)).collect();
        html! {
            div."scroll-x" tabindex="0" role="region" aria-labelledby="cross" {
                table.cross {
                    caption #cross { "Speakers / passages of each code" }
                    thead {
                        tr {
                            th scope="col" { "Code" }
                            @for name in &names { th.r scope="col" { (name) } }
                            th.r scope="col" { "All" }
                        }
                    }
                    tbody {
                        @for row in &cross.rows {
                            tr {
                                th scope="row" class={ "depth-" (row.depth.min(4)) } { (data.codebook.name(&row.code)) }
                                @let both = row.all.own != row.all.with_below;
                                @for cell in row.cells.iter().chain([&row.all]) { td.r { (counts(cell, both)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn counts(cell: &CrossCell, both: bool) -> Markup {
    let (own, below) = (cell.own, cell.with_below);
    html! {
        (own.speakers) " / " (own.passages)
        @if both && below.passages > 0 {
            span.small."quiet" { br; "with below " (below.speakers) " / " (below.passages) }
        }
    }
}
