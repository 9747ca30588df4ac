//! Signing in and who may do what, as somebody who tries it and somebody who attacks it would.

mod links;
mod roles;
mod second_factor;
mod signing_in;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use troth_app::accounts::{Invited, NewMember, SignedIn, Token, Visit};
use troth_app::networks::NewNetwork;
use troth_app::{App, AppError};
use troth_gate::AccessRole;
use troth_network::{Clock, IdSource, Network, Timestamp};
use troth_store::Store;

const PASSWORD: &str = "mole teapot ladder";

/// A clock that stands still until it is put on.
#[derive(Default)]
struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// Two partnerships, Vale and Edge, each with an organisation "council".
struct Place {
    holder: App,
    vale: Network,
    edge: Network,
    hands: Arc<Hands>,
    store: Store,
    folder: TempDir,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hands = Arc::new(Hands(AtomicI64::new(1_763_000_000_000_000)));
        let ids = IdSource::new(ChaCha8Rng::seed_from_u64(11));
        let file = folder.path().join("troth.db");
        let store = Store::open(file.to_str().unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        let holder = App::new(store.clone(), hands.clone(), ids);
        let mut networks = Vec::new();
        for slug in ["vale", "edge"] {
            let new = NewNetwork { slug: slug.into(), name: slug.into(), ..NewNetwork::default() };
            let network = holder.found_network(new).await.unwrap();
            let file = b"id,name,sector\ncouncil,Council,social_care\nward,Ward,health\n";
            holder.import_organisations(&network, "o.csv", file).await.unwrap();
            networks.push(network);
        }
        let [vale, edge] = networks.try_into().unwrap();
        Self { holder, vale, edge, hands, store, folder }
    }

    fn later(&self, seconds: i64) {
        self.hands.0.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// Invites and accepts; returns the visitor of a fresh session.
    async fn member(&self, network: &Network, name: &str, role: AccessRole) -> Visit {
        match self.holder.invite(network, new_member(name, role)).await.unwrap() {
            Invited::Link(link) => self.holder.redeem(link.secret(), PASSWORD).await.unwrap(),
            Invited::HasAccount => {}
            Invited::Elsewhere => panic!("the holder gets every link"),
        }
        self.visit(name).await
    }

    /// A fresh session of somebody.
    async fn visit(&self, name: &str) -> Visit {
        let token = self.sign_in(name, PASSWORD).await.unwrap();
        self.holder.visit(token.secret()).await.unwrap().unwrap()
    }

    async fn sign_in(&self, name: &str, password: &str) -> Result<Token, AppError> {
        match self.holder.sign_in(&address(name), password).await? {
            SignedIn::Whole(token) | SignedIn::SecondFactor(token) => Ok(token),
        }
    }
}

fn address(name: &str) -> String {
    format!("{name}@council.example")
}

fn new_member(name: &str, role: AccessRole) -> NewMember {
    let organisation = (role == AccessRole::Partner).then(|| "council".to_owned());
    NewMember { name: format!("{name} Doe"), address: address(name), role, organisation }
}
