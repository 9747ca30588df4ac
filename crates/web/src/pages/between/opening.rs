//! Opening a relationship to both: each organisation says its own yes, and learns of the other's only when both have.
//! What one organisation has said is on the page for its own people alone.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::views::relationship::RelationshipView;
use troth_gate::Visibility;
use troth_network::Pair;

use super::{Place, Seen};
use crate::components::forms::Typed;
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// How far the viewer's own organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// It has not said yes.
    NotSaid,
    /// It has; the other one has not.
    Waiting,
    /// Both have.
    Open,
}

/// How far the viewer's own organisation is; `None` for anybody who speaks for neither of the two, and where the
/// round's promise does not provide for it.
pub(super) async fn own(site: &Site, view: &RelationshipView) -> Result<Option<Opening>, PageError> {
    let pair = Pair::of(view.left.id, view.right.id);
    let speaks = site.app.viewer().organisation.is_some_and(|own| pair.has(own));
    let Some(wave) = view.wave.as_ref().filter(|_| speaks) else { return Ok(None) };
    let promise = site.app.promise_of(wave.id).await?;
    if promise.is_none_or(|p| p.visibility != Visibility::Opened) {
        return Ok(None);
    }
    let (said, open) = site.app.own_openings(wave.id).await?;
    Ok(Some(match (said.contains(&pair), open.contains(&pair)) {
        (_, true) => Opening::Open,
        (true, false) => Opening::Waiting,
        (false, false) => Opening::NotSaid,
    }))
}

/// The form, or that it is open.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let Some(opening) = seen.opening else { return html! {} };
    html! {
        section aria-labelledby="opening" {
            h2 #opening { "Showing this relationship to both of you" }
            @match opening {
                Opening::Open => p."gap-s" {
                    b { "Open. " }
                    "Both organisations said yes, so both see both sides as soon as results are worked out. It stays open for \
                     this round."
                },
                Opening::Waiting => {
                    p."gap-s" { b { "Your organisation has said yes. " } "Only your organisation is told so." }
                    (rule())
                    (form(seen, "no", "Take my yes back", true))
                },
                Opening::NotSaid => {
                    p."gap-s" { b { "Your organisation has not said yes." } }
                    (rule())
                    (form(seen, "yes", "Open this relationship to both of us", false))
                },
            }
        }
    }
}

fn rule() -> Markup {
    html! {
        p."gap-s" {
            "Both organisations see both sides if both say yes. Nobody is told that you said yes unless the other says it too, \
             and nobody can tell a no from silence. Once both have said yes, it stays open for this round."
        }
    }
}

fn form(seen: &Seen<'_>, answer: &str, button: &str, second: bool) -> Markup {
    let page = urls::between(&seen.network, &seen.view.left.external_id, &seen.view.right.external_id);
    let wave = seen.view.wave.as_ref().map_or("", |w| w.external_id.as_str());
    html! {
        form.form method="post" action={ (page) "/opening" } {
            input type="hidden" name="wave" value=(wave);
            input type="hidden" name="open" value=(answer);
            button.btn."slim"."second"[second] { (button) }
        }
    }
}

/// Takes the yes of the viewer's own organisation, or takes it back.
pub(super) async fn answer(
    site: Site,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&place.0).await?;
    let names = site.app.names(network.id).await?;
    let find =
        |id: &str| names.by_external(id).map(|o| o.id).ok_or_else(|| AppError::missing("This organisation"));
    let (left, right) = (find(&place.1)?, find(&place.2)?);
    let other = match site.app.viewer().organisation {
        Some(own) if own == left => right,
        Some(own) if own == right => left,
        Some(_) => {
            let sentence = "Only people who speak for one of the two organisations open their relationship.";
            return Err(PageError::Refused(sentence.to_owned()));
        }
        None => {
            let sentence = "You speak for none of the two organisations, so you cannot open their relationship. Nothing \
                            was saved.";
            return Err(AppError::field("open", sentence).into());
        }
    };
    let open = match typed.get("open") {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::field("open", "Use the button on the page of the relationship.").into()),
    };
    let wave = site.app.wave(&network, Some(typed.get("wave"))).await?;
    let wave = wave.ok_or_else(|| AppError::missing("This survey round"))?;
    site.app.open_relationship(&network, wave.id, other, open).await?;
    let page = urls::with(&urls::between(&network, &place.1, &place.2), &[("wave", &wave.external_id)]);
    Ok(Redirect::to(&format!("{page}#opening")).into_response())
}
