//! The job that lets out what people wrote in their own words, as far as the custodian allowed it.

use troth_gate::words::about_a_patient;
use troth_gate::{AllowedWords, Audience, Basis};
use troth_network::{NetworkId, WaveId};
use troth_rate::round::Comment;
use troth_store::WORDS;

use super::release::{Label, input_hash};
use crate::app::App;
use crate::error::AppError;

impl App {
    pub(crate) async fn work_out_words(&self, network: NetworkId, wave: WaveId) -> Result<String, AppError> {
        // First: what is taken back from now on stops the release.
        let taken_back = self.store.taken_back(network, WORDS).await?;
        let comments = self.store.comments(wave).await?;
        // Of words that were allowed before a rule could find the number, nothing leaves and the rest does.
        let may =
            |comment: &&Comment| comment.as_shown().is_some_and(|words| about_a_patient(words).is_none());
        let shown = comments.iter().filter(may).filter_map(|c| Some((c.id, c.as_shown()?)));
        let allowed = AllowedWords::of(wave, shown);
        let label = Label {
            network,
            wave: Some(wave),
            kind: WORDS,
            filter: String::new(),
            audience: Audience::Agreed,
        };
        let hash = input_hash(&allowed)?;
        let audience = &label.audience;
        let latest = self.store.latest_release(network, Some(wave), WORDS, &label.filter, audience).await?;
        let is_new = latest.map_or(!allowed.is_empty(), |latest| latest.input_hash != hash);
        if !is_new {
            return Ok("unchanged".to_owned());
        }
        let reading = allowed.reading();
        let said = format!("{} of free words shown", reading.words.len());
        let basis = Basis::Words(allowed);
        self.let_out_unless_taken_back(label, reading, basis, hash, Some(taken_back)).await?;
        Ok(said)
    }
}
