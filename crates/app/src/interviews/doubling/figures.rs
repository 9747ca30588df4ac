//! How far coders agree, worked out when it is asked for: figures with ranges for each code and over all of them.

use std::collections::BTreeMap;

use troth_dyads::Uncertainty;
use troth_dyads::agreement::{Agreement, Bootstrap, Status};
use troth_gate::CustodianOnly;
use troth_network::Network;
use troth_say::agreement::{
    CodedText, Corpus, Draw, Options, Ranges, Uncoded, by_code, coded_text, unitizing, unitizing_together,
};
use troth_say::{CodeKey, Codebook, Coding, CodingTask, Part};
use troth_store::StoredTranscript;

use crate::app::App;
use crate::error::AppError;
use crate::table;

/// What is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum On {
    /// Turns, each once: their neighbours say little of them.
    #[default]
    Segments,
    /// Characters.
    Characters,
}

/// How to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// On what.
    pub on: On,
    /// Whether text counts that nobody coded.
    pub uncoded: bool,
    /// Whether ranges are worked out even where that takes long.
    pub ranges: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self { on: On::default(), uncoded: true, ranges: false }
    }
}

/// One coefficient: with a range, without one and why, or not at all and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Units that at least two coders coded.
    pub n: u64,
    /// The figure; none where it is not defined.
    pub value: Option<f64>,
    /// Its 95 % range.
    pub range: Option<(f64, f64)>,
    /// Why there is no range, or no figure.
    pub why: Option<String>,
}

/// Figures of one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeFigures {
    /// The code.
    pub code: CodeKey,
    /// Its name.
    pub name: String,
    /// Share of units on which two coders agree.
    pub percent: Figure,
    /// Cohen's kappa; with more than two coders Conger's.
    pub kappa: Figure,
    /// Krippendorff's alpha.
    pub alpha: Figure,
    /// Gwet's AC1.
    pub ac1: Figure,
    /// Krippendorff's u-alpha on this code.
    pub unitized: Figure,
}

/// Figures over all codes together.
#[derive(Debug, Clone, PartialEq)]
pub struct Unitized {
    /// u-alpha binary: do they mark the same text?
    pub binary: Figure,
    /// u-alpha nominal: the same text with the same code?
    pub nominal: Figure,
    /// cu-alpha: the same code, where both marked something?
    pub coding: Figure,
    /// Codes that a coder gave to the same words, by name: each combination counts as a code of its own.
    pub together: Vec<String>,
}

/// How far coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementFigures {
    /// How it was asked for.
    pub asked: Asked,
    /// Titles of the texts that were compared.
    pub texts: Vec<String>,
    /// How many coders.
    pub coders: usize,
    /// By code, in the order of their names.
    pub codes: Vec<CodeFigures>,
    /// Over all codes; or why not.
    pub whole: Result<Unitized, String>,
    /// Draws behind the ranges; none where ranges were not worked out because it takes long.
    pub draws: Option<usize>,
    /// Titles of texts that somebody coded on after they could see the work of the others.
    pub seen: Vec<String>,
}

/// Codes times segments and borders of passages up to which ranges are worked out unasked: with 1000 draws that takes a
/// few seconds on two cores.
const UNASKED: usize = 200_000;

impl App {
    /// How far coders agree on the texts where everybody has finished; nothing while there is none.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn agreement(
        &self,
        network: &Network,
        asked: Asked,
    ) -> Result<CustodianOnly<Option<AgreementFigures>>, AppError> {
        self.only_the_custodian()?;
        let sight = self.coding_sight(network.id).await?;
        let (codebook, _) = self.codebook_now(network.id).await?;
        let mut by_text: BTreeMap<_, Vec<Coding>> = BTreeMap::new();
        for coding in self.store.codings(network.id).await? {
            by_text.entry(coding.transcript).or_default().push(coding);
        }
        let (mut texts, mut seen) = (Vec::new(), Vec::new());
        for stored in self.store.all_transcripts(network.id).await? {
            let id = stored.transcript.id;
            let tasks: Vec<CodingTask> = sight.tasks_of(id).cloned().collect();
            if tasks.iter().all(|t| t.part == Part::Main) || sight.is_blind(id) {
                continue;
            }
            if tasks.iter().any(|task| task.seen) {
                seen.push(stored.transcript.title.clone());
            }
            let codings = by_text.remove(&id).unwrap_or_default();
            texts.push(compared(&stored, &tasks, &codings, &codebook));
        }
        let work = move || worked_out(&texts, &codebook, asked, seen);
        let figures = tokio::task::spawn_blocking(work).await.map_err(|_| {
            AppError::Conflict("The figures could not be worked out. Load the page again.".to_owned())
        })?;
        Ok(CustodianOnly::open(figures, &self.viewer())?)
    }

    /// The same as a CSV file, one line for each figure.
    ///
    /// # Errors
    /// As [`App::agreement`].
    pub async fn agreement_csv(
        &self,
        network: &Network,
        asked: Asked,
    ) -> Result<CustodianOnly<String>, AppError> {
        let found = self.agreement(network, asked).await?;
        let mut rows = Vec::new();
        if let Some(figures) = found.value() {
            let on = match figures.asked.on {
                On::Segments => "segments",
                On::Characters => "characters",
            };
            let uncoded = if figures.asked.uncoded { "in" } else { "out" };
            let number = |value: f64| format!("{value:.4}");
            let mut add = |key: &str, name: &str, on: &str, uncoded: &str, what: &str, figure: &Figure| {
                let end = |of: fn((f64, f64)) -> f64| figure.range.map(of).map_or_else(String::new, number);
                let value = figure.value.map_or_else(|| "undefined".to_owned(), number);
                let (low, high, why) = (end(|r| r.0), end(|r| r.1), figure.why.clone().unwrap_or_default());
                let words = [key, name, on, uncoded, what].map(str::to_owned);
                let [key, name, on, uncoded, what] = words;
                rows.push([key, name, on, uncoded, what, figure.n.to_string(), value, low, high, why]);
            };
            for code in &figures.codes {
                let key = code.code.as_str();
                for (what, figure) in [
                    ("percent", &code.percent),
                    ("kappa", &code.kappa),
                    ("alpha", &code.alpha),
                    ("ac1", &code.ac1),
                ] {
                    add(key, &code.name, on, uncoded, what, figure);
                }
                add(key, &code.name, "passages", "in", "u_alpha", &code.unitized);
            }
            if let Ok(whole) = &figures.whole {
                for (what, figure) in [
                    ("u_alpha_binary", &whole.binary),
                    ("u_alpha_nominal", &whole.nominal),
                    ("cu_alpha", &whole.coding),
                ] {
                    add("", "all codes", "passages", "in", what, figure);
                }
            }
        }
        let header = ["code", "name", "on", "uncoded", "figure", "n", "value", "low", "high", "why"];
        Ok(CustodianOnly::open(table::csv(header, rows), &self.viewer())?)
    }
}

/// A text as coders are compared on it. Work of the first coding that somebody else did belongs to the first coder.
fn compared(
    stored: &StoredTranscript,
    tasks: &[CodingTask],
    codings: &[Coding],
    codebook: &Codebook,
) -> CodedText {
    let mut coders: BTreeMap<String, Ranges> =
        tasks.iter().map(|task| (task.coder.clone(), Ranges::new())).collect();
    let main = tasks.iter().find(|t| t.part == Part::Main).map(|t| t.coder.as_str());
    for coding in codings.iter().filter(|c| c.version == stored.transcript.version) {
        let by = if coders.contains_key(&coding.coder) { Some(coding.coder.as_str()) } else { main };
        let code = codebook.resolve(coding.id, &coding.code).to_string();
        if let Some(ranges) = by.and_then(|by| coders.get_mut(by)) {
            ranges.entry(code).or_default().push(coding.start..coding.end);
        }
    }
    coded_text(&stored.transcript.title, &stored.turns, &stored.speakers, coders)
}

fn worked_out(
    texts: &[CodedText],
    codebook: &Codebook,
    asked: Asked,
    seen: Vec<String>,
) -> Option<AgreementFigures> {
    let corpus = Corpus::new(texts, None).ok()?;
    let ranges = texts.iter().flat_map(|t| t.coders.values()).flat_map(Ranges::values).map(Vec::len);
    let stretches: usize = texts.iter().map(|t| t.segments.len()).sum::<usize>() + 2 * ranges.sum::<usize>();
    let draws = asked.ranges || stretches.saturating_mul(corpus.codes().len()) <= UNASKED;
    let bootstrap = if draws { Bootstrap::default() } else { Bootstrap::NONE };
    let uncoded = if asked.uncoded { Uncoded::In } else { Uncoded::Out };
    let options = Options { uncoded, draw: Draw::Segments, bootstrap, least_share: 0.0 };
    let figure = |found: &Agreement| figure(found, draws);
    let found = by_code(&corpus, &options).ok()?;
    let mut codes: Vec<CodeFigures> = found
        .into_iter()
        .enumerate()
        .filter_map(|(at, found)| {
            let code: CodeKey = found.code.parse().ok()?;
            let of = match asked.on {
                On::Segments => found.segments,
                On::Characters => found.characters,
            };
            // For two coders Cohen's kappa; for more what Conger made of it.
            let kappa = match of.pairs.as_slice() {
                [pair] => &pair.kappa,
                _ => &of.conger,
            };
            let unitized = unitizing(&corpus, Some(&[at]), bootstrap).ok()?;
            Some(CodeFigures {
                name: codebook.full_name(&code),
                code,
                percent: figure(&of.percent),
                kappa: figure(kappa),
                alpha: figure(&of.alpha),
                ac1: figure(&of.ac1),
                unitized: figure(&unitized.nominal),
            })
        })
        .collect();
    codes.sort_by(|a, b| a.name.cmp(&b.name));
    let name = |at: &usize| {
        let key = corpus.codes().get(*at).and_then(|code| code.parse().ok());
        key.map_or_else(String::new, |key: CodeKey| codebook.full_name(&key))
    };
    let whole = unitizing_together(&corpus, bootstrap).map_err(|error| error.to_string());
    let whole = whole.map(|(found, met)| Unitized {
        binary: figure(&found.binary),
        nominal: figure(&found.nominal),
        coding: figure(&found.coding),
        together: met.iter().map(|codes| codes.iter().map(name).collect::<Vec<_>>().join(" + ")).collect(),
    });
    Some(AgreementFigures {
        asked,
        texts: texts.iter().map(|t| t.name.clone()).collect(),
        coders: corpus.coders().len(),
        codes,
        whole,
        draws: draws.then_some(bootstrap.replicates),
        seen,
    })
}

fn figure(found: &Agreement, draws: bool) -> Figure {
    let (range, why) = match &found.status {
        Status::Undefined { reason: troth_dyads::agreement::Reason::Undefined { why } } => {
            (None, Some((*why).to_owned()))
        }
        Status::Undefined { .. } => (None, Some("nothing that two coders coded".to_owned())),
        Status::Value(estimate) => match &estimate.uncertainty {
            Uncertainty::Interval { low, high } => (Some((*low, *high)), None),
            Uncertainty::NotQuantified { .. } if !draws => {
                (None, Some("ranges were not asked for".to_owned()))
            }
            Uncertainty::NotQuantified { reason } => (None, Some(reason.to_string())),
        },
    };
    Figure { n: found.n, value: found.value(), range, why }
}
