//! Free words of a survey: the custodian reads each and allows it or not; only what was allowed leaves, in an order that
//! tells nothing, without who wrote it, when, or for which organisation.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use troth_network::{OrganisationId, WaveId};
use troth_say::identifiers::{self, Known};

use crate::audience::Audience;
use crate::basis::{Basis, Disclosable, Objection, objection};
use crate::decide::Context;
use crate::ledger::sha256_hex;
use crate::patient;
use crate::released::ShareWithPartner;

/// What of words looks as if it were about a patient, in words such as "an NHS number"; `None` if nothing does. Such
/// words cannot be allowed.
pub fn about_a_patient(words: &str) -> Option<&'static str> {
    let marked = patient::find(words).into_iter().next().map(|found| found.what);
    let refused =
        || identifiers::find(words, &Known::default()).into_iter().find(identifiers::Found::refused);
    marked.or_else(|| refused().map(|found| found.kind.words()))
}

/// Free words of one round that the custodian read and allowed, as they may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AllowedWords {
    /// Draw and words, by draw.
    drawn: Vec<(String, String)>,
}

impl AllowedWords {
    /// Puts words, each with its internal id, into an order drawn from the ids: the same as long as the words are there,
    /// whatever else is allowed or kept back.
    pub fn of<'a>(wave: WaveId, allowed: impl IntoIterator<Item = (impl Display, &'a str)>) -> Self {
        let draw = |id: &dyn Display| sha256_hex(format!("{wave}:{id}").as_bytes());
        let mut drawn: Vec<(String, String)> =
            allowed.into_iter().map(|(id, words)| (draw(&id), words.to_owned())).collect();
        drawn.sort();
        Self { drawn }
    }

    /// Whether nothing is allowed.
    pub const fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }

    /// What may be shown.
    pub fn reading(&self) -> WordsReading {
        WordsReading { words: self.drawn.iter().map(|(_, words)| words.clone()).collect() }
    }

    pub(crate) fn stands(&self, context: &Context) -> Result<(), Objection> {
        if context.audience == Audience::Public {
            return Err(objection("Free words were written for the partnership and are not made public."));
        }
        if self.drawn.iter().any(|(_, words)| about_a_patient(words).is_some()) {
            return Err(objection("Free words hold what looks like the number of a patient."));
        }
        Ok(())
    }
}

/// What people wrote in their own words in one round and the custodian allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsReading {
    /// In an order that was drawn.
    pub words: Vec<String>,
}

impl Disclosable for WordsReading {
    fn check(&self, basis: &Basis) -> Result<(), Objection> {
        let Basis::Words(allowed) = basis else {
            return Err(objection("Free words need somebody who read and allowed them."));
        };
        if *self != allowed.reading() {
            return Err(objection(
                "Words would be shown that nobody allowed, or in an order that may tell something.",
            ));
        }
        Ok(())
    }
}

impl ShareWithPartner for WordsReading {
    /// Everything: the words are nobody's and of no organisation.
    fn for_partner(self, _: OrganisationId) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &[(u128, &str)]) -> AllowedWords {
        let wave: WaveId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        AllowedWords::of(wave, list.iter().copied())
    }

    #[test]
    fn the_order_is_drawn_and_stays_whatever_else_is_allowed() {
        let numbers: Vec<String> = (10..30).map(|n: u128| n.to_string()).collect();
        let list: Vec<(u128, &str)> = (10..30).zip(&numbers).map(|(n, words)| (n, words.as_str())).collect();
        let all = of(&list).reading().words;
        assert_ne!(all, numbers, "not the order of their ids");
        let mut turned = list.clone();
        turned.reverse();
        assert_eq!(of(&turned).reading().words, all, "nor that in which they came");
        let fewer: Vec<String> = all.iter().filter(|words| *words != "17").cloned().collect();
        turned.retain(|(n, _)| *n != 17);
        assert_eq!(of(&turned).reading().words, fewer);
    }

    #[test]
    fn words_that_nobody_allowed_are_stopped() {
        let allowed = Basis::Words(of(&[(2, "The call helps.")]));
        let reading = |words: &[&str]| WordsReading { words: words.iter().map(|&w| w.to_owned()).collect() };
        assert!(reading(&["The call helps."]).check(&allowed).is_ok());
        for words in [&["The call helps.", "It does not."][..], &["The call"], &[]] {
            assert!(reading(words).check(&allowed).is_err(), "{words:?}");
        }
        assert!(reading(&[]).check(&Basis::Declared).is_err());
    }

    #[test]
    fn numbers_of_patients_are_found() {
        assert_eq!(about_a_patient("Mrs X, 943 476 5919, waited."), Some("an NHS number"));
        assert!(about_a_patient("Date of birth: 03/05/1941, she waited.").is_some());
        assert_eq!(about_a_patient("We waited 10 minutes."), None);
    }
}
