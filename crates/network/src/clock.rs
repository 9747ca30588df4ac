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
    random: Mutex<Box<dyn Rng + Send>>,
}

impl IdSource {
    /// An id source over `random` (a cryptographic source in the product, a seeded one in tests).
    pub fn new(random: impl Rng + Send + 'static) -> Self {
        Self { random: Mutex::new(Box::new(random)) }
    }

    /// A new id at the time of `clock`.
    pub fn next(&self, clock: &dyn Clock) -> Uuid {
        let mut bytes = [0_u8; 10];
        // A poisoned lock only means that another thread stopped mid-way; random bytes stay random.
        let mut random = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        random.fill_bytes(&mut bytes);
        let millis = u64::try_from(clock.now().micros() / 1_000).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
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
}
