//! Partnerships side by side: for one question the totals that each of them has released to its agreed audience,
//! from its latest closed round. Nothing below a whole partnership is read for this page.

use troth_gate::Released;
use troth_lens::{Comparison, Estimates, NetworkTotals, Partnership, RELIANCE_QUESTION, Standing};
use troth_network::{Network, Wave};

use super::{RELIANCE, question};
use crate::app::App;
use crate::error::AppError;

/// The page.
#[derive(Debug)]
pub struct CompareView {
    /// Questions to choose from: concept and label. Overall reliance, aspects of trust, narratives.
    pub questions: Vec<(String, String)>,
    /// The question shown, a concept; empty if there is none.
    pub question: String,
    /// The partnerships, by name.
    pub body: Released<Comparison>,
}

/// A partnership, its latest closed round, and the totals released for it.
type Read = (Network, Option<Wave>, Vec<NetworkTotals>);

impl App {
    /// The page that puts partnerships side by side on `asked`, a concept; on the first question if that is empty.
    ///
    /// # Errors
    /// If a question is asked for that is no aspect, narrative or overall reliance.
    pub async fn compare(&self, asked: Option<&str>) -> Result<CompareView, AppError> {
        let all = self.all_totals().await?;
        let questions = self.comparable(all.value());
        let chosen = match asked.filter(|a| !a.is_empty()) {
            Some(asked) if self.place(asked).is_some() => asked.to_owned(),
            Some(_) => return Err(AppError::missing("This question")),
            None => questions.first().map(|(concept, _)| concept.clone()).unwrap_or_default(),
        };
        let label =
            if chosen.is_empty() { RELIANCE_QUESTION.to_owned() } else { question(&self.lens, &chosen) };
        let body = all.map(|all| {
            let partnerships = all.into_iter().map(|read| partnership(read, &chosen)).collect();
            Comparison::of(&label, partnerships)
        });
        Ok(CompareView { questions, question: chosen, body })
    }

    /// Whether there are two partnerships or more to be put side by side.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn has_several_networks(&self) -> Result<bool, AppError> {
        Ok(self.store.networks().await?.iter().filter(|network| self.compares(network.id)).count() > 1)
    }

    async fn all_totals(&self) -> Result<Released<Vec<Read>>, AppError> {
        let mut all = Vec::new();
        let mut networks = self.store.networks().await?;
        networks.retain(|network| self.compares(network.id));
        networks.sort_by(|a, b| a.name.cmp(&b.name));
        for network in networks {
            let wave = self.wave(&network, None).await?;
            let totals = self.totals(network.id, wave.as_ref().map(|w| w.id)).await?;
            all.push(totals.map(|totals| (network, wave, totals)));
        }
        Ok(Released::all(all).unwrap_or_else(|| Released::nothing(self.audience())))
    }

    /// Questions that some partnership has totals of, in the framework's order.
    fn comparable(&self, all: &[Read]) -> Vec<(String, String)> {
        let mut concepts: Vec<&str> =
            all.iter().flat_map(|(_, _, totals)| totals).map(|t| t.concept.as_str()).collect();
        concepts.retain(|concept| self.place(concept).is_some());
        concepts.sort_by_key(|concept| (self.place(concept), (*concept).to_owned()));
        concepts.dedup();
        concepts.into_iter().map(|c| (c.to_owned(), question(&self.lens, c))).collect()
    }

    /// Where a question stands in the list: overall reliance, aspects, narratives; `None` for any other.
    fn place(&self, concept: &str) -> Option<(usize, usize)> {
        match concept.split_once(':')? {
            _ if concept == RELIANCE => Some((0, 0)),
            ("aspect", id) => self.lens.aspects.iter().position(|a| a.id == id).map(|at| (1, at)),
            ("narrative", id) => self.lens.narratives.iter().position(|n| n.id == id).map(|at| (2, at)),
            _ => None,
        }
    }
}

fn partnership((network, wave, totals): Read, concept: &str) -> Partnership {
    let left_out = |reason: &str, would_help: &str| Standing::LeftOut {
        reason: reason.to_owned(),
        would_help: would_help.to_owned(),
    };
    let standing = match (&wave, totals.into_iter().find(|t| t.concept == concept)) {
        (None, _) => left_out("No survey round is closed yet.", "Import answers, or close the round."),
        (Some(_), None) => {
            left_out("Its latest round has no answers on this question.", "Ask it in the next round.")
        }
        (Some(_), Some(total)) => standing(total),
    };
    Partnership {
        slug: network.slug,
        name: network.name,
        closed: wave.as_ref().and_then(|w| w.closed),
        round: wave.map(|w| w.label),
        standing,
    }
}

fn standing(total: NetworkTotals) -> Standing {
    match (total.estimates, total.counts) {
        (Estimates::Fitted(fit), Some(counts)) => {
            Standing::Shown { fit, counts, intervals: total.intervals, items: total.items }
        }
        (Estimates::NotShown { reason, would_help }, _) => Standing::LeftOut { reason, would_help },
        // The gate lets no estimate out without its counts.
        (Estimates::Fitted(_), None) => Standing::LeftOut {
            reason: "Fewer people answered than may be shown.".to_owned(),
            would_help: String::new(),
        },
    }
}
