//! Jobs.

use std::collections::BTreeSet;

use troth_network::{JobId, NetworkId};
use troth_store::{Job, JobState, NewJob, StoreError};

use crate::samples::{at, id, network, partnership};
use crate::scene::Scene;

stories!(
    a_job_is_asked_for_taken_and_done,
    the_same_work_waits_once,
    two_workers_never_get_the_same_job,
    a_dropped_job_is_taken_up_again,
    a_failed_job_is_tried_again_later,
    a_failed_job_gives_way_to_one_that_waits,
);

fn new_job(number: u128, subject: &str) -> NewJob {
    NewJob {
        id: JobId(id(number)),
        network: network().id,
        kind: "analyse".into(),
        subject: subject.into(),
        created: at(i64::try_from(number).unwrap()),
    }
}

fn waiting(new: NewJob) -> Job {
    Job {
        id: new.id,
        network: new.network,
        kind: new.kind,
        subject: new.subject,
        state: JobState::Queued,
        attempts: 0,
        run_after: new.created,
        lease_until: None,
        worker: None,
        outcome: None,
        error: None,
        created: new.created,
        finished: None,
    }
}

async fn a_job_is_asked_for_taken_and_done(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    assert!(store.enqueue(&new_job(2, "b")).await.unwrap());
    assert!(store.enqueue(&new_job(1, "ä")).await.unwrap());
    assert_eq!(store.jobs(network().id).await.unwrap(), [waiting(new_job(1, "ä")), waiting(new_job(2, "b"))]);
    assert_eq!(store.unfinished_jobs().await.unwrap(), 2);

    assert_eq!(store.claim("w", at(0), 60).await.unwrap(), None, "not before it was asked for");
    let taken = store.claim("w", at(10), 60).await.unwrap().unwrap();
    let running = Job {
        state: JobState::Running,
        attempts: 1,
        lease_until: Some(at(70)),
        worker: Some("w".into()),
        ..waiting(new_job(1, "ä"))
    };
    assert_eq!(taken, running, "the oldest first");

    assert!(store.complete(taken.id, "w", "released", at(20)).await.unwrap());
    assert!(store.complete(taken.id, "w", "released", at(30)).await.unwrap(), "saying it twice is no harm");
    assert!(!store.complete(taken.id, "x", "released", at(30)).await.unwrap(), "it was not x’s");
    let done = Job {
        state: JobState::Done,
        outcome: Some("released".into()),
        lease_until: None,
        finished: Some(at(20)),
        ..running
    };
    assert_eq!(store.jobs(network().id).await.unwrap()[0], done);
    assert_eq!(store.unfinished_jobs().await.unwrap(), 1);
    let nowhere = NewJob { network: NetworkId(id(9)), ..new_job(3, "c") };
    assert!(matches!(store.enqueue(&nowhere).await, Err(StoreError::MissingReference(_))));
}

async fn the_same_work_waits_once(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    assert!(store.enqueue(&new_job(1, "a")).await.unwrap());
    assert!(!store.enqueue(&new_job(2, "a")).await.unwrap());
    assert!(store.enqueue(&new_job(3, "b")).await.unwrap());
    store.claim("w", at(10), 60).await.unwrap().unwrap();
    assert!(store.enqueue(&new_job(4, "a")).await.unwrap(), "the running one may have read old inputs");
    assert_eq!(store.unfinished_jobs().await.unwrap(), 3);
}

async fn two_workers_never_get_the_same_job(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    for number in 1..=20 {
        store.enqueue(&new_job(number, &number.to_string())).await.unwrap();
    }
    let work = |name: &'static str| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut taken = Vec::new();
            while let Some(job) = store.claim(name, at(100), 60).await.unwrap() {
                taken.push(job.id);
            }
            taken
        })
    };
    let (one, other) = tokio::join!(work("one"), work("other"));
    let (one, other) = (one.unwrap(), other.unwrap());
    let all: BTreeSet<JobId> = one.iter().chain(&other).copied().collect();
    assert_eq!((one.len() + other.len(), all.len()), (20, 20));
}

async fn a_dropped_job_is_taken_up_again(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.enqueue(&new_job(1, "a")).await.unwrap();
    let job = store.claim("slow", at(10), 60).await.unwrap().unwrap();
    assert_eq!(store.claim("other", at(69), 60).await.unwrap(), None, "the lease still runs");
    let again = store.claim("other", at(70), 60).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts, again.worker.as_deref()), (job.id, 2, Some("other")));

    assert!(!store.complete(job.id, "slow", "late", at(71)).await.unwrap());
    assert!(!store.fail(job.id, "slow", "late", at(71), None).await.unwrap());
    assert!(store.complete(job.id, "other", "done", at(72)).await.unwrap());
    assert!(!store.complete(job.id, "slow", "late", at(73)).await.unwrap());
    assert_eq!(store.jobs(network().id).await.unwrap()[0].outcome.as_deref(), Some("done"));
}

async fn a_failed_job_is_tried_again_later(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.enqueue(&new_job(1, "a")).await.unwrap();
    let job = store.claim("w", at(10), 60).await.unwrap().unwrap();
    assert!(store.fail(job.id, "w", "no disk", at(11), Some(at(100))).await.unwrap());
    assert_eq!(store.claim("w", at(99), 60).await.unwrap(), None);
    let again = store.claim("w", at(100), 60).await.unwrap().unwrap();
    assert_eq!((again.attempts, again.error.as_deref()), (2, Some("no disk")));
    assert!(store.fail(job.id, "w", "still no disk", at(101), None).await.unwrap());
    let given_up = store.jobs(network().id).await.unwrap().remove(0);
    assert_eq!((given_up.state, given_up.finished), (JobState::Failed, Some(at(101))));
    assert_eq!(given_up.error.as_deref(), Some("still no disk"));
    assert_eq!(store.unfinished_jobs().await.unwrap(), 0);
}

async fn a_failed_job_gives_way_to_one_that_waits(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.enqueue(&new_job(1, "a")).await.unwrap();
    let job = store.claim("w", at(10), 60).await.unwrap().unwrap();
    store.enqueue(&new_job(2, "a")).await.unwrap();
    assert!(store.fail(job.id, "w", "no disk", at(11), Some(at(100))).await.unwrap());
    let states: Vec<_> = store.jobs(network().id).await.unwrap().iter().map(|j| j.state).collect();
    assert_eq!(states, [JobState::Failed, JobState::Queued]);
}
