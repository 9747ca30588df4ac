//! What was left out of a file, or guessed about it.

/// Something that somebody should know about how a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// Pictures are not read.
    Pictures(usize),
    /// Comments are not read.
    Comments(usize),
    /// Tracked insertions were kept.
    InsertionsKept(usize),
    /// Tracked deletions were left out.
    DeletionsLeftOut(usize),
    /// Hidden text was left out.
    HiddenText(usize),
    /// Foot and end notes stand at the end.
    NotesAtEnd(usize),
    /// Tables were read row by row, cells parted by tabs.
    Tables(usize),
    /// Headers and footers of pages are not read.
    HeadersAndFooters,
    /// Lines that were the same on most pages were left out.
    RepeatedLines(usize),
    /// Numbers in front of paragraphs were left out.
    ParagraphNumbers(usize),
    /// Pages on which no text was found.
    PagesWithoutText(usize),
    /// Stretches of a PDF whose letters could not be told.
    UnknownLetters(usize),
    /// The bytes are not UTF-8; they were read as Windows-1252.
    TakenAsWindows1252,
    /// The bytes were read as UTF-16 without a mark that says so.
    TakenAsUtf16,
    /// Control characters were taken out.
    ControlCharacters(usize),
    /// Notes and styles of a caption file were left out.
    CaptionNotes(usize),
    /// Captions whose times could not be read.
    CaptionsWithoutTime(usize),
}

impl Notice {
    /// A sentence for the person who chose the file.
    pub fn sentence(self) -> String {
        let of = |n: usize, one: &str, many: &str| {
            if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
        };
        match self {
            Self::Pictures(n) => format!("Left out: {}.", of(n, "picture", "pictures")),
            Self::Comments(n) => format!("Left out: {}.", of(n, "comment", "comments")),
            Self::InsertionsKept(n) => {
                format!("Tracked changes: {} kept.", of(n, "insertion was", "insertions were"))
            }
            Self::DeletionsLeftOut(n) => {
                format!("Tracked changes: {} left out.", of(n, "deletion was", "deletions were"))
            }
            Self::HiddenText(n) => format!("Left out: {} of hidden text.", of(n, "piece", "pieces")),
            Self::NotesAtEnd(n) => format!("{} put at the end.", of(n, "note was", "notes were")),
            Self::Tables(n) => {
                format!("{} read row by row, with tabs between cells.", of(n, "table was", "tables were"))
            }
            Self::HeadersAndFooters => "Left out: headers and footers of the pages.".into(),
            Self::RepeatedLines(n) => {
                format!("Left out: {} at the edge of pages, such as page numbers.", of(n, "line", "lines"))
            }
            Self::ParagraphNumbers(n) => format!("Left out: the numbers of {}.", of(n, "paragraph", "paragraphs")),
            Self::PagesWithoutText(n) => {
                format!("{} no text: it may be scanned.", of(n, "page has", "pages have"))
            }
            Self::UnknownLetters(n) => {
                format!("{} could not be read: the PDF does not say which letters it shows.", of(n, "stretch", "stretches"))
            }
            Self::TakenAsWindows1252 => {
                "The file does not say how its letters are encoded. It was read as Windows-1252: look at letters with \
                 accents, dashes and quotation marks."
                    .into()
            }
            Self::TakenAsUtf16 => "The file was read as UTF-16, although it does not say so.".into(),
            Self::ControlCharacters(n) => {
                format!("Left out: {}.", of(n, "character that cannot be shown", "characters that cannot be shown"))
            }
            Self::CaptionNotes(n) => format!("Left out: {} of the caption file.", of(n, "note or style", "notes or styles")),
            Self::CaptionsWithoutTime(n) => {
                format!("Left out: {} whose times cannot be read.", of(n, "caption", "captions"))
            }
        }
    }
}
