//! `troth backup` and `troth migrate`.

use troth_app::App;

use crate::arguments::{Backup, Database};
use crate::output::print;
use crate::system;

pub(crate) async fn backup(given: Backup) -> anyhow::Result<()> {
    let app = existing(&given.database).await?;
    app.backup(&given.file).await?;
    print(&format!(
        "The database was copied to {}. It holds single answers: keep it as safe as the database.\n",
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
