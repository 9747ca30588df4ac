//! `troth import`.

use troth_app::imports::{Imported, RatingsOptions};
use troth_app::networks::NewNetwork;
use troth_app::{App, AppError};
use troth_network::Network;

use super::{Usage, read, transcripts};
use crate::arguments::exchange::ReportFormat;
use crate::arguments::{Import, Kind};
use crate::output::print;
use crate::system;

pub(crate) async fn run(given: Import) -> anyhow::Result<()> {
    let visible = match &given.representatives_visible_to {
        None => None,
        Some(text) => Some(text.parse().map_err(Usage)?),
    };
    if given.texts.is_given() && given.kind != Kind::Transcripts {
        let told = "--as, --replace, --proposals and --decisions are for texts: troth import transcripts.";
        return Err(Usage(told.to_owned()).into());
    }
    let mut files = Vec::new();
    for path in &given.files {
        files.push(read(path)?);
    }
    let is_project = matches!(given.kind, Kind::Project | Kind::Codebook);
    if !is_project && (given.names.is_some() || given.format == ReportFormat::Json) {
        let reason = "--names and --format are for projects and codebooks of other programs.";
        return Err(Usage(reason.to_owned()).into());
    }
    if given.mapping.is_some() && given.kind != Kind::Ratings {
        return Err(
            Usage("--mapping is for answers of a survey tool: troth import ratings.".to_owned()).into()
        );
    }
    let mapping = given.mapping.as_deref().map(super::mapping::read_mapping).transpose()?;
    let app = system::open(&given.database).await?;
    let network = network(&app, &given).await?;
    let options = RatingsOptions { wave: given.wave.clone(), representatives_visible_to: visible };
    if is_project {
        super::exchange::import(&app, &network, &given, files).await?;
    } else if given.kind == Kind::Transcripts {
        match transcripts::import(&app, &network, &files, &given.texts).await? {
            Some(imported) => tell("", &imported)?,
            None => return Ok(()),
        }
    } else {
        for (file, bytes) in &files {
            let imported = match given.kind {
                Kind::Organisations => app.import_organisations(&network, file, bytes).await?,
                Kind::People => app.import_people(&network, file, bytes).await?,
                Kind::Ratings => match &mapping {
                    Some(mapping) => app.import_mapped(&network, file, bytes, mapping, &options).await?,
                    None => app.import_ratings(&network, file, bytes, &options).await?,
                },
                Kind::Pathway | Kind::Transcripts | Kind::Project | Kind::Codebook => {
                    app.import_pathway(&network, file, bytes).await?
                }
            };
            tell(&format!("{file}: "), &imported)?;
        }
    }
    app.work_off("import").await?;
    Ok(())
}

/// The partnership; founded if organisations are imported into one that is not there.
async fn network(app: &App, given: &Import) -> anyhow::Result<Network> {
    match app.network(&given.network).await {
        Ok(network) => Ok(network),
        Err(AppError::NotFound(_)) if given.kind == Kind::Organisations => {
            let new = NewNetwork {
                slug: given.network.clone(),
                name: given.network.clone(),
                ..NewNetwork::default()
            };
            let network = app.found_network(new).await?;
            eprintln!("The partnership {} was founded.", network.slug);
            Ok(network)
        }
        Err(error @ AppError::NotFound(_)) => {
            let known: Vec<String> = app.networks().await?.into_iter().map(|n| n.slug).collect();
            let known = if known.is_empty() {
                "There is none yet: import organisations first.".to_owned()
            } else {
                format!("There are: {}.", known.join(", "))
            };
            Err(Usage(format!("{error} {known}")).into())
        }
        Err(error) => Err(error.into()),
    }
}

fn tell(prefix: &str, imported: &Imported) -> anyhow::Result<()> {
    for warning in &imported.warnings {
        eprintln!("{prefix}{warning}");
    }
    print(&format!("{prefix}{} imported.\n", imported.what))
}
