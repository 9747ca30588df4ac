//! Exchange with other programs for qualitative work: whole projects and codebooks by the REFI-QDA standard, and tables.
//! Reading and writing of files is in `troth_say::refi` and `tables`; here stands what of a partnership goes into them,
//! and what comes out of them.
//!
//! What the standard has no place for travels as notes that Troth reads back (`marks`). What comes in is looked through
//! like any text, and nothing is stored before somebody has decided.

mod bring;
mod coders;
mod codes_in;
mod codes_out;
mod export;
mod file;
mod full;
mod incoming;
mod look;
mod marks;
mod places;
mod quotable;
mod segments;
mod stock;
mod told;

use troth_gate::ledger::sha256_hex;
use troth_say::CodeKey;
use uuid::{Builder, Uuid};

pub use export::{ExportFile, ExportWhat, Package, Purpose};
pub use file::ProjectFile;
pub use look::{LookedProject, LookedText};
pub use told::{BroughtIn, ProjectDecisions};

/// An id that is made of words, the same each time, so that the same thing has the same id in every file.
fn made(words: &[&str]) -> Uuid {
    let hex = sha256_hex(words.join("\u{1f}").as_bytes());
    let number = hex.get(..32).and_then(|start| u128::from_str_radix(start, 16).ok()).unwrap_or_default();
    Builder::from_custom_bytes(number.to_be_bytes()).into_uuid()
}

/// The id of a code in files: its own, or one made of the framework's key.
fn guid_of_code(key: &CodeKey) -> Uuid {
    key.as_str()
        .strip_prefix("own:")
        .and_then(|id| id.parse().ok())
        .unwrap_or_else(|| made(&["code", key.as_str()]))
}

/// The id in files of whoever coded: of somebody who came in a file the one they had there.
fn guid_of_coder(coder: &str) -> Uuid {
    coder.strip_prefix(EXTERNAL).and_then(|id| id.parse().ok()).unwrap_or_else(|| made(&["coder", coder]))
}

/// How the ids of coders begin who came in a file. Their names stand with the texts they coded, and go with them.
const EXTERNAL: &str = "external:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_same_each_time_and_lead_back() {
        let id = Uuid::from_u128(7);
        assert_eq!(guid_of_code(&CodeKey::own(id)), id);
        let roles = CodeKey::narrative("roles", None);
        assert_eq!(guid_of_code(&roles), guid_of_code(&roles));
        assert_ne!(guid_of_code(&roles), guid_of_code(&CodeKey::narrative("culture", None)));
        assert_eq!(guid_of_coder(&format!("{EXTERNAL}{id}")), id);
        assert_ne!(guid_of_coder("holder"), guid_of_coder("lent:1"));
    }
}
