//! Taking a draft away again.

use troth_network::{Network, Wave};

use crate::app::App;
use crate::error::AppError;

impl App {
    /// Deletes a round that is asked in Troth and has not begun, with everybody on its list. The questionnaire's text
    /// stays: other rounds may ask it too.
    ///
    /// # Errors
    /// If the round has begun or is not there.
    pub async fn delete_draft(&self, network: &Network, wave: &Wave) -> Result<(), AppError> {
        if !self.store.delete_draft(wave.id).await? {
            let sentence = "Only a round that has not begun can be deleted. Load the page again and look.";
            return Err(AppError::Conflict(sentence.to_owned()));
        }
        self.note(network.id, "draft of a survey round deleted", wave.id.0).await?;
        Ok(self.store.leave_no_trace().await?)
    }
}
