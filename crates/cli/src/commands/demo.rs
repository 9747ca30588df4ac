//! `troth demo`: the sample partnerships in a throw-away database.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rust_embed::RustEmbed;
use troth_app::App;
use troth_app::keys::KeySource;
use troth_app::sample::Folder;
use troth_network::{AnswerRole, WaveState};

use super::serve;
use crate::arguments::Demo;
use crate::system;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../samples"]
#[exclude = "reference/*"]
#[exclude = "*/truth.json"]
#[exclude = "README.md"]
struct Samples;

async fn open_in(folder: &std::path::Path, given: &Demo) -> anyhow::Result<()> {
    let listener = serve::listen(given.listen, false).await?;
    let path = folder.join("demo.db");
    let app = system::open_at(&path.display().to_string(), &KeySource::Beside).await?;
    eprintln!("Preparing three invented partnerships. This takes some seconds.");
    for (name, files) in folders() {
        app.open_folder(&files).await.with_context(|| format!("The sample {name} cannot be opened."))?;
    }
    for link in links(&app).await? {
        eprintln!("To answer the survey as {}: http://{}/answer/{}", link.0, listener.local_addr()?, link.1);
    }
    serve::run(app, troth_web::Options::default(), listener, !given.no_open).await
}

/// Links by which the rounds that are open can be answered: of each round that of a representative and that of a member of
/// staff, with whom it stands for.
async fn links(app: &App) -> anyhow::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for network in app.networks().await? {
        for wave in app.waves(network.id).await?.into_iter().filter(|wave| wave.state == WaveState::Open) {
            let names = app.names(network.id).await?;
            let links = app.personal_links(&network, &wave).await?;
            for (role, who) in
                [(AnswerRole::Representative, "the representative"), (AnswerRole::Staff, "a member of staff")]
            {
                let link = links.iter().find(|(listed, _)| listed.role == role);
                found.extend(link.map(|(listed, token)| {
                    (format!("{who} of {}", names.name(listed.organisation)), token.secret().to_owned())
                }));
            }
        }
    }
    Ok(found)
}

pub(crate) async fn run(given: Demo) -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("No folder for the throw-away database could be made.")?;
    open_in(folder.path(), &given).await
}

/// The embedded samples by their folder.
fn folders() -> BTreeMap<String, Folder> {
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    for path in Samples::iter() {
        let Some((folder, name)) = path.split_once('/') else { continue };
        if let Some(file) = Samples::get(&path) {
            folders.entry(folder.to_owned()).or_default().insert(name.to_owned(), file.data.into_owned());
        }
    }
    folders
}
