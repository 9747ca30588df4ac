//! What may be typed to forecast how many relationships can be shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use troth_app::forecast::USUAL_PARTNERS;
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

fn partners(text: &str) -> Result<usize, String> {
    let partners = text.parse().ok().filter(|partners| (1..=1000).contains(partners));
    partners.ok_or_else(|| "write a whole number from 1 to 1000, such as 4".to_owned())
}

#[derive(Debug, Args)]
#[command(after_help = "\
Without --people as many are asked as answered in the newest closed round; where
there is none, everybody known by name about every other organisation. The file
has the columns organisation, partner and people, and may have representative
(totals, pooled, partner or audience). docs/formats.md has an example. Nothing is
stored, and no answer is used.

With --propose the people of an organisation are given to partners anew, as many
as can be asked about any one partner in the file, or as are known by name.

Examples:
  troth forecast --network alder-vale
  troth forecast --network alder-vale --people assignment.csv --share 0.6
  troth forecast --network alder-vale --people assignment.csv --propose new.csv")]
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
    /// Write a file of who could be asked about whom, so that most are shown on both sides; one that is not there yet
    #[arg(long, value_name = "NEW.csv")]
    pub(crate) propose: Option<PathBuf>,
    /// Most partners that one person is asked about in a proposal
    #[arg(long, value_name = "NUMBER", default_value_t = USUAL_PARTNERS, requires = "propose", value_parser = partners)]
    pub(crate) partners: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = ForecastFormat::Table)]
    pub(crate) format: ForecastFormat,
    #[command(flatten)]
    pub(crate) database: Database,
}
