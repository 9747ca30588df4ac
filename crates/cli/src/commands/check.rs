//! `troth check`.

use troth_app::intake::check::{FileKind, check, check_mapped};
use troth_app::intake::words::count;

use super::read;
use crate::arguments::{Check, CheckKind};
use crate::output::print;

pub(crate) fn run(given: &Check) -> anyhow::Result<()> {
    let mut bad = 0;
    let mapping = given.mapping.as_deref().map(super::mapping::read_mapping).transpose()?;
    for path in &given.files {
        let (file, bytes) = read(path)?;
        let found = match &mapping {
            Some(mapping) => check_mapped(&file, &bytes, mapping),
            None => check(&file, &bytes, given.kind.map(kind)),
        };
        match found {
            Err(problem) => {
                print(&format!("{problem}\n"))?;
                bad += 1;
            }
            Ok(found) => {
                print(&found.text(&file))?;
                bad += usize::from(!found.problems.is_empty());
            }
        }
    }
    if bad > 0 {
        let files = count(given.files.len(), "file", "files");
        anyhow::bail!("{bad} of {files} {} to be mended.", if bad == 1 { "has" } else { "have" });
    }
    Ok(())
}

const fn kind(kind: CheckKind) -> FileKind {
    match kind {
        CheckKind::Organisations => FileKind::Organisations,
        CheckKind::People => FileKind::People,
        CheckKind::Ratings => FileKind::Ratings,
        CheckKind::Transcripts => FileKind::Transcript,
        CheckKind::Pathway => FileKind::Pathway,
        CheckKind::Speakers => FileKind::Speakers,
        CheckKind::Codings => FileKind::Codings,
        CheckKind::Assignment => FileKind::Assignment,
        CheckKind::Project => FileKind::Project,
        CheckKind::Codebook => FileKind::Codebook,
    }
}
