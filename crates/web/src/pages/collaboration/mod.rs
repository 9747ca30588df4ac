//! What people say of the partnership as a whole in a closed round: everybody, by level, by sector, and representatives by
//! themselves. It is shown beside trust and never added to it.

mod worked;

use axum::extract::Path;
use maud::{Markup, html};
use troth_app::views::collaboration::AboutPartnership;
use troth_framework::Lens;
use troth_gate::Released;
use troth_lens::collaboration::TURNOUT;
use troth_lens::scale_words::{points, with_range};
use troth_lens::{AnswerSource, CollaborationReading, GroupReading, GroupState, People};
use troth_network::{Network, Uncertainty};

use crate::access::{Need, Routes};
use crate::components::forms::urls;
use crate::components::progress::progress;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

const TITLE: &str = "About the partnership";

/// `/n/{network}/survey/rounds/{round}/partnership`.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}/survey/rounds/{round}/partnership", Need::See, show)
}

async fn show(site: Site, Path((network, round)): Path<(String, String)>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let view = site.app.about_partnership(&network, &round).await?;
    let standing = site.app.progress(network.id).await?;
    let lens = site.app.lens();
    let body = html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::survey(&network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (TITLE)
        }
        h1 { (TITLE) }
        (progress(&standing))
        (first_line(&network, &view))
        p.lede {
            "What people say of the collaboration as a whole. Faith in it, progress and being engaged are not trust in a \
             partner: they are shown by themselves and added to no figure on trust. The questions are not yet validated."
        }
        (questions(&view.body, lens))
        (who_answered(&view.turnout))
    };
    let frame = Frame {
        network: Some(&network),
        wave: Some(&view.wave),
        here: Here::Survey,
        title: TITLE,
        seal: Some(view.body.seal()),
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

/// How many of the questions can be shown at all.
fn first_line(network: &Network, view: &AboutPartnership) -> Markup {
    let readings = view.body.value();
    let everybody = |r: &&CollaborationReading| {
        r.group(&People::Everybody, AnswerSource::Staff).is_some_and(|g| g.value().is_some())
    };
    let shown = readings.iter().filter(everybody).count();
    html! {
        div.finding data-numbers="finding" {
            @if readings.is_empty() {
                p { strong { "Nothing is worked out for " (view.wave.label) " yet." } }
                p.sure { "It is worked out once the round is closed and its answers are in." }
            } @else {
                p { strong {
                    "In " (network.name) " the staff\u{2019}s answers to " (shown) " of "
                    (counted(readings.len(), "question", "questions")) " on the partnership can be shown."
                } }
                p.sure { "Means from 0 to 100, where 100 is good, each with the range in which it likely lies." }
            }
        }
        @if !readings.is_empty() { (worked::finding(readings)) }
    }
}

fn questions(released: &Released<Vec<CollaborationReading>>, lens: &Lens) -> Markup {
    html! {
        @for (at, reading) in released.value().iter().enumerate() { (question(at, reading, lens)) }
    }
}

/// How many of those who were asked finished.
fn who_answered(released: &Released<Option<CollaborationReading>>) -> Markup {
    html! {
        @if let Some(reading) = released.value() {
            section aria-labelledby="answered" {
                h2 #answered { "Who answered" }
                p.lede data-numbers="answered" {
                    "Of 100 who were asked by a link of their own, so many finished. The others may think otherwise: the fewer                      answered, the less the figures above say of all."
                }
                div data-numbers="answered" { (table("answered", "Of 100 who were asked, how many finished", reading)) }
                (worked::turnout(reading))
            }
        }
    }
}

/// The words of a concept on screen.
fn label(reading: &CollaborationReading, lens: &Lens) -> String {
    let concept = reading.concept.parse().ok();
    concept.and_then(|c| lens.concept_label(&c)).unwrap_or(&reading.concept).to_owned()
}

fn question(at: usize, reading: &CollaborationReading, lens: &Lens) -> Markup {
    let (id, numbers) = (format!("question-{at}"), format!("groups-{at}"));
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (label(reading, lens)) }
            ul."bullets" {
                @for item in &reading.items {
                    li { "\u{201c}" (lens.variable(item).map_or(item.as_str(), |v| v.wording.as_str())) "\u{201d}" }
                }
            }
            @if reading.turned {
                p."small" { "Turned round: the less people agree, the higher the mean." }
            }
            div data-numbers=(numbers) { (table(&id, "Mean and range, 0 to 100", reading)) }
            (worked::question(&numbers, &label(reading, lens), reading))
        }
    }
}

fn table(id: &str, title: &str, reading: &CollaborationReading) -> Markup {
    let caption = format!("{id}-groups");
    let is_turnout = reading.concept == TURNOUT;
    html! {
        div."scroll-x" tabindex="0" role="region" aria-labelledby=(caption) {
            table {
                caption id=(caption) { (title) }
                thead {
                    tr {
                        th scope="col" { "Who" }
                        th.r scope="col" { @if is_turnout { "Finished" } @else { "Mean (range)" } }
                        th.r scope="col" { @if is_turnout { "People asked" } @else { "People" } }
                        th.r scope="col" { "Organisations" }
                    }
                }
                tbody { @for group in &reading.groups { (row(group)) } }
            }
        }
    }
}

fn row(group: &GroupReading) -> Markup {
    html! {
        tr {
            th scope="row" { (who(group)) }
            @match &group.state {
                GroupState::Shown { value, people, organisations } => {
                    td.r { span.nw {
                        @match value.uncertainty {
                            Uncertainty::Interval { .. } => (with_range(value)),
                            Uncertainty::Exact => (points(value.estimate)),
                            Uncertainty::NotQuantified { .. } => { "about " (points(value.estimate)) },
                        }
                    } }
                    td.r { span.nw { (people.words()) } }
                    td.r { (organisations) }
                },
                GroupState::Withheld { .. } => td.quiet colspan="3" { "Not shown: too few, or too few others beside them" },
            }
        }
    }
}

fn who(group: &GroupReading) -> String {
    match (&group.people, group.source) {
        (_, AnswerSource::Representative) => "Representatives".to_owned(),
        (People::Everybody, AnswerSource::Staff) => "All staff".to_owned(),
        (People::AtLevel(level), AnswerSource::Staff) => level.words().to_owned(),
        (People::InSector(sector), AnswerSource::Staff) => {
            format!("Sector: {}", troth_network::Sector(sector.clone()).words())
        }
    }
}
