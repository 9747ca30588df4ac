//! The page for the custodian: all rows, nothing withheld. Partnerships are pooled, as `troth trust` pools them.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{Observation, Outcome, fit};
use troth_framework::{Concept, Lens};
use troth_gate::CustodianOnly;
use troth_lens::Item;
use troth_network::Direction;

use super::gather::{Gathered, gather};
use super::question::{as_subject, extended, label, rank, wording};
use super::{
    PageBody, PageError, PageQuestion, PageRequest, estimates, finding, observed, read, scales, shown,
};
use crate::analyse::scores::{Score, by_concept};
use crate::analyse::totals::asked;
use crate::app::App;
use crate::error::AppError;
use crate::intake::RatingsFile;

/// One question in one round of the partnership at a place.
struct Part {
    partnership: usize,
    round: usize,
    scores: Vec<Score>,
    items: Vec<Item>,
}

/// Parts that are fitted together: one round and question of all partnerships.
type Pooled = BTreeMap<(Option<String>, Concept), Vec<Part>>;

impl App {
    /// The page of a file for the custodian alone, from all usable rows. `progress` is told how many of how many fits
    /// are done.
    ///
    /// # Errors
    /// If the file cannot be read, has no usable answer, or not the variable asked for; or the viewer is not the
    /// custodian.
    pub fn trust_page_unsuppressed(
        &self,
        request: &PageRequest<'_>,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<CustodianOnly<PageBody>, PageError> {
        let read = read(request)?;
        let mut gathered = gather(&read, request);
        let (from_answers, _) = scales::settle(&mut gathered, scales::Ends::OfAll);
        let ratings = gathered.partnerships.iter().flat_map(|p| &p.rounds).flat_map(|round| &round.ratings);
        let lens = extended(&self.lens, ratings);
        let pooled = pool(&gathered, &lens);
        let total = pooled.len();
        let mut questions = Vec::new();
        for (done, ((_, concept), parts)) in pooled.into_iter().enumerate() {
            progress(done, total);
            let observations: Vec<Observation> = parts
                .iter()
                .flat_map(|part| part.scores.iter().map(|s| observed::observation(&group(part), s)))
                .collect();
            let outcome = fit(&observations, &observed::fit_options(request.options));
            for part in parts {
                let order = (part.partnership, rank(&lens, &concept), part.round);
                if let Some(one) = question(&gathered, &lens, &from_answers, &concept, &part, &outcome) {
                    questions.push((order, one));
                }
            }
        }
        progress(total, total);
        questions.sort_by(|x, y| x.0.cmp(&y.0));
        let body = PageBody {
            questions: questions.into_iter().map(|(_, one)| one).collect(),
            networks: gathered.partnerships.len(),
            left_out: left_out(&read, &gathered),
        };
        Ok(CustodianOnly::open(body, &self.viewer()).map_err(AppError::from)?)
    }
}

fn pool(gathered: &Gathered, lens: &Lens) -> Pooled {
    let mut pooled = Pooled::new();
    for (k, partnership) in gathered.partnerships.iter().enumerate() {
        for (at, round) in partnership.rounds.iter().enumerate() {
            let mut items = asked(&round.ratings, lens, &partnership.organisations);
            for (concept, scores) in by_concept(&round.ratings, lens, &partnership.organisations) {
                let items = items.remove(&concept).unwrap_or_default().items;
                let part = Part { partnership: k, round: at, scores, items };
                pooled.entry((round.name.clone(), concept)).or_default().push(part);
            }
        }
    }
    pooled
}

/// The group of a partnership in the model.
fn group(part: &Part) -> String {
    format!("{:06}", part.partnership)
}

fn question(
    gathered: &Gathered,
    lens: &Lens,
    from_answers: &BTreeSet<String>,
    concept: &Concept,
    part: &Part,
    outcome: &Outcome,
) -> Option<PageQuestion> {
    let partnership = gathered.partnerships.get(part.partnership)?;
    let round = partnership.rounds.get(part.round)?;
    let group = group(part);
    let reading = shown::reading(&concept.to_string(), round.id, &group, &part.scores, outcome);
    let question = label(lens, concept);
    let mut answers: BTreeMap<Direction, usize> = BTreeMap::new();
    for score in &part.scores {
        *answers.entry(score.direction).or_default() += 1;
    }
    Some(PageQuestion {
        network: partnership.name.clone(),
        wave: round.name.clone(),
        variables: part.items.iter().map(|i| i.variable.clone()).collect(),
        wording: wording(concept),
        scale: scales::sentence(&part.items, lens, from_answers),
        finding: finding::finding(
            &reading,
            &as_subject(lens, concept),
            &question,
            &partnership.organisations,
        ),
        question,
        organisations: partnership.organisations.clone(),
        estimates: estimates::estimates(&group, outcome),
        more_parts: estimates::more_parts(outcome),
        counts: counts(part, &answers),
        intervals: estimates::intervals(outcome),
        reading,
        answers,
    })
}

fn counts(part: &Part, answers: &BTreeMap<Direction, usize>) -> Vec<(String, String)> {
    let people: BTreeSet<&str> = part.scores.iter().map(|s| s.respondent.as_str()).collect();
    let organisations: BTreeSet<_> = answers.keys().flat_map(|d| [d.from, d.to]).collect();
    let both = answers.keys().filter(|d| answers.contains_key(&d.reversed())).count() / 2;
    [
        ("People who answered", people.len()),
        ("Answers", part.scores.len()),
        ("Organisations", organisations.len()),
        ("Directions with an answer", answers.len()),
        ("Pairs with both sides", both),
    ]
    .map(|(what, number)| (what.to_owned(), number.to_string()))
    .to_vec()
}

/// Every row that was left out, and remarks on the file.
fn left_out(read: &RatingsFile, gathered: &Gathered) -> Vec<String> {
    let mut problems: Vec<_> = read.skipped.iter().chain(&gathered.too_few).collect();
    problems.sort_by_key(|problem| problem.line);
    let rows = problems.into_iter().map(|problem| {
        let text = problem.to_string();
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    rows.chain(read.warnings.iter().cloned()).collect()
}
