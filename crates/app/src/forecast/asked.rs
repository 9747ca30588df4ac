//! Who is asked about whom: from a file, from the round before, or everybody about every partner.

use std::collections::BTreeMap;

use troth_gate::forecast::Asked;
use troth_network::{
    AnswerRole, Direction, Network, Organisation, OrganisationId, VisibleTo, Wave, WaveState,
};

use super::People;
use crate::app::App;
use crate::error::AppError;
use crate::imports::{refuse, refuse_patients, unknown_organisation};
use crate::intake::words::count;
use crate::intake::{FileProblem, assignment, decode};

/// Who is asked, and where that comes from.
pub(super) struct AskedPeople {
    /// In words.
    pub(super) basis: String,
    /// Direction by direction.
    pub(super) asked: Vec<Asked>,
}

impl App {
    /// Who is asked about whom.
    pub(super) async fn asked(&self, network: &Network, people: People<'_>) -> Result<AskedPeople, AppError> {
        if let People::File(file, bytes) = people {
            return self.asked_by_file(network, file, bytes).await;
        }
        // An open round is left alone: its counts would tell who answered on which day.
        let before = self.round_before(network).await?;
        Ok(match (people, before) {
            (People::Each(each), Some((wave, mut asked))) => {
                asked.iter_mut().for_each(|asked| asked.staff = each);
                let who = count(each, "person", "people");
                let basis = format!(
                    "{who} of each organisation asked about the partners that were rated in {}; representatives as then.",
                    wave.label
                );
                AskedPeople { basis, asked }
            }
            (_, Some((wave, asked))) => {
                let basis = format!(
                    "As many people asked as answered in {}, about the same partners; representatives as then.",
                    wave.label
                );
                AskedPeople { basis, asked }
            }
            (People::Each(each), None) => {
                let basis = format!(
                    "{} of each organisation asked about every other organisation.",
                    count(each, "person", "people")
                );
                let organisations = self.organisations(network.id).await?;
                AskedPeople { basis, asked: all_round(&organisations, |_| each) }
            }
            (_, None) => {
                let people = self.people_known(network.id).await?;
                let organisations = self.organisations(network.id).await?;
                let of = |id| people.iter().filter(|p| p.organisation == id).count();
                let basis = "Everybody known by name under Settings asked about every other organisation.";
                AskedPeople { basis: basis.to_owned(), asked: all_round(&organisations, of) }
            }
        })
    }

    /// The directions worth asking about, each with the people of the organisation who can be asked. It holds no count of
    /// answers: of a round before only which partners were rated, and what representatives allowed.
    pub(super) async fn askable(
        &self,
        network: &Network,
        people: People<'_>,
    ) -> Result<AskedPeople, AppError> {
        let mut plan = self.asked(network, people).await?;
        match people {
            People::Each(_) => {}
            People::File(..) => {
                let mut most: BTreeMap<OrganisationId, usize> = BTreeMap::new();
                for asked in &plan.asked {
                    let of = most.entry(asked.direction.from).or_insert(0);
                    *of = asked.staff.max(*of);
                }
                plan.asked
                    .iter_mut()
                    .for_each(|a| a.staff = most.get(&a.direction.from).copied().unwrap_or(0));
                plan.basis
                    .push_str(" Of an organisation as many can be asked as about any one partner there.");
            }
            People::Known => {
                let known = self.people_known(network.id).await?;
                for asked in &mut plan.asked {
                    asked.staff = known.iter().filter(|p| p.organisation == asked.direction.from).count();
                }
                plan.basis = "Those who are known by name under Settings can be asked.".to_owned();
            }
        }
        Ok(plan)
    }

    /// How many answered about whom in the newest closed round that has answers: of each direction, as many staff as
    /// answered its best answered question, and the least that the representative allowed.
    async fn round_before(&self, network: &Network) -> Result<Option<(Wave, Vec<Asked>)>, AppError> {
        for wave in self.waves(network.id).await?.into_iter().rev() {
            if wave.state != WaveState::Closed {
                continue;
            }
            let answered = self.store.answered(wave.id).await?;
            if answered.is_empty() {
                continue;
            }
            let mut asked: BTreeMap<Direction, Asked> = BTreeMap::new();
            for counted in answered {
                let direction = counted.direction;
                let of =
                    asked.entry(direction).or_insert(Asked { direction, staff: 0, representative: None });
                if counted.role == AnswerRole::Staff {
                    of.staff = of.staff.max(counted.people);
                } else {
                    let allowed = counted.visible_to.unwrap_or(VisibleTo::Totals);
                    of.representative = Some(of.representative.map_or(allowed, |least| least.min(allowed)));
                }
            }
            return Ok(Some((wave, asked.into_values().collect())));
        }
        Ok(None)
    }

    async fn asked_by_file(
        &self,
        network: &Network,
        file: &str,
        bytes: &[u8],
    ) -> Result<AskedPeople, AppError> {
        let text = decode::text(file, bytes)?;
        refuse_patients(file, &text)?;
        let read = assignment::read(file, &text)?;
        let mut problems = read.problems;
        let names = self.names(network.id).await?;
        let known: Vec<&str> = names.0.iter().map(|o| o.external_id.as_str()).collect();
        let mut find = |line, column, id: &str| -> Option<OrganisationId> {
            let found = names.by_external(id).map(|o| o.id);
            if found.is_none() {
                problems.push(unknown_organisation(line, column, id, &known));
            }
            found
        };
        let mut asked = Vec::new();
        for row in &read.rows {
            let from = find(row.line, "organisation", &row.organisation);
            let to = find(row.line, "partner", &row.partner);
            if let (Some(from), Some(to)) = (from, to) {
                let direction = Direction { from, to };
                asked.push(Asked { direction, staff: row.people, representative: row.representative });
            }
        }
        refuse(file, problems)?;
        if asked.is_empty() {
            return Err(FileProblem::NoRows { file: file.to_owned() }.into());
        }
        Ok(AskedPeople { basis: format!("People and partners as in {file}."), asked })
    }
}

/// `people` of every organisation about every other; a unit and the organisation it is part of are no partners.
fn all_round(organisations: &[Organisation], people: impl Fn(OrganisationId) -> usize) -> Vec<Asked> {
    let mut asked = Vec::new();
    for from in organisations {
        let staff = people(from.id);
        let apart =
            |to: &&Organisation| to.id != from.id && to.parent != Some(from.id) && from.parent != Some(to.id);
        asked.extend(organisations.iter().filter(apart).map(|to| {
            let direction = Direction { from: from.id, to: to.id };
            Asked { direction, staff, representative: None }
        }));
    }
    asked
}
