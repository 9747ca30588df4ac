//! How much of a file is read at most.

/// Limits of reading. A file past one of them is refused with a sentence that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of text (UTF-8) that may come out.
    pub text: usize,
    /// Bytes that one part of a packed file, or one stream of a PDF, may unpack to.
    pub unpacked: usize,
    /// Parts a packed file may have.
    pub entries: usize,
    /// Elements of a document that may lie within each other.
    pub depth: usize,
    /// Pages of a PDF.
    pub pages: usize,
    /// Drawing operations of a PDF, over all pages: what bounds the time.
    pub operations: usize,
}

impl Default for Limits {
    /// 32 MiB of file, 8 MiB of text, 64 MiB unpacked, 4,096 parts, 256 elements deep, 2,000 pages, 5 million
    /// operations: far above any interview.
    fn default() -> Self {
        const MEBIBYTE: usize = 1024 * 1024;
        Self {
            bytes: 32 * MEBIBYTE,
            text: 8 * MEBIBYTE,
            unpacked: 64 * MEBIBYTE,
            entries: 4096,
            depth: 256,
            pages: 2000,
            operations: 5_000_000,
        }
    }
}
