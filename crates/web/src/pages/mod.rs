//! One module per page or group of pages.

use crate::access::Routes;
use crate::options::Options;

mod account;
mod action;
mod actions;
mod agreement;
mod answer;
mod answer_quality;
mod between;
mod check;
mod codebook;
mod collaboration;
mod compare;
mod exchange;
mod facts;
mod framework;
mod health;
mod home;
mod interviews;
mod link;
mod map;
mod methods;
#[cfg(feature = "oidc")]
mod oidc;
mod organisations;
mod own_words;
mod pathway;
mod retrieval;
mod sampling;
mod settings;
mod sign_in;
mod start;
mod survey;
mod survey_data;
mod survey_round;
mod transcript;
mod why;

pub(crate) use exchange::Waiting;
#[cfg(feature = "oidc")]
pub use oidc::CALLBACK;

/// What respondents reach where they have an address of their own: their questions and receipts, and nothing else.
pub(crate) fn respondents_routes() -> Routes {
    Routes::new().merge(crate::assets::routes()).merge(health::alive()).merge(answer::routes())
}

/// All pages.
pub(crate) fn routes(options: &Options) -> Routes {
    let routes = Routes::new()
        .merge(crate::assets::routes())
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
        .merge(agreement::routes())
        .merge(codebook::routes())
        .merge(retrieval::routes())
        .merge(sampling::routes())
        .merge(exchange::routes())
        .merge(transcript::routes())
        .merge(check::routes())
        .merge(survey::routes())
        .merge(survey_data::routes())
        .merge(survey_round::routes())
        .merge(collaboration::routes())
        .merge(answer_quality::routes())
        .merge(own_words::routes())
        .merge(facts::routes())
        .merge(pathway::routes())
        .merge(actions::routes())
        .merge(action::routes())
        .merge(settings::routes());
    let routes = if options.sets_respondents_apart() { routes } else { routes.merge(answer::routes()) };
    if !options.is_sign_in() {
        return routes;
    }
    let routes = routes
        .merge(sign_in::routes())
        .merge(link::routes())
        .merge(account::routes())
        .merge(settings::access::routes());
    #[cfg(feature = "oidc")]
    if options.provider().is_some() {
        return routes.merge(oidc::routes());
    }
    routes
}
