//! A round at a glance: what has to be done before it begins, and while it is open.

use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_network::WaveState;
use troth_network::timestamp::day_in_words;

use super::{Round, framed, letters, refused};
use crate::access::Need;
use crate::components::forms::{Draft, Field, Typed, checkbox, done, error_summary, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

/// The round.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    render(&site, &round, &Draft::default(), asked.filled("done")).await
}

/// Begins it.
pub(super) async fn begin(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    match site.app.open_survey(&round.network, &round.view.wave).await {
        Ok(()) if typed.get("letters") == "yes" && letters::can_be_sent(&site) => {
            letters::put(&site, &round).await?;
            Ok(Redirect::to(&urls::done(&round.url(), "begun-letters")).into_response())
        }
        Ok(()) => Ok(Redirect::to(&urls::done(&round.url(), "begun")).into_response()),
        Err(error) => {
            let draft = Draft::refused(typed, error, "begin")?;
            Ok(refused(render(&site, &round, &draft, None).await?))
        }
    }
}

/// How far it is.
struct Standing {
    people: usize,
    organisations: usize,
    without_partners: usize,
    promised: bool,
    open_links: usize,
}

impl Standing {
    async fn of(site: &Site, round: &Round) -> Result<Self, PageError> {
        let wave = &round.view.wave;
        let listed = site.app.listed(wave).await?;
        let each = site.app.partners_each(wave).await?;
        let mut organisations: Vec<_> = listed.iter().map(|one| one.organisation).collect();
        organisations.sort();
        organisations.dedup();
        Ok(Self {
            people: listed.len(),
            organisations: organisations.len(),
            without_partners: listed.iter().filter(|one| !each.contains_key(&one.id)).count(),
            promised: site.app.promise_of(wave.id).await?.is_some(),
            open_links: site.app.open_survey_links(wave).await?.len(),
        })
    }

    fn list(&self) -> String {
        if self.people == 0 {
            return "Nobody is asked yet.".to_owned();
        }
        let people = counted(self.people, "person", "people");
        format!("{people} at {}.", counted(self.organisations, "organisation", "organisations"))
    }

    fn partners(&self) -> String {
        match self.without_partners {
            _ if self.people == 0 => "Worked out once there are people on the list.".to_owned(),
            0 => "Everybody has partners they are asked about.".to_owned(),
            n if n == self.people => "Not worked out yet.".to_owned(),
            1 => "1 person has no partners yet. Work it out again.".to_owned(),
            n => format!("{n} people have no partners yet. Work it out again."),
        }
    }
}

async fn render(site: &Site, round: &Round, draft: &Draft, word: Option<&str>) -> Result<Page, PageError> {
    let wave = &round.view.wave;
    let cards = match wave.state {
        WaveState::Draft => preparing(site, round, draft, &Standing::of(site, round).await?),
        WaveState::Open => running(round, &Standing::of(site, round).await?),
        WaveState::Closed => over(site, round),
    };
    let merged = site.app.merged_since(&round.network, wave).await?;
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(&round.network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (wave.label)
        }
        h1 { (wave.label) }
        (done(word))
        (error_summary(draft))
        (cards)
        @if !merged.is_empty() {
            section aria-labelledby="merged" {
                h2 #merged { "Beside the round before" }
                @for sentence in &merged { p."gap-s" { (sentence) } }
            }
        }
    };
    Ok(framed(site, &round.network, &wave.label, &body))
}

fn how_asked(round: &Round) -> String {
    let survey = &round.view.survey;
    let form = if survey.long_form { "Long form" } else { "Short form" };
    let partners = usize::try_from(survey.most_partners).unwrap_or(0);
    let until = match round.view.wave.closed {
        Some(day) => format!("until {}", day_in_words(day)),
        None => "until you close it".to_owned(),
    };
    format!("{form}, at most {} for one person, {until}.", counted(partners, "partner", "partners"))
}

fn preparing(site: &Site, round: &Round, draft: &Draft, standing: &Standing) -> Markup {
    html! {
        p.lede { "This round is being prepared. Nobody can answer yet, and nothing is sent." }
        div."cards"."gap-m" {
            (card("closes", "1. How it is asked", &how_asked(round), &round.at("prepare"), "Change"))
            (card("people", "2. Who is asked", &standing.list(), &round.at("people"), "Put people on the list"))
            (card("partners", "3. About whom", &standing.partners(), &round.at("partners"), "Work it out"))
            @let promise = if standing.promised { "It is chosen, and is read before the first question." } else { "None is chosen yet." };
            (card("promise", "4. The promise", promise, &urls::settings_promise(&round.network), "Read or choose it"))
            article.card aria-labelledby="begin-title" #begin {
                h2 #begin-title { "5. Begin" }
                p {
                    "From then on answers are taken, and questions and promise stay as they are. Links are handed out \
                     when you say so."
                }
                form method="post" action=(round.at("begin")) {
                    @if letters::can_be_sent(site) {
                        (checkbox(draft, Field::new("letters", "Send everybody with an address their link now")
                            .hint("By letter; nobody here sees a link")))
                    }
                    div.acts { button.btn { "Begin the round" } }
                }
            }
        }
        p."gap-m" { a href=(round.at("delete")) { "Delete this draft" } }
    }
}

fn running(round: &Round, standing: &Standing) -> Markup {
    let links = match standing.open_links {
        0 => "Personal links and open links.".to_owned(),
        1 => "1 organisation has an open link.".to_owned(),
        n => format!("{n} organisations have an open link."),
    };
    html! {
        p.lede { "This round is open: " (how_asked(round)) }
        div."cards"."gap-m" {
            (card("links", "Links", &links, &round.at("links"), "Links to answer by"))
            (card("coming-in", "How it is coming in", "In bands that tell nothing of one person.",
                  &round.at("coming-in"), "Look"))
            (card("people", "Who is asked", &standing.list(), &round.at("people"), "See or change the list"))
            (card("questions", "Questions", "As they are asked.", &round.at("questions"), "Read all questions"))
            (card("close", "Close", "Say that no more answers are taken.", &round.at("close"), "Close the round"))
        }
    }
}

fn over(site: &Site, round: &Round) -> Markup {
    html! {
        p.lede { "This round is closed. Who was asked is not kept." }
        ul."bullets"."gap-m" {
            li { a href=(urls::survey(&round.network)) { "All survey rounds" } }
            li { a href=(urls::about_the_partnership(&round.network, &round.view.wave.external_id)) { "About the partnership" } }
            li {
                a href=(urls::own_words(&round.network, &round.view.wave.external_id)) { "In their own words" }
                @if site.may(Need::Custodian) {
                    ": " a href=(round.at("words/read")) { "read and decide what is shown" }
                }
            }
            li { a href=(round.at("questions")) { "The questions that were asked" } }
            @if site.may(Need::Custodian) {
                li { a href=(urls::answer_quality(&round.network, &round.view.wave.external_id)) { "How good the answers are" } }
            }
            li { a href=(site.options.answers_at("/receipt")) { "Read or erase one\u{2019}s own answers with a receipt" } }
        }
    }
}

fn card(id: &str, title: &str, says: &str, to: &str, words: &str) -> Markup {
    html! {
        article.card id=(id) aria-labelledby={ (id) "-title" } tabindex="-1" {
            h2 id={ (id) "-title" } { (title) }
            p { (says) }
            div.acts { a.btn."second"."slim" href=(to) { (words) span.vh { ": " (title) } } }
        }
    }
}
