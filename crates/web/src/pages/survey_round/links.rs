//! Links by which people answer: personal ones for the custodian alone, and open ones for an organisation. Each is shown
//! once; only its hash is kept.

use axum::extract::{Form, Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::organisations::Names;
use troth_app::surveys::Listed;
use troth_gate::CustodianOnly;
use troth_network::{AnswerRole, OrganisationId, ParticipantId};
use troth_report::working::{Cell, Sheet, csv_bare};

use super::{Round, letters};
use crate::access::Need;
use crate::components::forms::{Typed, done, urls};
use crate::components::qr::picture;
use crate::components::quiet::keep_to_itself;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

const TITLE: &str = "Links";
/// Pixels of a picture of a link.
const PICTURE: u32 = 180;

/// Which links there are, and making some.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    round.not_closed()?;
    render(&site, &round, asked.filled("done")).await
}

async fn render(site: &Site, round: &Round, word: Option<&str>) -> Result<Page, PageError> {
    let names = site.app.names(round.network.id).await?;
    let open = site.app.open_survey_links(&round.view.wave).await?;
    let listed =
        if site.may(Need::Custodian) { site.app.listed(&round.view.wave).await? } else { Vec::new() };
    let letters = letters::section(site, round).await?;
    let body = html! {
        (done(word))
        @if site.options.public_url().is_none() {
            p.note { span { "Troth runs for one user: a link opens on this computer only. Sit down with people here, or \
                             start Troth with sign-in under an address that they can reach." } }
        }
        (letters)
        section aria-labelledby="personal" {
            h2 #personal { "Personal links" }
            p.lede {
                "Whoever has a personal link answers as that person and reads what they wrote. So the custodian alone \
                 hands them out, and the coordinator never sees one."
            }
            @if site.may(Need::Custodian) {
                p."gap-s" {
                    "They are shown once. Making them again gives new ones; the earlier ones go on working. The file begins \
                     with its header, for a program that writes letters: whoever has it answers as everybody in it, so \
                     erase it when the letters are written."
                }
                div.acts {
                    form method="post" action=(round.at("links/personal")) {
                        button.btn { "Show a link for everybody" }
                    }
                    form method="post" action=(round.at("links/personal.csv")) {
                        button.btn."second" { "Download them as CSV" }
                    }
                }
                (singly(round, &listed))
            }
        }
        section aria-labelledby="open" {
            h2 #open { "Open links" }
            p.lede {
                "One link for all staff of an organisation, such as for a notice board. Anybody who has it can answer, \
                 more than once too. " b { "Such answers are marked, never count toward the number of people that a figure \
             needs, and so far enter no figure." }
            }
            table.stack {
                caption.vh { "Open links by organisation" }
                thead { tr {
                    th scope="col" { "Organisation" } th scope="col" { "Open link" } th scope="col" { span.vh { "Change" } }
                } }
                tbody {
                    @for named in &names.0 {
                        @let there = open.contains(&named.id);
                        tr {
                            th scope="row" { (named.name) }
                            td data-l="Open link" { @if there { "There is one" } @else { span.quiet { "None" } } }
                            td { div.acts {
                                (button(round, "links/open", &named.external_id, if there { "Make another" } else { "Make one" }, &named.name))
                                @if there { (button(round, "links/take-back", &named.external_id, "Take back", &named.name)) }
                            } }
                        }
                    }
                }
            }
        }
    };
    Ok(round.page(site, TITLE, &body))
}

fn button(round: &Round, to: &str, id: &str, words: &str, name: &str) -> Markup {
    html! {
        form method="post" action=(round.at(to)) {
            input type="hidden" name="organisation" value=(id);
            button.btn."second"."slim" { (words) span.vh { ": " (name) } }
        }
    }
}

/// A link for one person, such as somebody who joined later.
fn singly(round: &Round, listed: &[Listed]) -> Markup {
    html! {
        @if !listed.is_empty() {
            form.form method="post" action=(round.at("links/one")) {
                div.nhsuk-form-group {
                    label.nhsuk-label for="person" { "Or a link for one person" }
                    select.nhsuk-select #person name="person" {
                        @for one in listed { option value=(one.id) { (one.name) } }
                    }
                }
                button.btn."second" { "Show a link for this person" }
            }
        }
    }
}

/// Makes a link for one person, and shows it once.
pub(super) async fn one(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let names = site.app.names(round.network.id).await?;
    let missing = || AppError::missing("This person");
    let id: ParticipantId = typed.get("person").parse().map_err(|_| missing())?;
    let (one, token) = site.app.personal_link(&round.network, &round.view.wave, id).await?;
    let link = address(&site, &headers, token.secret());
    Ok(secret(round.page(&site, "Personal link", &sheet(&round, &names, &[(one, link)]))))
}

fn sheet(round: &Round, names: &Names, links: &[(Listed, String)]) -> Markup {
    html! {
        div."banner"."ok" role="status" {
            p { "Links are shown once. Print this page or copy them now; give each to its person alone." }
        }
        @if links.is_empty() { p { "Nobody is on the list." } }
        div."cards"."two"."gap-m" {
            @for (one, link) in links {
                article."card"."tight" {
                    h2 { (one.name) }
                    p."small"."quiet" { (names.name(one.organisation)) ", " (role(one.role)) }
                    (shown(link, &format!("The link of {} as a picture for a phone", one.name)))
                }
            }
        }
        p."gap-m"."off-paper" { a href=(round.at("links")) { "I have kept them" } }
    }
}

/// The address of a link, as it is handed out.
fn address(site: &Site, headers: &HeaderMap, secret: &str) -> String {
    let path = format!("/answer/{secret}");
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    match site.options.public_url() {
        Some(_) => site.options.answers_at(&path),
        None => format!("http://{host}{path}"),
    }
}

async fn made(site: &Site, round: &Round, headers: &HeaderMap) -> Result<Vec<(Listed, String)>, PageError> {
    let links = site.app.personal_links(&round.network, &round.view.wave).await?;
    Ok(links.into_iter().map(|(one, token)| (one, address(site, headers, token.secret()))).collect())
}

/// Personal links on a sheet to be printed and cut.
pub(super) async fn personal(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let names = site.app.names(round.network.id).await?;
    let links = made(&site, &round, &headers).await?;
    let body = sheet(&round, &names, &links);
    Ok(secret(round.page(&site, "Personal links", &body)))
}

/// The same as a file.
pub(super) async fn personal_csv(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let names = site.app.names(round.network.id).await?;
    let rows = made(&site, &round, &headers).await?.into_iter().map(|(one, link)| {
        let address = Cell::or_empty(one.address);
        vec![
            Cell::text(names.name(one.organisation)),
            Cell::text(one.name),
            address,
            Cell::text(role(one.role)),
            Cell::text(link),
        ]
    });
    let sheet = Sheet {
        title: String::new(),
        notes: Vec::new(),
        header: ["organisation", "name", "email", "role", "link"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let sheet = CustodianOnly::open(sheet, &site.app.viewer()).map_err(AppError::from)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"links.csv\""),
    ];
    let mut response = (headers, csv_bare(&sheet)).into_response();
    keep_to_itself(&mut response);
    Ok(response)
}

const fn role(role: AnswerRole) -> &'static str {
    match role {
        AnswerRole::Representative => "for the organisation",
        AnswerRole::Staff => "as staff",
    }
}

/// Makes an open link, and shows it once.
pub(super) async fn open(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let (organisation, name) = organisation(&site, &round, &typed).await?;
    let token = site.app.open_survey_link(&round.network, &round.view.wave, organisation).await?;
    let link = address(&site, &headers, token.secret());
    let body = html! {
        div."banner"."ok" role="status" { p { "This link is shown once. Print this page or copy it now." } }
        article."card"."tight"."gap-m" {
            h2 { (name) }
            (shown(&link, &format!("The open link of {name} as a picture for a phone")))
        }
        p."gap-m" {
            "Anybody who has it can answer. Such answers are marked, never count toward the number of people that a figure \
             needs, and so far enter no figure."
        }
        p."gap-m"."off-paper" { a href=(round.at("links")) { "I have kept it" } }
    };
    Ok(secret(round.page(&site, "Open link", &body)))
}

/// Takes the open links of an organisation back.
pub(super) async fn take_back(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let (organisation, _) = organisation(&site, &round, &typed).await?;
    site.app.close_open_survey_link(&round.network, &round.view.wave, organisation).await?;
    Ok(Redirect::to(&urls::done(&round.at("links"), "link-back")))
}

async fn organisation(
    site: &Site,
    round: &Round,
    typed: &Typed,
) -> Result<(OrganisationId, String), PageError> {
    let names = site.app.names(round.network.id).await?;
    let named = names.by_external(typed.get("organisation"));
    let named = named.ok_or_else(|| AppError::missing("This organisation"))?;
    Ok((named.id, named.name.clone()))
}

fn shown(link: &str, label: &str) -> Markup {
    html! {
        (picture(link, label, PICTURE))
        p."gap-s" { code { (link) } }
    }
}

/// A page with secrets is kept by no browser.
fn secret(page: Page) -> Response {
    let mut response = page.into_response();
    keep_to_itself(&mut response);
    response
}
