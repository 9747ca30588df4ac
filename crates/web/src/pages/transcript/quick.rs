//! The answer to the script that codes without loading the page anew: the turns that changed, the new line of the list.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use troth_app::AppError;
use troth_network::{CodingId, Network, TranscriptId};
use troth_say::Turn;

use super::codings;
use super::turns;
use crate::components::forms::urls;
use crate::components::words::counted;
use crate::error::PageError;
use crate::site::Site;

/// What changed on the page.
#[derive(Serialize)]
struct Changed {
    /// The id of the coding.
    coding: String,
    /// Ids of turns with their new markup.
    turns: Vec<(String, String)>,
    /// The line of the list.
    item: String,
    /// The id of the line that follows it.
    before: Option<String>,
    /// The heading of the list.
    count: String,
    /// What was coded, for the line that is read aloud.
    said: String,
}

/// What has to be mended.
#[derive(Serialize)]
struct Refused {
    errors: Vec<String>,
}

/// Whether a script asks for what changed instead of a page.
pub(super) fn is_asked_for(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json")
}

/// What changed by a coding, or why it was refused.
pub(super) async fn answer(
    site: &Site,
    network: &Network,
    id: TranscriptId,
    coded: Result<CodingId, AppError>,
) -> Result<Response, PageError> {
    let coding = match coded {
        Ok(coding) => coding,
        Err(AppError::Invalid(errors)) => {
            let errors = errors.into_iter().map(|error| error.message).collect();
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(Refused { errors })).into_response());
        }
        Err(AppError::Conflict(message)) => {
            return Ok((StatusCode::CONFLICT, Json(Refused { errors: vec![message] })).into_response());
        }
        Err(other) => return Err(other.into()),
    };
    let now = site.app.coded_now(network, id, coding).await?;
    let now = now.value();
    let (view, new) = (&now.view, &now.coding);
    let names = site.app.names(network.id).await?;
    let points = view.stored.points();
    let drawn = |turn: &Turn| turns::one(turn, &turns::within(turn, &view.codings), view, &points, &names);
    let turns = now.turns().iter();
    let turns = turns.map(|turn| (format!("t-{}", turn.position), drawn(turn).into_string())).collect();
    let here = urls::transcript(network, id);
    let code = codings::code_of(&view.codebook, new).name;
    Ok(Json(Changed {
        coding: coding.to_string(),
        turns,
        item: codings::one(&here, view, &names, &points, new).into_string(),
        before: now.next.map(|next| format!("coding-{next}")),
        count: counted(now.count, "coded passage", "coded passages"),
        said: format!("Coded: {code}"),
    })
    .into_response())
}
