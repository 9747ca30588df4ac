//! A round that is asked in Troth, as whoever runs the partnership sees it: preparing it, who is asked, their links,
//! closing it. Nothing here tells who has answered.

mod close;
mod coming_in;
mod delete;
mod letters;
mod links;
mod overview;
mod partners;
mod people;
mod prepare;
mod questions;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::surveys::SurveyView;
use troth_network::{Network, WaveState};

use crate::access::{Need, Routes};
use crate::components::forms::urls;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/survey/prepare` and `/n/{network}/survey/rounds/{round}`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/survey/prepare", Need::Run, prepare::fresh)
        .post("/n/{network}/survey/prepare", Need::Run, prepare::found)
        .get("/n/{network}/survey/questions", Need::See, questions::built_in)
        .get("/n/{network}/survey/rounds/{round}", Need::Run, overview::show)
        .post("/n/{network}/survey/rounds/{round}/begin", Need::Run, overview::begin)
        .get("/n/{network}/survey/rounds/{round}/prepare", Need::Run, prepare::show)
        .post("/n/{network}/survey/rounds/{round}/prepare", Need::Run, prepare::save)
        .get("/n/{network}/survey/rounds/{round}/questions", Need::Run, questions::of_round)
        .get("/n/{network}/survey/rounds/{round}/people", Need::Run, people::show)
        .post("/n/{network}/survey/rounds/{round}/people", Need::Run, people::add)
        .get("/n/{network}/survey/rounds/{round}/people/{id}/remove", Need::Run, people::ask)
        .post("/n/{network}/survey/rounds/{round}/people/{id}/remove", Need::Run, people::remove)
        .get("/n/{network}/survey/rounds/{round}/partners", Need::Run, partners::show)
        .post("/n/{network}/survey/rounds/{round}/partners", Need::Run, partners::assign)
        .get("/n/{network}/survey/rounds/{round}/links", Need::Run, links::show)
        .post("/n/{network}/survey/rounds/{round}/links/personal", Need::Custodian, links::personal)
        .post("/n/{network}/survey/rounds/{round}/links/personal.csv", Need::Custodian, links::personal_csv)
        .post("/n/{network}/survey/rounds/{round}/links/one", Need::Custodian, links::one)
        .post("/n/{network}/survey/rounds/{round}/links/letters", Need::Run, letters::send)
        .post("/n/{network}/survey/rounds/{round}/links/remind", Need::Run, letters::remind)
        .get("/n/{network}/survey/rounds/{round}/coming-in", Need::Run, coming_in::show)
        .get("/n/{network}/survey/rounds/{round}/delete", Need::Run, delete::show)
        .post("/n/{network}/survey/rounds/{round}/delete", Need::Run, delete::send)
        .post("/n/{network}/survey/rounds/{round}/links/open", Need::Run, links::open)
        .post("/n/{network}/survey/rounds/{round}/links/take-back", Need::Run, links::take_back)
        .get("/n/{network}/survey/rounds/{round}/close", Need::Run, close::show)
        .post("/n/{network}/survey/rounds/{round}/close", Need::Run, close::send)
}

/// A round with what every page of it needs.
struct Round {
    network: Network,
    view: SurveyView,
}

impl Round {
    /// The round of an address.
    ///
    /// # Errors
    /// If it is not there, or its answers come from files.
    async fn of(site: &Site, network: &str, round: &str) -> Result<Self, PageError> {
        let network = site.app.network(network).await?;
        let view = site.app.survey_of(&network, round).await?;
        let view = view.ok_or_else(|| AppError::missing("A round of this id that is asked in Troth"))?;
        Ok(Self { network, view })
    }

    /// Its address.
    fn url(&self) -> String {
        urls::round(&self.network, &self.view.wave.external_id)
    }

    /// The address of a page below it.
    fn at(&self, page: &str) -> String {
        format!("{}/{page}", self.url())
    }

    fn is_draft(&self) -> bool {
        self.view.wave.state == WaveState::Draft
    }

    /// A round on whose list and links something can still be done.
    ///
    /// # Errors
    /// If it is closed.
    fn not_closed(&self) -> Result<(), PageError> {
        if self.view.wave.state == WaveState::Closed {
            let sentence = "This round is closed. Who was asked is not kept.";
            return Err(AppError::Conflict(sentence.to_owned()).into());
        }
        Ok(())
    }

    /// Where one is, on a page below the round.
    fn crumbs(&self, title: &str) -> Markup {
        html! {
            nav."crumbs" aria-label="Where you are" {
                a href=(urls::survey(&self.network)) { "Survey" } span aria-hidden="true" { "\u{203a}" }
                a href=(self.url()) { (self.view.wave.label) } span aria-hidden="true" { "\u{203a}" } (title)
            }
        }
    }

    /// A page below the round.
    fn page(&self, site: &Site, title: &str, body: &Markup) -> Page {
        framed(site, &self.network, title, &html! { (self.crumbs(title)) h1 { (title) } (body) })
    }
}

fn framed(site: &Site, network: &Network, title: &str, body: &Markup) -> Page {
    let frame = Frame { network: Some(network), here: Here::Survey, title, ..Frame::default() };
    page(site, &frame, html! { (body) })
}

/// A form that came back.
fn refused(page: Page) -> Response {
    page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response()
}
