//! About whom everybody is asked: worked out, saved, and said what can be expected of it.

use axum::extract::{Form, Path};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::forecast::USUAL_SHARE;
use troth_app::surveys::Assignment;
use troth_gate::forecast::Share;

use super::{Round, refused};
use crate::components::forms::{Draft, Field, Typed, error_summary, text_input};
use crate::components::method::how;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;
use crate::urls::method;

const TITLE: &str = "About whom";

/// The form.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let typed = Typed::default().with("share", format!("{:.0}", USUAL_SHARE * 100.0));
    render(&site, &round, &Draft::of(typed), None).await
}

/// Works it out and saves it.
pub(super) async fn assign(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let worked = match typed.get("share").trim().parse::<f64>().ok().and_then(|n| Share::new(n / 100.0)) {
        Some(share) => site.app.assign_partners(&round.network, &round.view.wave, share).await,
        None => Err(AppError::field("share", "Write how many of 100 answer: a number from 0 to 100.")),
    };
    match worked {
        Ok(assignment) => {
            Ok(render(&site, &round, &Draft::of(typed), Some(&assignment)).await?.into_response())
        }
        Err(error) => {
            let mut draft = Draft::refused(typed, error, "share")?;
            // The number of partners is chosen on another page.
            draft.errors.iter_mut().for_each(|error| error.field = "share");
            Ok(refused(render(&site, &round, &draft, None).await?))
        }
    }
}

async fn render(
    site: &Site,
    round: &Round,
    draft: &Draft,
    assignment: Option<&Assignment>,
) -> Result<Page, PageError> {
    let listed = site.app.listed(&round.view.wave).await?;
    let each = site.app.partners_each(&round.view.wave).await?;
    let body = html! {
        (error_summary(draft))
        @if let Some(assignment) = assignment { (told(assignment)) }
        p.lede {
            "Troth works out who is asked about whom, so that as many relationships as possible can be shown on both \
             sides and nobody is asked for longer than you allow. Everybody can leave partners out and add others."
        }
        @if !round.is_draft() {
            p { "The round has begun: who is asked about whom stays as it is, and people change their own partners." }
        } @else if listed.is_empty() {
            p { a href=(round.at("people")) { "Put people on the list" } " first." }
        } @else {
            form.form method="post" action=(round.at("partners")) {
                (text_input(draft, Field::new("share", "Of 100 asked, how many answer").hint("Your guess, 0 to 100")))
                button.btn { @if each.is_empty() { "Work it out" } @else { "Work it out again" } }
            }
        }
        p."gap-m" { a href=(round.url()) { "Back to the round" } }
        (how(&html! {
            p {
                "No answer of an earlier round is used, and no count of answers: only who is on the list, and which \
                 organisations rated each other. " a href=(method("who-is-asked")) { "The method" } "."
            }
        }))
    };
    Ok(round.page(site, TITLE, &body))
}

fn told(assignment: &Assignment) -> Markup {
    html! {
        div."banner"."ok" role="status" {
            h2 { "It is worked out and saved" }
            p { (assignment.says) }
            p."gap-s" { (assignment.how_good) }
            p."gap-s" { (assignment.help) }
            p."gap-s" {
                "The longest takes about " (format!("{:.0}", assignment.minutes.longest)) " minutes."
            }
        }
    }
}
