//! What stands around the questions, in the language of whoever answers. The words are in `crates/web/locales`.

use std::sync::OnceLock;

use axum::http::{HeaderMap, header};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::access::language;

/// Every language there is: id, text.
const TEXTS: [(&str, &str); 2] =
    [("en", include_str!("../../../locales/en.ftl")), ("nl", include_str!("../../../locales/nl.ftl"))];

/// Words in one language.
pub(super) struct Words {
    id: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// In the language that was chosen on a page, else the first that the browser asks for, else English; only those the
    /// questionnaire has too.
    pub(super) fn of(headers: &HeaderMap, offered: &[&str]) -> &'static Self {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let asked = asked.split(',').map(|one| one.split([';', '-']).next().unwrap_or("").trim());
        let wanted = language(headers).into_iter().chain(asked);
        let known = |id: &str| all().iter().find(|words| words.id == id && offered.contains(&words.id));
        wanted.filter_map(known).next().unwrap_or_else(|| english())
    }

    /// The words of every language that the questionnaire has too, in their order.
    pub(super) fn offered(offered: &[&str]) -> impl Iterator<Item = &'static Self> {
        let offered: Vec<String> = offered.iter().map(|id| (*id).to_owned()).collect();
        all().iter().filter(move |words| offered.iter().any(|id| id == words.id))
    }

    /// Id of the language, such as `en`.
    pub(super) const fn id(&self) -> &'static str {
        self.id
    }

    /// A sentence.
    pub(super) fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A sentence with a word in its place.
    pub(super) fn one(&self, id: &str, name: &str, word: &str) -> String {
        self.with(id, &[(name, word.into())])
    }

    /// A sentence with names and numbers in their places.
    pub(super) fn with(&self, id: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            // A test looks for every id in every language.
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}

fn all() -> &'static [Words] {
    static ALL: OnceLock<Vec<Words>> = OnceLock::new();
    ALL.get_or_init(|| TEXTS.iter().map(|(id, text)| read(id, text)).collect())
}

fn english() -> &'static Words {
    static ENGLISH: OnceLock<Words> = OnceLock::new();
    ENGLISH.get_or_init(|| read(TEXTS[0].0, TEXTS[0].1))
}

/// Reads a file of words; what is wrong in it is left out, and a test says that nothing is.
fn read(id: &'static str, text: &str) -> Words {
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let language: LanguageIdentifier = id.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Names of organisations are shown in the direction of the page; marks around them would be read aloud.
    bundle.set_use_isolating(false);
    // The first of two messages of one id counts; a test says that there are none.
    let _ = bundle.add_resource(resource);
    Words { id, bundle }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::http::HeaderValue;

    use super::*;

    fn ids(text: &str) -> Vec<&str> {
        let lines = text.lines().filter(|line| !line.starts_with([' ', '#', '}', '*']));
        lines.filter_map(|line| line.split_once(" =").map(|(id, _)| id)).collect()
    }

    #[test]
    fn every_language_has_every_sentence_once_and_can_be_read() {
        let english: BTreeSet<&str> = ids(TEXTS[0].1).into_iter().collect();
        for (id, text) in TEXTS {
            let list = ids(text);
            let set: BTreeSet<&str> = list.iter().copied().collect();
            assert_eq!(list.len(), set.len(), "{id}: a sentence twice");
            assert_eq!(set, english, "{id}");
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{id}");
            let words = read(id, text);
            for sentence in set {
                assert_ne!(words.say(sentence), sentence, "{id}");
            }
        }
    }

    #[test]
    fn the_pages_use_no_sentence_that_is_not_there() {
        let pages = [
            include_str!("mod.rs"),
            include_str!("no_reminders.rs"),
            include_str!("partners.rs"),
            include_str!("question.rs"),
            include_str!("receipt.rs"),
            include_str!("review.rs"),
            include_str!("screen.rs"),
            include_str!("start.rs"),
            include_str!("withdraw.rs"),
        ];
        let english: BTreeSet<&str> = ids(TEXTS[0].1).into_iter().collect();
        let calls = ["say(\"", "one(\"", "with(\"", "words.with(\n            \""];
        let mut used = BTreeSet::new();
        for page in pages {
            for call in calls {
                for rest in page.split(call).skip(1) {
                    used.extend(rest.split_once('"').map(|(id, _)| id));
                }
            }
        }
        let missing: Vec<_> =
            used.difference(&english).filter(|id| id.contains('-') && !id.ends_with('-')).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(used.len() > 40, "the search itself works: {}", used.len());
    }

    #[test]
    fn the_language_is_the_one_that_was_chosen_then_the_browsers_then_english() {
        let of = |cookie: Option<&str>, accept: &str, offered: &[&str]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(accept).unwrap());
            if let Some(cookie) = cookie {
                let cookie = format!("__Host-troth-language={cookie}");
                headers.insert(header::COOKIE, HeaderValue::from_str(&cookie).unwrap());
            }
            Words::of(&headers, offered).id()
        };
        assert_eq!(of(None, "nl-BE,nl;q=0.9,en;q=0.8", &["en", "nl"]), "nl");
        assert_eq!(of(Some("en"), "nl", &["en", "nl"]), "en");
        assert_eq!(of(Some("nl"), "nl", &["en"]), "en", "the questionnaire has no Dutch");
        assert_eq!(of(None, "cy, de;q=0.5", &["en", "nl"]), "en");
        let minutes = |n: u32| english().with("progress-left", &[("minutes", n.into())]);
        assert_eq!(
            [minutes(0), minutes(1), minutes(4)],
            ["nearly done", "about one minute left", "about 4 minutes left"]
        );
    }
}
