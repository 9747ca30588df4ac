//! How much of a file from elsewhere is read before it is refused.

/// Bounds on one import. Whatever the file says of its own sizes, no more than this is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Entries of the ZIP archive.
    pub entries: usize,
    /// Bytes of one entry, unpacked.
    pub entry_bytes: u64,
    /// Bytes of all entries that are read, unpacked.
    pub total_bytes: u64,
    /// How many times larger than its packed form an entry of more than a megabyte may be.
    pub ratio: u64,
    /// Elements of the XML.
    pub elements: usize,
    /// Depth to which elements may be nested, the code tree included.
    pub depth: usize,
    /// Attributes of one element.
    pub attributes: usize,
    /// Bytes of one attribute.
    pub attribute_bytes: usize,
    /// Code points of one text.
    pub text_chars: usize,
}

impl Default for Limits {
    /// Room for a project of some hundred interviews with a hundred thousand codings.
    fn default() -> Self {
        Self {
            entries: 20_000,
            entry_bytes: 64 << 20,
            total_bytes: 128 << 20,
            ratio: 200,
            elements: 1_000_000,
            depth: 100,
            attributes: 64,
            attribute_bytes: 1 << 20,
            text_chars: 5_000_000,
        }
    }
}
