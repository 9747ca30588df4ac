//! The list of those with access, with what can be changed about each.

use maud::{Markup, html};
use troth_app::accounts::Member;
use troth_app::organisations::Names;
use troth_gate::AccessRole;
use troth_network::Network;
use troth_network::timestamp::day_in_words;

use super::{organisations, roles};
use crate::access::Need;
use crate::components::forms::{Draft, Field, select};
use crate::site::Site;
use crate::urls;

/// Before the ids of the fields of one person.
pub(super) fn prefix(account: &str) -> String {
    format!("m-{account}-")
}

/// Everybody with a role.
pub(super) fn list(
    site: &Site,
    network: &Network,
    members: &[Member],
    names: &Names,
    draft: &Draft,
) -> Markup {
    html! {
        section aria-labelledby="members" {
            h2 #members { "Who has access" }
            @if members.is_empty() {
                div.empty { h3 { "Nobody yet" } p { "Invite the first person below." } }
            }
            div.cards { @for member in members { (one(site, network, member, names, draft)) } }
        }
    }
}

fn one(site: &Site, network: &Network, member: &Member, names: &Names, draft: &Draft) -> Markup {
    let id = member.account.to_string();
    let stands = match (member.accepted, member.second_factor) {
        (false, _) => "invited, not accepted yet",
        (true, false) => "without a second factor",
        (true, true) => "with a second factor",
    };
    let may_change = member.role != AccessRole::Custodian || site.may(Need::Custodian);
    html! {
        article.card."tight" aria-labelledby={ "name-" (id) } {
            h3 id={ "name-" (id) } { (member.name) }
            dl.sl {
                div { dt { "E-mail address" } dd { (member.address) } }
                div {
                    dt { "Role" }
                    dd {
                        (words(member.role))
                        @if let Some(organisation) = member.organisation { " of " (names.name(organisation)) }
                    }
                }
                div { dt { "Stands" } dd { (stands) } }
                @if let Some((kind, at)) = &member.undelivered {
                    div {
                        dt { "Mail" }
                        dd { (letter(kind)) " could not be delivered (" (day_in_words(at.day())) "). Check the address." }
                    }
                }
            }
            @if may_change {
                details open[draft.prefix == prefix(&id)] {
                    summary { "Change the access of " (member.name) }
                    (forms(site, network, member, names, draft))
                }
            }
        }
    }
}

fn forms(site: &Site, network: &Network, member: &Member, names: &Names, draft: &Draft) -> Markup {
    let id = member.account.to_string();
    let now = now(member, names);
    let draft = if draft.prefix == prefix(&id) { draft } else { &now };
    let sent_to = |what: &str| format!("{}/{what}", urls::access(network));
    let who = html! { input type="hidden" name="account" value=(id); };
    html! {
        form.form method="post" action=(sent_to("role")) {
            (who)
            (select(draft, Field::new("role", "Role"), None, &roles(site)))
            (select(draft, Field::new("organisation", "Organisation").hint("For a partner: whom they speak for"),
                Some("None"), &organisations(names)))
            button.btn."slim" { "Save this role" }
        }
        div.acts {
            @if !member.accepted {
                form method="post" action=(sent_to("again")) {
                    (who) button.btn."second"."slim" { "Make a new invitation" }
                }
            } @else if site.may(Need::Custodian) {
                form method="post" action=(sent_to("reset")) {
                    (who) button.btn."second"."slim" { "Make a link for a new password" }
                }
            }
            form method="post" action=(sent_to("withdraw")) {
                (who) button.btn."second"."slim" { "Withdraw the access of " (member.name) }
            }
        }
    }
}

/// A letter by its kind in the queue.
fn letter(kind: &str) -> &'static str {
    match kind {
        "invitation" => "The invitation",
        "reset" => "The link for a new password",
        _ => "A reminder",
    }
}

/// The form as it is now.
fn now(member: &Member, names: &Names) -> Draft {
    use crate::components::forms::Typed;
    let organisation = member.organisation.and_then(|id| names.get(id)).map(|o| o.external_id.clone());
    let typed = Typed::default().with("role", member.role.id());
    Draft::of(typed.with("organisation", organisation.unwrap_or_default()))
        .under(prefix(&member.account.to_string()))
}

const fn words(role: AccessRole) -> &'static str {
    match role {
        AccessRole::Custodian => "Custodian",
        AccessRole::Coordinator => "Coordinator",
        AccessRole::Analyst => "Analyst",
        AccessRole::Partner => "Partner",
    }
}
