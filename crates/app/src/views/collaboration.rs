//! What people say of the partnership as a whole in one closed round, as it was released.

use troth_gate::Released;
use troth_lens::CollaborationReading;
use troth_lens::collaboration::TURNOUT;
use troth_network::{Network, Wave, WaveState};

use crate::analyse::collaboration::constructs;
use crate::app::App;
use crate::error::AppError;

/// The page.
#[derive(Debug)]
pub struct AboutPartnership {
    /// The round.
    pub wave: Wave,
    /// One reading for each question, in the order of asking; none before they are worked out.
    pub body: Released<Vec<CollaborationReading>>,
    /// How many of those who were asked finished, as the mean of 0 and 1.
    pub turnout: Released<Option<CollaborationReading>>,
}

impl App {
    /// What people say of the partnership in a closed round that was asked in Troth, for whoever looks.
    ///
    /// # Errors
    /// If there is no such round, it is not closed, or something stored cannot be opened.
    pub async fn about_partnership(
        &self,
        network: &Network,
        round: &str,
    ) -> Result<AboutPartnership, AppError> {
        let view = self.survey_of(network, round).await?.filter(|view| view.wave.state == WaveState::Closed);
        let view =
            view.ok_or_else(|| AppError::missing("A closed round of this id that was asked in Troth"))?;
        let asked = constructs(&view.instrument, view.form(), &[], &[]);
        let place = |reading: &CollaborationReading| asked.iter().position(|c| c.concept == reading.concept);
        let all = self.collaboration(network.id, view.wave.id).await?;
        let turnout = all.view(|readings| readings.iter().find(|r| r.concept == TURNOUT).cloned());
        let body = all.map(|mut readings| {
            readings.retain(|reading| place(reading).is_some());
            readings.sort_by_key(place);
            readings
        });
        Ok(AboutPartnership { wave: view.wave, body, turnout })
    }
}
