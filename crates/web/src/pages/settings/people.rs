//! People known by name: who answers for actions and who confirms verdicts. Respondents of a survey are not here.

use axum::extract::{Form, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_app::{App, AppError, FieldError};
use troth_network::{Network, Person, RoleLevel};
use troth_report::words::capital;

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{
    Choice, Draft, Field, Import, Typed, done, error_summary, import_form, keep_imported, receive, select,
    text_input, urls,
};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings/people` and what is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/settings/people", Need::Run, show)
        .post("/n/{network}/settings/people", Need::Run, add)
        .post("/n/{network}/settings/people/import", Need::Run, import)
}

/// The two forms of the page: adding one, importing many.
type Drafts = (Draft, Draft);

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &(Draft::default(), Draft::named("import-")), asked.filled("done")).await
}

async fn add(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    match store(&site.app, &network, &typed).await {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::settings_people(&network), "person")).into_response()),
        Err(error) => {
            let drafts = (Draft::refused(typed, error, "name")?, Draft::named("import-"));
            refused(&site, &network, &drafts).await
        }
    }
}

async fn store(app: &App, network: &Network, typed: &Typed) -> Result<(), AppError> {
    let names = app.names(network.id).await?;
    let mut errors = Vec::new();
    let level = typed.chosen::<RoleLevel>("role_level", &mut errors);
    let Some(organisation) = names.by_external(typed.get("organisation")) else {
        errors.push(FieldError::new("organisation", "Choose where the person works."));
        for (field, message) in
            [("name", "Give the person a name."), ("external_id", "Give the person a short id.")]
        {
            if typed.filled(field).is_none() {
                errors.push(FieldError::new(field, message));
            }
        }
        return Err(AppError::Invalid(errors));
    };
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    app.add_person(network.id, organisation.id, typed.get("external_id"), typed.get("name"), level).await
}

async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let imported = match &sent.file {
        Some((name, bytes)) => site.app.import_people(&network, name, bytes).await,
        None => Err(AppError::field("file", "Choose the file with the people.")),
    };
    match imported {
        Ok(imported) => {
            let next = urls::done(
                &urls::settings_people(&network),
                &keep_imported(site.app.new_token().secret(), imported),
            );
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "file")?.under("import-");
            refused(&site, &network, &(Draft::default(), draft)).await
        }
    }
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
    let people = site.app.people(network.id).await?;
    let body = html! {
        (crumbs(network, "People"))
        h1 { "People" }
        (done(word))
        (error_summary(one))
        (error_summary(many))
        p.lede { "Those who answer for actions or confirm what the strands show. People who answer a survey \
                  are never listed." }
        (table(&people, &names))
        (add_section(network, one, &names))
        (import_section(network, many))
    };
    let frame = Frame { network: Some(network), here: Here::Settings, title: "People", ..Frame::default() };
    Ok(page(site, &frame, body))
}

fn table(people: &[Person], names: &Names) -> Markup {
    if people.is_empty() {
        return html! { div.empty { h2 { "Nobody yet" } p { "Add somebody or import a list below." } } };
    }
    html! {
        table.stack {
            caption.vh { "People known by name" }
            thead {
                tr {
                    th scope="col" { "Name" }
                    th scope="col" { "In files" }
                    th scope="col" { "Works at" }
                    th scope="col" { "Level" }
                }
            }
            tbody {
                @for person in people {
                    tr {
                        th scope="row" { (person.name) }
                        td data-l="In files" { code { (person.external_id) } }
                        td data-l="Works at" { (names.name(person.organisation)) }
                        td data-l="Level" { (person.role_level.map_or("not given", RoleLevel::words)) }
                    }
                }
            }
        }
    }
}

fn add_section(network: &Network, draft: &Draft, names: &Names) -> Markup {
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .iter()
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .collect();
    html! {
        section aria-labelledby="add" {
            h2 #add { "Add somebody" }
            form.form method="post" action=(urls::settings_people(network)) data-guard {
                (text_input(draft, Field::new("name", "Name")))
                (text_input(draft, Field::new("external_id", "Short id").hint("As files name the person, such \
                                                                               as okafor")))
                (select(draft, Field::new("organisation", "Works at"), Some("Choose"), &organisations))
                (select(draft, Field::new("role_level", "Level"), Some("Not given"), &levels))
                button.btn { "Add this person" }
            }
        }
    }
}

fn import_section(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Import people" }
            p.lede { "People who are there already, by their id, are brought up to date." }
            (import_form(draft, &Import {
                action: &format!("{}/import", urls::settings_people(network)),
                label: "File with people",
                button: "Import these people",
                required: &["id", "organisation", "name"],
                optional: &["role_level"],
                example: "id,organisation,name,role_level\nokafor,council,Ruth Okafor,tactical",
                fields: html! {},
            }))
        }
    }
}
