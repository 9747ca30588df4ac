//! What came of a project, in sentences.

use std::collections::BTreeSet;

use troth_network::TranscriptId;
use troth_say::{Part, Permission};
use troth_store::Bringing;

use super::{Bring, Counts};
use crate::exchange::told::{BroughtIn, ProjectDecisions};
use crate::intake::words::{count, some_of};

impl Bring<'_, '_> {
    /// What is stored, and what is told of it.
    pub(super) fn finished(mut self, decided: &ProjectDecisions) -> (Bringing, BroughtIn) {
        self.told.codes_known = self.codes.known;
        self.told.codes_new.clone_from(&self.codes.new);
        let mut remarks = self.incoming.file.sentences();
        remarks.extend(self.incoming.remarks.iter().cloned());
        remarks.append(&mut self.told.remarks);
        let Counts { unplaced, divided, of_interviewers, redated, strangers } = &self.counts;
        let mut tell = |number: usize, one: &str, many: &str, rest: &str| {
            if number > 0 {
                remarks.push(format!("{} {rest}", count(number, one, many)));
            }
        };
        let (passage, passages) = ("passage or claim", "passages or claims");
        tell(decided.without.len(), "text", "texts", "left out as you said, with all that is coded in it.");
        tell(*unplaced, passage, passages, "without a place in the words as they are here: left out.");
        tell(*divided, passage, passages, "over several turns: divided into one for each turn.");
        let rest = "with no words but those of an interviewer or a label: left out.";
        tell(*of_interviewers, passage, passages, rest);
        tell(self.codes.folders, "folder of codes", "folders of codes", "came in as codes.");
        let rest =
            "of a day ahead, or so long ago that it would be deleted soon: today\u{2019}s day was taken.";
        tell(*redated, passage, passages, rest);
        let strangers: Vec<&String> = strangers.iter().collect();
        if !strangers.is_empty() {
            remarks.push(format!(
                "This partnership has no {}: whom a passage is about, or who speaks, is left open there.",
                some_of(&strangers, 20)
            ));
        }
        let second = self.new.tasks.iter().filter(|task| task.part == Part::Second);
        let double: BTreeSet<TranscriptId> = second.map(|task| task.transcript).collect();
        if !double.is_empty() {
            remarks.push(format!(
                "{} coded by several people: the one who coded most is the first coder, the passages of the others are \
                 second codings. They are in no result unless somebody decides so under Double coding.",
                count(double.len(), "text is", "texts are")
            ));
        }
        if self.told.passages_new > 0
            && self.new.codings.iter().all(|c| c.permission == Permission::NotQuoted)
        {
            remarks.push("No passage may be quoted until somebody says what its speaker allows.".to_owned());
        }
        self.told.remarks = remarks;
        (self.new, self.told)
    }
}
