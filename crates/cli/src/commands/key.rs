//! `troth key`: keys that seal the secrets of a database.

use troth_app::keys::key_line;

use crate::arguments::{Database, KeyCommand};
use crate::output::print;
use crate::system;

pub(crate) async fn run(given: KeyCommand) -> anyhow::Result<()> {
    match given {
        KeyCommand::New => print(&key_line(system::secret()?)),
        KeyCommand::Rotate(database) => rotate(&database).await,
    }
}

async fn rotate(database: &Database) -> anyhow::Result<()> {
    let app = super::database::existing(database).await?;
    let rotated = app.rotate_keys(&system::keys(database)?).await?;
    let sealed = match rotated.secrets {
        1 => "1 secret is".to_owned(),
        n => format!("{n} secrets are"),
    };
    print(&match rotated.file {
        Some(file) => format!(
            "{sealed} sealed with a new key, the first line of {0}. Keep a copy of {0} apart from copies of the \
             database. Restart Troth where it is running. The lines below the first are needed only for copies of the \
             database made before now; without such copies, delete them.\n",
            file.display()
        ),
        None => format!(
            "{sealed} sealed with the first key given. Restart Troth where it is running. The other keys are needed \
             only for copies of the database made before now.\n"
        ),
    })
}
