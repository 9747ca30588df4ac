//! Who is asked about whom.

use super::{alder_vale, brook_edge, castle_green};

/// One organisation or unit and the partners it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Rater {
    /// Its id, as in `organisations.csv`.
    pub id: &'static str,
    /// How many members of staff answer in round 1; 0 where only a representative does.
    pub staff: usize,
    /// How many of them have left by round 2.
    pub leavers: usize,
    /// How many new ones answer in round 2.
    pub joiners: usize,
    /// The partners its representative rates, and how many members of staff are asked about each.
    pub partners: &'static [(&'static str, usize)],
}

impl Rater {
    /// An organisation that answers through its representative only.
    pub(crate) const fn one(id: &'static str, partners: &'static [(&'static str, usize)]) -> Self {
        Rater { id, staff: 0, leavers: 0, joiners: 0, partners }
    }
}

/// One sample network.
#[derive(Clone, Copy, Debug)]
pub struct Network {
    /// Its id and the name of its folder.
    pub id: &'static str,
    /// Its organisations, in the order in which effects are drawn.
    pub raters: &'static [Rater],
    /// Organisations whose representative did not answer in a round: (wave, organisation).
    pub silent: &'static [(u8, &'static str)],
    /// Questions that only the first three members of staff answer: (rater, target, variable).
    pub seldom: &'static [(&'static str, &'static str, &'static str)],
}

impl Network {
    /// Whether the representative of `rater` answered in `wave`.
    #[must_use]
    pub fn represented(&self, wave: u8, rater: &str) -> bool {
        !self.silent.contains(&(wave, rater))
    }
}

/// The two survey rounds.
pub const WAVES: [u8; 2] = [1, 2];

/// The three networks.
#[must_use]
pub fn networks() -> [Network; 3] {
    [alder_vale::NETWORK, brook_edge::NETWORK, castle_green::NETWORK]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_about_an_unknown_organisation_or_about_itself() {
        for network in networks() {
            let ids: Vec<&str> = network.raters.iter().map(|rater| rater.id).collect();
            for rater in network.raters {
                for (partner, asked) in rater.partners {
                    assert!(
                        ids.contains(partner) && *partner != rater.id,
                        "{} {} {partner}",
                        network.id,
                        rater.id
                    );
                    assert!(*asked <= rater.staff, "{} {} {partner}", network.id, rater.id);
                }
            }
        }
    }

    #[test]
    fn staff_are_asked_about_five_partners_each() {
        for network in networks() {
            for rater in network.raters {
                let questions: usize = rater.partners.iter().map(|(_, asked)| asked).sum();
                assert_eq!(questions, 5 * rater.staff, "{} {}", network.id, rater.id);
            }
        }
    }
}
