//! PDF. Not yet.
use super::{FileError, Limits, Raw};
pub(super) fn read(file: &str, _bytes: &[u8], _limits: &Limits) -> Result<Raw, FileError> {
    Err(FileError::Scanned { file: file.to_owned() })
}
