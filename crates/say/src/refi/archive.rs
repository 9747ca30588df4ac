//! The ZIP archive around a project: names checked, sizes bounded, nothing ever written to a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::RefiError;
use super::limits::Limits;

/// Entries larger than this, unpacked, are held to the bound on how far they were packed.
const RATIO_FROM: u64 = 1 << 20;

/// An open archive, with what was read of it so far.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Names with `/` between folders, as they stand, with their place.
    names: Vec<(String, usize)>,
    /// Places by lower-case name of the last part.
    by_file: BTreeMap<String, Vec<usize>>,
    limits: Limits,
    read: u64,
}

fn broken(error: &ZipError) -> RefiError {
    RefiError::Archive { reason: error.to_string().trim_end_matches('.').to_owned() }
}

fn too_large(what: impl Into<String>, limit: &impl ToString) -> RefiError {
    RefiError::TooLarge { what: what.into(), limit: limit.to_string() }
}

impl<'b> Archive<'b> {
    /// Opens the archive and checks every name in it.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, RefiError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > limits.entries {
            return Err(too_large("its entries go over the limit of", &limits.entries));
        }
        let (mut names, mut by_file) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| broken(&error))?;
            let name = entry.name().map_err(|error| broken(&error))?.replace('\\', "/");
            if leads_outside(&name) {
                return Err(RefiError::UnsafeName { name });
            }
            if !seen.insert(name.clone()) {
                return Err(RefiError::TwiceTheName { name });
            }
            if name.ends_with('/') {
                continue;
            }
            by_file.entry(last_part(&name).to_lowercase()).or_default().push(names.len());
            names.push((name, index));
        }
        // The library keeps one entry of each name; two of a name are found by their count alone.
        if zip.has_duplicate_names() {
            return Err(RefiError::TwiceTheName { name: "(twice in the list of contents)".into() });
        }
        Ok(Self { zip, names, by_file, limits: limits.clone(), read: 0 })
    }

    /// The single entry at the top whose name ends in `.qde`, whatever it is called.
    pub(super) fn project(&mut self) -> Result<(String, Vec<u8>), RefiError> {
        let found: Vec<usize> = (0..self.names.len())
            .filter(|at| {
                self.names
                    .get(*at)
                    // What macOS lays beside a file it packs has its name after a dot and a line.
                    .is_some_and(|(name, _)| {
                        !name.contains('/')
                            && !name.starts_with("._")
                            && name.to_lowercase().ends_with(".qde")
                    })
            })
            .collect();
        match found.as_slice() {
            [] => Err(RefiError::NoProject),
            [at] => self.take(*at),
            several => Err(RefiError::SeveralProjects { count: several.len() }),
        }
    }

    /// The entry that a path in the project means: with or without scheme, in any case, in whatever folder the
    /// sources are kept. `None` if there is none, or if several could be meant.
    pub(super) fn source(&mut self, path: &str) -> Result<Option<(String, Vec<u8>)>, RefiError> {
        let plain = path.split_once("://").map_or(path, |(_, rest)| rest).replace('\\', "/");
        let plain = plain.trim_start_matches('/');
        let Some(places) = self.by_file.get(&last_part(plain).to_lowercase()) else { return Ok(None) };
        let name = |at: &&usize| self.names.get(**at).map_or("", |(name, _)| name.as_str());
        let in_sources = |at: &&usize| {
            name(at).split_once('/').is_some_and(|(folder, _)| folder.eq_ignore_ascii_case("sources"))
        };
        let exact =
            |at: &&usize| name(at) == plain || name(at).split_once('/').is_some_and(|(_, n)| n == plain);
        let chosen = match places.as_slice() {
            [only] => Some(*only),
            several => only(several.iter().filter(exact)).or_else(|| only(several.iter().filter(in_sources))),
        };
        chosen.map(|at| self.take(at)).transpose()
    }

    fn take(&mut self, at: usize) -> Result<(String, Vec<u8>), RefiError> {
        let Some((name, index)) = self.names.get(at).cloned() else { return Err(RefiError::NoProject) };
        let room = self.limits.entry_bytes.min(self.limits.total_bytes.saturating_sub(self.read));
        let entry = self.zip.by_index(index).map_err(|error| match error {
            ZipError::InvalidPassword => RefiError::Locked { name: name.clone() },
            ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => {
                RefiError::Locked { name: name.clone() }
            }
            other => broken(&other),
        })?;
        let packed = entry.compressed_size();
        let mut bytes = Vec::new();
        // What the archive says of its sizes is not believed: no more than there is room for is unpacked.
        entry.take(room.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| RefiError::Archive {
            reason: format!("\"{name}\" cannot be unpacked ({error})"),
        })?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > room {
            return Err(too_large(
                format!("\"{name}\" unpacked goes over the limit of"),
                &format!("{room} bytes"),
            ));
        }
        if size > RATIO_FROM && size / packed.max(1) > self.limits.ratio {
            return Err(too_large(
                format!(
                    "\"{name}\" is packed so tightly that it looks like an attack; it goes over the limit of"
                ),
                &format!("{} times its packed size", self.limits.ratio),
            ));
        }
        self.read = self.read.saturating_add(size);
        Ok((name, bytes))
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

fn leads_outside(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|part| part == "..")
}

fn only<'p>(mut places: impl Iterator<Item = &'p usize>) -> Option<usize> {
    let first = places.next().copied();
    if places.next().is_some() { None } else { first }
}
