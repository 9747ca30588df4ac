//! The server is killed while people answer: what it said yes to is there, and nothing is there twice.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use super::respondents::person::Way;
use super::respondents::round::Round;
use super::respondents::server::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_that_was_acknowledged_survives_a_server_that_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let (url, key) = (folder.path().join("round.db").display().to_string(), folder.path().join("round.key"));
    let (round, people) = Round::open(&url, &key, 5).await;
    let mut server = Server::start(env!("CARGO_BIN_EXE_troth"), &url, &key);
    let way = Way::to(server.address(), server.starts());
    let answering: Vec<_> = people
        .into_iter()
        .map(|person| tokio::spawn(person.answer(way.clone(), None, std::time::Duration::default)))
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..3 {
        way.after(way.saves() + u64::from(random.next_u32() % 9)).await;
        for _ in 0..random.next_u32() % 64 {
            tokio::task::yield_now().await;
        }
        let before = server.process();
        server.kill_and_start();
        assert_ne!(server.process(), before);
    }
    let mut all = Vec::new();
    for person in answering {
        all.push(person.await.unwrap());
    }
    server.kill();
    let mut stored = 0;
    for person in &all {
        stored += round.holds(person).await;
    }
    assert!(stored > 10 * all.len(), "whole questionnaires: {stored}");
    round.close(&all).await;
}
