//! `troth erase` and `troth own-answers`.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use troth_app::erasing::{Erased, OwnAnswer, Who};
use troth_app::{App, AppError};
use troth_network::{Network, OrganisationId, RespondentKey, TranscriptId};

use super::Usage;
use super::database::existing;
use crate::arguments::erasing::{Account, Common, EraseCommand, OwnAnswers, OwnFormat, Respondent};
use crate::output::print;

pub(crate) async fn erase(given: EraseCommand) -> anyhow::Result<()> {
    match given {
        EraseCommand::Respondent(given) => respondent(given).await,
        EraseCommand::Representative(given) => {
            let (app, network) = open(&given.common).await?;
            let rater = organisation(&app, &network, &given.rater).await?;
            let who = Who::Representative(rater);
            let what = format!("what the representative of {} answered", given.rater);
            sure(given.common.yes, &what)?;
            tell(&app, app.erase_answers(&network, &who).await?).await
        }
        EraseCommand::Person(given) => {
            let (app, network) = open(&given.common).await?;
            let people = app.people(network.id).await?;
            let person = people.into_iter().find(|p| p.external_id == given.id);
            let person = person.ok_or_else(|| Usage(format!("Nobody has the id {}.", given.id)))?;
            sure(given.common.yes, &format!("the name {}", person.name))?;
            tell(&app, app.erase_person(&network, person.id).await?).await
        }
        EraseCommand::Text(given) => {
            let (app, network) = open(&given.common).await?;
            let text = text(&app, &network, &given.title).await?;
            sure(given.common.yes, &format!("the text {} with its passages", given.title))?;
            tell(&app, app.erase_text(&network, text).await?).await
        }
        EraseCommand::Speaker(given) => {
            let (app, network) = open(&given.common).await?;
            let text = text(&app, &network, &given.title).await?;
            sure(given.common.yes, &format!("what {} says in {}", given.label, given.title))?;
            tell(&app, app.erase_speaker(&network, text, &given.label).await?).await
        }
        EraseCommand::Account(given) => account(given).await,
    }
}

async fn respondent(given: Respondent) -> anyhow::Result<()> {
    let (app, network) = open(&given.common).await?;
    let (who, what) = match (given.key, given.rater, given.id) {
        (Some(key), _, _) => (Who::Pseudonym(RespondentKey(key)), "the answers of this pseudonym".to_owned()),
        (None, Some(rater), Some(id)) => {
            let what = format!("the answers of {id} of {rater}");
            (Who::Staff { rater: organisation(&app, &network, &rater).await?, id }, what)
        }
        _ => return Err(Usage("Say whose answers: --rater and --id, or --key.".to_owned()).into()),
    };
    sure(given.common.yes, &what)?;
    tell(&app, app.erase_answers(&network, &who).await?).await
}

async fn account(given: Account) -> anyhow::Result<()> {
    let app = existing(&given.database).await?;
    sure(given.yes, &format!("the account {}", given.address))?;
    tell(&app, app.erase_account_at(&given.address).await?).await
}

pub(crate) async fn own_answers(given: OwnAnswers) -> anyhow::Result<()> {
    let app = existing(&given.database).await?;
    let network = app.network(&given.network).await?;
    let rater = organisation(&app, &network, &given.rater).await?;
    let who = match given.id {
        Some(id) => Who::Staff { rater, id },
        None => Who::Representative(rater),
    };
    let own = app.own_answers(&network, &who).await?;
    let text = match given.format {
        OwnFormat::Csv => OwnAnswer::csv(own.value()),
        OwnFormat::Json => OwnAnswer::json(own.value())?,
    };
    match &given.output {
        None => print(&text),
        Some(file) => write_private(file, &text),
    }
}

fn write_private(file: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let context = || format!("{} cannot be written. Name a file that is not there yet.", file.display());
    options.open(file).with_context(context)?.write_all(text.as_bytes()).with_context(context)
}

async fn open(common: &Common) -> anyhow::Result<(App, Network)> {
    let app = existing(&common.database).await?;
    let network = app.network(&common.network).await?;
    Ok((app, network))
}

async fn organisation(app: &App, network: &Network, id: &str) -> anyhow::Result<OrganisationId> {
    let names = app.names(network.id).await?;
    let found = names.by_external(id).map(|o| o.id);
    Ok(found
        .ok_or_else(|| AppError::NotFound(format!("There is no organisation {id} in {}.", network.slug)))?)
}

async fn text(app: &App, network: &Network, title: &str) -> anyhow::Result<TranscriptId> {
    let texts = app.transcripts(network).await?;
    let mut found = texts.value().iter().filter(|t| t.title == title);
    match (found.next(), found.next()) {
        (Some(text), None) => Ok(text.id),
        (None, _) => Err(Usage(format!("There is no text {title} in {}.", network.slug)).into()),
        (Some(_), Some(_)) => {
            let reason = "Several texts have this title. Erase them on the page Settings > Erasing.";
            Err(Usage(reason.to_owned()).into())
        }
    }
}

/// Nothing is erased that was not meant.
fn sure(yes: bool, what: &str) -> anyhow::Result<()> {
    if yes {
        return Ok(());
    }
    Err(Usage(format!("This would erase {what}, for good. Add --yes to do it. Nothing was erased.")).into())
}

/// Says what was erased, and works out what follows.
async fn tell(app: &App, erased: Erased) -> anyhow::Result<()> {
    app.work_off("erase").await?;
    let remarks: String = erased.remarks.iter().map(|remark| format!("{remark}\n")).collect();
    print(&format!("{}\n{remarks}", erased.what))
}
