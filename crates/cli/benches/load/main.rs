//! Load and faults: many people answer a round at once, and the server is killed again and again. `make load` runs it;
//! `docs/benchmarks.md` has the figures. No test, since it takes minutes and depends on the machine.
//!
//! Give `TROTH_LOAD_POSTGRES`, the URL of an empty PostgreSQL database, to measure that too.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a run that cannot go on has nothing to tell")]
#![expect(clippy::print_stdout, reason = "what is measured is printed")]
#![expect(clippy::disallowed_methods, reason = "how long something takes is what is asked here")]

#[path = "../../tests/respondents/mod.rs"]
mod respondents;

use std::time::{Duration, Instant};

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use respondents::person::{Acknowledged, Person, Way};
use respondents::round::Round;
use respondents::server::Server;

/// People who answer at once, beside ten representatives.
const PEOPLE: usize = 290;
/// How often the server is killed.
const KILLS: usize = 100;

const PROGRAM: &str = env!("CARGO_BIN_EXE_troth");

fn main() {
    // `cargo test --benches` builds and runs benchmarks too, to see that they start.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = |name: &str| folder.path().join(name).display().to_string();
    let key = folder.path().join("load.key");
    runtime.block_on(load("SQLite", &url("load.db"), &key));
    runtime.block_on(faults("SQLite", &url("faults.db"), &key));
    if let Ok(postgres) = std::env::var("TROTH_LOAD_POSTGRES") {
        runtime.block_on(load("PostgreSQL", &format!("{postgres}_load"), &key));
        runtime.block_on(faults("PostgreSQL", &format!("{postgres}_faults"), &key));
    }
}

fn between(random: &mut ChaCha8Rng, least: u64, most: u64) -> Duration {
    Duration::from_millis(least + random.next_u64() % (most - least))
}

/// Everybody answers at the pace of the fastest readers: 1 to 5 seconds for a page.
async fn load(what: &str, url: &str, key: &std::path::Path) {
    let (round, people) = Round::open(url, key, PEOPLE).await;
    let mut server = Server::start(PROGRAM, url, key);
    let way = Way::to(server.address(), server.starts());
    let begun = Instant::now();
    let all = answered(people, way.clone(), (1_000, 5_000)).await;
    let took = begun.elapsed();
    let memory = server.process().and_then(megabytes);
    server.kill();
    let stored = checked(&round, &all).await;
    let mut times: Vec<Duration> = all.iter().flat_map(|one| one.times.iter().copied()).collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1_000.0;
    println!(
        "{what}: {} people, {} saves in {:.0} s ({:.0} a second), {stored} answers, none lost. A save: median {:.1} ms, \
         p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms. Memory of the server at most {:.0} MB.",
        all.len(),
        times.len(),
        took.as_secs_f64(),
        times.len() as f64 / took.as_secs_f64(),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        memory.unwrap_or(f64::NAN)
    );
    round.close(&all).await;
}

/// The server is killed at random moments while people answer as fast as they can; each answers until all kills are done.
async fn faults(what: &str, url: &str, key: &std::path::Path) {
    let (round, people) = Round::open(url, key, PEOPLE).await;
    let mut server = Server::start(PROGRAM, url, key);
    let way = Way::to(server.address(), server.starts());
    let answering = tokio::spawn(answered(people, way.clone(), (500, 8_000)));
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut kills = 0;
    while kills < KILLS && !answering.is_finished() {
        tokio::time::sleep(between(&mut random, 20, 700)).await;
        // Not while nobody saves: that would try nothing.
        tokio::select! {
            () = way.after(way.saves()) => {}
            () = tokio::time::sleep(Duration::from_secs(9)) => {}
        }
        server.kill_and_start();
        kills += 1;
    }
    let all = answering.await.unwrap();
    server.kill();
    let stored = checked(&round, &all).await;
    let saved: usize = all.iter().map(|one| one.saved.len()).sum();
    println!(
        "{what}: killed {kills} times while {} people answered ({} saves sent); of {saved} answers that were acknowledged \
         none is lost, of {stored} that are stored none is there twice or was never sent.",
        all.len(),
        way.saves()
    );
    round.close(&all).await;
}

async fn answered(people: Vec<Person>, way: Way, pace: (u64, u64)) -> Vec<Acknowledged> {
    let epoch = Instant::now();
    let one = |person: Person| tokio::spawn(person.answer(way.clone(), Some(pace), move || epoch.elapsed()));
    let tasks: Vec<_> = people.into_iter().map(one).collect();
    let mut all = Vec::new();
    for task in tasks {
        all.push(task.await.unwrap());
    }
    all
}

async fn checked(round: &Round, all: &[Acknowledged]) -> usize {
    let mut stored = 0;
    for one in all {
        stored += round.holds(one).await;
    }
    stored
}

/// The most memory that a process has held, in megabytes; none where the system does not tell.
fn megabytes(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
