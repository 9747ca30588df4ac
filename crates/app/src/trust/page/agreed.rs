//! The page for the agreed audience: the steps of the job that makes every page, over a throw-away database.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use troth_framework::{Concept, Lens};
use troth_gate::Released;
use troth_lens::NetworkTotals;
use troth_network::{Network, Organisation, Profile, Wave, WaveState};
use troth_store::RespondentRow;

use super::gather::{Gathered, Partnership, gather};
use super::question::{as_subject, extended, label, rank, wording};
use super::{PageBody, PageError, PageQuestion, PageRequest, finding, read, scales};
use crate::app::App;
use crate::error::AppError;
use crate::intake::RatingsFile;
use crate::intake::words::{count, some_of};
use crate::results::Evidence;

/// Most variables that one sentence names.
const NAMED: usize = 20;

impl App {
    /// The page of a file for the agreed audience. `self` has to stand over a throw-away database: partnerships of the
    /// file are founded in it. Organisations count as having accepted, because the holder of the file says so by
    /// making the page. `progress` is told how many of how many rounds are worked out.
    ///
    /// # Errors
    /// If the file cannot be read, has no usable answer, or not the variable asked for; if the gate withholds a
    /// question as a whole; or the database fails.
    pub async fn trust_page(
        &self,
        request: &PageRequest<'_>,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Released<PageBody>, PageError> {
        let read = read(request)?;
        let mut gathered = gather(&read, request);
        let (from_answers, without_scale) = scales::settle(&mut gathered, scales::Ends::OfRepresentatives);
        let left_out = left_out(&read, &gathered, request, &without_scale);
        let rounds = || gathered.partnerships.iter().flat_map(|p| &p.rounds);
        let mut app = self.clone();
        app.lens = Arc::new(extended(&self.lens, rounds().flat_map(|round| &round.ratings)));
        let total = rounds().count();
        let (mut places, mut released) = (Vec::new(), Vec::new());
        for partnership in &gathered.partnerships {
            app.found(partnership).await?;
            for round in &partnership.rounds {
                progress(released.len(), total);
                app.store.insert_ratings(&round.ratings).await.map_err(AppError::from)?;
                app.work_out_ratings(partnership.id, round.id).await?;
                places.push((partnership, round.name.clone()));
                released.push(app.evidence(partnership.id, Some(round.id)).await?);
            }
        }
        progress(total, total);
        let all = Released::all(released).unwrap_or_else(|| Released::nothing(app.audience()));
        let networks = gathered.partnerships.len();
        Ok(all.map(|evidence| {
            let rounds = places.into_iter().zip(evidence);
            let questions = questions(&app.lens, &from_answers, rounds);
            PageBody { questions, networks, left_out }
        }))
    }

    /// Founds a partnership of the file with its organisations, rounds and respondents.
    async fn found(&self, partnership: &Partnership) -> Result<(), AppError> {
        let slug = format!("file-{}", partnership.id.0.as_u128());
        let network = Network {
            id: partnership.id,
            name: partnership.name.clone().unwrap_or_else(|| slug.clone()),
            slug,
            place: None,
            profile: Profile::default(),
        };
        self.store.insert_network(&network, "").await?;
        let organisations: Vec<Organisation> = partnership
            .organisations
            .iter()
            .map(|named| Organisation {
                id: named.id,
                network: partnership.id,
                external_id: named.external_id.clone(),
                name: named.name.clone(),
                sector: named.sector.clone(),
                kind: String::new(),
                parent: None,
                ods: None,
                identifiers: BTreeMap::new(),
                size: None,
                place: None,
                accepted: true,
                attributes: BTreeMap::new(),
            })
            .collect();
        for stored in self.store.upsert_organisations(&organisations).await? {
            self.store.set_accepted(stored.id, true).await?;
        }
        for (round, position) in partnership.rounds.iter().zip(1_i64..) {
            let name = round.name.clone().unwrap_or_default();
            let wave = Wave {
                id: round.id,
                network: partnership.id,
                external_id: name.clone(),
                label: name,
                opened: None,
                closed: Some(self.today()),
                state: WaveState::Closed,
                position,
            };
            self.store.upsert_wave(&wave).await?;
        }
        let ratings = partnership.rounds.iter().flat_map(|round| &round.ratings);
        let people: BTreeMap<_, _> = ratings.filter_map(|r| Some((r.respondent.clone()?, r.rater))).collect();
        let rows: Vec<RespondentRow> = people
            .into_iter()
            .map(|(key, rater)| RespondentRow { external_hash: key.0.clone(), key, rater, open_link: false })
            .collect();
        Ok(self.store.insert_respondents(partnership.id, &rows).await?)
    }
}

/// Questions with what was released of them, by partnership, question, and round, the latest first.
fn questions<'p>(
    lens: &Lens,
    from_answers: &BTreeSet<String>,
    rounds: impl Iterator<Item = ((&'p Partnership, Option<String>), Evidence)>,
) -> Vec<PageQuestion> {
    let mut questions = Vec::new();
    for ((partnership, wave), mut evidence) in rounds {
        for reading in std::mem::take(&mut evidence.ratings) {
            let Ok(concept) = reading.concept.parse::<Concept>() else { continue };
            let Some(totals) = evidence.total(&reading.concept).cloned() else { continue };
            let (question, subject) = (label(lens, &concept), as_subject(lens, &concept));
            let organisations = partnership.organisations.clone();
            questions.push((
                (partnership.id, rank(lens, &concept)),
                PageQuestion {
                    network: partnership.name.clone(),
                    wave: wave.clone(),
                    variables: totals.items.iter().map(|i| i.variable.clone()).collect(),
                    wording: wording(&concept),
                    scale: scales::sentence(&totals.items, lens, from_answers),
                    finding: finding::finding(&reading, &subject, &question, &organisations),
                    question,
                    organisations,
                    reading,
                    answers: BTreeMap::new(),
                    counts: counts(&totals),
                    more_parts: Vec::new(),
                    intervals: totals.intervals,
                    estimates: totals.estimates,
                },
            ));
        }
    }
    // Rounds of a partnership come latest first, and sorting keeps that order within a question.
    questions.sort_by(|x, y| x.0.cmp(&y.0));
    questions.into_iter().map(|(_, question)| question).collect()
}

fn counts(totals: &NetworkTotals) -> Vec<(String, String)> {
    let Some(counts) = totals.counts else {
        return vec![("People whose answers may be shown".to_owned(), "fewer than 5".to_owned())];
    };
    [
        ("People whose answers are shown", counts.people.words()),
        ("Answers of theirs", counts.answers.words()),
        ("Organisations", counts.organisations.to_string()),
        ("Directions shown", counts.directions.to_string()),
        ("Pairs with both sides shown", counts.pairs.to_string()),
    ]
    .map(|(what, number)| (what.to_owned(), number))
    .to_vec()
}

/// What of the file is in no question. Values and lines of rows are not named: the page may be passed on.
fn left_out(
    read: &RatingsFile,
    gathered: &Gathered,
    request: &PageRequest<'_>,
    without_scale: &[String],
) -> Vec<String> {
    let mut sentences = Vec::new();
    if !without_scale.is_empty() {
        sentences.push(format!(
            "No scale is declared for {} (columns scale_min and scale_max), so answers cannot be put on 0 to 100. The \
             lowest and the highest answer do not stand in for it: they are somebody\u{2019}s answers.",
            some_of(without_scale, NAMED)
        ));
    }
    if gathered.unsaid > 0 && request.representatives_visible_to.is_none() {
        sentences.push(format!(
            "{} not say who may see this (column visible_to, or --representatives-visible-to), which counts as given for totals \
             of the whole partnership alone and is in no figure of this page.",
            count(gathered.unsaid, "answer of a representative does", "answers of representatives do")
        ));
    }
    let skipped = read.skipped.len() + gathered.too_few.len();
    if skipped > 0 {
        sentences.push(format!(
            "{} of the file could not be used. The command said which and why when it made this page.",
            count(skipped, "row", "rows")
        ));
    }
    if read.empty > 0 {
        sentences.push(format!(
            "{} no answer and {} as not answered.",
            count(read.empty, "row has", "rows have"),
            if read.empty == 1 { "counts" } else { "count" }
        ));
    }
    sentences
}
