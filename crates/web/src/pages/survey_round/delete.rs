//! Deleting a draft: asked once more, since its list goes with it.

use axum::extract::Path;
use axum::response::Redirect;
use maud::html;
use troth_app::AppError;

use super::Round;
use crate::components::forms::urls;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

/// The question.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    if !round.is_draft() {
        let sentence = "This round has begun, so it cannot be deleted. It can be closed.";
        return Err(AppError::Conflict(sentence.to_owned()).into());
    }
    let body = html! {
        p.lede {
            "The round goes, with everybody on its list, whom they were to be asked about, and links that were made. \
             Nobody has answered it. This cannot be taken back."
        }
        form.form method="post" action=(round.at("delete")) {
            div.acts {
                button.btn."warn" { "Delete the draft" }
                a.btn."second" href=(round.url()) { "No, keep it" }
            }
        }
    };
    Ok(round.page(&site, "Delete this draft?", &body))
}

/// Deletes it.
pub(super) async fn send(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Redirect, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    site.app.delete_draft(&round.network, &round.view.wave).await?;
    Ok(Redirect::to(&urls::done(&urls::survey(&round.network), "draft-deleted")))
}
