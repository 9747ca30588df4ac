//! Skip rules: each looks back at one closed question that the same person was surely asked.

use crate::instrument::error::Found;
use crate::instrument::read::{Placed, Sheet};
use crate::instrument::{Form, Item, Kind, Per, Scale, ShowIf, Who};

/// Who has the rule.
struct Owner<'a> {
    name: String,
    /// Place of its first question in the order of asking.
    place: usize,
    per: Per,
    who: Who,
    form: Form,
    rule: &'a ShowIf,
}

pub(super) fn check_rules(sheet: &Sheet<'_>, found: &mut Found) {
    let order = asked_in_order(sheet);
    // A scale that is not there is reported with its item.
    let scale_of = |item: &Item| {
        let own = sheet.scales.iter().find(|scale| item.scale.as_deref() == Some(scale.value.id.as_str()));
        own.map(|scale| &scale.value)
    };
    let place_of = |id: &str| order.iter().position(|item| item.value.id == id);
    for item in &sheet.items {
        let of = &item.value;
        if let Some(rule) = &of.show_if {
            let place = place_of(&of.id).unwrap_or(usize::MAX);
            let name = format!("item `{}`", of.id);
            let owner = Owner { name, place, per: of.per, who: of.who, form: of.form, rule };
            check_rule(&owner, &order, scale_of, |path| item.at(path), found);
        }
    }
    for section in &sheet.sections {
        let Some(rule) = &section.value.show_if else { continue };
        let own: Vec<_> = order.iter().filter(|item| item.value.section == section.value.id).collect();
        for item in own {
            let of = &item.value;
            let place = place_of(&of.id).unwrap_or(usize::MAX);
            let name = format!("section `{}`", section.value.id);
            let owner = Owner { name, place, per: of.per, who: of.who, form: of.form, rule };
            check_rule(&owner, &order, scale_of, |path| section.at(path), found);
        }
    }
}

/// Items in the order of asking: by section, then as in the file.
fn asked_in_order<'a, 'i>(sheet: &'a Sheet<'i>) -> Vec<&'a Placed<'i, Item>> {
    let of = |section: &str| {
        let section = section.to_owned();
        sheet.items.iter().filter(move |item| item.value.section == section)
    };
    sheet.sections.iter().flat_map(|section| of(&section.value.id)).collect()
}

fn check_rule<'s>(
    owner: &Owner<'_>,
    order: &[&Placed<'_, Item>],
    scale_of: impl Fn(&Item) -> Option<&'s Scale>,
    at: impl Fn(&[&str]) -> usize,
    found: &mut Found,
) {
    let (name, rule) = (&owner.name, owner.rule);
    let target = order.iter().enumerate().find(|(_, item)| item.value.id == rule.item);
    let here = at(&["show_if", "item"]);
    let Some((place, target)) = target else {
        let what = format!("{name}: `show_if` names the item `{}`, which is not there.", rule.item);
        found.add(here, what, "Name an earlier question.");
        return;
    };
    let of = &target.value;
    let asked_of_all = of.who == Who::Everyone || of.who == owner.who;
    // Looking back only also means that rules never run in a circle. The first reason is enough.
    let reasons = [
        (
            place >= owner.place,
            "which is not asked before it",
            "Move one of them, or name an earlier question.",
        ),
        (
            !of.kind.is_closed() || of.kind == Kind::Knowledge,
            "which has no fixed answers",
            "Name a question with a scale.",
        ),
        (
            of.per.repeats() && !owner.per.repeats(),
            "which is asked about each partner",
            "Name a question that is asked once, or ask this about partners.",
        ),
        (of.rotate.is_some(), "which is not asked of everybody", "Take that question out of its rotation."),
        (
            of.form > owner.form,
            "which the short form does not have",
            "Put that question into the short form.",
        ),
        (!asked_of_all, "which others are asked", "Ask that question of the same people."),
    ];
    if let Some((_, what, fix)) = reasons.into_iter().find(|(holds, _, _)| *holds) {
        found.add(here, format!("{name}: `show_if` looks at `{}`, {what}.", of.id), fix);
    }
    if rule.values.is_empty() {
        let what = format!("{name}: `show_if` names no value.");
        found.add(at(&["show_if", "values"]), what, "Name the values with which this is shown.");
    }
    let Some(scale) = scale_of(of) else { return };
    for (place, value) in rule.values.iter().enumerate().filter(|(_, value)| !scale.has(**value)) {
        let what = format!("{name}: `show_if` names the value {value}, which `{}` does not have.", of.id);
        let fix = format!("Use values from {} to {}.", scale.min(), scale.max());
        found.add(at(&["show_if", "values", &place.to_string()]), what, fix);
    }
}
