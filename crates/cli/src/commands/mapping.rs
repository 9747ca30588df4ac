//! `troth mapping`, and reading mappings.

use std::path::Path;

use troth_app::mapping::{Grid, Mapping, propose};
use troth_framework::Lens;

use super::database::existing;
use super::{Usage, read};
use crate::arguments::mapping::MappingOf;
use crate::output::print;

pub(crate) async fn run(given: MappingOf) -> anyhow::Result<()> {
    let (file, bytes) = read(&given.file)?;
    let Some(network) = &given.network else {
        return print(&propose(&Grid::read(&file, &bytes, None)?, Lens::built_in(), &[]));
    };
    let app = existing(&given.database).await?;
    let network = app.network(network).await.map_err(|error| Usage(error.to_string()))?;
    print(&app.propose_mapping(&network, &file, &bytes).await?)
}

/// The mapping in a file.
pub(crate) fn read_mapping(path: &Path) -> anyhow::Result<Mapping> {
    let (file, bytes) = read(path)?;
    Ok(Mapping::read(&file, &bytes)?)
}
