//! What organisations that merged, split or were renamed mean for comparing a round with the one before.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::timestamp::day_in_words;
use troth_network::{Day, Network, OrganisationId, Succession, Wave, WaveState};

use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

impl App {
    /// What can be compared with the round before although organisations followed others since, sentence by sentence;
    /// nothing where none did.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn merged_since(&self, network: &Network, wave: &Wave) -> Result<Vec<String>, AppError> {
        let waves = self.waves(network.id).await?;
        let before = waves.iter().rfind(|w| w.position < wave.position && w.state == WaveState::Closed);
        let since = before.and_then(|before| before.closed.or(before.opened)).or(wave.opened);
        let until = wave.closed.filter(|_| wave.state == WaveState::Closed).unwrap_or_else(|| self.today());
        let Some(since) = since else { return Ok(Vec::new()) };
        let mut successions = self.successions(network.id).await?;
        successions.retain(|one| one.on >= since && one.on <= until);
        let names = self.names(network.id).await?;
        Ok(said(&successions, &names, before.map(|before| before.label.as_str()), wave.opened))
    }
}

fn said(successions: &[Succession], names: &Names, before: Option<&str>, opened: Option<Day>) -> Vec<String> {
    let mut by_heir: BTreeMap<(Day, OrganisationId), BTreeSet<String>> = BTreeMap::new();
    for one in successions {
        by_heir.entry((one.on, one.after)).or_default().insert(names.name(one.before));
    }
    let mut sentences = Vec::new();
    for ((on, heir), earlier) in by_heir {
        let earlier: Vec<String> = earlier.into_iter().collect();
        let (earlier, heir) = (earlier.join(" and "), names.name(heir));
        sentences.push(format!(
            "{heir} followed {earlier} on {}. What was answered for and about {earlier} stays under those names; read it \
             beside what is answered for and about {heir}, and not as change of one organisation.",
            day_in_words(on)
        ));
        if opened.is_some_and(|opened| on >= opened) {
            sentences.push(format!(
                "That was after this round began: whoever is on the list for {earlier} answers for it as it was, and what \
                 is asked of everybody stays as it is."
            ));
        }
    }
    if let (false, Some(before)) = (sentences.is_empty(), before) {
        sentences.push(format!(
            "Relationships between all other organisations are between the same two as in {before}, and can be compared \
             where the questions are as before."
        ));
    }
    sentences
}
