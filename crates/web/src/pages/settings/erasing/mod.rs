//! Erasing a person, and handing somebody their own answers. The custodian's page.

mod forms;
mod read;

use axum::extract::{Form, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::erasing::{Erased, OwnAnswer};
use troth_app::{App, AppError};
use troth_network::Network;

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, error_summary, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/settings/erasing` and what is sent from there.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/settings/erasing", Need::Custodian, show)
        .post("/n/{network}/settings/erasing/own", Need::Custodian, own)
        .post("/n/{network}/settings/erasing/answers", Need::Custodian, answers)
        .post("/n/{network}/settings/erasing/person", Need::Custodian, person)
        .post("/n/{network}/settings/erasing/words", Need::Custodian, words)
        .post("/n/{network}/settings/erasing/account", Need::Custodian, account)
}

async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &Draft::default()).await
}

/// Hands out answers as a file. It is sent, not fetched, because that it was handed out is noted.
async fn own(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let found = match read::who(&site.app, &network, &typed).await {
        Ok(who) => site.app.own_answers(&network, &who).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(own) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"own-answers.csv\""),
            ];
            Ok((headers, OwnAnswer::csv(own.value())).into_response())
        }
        Err(error) => refused(&site, &network, typed, error, "own-").await,
    }
}

async fn answers(site: Site, path: Path<String>, form: Form<Typed>) -> Result<Response, PageError> {
    erase(site, path, form, Kind::Answers).await
}

async fn person(site: Site, path: Path<String>, form: Form<Typed>) -> Result<Response, PageError> {
    erase(site, path, form, Kind::Person).await
}

async fn words(site: Site, path: Path<String>, form: Form<Typed>) -> Result<Response, PageError> {
    erase(site, path, form, Kind::Words).await
}

async fn account(site: Site, path: Path<String>, form: Form<Typed>) -> Result<Response, PageError> {
    erase(site, path, form, Kind::Account).await
}

/// What a form erases.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Answers,
    Person,
    Words,
    Account,
}

impl Kind {
    /// What the ids of its fields begin with.
    const fn prefix(self) -> &'static str {
        match self {
            Self::Answers => "answers-",
            Self::Person => "person-",
            Self::Words => "words-",
            Self::Account => "account-",
        }
    }
}

async fn erase(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
    kind: Kind,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    match erased(&site.app, &network, kind, &typed).await {
        Ok(erased) => Ok(told(&site, &network, &erased).into_response()),
        Err(error) => refused(&site, &network, typed, error, kind.prefix()).await,
    }
}

async fn erased(app: &App, network: &Network, kind: Kind, typed: &Typed) -> Result<Erased, AppError> {
    read::sure(typed)?;
    match kind {
        Kind::Answers => app.erase_answers(network, &read::who(app, network, typed).await?).await,
        Kind::Person => app.erase_person(network, read::id(typed, "person", "Choose a person.")?).await,
        Kind::Words => match read::words(typed)? {
            (text, None) => app.erase_text(network, text).await,
            (text, Some(label)) => app.erase_speaker(network, text, label).await,
        },
        Kind::Account => {
            let account = read::id(typed, "account", "Choose an account.")?;
            app.erase_account(Some(network), account).await
        }
    }
}

/// Which field of a form an error of no field in particular stands beside.
fn field_of(prefix: &str) -> &'static str {
    match prefix {
        "person-" => "person",
        "words-" => "words",
        "account-" => "account",
        _ => "respondent",
    }
}

async fn refused(
    site: &Site,
    network: &Network,
    typed: Typed,
    error: AppError,
    prefix: &'static str,
) -> Result<Response, PageError> {
    let draft = Draft::refused(typed, error, field_of(prefix))?.under(prefix);
    let page = render(site, network, &draft).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn render(site: &Site, network: &Network, draft: &Draft) -> Result<Page, PageError> {
    let lists = forms::Lists::of(&site.app, network).await?;
    let body = html! {
        (crumbs(network, "Erasing"))
        h1 { "Erasing, and one\u{2019}s own answers" }
        (error_summary(draft))
        p.lede { "For people who ask what is known of them, or ask to be forgotten. What is erased is gone from the \
                  database, its log and the copies that Troth made; nobody can bring it back." }
        (forms::all(network, draft, &lists))
    };
    Ok(page(site, &frame(network, "Erasing"), body))
}

/// What was erased. It is the answer to the form itself: sentences do not travel in addresses.
fn told(site: &Site, network: &Network, erased: &Erased) -> Page {
    let body: Markup = html! {
        (crumbs(network, "Erasing"))
        h1 { "Erased" }
        div."banner"."ok" role="status" { p { (erased.what) } }
        h2 { "What you should know" }
        ul.bullets { @for remark in &erased.remarks { li { (remark) } } }
        p { a href=(urls::settings_erasing(network)) { "Erase something else" } }
    };
    page(site, &frame(network, "Erased"), body)
}

fn frame<'a>(network: &'a Network, title: &'a str) -> Frame<'a> {
    Frame { network: Some(network), here: Here::Settings, title, custodian: true, ..Frame::default() }
}
