//! `troth export` of a survey round: shared and research packages, and the dictionary.

use std::path::Path;

use anyhow::Context as _;
use troth_app::backup::Lock;
use troth_app::packages::ResearchFor;

use super::Usage;
use super::database::{existing, text_of};
use super::exchange::write;
use crate::arguments::exchange::{Export, OfRound, Package};
use crate::output::print;

pub(crate) async fn export(given: Export) -> anyhow::Result<()> {
    let out = given.out.display().to_string();
    let round = given.of_round.wave.as_deref();
    named(given.package, &given.out)?;
    let lock = match given.package {
        Package::Research => Some(lock(&given.of_round)?),
        _ => None,
    };
    let app = existing(&given.database).await?;
    let network = app.network(&given.network).await.map_err(|error| Usage(error.to_string()))?;
    let (bytes, sentences) = match lock {
        Some(lock) => {
            let made = app.research_package(&network, round, &asked(&given.of_round)?, &lock).await?;
            (made.value().bytes.clone(), made.value().sentences.clone())
        }
        None if given.package == Package::Dictionary => {
            (app.dictionary(&network, round).await?.into_bytes(), Vec::new())
        }
        None => {
            let made = app.shared_package(&network, round).await?;
            (made.bytes, made.sentences)
        }
    };
    write(&given.out, &bytes).with_context(|| format!("{out} cannot be written."))?;
    for sentence in sentences {
        eprintln!("{sentence}");
    }
    print(&format!("{out} is written.\n"))
}

/// The name has to say what the file is: an encrypted one is no archive.
fn named(package: Package, out: &Path) -> Result<(), Usage> {
    let name = out.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    let (ending, what) = match package {
        Package::Research => (".zip.age", "An encrypted package"),
        Package::Dictionary => (".csv", "A dictionary"),
        _ => (".zip", "A package"),
    };
    if name.ends_with(ending) {
        Ok(())
    } else {
        Err(Usage(format!("{what} needs a name that ends in {ending}.")))
    }
}

fn lock(given: &OfRound) -> anyhow::Result<Lock> {
    if let Some(file) = &given.passphrase_file {
        return Ok(Lock::passphrase(&text_of(file)?)?);
    }
    if given.recipients.is_empty() {
        let reason = "Single answers leave encrypted: give --encrypt-to with the age recipient of who gets them, or \
                      --passphrase-file.";
        return Err(Usage(reason.to_owned()).into());
    }
    Lock::recipients(given.recipients.iter().map(String::as_str))
        .map_err(|error| Usage(error.to_string()).into())
}

fn asked(given: &OfRound) -> Result<ResearchFor, Usage> {
    let part = |text: &Option<String>, option: &str| {
        text.clone().ok_or_else(|| Usage(format!("Say {option}: it is noted with the package.")))
    };
    Ok(ResearchFor {
        purpose: part(&given.purpose, "what the answers are given out for, with --purpose")?,
        approval: part(&given.approval, "the reference of the approval, with --approval")?,
        recipient: part(&given.recipient, "who gets them, with --recipient")?,
    })
}
