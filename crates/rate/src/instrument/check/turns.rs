//! Rotations, and the order of sections.

use crate::instrument::error::Found;
use crate::instrument::read::Sheet;
use crate::instrument::rotate::ways;
use crate::instrument::{Form, Kind};

/// Most ways of taking turns in one group: with more, a round has too few people for all to come up.
const MOST_WAYS: u64 = 1000;

pub(super) fn check_turns(sheet: &Sheet<'_>, found: &mut Found) {
    for item in &sheet.items {
        let Some(id) = item.value.rotate.as_deref() else { continue };
        if !sheet.rotations.iter().any(|rotation| rotation.value.id == id) {
            let what = format!("item `{}` takes turns in `{id}`, which is not there.", item.value.id);
            found.add(item.at(&["rotate"]), what, "Add a [[rotation]] with this id, or remove `rotate`.");
        }
        if item.value.kind == Kind::Knowledge {
            let what =
                format!("item `{}` asks about services, which take turns by themselves.", item.value.id);
            found.add(item.at(&["rotate"]), what, "Remove `rotate`.");
        }
    }
    for rotation in &sheet.rotations {
        let (id, show) = (&rotation.value.id, rotation.value.show);
        let members: Vec<_> =
            sheet.items.iter().filter(|item| item.value.rotate.as_deref() == Some(id.as_str())).collect();
        let mut say = |holds: bool, path: &[&str], what: String, fix: &str| {
            if holds {
                found.add(rotation.at(path), format!("rotation `{id}` {what}."), fix);
            }
        };
        let n = members.len();
        say(n < 2, &["id"], format!("has {n} items"), "Give at least two items `rotate` with this id.");
        say(show.short == 0, &["show", "short"], "shows none".into(), "Show at least one.");
        let long = show.long < show.short;
        say(long, &["show", "long"], "shows fewer in the long form".into(), "Show as many or more.");
        let many = show.long > n;
        say(
            n >= 2 && many,
            &["show", "long"],
            format!("shows {} of {n}", show.long),
            "Show as many as there are, or fewer.",
        );
        let crowded = [show.short, show.long].into_iter().any(|k| ways(n, k) > MOST_WAYS);
        say(
            crowded,
            &["show"],
            format!("has more than {MOST_WAYS} ways of taking turns"),
            "Make smaller groups.",
        );
        let Some(first) = members.first() else { continue };
        for item in &members {
            let same = item.value.who == first.value.who
                && item.value.per.repeats() == first.value.per.repeats()
                && item.value.form == first.value.form;
            if !same {
                let what = format!(
                    "item `{}` takes turns in `{id}` with items that others are asked.",
                    item.value.id
                );
                let fix = "Give all items of a rotation the same `who`, `form` and `per`.";
                found.add(item.at(&["rotate"]), what, fix);
            }
            if item.value.form != Form::Short {
                let what = format!("item `{}` takes turns and is in the long form only.", item.value.id);
                let fix = "Remove `form`; the rotation says how many each form shows.";
                found.add(item.at(&["form"]), what, fix);
            }
        }
    }
}

/// Questions about partners stand together, apart from the others.
pub(super) fn check_order(sheet: &Sheet<'_>, found: &mut Found) {
    let mut ended = false;
    let mut began = false;
    for section in &sheet.sections {
        let id = &section.value.id;
        let of: Vec<_> = sheet.items.iter().filter(|item| item.value.section == *id).collect();
        if of.is_empty() {
            let what = format!("section `{id}` has no items.");
            found.add(section.at(&["id"]), what, "Remove it, or give items this section.");
        }
        let repeats = of.iter().filter(|item| item.value.per.repeats()).count();
        if repeats > 0 && repeats < of.len() {
            let what = format!("section `{id}` has questions about partners and others.");
            found.add(section.at(&["id"]), what, "Put the others into a section of their own.");
        }
        if repeats > 0 && ended {
            let what =
                format!("section `{id}` is about partners and stands apart from the other such sections.");
            found.add(section.at(&["id"]), what, "Put all sections about partners side by side.");
        }
        began |= repeats > 0;
        ended = began && repeats == 0;
    }
}
