//! Who may ask for what: every route says what it needs, and nothing is answered before that is met.

mod cookie;
mod enter;
mod form_token;
mod limit;
mod need;
mod routes;

pub(crate) use cookie::{
    check_cookie, check_session, end_check, end_session, language, language_cookie, session_cookie,
};
#[cfg(feature = "oidc")]
pub(crate) use cookie::{end_oidc, oidc_cookie, oidc_secret};
pub(crate) use enter::{Gate, next_page};
pub(crate) use form_token::with_token;
pub use need::Need;
pub use routes::RouteLine;
pub(crate) use routes::Routes;
