//! Data of survey rounds that come in from other tools, and that leave: shared packages for those who see results,
//! files of survey tools and single answers for the custodian alone.

mod mapping;
mod take_out;

use axum::extract::Path;
use maud::{Markup, html};
use troth_app::promise::Promise;
use troth_network::timestamp::day_in_words;
use troth_network::{Network, Wave, WaveState};

use crate::access::{Need, Routes};
use crate::components::forms::{Choice, Draft, Field, error_summary, select, text_input, typed_input, urls};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/survey/data`, what is sent there, and the files made there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/survey/data", Need::Analyse, show)
        .get("/n/{network}/survey/data/dictionary/{round}", Need::Analyse, take_out::dictionary)
        .post("/n/{network}/survey/data/shared", Need::Analyse, take_out::shared)
        .post("/n/{network}/survey/data/research", Need::Custodian, take_out::research)
        .get("/n/{network}/survey/data/mapping", Need::Custodian, mapping::show)
        .post("/n/{network}/survey/data/mapping/look", Need::Custodian, mapping::look)
        .post("/n/{network}/survey/data/mapping/import", Need::Custodian, mapping::import)
}

/// Before the ids of the fields of the form for research.
const RESEARCH: &str = "research-";
/// Before those of the form for what was released.
const SHARED: &str = "shared-";

/// The forms of the page, one of which may have been refused.
struct Drafts {
    shared: Draft,
    research: Draft,
}

impl Default for Drafts {
    fn default() -> Self {
        Self { shared: Draft::named(SHARED), research: Draft::named(RESEARCH) }
    }
}

async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &Drafts::default()).await
}

/// Where one is.
fn crumbs(network: &Network, here: Option<&str>) -> Markup {
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(network)) { "Survey" } span aria-hidden="true" { "\u{203a}" }
            @match here {
                None => { "Data" },
                Some(here) => {
                    a href=(urls::survey_data(network)) { "Data" } span aria-hidden="true" { "\u{203a}" } (here)
                }
            }
        }
    }
}

fn frame<'a>(network: &'a Network, title: &'a str, custodian: bool) -> Frame<'a> {
    Frame { network: Some(network), here: Here::Survey, title, custodian, ..Frame::default() }
}

async fn render(site: &Site, network: &Network, drafts: &Drafts) -> Result<Page, PageError> {
    let mut closed: Vec<(Wave, Option<Promise>)> = Vec::new();
    for wave in site.app.waves(network.id).await?.into_iter().rev().filter(|w| w.state == WaveState::Closed) {
        let promise = site.app.promise_of(wave.id).await?;
        closed.push((wave, promise));
    }
    let custodian = site.may(Need::Custodian);
    let given = if custodian {
        given_out(site, network).await?
    } else {
        html! {}
    };
    let body = html! {
        (crumbs(network, None))
        h1 { "Data of survey rounds" }
        @for draft in [&drafts.shared, &drafts.research] { (error_summary(draft)) }
        p.lede { "What was found as files for other programs, and answers from other survey tools." }
        @if custodian {
            section aria-labelledby="in" {
                h2 #in { "Answers from another survey tool" }
                p { "Exports of LimeSurvey, Qualtrics and Microsoft Forms, and tables with a column for each partner. Names, e-mail addresses and times in them are never kept." }
                div.acts { a.btn."second" href={ (urls::survey_data(network)) "/mapping" } { "Read a file of a survey tool" } }
            }
        }
        @if closed.is_empty() {
            div.empty { h2 { "No survey round is closed yet" } p { "Data leave once a round is closed." } }
        } @else {
            (shared(network, &closed, &drafts.shared))
            (dictionaries(network, &closed))
            @if custodian { (research(network, &closed, &drafts.research)) (given) }
        }
    };
    Ok(page(site, &frame(network, "Data of survey rounds", custodian), body))
}

fn rounds<'a>(waves: impl Iterator<Item = &'a Wave>) -> Vec<Choice> {
    waves.map(|wave| Choice::new(&wave.external_id, &wave.label)).collect()
}

fn shared(network: &Network, closed: &[(Wave, Option<Promise>)], draft: &Draft) -> Markup {
    html! {
        section aria-labelledby="released" {
            h2 #released { "What was released" }
            p { "CSV files and a workbook with what was released to the agreed audience, and a description that other programs read. No single answer is in it." }
            form.form method="post" action={ (urls::survey_data(network)) "/shared" } {
                (select(draft, Field::new("round", "Survey round"), None, &rounds(closed.iter().map(|(wave, _)| wave))))
                button.btn { "Download what was released" }
            }
        }
    }
}

fn dictionaries(network: &Network, closed: &[(Wave, Option<Promise>)]) -> Markup {
    html! {
        section aria-labelledby="dictionary" {
            h2 #dictionary { "What the questions mean" }
            p { "Words, answers with their numbers, what each question measures and where it comes from." }
            ul.bullets {
                @for (wave, _) in closed {
                    li { a href={ (urls::survey_data(network)) "/dictionary/" (crate::urls::segment(&wave.external_id)) } { "Dictionary of " (wave.label) " (CSV)" } }
                }
            }
        }
    }
}

fn research(network: &Network, closed: &[(Wave, Option<Promise>)], draft: &Draft) -> Markup {
    let named: Vec<(&Wave, &str)> = closed
        .iter()
        .filter_map(|(wave, promise)| Some((wave, promise.as_ref()?.research.as_deref()?)))
        .collect();
    html! {
        section aria-labelledby="research" {
            h2 #research { "Single answers for research" }
            @if named.is_empty() {
                p { "The promise of no closed round names a research, so single answers are given to nobody. A research can be named in the " a href=(urls::settings_promise(network)) { "promise" } " of a round before it begins." }
            } @else {
                p { "All answers of a round, with new numbers in the place of people, encrypted for who gets them. Once they have left, erasing does not reach them. Respondents were promised that they go to:" }
                ul.bullets { @for (wave, research) in &named { li { (wave.label) ": " (research) } } }
                form.form method="post" action={ (urls::survey_data(network)) "/research" } {
                    (select(draft, Field::new("round", "Survey round"), None, &rounds(named.iter().map(|(wave, _)| *wave))))
                    (text_input(draft, Field::new("purpose", "What the answers are given out for")))
                    (text_input(draft, Field::new("approval", "Reference of the approval").hint("Such as that of an ethics committee")))
                    (text_input(draft, Field::new("recipient", "Who gets them").hint("An organisation or a post")))
                    (text_input(draft, Field::new("key", "Key of who gets them").hint("An age recipient, which begins with age1. Or give a passphrase instead")))
                    (typed_input(draft, Field::new("passphrase", "Passphrase").hint("At least 12 characters. Tell it on another way than the file"), "password", "new-password"))
                    button.btn { "Download single answers, encrypted" }
                }
            }
        }
    }
}

async fn given_out(site: &Site, network: &Network) -> Result<Markup, PageError> {
    let packages = site.app.research_packages(network).await?;
    let waves = site.app.waves(network.id).await?;
    let label = |id| waves.iter().find(|w| w.id == id).map_or("", |w| w.label.as_str());
    Ok(html! {
        @if !packages.value().is_empty() {
            section aria-labelledby="given" {
                h2 #given { "What was given out" }
                table.stack {
                    caption.vh { "Packages of single answers, the newest first" }
                    thead { tr {
                        th scope="col" { "Day" } th scope="col" { "Round" } th scope="col" { "For what" }
                        th scope="col" { "Approval" } th scope="col" { "To whom" } th.r scope="col" { "Answers" }
                    } }
                    tbody {
                        @for package in packages.value() {
                            tr {
                                th scope="row" { (day_in_words(package.made.day())) }
                                td data-l="Round" { (label(package.wave)) }
                                td data-l="For what" { (package.purpose) }
                                td data-l="Approval" { (package.approval) }
                                td data-l="To whom" { (package.recipient) }
                                td.r data-l="Answers" { (package.answers) }
                            }
                        }
                    }
                }
            }
        }
    })
}
