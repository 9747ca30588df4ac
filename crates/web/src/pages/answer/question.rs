//! One question as a field: a scale for a thumb, a list of choices, a number, or words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use troth_app::surveys::answering::{CANT_SAY, field};
use troth_rate::instrument::{Instrument, Kind, Question};

use super::words::Words;

/// What a page of questions is drawn from.
pub(super) struct Drawn<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) words: &'a Words,
    /// What stands in the fields.
    pub(super) typed: &'a BTreeMap<String, String>,
    /// What has to be mended, by field.
    pub(super) wrong: &'a [(String, String)],
    /// What another window saved, by field.
    pub(super) elsewhere: &'a [(String, String)],
}

impl Drawn<'_> {
    fn language(&self) -> &str {
        self.words.id()
    }

    fn value(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    /// A question with its number and wording.
    pub(super) fn question(&self, number: usize, wording: &str, question: &Question<'_>) -> Markup {
        let name = field(&question.key);
        let help = question.item.help.as_ref().map(|help| help.get(self.language()));
        match question.item.kind {
            Kind::Text => self.text(&name, number, wording, help, question),
            Kind::Number => self.number(&name, number, wording, help, question),
            _ => self.closed(&name, number, wording, help, question),
        }
    }

    fn closed(
        &self,
        name: &str,
        number: usize,
        wording: &str,
        help: Option<&str>,
        question: &Question<'_>,
    ) -> Markup {
        let points = question.points();
        let label = |at: usize| points.get(at).map_or("", |point| point.label.get(self.language()));
        // A scale whose points are counted stands in a row under a thumb; choices stand below each other, with all words.
        let row = question.item.kind == Kind::Scale && (4..=7).contains(&points.len());
        let wrong = self.wrong(name);
        html! {
            fieldset.wrong[wrong.is_some()] aria-describedby=[self.described(name, help)] {
                legend { (number) ". " (wording) }
                (self.notes(name, help, question))
                @if row {
                    div.ends aria-hidden="true" {
                        span { (label(0)) } span { (label(points.len() - 1)) }
                    }
                    div.scale.seven[points.len() > 5] {
                        @for (at, point) in points.iter().enumerate() {
                            label.opt {
                                (self.radio(name, &point.value.to_string(), at == 0))
                                span { (point.value) b.vh { " " (label(at)) } }
                            }
                        }
                    }
                } @else {
                    @for (at, point) in points.iter().enumerate() {
                        label.opt.pick {
                            (self.radio(name, &point.value.to_string(), at == 0))
                            span { (label(at)) }
                        }
                    }
                }
                @if let Some(cannot) = self.instrument.cant_say_of(question.item) {
                    label.opt.cant {
                        (self.radio(name, CANT_SAY, false))
                        span { (cannot.get(self.language())) }
                    }
                }
            }
        }
    }

    /// The first of a group has the id that an error leads to.
    fn radio(&self, name: &str, value: &str, first: bool) -> Markup {
        html! {
            input type="radio" name=(name) value=(value) id=[first.then_some(name)] checked[self.value(name) == value];
        }
    }

    fn number(
        &self,
        name: &str,
        number: usize,
        wording: &str,
        help: Option<&str>,
        question: &Question<'_>,
    ) -> Markup {
        let range = question.item.range.map(|range| (range.min, range.max));
        let hint = range
            .map(|(min, max)| self.words.with("page-number", &[("min", min.into()), ("max", max.into())]));
        let (wrong, value) = (self.wrong(name), self.value(name));
        let typed = if value == CANT_SAY { "" } else { value };
        html! {
            fieldset.wrong[wrong.is_some()] aria-describedby=[self.described(name, help)] {
                legend { (number) ". " label for=(name) { (wording) } }
                (self.notes(name, help, question))
                @if let Some(hint) = hint { p."small"."quiet" { (hint) } }
                input."nhsuk-input"."nhsuk-input--width-5"."nhsuk-input--error"[wrong.is_some()] type="text"
                    inputmode="numeric" id=(name) name=(name) value=(typed) autocomplete="off";
            }
        }
    }

    fn text(
        &self,
        name: &str,
        number: usize,
        wording: &str,
        help: Option<&str>,
        question: &Question<'_>,
    ) -> Markup {
        let wrong = self.wrong(name).is_some();
        let max = question.item.max_characters;
        let hint = max.map(|max| self.words.with("page-characters", &[("max", max.into())]));
        html! {
            fieldset.wrong[wrong] aria-describedby=[self.described(name, help)] {
                legend { (number) ". " label for=(name) { (wording) } }
                (self.notes(name, help, question))
                @if let Some(hint) = hint { p."small"."quiet" { (hint) } }
                textarea."nhsuk-textarea"."nhsuk-textarea--error"[wrong] id=(name) name=(name) rows="6" {
                    "\n" (self.value(name))
                }
            }
        }
    }

    fn wrong(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|(at, _)| at == name).map(|(_, message)| message.as_str())
    }

    fn described(&self, name: &str, help: Option<&str>) -> Option<String> {
        let help = help.map(|_| format!("{name}-help"));
        let wrong = self.wrong(name).map(|_| format!("{name}-error"));
        let both: Vec<String> = help.into_iter().chain(wrong).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    /// Help, what is wrong, and what another window saved.
    fn notes(&self, name: &str, help: Option<&str>, question: &Question<'_>) -> Markup {
        let stored = self.elsewhere.iter().find(|(at, _)| at == name).map(|(_, value)| value.as_str());
        html! {
            @if let Some(help) = help { p."small"."quiet" id={ (name) "-help" } { (help) } }
            @if let Some(message) = self.wrong(name) {
                p.err id={ (name) "-error" } { span.vh { (self.words.say("problem-error")) " " } (message) }
            }
            @if let Some(stored) = stored {
                p.err { (self.stored(stored, question)) }
            }
        }
    }

    fn stored(&self, stored: &str, question: &Question<'_>) -> String {
        if question.item.kind == Kind::Text {
            return format!("{} {stored}", self.words.say("problem-stored-words"));
        }
        let answer = self.answer(stored, question);
        self.words.one("problem-stored", "answer", &answer)
    }

    /// An answer in words, from what its field holds.
    pub(super) fn answer(&self, value: &str, question: &Question<'_>) -> String {
        if value == CANT_SAY {
            let cannot = self.instrument.cant_say_of(question.item);
            return cannot.map_or("", |words| words.get(self.language())).to_owned();
        }
        let point = question.points().iter().find(|point| point.value.to_string() == value);
        match point {
            Some(point) if question.item.kind == Kind::Scale => {
                format!("{value}: {}", point.label.get(self.language()))
            }
            Some(point) => point.label.get(self.language()).to_owned(),
            None => value.to_owned(),
        }
    }
}
