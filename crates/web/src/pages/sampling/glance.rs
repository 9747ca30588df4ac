//! Who has not been heard, for the coordinator: by sector, without organisations and numbers under three.

use maud::{Markup, html};
use troth_app::interviews::AtAGlance;
use troth_network::{Network, RoleLevel};
use troth_report::words::capital;
use troth_say::sampling::{Glance, SectorGlance};

use super::worked::{caution, worked};
use crate::components::words::listed;

/// The page.
pub(super) fn body(network: &Network, told: &AtAGlance) -> Markup {
    html! {
        (super::crumbs(network, "Who has not been heard"))
        h1 { "Who has not been heard" }
        p.lede {
            "By sector, and in rough numbers. Which organisations and which people were heard, only the custodian sees: of two \
             people in a sector you would know whose words are quoted."
        }
        @if told.one_sided { (caution()) }
        @if told.sectors.is_empty() {
            p."note" { span { "There are no organisations yet. Add them under Settings." } }
        } @else {
            section aria-labelledby="silent" {
                h2 #silent { "Who is missing" }
                ul."bullets"."gap-s" { @for line in &told.sectors { li { (sentence(line)) } } }
            }
            section aria-labelledby="sectors" {
                h2 #sectors { "By sector" }
                table.stack {
                    caption.vh { "Who was heard, by sector" }
                    thead { tr {
                        th scope="col" { "Sector" }
                        th.r scope="col" { "Organisations" }
                        th scope="col" { "Heard" }
                        th scope="col" { "Levels not heard" }
                    } }
                    tbody {
                        @for line in &told.sectors {
                            tr {
                                th scope="row" { (capital(&line.sector.words())) }
                                td.r data-l="Organisations" { (line.organisations) }
                                td data-l="Heard" { (capital(line.heard.words())) }
                                td data-l="Levels not heard" {
                                    @match &line.missing {
                                        None => span."quiet" { "Not said: too few were heard" },
                                        Some(missing) if missing.is_empty() => "Every level was heard",
                                        Some(missing) => (capital(&listed(&words(missing)))),
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        (worked())
    }
}

fn words(levels: &[RoleLevel]) -> Vec<String> {
    levels.iter().map(|level| level.words().to_owned()).collect()
}

fn sentence(line: &SectorGlance) -> String {
    let sector = line.sector.words();
    match (line.heard, &line.missing) {
        (Glance::Nobody, _) => format!("{sector}: nobody was heard."),
        (_, Some(missing)) if missing.is_empty() => format!("{sector}: every level was heard."),
        (_, Some(missing)) => format!("{sector}: not heard at the level {}.", listed(&words(missing))),
        (..) => format!("{sector}: fewer than three people were heard."),
    }
}
