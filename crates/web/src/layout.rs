//! The frame of every page: header, navigation, footer.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use troth_gate::{Audience, Seal};
use troth_network::timestamp::day_in_words;
use troth_network::{Network, Wave};

use crate::access::Need;
use crate::assets::Assets;
use crate::site::Site;
use crate::urls;

/// Which part of the product a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Here {
    /// The network's first page.
    Home,
    /// The map, organisations, relationships.
    Map,
    /// Interviews and documents.
    Interviews,
    /// Survey rounds and answers.
    Survey,
    /// What organisations declare.
    Facts,
    /// The three strands.
    Why,
    /// What was agreed.
    Actions,
    /// The partnership itself.
    Settings,
    /// The framework, outside a partnership.
    Framework,
    /// Anything else.
    #[default]
    Other,
}

/// What a page tells its frame.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Frame<'a> {
    /// The partnership; without one there is no navigation.
    pub(crate) network: Option<&'a Network>,
    /// The survey round shown.
    pub(crate) wave: Option<&'a Wave>,
    /// Where in the navigation.
    pub(crate) here: Here,
    /// Title in the window, without the product's name.
    pub(crate) title: &'a str,
    /// Whether single answers or unchecked words are on the page.
    pub(crate) custodian: bool,
    /// Where else a reader without a mouse may want to go at once, and its name.
    pub(crate) skip: Option<(&'static str, &'static str)>,
    /// When and for whom what is on the page was released.
    pub(crate) seal: Option<&'a Seal>,
}

/// A whole page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    status: StatusCode,
    markup: Markup,
}

impl Page {
    /// The same page with another status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        (self.status, [(header::CONTENT_TYPE, html)], self.markup.into_string()).into_response()
    }
}

/// What the frame says of whoever looks.
#[derive(Debug, Clone, Copy)]
struct Looking<'a> {
    /// Their name, if they are signed in.
    name: Option<&'a str>,
    /// Whether they hold the database itself.
    holder: bool,
    /// Whether accounts of the database are not asked for.
    unasked: bool,
    /// Whether the settings of the partnership are open to them.
    settings: bool,
}

/// A page in its frame, with its forms tied to whoever looks.
pub(crate) fn page(site: &Site, frame: &Frame<'_>, body: Markup) -> Page {
    let looking = Looking {
        name: site.visitor().map(|visit| visit.name.as_str()),
        holder: site.is_holder(),
        unasked: site.options.ignores_accounts(),
        settings: site.may(Need::Run),
    };
    let page = whole(site.assets, frame, looking, body);
    Page { markup: site.tied(page.markup), ..page }
}

/// A page in its frame, where there is no site at hand. It holds no form that changes anything.
pub(crate) fn framed(assets: Assets, frame: &Frame<'_>, body: Markup) -> Page {
    whole(assets, frame, Looking { name: None, holder: true, unasked: false, settings: true }, body)
}

fn whole(assets: Assets, frame: &Frame<'_>, looking: Looking<'_>, body: Markup) -> Page {
    let markup = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (frame.title) " \u{2013} Troth" }
                link rel="stylesheet" href=(assets.css());
                script src=(assets.js()) defer {}
            }
            body {
                a.skip href="#main" { "Skip to main content" }
                @if let Some((place, name)) = frame.skip { a.skip href=(place) { (name) } }
                (header_of(frame, looking))
                @if looking.unasked { (unasked()) }
                @if frame.custodian { (custodian(looking.holder)) }
                main #main .wrap tabindex="-1" { (PreEscaped(body.0)) }
                (footer_of(frame))
            }
        }
    };
    Page { status: StatusCode::OK, markup }
}

fn header_of(frame: &Frame<'_>, looking: Looking<'_>) -> Markup {
    html! {
        header.top {
            div."wrap"."top-in" {
                a.wordmark href=(frame.network.map_or_else(|| "/".to_owned(), urls::home)) { "Troth" }
                @if let Some(network) = frame.network {
                    p.where {
                        strong { (network.name) }
                        @if let Some(wave) = frame.wave { br; (round(wave)) }
                    }
                }
                @if let Some(name) = looking.name {
                    p."top-side" { a href=(urls::ACCOUNT) { (name) span.vh { ": your account and signing out" } } }
                }
            }
            @if let Some(network) = frame.network { (navigation(network, frame.here, looking.settings)) }
        }
    }
}

/// "Survey round 2, closed on 30 October 2026".
pub(crate) fn round(wave: &Wave) -> String {
    match wave.closed {
        Some(day) => format!("{}, closed on {}", wave.label, day_in_words(day)),
        None => wave.label.clone(),
    }
}

fn navigation(network: &Network, here: Here, settings: bool) -> Markup {
    let places = [
        (Here::Home, "Home", ""),
        (Here::Map, "Map", "/map"),
        (Here::Interviews, "Interviews", "/interviews"),
        (Here::Survey, "Survey", "/survey"),
        (Here::Facts, "Facts", "/facts"),
        (Here::Why, "Why", "/why"),
        (Here::Actions, "Actions", "/actions"),
        (Here::Settings, "Settings", "/settings"),
    ];
    let home = urls::home(network);
    html! {
        nav."nav"."wrap" aria-label="Main" {
            ul {
                @for (place, label, path) in places.into_iter().filter(|(place, ..)| settings || *place != Here::Settings) {
                    li { a href={ (home) (path) } aria-current=[(place == here).then_some("page")] { (label) } }
                }
            }
        }
    }
}

fn custodian(holder: bool) -> Markup {
    html! {
        div.custodian role="note" {
            div.wrap {
                b { "Custodian page:" }
                "you see unchecked words or single answers here because you "
                (if holder { "hold the file" } else { "are the custodian" })
                ". Others see only what the gate lets out, unless you take it out yourself."
            }
        }
    }
}

/// The database has accounts, and nobody is asked who they are.
fn unasked() -> Markup {
    html! {
        div.custodian role="note" {
            div.wrap {
                b { "No sign-in:" }
                "this database has accounts, but Troth was started for one user. Whoever opens these pages on this \
                 computer is custodian here."
            }
        }
    }
}

fn footer_of(frame: &Frame<'_>) -> Markup {
    html! {
        footer.foot {
            div.wrap {
                (troth_report::notice())
                @if let Some(seal) = frame.seal.filter(|s| !s.entries.is_empty()) {
                    p."quiet"."gap-s" {
                        "Released on " (day_in_words(seal.at.day())) " to " (readers(&seal.audience)) "."
                    }
                }
                @if frame.network.is_some() {
                    p."quiet"."gap-s" {
                        a href=(urls::FRAMEWORK) { "The framework and its sources" }
                        " \u{b7} "
                        a href=(urls::METHODS) { "How each number and word was made" }
                    }
                }
            }
        }
    }
}

fn readers(audience: &Audience) -> &'static str {
    match audience {
        Audience::Agreed => "the agreed audience",
        Audience::Partner(_) => "one partner",
        Audience::Public => "everybody",
    }
}
