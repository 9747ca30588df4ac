//! What may be typed.

pub(crate) mod erasing;
pub(crate) mod exchange;
pub(crate) mod forecast;
pub(crate) mod mapping;
#[cfg(feature = "oidc")]
pub(crate) mod oidc;
pub(crate) mod transcripts;
pub(crate) mod user;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use troth_app::mail::Address;
use troth_app::record::Noted;
use troth_app::trust::Seed;
use troth_web::PublicUrl;

use self::user::UserCommand;

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
    /// Serve the pages of a database: on this computer, or to people who sign in
    Serve(Serve),
    /// Analyse a file of ratings: components, reciprocities, both sides of pairs
    Trust(Trust),
    /// Import files into a partnership
    Import(Import),
    /// Guess which column of a survey tool's file is what
    Mapping(mapping::MappingOf),
    /// Write interviews or the codebook as a file for other programs
    Export(exchange::Export),
    /// Check files and say what to mend, without importing them
    Check(Check),
    /// Say before a survey how many relationships could be shown
    Forecast(forecast::Forecast),
    /// Print the research framework
    Framework(Framework),
    /// Copy the database to a file
    Backup(Backup),
    /// Put a copy into a new database file
    Restore(Restore),
    /// Bring the database up to date
    Migrate(Database),
    /// Erase somebody: answers, name, words or account
    #[command(subcommand)]
    Erase(erasing::EraseCommand),
    /// Print everything somebody answered, to be handed to them
    OwnAnswers(erasing::OwnAnswers),
    /// Check the record of what was done
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Make and change the keys that seal secrets in the database
    #[command(subcommand)]
    Key(KeyCommand),
    /// Make accounts, give roles, reset passwords
    #[command(subcommand)]
    User(UserCommand),
    /// Print the version
    Version,
}

#[derive(Debug, Args)]
pub(crate) struct Database {
    /// The database: a file, or postgres://…
    #[arg(long, env = "TROTH_DATABASE_URL", default_value = "troth.db", hide_env_values = true)]
    pub(crate) database_url: String,
    #[arg(
        long,
        env = "TROTH_KEY_FILE",
        value_name = "FILE",
        help = "File with the keys that seal secrets in the database; without it, and\n\
                without key lines in TROTH_KEY, FILE.key beside an SQLite file"
    )]
    pub(crate) key_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Check that no row was changed or removed, in the record and in the ledger of releases
    Verify(Verify),
}

#[derive(Debug, Args)]
#[command(after_help = "Exit code: 0 if both are whole, 1 if something was changed.")]
pub(crate) struct Verify {
    /// What an earlier check printed, to find rows taken from the end
    #[arg(long, value_name = "ROWS:HASH")]
    pub(crate) expect: Option<Noted>,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    /// Print a new key line, for a key file or TROTH_KEY
    New,
    /// Make a new key, put it first in the key file, and seal every secret again with it
    Rotate(Database),
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
#[command(
    after_help = "Without --sign-in Troth serves one user on this computer, who is custodian: other computers and forwarded requests are \
    refused.\n\nWith --sign-in everybody signs in. Troth speaks plain HTTP; a reverse proxy in front of it (nginx, Caddy) ends TLS, keeps \
    the name in Host and adds X-Forwarded-For:\n  troth user add ada@council.example --name \"Ada Obi\" --network alder-vale --role custodian\n  \
    troth serve --sign-in --public-url https://troth.example.org --behind-proxy\n\nTo try it on this computer: --public-url \
    http://localhost:8080."
)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) database: Database,
    /// Ask everybody to sign in; accounts are made with `troth user add`
    #[arg(long, requires = "public_url")]
    pub(crate) sign_in: bool,
    /// The address people open, such as https://troth.example.org; no other name is answered
    #[arg(long, env = "TROTH_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<PublicUrl>,
    /// Listen here for respondents: their questions and receipts are then found there alone, and nothing else is
    #[arg(long, value_name = "ADDRESS", requires_all = ["sign_in", "respondents_url"])]
    pub(crate) respondents: Option<SocketAddr>,
    /// The address respondents open, such as https://answers.example.org; letters and links name it
    #[arg(long, env = "TROTH_RESPONDENTS_URL", value_name = "URL")]
    pub(crate) respondents_url: Option<PublicUrl>,
    /// Take forwarded requests: every request comes through a proxy of your own
    #[arg(long, requires = "sign_in")]
    pub(crate) behind_proxy: bool,
    /// The address letters come from; the mail server is named in TROTH_SMTP_URL, such as smtps://USER:PASSWORD@HOST
    #[arg(long, env = "TROTH_MAIL_FROM", value_name = "ADDRESS")]
    pub(crate) mail_from: Option<Address>,
    /// Write letters as files into this folder, to try it, in the place of sending them
    #[arg(long, value_name = "FOLDER", requires = "mail_from")]
    pub(crate) mail_dir: Option<PathBuf>,
    #[cfg(feature = "oidc")]
    #[command(flatten)]
    pub(crate) oidc: oidc::Oidc,
    /// Address to listen on; without --sign-in only this computer can be named
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Open a browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for reading
    Table,
    /// One document with everything
    Json,
    /// One row for each quantity
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Intervals {
    /// Estimates only
    None,
    /// ± 1.96 prediction standard errors; variances have none
    Fast,
    /// Profile likelihood and bootstrap as well
    Full,
}

/// OUTCOME~A,B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Association {
    pub(crate) outcome: String,
    pub(crate) covariates: Vec<String>,
}

fn association(text: &str) -> Result<Association, String> {
    let parts = text.split_once('~').map(|(outcome, others)| {
        let covariates: Vec<String> =
            others.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        Association { outcome: outcome.trim().to_owned(), covariates }
    });
    parts.filter(|a| !a.outcome.is_empty() && !a.covariates.is_empty()).ok_or_else(|| {
        "write the variable, a tilde, and those that may go with it: trust~roles,conflict".to_owned()
    })
}

// Lines of help are kept within 80 columns by hand, and -h says the same as --help.
#[derive(Debug, Args)]
#[command(
    next_line_help = true,
    disable_help_flag = true,
    after_help = "\
The file needs the columns rater, target and value. It may have network, wave,
respondent, variable, item, role, visible_to, scale_min and scale_max, in any
order. Every wave and variable is one result; networks are pooled, each with a
mean of its own. docs/formats.md has columns and fields, docs/reading-results.md
how to read them in R and Python.

The result goes to standard output; progress, warnings and rows left out go to
standard error. It is not gated: it is for whoever may read the answers
themselves. Not for contract performance, procurement or inspection.

Exit code: 0 if any result is fitted or shown without a model, 1 if the data
say no, 2 if the command is not understood.

Examples:
  troth check ratings.csv
  troth trust ratings.csv
  troth trust ratings.csv --variable fairness --format json > fairness.json
  troth trust ratings.csv --intervals full --seed 7 --format csv > all.csv
  troth trust ratings.csv --association overall~clear_roles,fairness
  cat ratings.csv | troth trust - --intervals none
  troth trust ratings.csv --html ratings.html"
)]
pub(crate) struct Trust {
    /// CSV file of ratings, one row for each answer; - is standard input
    #[arg(value_name = "RATINGS.csv")]
    pub(crate) file: PathBuf,
    /// Only this variable
    #[arg(long, value_name = "NAME")]
    pub(crate) variable: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// How 95% intervals are made
    #[arg(long, value_enum, default_value_t = Intervals::Fast)]
    pub(crate) intervals: Intervals,
    /// Seed of whatever is drawn at random; printed with the result
    #[arg(long, value_name = "NUMBER", default_value_t = Seed::default().0)]
    pub(crate) seed: u64,
    #[arg(
        long = "association",
        value_name = "OUTCOME~A,B",
        value_parser = association,
        help = "Also which of the variables A, B go with OUTCOME over directions:\n\
                association, never cause; may be given several times"
    )]
    pub(crate) associations: Vec<Association>,
    #[arg(
        long,
        value_name = "FILE",
        help = "Also write a page with figures, made for the agreed audience: it holds\n\
                what Troth would show them, and says what is withheld"
    )]
    pub(crate) html: Option<PathBuf>,
    /// Make that page for the custodian, from all answers; it says so on top
    #[arg(long, requires = "html")]
    pub(crate) unsuppressed: bool,
    #[arg(
        long,
        value_name = "WHO",
        requires = "html",
        help = "Who may see representatives' answers on that page where the file does\n\
                not say: totals, pooled, partner or audience"
    )]
    pub(crate) representatives_visible_to: Option<String>,
    /// Print help
    #[arg(short, long, action = ArgAction::HelpLong)]
    help: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Organisations,
    People,
    Ratings,
    Transcripts,
    Pathway,
    /// Interviews with their codings, of another program (.qdpx)
    Project,
    /// A codebook (.qdc, .csv)
    Codebook,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  troth import organisations organisations.csv --network alder-vale\n  troth import ratings round2.csv --network \
    alder-vale --wave 2\n  troth import ratings limesurvey.csv --mapping round2.toml --network alder-vale --wave 2\n  troth import transcripts interviews/*.txt interviews/speakers.csv --network alder-vale --proposals words.csv\n  troth import \
    transcripts interviews/*.txt interviews/speakers.csv --network alder-vale --decisions words.csv\n  troth import transcripts plan.docx --as \
    plan --replace sure --network alder-vale\n  troth import project study.qdpx --network alder-vale --names replace\n\nA partnership that is not \
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
    /// Read the answers of a survey tool's file as this mapping says (see `troth mapping`)
    #[arg(long, value_name = "FILE.toml")]
    pub(crate) mapping: Option<PathBuf>,
    /// What happens with words of a project that point to people; without it, a project that holds some is refused
    #[arg(long, value_enum)]
    pub(crate) names: Option<exchange::Found>,
    /// How the report on a project or codebook is printed
    #[arg(long, value_enum, default_value_t = exchange::ReportFormat::Text)]
    pub(crate) format: exchange::ReportFormat,
    #[command(flatten)]
    pub(crate) texts: transcripts::Transcripts,
    #[command(flatten, next_help_heading = "Options")]
    pub(crate) database: Database,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckKind {
    /// Organisations of a partnership
    Organisations,
    /// People known by name
    People,
    /// Answers: who rates whom, on what, how
    Ratings,
    /// Words of an interview, as text
    Transcripts,
    /// Steps, and who says who is responsible
    Pathway,
    /// Who speaks in which transcript
    Speakers,
    /// Passages that were coded elsewhere
    Codings,
    /// How many people are asked about whom
    Assignment,
    /// Interviews of another program (.qdpx)
    Project,
    /// A codebook (.qdc, .csv)
    Codebook,
}

#[derive(Debug, Args)]
#[command(
    next_line_help = true,
    disable_help_flag = true,
    after_help = "\
Every problem is named with file, line, column, value and remedy. Of ratings it
also says how many rows, networks, waves, variables, organisations and people
there are, which directions are rated, who rates nobody, and which questions one
respondent answered twice and differently. Nothing is stored.

Exit code: 0 if nothing has to be mended, 1 if something has, 2 if the command
is not understood.

Examples:
  troth check ratings.csv
  troth check organisations.csv people.csv ratings-wave*.csv
  cat ratings.csv | troth check - --kind ratings
  troth check limesurvey.csv --mapping round2.toml"
)]
pub(crate) struct Check {
    /// The files; - is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What they hold; without it, what their column names tell
    #[arg(long, value_enum)]
    pub(crate) kind: Option<CheckKind>,
    /// Read them as answers of a survey tool, as this mapping says
    #[arg(long, value_name = "FILE.toml", conflicts_with = "kind")]
    pub(crate) mapping: Option<PathBuf>,
    /// Print help
    #[arg(short, long, action = ArgAction::HelpLong)]
    help: Option<bool>,
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
#[command(after_help = "\
An encrypted copy is made in memory: nothing readable is written to the disk. The
key file of the database is not part of any copy. Keep it apart from the copies:
without it a restored database cannot match respondents of earlier rounds.

Examples:
  troth backup troth-2026-11-22.age --encrypt-to age1...
  troth backup troth-2026-11-22.age --passphrase-file passphrase.txt
  troth backup copy.db")]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet
    pub(crate) file: PathBuf,
    /// Encrypt for this age recipient; may be given several times
    #[arg(long = "encrypt-to", value_name = "age1...")]
    pub(crate) recipients: Vec<String>,
    /// Encrypt with the passphrase in the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "recipients")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) database: Database,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is overwritten: --database-url names a file that is not there yet. Put the
key file beside it as FILE.key, or name it with --key-file when you use it.

Example:
  troth restore troth-2026-11-22.age --identity key.txt --database-url new.db")]
pub(crate) struct Restore {
    /// The copy that `troth backup` made
    pub(crate) file: PathBuf,
    /// File with the age identity that opens it
    #[arg(long, value_name = "FILE")]
    pub(crate) identity: Option<PathBuf>,
    /// File with the passphrase that opens it
    #[arg(long, value_name = "FILE", conflicts_with = "identity")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// The new database file
    #[arg(long, value_name = "FILE")]
    pub(crate) database_url: String,
}
