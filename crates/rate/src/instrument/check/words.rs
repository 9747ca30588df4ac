//! Words: complete in each language, of a length that fits a phone, with the right names in braces.

use crate::instrument::error::Found;
use crate::instrument::read::{Placed, Sheet};
use crate::instrument::words::placeholders;
use crate::instrument::{Kind, Words};

/// Longest question in characters: four lines on a narrow phone, with a name of twenty characters.
const LONGEST_QUESTION: usize = 120;
/// Longest heading.
const LONGEST_HEADING: usize = 70;
/// Longest line below a heading or a question.
const LONGEST_LEAD: usize = 240;
/// Longest label of an answer: two lines.
const LONGEST_LABEL: usize = 60;

/// What words may hold.
struct Limits<'a> {
    longest: usize,
    names: &'a [&'a str],
}

pub(super) fn check_words(sheet: &Sheet<'_>, found: &mut Found) {
    let head = &sheet.head;
    let label = Limits { longest: LONGEST_LABEL, names: &[] };
    let mut checker = Checker { sheet, found };
    checker.words(head, &["title"], &head.value.title, "The title", &label);
    checker.words(head, &["cant_say"], &head.value.cant_say, "`cant_say`", &label);
    checker.words(head, &["contact"], &head.value.contact, "`contact`", &label);
    for scale in &sheet.scales {
        let id = &scale.value.id;
        for (place, point) in scale.value.points.iter().enumerate() {
            let name = format!("scale `{id}`, the label of {}", point.value);
            let place = place.to_string();
            checker.words(scale, &["points", &place, "label"], &point.label, &name, &label);
        }
        if let Some(words) = &scale.value.cant_say {
            checker.words(scale, &["cant_say"], words, &format!("scale `{id}`, `cant_say`"), &label);
        }
    }
    for section in &sheet.sections {
        let id = &section.value.id;
        let repeats = sheet.items.iter().any(|i| i.value.section == *id && i.value.per.repeats());
        let names: &[&str] = if repeats { &["partner", "contact"] } else { &[] };
        let heading = Limits { longest: LONGEST_HEADING, names };
        let lead = Limits { longest: LONGEST_LEAD, names };
        checker.words(
            section,
            &["title"],
            &section.value.title,
            &format!("section `{id}`, `title`"),
            &heading,
        );
        if let Some(words) = &section.value.lead {
            checker.words(section, &["lead"], words, &format!("section `{id}`, `lead`"), &lead);
        }
    }
    for item in &sheet.items {
        let (id, per) = (&item.value.id, item.value.per);
        let names: &[&str] = match (per.repeats(), item.value.kind) {
            (true, Kind::Knowledge) => &["partner", "contact", "service"],
            (true, _) => &["partner", "contact"],
            (false, _) => &[],
        };
        let question = Limits { longest: LONGEST_QUESTION, names };
        checker.words(item, &["wording"], &item.value.wording, &format!("item `{id}`, `wording`"), &question);
        if let Some(words) = &item.value.help {
            let help = Limits { longest: LONGEST_LEAD, names: &[] };
            checker.words(item, &["help"], words, &format!("item `{id}`, `help`"), &help);
        }
        if item.value.kind == Kind::Knowledge {
            checker.names_service(item);
        }
    }
}

struct Checker<'a, 'i, 'f> {
    sheet: &'a Sheet<'i>,
    found: &'f mut Found,
}

impl Checker<'_, '_, '_> {
    fn words<T>(
        &mut self,
        entry: &Placed<'_, T>,
        path: &[&str],
        words: &Words,
        name: &str,
        limits: &Limits<'_>,
    ) {
        let named = |language: &str| -> Vec<String> {
            path.iter().map(|part| (*part).to_owned()).chain([language.to_owned()]).collect()
        };
        for language in &self.sheet.languages {
            let id = &language.value.id;
            if words.0.get(id).is_none_or(|text| text.trim().is_empty()) {
                let what = format!("{name} has no words in `{id}`.");
                self.found.add(entry.at(path), what, format!("Add `{id} = \"…\"`."));
            }
        }
        for (language, text) in &words.0 {
            let full = named(language);
            let full: Vec<&str> = full.iter().map(String::as_str).collect();
            let at = entry.at(&full);
            if !self.sheet.languages.iter().any(|l| l.value.id == *language) {
                let fix = "Add a [[language]] with this id, or remove these words.";
                self.found.add(
                    at,
                    format!("{name} has words in `{language}`, which is no language here."),
                    fix,
                );
            }
            let length = text.chars().count();
            if length > limits.longest {
                let what = format!("{name} has {length} characters, too many for a phone.");
                self.found.add(at, what, format!("Shorten it to {} or fewer.", limits.longest));
            }
            for unknown in placeholders(text).into_iter().filter(|found| !limits.names.contains(found)) {
                let what = format!("{name} has {{{unknown}}}, which nothing is put in for here.");
                let fix = match limits.names {
                    [] => "Remove the braces.".to_owned(),
                    names => format!("Use {{{}}}, or remove the braces.", names.join("}, {")),
                };
                self.found.add(at, what, fix);
            }
        }
    }

    /// A question about a service has to say which.
    fn names_service(&mut self, item: &Placed<'_, crate::instrument::Item>) {
        for (language, text) in &item.value.wording.0 {
            if !placeholders(text).contains(&"service") {
                let what = format!("item `{}` asks about a service and does not name it.", item.value.id);
                self.found.add(item.at(&["wording", language]), what, "Put {service} into the question.");
            }
        }
    }
}
