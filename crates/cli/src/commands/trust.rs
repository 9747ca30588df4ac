//! `troth trust`.

use indicatif::{ProgressBar, ProgressStyle};
use troth_app::trust::report::TrustReport;
use troth_app::trust::{TrustOptions, analyse, flat};

use super::{read, trust_table};
use crate::arguments::{Format, Intervals, Trust};
use crate::output::print;

/// Problems of a file that are listed on the screen; JSON holds them all.
const LISTED: usize = 20;

pub(crate) fn run(given: &Trust) -> anyhow::Result<()> {
    let (file, bytes) = read(&given.file)?;
    let options = TrustOptions {
        variable: given.variable.clone(),
        no_intervals: given.intervals == Intervals::None,
        seed: given.seed,
    };
    let bar = ProgressBar::new(0);
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos} of {len} fitted")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
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
    if report.results.iter().all(|r| r.status == "refused") {
        anyhow::bail!("Nothing could be fitted: see the reasons above.");
    }
    Ok(())
}

fn remark(report: &TrustReport) {
    let skipped = &report.source.skipped;
    if !skipped.is_empty() {
        eprintln!(
            "{}: {} of {} rows are left out; the others are used.",
            report.source.file,
            skipped.len(),
            report.source.rows
        );
    }
    for problem in skipped.iter().take(LISTED) {
        eprintln!("{}, {problem}", report.source.file);
    }
    if skipped.len() > LISTED {
        eprintln!("and {} more; --format json lists them all.", skipped.len() - LISTED);
    }
    for remark in &report.remarks {
        eprintln!("{remark}");
    }
    eprintln!("This result is not gated: it is for whoever may read the answers themselves.");
    eprintln!("Not for contract performance, procurement or inspection.");
}

fn csv_text(report: &TrustReport) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(flat::HEADER)?;
    for row in flat::rows(report) {
        writer.write_record(row.cells())?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
