//! The home page: the finding, one next task with its minutes, what comes after, and where the round stands.

use troth_act::Stage;
use troth_gate::Released;
use troth_lens::Convergence;
use troth_lens::sentence::{Finding, clearest_gap};
use troth_lens::two_sided::DirectionState;
use troth_network::{Network, Pair, Wave, WaveState};

use super::RELIANCE;
use super::why::told;
use crate::app::App;
use crate::error::AppError;
use crate::jobs::Progress;
use crate::organisations::Names;
use crate::results::Evidence;

/// Where a task leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    /// Settings: add or import organisations.
    Organisations,
    /// Survey: import answers.
    Survey,
    /// Interviews: add one.
    Interviews,
    /// Facts: add a pathway.
    Facts,
    /// The map.
    Map,
    /// A relationship, by the ids in files, and possibly one narrative of it.
    Relationship(String, String, Option<String>),
    /// A new action on a relationship.
    NewAction(String, String),
    /// An action, by its id.
    Action(String),
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What, as an instruction.
    pub title: String,
    /// Why and how, in a sentence or two.
    pub body: String,
    /// About how many minutes.
    pub minutes: u32,
    /// The word on its button.
    pub button: String,
    /// Where it leads.
    pub goes: Goes,
}

/// Where the round stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Directions of overall reliance that can be shown.
    pub shown: usize,
    /// Directions not rated.
    pub not_rated: usize,
    /// Directions with answers that cannot be shown.
    pub withheld: usize,
    /// Actions agreed and running.
    pub running: usize,
    /// Actions reviewed by both or closed.
    pub reviewed: usize,
    /// Actions that wait for one side.
    pub waiting: usize,
}

/// What the page shows of results.
#[derive(Debug, Clone)]
pub struct HomeBody {
    /// The finding, and the relationship it is about.
    pub finding: Option<(Finding, String, String)>,
    /// Tasks that follow from results, the next one first.
    pub tasks: Vec<Task>,
    /// Where the round stands.
    pub standing: Standing,
}

/// The page.
#[derive(Debug)]
pub struct HomeView {
    /// The wave shown.
    pub wave: Option<Wave>,
    /// Number of organisations.
    pub organisations: usize,
    /// Jobs.
    pub progress: Progress,
    /// What is shown.
    pub body: Released<HomeBody>,
}

impl App {
    /// The home page of a partnership.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn home(&self, network: &Network) -> Result<HomeView, AppError> {
        let names = self.names(network.id).await?;
        let wave = self.wave(network, None).await?;
        let evidence = self.evidence(network.id, wave.as_ref().map(|w| w.id)).await?;
        let verdicts = self.verdicts_beside(&evidence, wave.as_ref()).await?;
        let confirmed =
            |pair: Pair, narrative: &str| verdicts.iter().any(|v| v.pair == pair && v.narrative == narrative);
        let open = self.waves(network.id).await?.iter().any(|w| w.state == WaveState::Open);
        let has_transcripts = !self.store.transcripts(network.id).await?.is_empty();
        let waiting = self.organisations(network.id).await?.iter().filter(|o| !o.accepted).count();
        let body = evidence.view(|e| {
            let mut tasks = setting_up(&names, wave.is_some() || open, has_transcripts, e);
            if wave.is_some() && waiting > 0 {
                tasks.insert(0, accepting(waiting));
            }
            tasks.extend(self.action_tasks(e, &names));
            tasks.extend(self.confirming(e, &names, &confirmed));
            tasks.extend(self.first_step(e, &names));
            if wave.is_some() && !names.0.is_empty() {
                tasks.push(task(
                    "Look at the map with the steering group",
                    "Each line has two halves: what each side says of the other.",
                    15,
                    "Open the map",
                    Goes::Map,
                ));
            }
            HomeBody { finding: self.headline(e, &names), tasks, standing: self.standing(e) }
        });
        Ok(HomeView { wave, organisations: names.0.len(), progress: self.progress(network.id).await?, body })
    }

    fn headline(&self, evidence: &Evidence, names: &Names) -> Option<(Finding, String, String)> {
        let reading = evidence.rating(RELIANCE)?;
        let look = self.look(reading, RELIANCE, names, clearest_gap(reading)?)?;
        Some((look.finding, look.first.external_id, look.second.external_id))
    }

    fn action_tasks(&self, evidence: &Evidence, names: &Names) -> Vec<Task> {
        let actions = &evidence.actions.actions;
        actions
            .iter()
            .filter_map(|shown| {
                let action = shown.action();
                let (a, b) = (names.name(action.pair.a()), names.name(action.pair.b()));
                let title = &action.title;
                let goes = Goes::Action(action.id.to_string());
                match self.stage_of(shown) {
                    Stage::ReviewedByBoth => Some(task(
                        &format!("Bring {a} and {b} together about their two reviews"),
                        &format!(
                            "Both have reviewed \u{201c}{title}\u{201d}. Neither knew what the other would write. \
                             Decide together what follows."
                        ),
                        10,
                        "Read both reviews",
                        goes,
                    )),
                    Stage::DueForReview => Some(task(
                        &format!("Ask {a} and {b} for their reviews"),
                        &format!(
                            "The small win of \u{201c}{title}\u{201d} was due. Each side reviews it without seeing \
                             the other."
                        ),
                        5,
                        "Open the action",
                        goes,
                    )),
                    Stage::WaitingForReview(who) | Stage::WaitingForOneSide(who) => Some(task(
                        &format!("Remind {} about \u{201c}{title}\u{201d}", names.name(who)),
                        "The other side has done its part.",
                        5,
                        "Open the action",
                        goes,
                    )),
                    Stage::Draft(missing) if missing.is_empty() => Some(task(
                        &format!("Ask {a} and {b} to accept \u{201c}{title}\u{201d}"),
                        "It is written down, and counts as agreed once both have accepted it.",
                        5,
                        "Open the action",
                        goes,
                    )),
                    Stage::Closed if wants_next(action) && !actions.iter().any(|a| a.action().previous == Some(action.id)) => {
                        Some(task(
                            &format!("Write down the next step of {a} and {b}"),
                            &format!("After \u{201c}{title}\u{201d} both decided to go on."),
                            15,
                            "Open the action",
                            goes,
                        ))
                    }
                    Stage::Draft(_) | Stage::Agreed | Stage::Closed => None,
                }
            })
            .collect()
    }

    /// The two places where a named person should look first: strands that agree on unevenness or differ.
    fn confirming(
        &self,
        evidence: &Evidence,
        names: &Names,
        confirmed: &dyn Fn(Pair, &str) -> bool,
    ) -> Vec<Task> {
        let mut pairs: Vec<Pair> = evidence.facts.roles.iter().map(|r| r.pair).collect();
        if let Some(reading) = evidence.rating(RELIANCE) {
            pairs.extend(reading.all_pairs());
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut cells: Vec<_> = pairs
            .into_iter()
            .flat_map(|pair| self.cells(evidence, names, pair))
            .filter(|c| c.weight() >= 2 && !confirmed(c.pair, &c.narrative))
            .collect();
        cells.sort_by_key(|c| (std::cmp::Reverse((c.weight(), told(c))), c.pair));
        cells
            .into_iter()
            .take(2)
            .filter_map(|cell| {
                let (a, b) = (names.get(cell.pair.a())?, names.get(cell.pair.b())?);
                let label = &self.lens.narrative(&cell.narrative)?.short_label;
                let what = match cell.convergence {
                    Convergence::Dissonance => {
                        "One says uneven, another even. That is a finding, not an error."
                    }
                    _ => "All that can tell say uneven.",
                };
                Some(task(
                    &format!("Say whether you agree: {label} between {} and {}", a.name, b.name),
                    &format!("Interviews, survey and facts were put side by side by rule. {what}"),
                    10,
                    "Look at the three strands",
                    Goes::Relationship(
                        a.external_id.clone(),
                        b.external_id.clone(),
                        Some(cell.narrative.clone()),
                    ),
                ))
            })
            .collect()
    }

    fn first_step(&self, evidence: &Evidence, names: &Names) -> Option<Task> {
        let reading = evidence.rating(RELIANCE)?;
        let pair = clearest_gap(reading)?;
        let running = evidence
            .actions
            .actions
            .iter()
            .any(|a| a.action().pair == pair && !matches!(self.stage_of(a), Stage::Closed));
        if running {
            return None;
        }
        let (a, b) = (names.get(pair.a())?, names.get(pair.b())?);
        Some(task(
            &format!("Suggest a modest first step to {} and {}", a.name, b.name),
            "The two sides differ clearly and nothing has been agreed between them yet.",
            20,
            "Choose a step",
            Goes::NewAction(a.external_id.clone(), b.external_id.clone()),
        ))
    }

    fn standing(&self, evidence: &Evidence) -> Standing {
        let mut standing = Standing::default();
        for direction in evidence.rating(RELIANCE).map(|r| r.directions.as_slice()).unwrap_or_default() {
            match direction.state {
                DirectionState::Shown { .. } => standing.shown += 1,
                DirectionState::NotRated => standing.not_rated += 1,
                DirectionState::Withheld { .. } => standing.withheld += 1,
            }
        }
        for action in &evidence.actions.actions {
            match self.stage_of(action) {
                Stage::ReviewedByBoth | Stage::Closed => standing.reviewed += 1,
                Stage::Agreed | Stage::DueForReview => standing.running += 1,
                Stage::Draft(_) | Stage::WaitingForOneSide(_) | Stage::WaitingForReview(_) => {
                    standing.waiting += 1;
                }
            }
        }
        standing
    }
}

fn setting_up(names: &Names, has_wave: bool, has_transcripts: bool, evidence: &Evidence) -> Vec<Task> {
    let mut tasks = Vec::new();
    if names.0.is_empty() {
        tasks.push(task(
            "Add the organisations of the partnership",
            "Type them in or import a list. Everything else refers to them.",
            10,
            "Add organisations",
            Goes::Organisations,
        ));
        return tasks;
    }
    if !has_wave {
        tasks.push(task(
            "Import the answers of a survey",
            "One row for each answer: who rates whom, on what, how.",
            10,
            "Import answers",
            Goes::Survey,
        ));
    }
    if !has_transcripts {
        tasks.push(task(
            "Add a first interview",
            "Paste the text, then mark the passages that tell of trust lost or gained.",
            20,
            "Add an interview",
            Goes::Interviews,
        ));
    }
    if evidence.facts.pathways.is_empty() {
        tasks.push(task(
            "Write down who is responsible for each step",
            "Each organisation says it for itself. What two of them claim, or nobody does, comes out.",
            15,
            "Add a pathway",
            Goes::Facts,
        ));
    }
    tasks
}

/// Whether both decided that something follows.
fn wants_next(action: &troth_act::Action) -> bool {
    action.follows.as_ref().is_some_and(|next| next.size != troth_act::NextSize::Stop)
}

fn accepting(waiting: usize) -> Task {
    let who = if waiting == 1 { "1 organisation".to_owned() } else { format!("{waiting} organisations") };
    task(
        "Ask who has not yet accepted being rated by name",
        &format!("{who} have not. Until they accept, answers about them are not shown to anybody."),
        10,
        "Open the list",
        Goes::Organisations,
    )
}

fn task(title: &str, body: &str, minutes: u32, button: &str, goes: Goes) -> Task {
    Task { title: title.to_owned(), body: body.to_owned(), minutes, button: button.to_owned(), goes }
}
