//! A partnership with one long interview in a database of its own, asked through the router as a browser would.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;
use tower::ServiceExt;
use troth_app::App;
use troth_app::interviews::doubling::Second;
use troth_app::interviews::{NewCoding, Where};
use troth_app::networks::NewNetwork;
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp, TranscriptId};
use troth_say::{Permission, Stated};

/// Codings that the text has before anything is measured.
pub(crate) const CODINGS: usize = 1_000;

/// How the lines of a text are written.
#[derive(Clone, Copy)]
pub(crate) enum Script {
    /// One byte a letter.
    English,
    /// Three bytes a letter, so that 5 MB stay below the limit of 2 million characters.
    Japanese,
}

/// What a text is made of.
pub(crate) struct Talk {
    /// The words.
    pub(crate) text: String,
    /// One sentence of each answer, with its place in code points.
    pub(crate) said: Vec<(String, usize, usize)>,
}

impl Talk {
    /// A talk of at least `bytes` bytes, question and answer by turns, an answer of about a hundred letters.
    pub(crate) fn of(bytes: usize, script: Script) -> Self {
        let (mut text, mut said, mut points) = (String::new(), Vec::new(), 0);
        for number in 0.. {
            if text.len() >= bytes {
                break;
            }
            let (ask, before, sentence, after) = match script {
                Script::English => (
                    format!("INT: And in case {number}, who was told?\n"),
                    "Ann: We rang the ward and the ward rang us. ",
                    format!("Nobody knew who books transport {number}."),
                    " Then we waited for the letter, as always.\n",
                ),
                Script::Japanese => (
                    format!("INT: {number}番の件では、誰に知らせましたか。\n"),
                    "Ann: 病棟に電話をかけ、病棟からも電話がありました。",
                    format!("第{number}番の搬送を誰が予約するのか、誰も知りませんでした。"),
                    "それから、いつものように手紙が届くのを待っていました。\n",
                ),
            };
            text.push_str(&ask);
            text.push_str(before);
            let start = points + ask.chars().count() + before.chars().count();
            let end = start + sentence.chars().count();
            points = end + after.chars().count();
            text.push_str(&sentence);
            text.push_str(after);
            said.push((sentence, start, end));
        }
        Self { text, said }
    }
}

/// The partnership.
pub(crate) struct Desk {
    pub(crate) app: App,
    pub(crate) network: Network,
    router: Router,
    _folder: TempDir,
}

impl Desk {
    /// Organisations and nothing else, in a new SQLite file.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = FixedClock(Timestamp::start_of(parse_day("2026-11-22").unwrap()));
        let ids = IdSource::new(ChaCha8Rng::seed_from_u64(7));
        let path = folder.path().join("troth.db");
        let app = App::open(path.to_str().unwrap(), Arc::new(clock), ids).await.unwrap();
        let network = NewNetwork { slug: "vale".into(), name: "Vale".into(), ..NewNetwork::default() };
        let network = app.found_network(network).await.unwrap();
        let organisations = "id,name,sector,kind,accepted\n\
                             hospital,The general hospital,health,acute_hospital,yes\n\
                             council,Council adult care,social_care,council,yes\n";
        app.import_organisations(&network, "organisations.csv", organisations.as_bytes()).await.unwrap();
        Self { router: troth_web::router(app.clone()), app, network, _folder: folder }
    }

    /// Imports a talk, with as many codings as it is to have, spread over its whole length.
    pub(crate) async fn import(&self, name: &str, talk: &Talk, codings: usize) {
        let mut rows = "file,quote,narrative,facet,polarity,about,permission\n".to_owned();
        let apart = (talk.said.len() / codings.max(1)).max(1);
        for (sentence, _, _) in talk.said.iter().step_by(apart).take(codings) {
            writeln!(rows, "{name},{sentence},roles,,loss,hospital,not_quoted").unwrap();
        }
        let speakers =
            format!("file,label,organisation,role_level\n{name},INT,,\n{name},Ann,council,tactical\n");
        let mut files = vec![
            (name.to_owned(), talk.text.clone().into_bytes()),
            ("speakers.csv".to_owned(), speakers.into_bytes()),
        ];
        if codings > 0 {
            files.push(("codings.csv".to_owned(), rows.into_bytes()));
        }
        self.app.import_transcripts(&self.network, &files).await.unwrap();
    }

    /// The only text there is, with the interviewer known.
    pub(crate) async fn text(&self) -> TranscriptId {
        let id = self.app.transcripts(&self.network).await.unwrap().value()[0].id;
        self.app.save_speaker(&self.network, id, "INT", None, None, true).await.unwrap();
        id
    }

    /// Two coders who have each coded as many sentences as asked for with each of so many codes, a third of them not the
    /// same; both have finished.
    pub(crate) async fn coded_twice(&self, id: TranscriptId, talk: &Talk, codes: usize, each: usize) {
        let codebook = self.app.codebook(&self.network).await.unwrap();
        let codes: Vec<String> = codebook
            .value()
            .codebook
            .tree()
            .iter()
            .take(codes)
            .map(|(_, code)| code.key.to_string())
            .collect();
        let second = Second::Named("Bo".into());
        self.app.ask_second_coder(&self.network, &[id], &second).await.unwrap();
        let coders = self.app.doubling(&self.network).await.unwrap().value().texts[0].coders.clone();
        let (first, second) = (&coders[0].coder, &coders[1].coder);
        for (coder, shift) in [(first, 0), (second, each / 3)] {
            let lent = (coder == second).then_some(coder.as_str());
            self.app.code_as(&self.network, id, lent).await.unwrap();
            for (at, code) in codes.iter().enumerate() {
                let own = talk.said.iter().skip(at).step_by(codes.len()).skip(shift).take(each);
                for (_, start, end) in own {
                    let new = NewCoding {
                        place: Where::At(*start, *end),
                        code: code.clone(),
                        polarity: None,
                        about: String::new(),
                        stated: Stated::default(),
                        permission: Permission::NotQuoted,
                        memo: None,
                    };
                    self.app.code(&self.network, id, new).await.unwrap();
                }
            }
        }
        for coder in [first, second] {
            self.app.finish_coding(&self.network, id, coder, "").await.unwrap();
        }
    }

    /// What comes back from an address.
    pub(crate) async fn get(&self, path: &str) -> (StatusCode, usize) {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// What comes back for a form; `accept` is what a script asks for.
    pub(crate) async fn post(&self, path: &str, body: String, accept: &str) -> (StatusCode, usize) {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, accept)
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, mut request: Request<Body>) -> (StatusCode, usize) {
        request.headers_mut().insert(header::HOST, "127.0.0.1:8080".parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, body.len())
    }
}
