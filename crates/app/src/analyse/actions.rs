//! The job that releases what was agreed, with reviews sealed until both sides have written theirs.

use troth_gate::{ActionsReading, Audience, Basis, ShownAction};
use troth_network::NetworkId;

use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;

impl App {
    pub(crate) async fn work_out_actions(&self, network: NetworkId) -> Result<String, AppError> {
        let mut stored = self.store.actions(network).await?;
        stored.sort_by_key(|s| (s.value.created, s.value.id));
        let actions = stored.into_iter().map(|s| ShownAction::of(s.value, s.version)).collect();
        let reading = ActionsReading { actions };
        let label =
            Label { network, wave: None, kind: "actions", filter: String::new(), audience: Audience::Agreed };
        let hash = input_hash(&reading)?;
        if self.is_up_to_date(&label, &hash).await? {
            return Ok("unchanged".to_owned());
        }
        let found = reading.actions.len();
        self.let_out(label, reading, Basis::Declared, hash).await?;
        Ok(format!("{found} actions"))
    }
}
