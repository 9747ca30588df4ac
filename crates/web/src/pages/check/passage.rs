//! One passage: the words as they were said, what may be shown, other words for them, and how somebody would read it.

use axum::extract::{Form, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::checking::{Choice as Chosen, OwnPassage, Preview};
use troth_say::Permission;

use super::frame::page;
use super::{Inside, home, moved, pin, place_of, to, words};
use crate::components::forms::{Choice, Draft, Field, Typed, error_summary, radios, select, textarea};
use crate::components::quiet::QuietPage;
use crate::error::PageError;
use crate::site::Site;

/// The form for one passage.
pub(super) async fn show(
    site: Site,
    Path((token, place)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else { return Ok(to(&home(&token))) };
    let Ok(passage) = inside.own.at(&place, None) else {
        return Ok(to(&format!("{}?done=moved", home(&token))));
    };
    let mut typed = Typed::default();
    if let Some(said) = passage.said.as_ref().filter(|said| !said.withdrawn) {
        typed.put("permission", said.permission.id());
        typed.put("amended", said.amended.clone().unwrap_or_default());
    }
    Ok(render(&site, &token, &inside, passage, &Draft::of(typed), None).into_response())
}

/// Saves the choice, or shows how it would be read.
pub(super) async fn send(
    site: Site,
    Path((token, place)): Path<(String, String)>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(inside) = Inside::of(&site.app, &token, &headers).await? else {
        let page = pin::ask(&site, &token, &Draft::default(), typed.get("amended"));
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let passage = match inside.own.at(&place, typed.get("version").parse().ok()) {
        Ok(passage) => passage,
        Err(error) => return Ok(moved(&site, &token, &error.to_string(), &typed)),
    };
    let choice = match chosen(&typed) {
        Ok(choice) => choice,
        Err(error) => return refused(&site, &token, &inside, passage, typed, error),
    };
    if typed.get("action") == "preview" {
        let reader = typed.get("reader").to_owned();
        return match site.app.preview_own(&inside.checking, passage, &choice, &reader).await {
            Ok(preview) => {
                let draft = Draft::of(typed);
                Ok(render(&site, &token, &inside, passage, &draft, Some(&preview)).into_response())
            }
            Err(error) => refused(&site, &token, &inside, passage, typed, error),
        };
    }
    match site.app.say_of_own(&inside.checking, passage, &choice).await {
        Ok(()) => Ok(to(&match inside.next(&place) {
            Some(next) => place_of(&token, &next),
            None => format!("{}/done", home(&token)),
        })),
        Err(AppError::Conflict(message)) => Ok(moved(&site, &token, &message, &typed)),
        Err(error) => refused(&site, &token, &inside, passage, typed, error),
    }
}

/// Silence means not quoted.
fn chosen(typed: &Typed) -> Result<Chosen, AppError> {
    let permission = match typed.filled("permission") {
        None => Permission::NotQuoted,
        Some(text) => text.parse().map_err(|_| AppError::field("permission", "Choose one of the four."))?,
    };
    Ok(Chosen { permission, amended: typed.get("amended").to_owned(), withdrawn: false })
}

fn refused(
    site: &Site,
    token: &str,
    inside: &Inside,
    passage: &OwnPassage,
    typed: Typed,
    error: AppError,
) -> Result<Response, PageError> {
    let draft = Draft::refused(typed, error, "amended")?;
    let page = render(site, token, inside, passage, &draft, None);
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn render(
    site: &Site,
    token: &str,
    inside: &Inside,
    passage: &OwnPassage,
    draft: &Draft,
    preview: Option<&Preview>,
) -> QuietPage {
    let place = passage.place();
    let (number, all) = (inside.number(&place), inside.own.passages.len());
    let title = format!("Passage {number} of {all}");
    let readers: Vec<Choice> = passage.about.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let body = html! {
        div.prog {
            b { (title) }
            progress max=(all) value=(number) aria-label="Passages" {}
        }
        h1 { "What may be shown of this?" }
        (error_summary(draft))
        (as_said(passage))
        p."small"."quiet"."gap-m" { "Now: " (super::list::state(passage)) }
        @if let Some(preview) = preview { (as_read(preview)) }
        form method="post" action=(place_of(token, &place)) {
            input type="hidden" name="version" value=(passage.version);
            (radios(draft, Field::new("permission", "Your choice").hint("If you choose none: not shown"),
                &permissions(inside.checking.label())))
            (textarea(draft, Field::new("amended", "Other words, if you want")
                .hint("What you write here is shown in the place of what was recorded, marked as your amended words. \
                       Leave out what could tell who somebody is"), 4))
            @if !readers.is_empty() {
                (select(draft, Field::new("reader", "Before you save, see it as they will read it"), None, &readers))
                div.go { button.btn."second" name="action" value="preview" { "Show me, without saving" } }
            }
            div.go { button.btn name="action" value="save" { "Save and go on" } }
        }
        p.tail {
            a href={ (place_of(token, &place)) "/withdraw" } { "Take this passage back altogether" }
            " \u{b7} "
            a href=(home(token)) { "All your passages" }
        }
    };
    page(site, &title, Some(token), &body)
}

/// The words with what surrounds them, quieter.
pub(super) fn as_said(passage: &OwnPassage) -> Markup {
    let around = &passage.around;
    html! {
        figure.quote {
            blockquote {
                @if !around.before.is_empty() { span."quiet" { (around.before) " " } }
                mark { (around.passage) }
                @if !around.after.is_empty() { span."quiet" { " " (around.after) } }
            }
            figcaption { "Your words as they were recorded. Only the marked ones are used." }
        }
    }
}

fn as_read(preview: &Preview) -> Markup {
    html! {
        section."banner"."ok" tabindex="-1" autofocus aria-labelledby="as-read" {
            h2 #as-read { "As " (preview.reader) " will read it" }
            @for (who, said, amended) in &preview.quotes {
                figure.quote {
                    blockquote { "\u{201c}" (said) "\u{201d}" }
                    figcaption { (who) @if *amended { ", in the speaker\u{2019}s amended words" } }
                }
            }
            @if preview.quotes.is_empty() {
                p {
                    (preview.reader) " does not read these words. "
                    @if preview.counts {
                        "If enough people were interviewed, they count in a number such as \u{201c}4 of 7 speakers\u{201d}."
                    } @else {
                        "As they are coded now, they count in no number either."
                    }
                }
            }
            p."small"."quiet"."gap-m" { "Nothing is saved yet. This is worked out by the same rules as the results." }
        }
    }
}

fn permissions(label: &str) -> Vec<Choice> {
    let hint = |permission| match permission {
        Permission::NotQuoted => "Nobody reads these words.".to_owned(),
        Permission::SectorOnly => "Such as \u{201c}Somebody in social care\u{201d}.".to_owned(),
        Permission::WithOrganisation => {
            "With the level you work at, where at least three people fit that; else with less.".to_owned()
        }
        Permission::Named => format!(
            "You are called \u{201c}{label}\u{201d}. Everybody who reads the results can then know that it was you."
        ),
    };
    Permission::ALL.iter().map(|p| Choice::new(p.id(), words(*p)).hint(hint(*p))).collect()
}
