//! Files for other programs: the custodian's, noted in the record with what they are for.

use std::fmt;
use std::str::FromStr;

use troth_gate::CustodianOnly;
use troth_network::Network;
use troth_say::refi::{CodeBook, ExportReport, Project, write_qdc, write_qdpx};
use troth_say::tables::{code_rows, highlights, write_codes, write_highlights};

use super::stock::Stock;
use super::{codes_out, full, quotable};
use crate::app::App;
use crate::error::AppError;

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// A project by the REFI-QDA standard (`.qdpx`).
    Project,
    /// Passages as Taguette writes them (`.csv`).
    Taguette,
    /// A codebook by the REFI-QDA standard (`.qdc`).
    Codebook,
    /// A codebook as a table (`.csv`).
    CodebookTable,
}

/// How much of the interviews goes into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportWhat {
    /// Everything, for the custodian alone.
    Everything,
    /// The passages that were released to the agreed audience, and nothing else.
    Quotable,
}

/// What everything is taken out for; a word of the program's own, since the record holds no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To go on in another program.
    GoOn,
    /// To have it coded by somebody else.
    SecondCoding,
    /// To keep it in the archive of the research.
    Archive,
}

impl ExportWhat {
    /// As forms and commands hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Quotable => "quotable",
        }
    }
}

impl FromStr for ExportWhat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = [Self::Everything, Self::Quotable].into_iter().find(|what| what.id() == text.trim());
        found.ok_or_else(|| format!("\"{text}\" cannot be exported. Use everything or quotable."))
    }
}

impl Purpose {
    /// All, in the order in which a form offers them.
    pub const ALL: [Self; 3] = [Self::GoOn, Self::SecondCoding, Self::Archive];

    /// As forms and commands hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::GoOn => "go-on",
            Self::SecondCoding => "second-coding",
            Self::Archive => "archive",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::GoOn => "to go on working in another program",
            Self::SecondCoding => "to have it coded by somebody who may read everything",
            Self::Archive => "to keep it in the archive of the research",
        }
    }

    const fn event(self, package: Package) -> &'static str {
        match (package, self) {
            (Package::Taguette, Self::GoOn) => "all passages exported, to go on working in another program",
            (Package::Taguette, Self::SecondCoding) => {
                "all passages exported, to have them coded by somebody else"
            }
            (Package::Taguette, Self::Archive) => "all passages exported, to keep them in an archive",
            (_, Self::GoOn) => "whole project exported, to go on working in another program",
            (_, Self::SecondCoding) => "whole project exported, to have it coded by somebody else",
            (_, Self::Archive) => "whole project exported, to keep it in an archive",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Purpose {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.id() == text.trim())
            .ok_or_else(|| format!("\"{text}\" is not a purpose. Use go-on, second-coding or archive."))
    }
}

/// A file with what its readers should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// Name, with ending; of letters, digits and hyphens.
    pub name: String,
    /// Media type.
    pub media: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
    /// What has no place in it, or reads otherwise elsewhere: sentences.
    pub sentences: Vec<String>,
}

impl App {
    /// A file of everything, for the custodian alone: all texts with all that was coded in them.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the file cannot be put together.
    pub async fn export_everything(
        &self,
        network: &Network,
        package: Package,
        purpose: Purpose,
    ) -> Result<CustodianOnly<ExportFile>, AppError> {
        let stock = self.stock(network).await?;
        let (project, left) = full::project(network, &stock);
        let file = written(network, package, &project, left, "everything-custodian-only")?;
        self.note(network.id, purpose.event(package), network.id.0).await?;
        Ok(CustodianOnly::open(file, &self.viewer())?)
    }

    /// What a project with everything leaves out and how it reads elsewhere, in sentences, without taking it out.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn export_remarks(&self, network: &Network) -> Result<CustodianOnly<Vec<String>>, AppError> {
        let stock = self.stock(network).await?;
        let (project, left) = full::project(network, &stock);
        let shifted = ExportReport { shifted: full::shifted(&project), ..ExportReport::default() };
        let remarks = left.into_iter().chain(shifted.sentences()).collect();
        Ok(CustodianOnly::open(remarks, &self.viewer())?)
    }

    /// A file of what may be quoted: passages as they were released to the agreed audience.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the file cannot be put together.
    pub async fn export_quotable(
        &self,
        network: &Network,
        package: Package,
    ) -> Result<CustodianOnly<ExportFile>, AppError> {
        let stock = self.stock(network).await?;
        let now = quotable::permissions_now(&stock);
        let Stock { codebook, names, .. } = stock;
        let reading = self.interviews_reading(network).await?;
        let project = reading.view(|reading| quotable::project(network, reading, &now, &names, &codebook));
        let left = vec![
            "The file holds passages as they were released to the agreed audience: those that tell of one of the five \
             stories, how it is told and about whom. Codes of your own, memos, coders and dates are not in it."
                .to_owned(),
        ];
        let file = written(network, package, project.value(), left, "may-be-quoted")?;
        let event = match package {
            Package::Taguette => "passages that may be quoted exported as a table",
            Package::Project | Package::Codebook | Package::CodebookTable => {
                "what may be quoted exported as a project"
            }
        };
        self.note(network.id, event, network.id.0).await?;
        Ok(CustodianOnly::open(file, &self.viewer())?)
    }

    /// The codebook, as a `.qdc` file or as a table.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or the file cannot be put together.
    pub async fn export_codebook(
        &self,
        network: &Network,
        package: Package,
    ) -> Result<CustodianOnly<ExportFile>, AppError> {
        self.only_the_custodian()?;
        let codebook = self.codebook_now(network.id).await?.0;
        let project = Project {
            codes: codes_out::tree(&codebook, &[], None),
            sets: codes_out::sets(&codebook),
            ..Project::default()
        };
        let left = vec![
            "Thoughts about codes, their two letters and how far they are worked out have no place in a codebook file."
                .to_owned(),
        ];
        let package = if package == Package::CodebookTable { package } else { Package::Codebook };
        let file = written(network, package, &project, left, "codebook")?;
        self.note(network.id, "codebook exported", network.id.0).await?;
        Ok(CustodianOnly::open(file, &self.viewer())?)
    }
}

fn written(
    network: &Network,
    package: Package,
    project: &Project,
    mut sentences: Vec<String>,
    what: &str,
) -> Result<ExportFile, AppError> {
    let failed = |error: troth_say::refi::RefiError| AppError::Conflict(error.to_string());
    let (ending, media, bytes) = match package {
        Package::Project => {
            let (bytes, report) = write_qdpx(project).map_err(failed)?;
            sentences.extend(report.sentences());
            ("qdpx", "application/zip", bytes)
        }
        Package::Codebook => {
            let book = CodeBook { origin: None, codes: project.codes.clone(), sets: project.sets.clone() };
            let (bytes, report) = write_qdc(&book).map_err(failed)?;
            sentences.extend(report.sentences());
            ("qdc", "application/xml", bytes)
        }
        Package::Taguette => {
            ("csv", "text/csv; charset=utf-8", write_highlights(&coded(project)).into_bytes())
        }
        Package::CodebookTable => {
            ("csv", "text/csv; charset=utf-8", write_codes(&code_rows(&project.codes)).into_bytes())
        }
    };
    let slug: String =
        network.slug.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let what = if package == Package::Taguette { format!("passages-{what}") } else { what.to_owned() };
    Ok(ExportFile { name: format!("{slug}-{what}.{ending}"), media, bytes, sentences })
}

/// Passages with their codes; turns without a code are no highlights.
fn coded(project: &Project) -> Vec<troth_say::tables::Highlight> {
    highlights(project).into_iter().filter(|highlight| !highlight.tags.is_empty()).collect()
}
