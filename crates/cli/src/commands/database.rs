//! `troth backup`, `troth restore` and `troth migrate`.

use std::path::Path;

use troth_app::App;
use troth_app::backup::{Lock, Unlock};

use crate::arguments::{Backup, Database, Restore};
use crate::output::print;
use crate::system;

pub(crate) async fn backup(given: Backup) -> anyhow::Result<()> {
    let lock = match &given.passphrase_file {
        Some(file) => Some(Lock::passphrase(&text_of(file)?)?),
        None if given.recipients.is_empty() => None,
        None => Some(
            Lock::recipients(given.recipients.iter().map(String::as_str))
                .map_err(|error| super::Usage(error.to_string()))?,
        ),
    };
    let app = existing(&given.database).await?;
    let file = given.file.display();
    let Some(lock) = lock else {
        app.backup(&given.file).await?;
        return print(&format!(
            "The database was copied to {file}. It holds single answers, readable for whoever has it: keep it as safe \
             as the database, or make an encrypted copy with --encrypt-to. {LATER}"
        ));
    };
    app.backup_encrypted(&given.file, &lock).await?;
    print(&format!("The database was copied to {file}, encrypted. {LATER}"))
}

/// What a copy does not do.
const LATER: &str = "The key file is not in it: keep a copy of that elsewhere. What is erased later stays in this copy \
                     until you delete it.\n";

pub(super) fn text_of(file: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(file)
        .map_err(|error| super::Usage(format!("{} cannot be read: {error}.", file.display())).into())
}

/// `troth restore`.
pub(crate) async fn restore(given: Restore) -> anyhow::Result<()> {
    let unlock = match (&given.identity, &given.passphrase_file) {
        (Some(file), _) => Some(Unlock::identities(&text_of(file)?)?),
        (None, Some(file)) => Some(Unlock::passphrase(&text_of(file)?)),
        (None, None) => None,
    };
    if given.database_url.contains("://") {
        let reason = "A copy is restored into a new file. Name one with --database-url, such as troth.db.";
        return Err(super::Usage(reason.to_owned()).into());
    }
    let to = given.database_url.strip_prefix("sqlite:").unwrap_or(&given.database_url);
    let (clock, ids) = system::clock_and_ids()?;
    App::restore(&given.file, unlock.as_ref(), Path::new(to), clock, ids).await?;
    print(&format!(
        "{} was restored into {to}. Put the key file beside it as {to}.key: without it, respondents of earlier rounds \
         cannot be matched. What was erased after the copy was made is there again: erase it again.\n",
        given.file.display()
    ))
}

pub(crate) async fn migrate(given: Database) -> anyhow::Result<()> {
    let steps = App::migrate(&given.database_url).await?;
    print(&if steps.is_empty() {
        "The database is up to date.\n".to_owned()
    } else {
        format!("Brought up to date: {}.\n", steps.join(", "))
    })
}

/// Opens a database that has to be there: a backup of nothing would be a surprise later.
pub(crate) async fn existing(database: &Database) -> anyhow::Result<App> {
    let url = database.database_url.as_str();
    let is_file = !url.contains("://");
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    if is_file && !std::path::Path::new(path).exists() {
        return Err(super::Usage(format!("There is no database {path}. Name it with --database-url.")).into());
    }
    system::open(database).await
}
