//! Closing a round: what was finished becomes answers of pseudonyms, in an order that tells nothing; the rest goes.

use std::collections::BTreeMap;

use troth_gate::open_link::MARK;
use troth_network::{
    AnswerRole, Network, OrganisationId, Rating, RatingId, RespondentKey, Scale, Wave, WaveState,
};
use troth_rate::instrument::{Answer, Item, Questionnaire};
use troth_rate::round::{Asked, Closed, Comment, OwnAnswer, Participant, ReceiptOf, Reply, Turnout};

use super::places::Round;
use crate::app::App;
use crate::error::AppError;
use crate::jobs::Subject;

/// How many were asked and finished, by organisation, role and kind of link.
type Counts = BTreeMap<(OrganisationId, AnswerRole, bool), (i64, i64)>;

impl App {
    /// Closes a round that is asked in Troth. Nothing can be written any more; what was finished becomes answers of
    /// pseudonyms; names, addresses, links, times and what was not finished are erased. Interrupted, it is taken up again
    /// by [`App::finish_closings`].
    ///
    /// # Errors
    /// If the database fails; then nothing is half done that is not taken up again.
    pub(crate) async fn close_survey(&self, network: &Network, wave: &Wave) -> Result<(), AppError> {
        let Some(view) = self.survey_view(wave.clone()).await? else { return Ok(()) };
        let whole = self.store.shut_survey(wave.id, self.today()).await?;
        let names: BTreeMap<_, _> =
            self.store.organisations(network.id).await?.into_iter().map(|o| (o.id, o)).collect();
        let round = Round { network, wave, instrument: &view.instrument, form: view.form(), names: &names };
        let known: BTreeMap<_, _> = (self.store.respondents(network.id).await?.into_iter())
            .map(|row| ((row.rater, row.external_hash), row.key))
            .collect();
        let mut closed = Closed::default();
        let mut counts = Counts::new();
        for (participant, asked, replies) in &whole {
            if participant.gone.is_some() {
                continue;
            }
            let place = (participant.organisation, participant.role, participant.open_link);
            let count = counts.entry(place).or_default();
            count.0 += 1;
            if participant.finished.is_some() {
                count.1 += 1;
                self.settle(&round, participant, asked, replies, &known, &mut closed);
            }
        }
        closed.turnout = counts
            .into_iter()
            .map(|((organisation, role, open_link), (invited, finished))| Turnout {
                organisation,
                role,
                open_link,
                invited,
                finished,
            })
            .collect();
        self.shuffle(&mut closed);
        if self.store.settle_survey(wave.id, &closed).await? {
            self.note(network.id, "survey round closed", wave.id.0).await?;
            self.refresh(network.id, Subject::Ratings(wave.id)).await?;
            self.store.leave_no_trace().await?;
        }
        Ok(())
    }

    /// Takes up closings that were interrupted, and closes rounds whose last day is over. How many.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn finish_closings(&self) -> Result<usize, AppError> {
        let half = self.store.half_closed().await?;
        let mut closed = 0;
        for network in self.store.networks().await? {
            for wave in self.store.waves(network.id).await? {
                let over = wave.state == WaveState::Open
                    && wave.closed.is_some_and(|last| last < self.today())
                    && self.store.survey(wave.id).await?.is_some();
                if over || half.contains(&wave.id) {
                    self.close_survey(&network, &wave).await?;
                    closed += 1;
                }
            }
        }
        Ok(closed)
    }

    /// What one participant leaves behind.
    fn settle(
        &self,
        round: &Round<'_>,
        participant: &Participant,
        asked: &[Asked],
        replies: &[Reply],
        known: &BTreeMap<(OrganisationId, String), RespondentKey>,
        closed: &mut Closed,
    ) {
        let (wave, rater) = (round.wave.id, participant.organisation);
        let respondent = (participant.role == AnswerRole::Staff).then(|| {
            known.get(&(rater, participant.again.clone())).cloned().unwrap_or_else(|| {
                let mark = if participant.open_link { MARK } else { "" };
                let key = RespondentKey(format!("{mark}{}", self.new_id().simple()));
                let hash = participant.again.clone();
                closed.respondents.push((key.clone(), rater, hash, participant.open_link));
                key
            })
        });
        let (receipt, words) = match participant.receipt.as_deref().and_then(|r| r.split_once(':')) {
            Some((receipt, words)) => (Some(receipt.to_owned()), Some(words.to_owned())),
            None => (None, None),
        };
        let questionnaire: Questionnaire<'_> = round.questions(participant, asked);
        for (key, answer) in questionnaire.kept(&round.answers(participant, asked, replies)) {
            let Some(item) = round.instrument.item(&key.item) else { continue };
            let (value, scale) = match answer {
                Answer::CantSay => continue,
                Answer::Text(text) => {
                    let words = words.clone();
                    closed.comments.push(Comment::unread(self.new_id(), wave, text, words));
                    continue;
                }
                Answer::Number(number) => (f64::from(number), None),
                Answer::Point(point) => (f64::from(point), scale_of(round, item)),
            };
            let variable = match &key.service {
                Some(service) => format!("{}:{service}", item.variable),
                None => item.variable.clone(),
            };
            let asked = key.partner.as_ref().and_then(|p| asked.iter().find(|a| a.target.to_string() == *p));
            match asked {
                Some(asked) => closed.ratings.push(Rating {
                    id: RatingId(self.new_id()),
                    wave,
                    rater,
                    respondent: respondent.clone(),
                    target: asked.target,
                    variable,
                    value,
                    role: participant.role,
                    visible_to: asked.visible_to.filter(|_| participant.role == AnswerRole::Representative),
                    scale,
                }),
                None => closed.own.push(OwnAnswer {
                    id: self.new_id(),
                    wave,
                    rater,
                    respondent: respondent.clone(),
                    variable,
                    value,
                    scale,
                }),
            }
        }
        closed.receipts.extend(receipt.map(|hash| ReceiptOf { hash, wave, rater, respondent }));
    }

    /// Puts everything into an order that tells nothing of who answered when, with ids made in that order.
    fn shuffle(&self, closed: &mut Closed) {
        let draw = || self.secret::<16>();
        closed.respondents.sort_by_cached_key(|_| draw());
        closed.ratings.sort_by_cached_key(|_| draw());
        closed.own.sort_by_cached_key(|_| draw());
        closed.comments.sort_by_cached_key(|_| draw());
        closed.receipts.sort_by_cached_key(|_| draw());
        for rating in &mut closed.ratings {
            rating.id = RatingId(self.new_id());
        }
        for own in &mut closed.own {
            own.id = self.new_id();
        }
        for comment in &mut closed.comments {
            comment.id = self.new_id();
        }
    }
}

fn scale_of(round: &Round<'_>, item: &Item) -> Option<Scale> {
    let scale = round.instrument.scale_of(item).filter(|scale| scale.ordered)?;
    Scale::new(f64::from(scale.min()), f64::from(scale.max()))
}
