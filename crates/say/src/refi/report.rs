//! What an import understood, and what it or an export left behind.

use std::fmt;

use uuid::Uuid;

use super::hierarchy::Suggestion;
use super::offsets::Chosen;

/// Something of a file that has no place here, or could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// What it is, as the standard calls it, such as `PictureSelection`.
    pub kind: String,
    /// Its name, or what else tells it from others; may be empty.
    pub name: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            write!(f, "{}: {}.", self.kind, self.reason)
        } else {
            write!(f, "{} \"{}\": {}.", self.kind, self.name, self.reason)
        }
    }
}

/// A selection whose positions do not fit its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// Name of the source.
    pub source: String,
    /// Id of the selection.
    pub selection: Uuid,
    /// First position, as in the file.
    pub start: String,
    /// Last position, as in the file.
    pub end: String,
    /// Codings that went with it.
    pub codings: usize,
    /// Why it has no place.
    pub reason: String,
}

impl fmt::Display for Unplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codings = match self.codings {
            0 => String::new(),
            1 => " One coding went with it.".to_owned(),
            several => format!(" {several} codings went with it."),
        };
        let Self { source, start, end, reason, .. } = self;
        write!(f, "A selection in \"{source}\" from {start} to {end} has no place: {reason}.{codings}")
    }
}

/// Something that was understood in a way of its own and should be looked at. Each is a sentence when displayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The elements belong to another namespace than the standard's.
    Namespace {
        /// The one found; empty if there is none.
        found: String,
    },
    /// The path of a source is not written as the standard wants.
    Path {
        /// As written.
        written: String,
        /// The entry that was taken.
        entry: String,
    },
    /// A text is not UTF-8 and was taken as Western European.
    Encoding {
        /// The entry.
        entry: String,
    },
    /// A text came out of the styled document, because the plain text is empty.
    FromDocument {
        /// Name of the source.
        source: String,
    },
    /// Two sources have the same name.
    SameName {
        /// The name.
        name: String,
        /// How many have it.
        count: usize,
    },
    /// Ids that are none of the standard, stand there twice or are missing; others were made.
    Guids {
        /// How many.
        count: usize,
        /// The first, as written; empty if it is missing.
        first: String,
    },
    /// Dates that make no sense were left out.
    Dates {
        /// How many.
        count: usize,
    },
    /// Colours that are none were left out.
    Colours {
        /// How many.
        count: usize,
    },
    /// When and by whom something was changed last is not taken over.
    Changes {
        /// On how many things it was noted.
        count: usize,
    },
    /// Styled documents stand beside plain texts; the plain texts were taken.
    Styled {
        /// How many.
        count: usize,
    },
    /// A selection holds no character.
    NoLength {
        /// Name of the source.
        source: String,
        /// Where.
        at: usize,
    },
    /// A coding on a whole source was put on its whole text.
    WholeSource {
        /// Name of the source.
        source: String,
    },
    /// Names such as `trust::roles` look like a tree; nothing was changed.
    Hierarchy(Suggestion),
    /// A coding on a point in time of a recording was placed by its synchronisation points.
    BySyncPoints {
        /// Name of the source.
        source: String,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Namespace { found } => write!(
                f,
                "The file belongs to the namespace \"{found}\" and not to that of the standard; it was read all the same."
            ),
            Self::Path { written, entry } => {
                write!(
                    f,
                    "The path \"{written}\" is not written as the standard wants; \"{entry}\" was taken."
                )
            }
            Self::Encoding { entry } => write!(
                f,
                "\"{entry}\" is not UTF-8. It was read as Western European; check letters with accents."
            ),
            Self::FromDocument { source } => write!(
                f,
                "The plain text of \"{source}\" is empty; its words were taken from the styled document. Check where \
                 its passages lie."
            ),
            Self::SameName { name, count } => {
                write!(f, "{count} sources are named \"{name}\"; they were numbered.")
            }
            Self::Guids { count, first } => write!(
                f,
                "{count} ids are missing, stand there twice or are not written as the standard wants (the first: \
                 \"{first}\"); others were made, the same each time."
            ),
            Self::Dates { count } => write!(f, "{count} dates make no sense and were left out."),
            Self::Colours { count } => {
                write!(f, "{count} colours are not written as the standard wants; left out.")
            }
            Self::Changes { count } => {
                write!(f, "When and by whom {count} things were changed last was left out.")
            }
            Self::Styled { count } => write!(
                f,
                "{count} texts have a styled document beside them; their words were taken and their styles left out."
            ),
            Self::NoLength { source, at } => {
                write!(f, "A selection in \"{source}\" at character {at} holds no character.")
            }
            Self::WholeSource { source } => {
                write!(f, "A coding of \"{source}\" as a whole was put on all of its text.")
            }
            Self::Hierarchy(suggestion) => suggestion.fmt(f),
            Self::BySyncPoints { source } => write!(
                f,
                "Codings on the recording \"{source}\" were placed in its transcript by the points in time noted there."
            ),
        }
    }
}

/// What an import understood and what it left behind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportReport {
    /// The program that wrote the file, in its own words.
    pub origin: Option<String>,
    /// How positions were read, and on what grounds; nothing if the file has none.
    pub offsets: Option<Chosen>,
    /// What has no place here, each by name.
    pub dropped: Vec<Dropped>,
    /// Selections whose positions do not fit.
    pub unplaced: Vec<Unplaced>,
    /// What should be looked at, at most 50 of a kind.
    pub notices: Vec<Notice>,
    /// How often there was something more to look at.
    pub further: usize,
}

/// A file may give cause for as many notices as it has elements; nobody reads more than these of a kind.
const NOTICES: usize = 50;

impl ImportReport {
    /// The report as sentences: how positions were read, what has no place, what was left out, what to look at.
    /// Samples of positions are not among them.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.offsets.iter().map(ToString::to_string).collect();
        sentences.extend(self.unplaced.iter().map(ToString::to_string));
        sentences.extend(self.dropped.iter().map(ToString::to_string));
        sentences.extend(self.notices.iter().map(ToString::to_string));
        if self.further > 0 {
            sentences.push(format!("There were {} more things of these kinds to look at.", self.further));
        }
        sentences
    }

    pub(super) fn drop(&mut self, kind: &str, name: impl Into<String>, reason: impl Into<String>) {
        self.dropped.push(Dropped { kind: kind.to_owned(), name: name.into(), reason: reason.into() });
    }

    /// Notes what should be looked at, once.
    pub(super) fn notice(&mut self, notice: Notice) {
        let kind = std::mem::discriminant(&notice);
        let alike = || self.notices.iter().filter(|had| std::mem::discriminant(*had) == kind);
        if alike().any(|had| *had == notice) {
            return;
        }
        if alike().count() < NOTICES {
            self.notices.push(notice);
        } else {
            self.further += 1;
        }
    }
}

/// What readers of an exported file should know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Sources whose text holds characters above U+FFFF: programs that count in UTF-16, as NVivo on Windows does,
    /// shift every selection that follows one.
    pub shifted: Vec<String>,
    /// Names and descriptions with characters that XML has no place for; they were replaced by a mark.
    pub replaced: usize,
    /// Dates outside the years that the format can write; they were left out.
    pub dates: usize,
    /// What the format has no place for.
    pub dropped: Vec<Dropped>,
}

impl ExportReport {
    /// The report as sentences.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for name in &self.shifted {
            sentences.push(format!(
                "\"{name}\" holds characters such as emoji. Programs that count them as two, as NVivo on Windows \
                 does, will show the passages after them too early."
            ));
        }
        if self.replaced > 0 {
            sentences.push(format!(
                "{} names or descriptions held characters that the format cannot carry; they were replaced.",
                self.replaced
            ));
        }
        if self.dates > 0 {
            sentences.push(format!("{} dates lie outside the calendar of the format; left out.", self.dates));
        }
        sentences.extend(self.dropped.iter().map(ToString::to_string));
        sentences
    }
}
