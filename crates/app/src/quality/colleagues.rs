//! How far colleagues of one organisation agree about one partner, question by question (docs/methods/rater-agreement.md).

use troth_dyads::agreement::rater_agreement;
use troth_dyads::{AnswerKind, Observation};
use troth_network::AnswerRole;

use super::Asked;
use super::told::Told;

/// Fewer groups of colleagues tell nothing.
const FEWEST: usize = 3;

/// Whether colleagues agree about one partner on one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Colleagues {
    /// Survey variable.
    pub variable: String,
    /// Its words.
    pub wording: String,
    /// Groups: colleagues of one organisation, at least two, who answered about the same partner.
    pub groups: usize,
    /// Answers in them.
    pub answers: usize,
    /// People in them.
    pub people: usize,
    /// Mean r_wg over groups against answers at random, and what may be said of it.
    pub told: Told,
    /// The same against answers at random by friendly people, with the words of the method.
    pub if_friendly: String,
}

/// `None` where representatives alone were asked.
pub(super) fn of(asked: &Asked<'_>) -> Option<Colleagues> {
    let staff: Vec<_> = asked.answers.iter().filter(|r| r.role == AnswerRole::Staff).collect();
    let scale = staff.first().and_then(|r| r.scale)?;
    let observations: Vec<Observation> = staff
        .iter()
        .map(|r| Observation {
            group: String::new(),
            rater: r.rater.to_string(),
            target: r.target.to_string(),
            respondent: r.respondent.as_ref().map(|key| key.0.clone()),
            kind: AnswerKind::Staff,
            value: r.value,
        })
        .collect();
    // Answers on different scales cannot be laid beside each other, and without a scale the statistic says so.
    let one_scale = staff.iter().all(|r| r.scale == Some(scale));
    let found = rater_agreement(&observations, one_scale.then_some((scale.min, scale.max)), None);
    let Some(found) = found else { return Some(alone(asked)) };
    let few = (found.directions < FEWEST)
        .then_some("Fewer than three groups of colleagues answered it about one partner.");
    let reason = if one_scale { found.rwg_mean.reason } else { Some(DIFFERENT_SCALES.to_owned()) };
    Some(Colleagues {
        variable: asked.variable.to_owned(),
        wording: asked.wording.to_owned(),
        groups: found.directions,
        answers: found.answers,
        people: found.people,
        told: Told::of(found.rwg_mean.value.as_ref(), reason.as_deref(), found.rwg_mean.words, plain, few),
        if_friendly: found.rwg_mean_slight_skew.words.sentence,
    })
}

const DIFFERENT_SCALES: &str = "It was answered on different scales.";

/// Nobody has a colleague who answered about the same partner.
fn alone(asked: &Asked<'_>) -> Colleagues {
    let why = "No two colleagues answered it about the same partner.".to_owned();
    Colleagues {
        variable: asked.variable.to_owned(),
        wording: asked.wording.to_owned(),
        groups: 0,
        answers: 0,
        people: 0,
        told: Told { figure: None, says: super::Says::CannotTell(why.clone()), in_full: why.clone() },
        if_friendly: why,
    }
}

/// A band, or two that are neighbours, as a sentence.
fn plain(low: &str, high: &str) -> Option<String> {
    let word = |band: &str| match band {
        "no agreement" => Some("hardly"),
        "weak agreement" => Some("weakly"),
        "moderate agreement" => Some("partly"),
        "strong agreement" => Some("mostly"),
        "very strong agreement" => Some("closely"),
        _ => None,
    };
    let (low, high) = (word(low)?, word(high)?);
    Some(if low == high {
        format!("Colleagues {low} agree.")
    } else {
        format!("Colleagues {low} to {high} agree.")
    })
}

#[cfg(test)]
mod tests {
    use troth_network::{OrganisationId, Rating, RatingId, RespondentKey, Scale, WaveId};
    use uuid::Uuid;

    use super::*;
    use crate::quality::Says;

    /// Four organisations, whose three people each rate the other three: what the person of this number answers.
    fn answers(of: impl Fn(u128, u128, u128) -> f64) -> Vec<Rating> {
        let mut all = Vec::new();
        for (rater, target) in (1..=4).flat_map(|r| (1..=4).filter(move |t| *t != r).map(move |t| (r, t))) {
            for person in 0..3 {
                all.push(Rating {
                    id: RatingId(Uuid::from_u128(all.len() as u128)),
                    wave: WaveId(Uuid::nil()),
                    rater: OrganisationId(Uuid::from_u128(rater)),
                    respondent: Some(RespondentKey(format!("{rater}-{person}"))),
                    target: OrganisationId(Uuid::from_u128(target)),
                    variable: "fairness".into(),
                    value: of(rater, target, person),
                    role: AnswerRole::Staff,
                    visible_to: None,
                    scale: Scale::new(1.0, 5.0),
                });
            }
        }
        all
    }

    fn found(ratings: &[Rating]) -> Option<Colleagues> {
        of(&Asked {
            variable: "fairness",
            wording: "They treat us fairly.",
            answers: ratings.iter().collect(),
        })
    }

    #[test]
    fn who_answers_alike_agrees_closely_and_who_answers_from_end_to_end_hardly() {
        let alike = found(&answers(|r, t, _| 1.0 + ((r + 2 * t) % 5) as f64)).unwrap();
        assert_eq!((alike.groups, alike.answers, alike.people), (12, 36, 12));
        assert_eq!(alike.told.figure.as_ref().map(|f| f.estimate), Some(1.0));
        let apart = found(&answers(|_, _, person| [1.0, 3.0, 5.0][person as usize])).unwrap();
        assert!(apart.told.figure.as_ref().is_some_and(|f| f.estimate == 0.0), "{apart:?}");
        for one in [alike, apart] {
            match &one.told.says {
                Says::Sentence(words) => assert!(words.starts_with("Colleagues "), "{words}"),
                Says::CannotTell(why) => assert!(why.ends_with('.'), "{why}"),
            }
        }
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        let all = answers(|_, _, _| 4.0);
        let why = |ratings: &[Rating]| match found(ratings).unwrap().told.says {
            Says::CannotTell(why) => why,
            Says::Sentence(words) => words,
        };
        assert_eq!(why(&all[..1]), "No two colleagues answered it about the same partner.");
        assert_eq!(why(&all[..6]), "Fewer than three groups of colleagues answered it about one partner.");
        let mut scales = all.clone();
        scales[0].scale = Scale::new(0.0, 10.0);
        assert_eq!(why(&scales), "It was answered on different scales.");
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn two_neighbouring_words_are_named_together() {
        let both = plain("weak agreement", "moderate agreement");
        assert_eq!(both.as_deref(), Some("Colleagues weakly to partly agree."));
        assert_eq!(
            plain("strong agreement", "strong agreement").as_deref(),
            Some("Colleagues mostly agree.")
        );
        assert_eq!(plain("a band of another figure", "no agreement"), None);
    }
}
