//! `troth import transcripts`: words that point to people are decided on before anything is stored.

use std::fs::OpenOptions;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use troth_app::App;
use troth_app::imports::{Imported, Proposal, Replacing, TranscriptsOptions, decisions, proposals_csv};
use troth_network::Network;

use super::read;
use crate::arguments::transcripts::{Replace, Transcripts};
use crate::output::print;

/// Files with their bytes.
type Files = [(String, Vec<u8>)];
/// What is proposed, file by file.
type Proposals = [(String, Vec<Proposal>)];

/// Most words of one file that are shown.
const SHOWN: usize = 40;

/// Imports the files, or writes what is proposed; nothing is told where there is nothing to import.
pub(crate) async fn import(
    app: &App,
    network: &Network,
    files: &Files,
    given: &Transcripts,
) -> anyhow::Result<Option<Imported>> {
    if let Some(file) = &given.proposals {
        let proposals = app.proposals_in_files(network, files).await?;
        let csv = proposals.view(|all| proposals_csv(all));
        write(file, csv.value())?;
        let count: usize = proposals.value().iter().map(|(_, of_one)| of_one.len()).sum();
        print(&format!(
            "{count} different words and phrases that may point to people are in {}. Nothing was imported. It holds the names \
             themselves: keep it as safe as the texts, and delete it afterwards.\n",
            file.display()
        ))?;
        return Ok(None);
    }
    let replace = match (&given.decisions, given.replace) {
        (Some(file), _) => {
            let (name, bytes) = read(file)?;
            decisions(&name, &bytes)?
        }
        (None, Some(Replace::Sure)) => Replacing::Sure,
        (None, Some(Replace::All)) => Replacing::All,
        (None, Some(Replace::None)) => Replacing::Leave,
        (None, Some(Replace::Ask) | None) => {
            let proposals = app.proposals_in_files(network, files).await?;
            undecided(proposals.value())?;
            Replacing::Leave
        }
    };
    let options =
        TranscriptsOptions { kind: given.text_kind.unwrap_or(TranscriptsOptions::default().kind), replace };
    Ok(Some(app.import_transcripts_as(network, files, &options).await?))
}

/// Refuses while something was found that nobody decided on.
///
/// # Errors
/// A sentence with the ways to decide.
fn undecided(proposals: &Proposals) -> anyhow::Result<()> {
    let found: Vec<&(String, Vec<Proposal>)> = proposals.iter().filter(|(_, all)| !all.is_empty()).collect();
    if found.is_empty() {
        return Ok(());
    }
    let mut told = String::new();
    for (file, all) in found {
        let sure = all.iter().filter(|p| p.sure).count();
        told.push_str(&format!(
            "{file}: {} different words or phrases may point to people; of {sure} a rule is sure.\n",
            all.len()
        ));
        // A log must not hold what is to be taken out.
        if std::io::stderr().is_terminal() {
            for proposal in all.iter().take(SHOWN) {
                let with =
                    if proposal.sure { proposal.suggestion.as_str() } else { "stays with --replace sure" };
                let times = if proposal.places.len() > 1 {
                    format!(", {} times", proposal.places.len())
                } else {
                    String::new()
                };
                told.push_str(&format!("  {} ({}{times}): {with}\n", proposal.words, proposal.kind.words()));
            }
            if all.len() > SHOWN {
                told.push_str(&format!("  and {} more\n", all.len() - SHOWN));
            }
        }
    }
    anyhow::bail!(
        "{told}Nothing was imported. Decide what becomes of these words:\n  \
         --replace sure         replaces what a rule is sure of, and leaves the rest\n  \
         --replace all          replaces everything that was found\n  \
         --replace none         leaves every word as it is\n  \
         --proposals FILE.csv   writes them into a file; change its column replace_with, then give it to\n  \
         --decisions FILE.csv   which replaces as the file says\n\
         What is replaced is kept as a key of each text, sealed and apart from it. Rules miss names: read the texts too."
    )
}

/// Writes a file that must not be there yet, for its owner alone: it holds names.
fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut open = options.open(file).with_context(|| {
        format!(
            "{} cannot be written. Choose a name that is not taken, in a folder that is there.",
            file.display()
        )
    })?;
    open.write_all(text.as_bytes()).with_context(|| format!("{} could not be written.", file.display()))
}
