//! What a form with a file sends.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;

use super::draft::Typed;
use crate::error::PageError;

/// A form with a file, as it came in.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// What was typed.
    pub(crate) typed: Typed,
    /// The file's name and content, if one was chosen.
    pub(crate) file: Option<(String, Vec<u8>)>,
}

/// Reads a form with a file.
///
/// # Errors
/// If more is sent than is taken, or it is not the body of a form.
pub(crate) async fn receive(mut multipart: Multipart) -> Result<Sent, PageError> {
    let mut sent = Sent::default();
    while let Some(part) = multipart.next_field().await.map_err(|e| refused(&e))? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file) => {
                let bytes = part.bytes().await.map_err(|e| refused(&e))?;
                // Without a choice browsers send a nameless, empty file.
                if !file.is_empty() || !bytes.is_empty() {
                    sent.file = Some((base(&file).to_owned(), bytes.into()));
                }
            }
            None => sent.typed.put(&name, part.text().await.map_err(|e| refused(&e))?),
        }
    }
    Ok(sent)
}

/// Some browsers send the whole path.
fn base(file: &str) -> &str {
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if base.is_empty() { "The file" } else { base }
}

fn refused(error: &MultipartError) -> PageError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        PageError::TooLarge
    } else {
        PageError::Unreadable(
            "The form did not arrive whole. Nothing was saved. Go back and send it again.".to_owned(),
        )
    }
}
