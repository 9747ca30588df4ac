//! What points to something that is not there.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::refi::model::{Code, CodeBook, Project};
use crate::refi::report::ImportReport;

/// Takes out what points nowhere and says so. Who coded is kept even if not listed: some programs list nobody.
pub(super) fn check(project: &mut Project, report: &mut ImportReport) {
    let codes = ids(&project.codes);
    let notes: BTreeSet<Uuid> = project.notes.iter().map(|note| note.guid).collect();
    let sources: BTreeSet<Uuid> = project.sources.iter().map(|source| source.guid).collect();
    let selections: BTreeSet<Uuid> = project
        .sources
        .iter()
        .flat_map(|source| &source.selections)
        .map(|selection| selection.guid)
        .collect();

    let mut lost = Lost { report, count: [0; 4] };
    for source in &mut project.sources {
        for selection in &mut source.selections {
            let before = selection.codings.len();
            selection.codings.retain(|coding| codes.contains(&coding.code));
            if before > selection.codings.len() {
                let reason =
                    format!("its code is not in the file ({} of them)", before - selection.codings.len());
                lost.report.drop("Coding", format!("{} {}", source.name, selection.start), reason);
            }
            lost.keep(&mut selection.notes, &notes, 0);
            for coding in &mut selection.codings {
                lost.keep(&mut coding.notes, &notes, 0);
            }
        }
        lost.keep(&mut source.notes, &notes, 0);
    }
    let mut waiting: Vec<&mut Code> = project.codes.iter_mut().collect();
    while let Some(code) = waiting.pop() {
        lost.keep(&mut code.notes, &notes, 0);
        waiting.extend(code.children.iter_mut());
    }
    for link in &mut project.links {
        lost.keep(&mut link.notes, &notes, 0);
    }
    lost.keep(&mut project.note_refs, &notes, 0);
    for set in &mut project.sets {
        lost.keep(&mut set.notes, &notes, 0);
        lost.keep(&mut set.codes, &codes, 1);
        lost.keep(&mut set.sources, &sources, 2);
    }
    for case in &mut project.cases {
        lost.keep(&mut case.codes, &codes, 1);
        lost.keep(&mut case.sources, &sources, 2);
        lost.keep(&mut case.selections, &selections, 3);
    }
    lost.tell();
}

/// The same for a codebook.
pub(super) fn check_book(book: &mut CodeBook, report: &mut ImportReport) {
    let codes = ids(&book.codes);
    let mut lost = Lost { report, count: [0; 4] };
    for set in &mut book.sets {
        lost.keep(&mut set.codes, &codes, 1);
    }
    lost.tell();
}

fn ids(codes: &[Code]) -> BTreeSet<Uuid> {
    codes.iter().flat_map(Code::walk).map(|code| code.guid).collect()
}

struct Lost<'l> {
    report: &'l mut ImportReport,
    count: [usize; 4],
}

impl Lost<'_> {
    fn keep(&mut self, pointers: &mut Vec<Uuid>, there: &BTreeSet<Uuid>, kind: usize) {
        let before = pointers.len();
        pointers.retain(|pointer| there.contains(pointer));
        if let Some(count) = self.count.get_mut(kind) {
            *count += before - pointers.len();
        }
    }

    fn tell(self) {
        for (kind, count) in ["NoteRef", "CodeRef", "SourceRef", "SelectionRef"].into_iter().zip(self.count) {
            if count > 0 {
                self.report.drop(kind, "", format!("{count} point to something that was not taken over"));
            }
        }
    }
}
