//! The figure and its tables say the same, in alphabetical order, and of who is left out nothing but why.

use troth_lens::{
    Correlation, Counts, IntervalMethod, Intervals, Item, NetworkFit, Part, Reciprocity, Spread, Tens,
};

use super::*;
use crate::example::{released, value};

fn partnership(name: &str, mean: Value) -> Partnership {
    let fit = NetworkFit {
        mean,
        fragile: false,
        with_error: false,
        spread: Spread {
            rater: Part::Estimated(value(0.12, 0.08, 0.17)),
            target: Part::AtZero { at_most: Some(0.06) },
            relationship: Part::Estimated(value(0.2, 0.15, 0.26)),
        },
        reciprocity: Reciprocity {
            generalised: Correlation::None,
            dyadic: Correlation::Estimated(value(-0.35, -0.6, -0.02)),
        },
    };
    let (people, answers) = (Tens::of(64).unwrap(), Tens::of(212).unwrap());
    Partnership {
        slug: name.to_lowercase(),
        name: name.to_owned(),
        round: Some("Round 2".into()),
        closed: None,
        standing: Standing::Shown {
            fit: Box::new(fit),
            counts: Counts { people, answers, organisations: 9, directions: 31, pairs: 13 },
            intervals: Intervals { method: IntervalMethod::Full, seed: Some(1), draws: Some(400) },
            items: vec![Item { variable: "fairness".into(), least: 1.0, most: 5.0 }],
        },
    }
}

fn three() -> Released<Comparison> {
    let standing = Standing::LeftOut { reason: "Fewer than 5 people.".into(), would_help: "More.".into() };
    let hidden = Partnership { standing, ..partnership("Castle <c>", value(0.77, 0.7, 0.84)) };
    let all = vec![
        hidden,
        partnership("Brook", value(0.45, 0.39, 0.51)),
        partnership("Alder", value(0.60, 0.52, 0.68)),
    ];
    released(Comparison::of("Fair to us", all))
}

#[test]
fn each_partnership_is_a_dot_with_its_range_in_alphabetical_order() {
    let svg = figure(&three(), "c").into_string();
    assert!(svg.contains("<circle cx=\"60%\"") && svg.contains("<rect x=\"52%\" y=\"24\" width=\"16%\""));
    assert!(svg.contains("aria-label=\"Alder: 60 (52 to 68), in the middle to high\""), "{svg}");
    let at = |name: &str| svg.find(&format!("<b>{name}</b>")).unwrap();
    assert!(at("Alder") < at("Brook") && at("Brook") < at("Castle &lt;c&gt;"));
    assert!(!svg.contains("style=") && !svg.contains("http"));
}

#[test]
fn of_who_is_left_out_nothing_but_the_reason_is_there() {
    let all = three();
    let outputs = [
        figure(&all, "c").into_string(),
        table(&all, |p| format!("/n/{}", p.slug)).into_string(),
        differences(&all).into_string(),
        spreads(&all).into_string(),
        crate::csv::table(&all),
    ];
    for output in &outputs {
        assert!(!output.contains("77") && !output.contains("84"), "{output}");
    }
    assert!(
        outputs[0].contains("url(#c-hatching)") && outputs[1].contains("Not shown. Fewer than 5 people.")
    );
    assert!(outputs[4].contains("left_out"));
}

#[test]
fn the_tables_say_what_the_figure_says() {
    let all = three();
    let means = table(&all, |p| format!("/n/{}", p.slug)).into_string();
    assert!(
        means.contains("60 (52 to 68)") && means.contains("210 to 219 answers by 60 to 69 people"),
        "{means}"
    );
    let apart = differences(&all).into_string();
    assert!(apart.contains("Brook lower by 15 <span class=\"nw\">(5 to 25)</span>"), "{apart}");
    let spread = spreads(&all).into_string();
    assert!(spread.contains("12 points (8 to 17)") && spread.contains("at most 6 points"), "{spread}");
    assert!(spread.contains("\u{2212}0.35 (\u{2212}0.60 to \u{2212}0.02)"), "{spread}");
}

#[test]
fn the_file_has_a_row_for_each_quantity_and_each_difference() {
    let text = crate::csv::table(&three());
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1 + 6 + 6 + 1 + 1);
    assert!(rows.iter().all(|r| r.len() == rows[0].len()), "{text}");
    let find = |quantity: &str| rows.iter().find(|r| &r[5] == quantity && &r[1] == "Alder").unwrap();
    assert_eq!(find("mean").iter().skip(6).take(4).collect::<Vec<_>>(), ["shown", "60", "52", "68"]);
    assert_eq!(find("spread_of_rated").iter().skip(6).take(4).collect::<Vec<_>>(), ["at_zero", "0", "", "6"]);
    assert_eq!(
        find("dyadic_reciprocity").iter().skip(6).take(4).collect::<Vec<_>>(),
        ["shown", "-35", "-60", "-2"]
    );
    assert_eq!(find("difference").iter().skip(6).take(4).collect::<Vec<_>>(), ["shown", "15", "5", "25"]);
}
