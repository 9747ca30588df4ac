//! The map page.

use troth_gate::Released;
use troth_lens::sentence::{Finding, about_pair, clearest_gap};
use troth_lens::{FitStatus, MapPicture, Named, Sureness, TwoSided};
use troth_network::{Network, Pair, Sector, Wave};

use super::working::Working;
use super::{RELIANCE, question, subject};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;
use crate::results::Evidence;

/// What the map is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct MapFilter {
    /// Wave, by its id in files.
    pub wave: Option<String>,
    /// Concept, such as `aspect:fairness`.
    pub question: Option<String>,
    /// Only organisations of this sector and those they are tied to.
    pub sector: Option<String>,
    /// Only this organisation (by its id in files) and those it is tied to.
    pub organisation: Option<String>,
}

/// One of the few relationships to look at first.
#[derive(Debug, Clone)]
pub struct Look {
    /// The organisation named first in the sentence's link.
    pub first: Named,
    /// The other.
    pub second: Named,
    /// What is to be seen, in one sentence.
    pub finding: Finding,
}

/// What the map shows.
#[derive(Debug, Clone)]
pub struct MapBody {
    /// The page's sentence.
    pub finding: Finding,
    /// The picture.
    pub picture: MapPicture,
    /// Up to three to look at first.
    pub looks: Vec<Look>,
    /// Whether and how the question was fitted; `None` if it has no answers.
    pub status: Option<FitStatus>,
    /// What stands behind the figures; `None` if the question has no answers.
    pub working: Option<Working>,
    /// Organisations that were rated by somebody and have not answered about anybody.
    pub silent: Vec<String>,
}

/// The map page.
#[derive(Debug)]
pub struct MapView {
    /// The wave shown; `None` if there is none yet.
    pub wave: Option<Wave>,
    /// All waves.
    pub waves: Vec<Wave>,
    /// Questions to choose from: concept and label.
    pub questions: Vec<(String, String)>,
    /// The question shown.
    pub question: String,
    /// Sectors to choose from.
    pub sectors: Vec<Sector>,
    /// Organisations to choose from.
    pub organisations: Vec<Named>,
    /// What is shown.
    pub body: Released<MapBody>,
}

impl App {
    /// The map page.
    ///
    /// # Errors
    /// If a wave, question, sector or organisation is asked for that is not there.
    pub async fn map(&self, network: &Network, filter: &MapFilter) -> Result<MapView, AppError> {
        let wave = self.wave(network, filter.wave.as_deref()).await?;
        let evidence = self.evidence(network.id, wave.as_ref().map(|w| w.id)).await?;
        let names = self.names(network.id).await?;
        let places = self.places(network.id).await?;
        let questions = self.questions(evidence.value());
        let asked = filter.question.clone().filter(|q| !q.is_empty());
        if let Some(asked) = &asked
            && !asked.parse().is_ok_and(|concept| self.lens.concept_label(&concept).is_some())
        {
            return Err(AppError::missing("This question"));
        }
        let chosen = asked
            .or_else(|| questions.iter().find(|(c, _)| c == RELIANCE).map(|(c, _)| c.clone()))
            .or_else(|| questions.first().map(|(c, _)| c.clone()))
            .unwrap_or_else(|| RELIANCE.to_owned());
        let near = near(evidence.value().rating(&chosen), &names, filter)?;
        let body = evidence.view(|evidence| {
            let reading = evidence.rating(&chosen);
            let looks = reading.map(|r| self.looks(r, &chosen, &names, &near)).unwrap_or_default();
            let marks: Vec<Pair> = looks.iter().map(|l| Pair::of(l.first.id, l.second.id)).collect();
            let label = question(&self.lens, &chosen);
            MapBody {
                finding: self.map_finding(reading, &looks, &label),
                picture: match reading {
                    Some(r) => MapPicture::of(&label, r, &names.0, &places, |o| near.contains(&o.id), &marks),
                    None => MapPicture { question: label, nodes: Vec::new(), edges: Vec::new() },
                },
                looks,
                status: reading.map(|r| r.status.clone()),
                working: self.working(evidence, &chosen),
                silent: reading.map(|r| silent(r, &names)).unwrap_or_default(),
            }
        });
        Ok(MapView {
            wave,
            waves: self.waves(network.id).await?,
            questions,
            question: chosen,
            sectors: names.sectors(),
            organisations: names.0,
            body,
        })
    }

    /// Questions with a reading, in the framework's order: reliance, aspects, narratives, outcomes, the rest.
    pub(crate) fn questions(&self, evidence: &Evidence) -> Vec<(String, String)> {
        let rank = |concept: &str| match concept.split_once(':') {
            _ if concept == RELIANCE => (0, 0),
            Some(("aspect", id)) => (1, self.lens.aspects.iter().position(|a| a.id == id).unwrap_or(99)),
            Some(("narrative", id)) => {
                (2, self.lens.narratives.iter().position(|n| n.id == id).unwrap_or(99))
            }
            Some(("outcome", id)) => (3, self.lens.outcomes.iter().position(|o| o.id == id).unwrap_or(99)),
            _ => (4, 0),
        };
        let mut concepts: Vec<&str> = evidence.ratings.iter().map(|r| r.concept.as_str()).collect();
        concepts.sort_by_key(|c| (rank(c), (*c).to_owned()));
        concepts.into_iter().map(|c| (c.to_owned(), question(&self.lens, c))).collect()
    }

    fn looks(
        &self,
        reading: &TwoSided,
        concept: &str,
        names: &Names,
        near: &[troth_network::OrganisationId],
    ) -> Vec<Look> {
        let mut rest = reading.clone();
        rest.pairs.retain(|p| near.contains(&p.pair.a()) && near.contains(&p.pair.b()));
        let mut looks = Vec::new();
        while let Some(pair) = clearest_gap(&rest).filter(|_| looks.len() < 3) {
            rest.pairs.retain(|p| p.pair != pair);
            looks.extend(self.look(reading, concept, names, pair));
        }
        looks
    }

    pub(crate) fn look(&self, reading: &TwoSided, concept: &str, names: &Names, pair: Pair) -> Option<Look> {
        let (a, b) = (names.get(pair.a())?, names.get(pair.b())?);
        // The side that scores lower comes first: it has something to tell.
        let a_lower = reading.gap_from(a.id, b.id).is_none_or(|gap| gap.estimate <= 0.0);
        let (first, second) = if a_lower { (a, b) } else { (b, a) };
        let finding = about_pair(
            reading,
            &subject(&self.lens, concept),
            (first.id, &first.name),
            (second.id, &in_sentence(&second.name)),
        );
        Some(Look { first: first.clone(), second: second.clone(), finding })
    }

    fn map_finding(&self, reading: Option<&TwoSided>, looks: &[Look], label: &str) -> Finding {
        if let Some(look) = looks.first() {
            return look.finding.clone();
        }
        let (says, sure) = match reading.map(|r| &r.status) {
            None | Some(FitStatus::Nothing) => (
                format!("There are no answers to show about \u{201c}{label}\u{201d} yet."),
                "Cannot tell: nothing has been worked out for this question.".to_owned(),
            ),
            Some(FitStatus::RawOnly { reason } | FitStatus::Refused { reason }) => (
                format!("\u{201c}{label}\u{201d} could not be compared across organisations."),
                reason.clone(),
            ),
            Some(FitStatus::Fitted { .. }) => (
                format!(
                    "On \u{201c}{label}\u{201d} no relationship looks clearly different from its two sides."
                ),
                "Cannot tell: every difference may be zero, or only one side is known.".to_owned(),
            ),
        };
        Finding { says, sure, sureness: Sureness::CannotTell }
    }
}

/// A name inside a sentence: "The acute hospital" becomes "the acute hospital".
pub(crate) fn in_sentence(name: &str) -> String {
    name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"))
}

/// Organisations on the map: all, or those of a sector or one organisation with everybody they are tied to.
fn near(
    reading: Option<&TwoSided>,
    names: &Names,
    filter: &MapFilter,
) -> Result<Vec<troth_network::OrganisationId>, AppError> {
    let set = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
    let centre: Vec<_> = match (set(&filter.sector), set(&filter.organisation)) {
        (None, None) => return Ok(names.0.iter().map(|o| o.id).collect()),
        (_, Some(organisation)) => match names.by_external(&organisation) {
            Some(found) => vec![found.id],
            None => return Err(AppError::missing("This organisation")),
        },
        (Some(sector), None) => names.0.iter().filter(|o| o.sector.0 == sector).map(|o| o.id).collect(),
    };
    if centre.is_empty() {
        return Err(AppError::missing("This sector"));
    }
    let mut near = centre.clone();
    for pair in reading.map(TwoSided::all_pairs).unwrap_or_default() {
        for (one, other) in [(pair.a(), pair.b()), (pair.b(), pair.a())] {
            if centre.contains(&one) && !near.contains(&other) {
                near.push(other);
            }
        }
    }
    Ok(near)
}

/// Organisations in the reading that answered about nobody.
fn silent(reading: &TwoSided, names: &Names) -> Vec<String> {
    use troth_lens::DirectionState::NotRated;
    let mut silent: Vec<String> = names
        .0
        .iter()
        .filter(|o| {
            let mut own = reading.directions.iter().filter(|d| d.direction.from == o.id).peekable();
            own.peek().is_some() && own.all(|d| d.state == NotRated)
        })
        .map(|o| o.name.clone())
        .collect();
    silent.sort();
    silent
}
