//! A forecast before fieldwork of how many relationships can be shown. It rests on counts of people and on what
//! representatives allow, never on an answer, and changes nothing.

mod asked;
mod propose;
mod words;

use serde::Serialize;
use troth_gate::forecast::{Design, PairForecast, Share, Shares, Side, Sides, forecast};
use troth_gate::{AccessRole, Audience};
use troth_network::{Network, OrganisationId};

use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;

pub use self::propose::{GivenUpPair, Proposal, ProposedRow, USUAL_PARTNERS};
pub use crate::intake::assignment::MOST_PEOPLE;

/// The share expected to answer where nobody says: an assumption of ours.
pub const USUAL_SHARE: f64 = 0.7;

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People<'a> {
    /// As many as answered in the newest closed round; before one, everybody known by name about every partner.
    Known,
    /// So many people of each organisation, about the partners rated in the newest closed round, or every partner.
    Each(usize),
    /// Those of an assignment file, by its name and bytes.
    File(&'a str, &'a [u8]),
}

/// How many relationships can be expected to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Showable {
    /// Who is taken to be asked, as a sentence.
    pub basis: String,
    /// Share of the people asked that is expected to answer, from 0 to 1.
    pub share: f64,
    /// Smallest number of staff behind a direction.
    pub floor: usize,
    /// Relationships with somebody asked.
    pub relationships: usize,
    /// Expected numbers of relationships.
    pub expected: OnSides,
    /// The same if everybody answers.
    pub if_everybody_answers: OnSides,
    /// Directions that would be shown together with similar organisations if just the expected number answered.
    pub pooled_directions: usize,
    /// Organisations that have not accepted being rated by name; counted here as if they had.
    pub not_accepted: usize,
    /// What more people of one organisation would add, best first.
    pub helps: Vec<MorePeople>,
    /// Every relationship.
    pub pairs: Vec<ShowablePair>,
}

/// Numbers of relationships, or probabilities of one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OnSides {
    /// Shown on both sides.
    pub both: f64,
    /// On one side.
    pub one: f64,
    /// On neither.
    pub none: f64,
}

/// What more people of one organisation would add, each asked about all its partners.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MorePeople {
    /// Its id in files.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// Relationships more expected on both sides with one person more.
    pub one_more: f64,
    /// With two.
    pub two_more: f64,
}

/// One relationship.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShowablePair {
    /// Id in files of one organisation.
    pub a: String,
    /// Of the other.
    pub b: String,
    /// What a says of b.
    pub a_about_b: ShowableSide,
    /// What b says of a.
    pub b_about_a: ShowableSide,
    /// Probabilities.
    pub sides: OnSides,
}

/// One direction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShowableSide {
    /// How many staff are asked.
    pub asked: usize,
    /// Probability that enough of them answer.
    pub by_staff: f64,
    /// Whether the representative's answer can be shown.
    pub by_representative: bool,
    /// Whether it would be shown together with similar organisations, if just the expected number answered.
    pub pooled: bool,
}

impl App {
    /// How many relationships can be expected to be shown to the agreed audience if `share` of `people` answer.
    ///
    /// # Errors
    /// If the viewer does not run the partnership, the file has to be mended, or the database cannot be read.
    pub async fn forecast(
        &self,
        network: &Network,
        people: People<'_>,
        share: Share,
    ) -> Result<Showable, AppError> {
        self.plans_rounds()?;
        let plan = self.asked(network, people).await?;
        let organisations = self.organisations(network.id).await?;
        let kin = organisations.iter().map(|o| (o.id, crate::analyse::kin(o))).collect();
        let audience = Audience::Agreed;
        let floor = self.floor_ahead(network.id).await?;
        let design = Design { asked: &plan.asked, kin: &kin, audience: &audience, floor };
        let made = forecast(&design, &Shares::one(share));
        let rated = |id: OrganisationId| plan.asked.iter().any(|asked| asked.direction.to == id);
        let names = self.names(network.id).await?;
        Ok(Showable {
            basis: plan.basis,
            share: share.value(),
            floor: made.floor,
            relationships: made.pairs.len(),
            expected: made.expected.into(),
            if_everybody_answers: made.everybody.into(),
            pooled_directions: made.pairs.iter().flat_map(|p| [p.forth, p.back]).filter(|s| s.pooled).count(),
            not_accepted: organisations.iter().filter(|o| !o.accepted && rated(o.id)).count(),
            helps: made
                .helps
                .iter()
                .map(|help| MorePeople {
                    organisation: id(&names, help.organisation),
                    name: names.name(help.organisation),
                    one_more: help.one,
                    two_more: help.two,
                })
                .collect(),
            pairs: made.pairs.iter().map(|pair| one(&names, pair)).collect(),
        })
    }
}

impl App {
    pub(crate) fn plans_rounds(&self) -> Result<(), AppError> {
        if matches!(self.viewer().role, AccessRole::Custodian | AccessRole::Coordinator) {
            return Ok(());
        }
        Err(AppError::Denied("Only the custodian and coordinators plan survey rounds.".to_owned()))
    }
}

fn id(names: &Names, organisation: OrganisationId) -> String {
    names.get(organisation).map_or_else(|| organisation.to_string(), |o| o.external_id.clone())
}

fn one(names: &Names, pair: &PairForecast) -> ShowablePair {
    ShowablePair {
        a: id(names, pair.pair.a()),
        b: id(names, pair.pair.b()),
        a_about_b: pair.forth.into(),
        b_about_a: pair.back.into(),
        sides: pair.sides().into(),
    }
}

impl From<Sides> for OnSides {
    fn from(sides: Sides) -> Self {
        Self { both: sides.both, one: sides.one, none: sides.none }
    }
}

impl From<Side> for ShowableSide {
    fn from(side: Side) -> Self {
        Self {
            asked: side.asked,
            by_staff: side.by_staff,
            by_representative: side.by_representative,
            pooled: side.pooled,
        }
    }
}
