//! The clock and the source of ids: parameters everywhere, so that the same input gives the same output.

use std::sync::Mutex;

use rand::Rng;
use uuid::{Builder, Uuid};

use crate::timestamp::Timestamp;

/// Tells the time. The command line passes the system's clock, tests a fixed one.
pub trait Clock: Send + Sync {
    /// The present moment, UTC.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still at the moment it was given.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Makes new ids: UUID version 7 from the injected clock and random source.
///
/// Ids sort by the time they were made; their random part comes from the source given, so a seeded source
/// and a fixed clock give the same ids each time.
pub struct IdSource {
    random: Mutex<Source>,
}

/// The random source and the id it made last.
struct Source {
    random: Box<dyn Rng + Send>,
    last: u128,
}

impl IdSource {
    /// An id source over `random` (a cryptographic source in the product, a seeded one in tests).
    pub fn new(random: impl Rng + Send + 'static) -> Self {
        Self { random: Mutex::new(Source { random: Box::new(random), last: 0 }) }
    }

    /// A new id at the time of `clock`, above every id this source made before, even if the clock stands still or
    /// goes back: what was made later sorts later.
    pub fn next(&self, clock: &dyn Clock) -> Uuid {
        let mut bytes = [0_u8; 10];
        // A poisoned lock only means that another thread stopped mid-way; random bytes stay random.
        let mut source = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        source.random.fill_bytes(&mut bytes);
        let millis = u64::try_from(clock.now().micros() / 1_000).unwrap_or(0);
        let made = Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid().as_u128();
        // One more than the last keeps version and variant: they stand far above the lowest bits.
        source.last = made.max(source.last.saturating_add(1));
        Uuid::from_u128(source.last)
    }

    /// `N` random bytes for tokens and keys: unguessable where the source is a cryptographic one.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0_u8; N];
        self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner).random.fill_bytes(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for IdSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdSource")
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn the_same_seed_and_clock_give_the_same_ids() {
        let clock = FixedClock(Timestamp::from_micros(1_700_000_000_000_000));
        let make = || {
            let source = IdSource::new(ChaCha8Rng::seed_from_u64(7));
            (source.next(&clock), source.next(&clock))
        };
        assert_eq!(make(), make());
        assert_ne!(make().0, make().1);
        assert_eq!(make().0.get_version_num(), 7);
    }

    #[test]
    fn ids_rise_even_when_the_clock_stands_still_or_goes_back() {
        let source = IdSource::new(ChaCha8Rng::seed_from_u64(7));
        let clocks =
            [1_700_000_000_000_000, 1_700_000_000_000_000, 1_600_000_000_000_000, 1_800_000_000_000_000];
        let ids: Vec<Uuid> =
            clocks.iter().map(|t| source.next(&FixedClock(Timestamp::from_micros(*t)))).collect();
        assert!(ids.is_sorted() && ids.iter().all(|id| id.get_version_num() == 7), "{ids:?}");
    }
}
