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
    /// What was released of a survey round to the agreed audience (.zip)
    Shared,
    /// Single answers of a survey round, encrypted, for research that its promise names (.zip.age)
    Research,
    /// What the questions of a survey round mean (.csv)
    Dictionary,
}

#[derive(Debug, Args)]
#[command(after_help = "\
With --what quotable, the file holds passages as they were released to the agreed
audience, and nothing else. With --what everything it is for the custodian alone:
it holds every word that was said, and --for says what it is taken out for, which
goes into the record. What the file leaves out is said on standard error. Nothing
is overwritten.

Of a closed survey round, --package shared holds what was released to the agreed
audience, without any row. --package research holds single answers: it is for the
custodian alone, refused where the promise of the round names no research,
encrypted, and noted with --purpose, --approval and --recipient.
--package dictionary says what each question means.

Examples:
  troth export --network alder-vale --package shared --wave 2 --out round2.zip
  troth export --network alder-vale --package research --wave 2 \\
      --purpose \"reliability of scales\" --approval \"REC 26/0417\" \\
      --recipient \"University of the North\" --encrypt-to age1... \\
      --out round2.zip.age
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
    pub(crate) of_round: OfRound,
    #[command(flatten)]
    pub(crate) database: Database,
}

/// What is said of a package of a survey round.
#[derive(Debug, Args)]
pub(crate) struct OfRound {
    /// The survey round; without it, the last one that is closed
    #[arg(long)]
    pub(crate) wave: Option<String>,
    /// Research: what the answers are given out for
    #[arg(long = "purpose", id = "research_purpose", value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// Research: the reference of the approval
    #[arg(long, value_name = "TEXT")]
    pub(crate) approval: Option<String>,
    /// Research: who gets it
    #[arg(long, value_name = "TEXT")]
    pub(crate) recipient: Option<String>,
    /// Research: encrypt for this age recipient; may be given several times
    #[arg(long = "encrypt-to", value_name = "age1...")]
    pub(crate) recipients: Vec<String>,
    /// Research: encrypt with the passphrase in the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "recipients")]
    pub(crate) passphrase_file: Option<PathBuf>,
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
