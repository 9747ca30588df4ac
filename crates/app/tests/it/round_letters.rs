//! Letters of a round: links that nobody else sees, reminders that tell nobody who has not answered.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use troth_app::App;
use troth_app::mail::Carrier;
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::timestamp::parse_day;
use troth_network::{IdSource, Network, Timestamp, Wave};
use troth_store::Store;

use super::keeping::Hand;
use super::smtp::Server;
use super::support::Bench;
use super::surveys::{answer_all, begun, finish, inside};

/// A round that has begun, seen by its coordinator, with a mail server and a clock that can be set.
pub(super) struct Post {
    pub(super) bench: Bench,
    pub(super) app: App,
    pub(super) server: Server,
    pub(super) hand: Hand,
    pub(super) network: Network,
    pub(super) wave: Wave,
    pub(super) links: BTreeMap<String, String>,
}

impl Post {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start = Timestamp::start_of(parse_day("2026-11-22").unwrap());
        let hand = Hand(Arc::new(AtomicI64::new(start.micros())));
        let store = Store::open(folder.path().join("troth.db").to_str().unwrap()).await.unwrap();
        store.migrate().await.unwrap();
        let ids = IdSource::new(ChaCha8Rng::seed_from_u64(1));
        let bench = Bench::of(App::new(store.clone(), Arc::new(hand.clone()), ids), store, folder);
        let (network, wave, links) = begun(&bench).await;
        let server = Server::default();
        server.answers("250 yes");
        let from = "troth@post.example".parse().unwrap();
        let viewer = Viewer { id: "co".into(), role: AccessRole::Coordinator, organisation: None };
        let app = bench.app.acting(viewer, Audience::Agreed);
        let app = app.with_mail(Carrier::smtp(&server.open().await, from).unwrap());
        Self { bench, app, server, hand, network, wave, links }
    }

    async fn invite(&self) {
        self.app.send_survey_letters(&self.network, &self.wave, at).await.unwrap();
    }

    async fn remind(&self) -> Result<(), troth_app::AppError> {
        self.app.remind_respondents(&self.network, &self.wave, at).await
    }

    /// Sends what waits: to whom, and the secret of the link, by the order of names.
    async fn sent(&self) -> BTreeMap<String, String> {
        self.app.send_waiting_mail().await.unwrap();
        let (mut letters, mut to) = (BTreeMap::new(), String::new());
        for line in self.server.heard() {
            if let Some(address) = line.strip_prefix("RCPT TO:<") {
                to = address.split('@').next().unwrap().replace('.', " ");
            }
            if let Some(secret) = line.strip_prefix("https://troth.example.org/answer/")
                && !secret.contains('/')
            {
                letters.insert(to.clone(), secret.to_owned());
            }
        }
        letters
    }
}

fn at(path: &str) -> String {
    format!("https://troth.example.org{path}")
}

#[tokio::test]
async fn everybody_with_an_address_gets_a_link_of_their_own_that_nobody_else_sees() {
    let post = Post::new().await;
    let before = post.app.letters_of(&post.wave).await.unwrap();
    assert_eq!((before.to_write, before.written, before.without_address), (13, 0, 0));
    post.invite().await;
    let waiting = post.bench.store.waiting_mail().await.unwrap();
    assert!(waiting.iter().all(|mail| !mail.sealed.contains("zebra-quagga")));
    let letters = post.sent().await;
    assert_eq!(letters.len(), 13);
    for (name, secret) in &letters {
        let own = inside(&post.bench, secret).await.participant.id;
        let known = post.links.iter().find(|(n, _)| n.to_lowercase() == *name).unwrap().1;
        assert_eq!(
            inside(&post.bench, known).await.participant.id,
            own,
            "{name}: the earlier link works too"
        );
        assert_eq!(super::surveys::places(&post.bench, secret), Vec::<String>::new(), "kept as a hash");
    }
    let after = post.app.letters_of(&post.wave).await.unwrap();
    assert_eq!((after.to_write, after.written), (0, 13));
    post.invite().await;
    assert_eq!(post.sent().await.len(), 0, "nobody gets a first letter twice");
}

#[tokio::test]
async fn a_letter_of_a_round_names_no_partnership_and_nobody() {
    let post = Post::new().await;
    post.invite().await;
    post.hand.days(3);
    post.remind().await.unwrap();
    post.app.send_waiting_mail().await.unwrap();
    let said = post.server.heard().join("\n");
    assert_eq!(said.matches("Subject: You are asked to answer a survey").count(), 13);
    assert_eq!(said.matches("Subject: A survey waits for your answers").count(), 13);
    for word in ["Small", "Acute", "Borough", "Charity", "Quagga, university", "Zebedee", "fairness", "trust"]
    {
        assert!(!said.contains(word), "{word}");
    }
    assert!(said.contains("at least 5\npeople") || said.contains("at least 5 people"), "{said}");
}

#[tokio::test]
async fn a_reminder_goes_to_who_has_not_finished_and_nobody_is_told_who_that_is() {
    let post = Post::new().await;
    post.invite().await;
    let first = post.sent().await;
    answer_all(&post.bench, &first["zebedee a1"], "").await;
    let told = post.app.letters_of(&post.wave).await.unwrap();
    finish(&post.bench, &first["zebedee a1"]).await;
    let withdrawing = inside(&post.bench, &first["zebedee a2"]).await;
    assert!(post.app.withdraw_answers(&withdrawing).await.unwrap());
    let tired = inside(&post.bench, &first["zebedee a3"]).await;
    assert!(post.app.want_no_reminders(&tired).await.unwrap());
    assert_eq!(post.app.letters_of(&post.wave).await.unwrap(), told, "what they did shows nowhere");
    let gone = inside(&post.bench, &first["zebedee b1"]).await.participant.id;
    post.app.participant_leaves(&post.network, &post.wave, gone).await.unwrap();
    post.hand.days(3);
    post.remind().await.unwrap();
    let second = post.sent().await;
    let names: Vec<&str> = second.keys().map(String::as_str).collect();
    let expected = ["a4", "a5", "a6", "b2", "b3", "b4", "b5", "b6", "c"].map(|n| format!("zebedee {n}"));
    assert_eq!(names, expected);
    let same = inside(&post.bench, &first["zebedee a4"]).await.participant.id;
    assert_eq!(inside(&post.bench, &second["zebedee a4"]).await.participant.id, same, "both links work");
    // Three in all, three days apart.
    let error = post.remind().await.unwrap_err().to_string();
    assert!(error.contains("28 November 2026"), "{error}");
    for _ in 0..2 {
        post.hand.days(3);
        post.remind().await.unwrap();
    }
    post.hand.days(30);
    let error = post.remind().await.unwrap_err().to_string();
    assert!(error.contains("three times"), "{error}");
}

#[tokio::test]
async fn reminding_before_any_first_letter_moves_no_number_that_is_told() {
    let post = Post::new().await;
    for name in ["a1", "b1"] {
        let secret = &post.links[&format!("Zebedee {name}")];
        answer_all(&post.bench, secret, "").await;
        finish(&post.bench, secret).await;
    }
    let before = post.app.letters_of(&post.wave).await.unwrap();
    post.remind().await.unwrap();
    let after = post.app.letters_of(&post.wave).await.unwrap();
    assert_eq!((after.to_write, after.written), (before.to_write, before.written));
    assert_eq!(post.sent().await.len(), 11);
}

#[tokio::test]
async fn reminding_says_the_same_whether_everybody_has_finished_or_nobody() {
    let post = Post::new().await;
    post.invite().await;
    for secret in post.sent().await.values() {
        answer_all(&post.bench, secret, "").await;
        finish(&post.bench, secret).await;
    }
    post.hand.days(3);
    post.remind().await.unwrap();
    assert_eq!(post.sent().await.len(), 0);
    let told = post.app.letters_of(&post.wave).await.unwrap();
    assert_eq!(told.reminders, [parse_day("2026-11-25").unwrap()]);
}

#[tokio::test]
async fn an_address_that_fails_is_told_by_name_to_the_custodian_alone() {
    let post = Post::new().await;
    post.server.answers("550 nobody here by that name");
    post.invite().await;
    assert_eq!(post.sent().await.len(), 0);
    assert_eq!(post.app.letters_of(&post.wave).await.unwrap().undelivered, 13);
    assert!(post.app.undelivered_letters(&post.wave).await.is_err(), "a coordinator is not told whose");
    let whose = post.bench.app.undelivered_letters(&post.wave).await.unwrap();
    assert_eq!(whose.len(), 13);
    post.hand.days(3);
    post.remind().await.unwrap();
    post.sent().await;
    assert_eq!(
        post.app.letters_of(&post.wave).await.unwrap().undelivered,
        13,
        "of a reminder nothing is kept"
    );
}

#[tokio::test]
async fn letters_need_a_mail_server_and_an_open_round() {
    let post = Post::new().await;
    let error = post.bench.app.send_survey_letters(&post.network, &post.wave, at).await.unwrap_err();
    assert!(error.to_string().contains("No mail is sent from here"), "{error}");
    post.app.close_wave(&post.network, "9").await.unwrap();
    let closed = post.app.wave(&post.network, Some("9")).await.unwrap().unwrap();
    for error in [
        post.app.send_survey_letters(&post.network, &closed, at).await.unwrap_err(),
        post.app.remind_respondents(&post.network, &closed, at).await.unwrap_err(),
    ] {
        assert!(error.to_string().contains("while a round is open"), "{error}");
    }
}

#[tokio::test]
async fn a_draft_is_deleted_with_its_names() {
    let post = Post::new().await;
    let draft = troth_app::surveys::SurveyDraft { external_id: "10".into(), ..super::surveys::draft() };
    let view = post.app.draft_survey(&post.network, &draft).await.unwrap();
    assert!(post.app.delete_draft(&post.network, &post.wave).await.is_err(), "it has begun");
    post.app.delete_draft(&post.network, &view.wave).await.unwrap();
    assert!(post.app.wave(&post.network, Some("10")).await.is_err(), "it is not there any more");
}
