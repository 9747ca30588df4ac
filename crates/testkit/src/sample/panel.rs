//! Which member of staff answers about which partner.

use super::noise::Noise;
use super::roster::{Network, Rater};

/// One member of staff and the partners asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Respondent {
    /// Pseudonym, scoped to network and rater: `r01`, `r02`, …; the same in both rounds.
    pub id: String,
    /// Which draw of habits belongs to this person: the number in the pseudonym, from 1.
    pub number: usize,
    /// The partners, as places in the rater's list of partners.
    pub partners: Vec<usize>,
}

/// Deals the partners of a rater to its staff of round 1, five each: in turn those who hold the fewest so far.
fn deal(network: &Network, rater: &Rater) -> Vec<Vec<usize>> {
    let mut noise = Noise::named(network.id, &format!("deal {}", rater.id));
    let mut hands: Vec<Vec<usize>> = vec![Vec::new(); rater.staff];
    for (partner, (_, asked)) in rater.partners.iter().enumerate() {
        let mut queue = noise.order(rater.staff);
        queue.sort_by_key(|person| hands[*person].len());
        for person in queue.into_iter().take(*asked) {
            hands[person].push(partner);
        }
    }
    hands
}

/// The staff of a rater who answer in a round. The last to be numbered leave after round 1, and whoever joins takes
/// over the partners of the first who left, the second, and so on, or of `r01` onwards when nobody is left to follow.
#[must_use]
pub fn panel(network: &Network, rater: &Rater, wave: u8) -> Vec<Respondent> {
    let hands = deal(network, rater);
    let person = |number: usize, partners: &[usize]| Respondent {
        id: format!("r{number:02}"),
        number,
        partners: partners.to_vec(),
    };
    let staying = if wave == 1 { rater.staff } else { rater.staff - rater.leavers };
    let mut people: Vec<Respondent> =
        hands.iter().take(staying).enumerate().map(|(at, hand)| person(at + 1, hand)).collect();
    if wave == 2 {
        let followed = hands.iter().skip(staying).chain(hands.iter());
        people.extend(
            followed.take(rater.joiners).enumerate().map(|(at, hand)| person(rater.staff + at + 1, hand)),
        );
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::networks;

    #[test]
    fn each_member_of_staff_has_about_five_different_partners() {
        for network in networks() {
            for rater in network.raters {
                for person in panel(&network, rater, 1) {
                    let mut partners = person.partners.clone();
                    partners.dedup();
                    assert!((4..=6).contains(&partners.len()), "{} {} {person:?}", network.id, rater.id);
                }
            }
        }
    }

    #[test]
    fn some_leave_and_some_join_under_new_pseudonyms() {
        let [network, ..] = networks();
        let hospital = network.raters.iter().find(|rater| rater.id == "acute").expect("acute");
        let ids = |wave| -> Vec<String> {
            panel(&network, hospital, wave).into_iter().map(|person| person.id).collect()
        };
        assert_eq!(ids(1).last().map(String::as_str), Some("r20"));
        assert_eq!(ids(2)[16..], ["r17", "r21", "r22"]);
    }
}
