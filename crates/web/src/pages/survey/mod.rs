//! Survey: the rounds, how many answers came in, importing them, and how many relationships a round could show.
//! Counts only: answers are counted for the custodian, people who could be asked for whoever runs the partnership.

mod bring;
mod rounds;
mod showable;

use std::collections::BTreeSet;

use axum::extract::{Form, Multipart, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use troth_app::AppError;
use troth_app::survey::WaveCounts;
use troth_lens::Sureness;
use troth_lens::sentence::Finding;
use troth_network::{Network, WaveState};

use crate::access::{Need, Routes};
use crate::components::finding::finding;
use crate::components::forms::{Draft, Typed, done, error_summary, keep_imported, receive, urls};
use crate::components::progress::progress;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/survey` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/survey", Need::See, show)
        .post("/n/{network}/survey/import", Need::Custodian, import)
        .post("/n/{network}/survey/rounds", Need::Run, add)
        .post("/n/{network}/survey/close", Need::Run, close)
}

/// The forms of the page that send something, and what stands in the address for the forecast.
#[derive(Debug)]
struct Drafts {
    import: Draft,
    round: Draft,
    close: Draft,
    showable: Typed,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            import: Draft::named("import-"),
            round: Draft::named("round-"),
            close: Draft::default(),
            showable: Typed::default(),
        }
    }
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let word = asked.owned("done");
    render(&site, &network, Drafts { showable: asked, ..Drafts::default() }, word.as_deref()).await
}

async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    match bring::import(&site.app, &network, &sent).await {
        Ok(imported) => {
            let next =
                urls::done(&urls::survey(&network), &keep_imported(site.app.new_token().secret(), imported));
            Ok(Redirect::to(&next).into_response())
        }
        Err(error) => {
            let import = Draft::refused(sent.typed, error, "file")?.under("import-");
            refused(&site, &network, Drafts { import, ..Drafts::default() }).await
        }
    }
}

async fn add(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let mut errors = Vec::new();
    let (opened, closed) = (typed.day("opened", &mut errors), typed.day("closed", &mut errors));
    let added = if errors.is_empty() {
        site.app.add_wave(&network, typed.get("external_id"), typed.get("label"), opened, closed).await
    } else {
        Err(AppError::Invalid(errors))
    };
    match added {
        Ok(_) => Ok(Redirect::to(&urls::done(&urls::survey(&network), "round")).into_response()),
        Err(error) => {
            let round = Draft::refused(typed, error, "external_id")?.under("round-");
            refused(&site, &network, Drafts { round, ..Drafts::default() }).await
        }
    }
}

async fn close(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    if typed.get("sure") == "yes" {
        site.app.close_wave(&network, typed.get("round")).await?;
        return Ok(Redirect::to(&urls::done(&urls::survey(&network), "closed")).into_response());
    }
    let message = "Tick that all answers are in. A closed round is not opened again.";
    let close = Draft::wrong(typed, vec![troth_app::FieldError::new("sure", message)]);
    refused(&site, &network, Drafts { close, ..Drafts::default() }).await
}

async fn refused(site: &Site, network: &Network, drafts: Drafts) -> Result<Response, PageError> {
    let page = render(site, network, drafts, None).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

async fn render(
    site: &Site,
    network: &Network,
    drafts: Drafts,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let counted = site.may(Need::Custodian);
    let rounds = if counted {
        site.app.survey(network).await?.value().clone()
    } else {
        site.app.rounds(network).await?
    };
    let runs = site.may(Need::Run);
    let showable =
        if runs { Some(showable::Asked::of(site, network, &drafts.showable).await?) } else { None };
    let standing = site.app.progress(network.id).await?;
    // The ids of a round's fields carry its place in the list.
    let at = rounds.iter().position(|r| r.wave.external_id == drafts.close.typed.get("round"));
    let closing = drafts.close.under(rounds::prefix(at.unwrap_or(0)));
    let mut asked_here = BTreeSet::new();
    for round in &rounds {
        if site.app.survey_of(network, &round.wave.external_id).await?.is_some() {
            asked_here.insert(round.wave.id);
        }
    }
    let body = html! {
        h1 { "Survey" }
        (done(word))
        (error_summary(&drafts.import))
        (error_summary(&drafts.round))
        (error_summary(&closing))
        @if let Some(showable) = &showable { (error_summary(&showable.draft)) }
        @if counted { (finding(&said(&rounds), &html! {})) }
        (progress(&standing))
        p."chooser" { a href=(urls::settings_promise(network)) { "What was promised to respondents" } }
        @if runs || site.may(Need::Analyse) {
            div.acts {
                @if runs { a.btn href=(urls::new_round(network)) { "Prepare a round" } }
                @if site.may(Need::Analyse) { a.btn."second" href=(urls::survey_data(network)) { "Data in and out" } }
            }
        }
        (rounds::list(site, network, &rounds, &asked_here, &closing))
        @if counted { (bring::section(network, &drafts.import)) }
        @if let Some(showable) = &showable { (showable.section(network)) }
        @if runs { (rounds::add_form(network, &drafts.round)) }
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Survey,
        title: "Survey",
        custodian: counted,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

/// The page's sentence: counts of what came in, no more.
fn said(rounds: &[WaveCounts]) -> Finding {
    let Some(newest) = rounds.first() else {
        return Finding {
            says: "There is no survey round yet.".to_owned(),
            sure: "Import the answers of a first one, or add a round and import them later.".to_owned(),
            sureness: Sureness::CannotTell,
        };
    };
    let answers: i64 = newest.variables.iter().map(|(_, _, n)| n).sum();
    let answers = match answers {
        0 => "no answers yet".to_owned(),
        1 => "1 answer".to_owned(),
        n => format!(
            "{} answers to {}",
            thousands(n),
            counted(newest.variables.len(), "question", "questions")
        ),
    };
    let (stands, sure) = match newest.wave.state {
        WaveState::Closed => ("is closed", "Counted. What the answers say is on the map and under Why."),
        WaveState::Open => ("is open", "Counted. Results are worked out once the round is closed."),
        WaveState::Draft => ("is being prepared", "Counted."),
    };
    Finding {
        says: format!("{} {stands}, with {answers}.", newest.wave.label),
        sure: sure.to_owned(),
        sureness: Sureness::Sure,
    }
}

/// `12,345`.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!([7, 123, 1_234, 1_234_567].map(thousands), ["7", "123", "1,234", "1,234,567"]);
    }
}
