//! What may be typed of `troth mapping`.

use std::path::PathBuf;

use clap::Args;

use super::Database;

#[derive(Debug, Args)]
#[command(after_help = "\
Reads exports of LimeSurvey, Qualtrics and Microsoft Forms, and tables with a row
for each respondent and columns about partners: CSV or .xlsx. Prints a mapping, in
which CHECK marks what is not sure. Nothing is stored.

Examples:
  troth mapping limesurvey.csv --network alder-vale > round2.toml
  troth check limesurvey.csv --mapping round2.toml
  troth import ratings limesurvey.csv --mapping round2.toml --network alder-vale")]
pub(crate) struct MappingOf {
    /// The file of the survey tool; - is standard input
    pub(crate) file: PathBuf,
    /// Short name of the partnership, by whose organisations partners are found
    #[arg(long)]
    pub(crate) network: Option<String>,
    #[command(flatten)]
    pub(crate) database: Database,
}
