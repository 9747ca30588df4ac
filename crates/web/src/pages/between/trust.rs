//! Four kinds of trust and the person they deal with, both sides.

use maud::{Markup, html};
use troth_lens::{Dumbbell, DumbbellRow};
use troth_report::dumbbell::{figure, table};

use super::{Seen, together, worked};
use crate::components::words::{inside, listed};
use crate::urls;

/// The section.
pub(super) fn section(seen: &Seen<'_>) -> Markup {
    let dumbbell = seen.view.body.view(|body| body.dumbbell.clone());
    let page = urls::between(&seen.network, &seen.view.left.external_id, &seen.view.right.external_id);
    let file = urls::with(&format!("{page}/table.csv"), &[("wave", &seen.wave)]);
    html! {
        section aria-labelledby="four" {
            h2 #four { "Four kinds of trust, both sides" }
            p.lede data-numbers="trust" { (said(dumbbell.value())) }
            div data-numbers="trust" {
                (figure(&dumbbell, "trust"))
                (together::list(&dumbbell.value().rows, &dumbbell.value().left.name, &dumbbell.value().right.name))
            }
            details data-numbers="trust" {
                summary { "The same figure as a table" }
                (table(&dumbbell))
                p.under {
                    span.num { (dumbbell.value().rows.len()) " questions" }
                    a href=(file) { "Download as CSV" }
                }
            }
            (worked::trust(seen))
        }
    }
}

/// Which differences can be told, in one to three sentences; none stronger than its range.
fn said(dumbbell: &Dumbbell) -> String {
    let (left, right) = (dumbbell.left.name.as_str(), dumbbell.right.name.as_str());
    let labels = |keep: &dyn Fn(f64, f64) -> bool| -> Vec<String> {
        let told = |row: &&DumbbellRow| {
            row.gap.as_ref().and_then(troth_network::Value::interval).is_some_and(|(l, h)| keep(l, h))
        };
        dumbbell.rows.iter().filter(told).map(|row| format!("\u{201c}{}\u{201d}", row.label)).collect()
    };
    let lower = labels(&|_, high| high < 0.0);
    let higher = labels(&|low, _| low > 0.0);
    let open = labels(&|low, high| low <= 0.0 && high >= 0.0);
    let mut sentences = Vec::new();
    if !lower.is_empty() {
        sentences.push(format!(
            "{left} scores {} lower than the other way round on {}.",
            inside(right),
            listed(&lower)
        ));
    }
    if !higher.is_empty() {
        sentences.push(format!(
            "{right} scores {} lower than the other way round on {}.",
            inside(left),
            listed(&higher)
        ));
    }
    if !open.is_empty() {
        sentences.push(format!("On {} the two sides cannot be told apart.", listed(&open)));
    }
    if sentences.is_empty() {
        sentences.push("On none of these are both sides known, so no difference can be told.".to_owned());
    }
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use troth_lens::Named;
    use troth_network::{OrganisationId, Sector, Uncertainty, Value};

    use super::*;

    fn named(name: &str) -> Named {
        Named {
            id: OrganisationId("00000000-0000-0000-0000-000000000001".parse().unwrap()),
            external_id: name.to_owned(),
            name: name.to_owned(),
            sector: Sector("health".to_owned()),
            parent: None,
        }
    }

    fn row(label: &str, range: Option<(f64, f64)>) -> DumbbellRow {
        let gap = range.map(|(low, high)| Value {
            estimate: f64::midpoint(low, high),
            uncertainty: Uncertainty::Interval { low, high },
            people: None,
        });
        DumbbellRow { label: label.to_owned(), note: String::new(), left: None, right: None, gap }
    }

    #[test]
    fn a_difference_is_told_only_where_its_range_leaves_zero_out() {
        let rows =
            vec![row("Fair", Some((-0.4, -0.1))), row("Able", Some((-0.2, 0.1))), row("Contact", None)];
        let dumbbell = Dumbbell { left: named("The council"), right: named("The hospital"), rows };
        assert_eq!(
            said(&dumbbell),
            "The council scores the hospital lower than the other way round on \u{201c}Fair\u{201d}. On \
             \u{201c}Able\u{201d} the two sides cannot be told apart."
        );
    }

    #[test]
    fn without_both_sides_nothing_is_told() {
        let dumbbell = Dumbbell { left: named("A"), right: named("B"), rows: vec![row("Fair", None)] };
        assert!(said(&dumbbell).contains("no difference can be told"));
    }
}
