//! Why a file of an interview could not be read.

use thiserror::Error;

/// Why a file could not be read, as a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// No text in it.
    #[error("{file} is empty. Choose the file with the text of the interview.")]
    Empty {
        /// File name.
        file: String,
    },
    /// More bytes than allowed.
    #[error(
        "{file} is larger than {most} MB. Save it without pictures and recordings, or as plain text (.txt)."
    )]
    TooLarge {
        /// File name.
        file: String,
        /// Megabytes allowed.
        most: usize,
    },
    /// More text than allowed.
    #[error("{file} holds more than {most} MB of text. Split it into several files, one for each interview.")]
    TooMuchText {
        /// File name.
        file: String,
        /// Megabytes allowed.
        most: usize,
    },
    /// It unpacks to far more than it is, has too many parts or pages, or lies too deep.
    #[error(
        "{file} is built in a way no interview is: {what}. Copy its text into a new document and save that."
    )]
    Excessive {
        /// File name.
        file: String,
        /// What is too much.
        what: String,
    },
    /// A format that is not read.
    #[error("{file} is {what}. {remedy}")]
    NotRead {
        /// File name.
        file: String,
        /// What it is.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Neither text nor anything known.
    #[error(
        "{file} is not a text. Choose a Word (.docx), OpenDocument (.odt), PDF, caption (.vtt, .srt) or text file \
         (.txt, .md)."
    )]
    NotText {
        /// File name.
        file: String,
    },
    /// The file says of itself what it is not.
    #[error(
        "{file} is damaged: {reason}. Open it in the program it comes from, save it again and try once more."
    )]
    Damaged {
        /// File name.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is locked by a password.
    #[error("{file} is protected with a password. Save it without one, and try again.")]
    Password {
        /// File name.
        file: String,
    },
    /// A PDF without text.
    #[error(
        "{file} holds pictures of pages, but no text: it was scanned. Have the text recognised (OCR), look it \
         over, and save it as .docx or .txt."
    )]
    Scanned {
        /// File name.
        file: String,
    },
    /// A caption file without captions.
    #[error(
        "{file} holds no captions. Each needs a line with its times, such as \"00:00:01.000 --> 00:00:04.000\", and \
         its words below."
    )]
    NoCaptions {
        /// File name.
        file: String,
    },
}
