//! A proposal of who is asked about whom, so that most relationships can be shown on both sides.

use std::collections::BTreeMap;

use serde::Serialize;
use troth_gate::Audience;
use troth_gate::forecast::{Asked, Design, PairForecast, Share, Shares, Side, forecast};
use troth_network::{Direction, Network, Organisation, OrganisationId, VisibleTo};
use troth_rate::assign::{self, Candidate, GivenUp, Problem, Reason, Rules, Solution, helps, solve};

use super::{OnSides, People};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;
use crate::table::csv;

/// Partners that a respondent is asked about at most, where nobody says: an assumption of ours.
pub const USUAL_PARTNERS: usize = 4;

/// Who could be asked about whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// Who can be asked, as a sentence.
    pub basis: String,
    /// Share of the people asked that is expected to answer, from 0 to 1.
    pub share: f64,
    /// Smallest number of staff behind a direction.
    pub floor: usize,
    /// Most partners that a respondent is asked about.
    pub most_partners: usize,
    /// Relationships that could be asked about.
    pub relationships: usize,
    /// Expected numbers of relationships.
    pub expected: OnSides,
    /// What can be expected, as a sentence.
    pub says: String,
    /// By what share of the best at most it may fall short, from 0 (nothing is better) to 1.
    pub gap: f64,
    /// The same as a sentence.
    pub how_good: String,
    /// What would help most, as a sentence.
    pub help: String,
    /// People who are asked about at least one partner.
    pub people: usize,
    /// Partners that each of them is asked about, on average.
    pub partners_each: f64,
    /// Whom to ask.
    pub rows: Vec<ProposedRow>,
    /// Relationships that could not be shown on both sides, with the reason.
    pub given_up: Vec<GivenUpPair>,
}

/// One row of an assignment file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedRow {
    /// Id in files of the organisation whose people are asked.
    pub organisation: String,
    /// Of the partner.
    pub partner: String,
    /// How many people are asked.
    pub people: usize,
    /// What the representative is expected to allow, as the file had it that was given; nothing where there was none.
    pub representative: Option<VisibleTo>,
}

/// A relationship that is given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenUpPair {
    /// Name of one organisation.
    pub a: String,
    /// Of the other.
    pub b: String,
    /// Whether it can still be shown on one side.
    pub one_side: bool,
    /// Why, as a sentence.
    pub why: String,
}

impl Proposal {
    /// The rows as an assignment file, which `troth forecast --people` reads.
    pub fn csv(&self) -> String {
        let row = |row: &ProposedRow| {
            let representative =
                row.representative.map_or_else(String::new, |allowed| allowed.id().to_owned());
            [row.organisation.clone(), row.partner.clone(), row.people.to_string(), representative]
        };
        csv(["organisation", "partner", "people", "representative"], self.rows.iter().map(row))
    }
}

impl App {
    /// Proposes who is asked about whom if `share` of `people` answer, each asked about at most so many partners. It uses
    /// no count of answers and changes nothing.
    ///
    /// # Errors
    /// If the viewer does not run the partnership, the file has to be mended, nobody can be asked about `most_partners`, or the
    /// database cannot be read.
    pub async fn propose(
        &self,
        network: &Network,
        people: People<'_>,
        share: Share,
        most_partners: usize,
    ) -> Result<Proposal, AppError> {
        self.plans_rounds()?;
        let plan = self.askable(network, people).await?;
        let organisations = self.organisations(network.id).await?;
        let kin = organisations.iter().map(|o| (o.id, crate::analyse::kin(o))).collect();
        let audience = Audience::Agreed;
        let floor = self.floor_ahead(network.id).await?;
        let design = Design { asked: &plan.asked, kin: &kin, audience: &audience, floor };
        // The gate says where a representative is enough, and how many people are needed.
        let made = forecast(&design, &Shares::one(share));
        let rules = Rules { floor: made.floor, most: most_partners, ..Rules::default() };
        let problem = problem(&organisations, &plan.asked, &made.pairs, share, rules)
            .map_err(|error| AppError::field("most", error.to_string()))?;
        let worked = tokio::task::spawn_blocking(move || {
            let solution = solve(&problem);
            let helps = helps(&problem, &solution);
            (problem, solution, helps)
        });
        let (problem, solution, helps) = worked
            .await
            .map_err(|_| AppError::NotFound("The proposal could not be worked out. Try again.".to_owned()))?;
        let names = self.names(network.id).await?;
        let name = |place: usize| organisations.get(place).map_or_else(String::new, |o| names.name(o.id));
        // Minutes of one questionnaire are not known here, so partners stand in their place.
        // What representatives allowed in a round before is not handed on, only counted.
        let named: &[Asked] = if matches!(people, People::File(..)) { &plan.asked } else { &[] };
        let burdens = solution.minutes(partners);
        let given_up = solution.given_up.iter().map(|g| given_up(g, &problem, &name)).collect();
        Ok(Proposal {
            basis: plan.basis,
            share: share.value(),
            floor: made.floor,
            most_partners,
            relationships: solution.expected.relationships,
            expected: OnSides {
                both: solution.expected.both,
                one: solution.expected.one,
                none: solution.expected.none,
            },
            says: solution.says(&assign::Minutes::default()),
            gap: solution.gap(),
            how_good: solution.is_how_good(),
            help: helps.says(|place| super::words::inside(&name(place))),
            people: burdens.people,
            partners_each: burdens.each,
            rows: rows(&organisations, named, &solution, &names),
            given_up,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "partners are at most 1000")]
const fn partners(count: usize) -> f64 {
    count as f64
}

/// The problem of these organisations, by their places in the list.
fn problem(
    organisations: &[Organisation],
    asked: &[Asked],
    pairs: &[PairForecast],
    share: Share,
    rules: Rules,
) -> Result<Problem, assign::AssignError> {
    let place: BTreeMap<OrganisationId, usize> =
        organisations.iter().enumerate().map(|(place, o)| (o.id, place)).collect();
    let mut staff: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    for asked in asked {
        let of = staff.entry(asked.direction.from).or_insert(0);
        *of = asked.staff.max(*of);
    }
    let given = organisations.iter().map(|o| assign::Organisation {
        parent: o.parent.and_then(|parent| place.get(&parent).copied()),
        ..assign::Organisation::of(staff.get(&o.id).copied().unwrap_or(0), share.value())
    });
    let side = |side: &Side| assign::Side { certain: 0, representative: side.by_representative };
    let candidates = pairs.iter().filter_map(|pair| {
        let (a, b) = (*place.get(&pair.pair.a())?, *place.get(&pair.pair.b())?);
        Some(Candidate { forth: side(&pair.forth), back: side(&pair.back), ..Candidate::of(a, b) })
    });
    Problem::new(given.collect(), candidates.collect(), rules)
}

/// Who is asked about whom, and whose representatives answer besides according to `asked`.
fn rows(
    organisations: &[Organisation],
    asked: &[Asked],
    solution: &Solution,
    names: &Names,
) -> Vec<ProposedRow> {
    let mut rows: BTreeMap<Direction, (usize, Option<VisibleTo>)> = BTreeMap::new();
    for asked in asked.iter().filter(|asked| asked.representative.is_some()) {
        rows.insert(asked.direction, (0, asked.representative));
    }
    for cell in solution.cells.iter().filter(|cell| cell.asked > 0) {
        if let (Some(from), Some(to)) = (organisations.get(cell.from), organisations.get(cell.to)) {
            rows.entry(Direction { from: from.id, to: to.id }).or_insert((0, None)).0 = cell.asked;
        }
    }
    let mut rows: Vec<ProposedRow> = rows
        .into_iter()
        .map(|(direction, (people, representative))| ProposedRow {
            organisation: super::id(names, direction.from),
            partner: super::id(names, direction.to),
            people,
            representative,
        })
        .collect();
    rows.sort_by(|x, y| (&x.organisation, &x.partner).cmp(&(&y.organisation, &y.partner)));
    rows
}

fn given_up(given_up: &GivenUp, problem: &Problem, name: &impl Fn(usize) -> String) -> GivenUpPair {
    let c = problem.candidates()[given_up.candidate];
    let inside = |place: usize| super::words::inside(&name(place));
    let why = match given_up.reason {
        Reason::Own | Reason::SameParent => {
            "They are parts of one organisation, and nobody is asked about their own.".to_owned()
        }
        Reason::CountsNothing => "It was said to count nothing.".to_owned(),
        Reason::TooFewPeople { organisation, people, needed } => {
            let can = if people == 1 { "person can" } else { "people can" };
            format!("{people} {can} be asked from {}, and {needed} are needed.", inside(organisation))
        }
        Reason::NobodyAnswers { organisation } => {
            format!("Nobody from {} is expected to answer.", inside(organisation))
        }
        Reason::TooUnlikely { organisation } => {
            format!("Too few people from {} are likely to answer.", inside(organisation))
        }
        Reason::NoRoom { organisation } => {
            format!("The people from {} are needed for other partners.", inside(organisation))
        }
    };
    GivenUpPair { a: name(c.a), b: name(c.b), one_side: given_up.one_side, why }
}
