//! Data of a round that leave Troth: a dictionary of its questions, a *shared* package of what was released to the
//! agreed audience, and a *research* package of single answers, for the custodian alone and encrypted.

mod describe;
mod dictionary;
mod research;
mod scripts;
mod shared;
mod tables;
mod workbook;

use std::io::{Cursor, Write as _};

use troth_network::{Network, Wave, WaveState};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::app::App;
use crate::error::AppError;

pub use research::ResearchFor;
pub use tables::{Field, FieldKind, Table};
pub use troth_store::ResearchPackage;

/// A file that leaves, with what has to be known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Name, with ending; of letters, digits and hyphens.
    pub name: String,
    /// Media type.
    pub media: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
    /// Sentences.
    pub sentences: Vec<String>,
}

impl App {
    /// The closed round that is asked for, else the last closed one.
    ///
    /// # Errors
    /// If there is none, or it is not closed.
    pub(crate) async fn closed_round(
        &self,
        network: &Network,
        asked: Option<&str>,
    ) -> Result<Wave, AppError> {
        let wave = self.wave(network, asked).await?;
        let wave = wave.ok_or_else(|| AppError::Conflict("No survey round is closed yet.".to_owned()))?;
        if wave.state == WaveState::Closed {
            return Ok(wave);
        }
        let reason = format!("{} is not closed yet. Data of a round leave once it is closed.", wave.label);
        Err(AppError::Conflict(reason))
    }
}

/// Files in an archive, in their order and with no time in it, so that the same data give the same archive.
fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, AppError> {
    let failed = |error: &dyn std::fmt::Display| {
        AppError::Conflict(format!("The package could not be put together ({error}). Try again."))
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).map_err(|e| failed(&e))?;
        zip.write_all(bytes).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

/// Letters, digits and hyphens of a name.
fn safe(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}
