//! Who is asked: the list, by organisation, with what the coordinator may know of everybody, and never who has answered.

use std::collections::BTreeMap;

use axum::extract::{Multipart, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::organisations::Names;
use troth_app::surveys::{Listed, NewParticipant};
use troth_network::{AnswerRole, OrganisationId, ParticipantId};

use super::{Round, refused};
use crate::components::forms::{
    Draft, Field, Sent, Typed, done, error_summary, file_upload, problems, receive, textarea, urls,
};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

const TITLE: &str = "Who is asked";

/// The list.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    round.not_closed()?;
    render(&site, &round, &Draft::default(), asked.filled("done")).await
}

/// Puts people on it.
pub(super) async fn add(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    round.not_closed()?;
    let sent = receive(multipart).await?;
    let added = match read(&site, &round, &sent).await {
        Ok(people) => site.app.add_participants(&round.network, &round.view.wave, &people).await,
        Err(error) => Err(error),
    };
    match added {
        Ok(()) => Ok(Redirect::to(&urls::done(&round.at("people"), "listed")).into_response()),
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "people")?;
            Ok(refused(render(&site, &round, &draft, None).await?))
        }
    }
}

async fn read(site: &Site, round: &Round, sent: &Sent) -> Result<Vec<NewParticipant>, AppError> {
    let (network, wave) = (&round.network, &round.view.wave);
    match (&sent.file, sent.typed.filled("people")) {
        (Some(_), Some(_)) => {
            let message = "There are people in the field and a file as well. Send one after the other.";
            Err(AppError::field("people", message))
        }
        (Some((name, bytes)), None) => site.app.read_people_file(network, wave, name, bytes).await,
        (None, _) => site.app.read_pasted_people(network, wave, sent.typed.get("people")).await,
    }
}

async fn render(site: &Site, round: &Round, draft: &Draft, word: Option<&str>) -> Result<Page, PageError> {
    let wave = &round.view.wave;
    let names = site.app.names(round.network.id).await?;
    let listed = site.app.listed(wave).await?;
    let each = site.app.partners_each(wave).await?;
    let mut groups: BTreeMap<OrganisationId, Vec<&Listed>> = BTreeMap::new();
    for one in &listed {
        groups.entry(one.organisation).or_default().push(one);
    }
    let body = html! {
        (done(word))
        (error_summary(draft))
        p.lede {
            "Custodian and coordinators see names and addresses here, and nobody sees who has answered. When the round \
             closes, the list is erased."
        }
        @if listed.is_empty() {
            div.empty { h2 { "Nobody yet" } p { "Paste a list below or choose a file." } }
        } @else {
            p."gap-m" {
                b { (counted(listed.len(), "person", "people")) } " at "
                (counted(groups.len(), "organisation", "organisations"))
            }
            @for named in names.0.iter().filter(|named| groups.contains_key(&named.id)) {
                (group(round, &named.name, groups.get(&named.id).map_or(&[], Vec::as_slice), &each))
            }
        }
        (form(round, draft, &names))
    };
    Ok(round.page(site, TITLE, &body))
}

fn group(round: &Round, name: &str, people: &[&Listed], each: &BTreeMap<ParticipantId, usize>) -> Markup {
    html! {
        table.stack."gap-l" {
            caption { (name) ": " (counted(people.len(), "person", "people")) }
            thead { tr {
                th scope="col" { "Name" }
                th scope="col" { "E-mail" }
                th scope="col" { "Answers" }
                th.r scope="col" { "Asked about" }
                th scope="col" { span.vh { "Change" } }
            } }
            tbody {
                @for one in people {
                    tr {
                        th scope="row" { (one.name) }
                        td data-l="E-mail" { @match &one.address {
                            Some(address) => (address),
                            None => span.quiet { "None" },
                        } }
                        td data-l="Answers" { @match one.role {
                            AnswerRole::Representative => "for the organisation",
                            AnswerRole::Staff => "as staff",
                        } }
                        td.r data-l="Asked about" { @match each.get(&one.id) {
                            Some(n) => (counted(*n, "partner", "partners")),
                            None => span.quiet { "nobody yet" },
                        } }
                        td {
                            a href=(round.at(&format!("people/{}/remove", one.id))) {
                                "Take off" span.vh { ": " (one.name) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form(round: &Round, draft: &Draft, names: &Names) -> Markup {
    let example = names.0.first().map_or("council", |named| named.external_id.as_str());
    html! {
        section aria-labelledby="add" {
            h2 #add { "Put people on the list" }
            @if !round.is_draft() {
                p.note { span {
                    "The round has begun. Who joins now gets partners of their own, and the others keep theirs. Send the \
                     new letters, or hand their link out, under " a href=(round.at("links")) { "Links" } "."
                } }
            }
            (problems(draft))
            form.form method="post" action=(round.at("people")) enctype="multipart/form-data" data-guard {
                (textarea(draft, Field::new("people", "People, one on each line")
                    .hint("Organisation; name; e-mail; role. Leave out e-mail and role where there is none. A person \
                           answers as staff unless the role is representative"), 8))
                (file_upload(draft, Field::new("file", "Or a file")
                    .hint("CSV with the columns organisation, name, email, role"), ".csv,.txt,text/csv,text/plain"))
                button.btn { "Put them on the list" }
            }
            details #columns {
                summary { "What a line looks like" }
                div."inset"."small" {
                    p { code { (example) "; Ruth Okafor; r.okafor@council.example; representative" } }
                    p { code { (example) "; Jo Unwin; j.unwin@council.example" } }
                    p { "The organisation by its short id or by its name. Short ids: "
                        @for (at, named) in names.0.iter().enumerate() {
                            @if at > 0 { ", " } code { (named.external_id) }
                        }
                    }
                }
            }
        }
    }
}

/// One more question before somebody is taken off.
pub(super) async fn ask(
    site: Site,
    Path((network, round, id)): Path<(String, String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    round.not_closed()?;
    let one = person(&site, &round, &id).await?;
    let title = format!("Take {} off the list?", one.name);
    let body = html! {
        p.lede {
            "Their name, address and links are erased, and whatever they may have written. This cannot be taken back; \
             they can be put on the list again and begin anew."
        }
        form.form method="post" action=(round.at(&format!("people/{}/remove", one.id))) {
            div.acts {
                button.btn."warn" { "Take them off" }
                a.btn."second" href=(round.at("people")) { "No, leave them" }
            }
        }
    };
    Ok(round.page(&site, &title, &body))
}

/// Takes somebody off.
pub(super) async fn remove(
    site: Site,
    Path((network, round, id)): Path<(String, String, String)>,
) -> Result<Redirect, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    let one = person(&site, &round, &id).await?;
    site.app.participant_leaves(&round.network, &round.view.wave, one.id).await?;
    Ok(Redirect::to(&urls::done(&round.at("people"), "off-list")))
}

async fn person(site: &Site, round: &Round, id: &str) -> Result<Listed, PageError> {
    let listed = site.app.listed(&round.view.wave).await?;
    let one = listed.into_iter().find(|one| one.id.to_string() == id);
    one.ok_or_else(|| AppError::missing("This person").into())
}
