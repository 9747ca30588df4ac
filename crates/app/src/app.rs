//! What every use case works with: the store, the framework, the clock and the source of ids.

use std::sync::Arc;

use troth_framework::Lens;
use troth_gate::{Audience, Viewer};
use troth_network::{Clock, Day, IdSource, Network, NetworkId, Timestamp};
use troth_say::Codebook;
use troth_store::{AuditRow, Keyring, Store};
use uuid::Uuid;

use crate::error::AppError;
use crate::keys::KeySource;
use crate::mail::{Carrier, Link};

/// The application: cheap to clone, shared by pages, jobs and commands.
#[derive(Clone)]
pub struct App {
    pub(crate) store: Store,
    pub(crate) lens: Arc<Lens>,
    /// The codes that the framework brings, made once: a request needs them several times.
    pub(crate) codes: Arc<Codebook>,
    clock: Arc<dyn Clock>,
    ids: Arc<IdSource>,
    pub(crate) keyring: Arc<Keyring>,
    viewer: Viewer,
    audience: Audience,
    reach: Reach,
    pub(crate) carrier: Option<Arc<Carrier>>,
    /// Where letters lead that nobody asked for; none are written without.
    pub(crate) home: Option<Arc<Link>>,
    /// What the request came from, in words.
    pub(crate) device: Option<Arc<str>>,
}

/// Which partnerships the application opens for whoever it acts for.
#[derive(Debug, Clone, Default)]
pub(crate) enum Reach {
    /// All: for the holder and for jobs.
    #[default]
    Everything,
    /// Some.
    Only {
        /// Those that may be opened.
        open: Arc<[NetworkId]>,
        /// Those that may be put side by side.
        compared: Arc<[NetworkId]>,
    },
}

impl Reach {
    /// No partnership at all.
    pub(crate) fn none() -> Self {
        Self::only(Vec::new(), Vec::new())
    }

    /// These to be opened, and these to be compared.
    pub(crate) fn only(open: Vec<NetworkId>, compared: Vec<NetworkId>) -> Self {
        Self::Only { open: open.into(), compared: compared.into() }
    }

    fn opens(&self, network: NetworkId) -> bool {
        match self {
            Self::Everything => true,
            Self::Only { open, .. } => open.contains(&network),
        }
    }

    fn compares(&self, network: NetworkId) -> bool {
        match self {
            Self::Everything => true,
            Self::Only { compared, .. } => compared.contains(&network),
        }
    }
}

impl App {
    /// Opens the database at `url` (a path, `sqlite:…` or `postgres://…`) with the keys beside it, and brings it up
    /// to date.
    ///
    /// # Errors
    /// If the database cannot be opened or migrated.
    pub async fn open(url: &str, clock: Arc<dyn Clock>, ids: IdSource) -> Result<Self, AppError> {
        Self::open_with(url, &KeySource::Beside, clock, ids).await
    }

    /// Opens the database at `url` with the keys from `keys`, brings it up to date, and seals what lay open in it.
    ///
    /// # Errors
    /// If the database cannot be opened or migrated, or the keys cannot be had.
    pub async fn open_with(
        url: &str,
        keys: &KeySource,
        clock: Arc<dyn Clock>,
        ids: IdSource,
    ) -> Result<Self, AppError> {
        let store = Store::open(url).await?;
        let steps = store.migrate().await?.steps;
        let keyring = keys.keyring(&store, || ids.secret()).await?;
        store.seal_open_secrets(&keyring, || ids.secret()).await?;
        let app = Self::over(store, keyring, clock, ids);
        if steps.first().is_some_and(|step| !step.starts_with("0001")) {
            app.note_everywhere("database brought up to date").await?;
        }
        Ok(app)
    }

    /// The application over an open store, with a key made for the run: for tests and databases in memory.
    pub fn new(store: Store, clock: Arc<dyn Clock>, ids: IdSource) -> Self {
        let keyring = Keyring::of(ids.secret());
        Self::over(store, keyring, clock, ids)
    }

    fn over(store: Store, keyring: Keyring, clock: Arc<dyn Clock>, ids: IdSource) -> Self {
        let lens = Lens::built_in();
        Self {
            store,
            lens: Arc::new(lens.clone()),
            codes: Arc::new(Codebook::of(lens)),
            clock,
            ids: Arc::new(ids),
            keyring: Arc::new(keyring),
            viewer: Viewer::holder(),
            audience: Audience::Agreed,
            reach: Reach::Everything,
            carrier: None,
            home: None,
            device: None,
        }
    }

    /// The same application for somebody else: what they do is noted under their id, and what they see was released
    /// to `audience`.
    #[must_use]
    pub fn acting(&self, viewer: Viewer, audience: Audience) -> Self {
        Self { viewer, audience, ..self.clone() }
    }

    /// The same application for some partnerships alone; the others are not there.
    #[must_use]
    pub(crate) fn within(&self, reach: Reach) -> Self {
        Self { reach, ..self.clone() }
    }

    /// Whether a partnership may be opened.
    pub(crate) fn opens(&self, network: NetworkId) -> bool {
        self.reach.opens(network)
    }

    /// Whether a partnership may be put beside others.
    pub(crate) fn compares(&self, network: NetworkId) -> bool {
        self.reach.compares(network)
    }

    /// Brings the database at `url` up to date. Returns the steps that were taken.
    ///
    /// # Errors
    /// If the database cannot be opened or migrated.
    pub async fn migrate(url: &str) -> Result<Vec<String>, AppError> {
        let store = Store::open(url).await?;
        let migrated = store.migrate().await?;
        store.close().await;
        Ok(migrated.steps)
    }

    /// Copies the database to a file that is not there yet.
    ///
    /// # Errors
    /// If the file is there, cannot be written, or the database is not a file.
    pub async fn backup(&self, file: &std::path::Path) -> Result<(), AppError> {
        self.store.backup(file).await?;
        self.note_everywhere("copy made").await
    }

    /// The framework.
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today, UTC.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    pub(crate) fn new_id(&self) -> Uuid {
        self.ids.next(self.clock.as_ref())
    }

    /// Who asks; the holder of the database in single-user mode and in jobs.
    pub fn viewer(&self) -> Viewer {
        self.viewer.clone()
    }

    /// For whom pages are made; the agreed audience in single-user mode too.
    pub fn audience(&self) -> Audience {
        self.audience.clone()
    }

    /// Random bytes that nobody can guess, from the injected source.
    pub(crate) fn secret<const N: usize>(&self) -> [u8; N] {
        self.ids.secret()
    }

    /// The partnership with this short name.
    ///
    /// # Errors
    /// If there is none, or none for whoever the application acts for: both in the same words.
    pub async fn network(&self, slug: &str) -> Result<Network, AppError> {
        let found = self.store.network_by_slug(slug).await?;
        found.filter(|network| self.opens(network.id)).ok_or_else(|| Self::no_such_network(slug))
    }

    /// What is said where no partnership has this short name.
    pub(crate) fn no_such_network(slug: &str) -> AppError {
        AppError::NotFound(format!("There is no partnership \"{slug}\". Check the name."))
    }

    /// Notes in the audit something that concerns the whole database.
    pub(crate) async fn note_everywhere(&self, event: &'static str) -> Result<(), AppError> {
        self.note_by(&self.viewer.id, None, event, self.new_id().to_string()).await
    }

    /// Notes in the audit that somebody did something to something: a word of the program's own, and an id. No content
    /// may get into the record.
    pub(crate) async fn note(&self, network: NetworkId, event: &str, subject: Uuid) -> Result<(), AppError> {
        self.store.append_audit(&self.noted(network, event, subject)).await?;
        Ok(())
    }

    /// The row of [`App::note`], for whoever writes it together with what was done.
    pub(crate) fn noted(&self, network: NetworkId, event: &str, subject: Uuid) -> AuditRow {
        self.row(&self.viewer.id, Some(network), event, subject.to_string())
    }

    /// The same by somebody else, or outside any partnership.
    pub(crate) async fn note_by(
        &self,
        actor: &str,
        network: Option<NetworkId>,
        event: &str,
        subject: String,
    ) -> Result<(), AppError> {
        self.store.append_audit(&self.row(actor, network, event, subject)).await?;
        Ok(())
    }

    fn row(&self, actor: &str, network: Option<NetworkId>, event: &str, subject: String) -> AuditRow {
        let (id, at) = (self.new_id(), self.now());
        AuditRow { id, at, network, actor: actor.to_owned(), event: event.to_owned(), subject }
    }
}
