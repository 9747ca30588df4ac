//! Settings: the partnership itself, its organisations and people, and the file it all lies in.

pub(super) mod access;
mod erasing;
mod keeping;
mod lines;
mod organisations;
mod people;
mod profile;
mod promise;
mod record;
mod successions;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_network::Network;

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings` and what lies below it.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/settings", Need::Run, show)
        .post("/n/{network}/settings", Need::Run, save)
        .post("/n/{network}/settings/successions", Need::Run, succeed)
        .merge(organisations::routes())
        .merge(people::routes())
        .merge(keeping::routes())
        .merge(erasing::routes())
        .merge(record::routes())
        .merge(promise::routes())
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let drafts = (Draft::of(profile::typed(&network)), Draft::named("succession-"));
    render(&site, &network, &drafts, asked.filled("done")).await
}

async fn save(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let saved = match profile::read(&typed, &network) {
        Ok(changed) => site.app.save_network(&changed).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::settings(&network), "profile")).into_response()),
        Err(error) => {
            let drafts = (Draft::refused(typed, error, "name")?, Draft::named("succession-"));
            refused(&site, &network, &drafts).await
        }
    }
}

async fn succeed(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    match successions::add(&site.app, &network, &typed).await {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::settings(&network), "succession")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, "after")?.under("succession-");
            refused(&site, &network, &(Draft::of(profile::typed(&network)), draft)).await
        }
    }
}

async fn refused(site: &Site, network: &Network, drafts: &(Draft, Draft)) -> Result<Response, PageError> {
    let page = render(site, network, drafts, None).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn render(
    site: &Site,
    network: &Network,
    (profile, succession): &(Draft, Draft),
    word: Option<&str>,
) -> Result<Page, PageError> {
    let names = site.app.names(network.id).await?;
    let people = site.app.people(network.id).await?;
    let rounds = site.app.waves(network.id).await?;
    let followed = site.app.successions(network.id).await?;
    let mut places = vec![
        (
            urls::settings_organisations(network),
            "Organisations",
            counted(names.0.len(), "organisation", "organisations"),
        ),
        (urls::settings_people(network), "People", counted(people.len(), "person", "people")),
        (urls::survey(network), "Survey rounds", counted(rounds.len(), "round", "rounds")),
        (urls::settings_promise(network), "Promise", "what respondents are promised".to_owned()),
        (urls::settings_record(network), "Record", "what was done, and by whom".to_owned()),
        (crate::urls::START.to_owned(), "Other partnerships", String::new()),
    ];
    if site.may(Need::Custodian) {
        let keeping = "how long, and what is deleted next".to_owned();
        places.insert(4, (urls::settings_keeping(network), "Keeping data", keeping));
        places.insert(
            5,
            (urls::settings_erasing(network), "Erasing", "and one\u{2019}s own answers".to_owned()),
        );
    }
    if site.options.is_sign_in() {
        let members = site.app.members(network).await?.len();
        places.insert(0, (crate::urls::access(network), "Access", counted(members, "person", "people")));
    }
    let body = html! {
        h1 { "Settings" }
        (done(word))
        (error_summary(profile))
        (error_summary(succession))
        ul.toc {
            @for (path, label, how_many) in &places {
                li { a href=(path) { (label) } span.small.quiet { (how_many) } }
            }
        }
        (profile::section(network, profile, site.app.lens()))
        (successions::section(network, succession, &names, &followed))
        @if site.is_holder() { (database()) }
    };
    let frame = Frame { network: Some(network), here: Here::Settings, title: "Settings", ..Frame::default() };
    Ok(page(site, &frame, body))
}

fn database() -> Markup {
    html! {
        section aria-labelledby="database" {
            h2 #database { "The database, and who is custodian" }
            dl.sl {
                div {
                    dt { "Custodian" }
                    dd { "Whoever holds this database file can read single answers: that is you. Keep it as \
                          the promise to the respondents says." }
                }
                div {
                    dt { "Where it lies" }
                    dd {
                        "In the file " code { "troth.db" } " in the folder where Troth was started, or where "
                        code { "--database-url" } " says."
                    }
                }
                div {
                    dt { "Backing it up" }
                    dd { "Run " code { "troth backup" } " while Troth runs or not, and keep the copy as safe \
                                                         as the file. Copying the file by hand while Troth \
                                                         runs may miss the newest answers." }
                }
            }
        }
    }
}

/// The way back to the settings.
fn crumbs(network: &Network, title: &str) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::settings(network)) { "Settings" } span aria-hidden="true" { "\u{203a}" } (title)
        }
    }
}
