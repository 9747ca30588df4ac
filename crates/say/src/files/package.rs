//! Packed files (ZIP): parts are taken out by name, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::FileError;
use super::limits::Limits;

/// A part may unpack to this many times its packed size; documents stay under a tenth of it.
const MOST_RATIO: u64 = 400;
/// Parts smaller than this may have any ratio.
const SMALL: u64 = 1024 * 1024;

/// A packed file.
pub(super) struct Package<'b> {
    file: String,
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    limits: Limits,
}

impl<'b> Package<'b> {
    /// Reads the list of parts, and nothing else.
    pub(super) fn open(file: &str, bytes: &'b [u8], limits: &Limits) -> Result<Self, FileError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileError::Damaged {
            file: file.to_owned(),
            reason: "the list of its parts cannot be read".into(),
        })?;
        if archive.len() > limits.entries {
            return Err(FileError::Excessive {
                file: file.to_owned(),
                what: format!("it has more than {} parts", limits.entries),
            });
        }
        let names = archive.file_names().map(|name| name.unwrap_or_default().into_owned()).collect();
        Ok(Self { file: file.to_owned(), archive, names, limits: *limits })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// The first part, by name, that begins and ends like this.
    pub(super) fn first(&self, begins: &str, ends: &str) -> Option<String> {
        self.names.iter().filter(|n| n.starts_with(begins) && n.ends_with(ends)).min().cloned()
    }

    /// The text of a part; `None` if there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, FileError> {
        let damaged = |file: &str, reason: String| FileError::Damaged { file: file.to_owned(), reason };
        if !self.has(name) {
            return Ok(None);
        }
        let most = u64::try_from(self.limits.unpacked).unwrap_or(u64::MAX);
        let part = self.archive.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
                FileError::Password { file: self.file.clone() }
            }
            _ => damaged(&self.file, format!("its part {name} cannot be opened")),
        })?;
        // Sizes in the list may lie, so what comes out is counted too.
        let allowed = most.min(part.compressed_size().saturating_mul(MOST_RATIO).max(SMALL));
        let mut bytes = Vec::new();
        part.take(allowed + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(&self.file, format!("its part {name} cannot be unpacked")))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > allowed {
            return Err(FileError::Excessive {
                file: self.file.clone(),
                what: format!("its part {name} unpacks to more than {allowed} bytes"),
            });
        }
        match super::encoding::decode(&self.file, &bytes) {
            Ok(raw) => Ok(Some(raw.text)),
            Err(_) => Err(damaged(&self.file, format!("its part {name} is not text"))),
        }
    }
}
