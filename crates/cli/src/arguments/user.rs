//! What may be typed after `troth user`.

use clap::{Args, Subcommand, ValueEnum};
use troth_gate::AccessRole;
use troth_web::PublicUrl;

use super::Database;

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Make an account and print the link with which its owner chooses a password
    Add(AddUser),
    /// List accounts and their roles
    List(Database),
    /// Give an account a role in a partnership, or take it away
    Role(UserRole),
    /// Print a link for a new password; whoever has lost the second factor too needs --second-factor
    Reset(ResetUser),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Named in the promise; alone reads single answers and transcripts
    Custodian,
    /// Runs the partnership, and sees what the gate lets out
    Coordinator,
    /// Sees what the gate lets out, and says what it shows together
    Analyst,
    /// Speaks for one organisation, and sees what is released to it
    Partner,
}

impl From<Role> for AccessRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Custodian => Self::Custodian,
            Role::Coordinator => Self::Coordinator,
            Role::Analyst => Self::Analyst,
            Role::Partner => Self::Partner,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Link {
    /// The address people open, such as https://troth.example.org; without it the link is printed from its path on
    #[arg(long, env = "TROTH_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<PublicUrl>,
}

#[derive(Debug, Args)]
pub(crate) struct AddUser {
    /// E-mail address, with which they sign in
    pub(crate) address: String,
    /// Name, as others see it
    #[arg(long)]
    pub(crate) name: String,
    /// Short name of a partnership to give a role in
    #[arg(long, value_name = "SLUG", requires = "role")]
    pub(crate) network: Option<String>,
    /// The role there
    #[arg(long, value_enum, requires = "network")]
    pub(crate) role: Option<Role>,
    /// The organisation a partner speaks for, by its id in files
    #[arg(long, value_name = "ID", requires = "role")]
    pub(crate) organisation: Option<String>,
    #[command(flatten)]
    pub(crate) link: Link,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct UserRole {
    /// E-mail address of the account
    pub(crate) address: String,
    /// Short name of the partnership
    #[arg(long, value_name = "SLUG")]
    pub(crate) network: String,
    /// The role to give
    #[arg(long, value_enum, required_unless_present = "withdraw")]
    pub(crate) role: Option<Role>,
    /// Take the role away
    #[arg(long, conflicts_with = "role")]
    pub(crate) withdraw: bool,
    /// The organisation a partner speaks for, by its id in files
    #[arg(long, value_name = "ID")]
    pub(crate) organisation: Option<String>,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct ResetUser {
    /// E-mail address of the account
    pub(crate) address: String,
    /// Take the second factor and its recovery codes away as well
    #[arg(long)]
    pub(crate) second_factor: bool,
    #[command(flatten)]
    pub(crate) link: Link,
    #[command(flatten)]
    pub(crate) database: Database,
}
