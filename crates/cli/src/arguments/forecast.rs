//! What may be typed to forecast how many relationships can be shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use troth_gate::forecast::Share;

use super::Database;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ForecastFormat {
    /// Text for reading
    Table,
    /// One document with everything
    Json,
}

fn share(text: &str) -> Result<Share, String> {
    let share = text.parse().ok().and_then(Share::new);
    share.ok_or_else(|| "write a share from 0 to 1, such as 0.7".to_owned())
}

#[derive(Debug, Args)]
#[command(after_help = "\
Without --people as many are asked as answered in the newest closed round; where
there is none, everybody known by name about every other organisation. The file
has the columns organisation, partner and people, and may have representative
(totals, pooled, partner or audience). docs/formats.md has an example. Nothing is
stored, and no answer is used.

Examples:
  troth forecast --network alder-vale
  troth forecast --network alder-vale --people assignment.csv --share 0.6")]
pub(crate) struct Forecast {
    /// Short name of the partnership, such as alder-vale
    #[arg(long)]
    pub(crate) network: String,
    /// How many people are asked about whom; - is standard input
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) people: Option<PathBuf>,
    /// Share of those asked that is expected to answer, from 0 to 1
    #[arg(long, value_parser = share, default_value = "0.7")]
    pub(crate) share: Share,
    /// How to print
    #[arg(long, value_enum, default_value_t = ForecastFormat::Table)]
    pub(crate) format: ForecastFormat,
    #[command(flatten)]
    pub(crate) database: Database,
}
