//! How often one address on the network may try to get in. Kept in memory: waits by account are stored, and hold across
//! restarts.

use std::collections::{BTreeMap, VecDeque};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use troth_network::Timestamp;

/// Tries that one address has in [`SECONDS`]: many people of one hospital come from one address.
const TRIES: usize = 100;
/// The length of the window.
const SECONDS: i64 = 10 * 60;
/// Addresses that are remembered; beyond it those that are quiet are forgotten, then all.
const REMEMBERED: usize = 20_000;

/// Tries by address.
#[derive(Debug, Default)]
pub(super) struct Limit(Mutex<BTreeMap<IpAddr, VecDeque<Timestamp>>>);

impl Limit {
    /// Counts a try; whether it may go on.
    pub(super) fn allows(&self, address: Option<IpAddr>, now: Timestamp) -> bool {
        // Without an address on the network nobody can be told apart: they share one.
        let address = block(address.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED)));
        let since = now.plus_seconds(-SECONDS);
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= REMEMBERED {
            tries.retain(|_, times| times.back().is_some_and(|last| *last > since));
        }
        if tries.len() >= REMEMBERED {
            tries.clear();
        }
        let times = tries.entry(address).or_default();
        while times.front().is_some_and(|first| *first <= since) {
            times.pop_front();
        }
        if times.len() >= TRIES {
            return false;
        }
        times.push_back(now);
        true
    }
}

/// One customer of a network has one address of the old kind, and a whole block of the new.
fn block(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_hundred_tries_in_ten_minutes_and_others_go_on() {
        let limit = Limit::default();
        let at = |seconds| Timestamp::from_micros(0).plus_seconds(seconds);
        let [one, same, other] =
            ["2001:db8::1", "2001:db8::2", "192.0.2.1"].map(|a| a.parse::<IpAddr>().ok());
        assert!((0..100).all(|n| limit.allows(one, at(n))));
        assert!(!limit.allows(same, at(101)), "the same block");
        assert!(limit.allows(other, at(101)) && limit.allows(None, at(101)));
        assert!(limit.allows(one, at(601)) && limit.allows(one, at(601)), "the first two are long past");
        assert!(!limit.allows(one, at(601)));
    }
}
