//! Importing the file of a survey tool as a mapping says: what comes out of it goes the way of any ratings file.

use troth_network::{Network, NetworkId};

use super::ratings::Place;
use super::{Imported, RatingsOptions, refuse};
use crate::app::App;
use crate::error::AppError;
use crate::intake::{Problem, ratings};
use crate::mapping::{Grid, KnownOrganisation, Mapped, Mapping, apply, propose};

impl Place for Mapped {
    fn of(&self, problem: Problem) -> Problem {
        self.place(problem)
    }
}

impl App {
    /// A mapping guessed for a survey tool's file, as the text of its file, with partners found by the names of the
    /// partnership. Nothing is stored.
    ///
    /// # Errors
    /// If the file cannot be read, or holds patient identifiers.
    pub async fn propose_mapping(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<String, AppError> {
        let grid = Grid::read(file, bytes, None)?;
        Ok(propose(&grid, self.lens(), &self.known_organisations(network.id).await?))
    }

    /// Imports the answers of a survey tool's file as `mapping` says. Columns of names, addresses, places and times are
    /// emptied before anything is done with the file.
    ///
    /// # Errors
    /// As [`App::import_ratings`], with line and heading of the file; also if the mapping does not fit the file. Then
    /// nothing is imported.
    pub async fn import_mapped(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
        mapping: &Mapping,
        options: &RatingsOptions,
    ) -> Result<Imported, AppError> {
        let grid = Grid::read(file, bytes, mapping.heading_rows)?;
        let known = self.known_organisations(network.id).await?;
        let mut mapped = apply(&grid, mapping, &known)?;
        refuse(file, std::mem::take(&mut mapped.problems))?;
        if mapped.is_empty() {
            let reason = "no row of it holds an answer that the mapping reads. Look at what is said with `troth check \
                          --mapping`."
                .to_owned();
            return Err(crate::intake::FileProblem::Mapping { file: file.to_owned(), reason }.into());
        }
        let mut read = ratings::read(file, &mapped.text)?;
        read.warnings.splice(0..0, mapped.remarks.iter().cloned());
        let names = self.names(network.id).await?;
        self.import_read(network, file, read, options, names, &mapped).await
    }

    async fn known_organisations(&self, network: NetworkId) -> Result<Vec<KnownOrganisation>, AppError> {
        let names = self.names(network).await?.0;
        Ok(names.into_iter().map(|o| KnownOrganisation { id: o.external_id, name: o.name }).collect())
    }
}
