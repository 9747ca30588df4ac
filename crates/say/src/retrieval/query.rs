//! What is looked for among the coded passages, and its form as fields of an address.

use troth_network::{OrganisationId, RoleLevel, Sector, TranscriptId};

use crate::code::CodeKey;
use crate::coding::{About, Polarity};
use crate::document::DocumentKind;

/// Another code nearby.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The other code.
    pub code: CodeKey,
    /// At most so many code points between the two passages; 0: they touch or overlap.
    pub within: usize,
}

/// What is looked for; everything that is given has to hold. Of several codes one suffices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// One of these codes.
    pub codes: Vec<CodeKey>,
    /// Whether codes below the named ones count too, wherever a code is named.
    pub below: bool,
    /// Whom it is about. A sector also takes what is about its organisations.
    pub about: Option<About>,
    /// How it is told.
    pub polarity: Option<Polarity>,
    /// The speaker's label.
    pub speaker: Option<String>,
    /// The organisation spoken for.
    pub organisation: Option<OrganisationId>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// The speaker's level.
    pub role_level: Option<RoleLevel>,
    /// Kind of text.
    pub kind: Option<DocumentKind>,
    /// The text.
    pub transcript: Option<TranscriptId>,
    /// Who coded it.
    pub coder: Option<String>,
    /// What the words hold, in capitals or not.
    pub text: Option<String>,
    /// A code with whose passages it shares words.
    pub overlaps: Option<CodeKey>,
    /// A code with a passage nearby.
    pub near: Option<Near>,
}

impl Query {
    /// The fields of the address, in a fixed order; fields that are not given are missing.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let about = self.about.as_ref().map(|about| match about {
            About::Organisation(id) => format!("organisation:{id}"),
            About::Sector(sector) => format!("sector:{sector}"),
        });
        let single = [
            ("below", self.below.then(|| "yes".to_owned())),
            ("about", about),
            ("polarity", self.polarity.map(|p| p.id().to_owned())),
            ("speaker", self.speaker.clone()),
            ("organisation", self.organisation.map(|o| o.to_string())),
            ("sector", self.sector.as_ref().map(|s| s.0.clone())),
            ("level", self.role_level.map(|l| l.id().to_owned())),
            ("kind", self.kind.map(|k| k.id().to_owned())),
            ("transcript", self.transcript.map(|t| t.to_string())),
            ("coder", self.coder.clone()),
            ("text", self.text.clone()),
            ("overlaps", self.overlaps.as_ref().map(|c| c.as_str().to_owned())),
            ("near", self.near.as_ref().map(|n| n.code.as_str().to_owned())),
            ("within", self.near.as_ref().map(|n| n.within.to_string())),
        ];
        let codes = self.codes.iter().map(|code| ("code", code.as_str().to_owned()));
        codes.chain(single.into_iter().filter_map(|(name, value)| Some((name, value?)))).collect()
    }

    /// Reads the fields of an address. Other fields and empty ones are passed over; what is given and cannot be
    /// understood comes back as sentences, and the rest is looked for.
    pub fn of_pairs(pairs: &[(String, String)]) -> (Self, Vec<String>) {
        let (mut query, mut wrong) = (Self::default(), Vec::new());
        let (mut near, mut within) = (None, None);
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let mut note = |error: String| wrong.push(error);
            match name.as_str() {
                "code" => match value.parse() {
                    Ok(code) if query.codes.contains(&code) => {}
                    Ok(code) => query.codes.push(code),
                    Err(error) => note(error),
                },
                "below" => query.below = value == "yes",
                "about" => match about(value) {
                    Some(about) => query.about = Some(about),
                    None => note(format!("\"{value}\" is neither an organisation nor a sector of the list.")),
                },
                "polarity" => query.polarity = value.parse().map_err(note).ok(),
                "speaker" => query.speaker = Some(value.to_owned()),
                "organisation" => {
                    let error = |_| note(format!("\"{value}\" is no organisation of the list."));
                    query.organisation = value.parse().map_err(error).ok();
                }
                "sector" => query.sector = Some(Sector(value.to_owned())),
                "level" => query.role_level = value.parse().map_err(note).ok(),
                "kind" => query.kind = value.parse().map_err(note).ok(),
                "transcript" => {
                    let error = |_| note(format!("\"{value}\" is no text of the list."));
                    query.transcript = value.parse().map_err(error).ok();
                }
                "coder" => query.coder = Some(value.to_owned()),
                "text" => query.text = Some(value.to_owned()),
                "overlaps" => query.overlaps = value.parse().map_err(note).ok(),
                "near" => near = value.parse::<CodeKey>().map_err(note).ok(),
                "within" => {
                    let error = |_| note(format!("\"{value}\" is no number of characters. Write 200."));
                    within = value.parse::<usize>().map_err(error).ok();
                }
                _ => {}
            }
        }
        query.near = near.map(|code| Near { code, within: within.unwrap_or(super::NEARBY) });
        (query, wrong)
    }

    /// Whether nothing is given: every passage is found.
    pub fn is_empty(&self) -> bool {
        Self { below: false, ..self.clone() } == Self::default()
    }
}

fn about(value: &str) -> Option<About> {
    match value.split_once(':')? {
        ("organisation", id) => id.parse().ok().map(About::Organisation),
        ("sector", sector) => Some(About::Sector(Sector(sector.to_owned()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::option;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::retrieval::samples::key;

    fn words() -> impl Strategy<Value = String> {
        "[a-zé&=%+ ]{0,8}[a-z\u{1f44d}]"
            .prop_map(|words| words.trim().to_owned())
            .prop_filter("not empty", |w| !w.is_empty())
    }

    fn any_query() -> impl Strategy<Value = Query> {
        let code = || "[a-z]{1,6}(/[a-z]{1,4})?".prop_map(|id| key(&id));
        let about = prop_oneof![
            any::<u128>().prop_map(|n| About::Organisation(OrganisationId(Uuid::from_u128(n)))),
            "[a-z_:]{1,9}".prop_map(|s| About::Sector(Sector(s))),
        ];
        let first = (
            proptest::collection::btree_set(code(), 0..4),
            any::<bool>(),
            option::of(about),
            option::of(proptest::sample::select(&Polarity::ALL[..])),
            option::of(words()),
            option::of(any::<u128>()),
            option::of("[a-z_]{1,9}"),
        );
        let second = (
            option::of(proptest::sample::select(&DocumentKind::ALL[..])),
            option::of(any::<u128>()),
            option::of(words()),
            option::of(words()),
            option::of(code()),
            option::of((code(), 0_usize..100_000)),
        );
        (first, second).prop_map(|((codes, below, about, polarity, speaker, own, sector), rest)| {
            let (kind, transcript, coder, text, overlaps, near) = rest;
            Query {
                codes: codes.into_iter().collect(),
                below,
                about,
                polarity,
                speaker,
                organisation: own.map(|n| OrganisationId(Uuid::from_u128(n))),
                sector: sector.map(Sector),
                role_level: below.then_some(RoleLevel::Strategic),
                kind,
                transcript: transcript.map(|n| TranscriptId(Uuid::from_u128(n))),
                coder,
                text,
                overlaps,
                near: near.map(|(code, within)| Near { code, within }),
            }
        })
    }

    proptest! {
        #[test]
        fn a_query_is_read_back_from_its_address(query in any_query()) {
            let pairs: Vec<(String, String)> =
                query.pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            prop_assert_eq!(Query::of_pairs(&pairs), (query, Vec::new()));
        }

        #[test]
        fn whatever_stands_in_an_address_is_read(pairs in proptest::collection::vec(
            ("(code|about|polarity|organisation|level|kind|near|within|x)", ".{0,12}"), 0..6)) {
            let (query, wrong) = Query::of_pairs(&pairs);
            prop_assert!(wrong.len() <= pairs.len() && query.codes.len() <= pairs.len());
        }
    }

    #[test]
    fn what_is_not_understood_is_said_and_the_rest_is_looked_for() {
        let pairs = [("code", "roles"), ("polarity", "loss"), ("within", "far"), ("text", " ")];
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (query, wrong) = Query::of_pairs(&pairs);
        assert_eq!(query, Query { polarity: Some(Polarity::Loss), ..Query::default() });
        assert_eq!(wrong.len(), 2);
        assert!(Query { below: true, ..Query::default() }.is_empty() && !query.is_empty());
    }
}
