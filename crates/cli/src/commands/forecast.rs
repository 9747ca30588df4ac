//! `troth forecast`.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use troth_app::forecast::{People, Proposal, Showable, ShowableSide};

use super::database::existing;
use super::read;
use crate::arguments::forecast::{Forecast, ForecastFormat};
use crate::output::print;

/// Organisations listed whose people would help.
const HELPERS: usize = 10;

pub(crate) async fn run(given: Forecast) -> anyhow::Result<()> {
    let file = given.people.as_deref().map(read).transpose()?;
    let people = file.as_ref().map_or(People::Known, |(name, bytes)| People::File(name, bytes));
    let app = existing(&given.database).await?;
    let network = app.network(&given.network).await?;
    if let Some(path) = &given.propose {
        let proposal = app.propose(&network, people, given.share, given.partners).await?;
        new_file(path, &proposal.csv())?;
        return match given.format {
            ForecastFormat::Json => print(&format!("{}\n", serde_json::to_string_pretty(&proposal)?)),
            ForecastFormat::Table => print(&proposed(&proposal, path)),
        };
    }
    let forecast = app.forecast(&network, people, given.share).await?;
    match given.format {
        ForecastFormat::Json => print(&format!("{}\n", serde_json::to_string_pretty(&forecast)?)),
        ForecastFormat::Table => print(&table(&forecast)),
    }
}

/// Writes a file that is not there yet, so that nothing is lost by a slip.
fn new_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let context = || format!("{} cannot be written. Name a file that is not there yet.", path.display());
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).with_context(context)?;
    file.write_all(text.as_bytes()).with_context(context)
}

fn proposed(proposal: &Proposal, path: &Path) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{words}");
    };
    line(proposal.says.clone());
    if proposal.relationships > 0 {
        line(proposal.how_good.clone());
        line(proposal.help.clone());
    }
    line(format!(
        "{} people are asked, about {:.1} partners each. {} {:.0} in 100 expected to answer; {} staff are needed on a side.",
        proposal.people,
        proposal.partners_each,
        proposal.basis,
        proposal.share * 100.0,
        proposal.floor
    ));
    if !proposal.given_up.is_empty() {
        line("\nNot on both sides:".to_owned());
        for given_up in &proposal.given_up {
            line(format!("  {} \u{2013} {}: {}", given_up.a, given_up.b, given_up.why));
        }
    }
    line(format!("\nWho is asked about whom stands in {}.", path.display()));
    text
}

fn table(forecast: &Showable) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{words}");
    };
    line(forecast.says());
    if forecast.relationships > 0 {
        line(forecast.at_best());
        line(forecast.best_help());
    }
    line(format!(
        "{} {:.0} in 100 expected to answer; {} staff are needed on a side.",
        forecast.basis,
        forecast.share * 100.0,
        forecast.floor
    ));
    for remark in forecast.remarks() {
        line(remark);
    }
    if forecast.helpers(HELPERS).next().is_some() {
        line(format!("\n{:<40} {:>8} {:>8}", "more on both sides", "+1", "+2"));
        for help in forecast.helpers(HELPERS) {
            line(format!("  {:<38} {:>8.1} {:>8.1}", help.name, help.one_more, help.two_more));
        }
    }
    if !forecast.pairs.is_empty() {
        line(format!("\n{:<40} {:>10} {:>10} {:>10}", "relationship", "first", "second", "both"));
        for pair in &forecast.pairs {
            line(format!(
                "  {:<38} {:>10} {:>10} {:>8.0} %",
                format!("{} \u{2013} {}", pair.a, pair.b),
                side(&pair.a_about_b),
                side(&pair.b_about_a),
                pair.sides.both * 100.0
            ));
        }
    }
    text
}

/// The chance that a direction is shown, and by whom.
fn side(side: &ShowableSide) -> String {
    if side.by_representative && side.by_staff < 1.0 {
        "repr.".to_owned()
    } else if side.asked == 0 {
        "not asked".to_owned()
    } else {
        format!("{:.0} %", side.by_staff * 100.0)
    }
}
