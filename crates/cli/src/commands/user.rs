//! `troth user`: accounts, from the command line. Whoever can run it holds the database, and is custodian by that fact.

use std::fmt::Write as _;

use troth_app::accounts::{INVITATION_DAYS, Invited, NewMember, RESET_MINUTES, Token};
use troth_gate::AccessRole;

use crate::arguments::Database;
use crate::arguments::user::{AddUser, Link, ResetUser, UserCommand, UserRole};
use crate::{output, system};

/// Runs the command.
pub(crate) async fn run(given: UserCommand) -> anyhow::Result<()> {
    match given {
        UserCommand::Add(given) => add(given).await,
        UserCommand::List(given) => list(given).await,
        UserCommand::Role(given) => role(given).await,
        UserCommand::Reset(given) => reset(given).await,
    }
}

async fn add(given: AddUser) -> anyhow::Result<()> {
    let app = system::open(&given.database).await?;
    let holds = format!("It works once, for {INVITATION_DAYS} days.");
    let invited = match (given.network, given.role) {
        (Some(slug), Some(role)) => {
            let network = app.network(&slug).await?;
            let new = NewMember {
                name: given.name,
                address: given.address,
                role: role.into(),
                organisation: given.organisation,
            };
            app.invite(&network, new).await?
        }
        _ => Invited::Link(app.add_account(&given.name, &given.address).await?),
    };
    match invited {
        Invited::Link(token) => hand_over(&given.link, &token, &holds),
        Invited::HasAccount | Invited::Elsewhere => {
            output::print("They have an account already and can open the partnership from now on.\n")
        }
    }
}

async fn reset(given: ResetUser) -> anyhow::Result<()> {
    let app = system::open(&given.database).await?;
    let token = app.reset_account(&given.address, given.second_factor).await?;
    hand_over(
        &given.link,
        &token,
        &format!("It works once, for {RESET_MINUTES} minutes or as long as an invitation."),
    )
}

/// The link to standard output, and what to know about it beside it.
fn hand_over(link: &Link, token: &Token, holds: &str) -> anyhow::Result<()> {
    let path = format!("/link/{}", token.secret());
    output::print(&format!(
        "{}\n",
        link.public_url.as_ref().map_or_else(|| path.clone(), |url| url.page(&path))
    ))?;
    if link.public_url.is_none() {
        eprintln!("Put the address of your server in front of it (or give --public-url).");
    }
    eprintln!("{holds} Give it to that person alone: whoever opens it becomes them.");
    Ok(())
}

async fn role(given: UserRole) -> anyhow::Result<()> {
    let app = system::open(&given.database).await?;
    let role = given.role.map(AccessRole::from);
    app.set_role(&given.address, &given.network, role, given.organisation.as_deref()).await?;
    output::print(match role {
        Some(_) => "The role is saved. They are signed out and sign in again.\n",
        None => "The role is taken away.\n",
    })
}

async fn list(given: Database) -> anyhow::Result<()> {
    let app = system::open(&given).await?;
    let mut text = String::new();
    for account in app.accounts().await? {
        let stands = match (account.accepted, account.second_factor) {
            (false, _) => "invited",
            (true, false) => "password",
            (true, true) => "password and second factor",
        };
        writeln!(text, "{}  {}  ({stands})", account.address, account.name)?;
        for (network, role, organisation) in account.roles {
            let of = organisation.map(|id| format!(" of {id}")).unwrap_or_default();
            writeln!(text, "  {network}: {}{of}", role.id())?;
        }
    }
    if text.is_empty() {
        text.push_str("There are no accounts. `troth user add` makes one.\n");
    }
    output::print(&text)
}
