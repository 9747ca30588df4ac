//! How far items that measure one thing hang together (docs/methods/scale-reliability.md).

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::agreement::{Measure, Missing, Table, cronbach_alpha, in_words, omega_total};
use troth_dyads::{Estimate, Uncertainty};
use troth_framework::{Concept, Lens};
use troth_network::AnswerRole;

use super::Asked;
use super::told::{Figure, Told};
use crate::analyse::collaboration::Construct;

/// What items are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A partner: one row for each person and partner.
    Partner,
    /// The partnership as a whole: one row for each person.
    Partnership,
}

/// Items that measure one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// What they measure, such as `construct:engagement`.
    pub concept: String,
    /// Its words.
    pub label: String,
    /// The survey variables.
    pub items: Vec<String>,
    /// What they are about.
    pub about: About,
    /// Times that one person answered all of them.
    pub rows: usize,
    /// People who did.
    pub people: usize,
    /// Cronbach's alpha, and what may be said of it.
    pub told: Told,
    /// Omega total, or why there is none.
    pub omega: Result<Figure, String>,
}

/// A person's answers to all items, on 0–1.
type Row = (String, Vec<Option<f64>>);

/// Items about partners, by what they measure, in the order of asking; what one item measures is left out.
pub(super) fn about_partners(asked: &[Asked<'_>], lens: &Lens) -> Vec<Together> {
    let mut order: Vec<&Concept> = Vec::new();
    let mut of_concept: BTreeMap<&Concept, Vec<&Asked<'_>>> = BTreeMap::new();
    for one in asked.iter().filter(|one| one.answers.iter().any(|r| r.role == AnswerRole::Staff)) {
        let Some(variable) = lens.variable(one.variable) else { continue };
        if !order.contains(&&variable.maps_to) {
            order.push(&variable.maps_to);
        }
        of_concept.entry(&variable.maps_to).or_default().push(one);
    }
    let several = order.into_iter().filter_map(|concept| Some((concept, of_concept.remove(concept)?)));
    several
        .filter(|(_, items)| items.len() > 1)
        .map(|(concept, items)| {
            let rows = rows(&items, lens);
            let label = lens.concept_label(concept).map_or_else(|| concept.to_string(), str::to_owned);
            let variables = items.iter().map(|item| item.variable.to_owned()).collect();
            worked_out(concept.to_string(), label, variables, About::Partner, &rows)
        })
        .collect()
}

/// A question about the partnership; `None` if it has one item or is no question.
pub(super) fn own(construct: &Construct, lens: &Lens) -> Option<Together> {
    if construct.exact || construct.items.len() < 2 {
        return None;
    }
    let staff = construct.scores.iter().filter(|score| score.role == AnswerRole::Staff);
    let rows: Vec<Row> = staff.map(|score| (score.respondent.clone(), score.answers.clone())).collect();
    let label = construct.concept.parse().ok().and_then(|c| lens.concept_label(&c).map(str::to_owned));
    let label = label.unwrap_or_else(|| construct.concept.clone());
    Some(worked_out(construct.concept.clone(), label, construct.items.clone(), About::Partnership, &rows))
}

/// A row for each member of staff and partner.
fn rows(items: &[&Asked<'_>], lens: &Lens) -> Vec<Row> {
    let mut rows: BTreeMap<(String, String), Vec<Option<f64>>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let Some(polarity) = lens.variable(item.variable).map(|v| v.polarity) else { continue };
        for rating in item.answers.iter().filter(|r| r.role == AnswerRole::Staff) {
            let (Some(person), Some(scale)) = (&rating.respondent, rating.scale) else { continue };
            let row = rows
                .entry((person.0.clone(), rating.target.to_string()))
                .or_insert_with(|| vec![None; items.len()]);
            if let Some(cell) = row.get_mut(at) {
                *cell = Some(polarity.good(scale.to_unit(rating.value)));
            }
        }
    }
    rows.into_iter().map(|((person, _), row)| (person, row)).collect()
}

fn worked_out(concept: String, label: String, items: Vec<String>, about: About, rows: &[Row]) -> Together {
    let complete: Vec<&Row> = rows.iter().filter(|(_, row)| row.iter().all(Option::is_some)).collect();
    let people: BTreeSet<&str> = complete.iter().map(|(person, _)| person.as_str()).collect();
    let design = design(&complete);
    let answers: Vec<&Vec<Option<f64>>> = complete.iter().map(|(_, row)| row).collect();
    let table = Table::from_rows(&answers);
    let alpha = (table.as_ref().map_err(Clone::clone))
        .and_then(|t| cronbach_alpha(t, Missing::Complete))
        .map(|alpha| widened(&alpha.raw, design));
    let omega = (table.as_ref().map_err(Clone::clone))
        .and_then(omega_total)
        .map(|omega| Figure::of(&widened(&omega.omega, design)))
        .map_err(|reason| reason.to_string());
    let words = in_words(Measure::Alpha, alpha.as_ref(), people.len());
    let few = match (people.len(), about) {
        (0, About::Partner) => Some("Nobody answered all of them about one partner."),
        (0, About::Partnership) => Some("Nobody answered all of them."),
        (1 | 2, _) => Some("Fewer than three people answered all of them."),
        _ => None,
    };
    let reason = alpha.as_ref().err().map(ToString::to_string);
    let told = Told::of(alpha.as_ref().ok(), reason.as_deref(), words, plain, few);
    Together { concept, label, items, about, rows: complete.len(), people: people.len(), told, omega }
}

/// How many times fewer the rows count if all that one person says is one answer: Σn²/Σn, n the rows of a person.
fn design(rows: &[&Row]) -> f64 {
    let mut of_person: BTreeMap<&str, f64> = BTreeMap::new();
    for (person, _) in rows {
        *of_person.entry(person).or_default() += 1.0;
    }
    let squares: f64 = of_person.values().map(|n| n * n).sum();
    let all: f64 = of_person.values().sum();
    if all > 0.0 { squares / all } else { 1.0 }
}

/// The interval, on the scale of ln(1 − x), drawn out by the root of the design effect.
fn widened(estimate: &Estimate, design: f64) -> Estimate {
    let (Uncertainty::Interval { low, high }, true) = (&estimate.uncertainty, estimate.estimate < 1.0) else {
        return estimate.clone();
    };
    let middle = (1.0 - estimate.estimate).ln();
    let out = |end: f64| 1.0 - (middle + ((1.0 - end).ln() - middle) * design.sqrt()).exp();
    let uncertainty = Uncertainty::Interval { low: out(*low), high: out(*high) };
    Estimate { estimate: estimate.estimate, se: None, uncertainty }
}

/// A band, or two that are neighbours, as a sentence.
fn plain(low: &str, high: &str) -> Option<String> {
    let place = |band: &str| match band {
        "not reliable enough to rest on" => Some(0),
        "reliable enough for a first look" => Some(1),
        "reliable enough to compare groups" => Some(2),
        "reliable enough for decisions about single cases" => Some(3),
        _ => None,
    };
    let words = match (place(low)?, place(high)?) {
        (0, 0) => "They hang together too loosely to be taken as one.",
        (1, 1) => "They hang together well enough for a first look.",
        (1, 2) => "They hang together well enough for a first look, perhaps to compare groups.",
        (2, 2) => "They hang together well enough to compare groups.",
        (2, 3) => "They hang together well enough to compare groups, perhaps closely.",
        (3, 3) => "They hang together closely.",
        _ => return None,
    };
    Some(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quality::Says;

    fn found(rows: &[(&str, Vec<Option<f64>>)]) -> Together {
        let rows: Vec<Row> = rows.iter().map(|(who, row)| ((*who).to_owned(), row.clone())).collect();
        let items = vec!["engaged_part".to_owned(), "engaged_job".to_owned()];
        worked_out("construct:engagement".into(), "Engagement".into(), items, About::Partnership, &rows)
    }

    #[test]
    fn alpha_is_that_of_the_people_who_answered_all_items() {
        // Variances 1 and 4, of the sum 9: 2·(1 − 5/9). Who left one out is left out.
        let row = |a: f64, b: Option<f64>| vec![Some(a), b];
        let all = [
            ("a", row(1.0, Some(2.0))),
            ("b", row(2.0, Some(4.0))),
            ("c", row(3.0, Some(6.0))),
            ("d", row(9.0, None)),
        ];
        let one = found(&all);
        assert_eq!((one.rows, one.people), (3, 3));
        assert!((one.told.figure.as_ref().unwrap().estimate - 8.0 / 9.0).abs() < 1e-12);
        assert!(
            matches!(&one.told.says, Says::CannotTell(why) if why.ends_with("leaves it open.")),
            "{one:?}"
        );
        assert!(one.omega.is_err_and(|why| why.ends_with('.')));
        let two = found(&all[..2]);
        assert_eq!(two.told.says, Says::CannotTell("Fewer than three people answered all of them.".into()));
        assert_eq!(found(&all[3..]).told.says, Says::CannotTell("Nobody answered all of them.".into()));
    }

    #[test]
    fn what_one_person_says_of_several_partners_counts_as_one_answer() {
        let row = || vec![Some(0.5), Some(0.5)];
        let rows: Vec<Row> = vec![("a".into(), row()), ("a".into(), row()), ("b".into(), row())];
        assert!((design(&rows.iter().collect::<Vec<_>>()) - 5.0 / 3.0).abs() < 1e-12);
        assert!((design(&rows[1..].iter().collect::<Vec<_>>()) - 1.0).abs() < 1e-12);
        let narrow =
            Estimate { estimate: 0.8, se: None, uncertainty: Uncertainty::Interval { low: 0.5, high: 0.9 } };
        // Twice as far: 0.5/0.2 squared is 6.25, 0.1/0.2 squared is 0.25.
        let Uncertainty::Interval { low, high } = widened(&narrow, 4.0).uncertainty else { panic!() };
        assert!((low + 0.25).abs() < 1e-12 && (high - 0.95).abs() < 1e-12, "{low} {high}");
    }

    #[test]
    fn no_word_is_stronger_than_the_weaker_end_of_the_range() {
        let first = plain("reliable enough for a first look", "reliable enough to compare groups");
        assert_eq!(
            first.as_deref(),
            Some("They hang together well enough for a first look, perhaps to compare groups.")
        );
        assert_eq!(plain("not reliable enough to rest on", "reliable enough for a first look"), None);
    }
}
