//! What may be typed to erase somebody, or to hand somebody their own answers.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Database;

#[derive(Debug, Subcommand)]
#[command(after_help = "\
Erasing cannot be undone, so each needs --yes. It is noted in the record, without
the name. Copies made with troth backup still hold what they held.

Examples:
  troth erase respondent --network alder-vale --rater acute --id s17 --yes
  troth erase representative --network alder-vale --rater acute --yes
  troth erase person --network alder-vale --id okafor --yes
  troth erase text --network alder-vale --title interview-3 --yes
  troth erase speaker --network alder-vale --title interview-3 --label Ann --yes
  troth erase account ada@example.org --yes")]
pub(crate) enum EraseCommand {
    /// The answers of a member of staff
    Respondent(Respondent),
    /// The answers of an organisation's representative
    Representative(Representative),
    /// The name of a person
    Person(Person),
    /// A whole text with its passages
    Text(Text),
    /// What one speaker says in a text
    Speaker(Speaker),
    /// An account: name, address, password, sessions, roles
    Account(Account),
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Short name of the partnership, such as alder-vale
    #[arg(long)]
    pub(crate) network: String,
    /// Erase; without it, only what would be erased is said
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
pub(crate) struct Respondent {
    /// The organisation they answered for, by its id in files
    #[arg(long, required_unless_present = "key")]
    pub(crate) rater: Option<String>,
    /// Their id in the column respondent
    #[arg(long, required_unless_present = "key")]
    pub(crate) id: Option<String>,
    /// Their pseudonym, in the place of rater and id
    #[arg(long, conflicts_with_all = ["rater", "id"])]
    pub(crate) key: Option<String>,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Representative {
    /// The organisation, by its id in files
    #[arg(long)]
    pub(crate) rater: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Person {
    /// Their short id in files
    #[arg(long)]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Text {
    /// The title of the text
    #[arg(long)]
    pub(crate) title: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Speaker {
    /// The title of the text
    #[arg(long)]
    pub(crate) title: String,
    /// What stands before the colon
    #[arg(long)]
    pub(crate) label: String,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct Account {
    /// The e-mail address
    pub(crate) address: String,
    /// Erase; without it, only what would be erased is said
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OwnFormat {
    Csv,
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
For somebody who asks to see their own data. That answers were handed out is
noted in the record, without whose.

Example:
  troth own-answers --network alder-vale --rater acute --id s17 > s17.csv")]
pub(crate) struct OwnAnswers {
    /// Short name of the partnership, such as alder-vale
    #[arg(long)]
    pub(crate) network: String,
    /// The organisation they answered for, by its id in files
    #[arg(long)]
    pub(crate) rater: String,
    /// Their id in the column respondent; without it, the representative's answers
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = OwnFormat::Csv)]
    pub(crate) format: OwnFormat,
    /// The file to write, for its owner alone; without it, standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) database: Database,
}
