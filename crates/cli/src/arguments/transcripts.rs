//! What may be typed to import texts: what kind they are, and what becomes of words that point to people.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use troth_say::DocumentKind;

/// What becomes of words that point to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Replace {
    /// Import nothing while there are any, and show them
    Ask,
    /// Replace what a rule is sure of, as the page proposes it; what may be a name stays
    Sure,
    /// Replace everything that was found
    All,
    /// Leave every word as it is
    None,
}

fn kind(text: &str) -> Result<DocumentKind, String> {
    text.replace('-', "_")
        .parse()
        .map_err(|_| "write interview, plan, meeting, site-note, news, journal or survey-text".to_owned())
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Texts")]
pub(crate) struct Transcripts {
    /// What kind of texts they are: interview, plan, meeting, site-note, news, journal or survey-text
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    pub(crate) text_kind: Option<DocumentKind>,
    /// What becomes of names, numbers, addresses and places in the texts; ask if not given
    #[arg(long, value_enum, value_name = "WHICH", conflicts_with_all = ["proposals", "decisions"])]
    pub(crate) replace: Option<Replace>,
    /// Write what is proposed into this file, and import nothing
    #[arg(long, value_name = "FILE.csv", conflicts_with = "decisions")]
    pub(crate) proposals: Option<PathBuf>,
    /// Replace as this file says: one of proposals, with the column replace_with as it was decided
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) decisions: Option<PathBuf>,
}

impl Transcripts {
    /// Whether any of these was given.
    pub(crate) const fn is_given(&self) -> bool {
        self.text_kind.is_some()
            || self.replace.is_some()
            || self.proposals.is_some()
            || self.decisions.is_some()
    }
}
