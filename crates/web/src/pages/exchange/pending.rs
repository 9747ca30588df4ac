//! Projects that were read and wait for a decision. A project is too large to travel through a form, and must not be
//! stored before somebody has decided: so it waits in memory, for whoever has sent it, for an hour at most.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use troth_app::exchange::ProjectFile;
use troth_network::{Network, NetworkId, Timestamp};

use crate::site::Site;

/// Projects that wait on one server.
#[derive(Default)]
pub(crate) struct Waiting(Mutex<VecDeque<Pending>>);

struct Pending {
    key: String,
    owner: String,
    network: NetworkId,
    at: Timestamp,
    file: Arc<ProjectFile>,
}

/// How many wait at once; of one person in one partnership one.
const KEPT: usize = 4;
/// Seconds that one waits.
const WAITS: i64 = 3_600;

/// Keeps a project; returns the word by which it is found again, which nobody can guess.
pub(super) fn keep(site: &Site, network: &Network, file: Arc<ProjectFile>) -> String {
    let (key, owner, now) = (site.app.new_token().secret().to_owned(), site.app.viewer().id, site.app.now());
    site.options.waiting().with(|waiting| {
        waiting.retain(|one| fresh(one, now) && (one.owner != owner || one.network != network.id));
        waiting.push_back(Pending { key: key.clone(), owner, network: network.id, at: now, file });
        while waiting.len() > KEPT {
            waiting.pop_front();
        }
    });
    key
}

/// The project that waits under a word, for whoever has sent it.
pub(super) fn find(site: &Site, network: &Network, key: &str) -> Option<Arc<ProjectFile>> {
    let (owner, now) = (site.app.viewer().id, site.app.now());
    let mine = |one: &&Pending| one.key == key && one.owner == owner && one.network == network.id;
    site.options.waiting().with(|waiting| {
        waiting.retain(|one| fresh(one, now));
        waiting.iter().find(mine).map(|one| Arc::clone(&one.file))
    })
}

/// Forgets a project.
pub(super) fn forget(site: &Site, key: &str) {
    site.options.waiting().with(|waiting| waiting.retain(|one| one.key != key));
}

fn fresh(one: &Pending, now: Timestamp) -> bool {
    now < one.at.plus_seconds(WAITS)
}

impl Waiting {
    fn with<T>(&self, work: impl FnOnce(&mut VecDeque<Pending>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for Waiting {
    /// Without what waits: it holds words of people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}
