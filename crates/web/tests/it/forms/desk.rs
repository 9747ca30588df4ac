//! A site for forms: its clock goes on with every look, since what was saved last is what is shown, and its
//! partnership has just enough in it to fill forms from.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use tower::ServiceExt;
use troth_app::App;
use troth_app::networks::NewNetwork;
use troth_network::timestamp::parse_day;
use troth_network::{Clock, IdSource, Network, Timestamp};

use crate::site::{CODINGS, PATHWAY, PEOPLE, SPEAKERS, TALK, encoded};

/// A millisecond later at every look.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.fetch_add(1_000, Ordering::Relaxed))
    }
}

/// A site with one partnership, at `/n/vale`.
pub(super) struct Desk {
    pub(super) app: App,
    pub(super) network: Network,
    pub(super) folder: TempDir,
    router: Router,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    /// Where the answer sends the browser.
    pub(super) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap())
    }
}

impl Desk {
    /// The page at `path`.
    pub(super) async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.send(Request::get(path).body(Body::empty()).unwrap()).await;
        (answer.status, answer.body)
    }

    /// What a form sent to `path` comes back with.
    pub(super) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect::<Vec<_>>().join("&");
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.header("sec-fetch-site", "same-origin").body(Body::from(body)).unwrap()).await
    }

    /// The same, sent by the script, which asks for JSON.
    pub(super) async fn post_for_json(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Adds a text and leaves every word in it as it is.
    pub(super) async fn add_text(&self, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        let looked = self.upload("/n/vale/interviews/new", fields, file).await;
        if looked.status != StatusCode::OK {
            return looked;
        }
        let mut form = sent_back(&looked.body);
        form.iter_mut().filter(|(name, _)| name.starts_with("with-")).for_each(|(_, with)| with.clear());
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post("/n/vale/interviews/new/save", &form).await
    }

    /// A form with a file, as a browser sends it.
    pub(super) async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        let (name, bytes) = file.unwrap_or(("", b""));
        let head = format!(
            "--XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--XX--\r\n");
        let request = Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX");
        self.send(request.header("sec-fetch-site", "same-origin").body(Body::from(body)).unwrap()).await
    }

    pub(super) async fn send(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// A partnership without anything in it.
pub(super) async fn empty() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let start = Timestamp::start_of(parse_day("2026-11-22").unwrap());
    let clock = Ticking(AtomicI64::new(start.micros()));
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(7));
    let path = folder.path().join("troth.db");
    let app = App::open(path.to_str().unwrap(), Arc::new(clock), ids).await.unwrap();
    let network = NewNetwork { slug: "vale".into(), name: "Vale & dale".into(), ..NewNetwork::default() };
    let network = app.found_network(network).await.unwrap();
    Desk { router: troth_web::router(app.clone()), app, network, folder }
}

/// A partnership with organisations, people, a pathway and an interview.
pub(super) async fn small() -> Desk {
    let desk = empty().await;
    let (app, network) = (&desk.app, &desk.network);
    app.import_organisations(network, "organisations.csv", ORGANISATIONS.as_bytes()).await.unwrap();
    app.import_people(network, "people.csv", PEOPLE.as_bytes()).await.unwrap();
    app.import_pathway(network, "pathway.csv", PATHWAY.as_bytes()).await.unwrap();
    let files = [("talk.txt", TALK), ("speakers.csv", SPEAKERS), ("codings.csv", CODINGS)];
    let files: Vec<(String, Vec<u8>)> =
        files.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect();
    app.import_transcripts(network, &files).await.unwrap();
    app.work_off("test").await.unwrap();
    desk
}

/// The id of the practice: slashes, dots and letters beyond ASCII must survive in addresses and forms.
pub(super) const PRACTICE: &str = "gp/n\u{f6}rd.1";

const ORGANISATIONS: &str = "\
id,name,sector,kind,accepted
hospital,The general hospital,health,acute_hospital,yes
council,Council adult care,social_care,council,yes
gp/n\u{f6}rd.1,\"N\u{f6}rd <b>practice</b> & \u{141}\u{f3}d\u{17a}\",health,general_practice,yes
hospice,St J\u{fc}rgen\u{2019}s hospice,voluntary,hospice,yes
charity,Charity for older people,voluntary,charity,yes
home,Elm House,independent,care_home,yes
";

/// What the form that saves a text would send as it stands: its inputs, with what is ticked.
pub(super) fn sent_back(page: &str) -> Vec<(String, String)> {
    sent_back_to(page, "/interviews/new/save")
}

/// The same of the form that is sent to an address with this end.
pub(super) fn sent_back_to(page: &str, end: &str) -> Vec<(String, String)> {
    let form = page.split(&format!("{end}\"")).nth(1).unwrap().split("</form>").next().unwrap();
    let of = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        let plain =
            value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        Some(plain)
    };
    form.split("<input")
        .skip(1)
        .filter(|tag| {
            !tag.contains("type=\"checkbox\"") || tag.split('>').next().unwrap().contains(" checked")
        })
        .filter_map(|tag| Some((of(tag, "name")?, of(tag, "value").unwrap_or_default())))
        .collect()
}
