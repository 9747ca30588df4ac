//! The three strands side by side: for each relationship and narrative.

use troth_gate::Released;
use troth_lens::sentence::Finding;
use troth_lens::two_sided::DirectionState;
use troth_lens::why::PlainStrand;
use troth_lens::{Arrows, Convergence, RateSide, RateStrand, Sureness, Verdict, WhyCell, WhyReading, rate};
use troth_network::{Determination, Direction, Level, Network, Pair, Sector, Wave};
use troth_record::waiting_for;

use crate::analyse::two_sided;
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;
use crate::results::Evidence;

/// Why nothing is said of what all strands show together.
pub const NOT_TOGETHER: &str = "The promise of this round does not show you both sides of this relationship, and what all \
     strands show together would tell of the other. What interviews and facts say stands by itself.";

/// One relationship's row.
#[derive(Debug, Clone)]
pub struct WhyRow {
    /// The organisation named first (alphabet).
    pub first: troth_lens::Named,
    /// The other.
    pub second: troth_lens::Named,
    /// One cell per narrative, in the framework's order.
    pub cells: Vec<WhyCell>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct WhyBody {
    /// The page's sentence.
    pub finding: Finding,
    /// Rows, by names.
    pub rows: Vec<WhyRow>,
    /// What goes together along the arrows of each story, in the framework's order.
    pub arrows: Vec<Arrows>,
}

/// The page.
#[derive(Debug)]
pub struct WhyView {
    /// The wave; `None` if there is none yet.
    pub wave: Option<Wave>,
    /// All waves.
    pub waves: Vec<Wave>,
    /// What is shown.
    pub body: Released<WhyBody>,
    /// The newest verdict on each relationship and narrative.
    pub verdicts: Vec<Verdict>,
}

impl App {
    /// The Why page.
    ///
    /// # Errors
    /// If a wave is asked for that is not there.
    pub async fn why(&self, network: &Network, wave: Option<&str>) -> Result<WhyView, AppError> {
        let wave = self.wave(network, wave).await?;
        let evidence = self.evidence(network.id, wave.as_ref().map(|w| w.id)).await?;
        let names = self.names(network.id).await?;
        let verdicts = self.verdicts_beside(&evidence, wave.as_ref()).await?;
        let body = evidence.view(|evidence| self.why_body(evidence, &names));
        Ok(WhyView { waves: self.waves(network.id).await?, wave, body, verdicts })
    }

    fn why_body(&self, evidence: &Evidence, names: &Names) -> WhyBody {
        let mut rows: Vec<WhyRow> = pairs_with_evidence(evidence)
            .into_iter()
            .filter_map(|pair| {
                let (a, b) = (names.get(pair.a())?, names.get(pair.b())?);
                let (first, second) = if a.name <= b.name { (a, b) } else { (b, a) };
                Some(WhyRow {
                    first: first.clone(),
                    second: second.clone(),
                    cells: self.cells(evidence, names, pair),
                })
            })
            .collect();
        rows.sort_by(|x, y| (&x.first.name, &x.second.name).cmp(&(&y.first.name, &y.second.name)));
        let arrows = self.lens.narratives.iter().map(|story| self.arrows(evidence, story)).collect();
        WhyBody { finding: self.why_finding(&rows), rows, arrows }
    }

    /// All five narratives of one relationship.
    pub(crate) fn cells(&self, evidence: &Evidence, names: &Names, pair: Pair) -> Vec<WhyCell> {
        self.lens
            .narratives
            .iter()
            .map(|narrative| {
                let cell = WhyCell::propose(
                    pair,
                    &narrative.id,
                    say(evidence, names, pair, &narrative.id),
                    rated(evidence, pair, &narrative.id),
                    record(evidence, pair, &narrative.id),
                );
                if evidence.admits_both(pair) { cell } else { cell.apart() }
            })
            .collect()
    }

    fn why_finding(&self, rows: &[WhyRow]) -> Finding {
        let best =
            rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell))).max_by(|x, y| {
                let key = |c: &WhyCell| (c.weight(), told(c));
                key(x.1).cmp(&key(y.1)).then_with(|| y.0.first.name.cmp(&x.0.first.name))
            });
        let is_hidden = |cell: &WhyCell| cell.convergence == Convergence::Hidden;
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let Some((row, cell)) = best.filter(|(_, c)| c.weight() >= 2) else {
            if cells().any(is_hidden) {
                let says = if cells().all(is_hidden) {
                    "What interviews, survey and facts show together is not said here."
                } else {
                    "No relationship of which you may see both sides shows the same unevenness in two strands yet."
                };
                return Finding {
                    says: says.to_owned(),
                    sure: "Cannot tell: the promise of this round shows you one side of most relationships, and what all \
                           strands show together would tell of the other."
                        .to_owned(),
                    sureness: Sureness::CannotTell,
                };
            }
            return Finding {
                says: "No relationship shows the same unevenness in two strands yet.".to_owned(),
                sure: "Cannot tell: interviews, survey and facts are too few or say different things."
                    .to_owned(),
                sureness: Sureness::CannotTell,
            };
        };
        self.cell_finding(cell, &row.first.name, &row.second.name)
    }

    /// One relationship and narrative in a sentence.
    pub fn cell_finding(&self, cell: &WhyCell, first: &str, second: &str) -> Finding {
        let narrative = self.lens.narrative(&cell.narrative);
        let uneven = narrative.map_or("this", |n| n.short_label.as_str());
        let strands = told(cell);
        let (says, sureness) = match (cell.convergence, cell.agreed_level) {
            (Convergence::Agreement, Some(Level::High)) => (
                format!(
                    "Between {first} and {second}: {}. {} say so.",
                    narrative.map_or_else(|| uneven.to_owned(), |n| lowered(&n.uneven)),
                    telling(cell)
                ),
                if strands == 3 { Sureness::Sure } else { Sureness::FairlySure },
            ),
            (Convergence::Agreement, Some(Level::Low)) => (
                format!(
                    "Between {first} and {second}, {} is even. {} say so.",
                    quoted(uneven),
                    telling(cell)
                ),
                if strands == 3 { Sureness::Sure } else { Sureness::FairlySure },
            ),
            (Convergence::Agreement, _) => (
                format!("Between {first} and {second}, {} is in the middle.", quoted(uneven)),
                Sureness::FairlySure,
            ),
            (Convergence::Dissonance, _) => (
                format!(
                    "Between {first} and {second} the strands differ on {}: one says uneven, another even.",
                    quoted(uneven)
                ),
                Sureness::FairlySure,
            ),
            (Convergence::Partial, _) => (
                format!("Between {first} and {second} the strands agree in part on {}.", quoted(uneven)),
                Sureness::NotSure,
            ),
            (Convergence::Silence, _) => (
                format!("Between {first} and {second} too little is known about {}.", quoted(uneven)),
                Sureness::CannotTell,
            ),
            (Convergence::Hidden, _) => {
                return Finding {
                    says: format!(
                        "Between {first} and {second} it is not said here what the strands show together about {}.",
                        quoted(uneven)
                    ),
                    sure: NOT_TOGETHER.to_owned(),
                    sureness: Sureness::CannotTell,
                };
            }
        };
        let sure = format!("{}: {strands} of 3 strands can tell.", sureness.words());
        Finding { says, sure, sureness }
    }

    /// The Why reading of a wave in a form that files hold.
    pub fn why_reading(view: &WhyView) -> Option<Released<WhyReading>> {
        let wave = view.wave.as_ref()?.id;
        Some(view.body.view(|body| WhyReading {
            wave,
            cells: body.rows.iter().flat_map(|r| r.cells.iter().cloned()).collect(),
        }))
    }
}

/// The strands that can tell, in words: "interviews, survey and facts".
fn telling(cell: &WhyCell) -> String {
    let rate = [&cell.rate.forth.determination, &cell.rate.back.determination];
    let names: Vec<&str> = [
        (cell.say.determination.level().is_some(), "interviews"),
        (rate.iter().any(|d| d.level().is_some()), "survey"),
        (cell.record.determination.level().is_some(), "facts"),
    ]
    .into_iter()
    .filter_map(|(tells, name)| tells.then_some(name))
    .collect();
    let joined = match names.as_slice() {
        [one, other] => format!("{one} and {other}"),
        [one, other, third] => format!("{one}, {other} and {third}"),
        other => other.join(", "),
    };
    let mut letters = joined.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn quoted(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}

/// How many strands can tell.
pub fn told(cell: &WhyCell) -> usize {
    let say = cell.say.determination.level().is_some();
    let rate =
        cell.rate.forth.determination.level().is_some() || cell.rate.back.determination.level().is_some();
    let record = cell.record.determination.level().is_some();
    usize::from(say) + usize::from(rate) + usize::from(record)
}

fn pairs_with_evidence(evidence: &Evidence) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = evidence
        .ratings
        .iter()
        .filter(|r| r.concept.starts_with("narrative:"))
        .flat_map(troth_lens::TwoSided::all_pairs)
        .chain(evidence.facts.roles.iter().map(|r| r.pair))
        .chain(evidence.interviews.pairs.iter().map(|p| p.pair))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Interviews: the pair where at least three speakers name it, else the two sectors.
fn say(evidence: &Evidence, names: &Names, pair: Pair, narrative: &str) -> PlainStrand {
    let by_pair = evidence.interviews.pairs.iter().find(|p| p.pair == pair && p.narrative == narrative);
    if let Some(reading) = by_pair.filter(|p| p.tallies.is_some()) {
        return PlainStrand {
            determination: reading.level.clone(),
            sentence: reading.sentence(),
            basis: "speakers of the two organisations about each other".to_owned(),
        };
    }
    let between = sectors(names, pair);
    let by_sector = between.as_ref().and_then(|between| {
        evidence.interviews.sectors.iter().find(|s| s.between == *between && s.narrative == narrative)
    });
    match (by_sector, between) {
        (Some(reading), Some((a, b))) => PlainStrand {
            determination: reading.level.clone(),
            sentence: reading.sentence(),
            basis: if a == b {
                format!("within {}", a.words().to_lowercase())
            } else {
                format!("between {} and {}", a.words().to_lowercase(), b.words().to_lowercase())
            },
        },
        _ => PlainStrand {
            determination: Determination::undetermined("Nobody who was heard speaks of it."),
            sentence: "Nobody who was heard speaks of it.".to_owned(),
            basis: String::new(),
        },
    }
}

/// The sectors of a pair, in the order of their ids.
pub(crate) fn sectors(names: &Names, pair: Pair) -> Option<(Sector, Sector)> {
    let (a, b) = (names.get(pair.a())?.sector.clone(), names.get(pair.b())?.sector.clone());
    Some(if a <= b { (a, b) } else { (b, a) })
}

fn rated(evidence: &Evidence, pair: Pair, narrative: &str) -> RateStrand {
    let reading = evidence.rating(&format!("narrative:{narrative}"));
    let side = |direction: Direction| {
        if !evidence.admits(direction) {
            // The same whether it was answered, asked or neither.
            let state = Some(two_sided::not_promised());
            return RateSide { state, determination: Determination::undetermined(two_sided::NOT_PROMISED) };
        }
        let state = reading.and_then(|r| r.direction(direction)).cloned();
        let determination = match &state {
            Some(DirectionState::Shown { value, .. }) => rate::determine(value),
            Some(DirectionState::NotRated) => Determination::undetermined("This side has not answered."),
            Some(DirectionState::Withheld { reason, .. }) => Determination::undetermined(reason.clone()),
            None => Determination::undetermined("This was not asked here."),
        };
        RateSide { state, determination }
    };
    RateStrand { forth: side(pair.forth()), back: side(pair.back()) }
}

fn record(evidence: &Evidence, pair: Pair, narrative: &str) -> PlainStrand {
    if let Some(waiting) = waiting_for(narrative) {
        return PlainStrand {
            determination: Determination::undetermined(waiting),
            sentence: waiting.to_owned(),
            basis: String::new(),
        };
    }
    match evidence.facts.roles.iter().find(|r| r.pair == pair) {
        Some(reading) => PlainStrand {
            determination: reading.determination.clone(),
            sentence: reading.sentence(),
            basis: "steps of the pathway that both declared".to_owned(),
        },
        None => PlainStrand {
            determination: Determination::undetermined("The two have declared no step in common."),
            sentence: "The two have declared no step in common.".to_owned(),
            basis: String::new(),
        },
    }
}
