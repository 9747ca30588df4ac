//! Who was chosen: the table, the form that adds somebody, import and export. The custodian's page.

use axum::extract::{Form, Multipart, Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::{Chosen, SamplingView};
use troth_app::organisations::Names;
use troth_network::timestamp::day_in_words;
use troth_network::{Network, RoleLevel, TranscriptId};
use troth_report::words::capital;
use troth_say::sampling::SampleStatus;

use super::form::{self, Lists};
use crate::components::forms::{
    Draft, Import, Typed, done, error_summary, import_form, keep_imported, receive, urls,
};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// The two forms of the page: adding one, importing many.
type Drafts = (Draft, Draft);

fn empty() -> Drafts {
    let one = Draft::of(Typed::default().with("status", SampleStatus::Chosen.id()));
    (one, Draft::named("import-"))
}

/// The page.
pub(super) async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &empty(), asked.filled("done")).await
}

/// Adds somebody.
pub(super) async fn add(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let added = match form::read(&typed) {
        Ok(form) => site.app.add_chosen(&network, form).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match added {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::chosen(&network), "chosen")).into_response()),
        Err(error) => {
            let drafts = (Draft::refused(typed, error, "name")?, Draft::named("import-"));
            refused(&site, &network, &drafts).await
        }
    }
}

/// Imports a file.
pub(super) async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let imported = match &sent.file {
        Some((name, bytes)) => site.app.import_sampling(&network, name, bytes).await,
        None => Err(AppError::field("file", "Choose the file with those who were chosen.")),
    };
    match imported {
        Ok(imported) => {
            let word = keep_imported(site.app.new_token().secret(), imported);
            Ok(Redirect::to(&urls::done(&urls::chosen(&network), &word)).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "file")?.under("import-");
            refused(&site, &network, &(empty().0, draft)).await
        }
    }
}

/// The table as a file.
pub(super) async fn file(site: Site, Path(network): Path<String>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let csv = site.app.sampling_csv(&network).await?;
    let safe: String =
        network.slug.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}-chosen-custodian-only.csv\"")),
    ];
    Ok((headers, csv.value().clone()).into_response())
}

async fn refused(site: &Site, network: &Network, drafts: &Drafts) -> Result<Response, PageError> {
    let page = render(site, network, drafts, None).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn render(
    site: &Site,
    network: &Network,
    (one, many): &Drafts,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let names = site.app.names(network.id).await?;
    let view = site.app.sampling(network).await?;
    let view = view.value();
    let lists = Lists::of(&site.app, network, &view.chosen).await?;
    let texts = site.app.transcripts(network).await?;
    let titles: Vec<(TranscriptId, &str)> = texts.value().iter().map(|t| (t.id, t.title.as_str())).collect();
    let body = html! {
        (super::crumbs(network, "Who was chosen"))
        h1 { "Who was chosen for an interview" }
        (done(word))
        (error_summary(one))
        (error_summary(many))
        p.lede {
            "Names, who suggested them and why they were chosen lie sealed in the database and are on this page alone. They are \
             in no result: others who run the partnership see sectors only."
        }
        div.acts { a href=(urls::sampling(network)) { "Who has not been heard" } }
        (suggested(view))
        (table(network, &view.chosen, &names, &titles))
        (add_section(network, one, &lists))
        (import_section(network, many))
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Who was chosen",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

/// By whom those who were heard had been suggested.
fn suggested(view: &SamplingView) -> Markup {
    let told = &view.suggestions;
    if told.heard == 0 {
        return html! {};
    }
    html! {
        section aria-labelledby="suggested-by" {
            h2 #suggested-by { "Who suggested those who were heard" }
            ul."bullets"."gap-s" {
                @for (by, n) in &told.by_part { li { (n) " of " (told.heard) ": " (by.words()) } }
                @if let Some(sentence) = told.sentence() { li { (sentence) } }
            }
            @if told.is_one_sided() { (super::worked::caution()) }
        }
    }
}

fn table(network: &Network, chosen: &[Chosen], names: &Names, titles: &[(TranscriptId, &str)]) -> Markup {
    if chosen.is_empty() {
        return html! { div.empty { h2 { "Nobody yet" } p { "Write down whom you would ask, or import a list below." } } };
    }
    let title = |id: TranscriptId| titles.iter().find(|text| text.0 == id).map_or("The text", |text| text.1);
    html! {
        section aria-labelledby="chosen" {
            h2 #chosen { (counted(chosen.len(), "person", "people")) }
            table.stack {
                caption.vh { "Who was chosen" }
                thead { tr {
                    th scope="col" { "Name" }
                    th scope="col" { "Works at" }
                    th scope="col" { "Suggested by" }
                    th scope="col" { "Why chosen" }
                    th scope="col" { "How far it is" }
                    th scope="col" { "Text" }
                } }
                tbody {
                    @for one in chosen {
                        tr {
                            th scope="row" { a href=(urls::chosen_one(network, one.id)) { (one.name) } }
                            td data-l="Works at" {
                                (place(one, names))
                                @if let Some(level) = one.role_level { p."small"."quiet" { (capital(RoleLevel::words(level))) } }
                            }
                            td data-l="Suggested by" {
                                (capital(one.suggested.words()))
                                @if let Some(who) = &one.suggested_by { p."small"."quiet" { (who) } }
                            }
                            td data-l="Why chosen" {
                                @if one.why.is_empty() { span."quiet" { "Not given" } } @else { (one.why) }
                            }
                            td data-l="How far it is" {
                                (capital(one.status.id()))
                                @if let Some(day) = one.on { p."small"."quiet" { (day_in_words(day)) } }
                            }
                            td data-l="Text" {
                                @match one.transcript {
                                    Some(id) => a href=(urls::transcript(network, id)) { (title(id)) },
                                    None => span."quiet" { "None" },
                                }
                            }
                        }
                    }
                }
            }
            p.under { span { a href={ (urls::chosen(network)) ".csv" } { "Download as CSV" } ", for the custodian only" } }
        }
    }
}

fn place(one: &Chosen, names: &Names) -> String {
    match (one.organisation, &one.sector) {
        (Some(id), _) => names.name(id),
        (None, Some(sector)) => format!("{}, none of the partners", capital(&sector.words())),
        (None, None) => "Not known".to_owned(),
    }
}

fn add_section(network: &Network, draft: &Draft, lists: &Lists) -> Markup {
    html! {
        section aria-labelledby="add" {
            h2 #add { "Write somebody down" }
            form.form method="post" action=(urls::chosen(network)) data-guard {
                (form::fields(draft, lists))
                button.btn { "Add to the table" }
            }
        }
    }
}

fn import_section(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Import a list" }
            p.lede { "Somebody who is there already, by name and organisation, is brought up to date." }
            (import_form(draft, &Import {
                action: &format!("{}/import", urls::chosen(network)),
                label: "File with those who were chosen",
                button: "Import this list",
                required: &["name", "suggested"],
                optional: &["organisation", "sector", "role_level", "suggested_by", "why", "status", "day", "text"],
                example: "name,organisation,role_level,suggested,suggested_by,why,status,day\nDana Moss,hospital,tactical,gatekeeper,Ruth Okafor,runs the discharge lounge,asked,2026-10-16",
                fields: html! {},
            }))
        }
    }
}
