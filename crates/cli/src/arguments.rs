//! What may be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Two-sided trust between organisations that care for the same people.
#[derive(Debug, Parser)]
#[command(name = "troth", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Open the sample partnerships in a throw-away database and a browser
    Demo(Demo),
    /// Serve the pages of a database on this computer
    Serve(Serve),
    /// Analyse a file of directed ratings: components, reciprocities, both sides of every pair
    Trust(Trust),
    /// Import files into a partnership
    Import(Import),
    /// Check files and say what to mend, without importing them
    Check(Check),
    /// Print the research framework
    Framework(Framework),
    /// Copy the database to a file
    Backup(Backup),
    /// Bring the database up to date
    Migrate(Database),
    /// Print the version
    Version,
}

#[derive(Debug, Args)]
pub(crate) struct Database {
    /// The database: a file, or postgres://…
    #[arg(long, env = "TROTH_DATABASE_URL", default_value = "troth.db", hide_env_values = true)]
    pub(crate) database_url: String,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Address to listen on; only this computer can be named
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Do not open a browser
    #[arg(long)]
    pub(crate) no_open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) database: Database,
    /// Address to listen on; only this computer can be named until there is sign-in
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Open a browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Intervals {
    /// Estimates only
    None,
    /// ± 1.96 prediction standard errors
    Fast,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  troth trust ratings.csv\n  troth trust ratings.csv --variable fairness --format json > fairness.json\n  \
    cat ratings.csv | troth trust - --format csv\n\nThe file needs the columns rater, target and value; it may have network, wave, \
    respondent, variable, role, scale_min, scale_max.\nThe result is not gated: it is for whoever may read the answers themselves."
)]
pub(crate) struct Trust {
    /// A CSV file of ratings; - is standard input
    pub(crate) file: PathBuf,
    /// Only this variable
    #[arg(long)]
    pub(crate) variable: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// How intervals are made
    #[arg(long, value_enum, default_value_t = Intervals::Fast)]
    pub(crate) intervals: Intervals,
    /// Seed of whatever is drawn at random; printed with the result
    #[arg(long)]
    pub(crate) seed: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Organisations,
    People,
    Ratings,
    Transcripts,
    Pathway,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  troth import organisations organisations.csv --network alder-vale\n  troth import ratings round2.csv --network \
    alder-vale --wave 2\n  troth import transcripts interviews/*.txt interviews/speakers.csv --network alder-vale\n\nA partnership that is not \
    there is founded when organisations are imported. A file with one bad row is not imported at all."
)]
pub(crate) struct Import {
    /// What the files hold
    #[arg(value_enum)]
    pub(crate) kind: Kind,
    /// The files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Short name of the partnership, such as alder-vale
    #[arg(long)]
    pub(crate) network: String,
    /// The survey round of a ratings file that names none
    #[arg(long)]
    pub(crate) wave: Option<String>,
    /// Who may see representatives' answers in a file that does not say: totals, pooled, partner or audience
    #[arg(long)]
    pub(crate) representatives_visible_to: Option<String>,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckKind {
    Organisations,
    People,
    Ratings,
    Transcripts,
    Pathway,
    Speakers,
    Codings,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What they hold; otherwise told from the column names
    #[arg(long, value_enum)]
    pub(crate) kind: Option<CheckKind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FrameworkFormat {
    Toml,
    Json,
    Table,
}

#[derive(Debug, Args)]
pub(crate) struct Framework {
    /// How to print
    #[arg(long, value_enum, default_value_t = FrameworkFormat::Table)]
    pub(crate) format: FrameworkFormat,
    /// Check this framework file instead of printing the built-in one
    #[arg(long)]
    pub(crate) check: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) database: Database,
}
