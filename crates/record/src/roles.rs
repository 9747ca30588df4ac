//! Roles on the pathway: where two organisations agree on who is responsible, and where not.
//!
//! Rule and cuts: `docs/methods/roles-on-the-pathway.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use troth_network::{Determination, Level, OrganisationId, Pair, StepId};

use crate::pathway::{Declaration, Responsible, Step};

/// Steps that both must have declared before a level is given.
pub const LEAST_SHARED: u32 = 3;

/// How two organisations stand to each other on one step that both declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// None of the three problems below. Both may still name different third organisations: see what they said.
    Clear,
    /// Both name themselves.
    Contested,
    /// Each names the other, or neither names anyone.
    Orphaned,
    /// This organisation names the other, and the other names neither of the two.
    MisreadBy(OrganisationId),
}

impl StepState {
    /// Whether it counts as a problem.
    pub fn is_problem(self) -> bool {
        self != Self::Clear
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Contested => "claimed by both",
            Self::Orphaned => "claimed by neither",
            Self::MisreadBy(_) => "misread",
        }
    }
}

/// The state of a step, from what `i` and `j` say of it. The same whichever is named first.
pub fn state(i: OrganisationId, j: OrganisationId, i_says: Responsible, j_says: Responsible) -> StepState {
    use Responsible::{Nobody, Organisation};
    let (names_i, names_j) = (Organisation(i), Organisation(j));
    if i_says == names_i && j_says == names_j {
        StepState::Contested
    } else if (i_says == names_j && j_says == names_i) || (i_says == Nobody && j_says == Nobody) {
        StepState::Orphaned
    } else if i_says == names_j && j_says != names_j {
        StepState::MisreadBy(i)
    } else if j_says == names_i && i_says != names_i {
        StepState::MisreadBy(j)
    } else {
        StepState::Clear
    }
}

/// What was found on one shared step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFinding {
    /// The step.
    pub step: StepId,
    /// How the two stand.
    pub state: StepState,
    /// What `pair.a()` said.
    pub a_says: Responsible,
    /// What `pair.b()` said.
    pub b_says: Responsible,
}

/// A step that one of the two declared and the other did not: unanswered, not "nobody".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The step.
    pub step: StepId,
    /// Who has not answered.
    pub by: OrganisationId,
}

/// Shared steps by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesCounts {
    /// Clear.
    pub clear: u32,
    /// Contested.
    pub contested: u32,
    /// Orphaned.
    pub orphaned: u32,
    /// Misread by either.
    pub misread: u32,
}

impl RolesCounts {
    /// All shared steps.
    pub const fn shared(self) -> u32 {
        self.clear + self.problems()
    }

    /// Steps with a problem.
    pub const fn problems(self) -> u32 {
        self.contested + self.orphaned + self.misread
    }
}

/// What the records show of roles between two organisations: a count of declared facts, exact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RolesReading {
    /// The two.
    pub pair: Pair,
    /// Steps that both declared.
    pub shared: u32,
    /// Each of them, in the order of the pathway.
    pub findings: Vec<StepFinding>,
    /// Steps that only one of the two declared.
    pub unanswered: Vec<Unanswered>,
    /// Contested, orphaned and misread steps as a share of the shared ones, 0–1; `None` under
    /// [`LEAST_SHARED`].
    pub problem_share: Option<f64>,
    /// The level, or why there is none.
    pub determination: Determination,
}

impl RolesReading {
    /// Shared steps by state.
    pub fn counts(&self) -> RolesCounts {
        let mut counts = RolesCounts::default();
        for finding in &self.findings {
            match finding.state {
                StepState::Clear => counts.clear += 1,
                StepState::Contested => counts.contested += 1,
                StepState::Orphaned => counts.orphaned += 1,
                StepState::MisreadBy(_) => counts.misread += 1,
            }
        }
        counts
    }

    /// The finding in a sentence.
    pub fn sentence(&self) -> String {
        let RolesCounts { clear, contested, orphaned, misread } = self.counts();
        match self.shared {
            0 => "There is no step for which both have said who is responsible.".to_owned(),
            1 => {
                let state = self.findings.first().map_or("clear", |finding| finding.state.words());
                format!("The 1 shared step is {state}.")
            }
            shared => format!(
                "Of {shared} shared steps: {contested} claimed by both, {orphaned} by neither, {misread} misread, \
                 {clear} clear."
            ),
        }
    }
}

/// Reads the roles of a pair.
///
/// Declarations for steps that are not in `steps` are left aside. There is one declaration per step and
/// organisation; should there be more, the last counts, as in an import that corrects an earlier one.
pub fn read(pair: Pair, steps: &[Step], declarations: &[Declaration]) -> RolesReading {
    let said: BTreeMap<(StepId, OrganisationId), Responsible> =
        declarations.iter().map(|d| ((d.step, d.declared_by), d.responsible)).collect();
    let mut ordered: Vec<&Step> = steps.iter().collect();
    ordered.sort_by_key(|step| (step.pathway, step.order, step.id));
    ordered.dedup_by_key(|step| step.id);

    let (mut findings, mut unanswered) = (Vec::new(), Vec::new());
    for step in ordered.into_iter().map(|step| step.id).filter(|_| pair.a() != pair.b()) {
        match (said.get(&(step, pair.a())), said.get(&(step, pair.b()))) {
            (Some(&a_says), Some(&b_says)) => {
                let state = state(pair.a(), pair.b(), a_says, b_says);
                findings.push(StepFinding { step, state, a_says, b_says });
            }
            (Some(_), None) => unanswered.push(Unanswered { step, by: pair.b() }),
            (None, Some(_)) => unanswered.push(Unanswered { step, by: pair.a() }),
            (None, None) => {}
        }
    }
    let mut reading = RolesReading {
        pair,
        shared: 0,
        findings,
        unanswered,
        problem_share: None,
        determination: Determination::undetermined(String::new()),
    };
    let counts = reading.counts();
    reading.shared = counts.shared();
    if counts.shared() >= LEAST_SHARED {
        reading.problem_share = Some(f64::from(counts.problems()) / f64::from(counts.shared()));
    }
    reading.determination = determine(counts);
    reading
}

fn determine(counts: RolesCounts) -> Determination {
    let shared = counts.shared();
    if shared < LEAST_SHARED {
        let steps = match shared {
            0 => "no step".to_owned(),
            1 => "1 step".to_owned(),
            n => format!("{n} steps"),
        };
        return Determination::undetermined(format!(
            "Both have said who is responsible for {steps}; {LEAST_SHARED} are needed."
        ));
    }
    Level::of_share(counts.problems(), shared)
        .map_or_else(|| Determination::undetermined("There is nothing to count."), Determination::Determined)
}

#[cfg(test)]
mod tests;
