//! By whom those who were heard had been suggested. People with power or experience suggest whom they know: a choice that
//! goes through one person is that person's choice (Islam et al. 2020, data collection).

use std::collections::BTreeMap;

use super::{SampleStatus, Sampled, SuggestedBy};
use crate::tally::LEAST_SPEAKERS;

/// Of those of the table with whom an interview was held: by whom they were suggested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// How many there are.
    pub heard: u32,
    /// How many were suggested in which part; parts with nobody are left out.
    pub by_part: Vec<(SuggestedBy, u32)>,
    /// Who suggested most, and how many; nobody if no name is noted. Of several the first by name.
    pub most: Option<(String, u32)>,
}

impl Suggestions {
    /// Whether half of them or more, and two at least, came through one person. Not said of fewer than
    /// [`LEAST_SPEAKERS`]. The cut is Troth's own (mark A).
    pub fn is_one_sided(&self) -> bool {
        self.most
            .as_ref()
            .is_some_and(|(_, n)| self.heard >= LEAST_SPEAKERS && *n >= 2 && 2 * n >= self.heard)
    }

    /// "Of 8 in the table who were heard, 5 were suggested by", and the name.
    pub fn sentence(&self) -> Option<String> {
        let (who, n) = self.most.as_ref()?;
        let were = if *n == 1 { "was" } else { "were" };
        Some(format!("Of {} in the table who were heard, {n} {were} suggested by {who}.", self.heard))
    }
}

/// Counts the suggestions. What people suggest for themselves, and what the interviewers choose, is nobody else's choice.
pub fn suggestions(sampled: &[Sampled]) -> Suggestions {
    let mut parts: BTreeMap<SuggestedBy, u32> = BTreeMap::new();
    let mut people: BTreeMap<&str, u32> = BTreeMap::new();
    let mut heard = 0;
    for line in sampled.iter().filter(|line| line.status == SampleStatus::Interviewed) {
        heard += 1;
        *parts.entry(line.suggested).or_default() += 1;
        if matches!(line.suggested, SuggestedBy::Gatekeeper | SuggestedBy::Interviewee)
            && let Some(who) = &line.suggester
        {
            *people.entry(who.as_str()).or_default() += 1;
        }
    }
    let mut most: Option<(String, u32)> = None;
    for (who, n) in people {
        if most.as_ref().is_none_or(|(_, before)| n > *before) {
            most = Some((who.to_owned(), n));
        }
    }
    Suggestions { heard, by_part: parts.into_iter().collect(), most }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(suggested: SuggestedBy, suggester: Option<&str>, status: SampleStatus) -> Sampled {
        Sampled {
            organisation: None,
            sector: None,
            role_level: None,
            status,
            suggested,
            suggester: suggester.map(str::to_owned),
            transcript: None,
        }
    }

    #[test]
    fn half_through_one_person_is_said_and_less_is_not() {
        let ruth = line(SuggestedBy::Gatekeeper, Some("Ruth"), SampleStatus::Interviewed);
        let snowball = line(SuggestedBy::Interviewee, Some("Ruth"), SampleStatus::Interviewed);
        let own = line(SuggestedBy::Themselves, Some("Bo"), SampleStatus::Interviewed);
        let told = suggestions(&[ruth.clone(), snowball.clone(), own.clone(), own.clone()]);
        assert!(told.is_one_sided());
        assert_eq!(told.sentence().unwrap(), "Of 4 in the table who were heard, 2 were suggested by Ruth.");
        assert_eq!(told.by_part[2], (SuggestedBy::Themselves, 2));
        assert!(
            !suggestions(&[ruth.clone(), snowball.clone(), own.clone(), own.clone(), own]).is_one_sided()
        );
        assert!(!suggestions(&[ruth, snowball]).is_one_sided(), "two are too few to say so");
    }

    #[test]
    fn who_was_not_heard_and_what_the_interviewers_chose_is_nobodys_choice() {
        let asked = line(SuggestedBy::Gatekeeper, Some("Ruth"), SampleStatus::Asked);
        let chosen = line(SuggestedBy::Researcher, Some("Ruth"), SampleStatus::Interviewed);
        let told = suggestions(&[asked, chosen.clone(), chosen]);
        assert_eq!((told.heard, told.most.clone(), told.sentence()), (2, None, None));
    }
}
