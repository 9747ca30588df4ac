//! How good the answers of a closed round are: a page and a file for the custodian alone.

mod sheets;
mod worked;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use troth_app::quality::AnswerQuality;
use troth_gate::CustodianOnly;
use troth_network::{AnswerRole, Network};
use troth_report::working::{FOR_THE_CUSTODIAN_ANSWERS, Sheet, csv_for, table};

use crate::access::{Need, Routes};
use crate::components::forms::urls;
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

const TITLE: &str = "How good the answers are";

/// `/n/{network}/survey/rounds/{round}/quality` and its file.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/n/{network}/survey/rounds/{round}/quality", Need::Custodian, show).get(
        "/n/{network}/survey/rounds/{round}/quality.csv",
        Need::Custodian,
        file,
    )
}

async fn show(site: Site, Path((network, round)): Path<(String, String)>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let quality = site.app.answer_quality(&network, &round).await?;
    let found = quality.value();
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(&network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (TITLE)
        }
        h1 { (TITLE) }
        (first_line(&network, found))
        p.lede {
            "None of this leaves Troth by itself: a share of answers at one end of the scale, beside sums of small groups, can \
             fix what somebody answered. So it is shown to you alone."
        }
        div.acts {
            a.btn."second" href={ (urls::answer_quality(&network, &round)) ".csv" } { "Download as CSV" }
        }
        (ends(&quality))
        (colleagues(&quality))
        (items(&quality))
        (turnout(&quality))
    };
    let frame = Frame {
        network: Some(&network),
        wave: Some(&found.wave),
        here: Here::Survey,
        title: TITLE,
        custodian: true,
        ..Frame::default()
    };
    Ok(page(&site, &frame, body))
}

async fn file(site: Site, Path((network, round)): Path<(String, String)>) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let quality = site.app.answer_quality(&network, &round).await?;
    let text = csv_for(&sheets::whole(&quality), FOR_THE_CUSTODIAN_ANSWERS, site.app.today());
    let name = format!("{}-round-{}-answers-custodian-only", network.slug, round);
    let safe: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}.csv\"")),
    ];
    Ok((headers, text).into_response())
}

/// What was found, in one sentence.
fn first_line(network: &Network, found: &AnswerQuality) -> Markup {
    let staff: Vec<_> = found.ends.iter().filter(|ends| ends.role == AnswerRole::Staff).collect();
    let many = staff.iter().filter(|e| e.floor() == Some(true) || e.ceiling() == Some(true)).count();
    let told = found.colleagues.iter().filter(|one| one.told.is_told()).count();
    html! {
        div.finding data-numbers="ends" {
            @if staff.is_empty() {
                p { strong { "No answers of staff about partners can be looked at in " (found.wave.label) "." } }
                p.sure { "Answers by an open link, and answers without a scale, are not looked at." }
            } @else {
                p { strong {
                    "In " (network.name) ", " (many) " of " (counted(staff.len(), "question", "questions"))
                    " to staff about partners " (if many == 1 { "has" } else { "have" })
                    " many answers at one end of the scale."
                } }
                p.sure {
                    "Counted. How far colleagues agree can be told for " (told) " of them; what is said of it holds over its whole range."
                }
            }
        }
    }
}

fn section(
    id: &str,
    title: &str,
    lede: &str,
    sheet: &CustodianOnly<Sheet>,
    none: &str,
    worked: &Markup,
) -> Markup {
    let empty = sheet.value().rows.is_empty();
    html! {
        section aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { (title) }
            @if empty { p { (none) } } @else {
                p data-numbers=(id) { (lede) }
                div data-numbers=(id) { (table(sheet)) }
                (worked)
            }
        }
    }
}

fn ends(quality: &CustodianOnly<AnswerQuality>) -> Markup {
    let lede = "Where many answer at one end, answers beyond it could not be given, and a change for the better or the worse may \
                not show.";
    let none = "Cannot tell: there are no answers about partners on a scale.";
    section(
        "ends",
        "Answers at the ends of the scale",
        lede,
        &sheets::ends(quality),
        none,
        &worked::ends(quality.value()),
    )
}

fn colleagues(quality: &CustodianOnly<AnswerQuality>) -> Markup {
    let lede = "That colleagues differ is a finding and no fault: they may know different people there.";
    let none = "Cannot tell: there are no answers of staff about partners on a scale.";
    let worked = worked::colleagues(quality.value());
    section(
        "colleagues",
        "Whether colleagues agree about a partner",
        lede,
        &sheets::colleagues(quality),
        none,
        &worked,
    )
}

fn items(quality: &CustodianOnly<AnswerQuality>) -> Markup {
    let lede = "What is asked with several items is taken together. That makes sense if who answers high on one answers high on \
                the others.";
    let none = "Cannot tell: nothing was asked with several items.";
    let worked = worked::items(quality.value());
    section("items", "Whether items hang together", lede, &sheets::reliability(quality), none, &worked)
}

fn turnout(quality: &CustodianOnly<AnswerQuality>) -> Markup {
    let (asked, finished) =
        quality.value().turnout.iter().fold((0, 0), |(a, f), row| (a + row.asked, f + row.finished));
    let lede = format!(
        "Of {asked} who were asked by a link of their own, {finished} finished. What the others think is not known; the fewer \
         finished, the less the answers say of all."
    );
    let none = "Cannot tell: this round was not asked in Troth, so who was asked is not known.";
    section(
        "turnout",
        "Who did not answer",
        &lede,
        &sheets::turnout(quality),
        none,
        &worked::turnout(quality.value()),
    )
}
