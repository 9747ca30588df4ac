//! The organisation page: one organisation and everybody it works with, both sides of each. Nothing on it
//! ranks organisations or adds up what others say of this one.

use troth_act::Stage;
use troth_gate::{Released, ShownAction};
use troth_lens::sentence::Finding;
use troth_lens::{Dumbbell, DumbbellRow, Named, Sureness};
use troth_network::{Network, Organisation, Person, Wave};

use super::RELIANCE;
use super::working::Working;
use crate::app::App;
use crate::error::AppError;

/// What the page shows of relationships.
#[derive(Debug, Clone)]
pub struct OrganisationBody {
    /// The page's sentence.
    pub finding: Finding,
    /// For each partner, by name: overall reliance, both sides (left is this organisation).
    pub partners: Vec<(Named, Dumbbell)>,
    /// Actions it is part of, with their stage.
    pub actions: Vec<(ShownAction, Stage)>,
    /// What stands behind the figures on reliance; `None` if it has no answers.
    pub working: Option<Working>,
}

/// The page.
#[derive(Debug)]
pub struct OrganisationView {
    /// The organisation.
    pub organisation: Organisation,
    /// Its parent.
    pub parent: Option<Named>,
    /// Its units.
    pub units: Vec<Named>,
    /// People known by name there.
    pub people: Vec<Person>,
    /// The wave.
    pub wave: Option<Wave>,
    /// What is shown.
    pub body: Released<OrganisationBody>,
}

impl App {
    /// The page of one organisation, by its id in files.
    ///
    /// # Errors
    /// If the organisation or the wave is not there.
    pub async fn organisation_page(
        &self,
        network: &Network,
        external_id: &str,
        wave: Option<&str>,
    ) -> Result<OrganisationView, AppError> {
        let organisation = self.organisation(network.id, external_id).await?;
        let names = self.names(network.id).await?;
        let wave = self.wave(network, wave).await?;
        let evidence = self.evidence(network.id, wave.as_ref().map(|w| w.id)).await?;
        let me = organisation.id;
        let body = evidence.view(|evidence| {
            let reading = evidence.rating(RELIANCE);
            let mut partners: Vec<(Named, Dumbbell)> = reading
                .map(troth_lens::TwoSided::all_pairs)
                .unwrap_or_default()
                .into_iter()
                .filter_map(|pair| {
                    let (own, other) = (names.get(me)?, names.get(pair.other(me)?)?);
                    let row = DumbbellRow::of(&other.name, &other.sector.words(), reading, own.id, other.id);
                    let dumbbell = Dumbbell { left: own.clone(), right: other.clone(), rows: vec![row] };
                    Some((other.clone(), dumbbell))
                })
                .collect();
            partners.sort_by(|x, y| x.0.name.cmp(&y.0.name));
            let actions = evidence
                .actions
                .actions
                .iter()
                .filter(|a| a.action().pair.has(me))
                .map(|a| (a.clone(), self.stage_of(a)))
                .collect();
            OrganisationBody {
                finding: finding(&organisation.name, &partners),
                partners,
                actions,
                working: self.working(evidence, RELIANCE),
            }
        });
        let mut people = self.people(network.id).await?;
        people.retain(|p| p.organisation == me);
        Ok(OrganisationView {
            parent: organisation.parent.and_then(|id| names.get(id).cloned()),
            units: names.0.iter().filter(|o| o.parent == Some(me)).cloned().collect(),
            organisation,
            people,
            wave,
            body,
        })
    }
}

fn finding(name: &str, partners: &[(Named, Dumbbell)]) -> Finding {
    let rows = || partners.iter().flat_map(|(_, d)| &d.rows);
    let apart: Vec<&troth_network::Value> = rows()
        .filter_map(|r| r.gap.as_ref())
        .filter(|gap| gap.interval().is_some_and(|(low, high)| low > 0.0 || high < 0.0))
        .collect();
    let both = rows().filter(|r| r.gap.is_some()).count();
    let all = partners.len();
    let says = match (all, apart.len()) {
        (0, _) => format!("There are no answers by or about {name} to show yet."),
        (_, 0) => format!("{name} and its partners: no difference between two sides can be told."),
        (_, 1) => format!("In 1 of {name}\u{2019}s relationships the two sides differ."),
        (_, n) => format!("In {n} of {name}\u{2019}s relationships the two sides differ."),
    };
    // That they differ is told by ranges that exclude zero; how sure the least sure of them is, by its width.
    let least = apart.iter().map(|gap| Sureness::of_gap(gap).max(Sureness::NotSure)).min();
    let sureness = least.unwrap_or(Sureness::CannotTell);
    let sure = format!("{}: both sides are known in {both} of {all} relationships.", sureness.words());
    Finding { says, sure, sureness }
}
