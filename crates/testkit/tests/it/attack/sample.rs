//! The sample partnerships, attacked under every promise: one question of each round, released to the agreed audience and
//! to every partner.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use troth_gate::{Audience, Kin, Rules, Sight, Visibility};
use troth_network::{AnswerRole, Direction, OrganisationId, Pair};

use super::adversary::attack;
use super::history::{History, public};
use super::world::{Answer, World, organisation};

/// A file of a sample as rows by column.
fn rows(network: &str, file: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(network).join(file);
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

/// One round's answers to one question, with what organisations are like.
fn world(network: &str, round: u8, question: &str, visibility: Visibility) -> World {
    let organisations = rows(network, "organisations.csv");
    let ids: BTreeMap<&str, OrganisationId> =
        organisations.iter().enumerate().map(|(n, row)| (row["id"].as_str(), organisation(n))).collect();
    let mut world = World::empty(0, 4);
    world.kin = organisations
        .iter()
        .map(|row| {
            (ids[row["id"].as_str()], Kin { kind: row["kind"].clone(), sector: row["sector"].clone() })
        })
        .collect();
    let of_question = rows(network, &format!("ratings-wave{round}.csv"));
    for row in of_question.iter().filter(|row| row["variable"] == question) {
        let (from, to) = (ids[row["rater"].as_str()], ids[row["target"].as_str()]);
        let role: AnswerRole = row["role"].parse().unwrap();
        world.answers.push(Answer {
            direction: Direction { from, to },
            role,
            respondent: match role {
                AnswerRole::Staff => format!("{}/{}", row["rater"], row["respondent"]),
                AnswerRole::Representative => format!("representative:{from}"),
            },
            visible_to: row["visible_to"].parse().ok(),
            points: row["value"].parse::<u8>().unwrap() - 1,
        });
    }
    // Every other relationship is open where the promise knows that.
    let pairs: BTreeSet<Pair> = world.answers.iter().map(|a| a.direction.pair()).collect();
    world.sight = Sight { visibility, opened: pairs.into_iter().step_by(2).collect() };
    world
}

#[test]
fn the_sample_tells_no_answer_under_any_promise() {
    let mut tried = 0;
    for (network, question) in [
        ("alder-vale", "expertise_known"),
        ("brook-edge", "fairness"),
        ("castle-green", "reliance_organisation"),
    ] {
        for (visibility, round) in Visibility::ALL.into_iter().zip([1, 2, 1, 2]) {
            let world = world(network, round, question, visibility);
            let mut history = History::under(Rules::default());
            history.release(&world, &Audience::Agreed);
            if visibility != Visibility::Everyone {
                for partner in world.kin.keys() {
                    history.release(&world, &Audience::Partner(*partner));
                }
            }
            for (audience, known) in &history.known {
                match attack(known, &public(&world, audience, known)) {
                    Ok(found) => tried += found.answers,
                    Err(leak) => panic!("{network}, {visibility}, round {round}, {audience}: {leak:?}"),
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried} answers are too few to mean anything");
}
