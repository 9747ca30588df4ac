//! Changing what is written of somebody who was chosen, and taking them out for good. The custodian's page.

use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::erasing::Erased;
use troth_app::interviews::ChosenId;
use troth_network::Network;

use super::form::{self, LABELS, Lists};
use crate::components::forms::{Draft, Field, Kept, Typed, checkbox, error_summary, kept_words, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// A partnership and somebody who was chosen.
type Place = Path<(String, String)>;

async fn place(site: &Site, Path((network, id)): Place) -> Result<(Network, ChosenId), PageError> {
    let network = site.app.network(&network).await?;
    let id = id.parse().map_err(|_| AppError::missing("This person"))?;
    Ok((network, id))
}

/// The version the form was made from; one that cannot be read fits none that is stored.
fn version(typed: &Typed) -> i64 {
    typed.get("version").parse().ok().filter(|version| *version > 0).unwrap_or(-1)
}

/// The form with what is written.
pub(super) async fn show(site: Site, path: Place) -> Result<Page, PageError> {
    let (network, id) = place(&site, path).await?;
    let names = site.app.names(network.id).await?;
    let view = site.app.sampling(&network).await?;
    let one = view.value().chosen.iter().find(|one| one.id == id);
    let one = one.ok_or_else(|| AppError::missing("This person"))?;
    let typed = form::written(one, &names);
    let removing = Draft::of(Typed::default().with("version", one.version.to_string())).under("remove-");
    render(&site, &network, id, &Draft::of(typed), &removing).await
}

/// Saves it, unless somebody else saved first.
pub(super) async fn save(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let saved = match form::read(&typed) {
        Ok(form) => site.app.save_chosen(&network, id, version(&typed), form).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::chosen(&network), "chosen-saved")).into_response()),
        Err(AppError::Conflict(message)) => Ok(faster(&site, &network, id, &message, &typed)),
        Err(error) => {
            let removing = Draft::of(Typed::default().with("version", typed.get("version"))).under("remove-");
            let draft = Draft::refused(typed, error, "name")?;
            let page = render(&site, &network, id, &draft, &removing).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Takes somebody out for good.
pub(super) async fn remove(site: Site, path: Place, Form(typed): Form<Typed>) -> Result<Response, PageError> {
    let (network, id) = place(&site, path).await?;
    let removed = if typed.get("sure") == "yes" {
        site.app.remove_chosen(&network, id, version(&typed)).await
    } else {
        Err(AppError::field("sure", "Tick the box if you are sure. Nothing was taken out."))
    };
    match removed {
        Ok(erased) => Ok(told(&site, &network, &erased).into_response()),
        Err(AppError::Conflict(message)) => Ok(faster(&site, &network, id, &message, &Typed::default())),
        Err(error) => {
            let names = site.app.names(network.id).await?;
            let view = site.app.sampling(&network).await?;
            let one = view.value().chosen.iter().find(|one| one.id == id);
            let one = one.ok_or_else(|| AppError::missing("This person"))?;
            let written = Draft::of(form::written(one, &names));
            let removing = Draft::refused(typed, error, "sure")?.under("remove-");
            let page = render(&site, &network, id, &written, &removing).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    id: ChosenId,
    draft: &Draft,
    removing: &Draft,
) -> Result<Page, PageError> {
    let view = site.app.sampling(network).await?;
    let one = view.value().chosen.iter().find(|one| one.id == id);
    let name = &one.ok_or_else(|| AppError::missing("This person"))?.name;
    let lists = Lists::of(&site.app, network, &view.value().chosen).await?;
    let here = urls::chosen_one(network, id);
    let body = html! {
        (crumbs(network, name))
        h1 { (name) }
        (error_summary(draft))
        (error_summary(removing))
        form.form method="post" action=(here) data-guard {
            input type="hidden" name="version" value=(draft.typed.get("version"));
            (form::fields(draft, &lists))
            div.acts {
                button.btn { "Save" }
                a href=(urls::chosen(network)) { "Leave it as it is" }
            }
        }
        section aria-labelledby="out" {
            h2 #out { "Take this person out" }
            p { "The line goes for good, with the name and whatever is written here. What the person said in a text stays: it is \
                 erased under Settings, Erasing." }
            form.form method="post" action={ (here) "/remove" } {
                input type="hidden" name="version" value=(removing.typed.get("version"));
                (checkbox(removing, Field::new("sure", "I am sure: this cannot be undone")))
                button.btn { "Take this person out" }
            }
        }
    };
    Ok(page(site, &frame(network, "Somebody who was chosen"), body))
}

/// What was erased. It is the answer to the form itself: sentences do not travel in addresses.
fn told(site: &Site, network: &Network, erased: &Erased) -> Page {
    let body: Markup = html! {
        (crumbs(network, "Taken out"))
        h1 { "Taken out" }
        div."banner"."ok" role="status" { p { (erased.what) } }
        h2 { "What you should know" }
        ul.bullets { @for remark in &erased.remarks { li { (remark) } } }
        p { a href=(urls::chosen(network)) { "Who was chosen" } }
    };
    page(site, &frame(network, "Taken out"), body)
}

/// Somebody else saved first: what was typed stays in sight.
fn faster(site: &Site, network: &Network, id: ChosenId, message: &str, typed: &Typed) -> Response {
    let now = urls::chosen_one(network, id);
    let body = kept_words(&Kept { message, now: &now, labels: LABELS }, typed);
    let page = page(site, &frame(network, "Somebody else was faster"), body);
    page.with_status(StatusCode::CONFLICT).into_response()
}

fn frame<'a>(network: &'a Network, title: &'a str) -> Frame<'a> {
    Frame { network: Some(network), here: Here::Interviews, title, custodian: true, ..Frame::default() }
}

fn crumbs(network: &Network, here: &str) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" }
            a href=(urls::chosen(network)) { "Who was chosen" } span aria-hidden="true" { "\u{203a}" } (here)
        }
    }
}
