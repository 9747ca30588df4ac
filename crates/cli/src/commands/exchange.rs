//! `troth export`, and `troth import project` and `codebook`.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use troth_app::App;
use troth_app::exchange::{BroughtIn, ExportWhat, Package, ProjectFile};
use troth_network::Network;

use super::Usage;
use super::database::existing;
use crate::arguments::Import;
use crate::arguments::exchange::{Export, Found, Package as Asked, ReportFormat};
use crate::output::print;

pub(crate) async fn export(given: Export) -> anyhow::Result<()> {
    let out = given.out.display().to_string();
    if given.out.exists() {
        return Err(
            Usage(format!("{out} is there already. Nothing is overwritten: name another file.")).into()
        );
    }
    if matches!(given.package, Asked::Shared | Asked::Research | Asked::Dictionary) {
        return super::packages::export(given).await;
    }
    let package = package(given.package, &given.out)?;
    let app = existing(&given.database).await?;
    let network = app.network(&given.network).await.map_err(|error| Usage(error.to_string()))?;
    let made = match (given.package, given.what, given.purpose) {
        (Asked::Codebook, ..) => app.export_codebook(&network, package).await?,
        (_, ExportWhat::Quotable, _) => app.export_quotable(&network, package).await?,
        (_, ExportWhat::Everything, Some(purpose)) => {
            app.export_everything(&network, package, purpose).await?
        }
        (_, ExportWhat::Everything, None) => {
            let reason = "Say with --for what everything is taken out for: go-on, second-coding or archive.";
            return Err(Usage(reason.to_owned()).into());
        }
    };
    write(&given.out, &made.value().bytes).with_context(|| format!("{out} cannot be written."))?;
    for sentence in &made.value().sentences {
        eprintln!("{sentence}");
    }
    let whole = given.what == ExportWhat::Everything && given.package != Asked::Codebook;
    let warning = if whole { " It holds every word that was said: for the custodian alone." } else { "" };
    print(&format!("{out} is written.{warning}\n"))
}

/// The kind of file, by what is asked for and the ending of its name.
fn package(asked: Asked, out: &Path) -> Result<Package, Usage> {
    let ending = out.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    match (asked, ending.as_str()) {
        (Asked::Project, "qdpx") => Ok(Package::Project),
        (Asked::Taguette, "csv") => Ok(Package::Taguette),
        (Asked::Codebook, "qdc") => Ok(Package::Codebook),
        (Asked::Codebook, "csv") => Ok(Package::CodebookTable),
        (Asked::Shared | Asked::Research | Asked::Dictionary, _) => {
            Err(Usage("This package is of a survey round.".to_owned()))
        }
        (Asked::Project, _) => Err(Usage("A project needs a name that ends in .qdpx.".to_owned())),
        (Asked::Taguette, _) => Err(Usage("Passages need a name that ends in .csv.".to_owned())),
        (Asked::Codebook, _) => Err(Usage("A codebook needs a name that ends in .qdc or .csv.".to_owned())),
    }
}

/// Writes a file that only its owner reads, and never over another.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Brings projects or codebooks in.
pub(crate) async fn import(
    app: &App,
    network: &Network,
    given: &Import,
    files: Vec<(String, Vec<u8>)>,
) -> anyhow::Result<()> {
    let mut told: Vec<(String, BroughtIn)> = Vec::new();
    for (name, bytes) in files {
        let file = app.read_project(&name, bytes).await?;
        told.push((name, one(app, network, given, &file).await?));
    }
    if given.format == ReportFormat::Json {
        let documents: Vec<serde_json::Value> =
            told.iter().map(|(name, told)| serde_json::json!({ "file": name, "imported": told })).collect();
        return print(&format!("{}\n", serde_json::to_string_pretty(&documents)?));
    }
    for (name, told) in told {
        for remark in told.there().into_iter().chain(told.remarks.clone()) {
            eprintln!("{name}: {remark}");
        }
        print(&format!("{name}: {} imported.\n", told.what()))?;
    }
    Ok(())
}

async fn one(app: &App, network: &Network, given: &Import, file: &ProjectFile) -> anyhow::Result<BroughtIn> {
    let looked = app.look_through_project(network, file).await?;
    let looked = looked.value();
    let mut decided = looked.usual();
    let sure = looked.proposals.iter().filter(|proposal| proposal.sure).count();
    match given.names {
        Some(Found::Replace) => {}
        Some(Found::Keep) => decided.replace.values_mut().for_each(String::clear),
        None if sure == 0 => {}
        None => anyhow::bail!(
            "{} holds {sure} words or numbers that point to people. Nothing was imported. Say --names replace to put \
             pseudonyms in their place, or --names keep to leave them; or decide on each on the page Exchange.",
            file.name()
        ),
    }
    Ok(app.bring_project(network, file, &decided).await?)
}
