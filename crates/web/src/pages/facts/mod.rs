//! Facts: who says who is responsible for which step, counted between every two organisations.

mod add;
mod roles;

use axum::extract::{Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_framework::Lens;
use troth_network::Network;
use troth_record::waiting_for;
use troth_report::csv::RolesTable;

use crate::access::{Need, Routes};
use crate::components::csv;
use crate::components::finding::finding;
use crate::components::forms::{
    Draft, Import, Typed, done, error_summary, import_form, keep_imported, receive, urls,
};
use crate::components::progress::progress;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/facts`, `/n/{network}/facts/new` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/facts", Need::See, show)
        .get("/n/{network}/facts.csv", Need::See, file)
        .post("/n/{network}/facts/import", Need::Run, import)
        .get("/n/{network}/facts/new", Need::Run, add::show)
        .post("/n/{network}/facts/new", Need::Run, add::send)
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &Draft::default(), asked.filled("done")).await
}

/// The table of roles, as a file.
async fn file(site: Site, Path(network): Path<String>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let organisations = site.app.names(network.id).await?.0;
    let table = site.app.facts(&network).await?.map(|reading| RolesTable { reading, organisations });
    Ok(csv::download(&format!("{}-roles", network.slug), &table))
}

async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let imported = match &sent.file {
        Some((name, bytes)) => site.app.import_pathway(&network, name, bytes).await,
        None => Err(AppError::field("file", "Choose the file with the pathway.")),
    };
    match imported {
        Ok(imported) => {
            let next =
                urls::done(&urls::facts(&network), &keep_imported(site.app.new_token().secret(), imported));
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "file")?;
            let page = render(&site, &network, &draft, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    draft: &Draft,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let facts = site.app.facts(network).await?;
    let names = site.app.names(network.id).await?;
    let standing = site.app.progress(network.id).await?;
    let found = facts.view(|facts| roles::finding_of(facts, &names));
    let body = html! {
        h1 { "Facts" }
        (done(word))
        (error_summary(draft))
        (finding(found.value(), &html! {}))
        (progress(&standing))
        (pathways(site, network).await?)
        (roles::table(network, &facts, &names))
        @if !facts.value().roles.is_empty() {
            p.under { a href={ (urls::facts(network)) ".csv" } { "Download as CSV" } }
        }
        (waiting(site.app.lens()))
        @if site.may(Need::Run) { (import_section(network, draft)) }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Facts,
        title: "Facts",
        seal: Some(facts.seal()),
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

async fn pathways(site: &Site, network: &Network) -> Result<Markup, PageError> {
    let pathways = site.app.pathways(network).await?;
    let may_add = site.may(Need::Run);
    let add = format!("{}/new", urls::facts(network));
    Ok(html! {
        section aria-labelledby="pathways" {
            h2 #pathways { "Pathways" }
            @if pathways.is_empty() {
                div.empty {
                    h3 { "No pathway yet" }
                    p {
                        "A pathway is the way a person takes through several organisations, such as going home \
                         from hospital. Write down its steps; then each organisation says who is responsible \
                         for each."
                    }
                    @if may_add { div.acts { a.btn href=(add) { "Add a pathway" } } }
                }
            } @else {
                ul.toc {
                    @for stored in &pathways {
                        li {
                            a href=(urls::pathway(network, &stored.pathway.external_id)) { (stored.pathway.name) }
                            span.small.quiet { (counted(stored.steps.len(), "step", "steps")) }
                        }
                    }
                }
                @if may_add { div.acts { a.btn."second" href=(add) { "Add a pathway" } } }
            }
        }
    })
}

fn waiting(lens: &Lens) -> Markup {
    html! {
        section aria-labelledby="waiting" {
            h2 #waiting { "What facts of the other stories wait for" }
            dl.sl {
                @for narrative in &lens.narratives {
                    @if let Some(sentence) = waiting_for(&narrative.id) {
                        div { dt { (narrative.label) } dd { (sentence) } }
                    }
                }
            }
        }
    }
}

fn import_section(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Import a pathway" }
            (import_form(draft, &Import {
                action: &format!("{}/import", urls::facts(network)),
                label: "File with a pathway",
                button: "Import this pathway",
                required: &["pathway", "step", "title"],
                optional: &["order", "declared_by", "responsible"],
                example: "pathway,step,title,order,declared_by,responsible\n\
                          going-home,s01,Arrange transport,1,council,hospital",
                fields: html! {},
            }))
        }
    }
}
