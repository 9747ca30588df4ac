//! What a handler works with: the application acting for whoever asks, and who that is. It comes from the request
//! alone, where the guard of the route has put it.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use maud::Markup;
use troth_app::App;
use troth_app::accounts::{Stage, Visit};

use crate::access::{Need, with_token};
use crate::assets::Assets;
use crate::error::PageError;
use crate::options::Options;

/// What every handler works with.
#[derive(Clone)]
pub(crate) struct Site {
    /// Use cases, for whoever asks.
    pub(crate) app: App,
    /// Stylesheet and script.
    pub(crate) assets: Assets,
    /// How the server behaves.
    pub(crate) options: Arc<Options>,
    caller: Caller,
}

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Caller {
    /// The holder of the database, in single-user mode.
    Holder,
    /// Somebody who is not signed in.
    Nobody {
        /// For the forms of the page.
        token: String,
    },
    /// Somebody with a session, be it half of one.
    Visitor {
        /// Who.
        visit: Box<Visit>,
        /// For the forms of the page.
        token: String,
    },
}

impl Site {
    /// For the holder of the database.
    pub(crate) fn of_holder(app: App, options: Arc<Options>) -> Self {
        Self::of(app, options, Caller::Holder)
    }

    /// For whoever asks.
    pub(crate) fn of(app: App, options: Arc<Options>, caller: Caller) -> Self {
        Self { app, assets: Assets, options, caller }
    }

    /// Somebody who is signed in.
    pub(crate) fn visitor(&self) -> Option<&Visit> {
        self.session().filter(|visit| visit.stage == Stage::Whole)
    }

    /// Somebody with a session, be it half of one.
    pub(crate) fn session(&self) -> Option<&Visit> {
        match &self.caller {
            Caller::Visitor { visit, .. } => Some(visit),
            Caller::Holder | Caller::Nobody { .. } => None,
        }
    }

    /// Somebody who is signed in, where nobody else gets to.
    ///
    /// # Errors
    /// If that does not hold.
    pub(crate) fn signed_in(&self) -> Result<&Visit, PageError> {
        let sentence = "Sign in first.";
        self.visitor().ok_or_else(|| PageError::Refused(sentence.to_owned()))
    }

    /// Whether whoever asks meets a need in this partnership, so that a form may be shown to them.
    pub(crate) fn may(&self, need: Need) -> bool {
        matches!(self.caller, Caller::Holder) || need.is_met_by(self.app.viewer().role)
    }

    /// Whether whoever asks holds the database itself.
    pub(crate) fn is_holder(&self) -> bool {
        matches!(self.caller, Caller::Holder)
    }

    /// A page with its forms tied to whoever asks. The holder's are not: other sites are kept out by the guard, and
    /// there is no session to tie them to.
    pub(crate) fn tied(&self, page: Markup) -> Markup {
        match &self.caller {
            Caller::Holder => page,
            Caller::Nobody { token } | Caller::Visitor { token, .. } => with_token(&page, token),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Site {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let sentence = "Nobody has been let in to this page.";
        parts.extensions.get::<Self>().cloned().ok_or_else(|| PageError::Refused(sentence.to_owned()))
    }
}
