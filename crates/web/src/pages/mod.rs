//! One module per page or group of pages.

use axum::Router;

use crate::server::Site;

mod action;
mod actions;
mod between;
mod compare;
mod facts;
mod framework;
mod health;
mod home;
mod interviews;
mod map;
mod methods;
mod organisations;
mod pathway;
mod settings;
mod start;
mod survey;
mod transcript;
mod why;

/// All pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .merge(health::routes())
        .merge(home::routes())
        .merge(map::routes())
        .merge(organisations::routes())
        .merge(between::routes())
        .merge(why::routes())
        .merge(start::routes())
        .merge(framework::routes())
        .merge(methods::routes())
        .merge(compare::routes())
        .merge(interviews::routes())
        .merge(transcript::routes())
        .merge(survey::routes())
        .merge(facts::routes())
        .merge(pathway::routes())
        .merge(actions::routes())
        .merge(action::routes())
        .merge(settings::routes())
}
