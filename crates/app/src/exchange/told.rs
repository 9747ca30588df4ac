//! What somebody decided about a project, and what came of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use troth_say::DocumentKind;

/// What was decided about a project that was looked through.
#[derive(Debug, Clone, Default)]
pub struct ProjectDecisions {
    /// What stands in the place of each proposal's words, by those words; empty leaves them.
    pub replace: BTreeMap<String, String>,
    /// Who interviews: number of the text in the file, and label.
    pub interviewers: BTreeSet<(usize, String)>,
    /// Texts that are not brought in, by their number in the file.
    pub without: BTreeSet<usize>,
    /// Kind of texts of which the file does not say it; interviews, if nothing was chosen.
    pub kind: Option<DocumentKind>,
}

/// What came in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BroughtIn {
    /// The program that wrote the file, in its own words.
    pub origin: Option<String>,
    /// Texts that are new.
    pub texts_new: usize,
    /// Texts that were there already.
    pub texts_there: usize,
    /// Passages that are new.
    pub passages_new: usize,
    /// Passages that were there already.
    pub passages_there: usize,
    /// Claims that are new.
    pub claims_new: usize,
    /// Claims that were there already.
    pub claims_there: usize,
    /// Codes that the codebook has.
    pub codes_known: usize,
    /// Names of codes that are new.
    pub codes_new: Vec<String>,
    /// Everything that was understood in a way of its own, and everything that was left out.
    pub remarks: Vec<String>,
}

impl BroughtIn {
    /// What came in, to follow "Imported: ".
    pub fn what(&self) -> String {
        use crate::intake::words::count;
        format!(
            "{}, {}, {} and {}",
            count(self.texts_new, "text", "texts"),
            count(self.passages_new, "passage", "passages"),
            count(self.claims_new, "claim", "claims"),
            count(self.codes_new.len(), "code of its own", "codes of its own")
        )
    }

    /// What was there already, as a sentence; nothing if all is new.
    pub fn there(&self) -> Option<String> {
        use crate::intake::words::count;
        (self.texts_there + self.passages_there + self.claims_there > 0).then(|| {
            format!(
                "Already there, and left as they are: {}, {} and {}.",
                count(self.texts_there, "text", "texts"),
                count(self.passages_there, "passage", "passages"),
                count(self.claims_there, "claim", "claims")
            )
        })
    }
}
