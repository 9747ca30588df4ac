//! `troth audit`: whether the record of what was done, and the ledger of releases, are as they were written.

use troth_app::record::{AuditCheck, LedgerCheck};

use crate::arguments::{AuditCommand, Verify};
use crate::output::print;

pub(crate) async fn run(given: AuditCommand) -> anyhow::Result<()> {
    match given {
        AuditCommand::Verify(given) => verify(given).await,
    }
}

async fn verify(given: Verify) -> anyhow::Result<()> {
    let app = super::database::existing(&given.database).await?;
    let verified = app.verify(given.expect.as_ref()).await?;
    let mut lines = vec![match &verified.audit {
        AuditCheck::Whole { rows: 0, .. } => "The record is empty.".to_owned(),
        AuditCheck::Whole { rows, last_hash } => format!(
            "The record is whole: {rows} rows. Note this elsewhere, to find later whether rows were taken from its \
             end:\n{rows}:{last_hash}"
        ),
        AuditCheck::Broken { position, id } => {
            format!(
                "The record is broken at row {position} ({id}): it was changed, or the row before it removed."
            )
        }
    }];
    if let (Some(noted), Some(as_noted)) = (&given.expect, verified.as_noted) {
        lines.push(if as_noted {
            format!("It still holds row {} as it was noted.", noted.rows)
        } else {
            format!(
                "Row {} is not there as it was noted: the record was shortened or written anew, or an older copy of the \
                 database was put back.",
                noted.rows
            )
        });
    }
    lines.push(match &verified.ledger {
        LedgerCheck::Whole { entries } => {
            format!("The ledger of releases is whole: {entries} entries, each with what was released.")
        }
        LedgerCheck::Broken { entry } => {
            format!(
                "The ledger of releases is broken: entry {entry}, or what was released with it, was changed."
            )
        }
    });
    let text = lines.join("\n");
    if verified.is_whole() { print(&format!("{text}\n")) } else { Err(anyhow::Error::msg(text)) }
}
