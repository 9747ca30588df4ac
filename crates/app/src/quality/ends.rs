//! Answers at the lowest and the highest point of their scale: floor and ceiling.

use std::collections::BTreeSet;

use troth_network::{AnswerRole, Rating};

use super::Asked;

/// Above this share of answers at one end, in hundredths, a question has a floor or a ceiling (Terwee et al. 2007).
pub const MUCH: usize = 15;

/// With fewer answers nothing is said of floor and ceiling.
pub const FEWEST_ANSWERS: usize = 50;

/// How many answers to a question lie at the ends of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ends {
    /// Survey variable.
    pub variable: String,
    /// Its words.
    pub wording: String,
    /// Who answers: staff and representatives are never put together.
    pub role: AnswerRole,
    /// Answers.
    pub answers: usize,
    /// People who gave them; of representatives their organisations.
    pub people: usize,
    /// Answers at the lowest point.
    pub lowest: usize,
    /// Answers at the highest point.
    pub highest: usize,
}

impl Ends {
    /// So many of 100 answers lie at the lowest point.
    #[must_use]
    pub fn lowest_share(&self) -> f64 {
        share(self.lowest, self.answers)
    }

    /// So many of 100 answers lie at the highest point.
    #[must_use]
    pub fn highest_share(&self) -> f64 {
        share(self.highest, self.answers)
    }

    /// Whether more than [`MUCH`] of 100 answers lie at the lowest point; `None` with fewer than [`FEWEST_ANSWERS`].
    #[must_use]
    pub const fn floor(&self) -> Option<bool> {
        self.above(self.lowest)
    }

    /// The same of the highest point.
    #[must_use]
    pub const fn ceiling(&self) -> Option<bool> {
        self.above(self.highest)
    }

    /// In whole numbers, so that rounding does not decide.
    const fn above(&self, at_end: usize) -> Option<bool> {
        if self.answers < FEWEST_ANSWERS { None } else { Some(at_end * 100 > self.answers * MUCH) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of answers")]
fn share(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

/// Staff first, then representatives; nothing of a role that gave no answer.
pub(super) fn of(asked: &Asked<'_>) -> Vec<Ends> {
    let of_role = |role: AnswerRole| {
        let answers: Vec<&Rating> = asked.answers.iter().copied().filter(|r| r.role == role).collect();
        let people: BTreeSet<_> = answers.iter().map(|r| (r.rater, r.respondent.as_ref())).collect();
        let at = |end: fn(&Rating) -> bool| answers.iter().filter(|rating| end(rating)).count();
        (!answers.is_empty()).then(|| Ends {
            variable: asked.variable.to_owned(),
            wording: asked.wording.to_owned(),
            role,
            answers: answers.len(),
            people: people.len(),
            lowest: at(|r| r.scale.is_some_and(|scale| r.value <= scale.min)),
            highest: at(|r| r.scale.is_some_and(|scale| r.value >= scale.max)),
        })
    };
    [AnswerRole::Staff, AnswerRole::Representative].into_iter().filter_map(of_role).collect()
}

#[cfg(test)]
mod tests {
    use troth_network::{OrganisationId, RatingId, RespondentKey, Scale, WaveId};
    use uuid::Uuid;

    use super::*;

    fn rating(at: u128, value: f64, role: AnswerRole) -> Rating {
        Rating {
            id: RatingId(Uuid::from_u128(at)),
            wave: WaveId(Uuid::nil()),
            rater: OrganisationId(Uuid::from_u128(1)),
            // Two answers of each person, about two partners.
            respondent: (role == AnswerRole::Staff).then(|| RespondentKey(format!("r{}", at / 2))),
            target: OrganisationId(Uuid::from_u128(2 + at % 2)),
            variable: "fairness".into(),
            value,
            role,
            visible_to: None,
            scale: Some(Scale { min: 1.0, max: 5.0 }),
        }
    }

    /// So many answers of staff at 1, 2, 3, 4 and 5.
    fn staff(counts: [usize; 5]) -> Vec<Rating> {
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        let all = counts.into_iter().zip(values).flat_map(|(n, value)| std::iter::repeat_n(value, n));
        (0..).zip(all).map(|(at, value)| rating(at, value, AnswerRole::Staff)).collect()
    }

    fn ends(ratings: &[Rating]) -> Vec<Ends> {
        of(&Asked {
            variable: "fairness",
            wording: "They treat us fairly.",
            answers: ratings.iter().collect(),
        })
    }

    #[test]
    fn worked_by_hand() {
        // 60 answers: 9 at the lowest are exactly 15 of 100, 12 at the highest are 20.
        let found = ends(&staff([9, 10, 14, 15, 12]));
        assert_eq!(found.len(), 1);
        let one = &found[0];
        assert_eq!((one.answers, one.people, one.lowest, one.highest), (60, 30, 9, 12));
        assert!((one.lowest_share() - 15.0).abs() < 1e-12 && (one.highest_share() - 20.0).abs() < 1e-12);
        assert_eq!((one.floor(), one.ceiling()), (Some(false), Some(true)), "15 is not above 15");
        assert_eq!(ends(&staff([10, 10, 13, 15, 12]))[0].floor(), Some(true));
    }

    #[test]
    fn of_few_answers_nothing_is_said() {
        let few = &ends(&staff([0, 0, 0, 0, 49]))[0];
        assert_eq!((few.floor(), few.ceiling(), few.highest_share()), (None, None, 100.0));
        assert_eq!(ends(&staff([0, 0, 0, 0, 50]))[0].ceiling(), Some(true));
        assert!(ends(&[]).is_empty());
    }

    #[test]
    fn staff_and_representatives_stand_apart() {
        let mut both = staff([1, 0, 0, 0, 1]);
        both.push(rating(9, 5.0, AnswerRole::Representative));
        let told: Vec<_> = ends(&both).iter().map(|e| (e.role, e.answers, e.people, e.highest)).collect();
        assert_eq!(told, [(AnswerRole::Staff, 2, 1, 1), (AnswerRole::Representative, 1, 1, 1)]);
    }
}
