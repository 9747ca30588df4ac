//! A site in sign-in mode, with one person for each role in the partnership `vale`, and one who has a role in another
//! partnership alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use totp_rs::{Builder, Secret};
use troth_app::App;
use troth_app::accounts::{Invited, NewMember, SignedIn, Visit};
use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_gate::AccessRole;
use troth_gate::ledger::sha256_hex;
use troth_network::timestamp::parse_day;
use troth_network::{Clock, IdSource, Network, Timestamp};
use troth_web::Options;

use crate::site::{CODINGS, ORGANISATIONS, PATHWAY, PEOPLE, SPEAKERS, TALK, encoded, ratings};

pub(super) const URL: &str = "https://troth.example.org";
pub(super) const PASSWORD: &str = "mole teapot ladder";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Nobody,
    Elsewhere,
    Partner,
    Analyst,
    Coordinator,
    Custodian,
}

impl Who {
    pub(super) const ALL: [Self; 6] =
        [Self::Nobody, Self::Elsewhere, Self::Partner, Self::Analyst, Self::Coordinator, Self::Custodian];

    pub(super) fn address(self) -> String {
        format!("{}@council.example", format!("{self:?}").to_lowercase())
    }
}

/// Goes on only when told to.
pub(super) struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    /// The value a cookie is set to.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all(header::SET_COOKIE).into_iter().map(|v| v.to_str().unwrap());
        let start = format!("{name}=");
        set.filter_map(|line| line.strip_prefix(&start))
            .map(|v| v.split(';').next().unwrap().to_owned())
            .next()
    }
}

/// The site.
pub(super) struct House {
    pub(super) app: App,
    pub(super) vale: Network,
    pub(super) action: String,
    pub(super) transcript: String,
    router: Router,
    hands: Arc<Hands>,
    sessions: BTreeMap<Who, String>,
    keys: BTreeMap<Who, String>,
    folder: TempDir,
}

impl House {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start = Timestamp::start_of(parse_day("2026-11-22").unwrap());
        let hands = Arc::new(Hands(AtomicI64::new(start.micros())));
        let ids = IdSource::new(ChaCha8Rng::seed_from_u64(7));
        let path = folder.path().join("troth.db");
        let app = App::open(path.to_str().unwrap(), hands.clone(), ids).await.unwrap();
        let vale = network(&app, "vale", "Vale & dale").await;
        let edge = network(&app, "edge", "The secret edge").await;
        app.import_people(&vale, "people.csv", PEOPLE.as_bytes()).await.unwrap();
        app.import_pathway(&vale, "pathway.csv", PATHWAY.as_bytes()).await.unwrap();
        let files = [("talk.txt", TALK), ("speakers.csv", SPEAKERS), ("codings.csv", CODINGS)];
        let files: Vec<(String, Vec<u8>)> =
            files.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect();
        app.import_transcripts(&vale, &files).await.unwrap();
        let transcript = app.transcripts(&vale).await.unwrap().value()[0].id.to_string();
        let action = action(&app, &vale).await;
        let public = URL.parse().unwrap();
        let router = troth_web::router_with(app.clone(), Options::sign_in(public, false));
        let (sessions, keys) = (BTreeMap::new(), BTreeMap::new());
        let mut house = Self { app, vale, action, transcript, router, hands, sessions, keys, folder };
        let vale = house.vale.clone();
        house.join(Who::Custodian, &vale, AccessRole::Custodian).await;
        house.join(Who::Coordinator, &vale, AccessRole::Coordinator).await;
        house.join(Who::Analyst, &vale, AccessRole::Analyst).await;
        house.join(Who::Partner, &vale, AccessRole::Partner).await;
        house.join(Who::Elsewhere, &edge, AccessRole::Custodian).await;
        house
    }

    /// The same with answers, and everything worked out.
    pub(super) async fn worked_out() -> Self {
        let house = Self::new().await;
        let (app, options) = (&house.app, RatingsOptions::default());
        app.import_ratings(&house.vale, "ratings.csv", ratings().as_bytes(), &options).await.unwrap();
        app.work_off("test").await.unwrap();
        house
    }

    /// The same, served another way.
    pub(super) fn served(self, options: Options) -> Self {
        let router = troth_web::router_with(self.app.clone(), options);
        Self { router, ..self }
    }

    /// The same, with letters written into `folder`.
    pub(super) fn writing_to(self, folder: &std::path::Path) -> Self {
        let from = "troth@post.example".parse().unwrap();
        let app = self.app.with_mail(troth_app::mail::Carrier::folder(folder.to_owned(), from));
        let app = app.reminding(&format!("{URL}/")).unwrap();
        Self { app, ..self }.served(Options::sign_in(URL.parse().unwrap(), false))
    }

    async fn join(&mut self, who: Who, network: &Network, role: AccessRole) {
        let organisation = (role == AccessRole::Partner).then(|| "council".to_owned());
        let new = NewMember { name: format!("{who:?} Doe"), address: who.address(), role, organisation };
        let Invited::Link(link) = self.app.invite(network, new).await.unwrap() else {
            panic!("a new account has a link")
        };
        self.app.redeem(link.secret(), PASSWORD).await.unwrap();
        let SignedIn::Whole(token) = self.app.sign_in(&who.address(), PASSWORD).await.unwrap() else {
            panic!("there is no second factor yet")
        };
        self.sessions.insert(who, token.secret().to_owned());
        if matches!(role, AccessRole::Custodian | AccessRole::Coordinator) {
            let visit = self.visit(who).await;
            self.app.propose_factor(&visit).await.unwrap();
            let setup = self.app.proposed_factor(&visit).await.unwrap().unwrap();
            let done = self.app.accept_factor(&visit, &self.code(&setup.key)).await.unwrap();
            self.sessions.insert(who, done.token.secret().to_owned());
            self.keys.insert(who, setup.key);
        }
    }

    async fn visit(&self, who: Who) -> Visit {
        self.app.visit(&self.sessions[&who]).await.unwrap().unwrap()
    }

    /// Signs in anew, as a browser would after the session was ended.
    pub(super) async fn sign_in(&mut self, who: Who) {
        let token = match self.app.sign_in(&who.address(), PASSWORD).await.unwrap() {
            SignedIn::Whole(token) => token,
            SignedIn::SecondFactor(token) => {
                let half = self.app.visit(token.secret()).await.unwrap().unwrap();
                self.later(30);
                self.app.take_code(&half, &self.code(&self.keys[&who])).await.unwrap()
            }
        };
        self.sessions.insert(who, token.secret().to_owned());
    }

    pub(super) fn later(&self, seconds: i64) {
        self.hands.0.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The code an authenticator app shows for a key.
    pub(super) fn code(&self, key: &str) -> String {
        let secret = Secret::try_from_base32(key).unwrap();
        let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
        totp.generate((self.hands.now().micros() / 1_000_000).try_into().unwrap()).to_string()
    }

    pub(super) fn key(&self, who: Who) -> &str {
        &self.keys[&who]
    }

    /// The session's secret, as the browser holds it; for nobody the one that forms are tied to.
    pub(super) fn secret(&self, who: Who) -> String {
        self.sessions.get(&who).cloned().unwrap_or_else(|| "ab".repeat(32))
    }

    /// The token of forms, worked out apart from the product.
    pub(super) fn token(&self, who: Who) -> String {
        sha256_hex(format!("form of {}", self.secret(who)).as_bytes())
    }

    fn cookie(&self, who: Who) -> String {
        let name = if who == Who::Nobody { "__Host-troth-form" } else { "__Host-troth" };
        format!("{name}={}", self.secret(who))
    }

    pub(super) async fn get(&self, who: Who, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, self.cookie(who));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A form as a browser sends it, with its token.
    pub(super) async fn post(&self, who: Who, path: &str, form: &[(&str, &str)]) -> Answer {
        let token = self.token(who);
        let mut all = vec![("form_token", token.as_str())];
        all.extend(form);
        self.post_bare(who, path, &all).await
    }

    /// A form with exactly these fields.
    pub(super) async fn post_bare(&self, who: Who, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in form {
            write!(body, "{name}={}&", encoded(value)).unwrap();
        }
        let request = Request::post(path)
            .header(header::COOKIE, self.cookie(who))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("origin", URL)
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Any request; `Host` is the public one unless given.
    pub(super) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().entry(header::HOST).or_insert("troth.example.org".parse().unwrap());
        let response = self.router.clone().oneshot_of(request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Every byte of the database.
    pub(super) fn files(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("troth.db")).unwrap()
    }
}

trait OneShot {
    async fn oneshot_of(self, request: Request<Body>) -> axum::response::Response;
}

impl OneShot for Router {
    async fn oneshot_of(self, request: Request<Body>) -> axum::response::Response {
        use tower::ServiceExt as _;
        self.oneshot(request).await.unwrap()
    }
}

async fn network(app: &App, slug: &str, name: &str) -> Network {
    let new = NewNetwork { slug: slug.into(), name: name.into(), ..NewNetwork::default() };
    let network = app.found_network(new).await.unwrap();
    app.import_organisations(&network, "organisations.csv", ORGANISATIONS.as_bytes()).await.unwrap();
    network
}

/// An action between two organisations, one of them the partner's.
async fn action(app: &App, network: &Network) -> String {
    use troth_act::SmallWin;
    use troth_app::actions::{ActionForm, SideForm};
    let names = app.names(network.id).await.unwrap();
    let people = app.people(network.id).await.unwrap();
    let owned: Vec<_> = ["council", "hospital"].map(|id| names.by_external(id).unwrap().id).to_vec();
    let side = |organisation| SideForm {
        expectation: "Ring before noon".into(),
        risk: "Time".into(),
        owner: people.iter().find(|p| p.organisation == organisation).map(|p| p.id),
    };
    let form = ActionForm {
        left: owned[0],
        right: owned[1],
        narrative: app.lens().narratives[0].id.clone(),
        measure: app.lens().measures[0].id.clone(),
        title: "Ring before noon".into(),
        left_side: side(owned[0]),
        right_side: side(owned[1]),
        small_win: SmallWin {
            what: "Ten calls".into(),
            by: parse_day("2027-01-01").ok(),
            seen_how: "A list".into(),
        },
        previous: None,
    };
    app.add_action(network, form).await.unwrap().to_string()
}
