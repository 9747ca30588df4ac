//! A site over a throw-away database: a clock that stands still, seeded ids, and a small partnership made by
//! hand that has every state a direction can have.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use tower::ServiceExt;
use troth_app::App;
use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp};

/// A site to ask.
pub(crate) struct Site {
    pub(crate) app: App,
    pub(crate) network: Network,
    router: Router,
    _folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where the answer sends the browser.
    #[allow(dead_code, clippy::allow_attributes, reason = "not every test follows a redirect")]
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }
}

impl Site {
    /// The page at `path`.
    pub(crate) async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.send(Request::get(path).body(Body::empty()).unwrap()).await;
        (answer.status, answer.body)
    }

    /// What a form sent to `path` comes back with.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect::<Vec<_>>().join("&");
        let kind = "application/x-www-form-urlencoded";
        let request =
            Request::post(path).header(header::CONTENT_TYPE, kind).header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Any request; `Host` is this computer unless given.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().entry(header::HOST).or_insert("127.0.0.1:8080".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// `text` as a value of a form or address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
        out
    })
}

/// A partnership without anything in it, at `/n/vale`.
pub(crate) async fn empty() -> Site {
    let site = bare().await;
    let network = NewNetwork { slug: "vale".into(), name: "Vale & dale".into(), ..NewNetwork::default() };
    let network = site.0.found_network(network).await.unwrap();
    Site { router: troth_web::router(site.0.clone()), app: site.0, network, _folder: site.1 }
}

/// No partnership at all.
pub(crate) async fn bare() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(7));
    let path = folder.path().join("troth.db");
    let app = App::open(path.to_str().unwrap(), Arc::new(clock), ids).await.unwrap();
    (app, folder)
}

/// Organisations and a pathway alone: no survey, no interview.
pub(crate) async fn facts_only() -> Site {
    let site = empty().await;
    let (app, network) = (&site.app, &site.network);
    app.import_organisations(network, "organisations.csv", ORGANISATIONS.as_bytes()).await.unwrap();
    app.import_pathway(network, "pathway.csv", PATHWAY.as_bytes()).await.unwrap();
    app.work_off("test").await.unwrap();
    site
}

/// The small partnership, with everything worked out.
pub(crate) async fn small() -> Site {
    let site = empty().await;
    let (app, network) = (&site.app, &site.network);
    app.import_organisations(network, "organisations.csv", ORGANISATIONS.as_bytes()).await.unwrap();
    app.import_people(network, "people.csv", PEOPLE.as_bytes()).await.unwrap();
    let ratings = ratings();
    app.import_ratings(network, "ratings.csv", ratings.as_bytes(), &RatingsOptions::default()).await.unwrap();
    app.import_pathway(network, "pathway.csv", PATHWAY.as_bytes()).await.unwrap();
    let files = [("talk.txt", TALK), ("speakers.csv", SPEAKERS), ("codings.csv", CODINGS)];
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect();
    app.import_transcripts(network, &files).await.unwrap();
    app.work_off("test").await.unwrap();
    site
}

/// The id of the practice: slashes, dots and letters beyond ASCII must survive in addresses.
#[allow(dead_code, clippy::allow_attributes, reason = "not every test asks for it")]
pub(crate) const PRACTICE: &str = "gp/n\u{f6}rd.1";

pub(crate) const ORGANISATIONS: &str = "\
id,name,sector,kind,parent,size,place,accepted
hospital,The general hospital,health,acute_hospital,,900,Alderford,yes
ward,Ward 4,health,ward,hospital,40,Alderford,
council,Council adult care,social_care,council,,300,Alderford,yes
gp/n\u{f6}rd.1,\"N\u{f6}rd <b>practice</b> & \u{141}\u{f3}d\u{17a}\",health,general_practice,,20,Nord,yes
hospice,St J\u{fc}rgen\u{2019}s hospice,voluntary,hospice,,30,Alderford,yes
charity,Charity for older people,voluntary,charity,,12,Alderford,yes
home,Elm House,independent,care_home,,25,Alderford,yes
";

pub(crate) const PEOPLE: &str = "\
id,organisation,name,role_level
okafor,council,Ruth Okafor,tactical
abara,council,Chidi Abara,tactical
unwin,council,Jo Unwin,tactical
lind,hospital,M\u{e5}ns Lind,operational
frost,hospital,Ada Frost,tactical
novak,hospital,Petr Novak,tactical
reyes,hospital,Ana Reyes,tactical
";

/// Rater, target, staff who answer, what they answer on 0 to 100, a few points more or less.
/// Three staff of the practice answer 97 about the council: too few to show.
const ANSWERS: [(&str, &str, usize, i32); 17] = [
    ("hospital", "council", 8, 68),
    ("council", "hospital", 9, 24),
    ("hospital", PRACTICE, 6, 55),
    (PRACTICE, "hospital", 6, 48),
    ("council", PRACTICE, 6, 60),
    (PRACTICE, "council", 3, 97),
    ("hospice", "hospital", 5, 33),
    ("hospice", "council", 5, 62),
    ("council", "hospice", 6, 58),
    ("charity", "hospice", 5, 80),
    ("hospice", "charity", 5, 78),
    ("charity", "council", 5, 41),
    ("council", "charity", 6, 66),
    ("home", "council", 5, 30),
    ("council", "home", 6, 45),
    ("home", "hospital", 5, 52),
    ("hospital", "home", 6, 61),
];

const VARIABLES: [(&str, i32); 7] = [
    ("reliance_organisation", 0),
    ("mutuality", -2),
    ("credibility", 4),
    ("fairness", -3),
    ("predictability", 1),
    ("roles_clear", -6),
    ("reliance_contact", 5),
];

pub(crate) fn ratings() -> String {
    let mut csv = "wave,rater,respondent,target,variable,value,role,scale_min,scale_max\n".to_owned();
    for (rater, target, staff, middle) in ANSWERS {
        for (variable, shift) in VARIABLES {
            for person in 0..staff {
                // The three who may not be shown all say the same, so that their mean is known.
                let own = shift + wobble(&format!("{rater} {person} {target} {variable}"));
                let value = if staff < 5 { middle } else { middle + own };
                writeln!(csv, "2,{rater},{rater}-{person},{target},{variable},{value},staff,0,100").unwrap();
            }
        }
    }
    csv
}

/// From -7 to 7, the same for the same words (FNV-1a).
fn wobble(words: &str) -> i32 {
    let hash =
        words.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    i32::try_from((hash >> 7) % 15).unwrap() - 7
}

pub(crate) const PATHWAY: &str = "\
pathway,step,title,order,declared_by,responsible
discharge,s1,Order <equipment>,1,hospital,council
discharge,s1,Order <equipment>,1,council,hospital
discharge,s2,Arrange transport,2,hospital,hospital
discharge,s2,Arrange transport,2,council,council
discharge,s3,First visit at home,3,hospital,hospital
discharge,s3,First visit at home,3,council,council
discharge,s4,Letter to the practice,4,hospital,hospital
discharge,s4,Letter to the practice,4,council,hospital
";

pub(crate) const TALK: &str = "\
Interviewer: What happens on a Friday?
Manager: We ring the ward and the ward says ring the lounge.
Leader: Nobody can say who orders the bed.
Matron: They think we book the transport & we think they do.
Nurse: With the new social worker it works.
";

pub(crate) const SPEAKERS: &str = "\
file,label,organisation,role_level
talk.txt,Interviewer,,
talk.txt,Manager,council,tactical
talk.txt,Leader,council,strategic
talk.txt,Matron,hospital,tactical
talk.txt,Nurse,hospital,operational
";

pub(crate) const CODINGS: &str = "\
file,quote,narrative,facet,polarity,about,permission
talk.txt,We ring the ward and the ward says ring the lounge.,roles,,loss,hospital,with_organisation
talk.txt,Nobody can say who orders the bed.,roles,,loss,hospital,not_quoted
talk.txt,They think we book the transport & we think they do.,roles,,loss,council,with_organisation
talk.txt,With the new social worker it works.,roles,,gain,council,sector_only
";
