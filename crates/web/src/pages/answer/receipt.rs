//! After a round: reading and erasing one's own answers with the receipt.

use std::collections::BTreeMap;

use axum::extract::Form;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use troth_app::surveys::OwnReceipt;
use troth_network::{OrganisationId, Scale};

use super::quiet;
use super::words::Words;
use crate::components::forms::Typed;
use crate::error::PageError;
use crate::site::Site;

/// A variable, what was answered, and its scale.
type Row<'a> = (&'a str, f64, Option<Scale>);

/// Where the code is typed.
pub(super) async fn show(site: Site, headers: HeaderMap) -> Response {
    ask(&site, &headers, false)
}

fn ask(site: &Site, headers: &HeaderMap, wrong: bool) -> Response {
    let words = Words::of(headers, &["en", "nl"]);
    let title = words.say("receipt-title");
    let body = html! {
        h1 { (title) }
        @if wrong {
            div."nhsuk-error-summary" role="alert" tabindex="-1" aria-labelledby="problem" autofocus {
                h2."nhsuk-error-summary__title" #problem { (words.say("problem-title")) }
                ul."nhsuk-list"."nhsuk-error-summary__list" { li { a href="#receipt" { (words.say("receipt-none")) } } }
            }
        }
        p.lede { (words.say("receipt-lede")) }
        form.form method="post" action="/receipt" {
            div."nhsuk-form-group"."nhsuk-form-group--error"[wrong] {
                label."nhsuk-label" for="receipt" { (words.say("receipt-code")) }
                div."nhsuk-hint" #receipt-hint { (words.say("receipt-code-hint")) }
                input."nhsuk-input" type="text" #receipt name="receipt" autocomplete="off" autocapitalize="characters"
                    spellcheck="false" aria-describedby="receipt-hint";
            }
            div.go { button.btn { (words.say("receipt-show")) } }
        }
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    quiet(site, words, &title, html! {}, &body).with_status(status).into_response()
}

/// What the code finds.
pub(super) async fn find(
    site: Site,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(own) = site.app.by_receipt(typed.get("receipt")).await? else {
        return Ok(ask(&site, &headers, true));
    };
    let words = Words::of(&headers, &["en", "nl"]);
    let organisations = site.app.organisations(own.network.id).await?;
    let names: BTreeMap<OrganisationId, &str> =
        organisations.iter().map(|o| (o.id, o.name.as_str())).collect();
    let title = words.say("receipt-title");
    let from = [
        ("organisation", own.organisation.name.as_str().into()),
        ("round", own.wave.label.as_str().into()),
        ("network", own.network.name.as_str().into()),
    ];
    let body = html! {
        h1 { (title) }
        p.lede { (words.with("receipt-for", &from)) }
        (found(&site, words, &own, &names))
        form method="post" action="/receipt/erase" {
            input type="hidden" name="receipt" value=(typed.get("receipt"));
            p."gap-l" { (words.say("receipt-erase-hint")) }
            div.go { button.btn."warn" { (words.say("receipt-erase")) } }
        }
    };
    Ok(quiet(&site, words, &title, html! {}, &body).into_response())
}

fn found(site: &Site, words: &Words, own: &OwnReceipt, names: &BTreeMap<OrganisationId, &str>) -> Markup {
    let mut about: BTreeMap<OrganisationId, Vec<Row<'_>>> = BTreeMap::new();
    for rating in &own.ratings {
        about.entry(rating.target).or_default().push((&rating.variable, rating.value, rating.scale));
    }
    let rest: Vec<_> = own.own.iter().map(|a| (a.variable.as_str(), a.value, a.scale)).collect();
    html! {
        @for (target, rows) in &about {
            (table(site, words, &words.one("receipt-about", "partner", names.get(target).unwrap_or(&"\u{2013}")), rows))
        }
        @if !rest.is_empty() { (table(site, words, &words.say("receipt-own"), &rest)) }
        @if !own.words.is_empty() {
            h2."gap-l" { (words.say("receipt-words")) }
            @for text in &own.words { blockquote."gap-s" { (text) } }
        }
    }
}

fn table(site: &Site, words: &Words, caption: &str, rows: &[Row<'_>]) -> Markup {
    let label = |id: &str| site.app.lens().variable(id).map_or_else(|| id.to_owned(), |v| v.label.clone());
    let answer = |value: f64, scale: Option<Scale>| match scale {
        Some(scale) => words.with(
            "receipt-of",
            &[("value", value.into()), ("min", scale.min.into()), ("max", scale.max.into())],
        ),
        None => value.to_string(),
    };
    html! {
        table.stack."gap-l" {
            caption { (caption) }
            thead { tr { th scope="col" { (words.say("receipt-question")) } th scope="col" { (words.say("receipt-answer")) } } }
            tbody {
                @for (variable, value, scale) in rows {
                    tr {
                        th scope="row" { (label(variable)) }
                        td data-l=(words.say("receipt-answer")) { (answer(*value, *scale)) }
                    }
                }
            }
        }
    }
}

/// Erases it.
pub(super) async fn erase(
    site: Site,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let Some(own) = site.app.by_receipt(typed.get("receipt")).await? else {
        return Ok(ask(&site, &headers, true));
    };
    site.app.erase_by_receipt(&own).await?;
    let words = Words::of(&headers, &["en", "nl"]);
    let title = words.say("receipt-erased-title");
    let body = html! { h1 { (title) } p.lede { (words.say("receipt-erased-lede")) } };
    Ok(quiet(&site, words, &title, html! {}, &body).into_response())
}
