//! `troth trust`.

use std::io::Write as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use troth_app::intake::words::count;
use troth_app::trust::associations::Wanted;
use troth_app::trust::report::TrustReport;
use troth_app::trust::{Intervals, Seed, TrustOptions, analyse, flat};

use super::{read, trust_html, trust_table};
use crate::arguments::{self, Format, Trust};
use crate::output::print;

/// Problems of a file that are listed on the screen; JSON holds them all.
const LISTED: usize = 20;

pub(crate) fn run(given: &Trust) -> anyhow::Result<()> {
    let page = trust_html::Asked::of(given)?;
    let (file, bytes) = read(&given.file)?;
    let options = TrustOptions {
        variable: given.variable.clone(),
        intervals: intervals(given.intervals),
        seed: Seed(given.seed),
        associations: given.associations.iter().map(wanted).collect(),
    };
    let bar = ProgressBar::new(0);
    bar.set_style(
        ProgressStyle::with_template("{spinner} {bar:30} {pos} of {len} fitted, {elapsed}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    // A large fit takes a while: the wheel shows that something is being done.
    bar.enable_steady_tick(Duration::from_millis(120));
    let report = analyse(&file, &bytes, &options, |done, total| {
        bar.set_length(u64::try_from(total).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
    });
    bar.finish_and_clear();
    let report = report?;
    remark(&report);
    print(&match given.format {
        Format::Table => trust_table::table(&report),
        Format::Json => format!("{}\n", serde_json::to_string_pretty(&report)?),
        Format::Csv => csv_text(&report)?,
    })?;
    if let Some(page) = page {
        page.write(&file, &bytes, &options)?;
    }
    if report.results.iter().all(|r| r.status == "refused") {
        anyhow::bail!("Nothing could be fitted: see the reasons above.");
    }
    Ok(())
}

fn wanted(given: &arguments::Association) -> Wanted {
    Wanted { outcome: given.outcome.clone(), covariates: given.covariates.clone() }
}

const fn intervals(given: arguments::Intervals) -> Intervals {
    match given {
        arguments::Intervals::None => Intervals::None,
        arguments::Intervals::Fast => Intervals::Fast,
        arguments::Intervals::Full => Intervals::Full,
    }
}

/// What to know before reading the numbers, for standard error. Nobody may be reading it, which is no failure.
fn remark(report: &TrustReport) {
    let file = &report.source.file;
    let skipped = &report.source.skipped;
    let mut lines = Vec::new();
    if !skipped.is_empty() {
        lines.push(format!(
            "{file}: {} of {} {} left out; the others are used.",
            skipped.len(),
            count(report.source.rows, "row", "rows"),
            if skipped.len() == 1 { "is" } else { "are" }
        ));
    }
    lines.extend(skipped.iter().take(LISTED).map(|problem| format!("{file}, {problem}")));
    if skipped.len() > LISTED {
        lines.push(format!("and {} more; --format json lists them all.", skipped.len() - LISTED));
    }
    lines.extend(report.source.warnings.iter().cloned());
    lines.push(
        "This result is not gated: it is for whoever may read the answers themselves.\n\
         Not for contract performance, procurement or inspection."
            .to_owned(),
    );
    let _ = writeln!(std::io::stderr().lock(), "{}", lines.join("\n"));
}

fn csv_text(report: &TrustReport) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(flat::HEADER)?;
    for row in flat::rows(report) {
        writer.write_record(row.cells())?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
