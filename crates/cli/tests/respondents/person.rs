//! Somebody who answers.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use tokio::sync::{Notify, watch};

use super::form::{Form, encoded};

/// A page, counted from 1, and a field on it.
pub(crate) type Place = (usize, String);

/// What the server said yes to.
#[derive(Debug, Default)]
pub(crate) struct Acknowledged {
    pub(crate) link: String,
    /// What was sent and acknowledged.
    pub(crate) saved: BTreeMap<Place, String>,
    /// What was sent, acknowledged or not.
    pub(crate) chosen: BTreeMap<Place, String>,
    /// The receipt of finishing.
    pub(crate) receipt: Option<String>,
    /// How long each acknowledged save took.
    pub(crate) times: Vec<Duration>,
}

/// Where the server is, and how many saves were sent to it.
#[derive(Clone)]
pub(crate) struct Way {
    client: Client<HttpConnector, Full<Bytes>>,
    address: SocketAddr,
    starts: watch::Receiver<u64>,
    sent: Arc<AtomicU64>,
    sending: Arc<Notify>,
}

impl Way {
    pub(crate) fn to(address: SocketAddr, starts: watch::Receiver<u64>) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, address, starts, sent: Arc::default(), sending: Arc::default() }
    }

    /// Returns while the save after these many is under way.
    pub(crate) async fn after(&self, saves: u64) {
        loop {
            let next = self.sending.notified();
            if self.sent.load(Ordering::SeqCst) > saves {
                return;
            }
            next.await;
        }
    }

    pub(crate) fn saves(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }

    /// A page; waits for the server where it is gone.
    async fn get(&mut self, path: &str) -> Answer {
        loop {
            self.starts.mark_unchanged();
            match self.ask(Method::GET, path, String::new()).await {
                Ok(answer) => return answer,
                Err(_) => self.back().await,
            }
        }
    }

    /// Sends a form once; nothing if no answer came, so that nobody knows whether it arrived.
    async fn post(&mut self, path: &str, body: String) -> Option<Answer> {
        self.starts.mark_unchanged();
        self.sent.fetch_add(1, Ordering::SeqCst);
        self.sending.notify_waiters();
        match self.ask(Method::POST, path, body).await {
            Ok(answer) => Some(answer),
            Err(_) => {
                self.back().await;
                None
            }
        }
    }

    /// Waits until the server was started again.
    async fn back(&mut self) {
        self.starts.changed().await.unwrap();
    }

    async fn ask(&self, method: Method, path: &str, body: String) -> Result<Answer, Lost> {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://{}{path}", self.address))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(body))?;
        let response = self.client.request(request).await?;
        let status = response.status();
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        let to = to.to_owned();
        let body = String::from_utf8(response.into_body().collect().await?.to_bytes().to_vec())?;
        Ok(Answer { status, to, body })
    }
}

type Lost = Box<dyn std::error::Error + Send + Sync>;

struct Answer {
    status: StatusCode,
    to: String,
    body: String,
}

/// Somebody with a link.
pub(crate) struct Person {
    random: ChaCha8Rng,
    found: Acknowledged,
}

impl Person {
    pub(crate) fn new(link: String, seed: u64) -> Self {
        Self {
            random: ChaCha8Rng::seed_from_u64(seed),
            found: Acknowledged { link, ..Acknowledged::default() },
        }
    }

    /// Answers every page and finishes. `pace`: how long a page is thought about, from the least to the most milliseconds.
    pub(crate) async fn answer(
        mut self,
        mut way: Way,
        pace: Option<(u64, u64)>,
        now: impl Fn() -> Duration + Send,
    ) -> Acknowledged {
        let home = format!("/answer/{}", self.found.link);
        let mut page = 1;
        loop {
            let path = format!("{home}/page/{page}");
            let shown = way.get(&path).await;
            if shown.to.ends_with("/review") {
                break;
            }
            let form =
                Form::of(&shown.body).unwrap_or_else(|| panic!("{path}: {} {}", shown.status, shown.body));
            let fields = self.chosen(page, &form);
            if let Some((least, most)) = pace {
                let thought = least + self.random.next_u64() % (most - least);
                tokio::time::sleep(Duration::from_millis(thought)).await;
            }
            let all = form.hidden.iter().chain(&fields).map(|(name, value)| (name.as_str(), value.as_str()));
            let body = encoded(all.chain([("go", "on")]));
            let begun = now();
            let Some(told) = way.post(&path, body).await else { continue };
            match told.status {
                // Two questions more on the same page are a save too.
                StatusCode::SEE_OTHER | StatusCode::OK => {
                    self.found.times.push(now().saturating_sub(begun));
                    let asked = fields.into_iter().filter(|(name, _)| name.starts_with("q-"));
                    self.found.saved.extend(asked.map(|(name, value)| ((page, name), value)));
                    page += usize::from(told.status == StatusCode::SEE_OTHER);
                }
                // What was sent before the server was killed had arrived after all: look at it and send it again.
                StatusCode::CONFLICT => {}
                other => panic!("{path}: {other} {}", told.body),
            }
        }
        while self.found.receipt.is_none() {
            let Some(told) = way.post(&format!("{home}/finish"), String::new()).await else { continue };
            assert_eq!(told.status, StatusCode::OK, "{}", told.body);
            let receipt =
                told.body.split("class=\"receipt\"").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
            self.found.receipt = Some(receipt.unwrap().trim().to_owned());
        }
        self.found
    }

    /// What the person answers on a page: always the same to the same question.
    fn chosen(&mut self, page: usize, form: &Form) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for (name, offered) in &form.offered {
            let random = &mut self.random;
            let draw = || offered[(random.next_u32() as usize) % offered.len()].clone();
            let chosen = self.found.chosen.entry((page, name.clone())).or_insert_with(draw);
            fields.push((name.clone(), chosen.clone()));
        }
        fields
    }
}
