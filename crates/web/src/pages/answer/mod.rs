//! Where somebody answers: a private link, and nothing else of Troth. Looking changes nothing: programs that open links in
//! letters do so before people.

mod no_reminders;
mod partners;
mod question;
mod receipt;
mod review;
mod screen;
mod start;
mod withdraw;
mod words;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::surveys::answering::{Answering, Door};
use troth_rate::instrument::Instrument;

use self::words::Words;
use crate::access::{Need, Routes};
use crate::components::quiet::{Quiet, QuietPage, keep_to_itself};
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// `/answer/{token}` and below, and `/receipt`.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/answer/{token}", Need::Anyone, start::show)
        .post("/answer/{token}/begin", Need::Anyone, start::begin)
        .get("/answer/{token}/language/{id}", Need::Anyone, start::language)
        .get("/answer/{token}/page/{place}", Need::Anyone, screen::show)
        .post("/answer/{token}/page/{place}", Need::Anyone, screen::send)
        .get("/answer/{token}/partners", Need::Anyone, partners::show)
        .post("/answer/{token}/partners", Need::Anyone, partners::add)
        .get("/answer/{token}/review", Need::Anyone, review::show)
        .post("/answer/{token}/finish", Need::Anyone, review::finish)
        .get("/answer/{token}/withdraw", Need::Anyone, withdraw::show)
        .post("/answer/{token}/withdraw", Need::Anyone, withdraw::send)
        .get("/answer/{token}/no-reminders", Need::Anyone, no_reminders::show)
        .post("/answer/{token}/no-reminders", Need::Anyone, no_reminders::send)
        .get("/receipt", Need::Anyone, receipt::show)
        .post("/receipt", Need::Anyone, receipt::find)
        .post("/receipt/erase", Need::Anyone, receipt::erase)
}

/// Somebody inside, with everything a page needs.
struct Inside {
    answering: Answering,
    words: &'static Words,
    token: String,
}

impl Inside {
    /// Who comes with this link; the page that is shown instead if it leads to nobody's questions.
    async fn of(site: &Site, token: &str, headers: &HeaderMap) -> Result<Result<Self, Response>, PageError> {
        Ok(match site.app.survey_door(token).await? {
            Door::Person(answering) => {
                let words = Words::of(headers, &languages(&answering.instrument));
                Ok(Self { answering: *answering, words, token: token.to_owned() })
            }
            Door::Anybody(_) => Err(to(&home(token))),
            Door::NotYet => Err(said(site, headers, "not-yet", StatusCode::OK)),
            Door::Nowhere => Err(said(site, headers, "nowhere", StatusCode::NOT_FOUND)),
        })
    }

    /// The language of the questions.
    fn language(&self) -> &'static str {
        self.words.id()
    }

    /// The organisation they answer for.
    fn organisation(&self) -> &str {
        self.answering.organisation().map_or("", |o| o.name.as_str())
    }

    fn page(&self, site: &Site, title: &str, body: &Markup) -> QuietPage {
        let corner = html! { a href={ (home(&self.token)) "#promise" } { (self.words.say("promise-link")) } };
        quiet(site, self.words, title, corner, body)
    }

    /// What stands at the end of each page.
    fn tail(&self) -> Markup {
        html! {
            p.tail {
                (self.words.say("tail-confidential")) " "
                a href={ (home(&self.token)) "/partners" } { (self.words.say("partners-link")) } " \u{b7} "
                a href={ (home(&self.token)) "/withdraw" } { (self.words.say("review-withdraw")) }
            }
        }
    }
}

/// A page that says one thing, such as that a link leads nowhere.
fn said(site: &Site, headers: &HeaderMap, what: &str, status: StatusCode) -> Response {
    let words = Words::of(headers, &["en", "nl"]);
    let title = words.say(&format!("{what}-title"));
    let body = html! { h1 { (title) } p.lede { (words.say(&format!("{what}-lede"))) } };
    quiet(site, words, &title, html! {}, &body).with_status(status).into_response()
}

fn quiet(site: &Site, words: &Words, title: &str, corner: Markup, body: &Markup) -> QuietPage {
    let (language, skip) = (words.say("language-of-page"), words.say("skip-to-content"));
    QuietPage::new(site, &Quiet { title, language: &language, skip: &skip, corner }, body)
}

/// The languages of a questionnaire.
fn languages(instrument: &Instrument) -> Vec<&str> {
    instrument.languages.iter().map(|language| language.id.as_str()).collect()
}

fn to(path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    keep_to_itself(&mut response);
    response
}

fn home(token: &str) -> String {
    format!("/answer/{}", urls::segment(token))
}

/// The address of a screen, counted from 0.
fn page_of(token: &str, place: usize) -> String {
    format!("{}/page/{}", home(token), place + 1)
}
