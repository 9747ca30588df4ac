//! Why a file could not be read or written at all.

use thiserror::Error;

/// Why an exchange file is refused. Whatever is merely left out stands in the report instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RefiError {
    /// Not a ZIP archive, or cut off.
    #[error(
        "This is not a readable project file (.qdpx): {reason}. Export it again, or check that it was copied whole."
    )]
    Archive {
        /// What the unpacking says.
        reason: String,
    },
    /// An entry whose name leads outside.
    #[error(
        "The file holds an entry named \"{name}\", which leads outside its own folder. A project file never needs \
         that, so nothing was read. Export it again with the program it comes from."
    )]
    UnsafeName {
        /// The name.
        name: String,
    },
    /// Two entries of one name.
    #[error(
        "The file holds two entries named \"{name}\", so it is not clear which one counts. Export it again."
    )]
    TwiceTheName {
        /// The name.
        name: String,
    },
    /// An entry is locked with a password.
    #[error("The entry \"{name}\" is locked with a password. Export the project without one.")]
    Locked {
        /// The name.
        name: String,
    },
    /// More than is read.
    #[error(
        "The file is larger than can be read: {what} {limit}. Divide the project, or leave out pictures, sound and \
         video when exporting."
    )]
    TooLarge {
        /// What there is too much of, as the beginning of "… go over the limit of".
        what: String,
        /// The bound with its unit.
        limit: String,
    },
    /// No `.qde`.
    #[error(
        "The file holds no project: at its top there should be one entry that ends in .qde, and there is none. Choose \
         \"REFI-QDA project\" when exporting, and do not pack the file again."
    )]
    NoProject,
    /// Several `.qde`.
    #[error(
        "The file holds {count} entries that end in .qde at its top, where there should be one. Export it again."
    )]
    SeveralProjects {
        /// How many.
        count: usize,
    },
    /// A document type definition.
    #[error(
        "\"{name}\" declares a document type (DOCTYPE). The exchange format has none, and it can be used to attack \
         programs, so nothing was read."
    )]
    DocType {
        /// The entry.
        name: String,
    },
    /// Broken XML.
    #[error("\"{name}\" is not well-formed XML at byte {at}: {reason}. Export it again.")]
    Xml {
        /// The entry.
        name: String,
        /// Byte of the text at which reading stopped.
        at: u64,
        /// What is wrong there.
        reason: String,
    },
    /// Bytes that are no text.
    #[error("\"{name}\" is not text in the encoding it says ({encoding}). Export it again as UTF-8.")]
    Encoding {
        /// The entry.
        name: String,
        /// The encoding.
        encoding: String,
    },
    /// Another kind of document.
    #[error("\"{name}\" begins with <{found}>, where <{wanted}> is needed. Is it a file of another kind?")]
    Root {
        /// The entry.
        name: String,
        /// The element found.
        found: String,
        /// The element needed.
        wanted: &'static str,
    },
    /// A codebook must have a code.
    #[error("There is no code to write. A codebook needs at least one.")]
    NoCodes,
    /// Writing failed.
    #[error("The file could not be put together: {reason}.")]
    Write {
        /// What the packing says.
        reason: String,
    },
}
