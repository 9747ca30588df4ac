//! What a page says when it cannot do what was asked: what happened and what to do.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use thiserror::Error;
use troth_app::AppError;

use crate::assets::Assets;
use crate::layout::{Frame, Page, framed};

/// Why a page cannot be shown.
#[derive(Debug, Error)]
pub(crate) enum PageError {
    /// A use case refused or failed.
    #[error(transparent)]
    App(#[from] AppError),
    /// Refused, with the reason.
    #[error("{0}")]
    Refused(String),
    /// More was sent than is taken.
    #[error("What you sent is larger than {} MB. Nothing was saved. Send it in parts, or save the file as plain text.", crate::guard::LARGEST / 1_000_000)]
    TooLarge,
    /// What was sent cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

impl PageError {
    fn status(&self) -> StatusCode {
        match self {
            Self::App(AppError::NotFound(_)) => StatusCode::NOT_FOUND,
            Self::App(AppError::Conflict(_)) => StatusCode::CONFLICT,
            Self::App(AppError::Invalid(_) | AppError::Rows { .. } | AppError::File(_)) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::App(AppError::Withheld(_) | AppError::Denied(_)) | Self::Refused(_) => {
                StatusCode::FORBIDDEN
            }
            Self::App(
                AppError::Crypto
                | AppError::Gate(_)
                | AppError::Reopen(_)
                | AppError::Store(_)
                | AppError::Json(_)
                | AppError::Keyring(_)
                | AppError::Keys(_)
                | AppError::Backup(_)
                | AppError::Letter(_),
            ) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable(_) => StatusCode::BAD_REQUEST,
        }
    }

    /// The sentence on the page. What went wrong inside is for the log only.
    fn sentence(&self) -> String {
        match self {
            Self::App(AppError::Reopen(error)) => error.to_string(),
            _ if self.status() == StatusCode::INTERNAL_SERVER_ERROR => {
                "Troth could not do this. Nothing you entered elsewhere is lost. Go back and try again; if it \
                 happens again, look at what `troth serve` printed and tell whoever looks after this computer."
                    .to_owned()
            }
            _ => self.to_string(),
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = %self, "a page failed");
        }
        said(status, &self.sentence()).into_response()
    }
}

/// A page of its own for `status`, with the sentence that says what to do.
pub(crate) fn said(status: StatusCode, sentence: &str) -> Page {
    let title = match status {
        StatusCode::NOT_FOUND => "This is not here",
        StatusCode::CONFLICT => "Somebody else was faster",
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::BAD_REQUEST => "This cannot be taken as it is",
        StatusCode::FORBIDDEN => "This is not possible here",
        StatusCode::PAYLOAD_TOO_LARGE => "This is too large",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take that",
        _ => "Something went wrong",
    };
    let frame = Frame { title, ..Frame::default() };
    let body = html! {
        h1 { (title) }
        @for line in sentence.lines() { p.lede { (line) } }
        p."gap-m" { a href="/" { "To the first page" } }
    };
    framed(Assets, &frame, body).with_status(status)
}

/// For addresses that lead nowhere.
pub(crate) async fn no_such_page() -> Page {
    said(StatusCode::NOT_FOUND, "There is no page at this address. Check it, or start from the first page.")
}

/// Puts bare answers of the framework (an unreadable form, a wrong method, too much sent) into words.
pub(crate) async fn in_words(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let told = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| !kind.starts_with("text/plain")));
    if told || !status.is_client_error() {
        return response;
    }
    match status {
        StatusCode::NOT_FOUND => no_such_page().await.into_response(),
        StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge.into_response(),
        StatusCode::METHOD_NOT_ALLOWED => {
            said(status, "This address does not take what was sent. Go back and use the form there.")
                .into_response()
        }
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            let (mut parts, _) = response.into_parts();
            parts.headers.remove(header::CONTENT_TYPE);
            parts.headers.remove(header::CONTENT_LENGTH);
            let page = said(
                status,
                "What was sent cannot be read: a field is missing or is not of its kind. Nothing was saved. Go back \
                 and send the form again.",
            );
            let (page, body) = page.into_response().into_parts();
            parts.headers.extend(page.headers);
            Response::from_parts(parts, Body::new(body))
        }
        _ => response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_inside_stays_in_the_log() {
        let inner = serde_json::from_str::<u8>("\"of one person\"").unwrap_err();
        let error = PageError::from(AppError::from(inner));
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(error.to_string().contains("of one person") && !error.sentence().contains("of one person"));
        assert!(error.sentence().contains("try again"));
    }

    #[test]
    fn every_refusal_has_its_status_and_keeps_its_sentence() {
        let cases = [
            (AppError::missing("This survey round"), StatusCode::NOT_FOUND),
            (AppError::Conflict("Somebody saved first.".to_owned()), StatusCode::CONFLICT),
            (AppError::field("name", "Give it a name."), StatusCode::UNPROCESSABLE_ENTITY),
        ];
        for (error, status) in cases {
            let sentence = error.to_string();
            let error = PageError::from(error);
            assert_eq!((error.status(), error.sentence()), (status, sentence));
        }
    }
}
