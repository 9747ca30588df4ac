//! What may be typed of `troth export`, and of importing projects.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use troth_app::exchange::{ExportWhat, Purpose};

use super::Database;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Package {
    /// Interviews as a REFI-QDA project (.qdpx)
    Project,
    /// The codebook (.qdc, or .csv by the ending of FILE)
    Codebook,
    /// Coded passages as Taguette has them (.csv)
    Taguette,
}

#[derive(Debug, Args)]
#[command(after_help = "\
With --what quotable, the file holds passages as they were released to the agreed
audience, and nothing else. With --what everything it is for the custodian alone:
it holds every word that was said, and --for says what it is taken out for, which
goes into the record. What the file leaves out is said on standard error. Nothing
is overwritten.

Examples:
  troth export --network alder-vale --package project --what quotable --out q.qdpx
  troth export --network alder-vale --package project --what everything \\
      --for go-on --out all.qdpx
  troth export --network alder-vale --package codebook --out codes.qdc")]
pub(crate) struct Export {
    /// Short name of the partnership
    #[arg(long)]
    pub(crate) network: String,
    /// What is put together
    #[arg(long, value_enum)]
    pub(crate) package: Package,
    /// The file to write; it must not be there yet
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// How much of the interviews: quotable or everything
    #[arg(long, value_name = "quotable|everything", default_value = "quotable")]
    pub(crate) what: ExportWhat,
    /// What everything is taken out for: go-on, second-coding or archive
    #[arg(long = "for", value_name = "PURPOSE")]
    pub(crate) purpose: Option<Purpose>,
    #[command(flatten)]
    pub(crate) database: Database,
}

/// What happens with names and numbers in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Found {
    /// Those that surely are some get a pseudonym; the words go into a sealed key
    Replace,
    /// They stay as they are
    Keep,
}

/// How the report of an import is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Sentences
    Text,
    /// One JSON document
    Json,
}
