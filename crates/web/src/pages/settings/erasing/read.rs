//! What the forms of the page say.

use std::str::FromStr;

use troth_app::erasing::Who;
use troth_app::{App, AppError, FieldError};
use troth_network::{Network, TranscriptId};

use crate::components::forms::Typed;

/// Between the id of a text and a speaker's label; no label begins with it.
pub(super) const SEPARATOR: char = '|';

/// Whether the box was ticked without which nothing is erased.
///
/// # Errors
/// If it was not.
pub(super) fn sure(typed: &Typed) -> Result<(), AppError> {
    if typed.get("sure") == "yes" {
        return Ok(());
    }
    Err(AppError::field("sure", "Tick the box if you are sure. Nothing was erased."))
}

/// Whose answers.
///
/// # Errors
/// If organisation or id are missing.
pub(super) async fn who(app: &App, network: &Network, typed: &Typed) -> Result<Who, AppError> {
    let names = app.names(network.id).await?;
    let rater = names.by_external(typed.get("rater")).map(|o| o.id);
    let mut errors = Vec::new();
    if rater.is_none() {
        errors.push(FieldError::new("rater", "Choose the organisation they answered for."));
    }
    let id = typed.filled("respondent");
    let representative = typed.get("whose") == "representative";
    if id.is_none() && !representative {
        let message = "Give the id that the file used for the person, or choose the representative.";
        errors.push(FieldError::new("respondent", message));
    }
    match (rater, id) {
        (Some(rater), _) if representative && errors.is_empty() => Ok(Who::Representative(rater)),
        (Some(rater), Some(id)) if errors.is_empty() => Ok(Who::Staff { rater, id: id.to_owned() }),
        _ => Err(AppError::Invalid(errors)),
    }
}

/// An id from a list.
///
/// # Errors
/// If none was chosen.
pub(super) fn id<T: FromStr>(typed: &Typed, field: &'static str, message: &str) -> Result<T, AppError> {
    typed.get(field).parse().map_err(|_| AppError::field(field, message))
}

/// A text, and the speaker in it if it is not to go as a whole.
///
/// # Errors
/// If none was chosen.
pub(super) fn words(typed: &Typed) -> Result<(TranscriptId, Option<&str>), AppError> {
    let text = typed.get("words");
    let (id, label) = match text.split_once(SEPARATOR) {
        Some((id, label)) => (id, Some(label)),
        None => (text, None),
    };
    let id = id.parse().map_err(|_| AppError::field("words", "Choose a text or a speaker."))?;
    Ok((id, label))
}
