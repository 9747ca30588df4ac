//! Scales and items: what belongs to which kind of question, and what the framework knows.

use std::collections::BTreeSet;

use troth_framework::Lens;

use crate::instrument::error::Found;
use crate::instrument::read::{Placed, Sheet};
use crate::instrument::{Item, Kind};

pub(super) fn check_scales(sheet: &Sheet<'_>, found: &mut Found) {
    for scale in &sheet.scales {
        let (id, points) = (&scale.value.id, &scale.value.points);
        if points.len() < 2 {
            let what = format!("scale `{id}` has fewer than two points.");
            found.add(scale.at(&["points"]), what, "Add `{ value = …, label = … }` for each answer.");
        }
        let mut seen = BTreeSet::new();
        for (place, point) in points.iter().enumerate() {
            if !seen.insert(point.value) {
                let at = scale.at(&["points", &place.to_string(), "value"]);
                let what = format!("scale `{id}` has the value {} twice.", point.value);
                found.add(at, what, "Give each point its own value.");
            }
        }
        let steps =
            points.windows(2).all(|two| matches!(two, [a, b] if a.value.checked_add(1) == Some(b.value)));
        if scale.value.ordered && !steps {
            let what = format!("scale `{id}` is ordered and its values do not go up by one.");
            let fix =
                "Order the points from the lowest to the highest without a gap, or write `ordered = false`.";
            found.add(scale.at(&["points"]), what, fix);
        }
        if !sheet.items.iter().any(|item| item.value.scale.as_deref() == Some(id)) {
            let what = format!("scale `{id}` is used by no item.");
            found.add(scale.at(&["id"]), what, "Remove it, or name it in an item.");
        }
    }
}

pub(super) fn check_items(sheet: &Sheet<'_>, lens: &Lens, found: &mut Found) {
    let mut variables = BTreeSet::new();
    for item in &sheet.items {
        if !variables.insert(item.value.variable.as_str()) {
            let what =
                format!("item `{}`: another item has the variable `{}`.", item.value.id, item.value.variable);
            let fix = "Give each item a variable of its own, so that answers are told apart.";
            found.add(item.at(&["variable"]), what, fix);
        }
        check_parts(item, sheet, found);
        check_meaning(item, lens, found);
        let of = &item.value;
        if !sheet.sections.iter().any(|section| section.value.id == of.section) {
            let known: Vec<&str> = sheet.sections.iter().map(|section| section.value.id.as_str()).collect();
            let what = format!("item `{}` names the section `{}`, which is not there.", of.id, of.section);
            found.add(item.at(&["section"]), what, format!("Use one of: {}.", known.join(", ")));
        }
        if of.source.trim().is_empty() {
            let what = format!("item `{}` does not say where it comes from.", of.id);
            found.add(item.at(&["source"]), what, "Name what it puts into words, and whose words they are.");
        }
        for (place, id) in of.cite.iter().enumerate().filter(|(_, id)| lens.source(id).is_none()) {
            let what = format!("item `{}` cites `{id}`, which is no source of the framework.", of.id);
            let fix = "Use the id of a [[source]] there; name others in `source`.";
            found.add(item.at(&["cite", &place.to_string()]), what, fix);
        }
        let reasons = [("no_cant_say", &of.no_cant_say), ("background", &of.background)];
        for (name, _) in
            reasons.into_iter().filter(|(_, why)| why.as_ref().is_some_and(|w| w.trim().is_empty()))
        {
            let what = format!("item `{}`: `{name}` gives no reason.", of.id);
            found.add(item.at(&[name]), what, "Say why, or remove the field.");
        }
    }
}

/// The fields that belong to its kind are there, and no others.
fn check_parts(item: &Placed<'_, Item>, sheet: &Sheet<'_>, found: &mut Found) {
    let (of, id) = (&item.value, &item.value.id);
    let fields = [
        ("scale", of.scale.is_some(), of.kind.is_closed(), true),
        ("range", of.range.is_some(), of.kind == Kind::Number, true),
        ("max_characters", of.max_characters.is_some(), of.kind == Kind::Text, false),
        ("services", of.services.is_some(), of.kind == Kind::Knowledge, false),
        ("no_cant_say", of.no_cant_say.is_some(), of.kind != Kind::Text, false),
    ];
    for (name, there, may, must) in fields {
        if there && !may {
            let what =
                format!("item `{id}`: `{name}` does not belong to a question of kind \"{}\".", of.kind.id());
            found.add(item.at(&[name]), what, "Remove it, or correct `kind`.");
        } else if !there && may && must {
            let what =
                format!("item `{id}` has no `{name}`, which a question of kind \"{}\" needs.", of.kind.id());
            found.add(item.at(&["kind"]), what, format!("Add `{name}`."));
        }
    }
    if let Some(range) = of.range.filter(|range| range.min >= range.max) {
        let what = format!("item `{id}`: the range goes from {} to {}.", range.min, range.max);
        found.add(item.at(&["range"]), what, "Make `min` smaller than `max`.");
    }
    if of.max_characters.is_some_and(|max| max == 0 || max > 5000) {
        let what = format!("item `{id}`: `max_characters` is not from 1 to 5000.");
        found.add(item.at(&["max_characters"]), what, "Give a number from 1 to 5000.");
    }
    if of.kind == Kind::Knowledge && !of.per.repeats() {
        let what = format!("item `{id}` asks about services of a partner and is not asked about partners.");
        found.add(item.at(&["per"]), what, "Write `per = \"partner\"`.");
    }
    let Some(name) = of.scale.as_deref() else { return };
    match sheet.scales.iter().find(|scale| scale.value.id == name) {
        None => {
            let known: Vec<&str> = sheet.scales.iter().map(|scale| scale.value.id.as_str()).collect();
            let what = format!("item `{id}` names the scale `{name}`, which is not there.");
            found.add(item.at(&["scale"]), what, format!("Use one of: {}.", known.join(", ")));
        }
        Some(scale) if !scale.value.ordered && of.is_scored() => {
            let what = format!("item `{id}` is scored and its scale `{name}` has no order.");
            found.add(item.at(&["scale"]), what, "Use an ordered scale, or the kind \"choice\".");
        }
        Some(_) => {}
    }
}

/// The variable, and what the framework says of it.
fn check_meaning(item: &Placed<'_, Item>, lens: &Lens, found: &mut Found) {
    let (of, id) = (&item.value, &item.value.id);
    let known = lens.variable(&of.variable);
    let at = item.at(&["variable"]);
    let Some(variable) = known else {
        if of.background.is_none() {
            let what = format!("item `{id}`: the framework has no variable `{}`.", of.variable);
            let fix = "Use a variable of the framework, or say in `background` why this is asked.";
            found.add(at, what, fix);
        }
        for (name, there) in [
            ("construct", of.construct.is_some()),
            ("facet", of.facet.is_some()),
            ("polarity", of.polarity.is_some()),
        ] {
            if there && of.background.is_some() {
                let what = format!("item `{id}` is background and has a `{name}`.");
                found.add(item.at(&[name]), what, "Remove it: background is never scored.");
            }
        }
        return;
    };
    if of.background.is_some() {
        let what =
            format!("item `{id}` is background, and the framework has the variable `{}`.", of.variable);
        found.add(item.at(&["background"]), what, "Remove `background`, or give the variable another name.");
        return;
    }
    if !matches!(of.kind, Kind::Scale | Kind::Frequency) {
        let what = format!("item `{id}` stands for a variable of the framework and cannot be scored.");
        found.add(
            item.at(&["kind"]),
            what,
            "Use the kind \"scale\" or \"frequency\", or say in `background` why.",
        );
    }
    let facet = variable.facet.as_deref().unwrap_or("none");
    let wanted = [
        ("construct", of.construct.as_ref() == Some(&variable.maps_to), format!("\"{}\"", variable.maps_to)),
        ("facet", of.facet == variable.facet, facet.to_owned()),
        (
            "polarity",
            of.polarity == Some(variable.polarity),
            super::super::compare::polarity_id(variable.polarity).to_owned(),
        ),
    ];
    for (name, fits, wanted) in wanted {
        if !fits {
            let what = format!("item `{id}`: `{name}` is not what the framework says of `{}`.", of.variable);
            found.add(item.at(&[name]), what, format!("The framework has: {wanted}."));
        }
    }
}
