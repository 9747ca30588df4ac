//! Actions and verdicts.

use troth_act::{Action, Next, NextSize, Review, ReviewVerdict, Side, SmallWin};
use troth_lens::{Convergence, Verdict};
use troth_network::{ActionId, OrganisationId, Pair, PersonId, VerdictId, Wave, WaveId};
use troth_store::{StoreError, Stored};

use crate::samples::{COUNCIL, HOSPICE, HOSPITAL, PERSON, at, day, id, network, partnership, person, wave};
use crate::scene::Scene;

stories!(
    actions_come_back_whole,
    of_two_who_save_at_once_one_is_told,
    verdicts_come_back_whole,
    the_last_verdict_holds_and_the_earlier_stay,
);

fn pair() -> Pair {
    Pair::of(OrganisationId(id(COUNCIL)), OrganisationId(id(HOSPITAL)))
}

fn action() -> Action {
    Action {
        id: ActionId(id(81)),
        network: network().id,
        pair: pair(),
        narrative: "power".into(),
        measure: "M3".into(),
        title: "One shared list – « liste »".into(),
        agreed_on: Some(day("2026-03-01")),
        a: Side {
            expectation: "that it’s read".into(),
            risk: "time".into(),
            owner: Some(PersonId(id(PERSON))),
            accepted: true,
            review: Some(Review {
                verdict: ReviewVerdict::Partly,
                words: "so-so\n…".into(),
                on: day("2026-06-01"),
            }),
        },
        b: Side::default(),
        small_win: SmallWin { what: "list".into(), by: None, seen_how: "both see it".into() },
        follows: Some(Next { size: NextSize::Smaller, words: "slowly".into() }),
        previous: None,
        created: at(1),
    }
}

async fn actions_come_back_whole(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.insert_action(&action()).await.unwrap();
    let next = Action {
        id: ActionId(id(80)),
        previous: Some(action().id),
        follows: None,
        agreed_on: None,
        a: Side::default(),
        created: at(2),
        ..action()
    };
    store.insert_action(&next).await.unwrap();
    let of = |value| Stored { value, version: 1 };
    assert_eq!(store.actions(network().id).await.unwrap(), [of(action()), of(next.clone())]);
    assert_eq!(store.action(next.id).await.unwrap(), Some(of(next.clone())));
    assert_eq!(store.action(ActionId(id(9))).await.unwrap(), None);
    let lost = Action { id: ActionId(id(82)), previous: Some(ActionId(id(9))), ..next };
    assert!(matches!(store.insert_action(&lost).await, Err(StoreError::MissingReference(_))));
}

async fn of_two_who_save_at_once_one_is_told(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.insert_action(&action()).await.unwrap();
    let titled = |title: &str| Action { title: title.into(), ..action() };
    let (mine, yours) = (titled("mine"), titled("yours"));
    let (one, other) = tokio::join!(store.update_action(&mine, 1), store.update_action(&yours, 1));
    let (kept, told) = match (one, other) {
        (Ok(version), Err(told)) => ((mine, version), told),
        (Err(told), Ok(version)) => ((yours, version), told),
        both => panic!("exactly one is kept: {both:?}"),
    };
    assert_eq!(kept.1, 2);
    assert!(matches!(told, StoreError::Conflict { .. }));
    assert!(told.to_string().contains("somebody else saved it first"), "{told}");
    assert_eq!(store.action(action().id).await.unwrap(), Some(Stored { value: kept.0, version: 2 }));
    assert_eq!(store.update_action(&titled("third"), 2).await.unwrap(), 3);

    let unknown = Action { id: ActionId(id(9)), ..action() };
    assert!(matches!(store.update_action(&unknown, 1).await, Err(StoreError::NotFound { .. })));
}

fn verdict(number: u128, reason: &str) -> Verdict {
    Verdict {
        id: VerdictId(id(number)),
        wave: wave().id,
        pair: pair(),
        narrative: "power".into(),
        convergence: Convergence::Dissonance,
        proposed: Convergence::Silence,
        reason: reason.into(),
        by: person().id,
        on: day("2026-11-02"),
    }
}

async fn verdicts_come_back_whole(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let other_pair = Pair::of(OrganisationId(id(HOSPITAL)), OrganisationId(id(HOSPICE)));
    let fairness = Verdict { narrative: "Fairness".into(), ..verdict(92, "«b»") };
    let elsewhere = Verdict {
        pair: other_pair,
        convergence: Convergence::Agreement,
        proposed: Convergence::Partial,
        ..verdict(93, "c")
    };
    for verdict in [&elsewhere, &verdict(91, "a"), &fairness] {
        store.insert_verdict(network().id, verdict).await.unwrap();
    }
    let stored = store.verdicts(wave().id).await.unwrap();
    assert_eq!(stored, [fairness, verdict(91, "a"), elsewhere]);
    let twice = store.insert_verdict(network().id, &verdict(91, "a")).await;
    assert!(matches!(twice, Err(StoreError::Conflict { .. })));
}

async fn the_last_verdict_holds_and_the_earlier_stay(scene: Scene) {
    partnership(&scene.store).await;
    let second = Wave { id: WaveId(id(22)), external_id: "2".into(), position: 2, ..wave() };
    scene.store.upsert_wave(&second).await.unwrap();
    let later = Verdict { on: day("2026-11-01"), ..verdict(90, "on reflection") };
    let next_wave = Verdict { wave: second.id, ..verdict(95, "next wave") };
    for verdict in [&verdict(91, "first"), &later, &next_wave] {
        scene.store.insert_verdict(network().id, verdict).await.unwrap();
    }
    assert_eq!(scene.store.verdicts(wave().id).await.unwrap(), [later]);
    assert_eq!(scene.store.verdicts(second.id).await.unwrap(), [next_wave]);
    assert_eq!(scene.count("verdict").await, 3);
}
