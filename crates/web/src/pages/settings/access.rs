//! Who has access to the partnership: the list, inviting, changing roles. For custodian and coordinator.

mod list;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::accounts::{INVITATION_DAYS, Invited, NewMember, RESET_MINUTES, Token};
use troth_app::organisations::Names;
use troth_gate::AccessRole;
use troth_network::{Network, UserId};

use super::crumbs;
use crate::access::{Need, Routes};
use crate::components::forms::{
    Choice, Draft, Field, Typed, done, error_summary, radios, select, text_input, typed_input,
    urls as form_urls,
};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/n/{network}/settings/access` and what is sent from there.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/settings/access", Need::Run, show)
        .post("/n/{network}/settings/access", Need::Run, invite)
        .post("/n/{network}/settings/access/role", Need::Run, role)
        .post("/n/{network}/settings/access/withdraw", Need::Run, withdraw)
        .post("/n/{network}/settings/access/again", Need::Run, again)
        .post("/n/{network}/settings/access/reset", Need::Custodian, reset)
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    render(&site, &network, &Draft::default(), asked.filled("done"), None).await
}

async fn invite(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let invited = match AccessRole::from_id(typed.get("role")) {
        Some(role) => {
            let new = NewMember {
                name: typed.get("name").to_owned(),
                address: typed.get("address").to_owned(),
                role,
                organisation: typed.owned("organisation"),
            };
            site.app.invite(&network, new).await
        }
        None => Err(AppError::field("role", "Choose a role.")),
    };
    match invited {
        Ok(Invited::Link(token)) => {
            if let Some(url) = site.options.public_url().filter(|_| site.app.sends_mail()) {
                let page = url.page(&crate::urls::link(token.secret()));
                site.app.send_invitation(typed.get("address"), &page).await?;
                return back(&network, "invited");
            }
            let link = handed(&site, &token, &format!("{INVITATION_DAYS} days"));
            Ok(render(&site, &network, &Draft::default(), None, Some(link)).await?.into_response())
        }
        Ok(Invited::HasAccount) => back(&network, "has-account"),
        Ok(Invited::Elsewhere) => back(&network, "elsewhere"),
        Err(error) => refused(&site, &network, typed, error, "address").await,
    }
}

async fn role(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let changed = match AccessRole::from_id(typed.get("role")) {
        Some(role) => {
            site.app.change_role(&network, account(&typed)?, role, typed.filled("organisation")).await
        }
        None => Err(AppError::field("role", "Choose a role.")),
    };
    match changed {
        Ok(()) => back(&network, "role"),
        Err(error) => refused(&site, &network, typed, error, "role").await,
    }
}

async fn withdraw(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    match site.app.withdraw(&network, account(&typed)?).await {
        Ok(()) => back(&network, "withdrawn"),
        Err(error) => refused(&site, &network, typed, error, "role").await,
    }
}

async fn again(site: Site, Path(network): Path<String>, Form(typed): Form<Typed>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let token = site.app.invite_again(&network, account(&typed)?).await?;
    let link = handed(&site, &token, &format!("{INVITATION_DAYS} days"));
    render(&site, &network, &Draft::default(), None, Some(link)).await
}

async fn reset(site: Site, Path(network): Path<String>, Form(typed): Form<Typed>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let token = site.app.reset_link(&network, account(&typed)?).await?;
    let link = handed(&site, &token, &format!("{RESET_MINUTES} minutes"));
    render(&site, &network, &Draft::default(), None, Some(link)).await
}

fn account(typed: &Typed) -> Result<UserId, AppError> {
    typed.get("account").parse().map_err(|_| AppError::missing("This person"))
}

fn back(network: &Network, word: &str) -> Result<Response, PageError> {
    Ok(Redirect::to(&form_urls::done(&urls::access(network), word)).into_response())
}

/// The page with what has to be mended; a form of the list comes back with its person.
async fn refused(
    site: &Site,
    network: &Network,
    typed: Typed,
    error: AppError,
    at: &'static str,
) -> Result<Response, PageError> {
    let prefix = typed.filled("account").map(list::prefix).unwrap_or_default();
    let draft = Draft::refused(typed, error, at)?.under(prefix);
    let page = render(site, network, &draft, None, None).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

/// A link to be handed over, shown this once.
fn handed(site: &Site, token: &Token, holds: &str) -> Markup {
    let path = urls::link(token.secret());
    let link = site.options.public_url().map_or_else(|| path.clone(), |url| url.page(&path));
    html! {
        div."banner"."ok" role="status" {
            h2 { "Hand this link over" }
            p { code { (link) } }
            p {
                "It works once, for " (holds) ". Give it to that person alone, on a way you trust: whoever opens it \
                 becomes them here. It is not shown again."
            }
        }
    }
}

async fn render(
    site: &Site,
    network: &Network,
    draft: &Draft,
    word: Option<&str>,
    link: Option<Markup>,
) -> Result<Page, PageError> {
    let members = site.app.members(network).await?;
    let names = site.app.names(network.id).await?;
    // A form of the list has a prefix; the invitation has none.
    let fresh = Draft::default();
    let inviting = if draft.prefix.is_empty() { draft } else { &fresh };
    let body = html! {
        (crumbs(network, "Access"))
        h1 { "Access" }
        (done(word))
        @if let Some(link) = link { (link) }
        (error_summary(draft))
        p.lede { "Who may open this partnership, and in which role. People who answer a survey need no account." }
        (list::list(site, network, &members, &names, draft))
        (invite_section(site, network, inviting, &names))
    };
    let frame = Frame { network: Some(network), here: Here::Settings, title: "Access", ..Frame::default() };
    Ok(page(site, &frame, body))
}

/// The roles that whoever asks may give, in words.
fn roles(site: &Site) -> Vec<Choice> {
    let all = [
        (
            AccessRole::Custodian,
            "Custodian",
            "Named in the promise; alone reads single answers and transcripts",
        ),
        (AccessRole::Coordinator, "Coordinator", "Runs the partnership, and sees what the gate lets out"),
        (AccessRole::Analyst, "Analyst", "Sees what the gate lets out, and says what it shows together"),
        (AccessRole::Partner, "Partner", "Speaks for one organisation, and sees what is released to it"),
    ];
    all.into_iter()
        .filter(|(role, ..)| *role != AccessRole::Custodian || site.may(Need::Custodian))
        .map(|(role, label, hint)| Choice::new(role.id(), label).hint(hint))
        .collect()
}

fn organisations(names: &Names) -> Vec<Choice> {
    names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect()
}

fn invite_section(site: &Site, network: &Network, draft: &Draft, names: &Names) -> Markup {
    html! {
        section aria-labelledby="invite" {
            h2 #invite { "Invite somebody" }
            p.lede { "You get a link to hand over. With it they choose a password." }
            form.form method="post" action=(urls::access(network)) {
                (text_input(draft, Field::new("name", "Name")))
                (typed_input(draft, Field::new("address", "E-mail address"), "email", "off"))
                (radios(draft, Field::new("role", "Role"), &roles(site)))
                (select(draft, Field::new("organisation", "Organisation").hint("For a partner: whom they speak for"),
                    Some("None"), &organisations(names)))
                button.btn { "Make an invitation" }
            }
        }
    }
}
