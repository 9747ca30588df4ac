//! Organisations of the partnership: the list, who accepts being rated by name, adding one, importing many.

use axum::extract::{Form, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::organisations::NewOrganisation;
use troth_app::{AppError, FieldError};
use troth_network::{Network, Organisation, Sector};

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{
    Choice, Draft, Field, Import, Typed, checkbox, done, error_summary, import_form, keep_imported, receive,
    select, text_input, urls,
};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings/organisations` and what is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/settings/organisations", Need::Run, show)
        .post("/n/{network}/settings/organisations", Need::Run, add)
        .post("/n/{network}/settings/organisations/import", Need::Run, import)
        .post("/n/{network}/settings/organisations/accepted", Need::Run, accepted)
}

/// The two forms of the page: adding one, importing many.
type Drafts = (Draft, Draft);

fn fresh() -> Drafts {
    (Draft::default(), Draft::named("import-"))
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &fresh(), asked.filled("done")).await
}

async fn add(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let size: Option<Result<u32, _>> = typed.filled("size").map(str::parse);
    let added = match size.transpose() {
        Ok(size) => {
            let new = NewOrganisation {
                external_id: typed.get("external_id").to_owned(),
                name: typed.get("name").to_owned(),
                sector: typed.owned("own_sector").unwrap_or_else(|| typed.get("sector").to_owned()),
                kind: typed.get("kind").to_owned(),
                parent: typed.owned("parent"),
                ods: typed.owned("ods"),
                size,
                place: typed.owned("place"),
                accepted: typed.get("accepted") == "yes",
            };
            site.app.add_organisation(network.id, new).await
        }
        Err(_) => Err(AppError::Invalid(vec![FieldError::new(
            "size",
            "The number of staff is a whole number without commas, such as 2900.",
        )])),
    };
    match added {
        Ok(()) => {
            let next = urls::done(&urls::settings_organisations(&network), "organisation");
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let drafts = (Draft::refused(typed, error, "name")?, fresh().1);
            refused(&site, &network, &drafts).await
        }
    }
}

async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let imported = match &sent.file {
        Some((name, bytes)) => site.app.import_organisations(&network, name, bytes).await,
        None => Err(AppError::field("file", "Choose the file with the organisations.")),
    };
    match imported {
        Ok(imported) => {
            let next = urls::done(
                &urls::settings_organisations(&network),
                &keep_imported(site.app.new_token().secret(), imported),
            );
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "file")?.under("import-");
            refused(&site, &network, &(fresh().0, draft)).await
        }
    }
}

async fn accepted(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
    let network = site.app.network(&network).await?;
    let organisation = site.app.organisation(network.id, typed.get("organisation")).await?;
    site.app.set_accepted(&organisation, typed.get("accepted") == "yes").await?;
    Ok(Redirect::to(&urls::done(&urls::settings_organisations(&network), "acceptance")))
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
    let organisations = site.app.organisations(network.id).await?;
    let body = html! {
        (crumbs(network, "Organisations"))
        h1 { "Organisations" }
        (done(word))
        (error_summary(one))
        (error_summary(many))
        (table(network, &organisations))
        (import_section(network, many))
        (add_section(network, one, &organisations))
    };
    let frame =
        Frame { network: Some(network), here: Here::Settings, title: "Organisations", ..Frame::default() };
    Ok(page(site, &frame, body))
}

fn table(network: &Network, organisations: &[Organisation]) -> Markup {
    if organisations.is_empty() {
        return html! {
            div.empty {
                h2 { "No organisations yet" }
                p { "Import a list or add them one by one. Everything else refers to them by their short id." }
            }
        };
    }
    let parent = |o: &Organisation| {
        o.parent.and_then(|id| organisations.iter().find(|p| p.id == id)).map(|p| p.name.clone())
    };
    html! {
        p.lede { "An organisation accepts before it is rated by name. Until then answers about it are kept and \
                  not shown." }
        table.stack {
            caption.vh { "Organisations of the partnership" }
            thead {
                tr {
                    th scope="col" { "Name" }
                    th scope="col" { "In files" }
                    th scope="col" { "Kind" }
                    th scope="col" { "Part of" }
                    th scope="col" { "Accepts being rated by name" }
                }
            }
            tbody {
                @for organisation in organisations {
                    tr {
                        th scope="row" {
                            a href=(crate::urls::organisation(network, &organisation.external_id)) { (organisation.name) }
                        }
                        td data-l="In files" { code { (organisation.external_id) } }
                        td data-l="Kind" { (organisation.sector.words()) @if !organisation.kind.is_empty() { ", " (organisation.kind.replace('_', " ")) } }
                        td data-l="Part of" { (parent(organisation).unwrap_or_default()) }
                        td data-l="Accepts being rated by name" { (toggle(network, organisation)) }
                    }
                }
            }
        }
    }
}

fn toggle(network: &Network, organisation: &Organisation) -> Markup {
    let (now, next, words) =
        if organisation.accepted { ("Yes", "no", "Take back") } else { ("Not yet", "yes", "It accepts") };
    html! {
        form method="post" action={ (urls::settings_organisations(network)) "/accepted" } {
            input type="hidden" name="organisation" value=(organisation.external_id);
            input type="hidden" name="accepted" value=(next);
            (now) " " button.linklike { (words) span.vh { ": " (organisation.name) } }
        }
    }
}

fn import_section(network: &Network, draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Import organisations" }
            p.lede { "Organisations that are there already, by their id, are brought up to date." }
            (import_form(draft, &Import {
                action: &format!("{}/import", urls::settings_organisations(network)),
                label: "File with organisations",
                button: "Import these organisations",
                required: &["id", "name", "sector"],
                optional: &["kind", "parent", "ods", "size", "place", "charity", "cqc", "accepted"],
                example: "id,name,sector,kind,parent,size\nhospital,General \
                          Hospital,health,acute_hospital,,2900",
                fields: html! {},
            }))
        }
    }
}

fn add_section(network: &Network, draft: &Draft, organisations: &[Organisation]) -> Markup {
    let mut sectors: Vec<Sector> = ["health", "social_care", "voluntary", "independent", "commissioning"]
        .into_iter()
        .map(|s| Sector(s.to_owned()))
        .collect();
    sectors.extend(organisations.iter().map(|o| o.sector.clone()));
    sectors.sort();
    sectors.dedup();
    let sectors: Vec<Choice> = sectors.iter().map(|s| Choice::new(&s.0, s.words())).collect();
    let parents: Vec<Choice> = organisations
        .iter()
        .filter(|o| o.parent.is_none())
        .map(|o| Choice::new(&o.external_id, &o.name))
        .collect();
    html! {
        section aria-labelledby="add" {
            h2 #add { "Add an organisation" }
            form.form method="post" action=(urls::settings_organisations(network)) data-guard {
                (text_input(draft, Field::new("name", "Name")))
                (text_input(draft, Field::new("external_id", "Short id").hint("As files name it, such as \
                                                                               hospital")))
                (select(draft, Field::new("sector", "Sector"), Some("Choose"), &sectors))
                (text_input(draft, Field::new("own_sector", "Or a sector of your own")))
                (text_input(draft, Field::new("kind", "Kind").hint("Such as acute hospital or hospice")))
                (select(draft, Field::new("parent", "Part of").hint("For a unit, such as a ward of a hospital"),
                    Some("Nothing: it stands for itself"), &parents))
                (text_input(draft, Field::new("size", "Number of staff")))
                (text_input(draft, Field::new("place", "Place")))
                (text_input(draft, Field::new("ods", "ODS code").hint("Of the NHS Organisation Data Service, \
                                                                       if it has one")))
                (checkbox(draft, Field::new("accepted", "It accepts being rated by name")))
                button.btn { "Add this organisation" }
            }
        }
    }
}
