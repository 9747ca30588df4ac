//! What similar organisations say together, where one of them may not be shown by itself.

use maud::{Markup, html};
use troth_lens::two_sided::Pooled;
use troth_lens::{AnswerSource, DirectionState, DumbbellRow};
use troth_report::words::with_range;

use crate::components::words::inside;

/// The line for a direction that is withheld and has such a value; nothing for any other.
pub(super) fn line(from: &str, state: Option<&DirectionState>) -> Markup {
    match state {
        Some(DirectionState::Withheld { pooled: Some(pooled), .. }) => {
            html! { p.num { (words(from, pooled)) } }
        }
        _ => html! {},
    }
}

/// "Together with 4 others like it (care home): 62 (range not known), 10 to 19 people. Not Elm House alone."
fn words(from: &str, pooled: &Pooled) -> String {
    let others = pooled.organisations.saturating_sub(1);
    let who = match (pooled.source, pooled.value.people) {
        (AnswerSource::Staff, Some(band)) => format!(", {}", band.words()),
        (AnswerSource::Representative, Some(band)) => {
            format!(", {}, each for their organisation", band.words())
        }
        (_, None) => String::new(),
    };
    format!(
        "Together with {others} others like it ({}): {}{who}. This is not {} alone.",
        pooled.of.replace('_', " "),
        with_range(&pooled.value),
        inside(from)
    )
}

/// All such lines of some questions, each with its question and side; nothing if there are none.
pub(super) fn list(rows: &[DumbbellRow], left: &str, right: &str) -> Markup {
    let found: Vec<(&str, &str, &str, &Pooled)> = rows
        .iter()
        .flat_map(|row| {
            let sides = [(left, right, row.left.as_ref()), (right, left, row.right.as_ref())];
            sides.into_iter().filter_map(|(from, to, state)| match state {
                Some(DirectionState::Withheld { pooled: Some(pooled), .. }) => {
                    Some((row.label.as_str(), from, to, &**pooled))
                }
                _ => None,
            })
        })
        .collect();
    html! {
        @if !found.is_empty() {
            div.hatch {
                b { "Not shown alone, but together with similar organisations" }
                ul.bullets {
                    @for (label, from, to, pooled) in found {
                        li.num {
                            @if !label.is_empty() { (label) ", " }
                            (inside(from)) " about " (inside(to)) ": " (words(from, pooled))
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use troth_network::{CountBand, Uncertainty, Value};

    use super::*;

    fn withheld(pooled: Option<Pooled>) -> DirectionState {
        let (reason, would_help) = ("Not enough answers".to_owned(), "More".to_owned());
        DirectionState::Withheld { reason, would_help, pooled: pooled.map(Box::new) }
    }

    fn pool(source: AnswerSource) -> Pooled {
        let uncertainty = Uncertainty::NotQuantified { reason: "It would tell too much.".to_owned() };
        let value = Value { estimate: 0.62, uncertainty, people: CountBand::of(14) };
        Pooled { of: "care_home".to_owned(), organisations: 5, value, source }
    }

    fn row(left: Option<DirectionState>) -> DumbbellRow {
        DumbbellRow { label: "Fair".to_owned(), note: String::new(), left, right: None, gap: None }
    }

    #[test]
    fn a_pool_is_told_with_its_kind_its_others_its_people_and_that_it_is_not_one_alone() {
        let state = withheld(Some(pool(AnswerSource::Staff)));
        let told = "Together with 4 others like it (care home): 62 (range not known), 10 to 19 people. This is not the \
                    home alone.";
        assert!(line("The home", Some(&state)).into_string().contains(told));
        let all = list(&[row(Some(state))], "The home", "The council").into_string();
        assert!(all.contains(&format!("Fair, the home about the council: {told}")), "{all}");
        let state = withheld(Some(pool(AnswerSource::Representative)));
        assert!(
            line("The home", Some(&state)).into_string().contains("people, each for their organisation.")
        );
    }

    #[test]
    fn without_a_pool_nothing_is_told() {
        for state in [None, Some(DirectionState::NotRated), Some(withheld(None))] {
            assert_eq!(line("A", state.as_ref()).into_string(), "");
            assert_eq!(list(&[row(state)], "A", "B").into_string(), "");
        }
    }
}
