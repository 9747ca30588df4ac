//! Exchange with other programs: projects and codebooks in and out. The custodian's page.

mod bring;
mod look;
mod pending;
mod take_out;

use axum::extract::{Path, Query};
use maud::{Markup, html};
use troth_app::exchange::{ExportWhat, Purpose};
use troth_network::Network;

pub(crate) use pending::Waiting;

use crate::access::{Need, Routes};
use crate::components::forms::{
    Choice, Draft, Field, Typed, done, error_summary, file_upload, radios, select, urls,
};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/exchange`, what is sent there, and the files made there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/exchange", Need::Custodian, show)
        .get("/n/{network}/interviews/exchange/report", Need::Custodian, bring::report)
        .post("/n/{network}/interviews/exchange/look", Need::Custodian, bring::look)
        .post("/n/{network}/interviews/exchange/bring", Need::Custodian, bring::bring)
        .post("/n/{network}/interviews/exchange/project", Need::Custodian, take_out::project)
        .post("/n/{network}/interviews/exchange/passages", Need::Custodian, take_out::passages)
        .post("/n/{network}/interviews/exchange/codebook", Need::Custodian, take_out::codebook)
}

/// Prefixes of the three forms.
const IN: &str = "in-";
const PROJECT: &str = "project-";
const PASSAGES: &str = "passages-";

/// The forms of the page, one of which may have been refused.
struct Drafts {
    bring: Draft,
    project: Draft,
    passages: Draft,
}

impl Drafts {
    fn empty() -> Self {
        Self { bring: Draft::named(IN), project: Draft::named(PROJECT), passages: Draft::named(PASSAGES) }
    }
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &Drafts::empty(), asked.filled("done")).await
}

fn frame<'a>(network: &'a Network, title: &'a str) -> Frame<'a> {
    Frame { network: Some(network), here: Here::Interviews, title, custodian: true, ..Frame::default() }
}

/// Where one is.
fn crumbs(network: &Network, here: Option<&str>) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            @match here {
                None => { "Exchange" },
                Some(here) => {
                    a href=(urls::exchange(network)) { "Exchange" } span aria-hidden="true" { "\u{203a}" } (here)
                }
            }
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    drafts: &Drafts,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let left = site.app.export_remarks(network).await?;
    let body = html! {
        (crumbs(network, None))
        h1 { "Exchange with other programs" }
        (done(word))
        @for draft in [&drafts.bring, &drafts.project, &drafts.passages] { (error_summary(draft)) }
        p.lede {
            "Projects and codebooks of NVivo, ATLAS.ti, MAXQDA, QualCoder and other programs that know the REFI-QDA \
             standard, in and out."
        }
        (coming_in(network, &drafts.bring))
        (going_out(network, drafts, left.value()))
    };
    Ok(page(site, &frame(network, "Exchange with other programs"), body))
}

fn coming_in(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Bring a project or a codebook in" }
            p {
                "It is read and looked through, and nothing is saved before you have decided: names, numbers and places \
                 are proposed for replacement, and numbers of patients are refused. What is there already does not come twice."
            }
            form.form method="post" action={ (urls::exchange(network)) "/look" } enctype="multipart/form-data" {
                (file_upload(draft, Field::new("file", "Project or codebook")
                    .hint("A project (.qdpx), or a codebook (.qdc, or .csv with the columns name, parent, definition). At most 12 MB."), ".qdpx,.qdc,.csv"))
                button.btn { "Look it through" }
            }
        }
    }
}

fn going_out(network: &Network, drafts: &Drafts, left: &[String]) -> Markup {
    let here = urls::exchange(network);
    html! {
        section aria-labelledby="take" {
            h2 #take { "Take the interviews out" }
            p {
                "Everything is for the custodian alone: it holds every word that was said, also what nobody may quote. \
                 Once it has left, erasing does not reach it. What may be quoted are passages as they were released, \
                 and nothing else; whom they are shown to is up to you."
            }
            div."cards"."two" {
                div.card {
                    h3 { "As a project for other programs (.qdpx)" }
                    form.form method="post" action={ (here) "/project" } {
                        (choices(&drafts.project))
                        button.btn { "Download the project" }
                    }
                }
                div.card {
                    h3 { "As a table of passages, as Taguette has it (.csv)" }
                    form.form method="post" action={ (here) "/passages" } {
                        (choices(&drafts.passages))
                        button.btn."second" { "Download the passages" }
                    }
                }
                div.card {
                    h3 { "The codebook" }
                    p { "All codes with their definitions, for other programs or for a spreadsheet." }
                    (codebook_buttons(network))
                }
            }
            @if !left.is_empty() {
                details {
                    summary { "What a project with everything leaves out, and how it reads elsewhere" }
                    ul.bullets { @for line in left { li { (line) } } }
                }
            }
        }
    }
}

/// The codebook as files, also on its own page.
pub(crate) fn codebook_buttons(network: &Network) -> Markup {
    html! {
        form method="post" action={ (urls::exchange(network)) "/codebook" } {
            div.acts {
                button.btn."second"."slim" name="as" value="qdc" { "Download the codebook (.qdc)" }
                button.btn."second"."slim" name="as" value="csv" { "Download the codebook (.csv)" }
            }
        }
    }
}

fn choices(draft: &Draft) -> Markup {
    let whats = [
        Choice::new(ExportWhat::Quotable.id(), "What may be quoted").hint(
            "Passages as they were released to the agreed audience, without who said or coded them where.",
        ),
        Choice::new(ExportWhat::Everything.id(), "Everything, for the custodian")
            .hint("All texts, speakers, passages, claims and notes. Coders are numbered."),
    ];
    let purposes: Vec<Choice> = Purpose::ALL
        .into_iter()
        .map(|p| Choice::new(p.id(), troth_report::words::capital(p.words())))
        .collect();
    html! {
        (radios(draft, Field::new("what", "What the file holds"), &whats))
        (select(draft, Field::new("purpose", "What everything is taken out for")
            .hint("Goes into the record of what was done. Not needed for what may be quoted."), Some("Choose"), &purposes))
    }
}
