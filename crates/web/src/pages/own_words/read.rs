//! The custodian reads what people wrote, comment by comment, and decides what is shown.

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::surveys::{ToRead, WordsChoice, Written};
use troth_network::Network;

use super::TITLE;
use crate::components::forms::{Draft, Field, Typed, done, error_summary, textarea, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// Everything that was written, what nobody has read first.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &round, &Draft::default(), asked.filled("done")).await
}

/// Allows one, or keeps it back.
pub(super) async fn decide(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let id = typed.get("id").parse().map_err(|_| AppError::missing("What was written here"))?;
    let choice = WordsChoice {
        allow: typed.get("decision") == "allow",
        words: typed.get("words").to_owned(),
        revision: typed.get("revision").parse().unwrap_or(-1),
    };
    match site.app.decide_words(&network, &round, id, &choice).await {
        Ok(()) => {
            let here = format!("{}/read", urls::own_words(&network, &round));
            Ok(Redirect::to(&urls::done(&here, "words")).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "words")?.under(prefix(&id.to_string()));
            let page = render(&site, &network, &round, &draft, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Before the ids of the fields of one comment.
fn prefix(id: &str) -> String {
    format!("c-{id}-")
}

async fn render(
    site: &Site,
    network: &Network,
    round: &str,
    draft: &Draft,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let to_read = site.app.words_to_read(network, round).await?;
    let to_read = to_read.value();
    let here = urls::own_words(network, &to_read.wave.external_id);
    let body = html! {
        nav.crumbs aria-label="Where you are" {
            a href=(urls::survey(network)) { "Survey" } span aria-hidden="true" { "\u{203a}" }
            a href=(here) { (TITLE) } span aria-hidden="true" { "\u{203a}" } "Read and decide"
        }
        h1 { "Read and decide what is shown" }
        (done(word))
        (error_summary(draft))
        (standing(to_read))
        p.lede {
            "What you allow is read by everybody of the agreed audience, the partners too, without who wrote it. Words were \
             looked through for names, places, telephone numbers and addresses, which are marked; rules miss some. Think \
             also of what only one person could have written."
        }
        div."cards"."gap-m" {
            @for (at, one) in to_read.list.iter().enumerate() { (comment(&here, at, one, draft)) }
        }
    };
    let frame = Frame {
        network: Some(network),
        wave: Some(&to_read.wave),
        here: Here::Survey,
        title: "Read and decide what is shown",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

fn standing(to_read: &ToRead) -> Markup {
    let list = &to_read.list;
    let (unread, shown) =
        (list.iter().filter(|w| !w.decided).count(), list.iter().filter(|w| w.shown.is_some()).count());
    html! {
        div.finding {
            @if list.is_empty() {
                p { strong { "Nobody wrote anything in " (to_read.wave.label) "." } }
            } @else {
                p { strong {
                    @if unread == 0 { "Every comment of " (to_read.wave.label) " has been decided." }
                    @else {
                        (counted(unread, "comment", "comments")) " of " (to_read.wave.label)
                        @if unread == 1 { " waits" } @else { " wait" } " for somebody to read."
                    }
                } }
                p.sure {
                    (counted(list.len(), "was written", "were written")) ", " (shown)
                    @if shown == 1 { " is shown." } @else { " are shown." }
                }
            }
        }
    }
}

fn comment(here: &str, at: usize, one: &Written, refused: &Draft) -> Markup {
    let (id, title) = (one.id.to_string(), format!("comment-{at}"));
    let fresh = Draft::of(Typed::default().with("words", one.proposed.as_str())).under(prefix(&id));
    let draft = if refused.typed.get("id") == id { refused } else { &fresh };
    let stands = match (&one.shown, one.decided) {
        (Some(shown), _) if shown.trim() == one.words.trim() => "allowed as it was written",
        (Some(_), _) => "allowed with words taken out",
        (None, true) => "kept back",
        (None, false) => "not read yet",
    };
    html! {
        article.card aria-labelledby=(title) {
            h2 id=(title) { "Comment " (at + 1) ": " (stands) }
            figure.quote { blockquote { (marked(one)) } }
            @if let Some(patient) = one.patient {
                p."gap-s" { strong { "It holds what looks like " (patient) "." } " Nothing about patients can be allowed." }
            }
            @if !one.found.is_empty() {
                p."small"."gap-s" { "Points to somebody or something:" }
                ul."bullets"."small" {
                    @for found in &one.found { li { "\u{201c}" (found.words) "\u{201d}: " (found.kind.words()) } }
                }
            }
            form.form method="post" action={ (here) "/read" } data-guard {
                input type="hidden" name="id" value=(id);
                input type="hidden" name="revision" value=(one.revision);
                (textarea(draft, Field::new("words", "As it is shown").hint(
                    "Take out what points to somebody. What stands in its place goes in square brackets, such as [a \
                     colleague]. What was written stays stored, and only you see it."), 4))
                div.acts {
                    button.btn."slim" name="decision" value="allow" { "Allow" span.vh { " comment " (at + 1) } }
                    button.btn."second"."slim" name="decision" value="keep" { "Keep back" span.vh { " comment " (at + 1) } }
                }
            }
        }
    }
}

/// The words with what was found in them marked.
fn marked(one: &Written) -> Markup {
    let mut letters = one.words.chars();
    let mut at = 0;
    let mut take = |to: usize| -> String {
        let part = letters.by_ref().take(to.saturating_sub(at)).collect();
        at = at.max(to);
        part
    };
    let parts: Vec<(String, String)> = one.found.iter().map(|f| (take(f.start), take(f.end))).collect();
    let rest: String = letters.collect();
    html! { @for (before, found) in &parts { (before) mark.hit { (found) } } (rest) }
}
