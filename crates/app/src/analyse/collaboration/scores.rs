//! From answers about the partnership to one score of each respondent on each question.

use std::collections::BTreeMap;

use serde::Serialize;
use troth_framework::Polarity;
use troth_gate::{End, GroupAnswer};
use troth_lens::Level;
use troth_network::{AnswerRole, Organisation, OrganisationId};
use troth_rate::instrument::{Form, Instrument, Item, Per};
use troth_rate::round::OwnAnswer;

/// The variable with the level of one's role.
pub(super) const LEVEL: &str = "role_level";

/// One respondent's score on one question about the partnership.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct OwnScore {
    /// Opaque id.
    pub(crate) respondent: String,
    /// Staff or representative.
    pub(crate) role: AnswerRole,
    /// The organisation, for a unit its parent.
    pub(crate) organisation: OrganisationId,
    /// Sector of the organisation.
    pub(crate) sector: String,
    /// Level of the role, if it was said.
    pub(crate) level: Option<Level>,
    /// Mean of the items that were answered, 0–1, 1 is good.
    pub(crate) score: f64,
    /// Those items on 0–1 in the order of the construct's; `None` where there is no answer.
    pub(crate) answers: Vec<Option<f64>>,
}

impl OwnScore {
    /// As far as the gate needs to know it.
    pub(crate) fn for_gate(&self) -> GroupAnswer {
        let answered = |(at, answer): (usize, &Option<f64>)| answer.map(|_| at.to_string());
        let items: Vec<String> = self.answers.iter().enumerate().filter_map(answered).collect();
        GroupAnswer {
            respondent: self.respondent.clone(),
            items: items.join(" "),
            organisation: self.organisation,
            source: self.role,
            level: self.level,
            sector: self.sector.clone(),
            end: End::of(self.score),
        }
    }
}

/// A question about the partnership, made of one or more items.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Construct {
    /// What it measures, such as `construct:faith`; or [`TURNOUT`](troth_lens::collaboration::TURNOUT).
    pub(crate) concept: String,
    /// The survey variables, in the order of asking.
    pub(crate) items: Vec<String>,
    /// Whether one of them is turned round.
    pub(crate) turned: bool,
    /// Whether representatives are asked too.
    pub(crate) representatives: bool,
    /// The distance of two neighbouring answers on 0–1, the widest of the items.
    pub(crate) step: f64,
    /// Whether everybody it is about is known, so that nothing is estimated.
    pub(crate) exact: bool,
    /// Scores of who answered at least half of the items they were asked.
    pub(crate) scores: Vec<OwnScore>,
}

/// What was asked about the collaboration, construct by construct.
pub(crate) fn constructs(
    instrument: &Instrument,
    form: Form,
    answers: &[OwnAnswer],
    organisations: &[Organisation],
) -> Vec<Construct> {
    let home: BTreeMap<OrganisationId, &Organisation> = organisations.iter().map(|o| (o.id, o)).collect();
    let mut of_people: BTreeMap<(OrganisationId, Option<&str>), BTreeMap<&str, &OwnAnswer>> = BTreeMap::new();
    for answer in answers {
        let who = (answer.rater, answer.respondent.as_ref().map(|key| key.0.as_str()));
        of_people.entry(who).or_default().insert(&answer.variable, answer);
    }
    let mut all: Vec<(Construct, Vec<&Item>)> = Vec::new();
    for item in &instrument.items {
        let (Some(concept), Some(scale)) = (&item.construct, instrument.scale_of(item)) else { continue };
        if item.per != Per::Collaboration || !item.is_scored() || !scale.ordered || item.form > form {
            continue;
        }
        let concept = concept.to_string();
        let at = all.iter().position(|(c, _)| c.concept == concept).unwrap_or_else(|| {
            all.push((Construct::of(concept.clone()), Vec::new()));
            all.len() - 1
        });
        let Some((construct, items)) = all.get_mut(at) else { continue };
        construct.items.push(item.variable.clone());
        construct.turned |= item.polarity == Some(Polarity::Asymmetry);
        construct.representatives |= item.who.asks(AnswerRole::Representative);
        construct.step = construct.step.max(1.0 / f64::from((scale.max() - scale.min()).max(1)));
        items.push(item);
    }
    for (construct, items) in &mut all {
        for ((rater, respondent), given) in &of_people {
            let Some(organisation) = home.get(rater) else { continue };
            construct.scores.extend(score(items, organisation, *respondent, given));
        }
    }
    all.into_iter().map(|(construct, _)| construct).collect()
}

impl Construct {
    /// One of which nothing else is known yet.
    pub(super) const fn of(concept: String) -> Self {
        Self {
            concept,
            items: Vec::new(),
            turned: false,
            representatives: false,
            step: 0.0,
            exact: false,
            scores: Vec::new(),
        }
    }
}

/// The score of one respondent, if at least half of what they were asked is answered. Who cannot say has no answer.
fn score(
    items: &[&Item],
    organisation: &Organisation,
    respondent: Option<&str>,
    given: &BTreeMap<&str, &OwnAnswer>,
) -> Option<OwnScore> {
    let role = if respondent.is_some() { AnswerRole::Staff } else { AnswerRole::Representative };
    let asked = items.iter().filter(|item| item.who.asks(role)).count();
    let answers: Vec<Option<f64>> = items
        .iter()
        .map(|item| {
            let answer = given.get(item.variable.as_str())?;
            Some(item.polarity?.good(answer.scale?.to_unit(answer.value)))
        })
        .collect();
    let answered: Vec<f64> = answers.iter().flatten().copied().collect();
    if answered.is_empty() || answered.len() * 2 < asked {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of items")]
    let score = answered.iter().sum::<f64>() / answered.len() as f64;
    Some(OwnScore {
        respondent: respondent.map_or_else(|| format!("representative:{}", organisation.id), str::to_owned),
        role,
        organisation: organisation.parent.unwrap_or(organisation.id),
        sector: organisation.sector.0.clone(),
        level: given.get(LEVEL).and_then(|answer| Level::of_answer(answer.value)),
        score,
        answers,
    })
}

#[cfg(test)]
mod tests {
    use troth_network::{NetworkId, RespondentKey, Scale, WaveId};
    use uuid::Uuid;

    use super::*;

    fn organisation() -> Organisation {
        Organisation {
            id: OrganisationId(Uuid::from_u128(1)),
            network: NetworkId(Uuid::from_u128(9)),
            external_id: "a".into(),
            name: "Acute".into(),
            sector: troth_network::Sector("health".into()),
            kind: String::new(),
            parent: None,
            ods: None,
            identifiers: BTreeMap::new(),
            size: None,
            place: None,
            accepted: true,
            attributes: BTreeMap::new(),
        }
    }

    fn said(who: Option<&str>, variable: &str, value: f64) -> OwnAnswer {
        OwnAnswer {
            id: Uuid::nil(),
            wave: WaveId(Uuid::nil()),
            rater: organisation().id,
            respondent: who.map(|key| RespondentKey(key.into())),
            variable: variable.into(),
            value,
            scale: (variable != LEVEL).then_some(Scale { min: 1.0, max: 5.0 }),
        }
    }

    fn scores(answers: &[OwnAnswer], concept: &str) -> Vec<OwnScore> {
        let all = constructs(Instrument::built_in(), Form::Short, answers, &[organisation()]);
        all.into_iter().find(|c| c.concept == concept).unwrap().scores
    }

    #[test]
    fn half_is_enough_and_less_is_no_score() {
        let two = [said(Some("r"), "engaged_part", 5.0), said(Some("r"), "engaged_job", 3.0)];
        let found = scores(&two, "construct:engagement");
        assert_eq!(found.iter().map(|s| s.score).collect::<Vec<_>>(), [0.75]);
        assert_eq!(found[0].for_gate().items, "0 1");
        assert_eq!(scores(&two[..1], "construct:engagement"), [], "one of three is less than half");
    }

    #[test]
    fn a_bad_high_answer_is_turned_round_and_levels_are_read() {
        let given =
            [said(Some("r"), "complexity", 4.0), said(Some("r"), LEVEL, 2.0), said(None, "complexity", 1.0)];
        let found = scores(&given, "construct:complexity");
        let told: Vec<_> = found.iter().map(|s| (s.role, s.score, s.level)).collect();
        assert_eq!(
            told,
            [(AnswerRole::Representative, 1.0, None), (AnswerRole::Staff, 0.25, Some(Level::Tactical))]
        );
    }

    #[test]
    fn each_of_the_four_questions_is_there_in_the_order_of_asking() {
        let all = constructs(Instrument::built_in(), Form::Short, &[], &[]);
        let told: Vec<_> = all.iter().map(|c| (c.concept.clone(), c.items.len(), c.turned)).collect();
        let expected =
            [("faith", 1, false), ("progress", 1, false), ("complexity", 1, true), ("engagement", 3, false)];
        assert_eq!(told, expected.map(|(c, n, t)| (format!("construct:{c}"), n, t)));
        assert!(all.iter().all(|c| (c.step - 0.25).abs() < 1e-12));
        assert_eq!(all.iter().map(|c| c.representatives).collect::<Vec<_>>(), [true, true, true, false]);
    }
}
