//! What stands around the texts: users, variables, cases, links and sets.

use super::context::Context;
use crate::refi::model::{Case, Datum, Link, LinkDirection, Set, User, Value, Variable, VariableKind};
use crate::refi::time::{day, moment};
use crate::refi::xml::Element;

pub(super) fn users(root: &Element, context: &mut Context<'_>) -> Vec<User> {
    let name = |user: &Element| user.get("name").or_else(|| user.get("id")).unwrap_or_default().to_owned();
    root.within("Users", "User")
        .map(|user| User { guid: context.guid("User", user), name: name(user) })
        .collect()
}

pub(super) fn variables(root: &Element, context: &mut Context<'_>) -> Vec<Variable> {
    let kind = |element: &Element| {
        let written = element.get("typeOfVariable").unwrap_or_default().trim();
        VariableKind::ALL.into_iter().find(|kind| kind.id() == written).unwrap_or(VariableKind::Text)
    };
    root.within("Variables", "Variable")
        .map(|variable| Variable {
            guid: context.guid("Variable", variable),
            name: variable.get("name").unwrap_or_default().to_owned(),
            kind: kind(variable),
            description: variable.description(),
        })
        .collect()
}

pub(super) fn cases(root: &Element, context: &mut Context<'_>) -> Vec<Case> {
    root.within("Cases", "Case")
        .map(|case| {
            context.only(case, &["Description", "CodeRef", "VariableValue", "SourceRef", "SelectionRef"]);
            Case {
                guid: context.guid("Case", case),
                name: case.get("name").map(str::to_owned),
                description: case.description(),
                codes: context.targets(case, "CodeRef"),
                values: values(case, context),
                sources: context.targets(case, "SourceRef"),
                selections: context.targets(case, "SelectionRef"),
            }
        })
        .collect()
}

/// Values of variables, on cases or on sources: programs differ in where they put them.
pub(super) fn values(element: &Element, context: &mut Context<'_>) -> Vec<Value> {
    let mut found = Vec::new();
    for value in element.all("VariableValue") {
        let variable = value.child("VariableRef").and_then(|r| context.pointer(r, "targetGUID"));
        let Some(variable) = variable else {
            context.report.drop("VariableValue", "", "it names no variable");
            continue;
        };
        let datum = value.children.iter().find(|child| child.name != "VariableRef").and_then(datum);
        found.push(Value { variable, datum });
    }
    found
}

/// A value in the form that its element names; as words where it is not in that form.
fn datum(element: &Element) -> Option<Datum> {
    let text = element.text.as_str();
    let trimmed = text.trim();
    let read = match element.name.as_str() {
        "BooleanValue" => match trimmed {
            "true" | "1" => Some(Datum::Boolean(true)),
            "false" | "0" => Some(Datum::Boolean(false)),
            _ => None,
        },
        "IntegerValue" => trimmed.parse().ok().map(Datum::Integer),
        "FloatValue" => trimmed.parse().ok().filter(|number: &f64| number.is_finite()).map(Datum::Float),
        "DateValue" => day(trimmed).map(Datum::Date),
        "DateTimeValue" => moment(trimmed).map(Datum::DateTime),
        "TextValue" => Some(Datum::Text(crate::normalise(text))),
        _ => None,
    };
    read.or_else(|| (!trimmed.is_empty()).then(|| Datum::Text(crate::normalise(text))))
}

pub(super) fn links(root: &Element, context: &mut Context<'_>) -> Vec<Link> {
    let direction = |link: &Element| {
        let written = link.get("direction")?.trim();
        LinkDirection::ALL.into_iter().find(|direction| direction.id() == written)
    };
    root.within("Links", "Link")
        .map(|link| {
            context.only(link, &["NoteRef"]);
            Link {
                guid: context.guid("Link", link),
                name: link.get("name").map(str::to_owned),
                direction: direction(link),
                colour: context.colour(link),
                origin: context.pointer(link, "originGUID"),
                target: context.pointer(link, "targetGUID"),
                notes: context.targets(link, "NoteRef"),
            }
        })
        .collect()
}

pub(super) fn sets(root: &Element, context: &mut Context<'_>) -> Vec<Set> {
    root.within("Sets", "Set")
        .map(|set| {
            context.only(set, &["Description", "MemberCode", "MemberSource", "MemberNote"]);
            Set {
                guid: context.guid("Set", set),
                name: set.get("name").unwrap_or_default().to_owned(),
                description: set.description(),
                codes: context.targets(set, "MemberCode"),
                sources: context.targets(set, "MemberSource"),
                notes: context.targets(set, "MemberNote"),
            }
        })
        .collect()
}

/// Sets of a codebook, which name their members by another attribute than those of a project.
pub(super) fn code_sets(root: &Element, context: &mut Context<'_>) -> Vec<Set> {
    root.within("Sets", "Set")
        .map(|set| Set {
            guid: context.guid("Set", set),
            name: set.get("name").unwrap_or_default().to_owned(),
            description: set.description(),
            codes: set
                .all("MemberCode")
                .filter_map(|member| {
                    context.pointer(member, "guid").or_else(|| context.pointer(member, "targetGUID"))
                })
                .collect(),
            sources: Vec::new(),
            notes: Vec::new(),
        })
        .collect()
}
