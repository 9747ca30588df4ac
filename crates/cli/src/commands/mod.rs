//! One file per command.

pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod database;
pub(crate) mod demo;
pub(crate) mod erasing;
pub(crate) mod exchange;
pub(crate) mod forecast;
pub(crate) mod framework;
pub(crate) mod import;
pub(crate) mod key;
pub(crate) mod mapping;
mod packages;
pub(crate) mod serve;
mod transcripts;
pub(crate) mod trust;
mod trust_html;
mod trust_table;
pub(crate) mod user;

use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use troth_app::intake::{FileProblem, decode};

/// The command was understood and cannot be carried out as it was typed: exit code 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Reads a file, or standard input for `-`. Returns its name for messages and its bytes.
pub(crate) fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("Standard input cannot be read.")?;
        return Ok(("standard input".to_owned(), bytes));
    }
    match decode::read(path) {
        Ok(bytes) => Ok((path.display().to_string(), bytes)),
        Err(problem @ (FileProblem::Missing { .. } | FileProblem::Folder { .. })) => {
            Err(Usage(problem.to_string()).into())
        }
        Err(problem) => Err(problem.into()),
    }
}

/// Prints the version.
pub(crate) fn version() -> anyhow::Result<()> {
    crate::output::print(concat!("troth ", env!("CARGO_PKG_VERSION"), "\n"))
}
