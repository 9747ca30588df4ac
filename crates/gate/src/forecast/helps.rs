//! What would help most: one or two more people asked in one organisation.

use std::collections::BTreeSet;

use troth_network::OrganisationId;

use super::{Shares, Work};

/// What more people of one organisation would add, each asked about every partner that colleagues are asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Help {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Relationships more that are expected to be shown on both sides, with one person more.
    pub one: f64,
    /// With two people more.
    pub two: f64,
}

impl Work<'_> {
    /// Every organisation that is asked, best first: by two people more, then by one, then by id.
    pub(super) fn helps(&self, shares: &Shares) -> Vec<Help> {
        let raters: BTreeSet<OrganisationId> = self.asked.keys().map(|d| d.from).collect();
        let mut helps: Vec<Help> = raters
            .into_iter()
            .map(|organisation| Help {
                organisation,
                one: self.gain(organisation, shares, 1),
                two: self.gain(organisation, shares, 2),
            })
            .collect();
        helps.sort_by(|a, b| b.two.total_cmp(&a.two).then(b.one.total_cmp(&a.one)));
        helps
    }

    /// Gain in relationships expected on both sides if `more` people of `organisation` are asked.
    fn gain(&self, organisation: OrganisationId, shares: &Shares, more: usize) -> f64 {
        let own = self.asked.values().filter(|asked| asked.direction.from == organisation);
        own.map(|asked| {
            let other = self.asked.get(&asked.direction.reversed());
            let other = other.map_or(0.0, |asked| self.side(asked, shares, 0).shown());
            let gained = self.side(asked, shares, more).shown() - self.side(asked, shares, 0).shown();
            (gained * other).max(0.0)
        })
        .sum()
    }
}
