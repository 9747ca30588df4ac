//! How good the answers of a closed round are, for the custodian alone: answers at the ends of their scale, how far
//! colleagues agree, how far items hang together, and who did not answer (docs/methods/answer-quality.md).
//!
//! A share of answers at an end, beside sums of small groups, can fix an answer. So none of this goes through the gate: it
//! is opened as [`CustodianOnly`] and leaves in no release.

mod colleagues;
mod ends;
mod together;
mod told;
mod turnout;

use std::collections::{BTreeMap, BTreeSet};

use troth_framework::Lens;
use troth_gate::CustodianOnly;
use troth_network::{Network, OrganisationId, Rating, RespondentKey, Wave, WaveId, WaveState};

pub use self::colleagues::Colleagues;
pub use self::ends::{Ends, FEWEST_ANSWERS, MUCH};
pub use self::together::{About, Together};
pub use self::told::{Figure, Says, Told};
pub use self::turnout::Turned;

use crate::app::App;
use crate::error::AppError;

/// How good the answers of a round are.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerQuality {
    /// The round.
    pub wave: Wave,
    /// Answers at the ends of the scale, by question about partners and by who answers.
    pub ends: Vec<Ends>,
    /// Whether colleagues agree about one partner, by question.
    pub colleagues: Vec<Colleagues>,
    /// How far items that measure one thing hang together.
    pub together: Vec<Together>,
    /// Who was asked and who finished; none where the round was not asked in Troth.
    pub turnout: Vec<Turned>,
    /// Answers by an open link, which are in nothing above.
    pub by_open_link: usize,
    /// Answers to questions that the framework does not have, without a scale, or about a part of one's own organisation.
    pub not_looked_at: usize,
}

/// A question about partners with the answers that are looked at.
struct Asked<'r> {
    /// Survey variable.
    variable: &'r str,
    /// Its words.
    wording: &'r str,
    /// Answers, each with a scale.
    answers: Vec<&'r Rating>,
}

impl App {
    /// How good the answers of a closed round are. Worked out when it is asked for and stored nowhere.
    ///
    /// # Errors
    /// If the viewer is not the custodian, the round is not there or not closed, or the database fails.
    pub async fn answer_quality(
        &self,
        network: &Network,
        round: &str,
    ) -> Result<CustodianOnly<AnswerQuality>, AppError> {
        CustodianOnly::open((), &self.viewer())?;
        let missing = || AppError::missing("This survey round");
        let wave = self.wave(network, Some(round)).await?.ok_or_else(missing)?;
        if wave.state != WaveState::Closed {
            return Err(AppError::Conflict(
                "This round is not closed. How good its answers are is told once all are in.".to_owned(),
            ));
        }
        let open: BTreeSet<RespondentKey> = (self.store.respondents(network.id).await?.into_iter())
            .filter(|respondent| respondent.open_link)
            .map(|respondent| respondent.key)
            .collect();
        let is_open = |key: &Option<RespondentKey>| key.as_ref().is_some_and(|key| open.contains(key));
        let mut ratings = self.store.ratings(wave.id).await?;
        let all = ratings.len();
        ratings.retain(|rating| !is_open(&rating.respondent));
        let own = self.store.own_answers(wave.id).await?;
        let by_open_link =
            all - ratings.len() + own.iter().filter(|answer| is_open(&answer.respondent)).count();
        let organisations = self.organisations(network.id).await?;
        let family: BTreeMap<OrganisationId, OrganisationId> =
            organisations.iter().map(|o| (o.id, o.parent.unwrap_or(o.id))).collect();
        let turnout = turnout::of(&self.store.turnout(wave.id).await?, &self.names(network.id).await?);
        let about_partnership = self.about_partnership_items(network, wave.id).await?;
        let lens = self.lens.clone();
        let found = tokio::task::spawn_blocking(move || {
            let (asked, not_looked_at) = questions(&ratings, &lens, &family);
            let mut together = together::about_partners(&asked, &lens);
            together.extend(about_partnership);
            AnswerQuality {
                wave,
                ends: asked.iter().flat_map(ends::of).collect(),
                colleagues: asked.iter().filter_map(colleagues::of).collect(),
                together,
                turnout,
                by_open_link,
                not_looked_at,
            }
        });
        let found = found.await.map_err(|error| {
            AppError::NotFound(format!("It could not be worked out ({error}). Try again."))
        })?;
        Ok(CustodianOnly::open(found, &self.viewer())?)
    }

    /// Items about the partnership as a whole that measure one thing.
    async fn about_partnership_items(
        &self,
        network: &Network,
        wave: WaveId,
    ) -> Result<Vec<Together>, AppError> {
        let Some(asked) = self.own_asked(network.id, wave).await? else { return Ok(Vec::new()) };
        Ok(asked.constructs.iter().filter_map(|construct| together::own(construct, &self.lens)).collect())
    }
}

/// The questions in the order of the framework, and how many answers belong to none.
fn questions<'r>(
    ratings: &'r [Rating],
    lens: &'r Lens,
    family: &BTreeMap<OrganisationId, OrganisationId>,
) -> (Vec<Asked<'r>>, usize) {
    let mut by_variable: BTreeMap<&str, Vec<&Rating>> = BTreeMap::new();
    let mut left = 0;
    for rating in ratings {
        let apart = family.get(&rating.rater) != family.get(&rating.target);
        if apart && rating.scale.is_some() && lens.variable(&rating.variable).is_some() {
            by_variable.entry(&rating.variable).or_default().push(rating);
        } else {
            left += 1;
        }
    }
    let asked = lens.variables.iter().filter_map(|variable| {
        let answers = by_variable.remove(variable.id.as_str())?;
        Some(Asked { variable: &variable.id, wording: &variable.wording, answers })
    });
    (asked.collect(), left)
}
