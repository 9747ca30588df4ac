//! Releases, their ledger, and stored results without people in them.

use std::collections::BTreeSet;

use troth_gate::groups::COLLABORATION;
use troth_gate::ledger::sha256_hex;
use troth_gate::{Audience, CellOf, LedgerCell, LedgerEntry};
use troth_lens::{Level, People};
use troth_network::{AnswerRole, Direction, EntryId, NetworkId, OrganisationId, ReleaseId, WaveId};
use troth_store::{NewRelease, Store, StoreError, StoredRelease};

use crate::samples::{COUNCIL, HOSPITAL, at, id, network, partnership, wave};
use crate::scene::Scene;

stories!(
    a_release_comes_back_with_its_entry,
    an_entry_of_people_comes_back_and_is_compared_with_its_own_kind,
    the_newest_release_of_each_filter_is_found,
    an_entry_without_its_release_is_not_kept,
    a_decision_made_before_another_release_is_not_kept,
    a_text_that_does_not_match_is_refused,
    the_ledger_never_changes,
    an_artefact_is_replaced,
);

pub(crate) fn release(number: u128, seconds: i64, filter: &str) -> StoredRelease {
    let body = format!("{{\"n\":{number}}}");
    StoredRelease {
        id: ReleaseId(id(200 + number)),
        input_hash: format!("in-{number}"),
        entry: LedgerEntry {
            id: EntryId(id(300 + number)),
            at: at(seconds),
            viewer: "holder".into(),
            audience: Audience::Agreed,
            network: network().id,
            wave: Some(wave().id),
            kind: "ratings".into(),
            filter: filter.into(),
            contributing_hash: "c0ffee".into(),
            contributing: vec![LedgerCell {
                of: CellOf::Direction(Direction {
                    from: OrganisationId(id(HOSPITAL)),
                    to: OrganisationId(id(COUNCIL)),
                }),
                source: AnswerRole::Staff,
                respondents: BTreeSet::from(["key-1".into(), "clé".into()]),
            }],
            body_hash: sha256_hex(body.as_bytes()),
        },
        body,
    }
}

async fn commit(store: &Store, release: &StoredRelease) -> Result<(), StoreError> {
    let mut known = store.ledger(release.entry.network, &release.entry.audience).await?;
    known.retain(|e| e.kind == release.entry.kind && e.filter == release.entry.filter);
    commit_knowing(store, release, known.len()).await
}

async fn commit_knowing(store: &Store, release: &StoredRelease, known: usize) -> Result<(), StoreError> {
    let new = NewRelease {
        id: release.id,
        input_hash: release.input_hash.clone(),
        body: release.body.clone(),
        known,
        taken_back: None,
    };
    let receipt = store.commit_release(&release.entry, &new).await?;
    assert_eq!(receipt, troth_gate::Receipt::of_committed(&release.entry));
    Ok(())
}

async fn a_release_comes_back_with_its_entry(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let partner = Audience::Partner(OrganisationId(id(COUNCIL)));
    let mut of_no_wave = release(2, 2, "");
    of_no_wave.entry =
        LedgerEntry { wave: None, audience: partner.clone(), contributing: Vec::new(), ..of_no_wave.entry };
    for release in [&release(1, 1, "aspect:fairness"), &of_no_wave] {
        commit(&store, release).await.unwrap();
    }
    let find = |wave, filter: &'static str, audience| {
        let store = store.clone();
        async move { store.latest_release(network().id, wave, "ratings", filter, &audience).await.unwrap() }
    };
    let found = find(Some(wave().id), "aspect:fairness", Audience::Agreed).await;
    assert_eq!(found, Some(release(1, 1, "aspect:fairness")));
    assert_eq!(find(None, "", partner.clone()).await, Some(of_no_wave.clone()));
    assert_eq!(find(None, "", Audience::Agreed).await, None, "made for somebody else");
    assert_eq!(find(Some(WaveId(id(99))), "aspect:fairness", Audience::Agreed).await, None);
    assert_eq!(store.ledger(network().id, &partner).await.unwrap(), [of_no_wave.entry]);
    assert_eq!(store.ledger(NetworkId(id(9)), &partner).await.unwrap(), []);
}

async fn an_entry_of_people_comes_back_and_is_compared_with_its_own_kind(scene: Scene) {
    partnership(&scene.store).await;
    let people = [People::Everybody, People::AtLevel(Level::Tactical), People::InSector("care home".into())];
    let mut given = release(1, 10, "construct:faith");
    given.entry.kind = COLLABORATION.into();
    given.entry.contributing = people
        .map(|of| LedgerCell {
            of: CellOf::People(of),
            source: AnswerRole::Staff,
            respondents: BTreeSet::from(["key-1/0".into()]),
        })
        .to_vec();
    given.entry.contributing_hash = "c0ffee".into();
    commit(&scene.store, &given).await.unwrap();
    let compared = |kind: &'static str| {
        let store = scene.store.clone();
        async move { store.compared(network().id, Some(wave().id), kind, "construct:faith").await.unwrap() }
    };
    assert_eq!(compared(COLLABORATION).await, [given.entry.clone()]);
    assert_eq!(compared("ratings").await, []);
}

async fn the_newest_release_of_each_filter_is_found(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let (a_old, a_new, b) = (release(1, 5, "a"), release(2, 6, "a"), release(3, 1, "B"));
    // Of the same moment the one with the higher id is the newer.
    let a_tie = release(4, 6, "a");
    for release in [&a_tie, &a_new, &a_old, &b] {
        commit(&store, release).await.unwrap();
    }
    let wave = Some(wave().id);
    let newest = store.latest_releases(network().id, wave, "ratings", &Audience::Agreed).await.unwrap();
    assert_eq!(newest, [b.clone(), a_tie.clone()]);
    let a = store.latest_release(network().id, wave, "ratings", "a", &Audience::Agreed).await.unwrap();
    assert_eq!(a, Some(a_tie.clone()));
    let other = store.latest_releases(network().id, None, "ratings", &Audience::Agreed).await.unwrap();
    assert_eq!(other, []);
    let ledger = store.ledger(network().id, &Audience::Agreed).await.unwrap();
    assert_eq!(ledger, [b.entry, a_old.entry, a_new.entry, a_tie.entry]);
}

async fn an_entry_without_its_release_is_not_kept(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    commit(&store, &release(1, 1, "a")).await.unwrap();
    let same_release_id = StoredRelease { id: release(1, 1, "a").id, ..release(2, 2, "a") };
    let error = commit(&store, &same_release_id).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { what: "The release", .. }), "{error}");
    let ledger = store.ledger(network().id, &Audience::Agreed).await.unwrap();
    assert_eq!(ledger, [release(1, 1, "a").entry]);
}

async fn a_decision_made_before_another_release_is_not_kept(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    commit_knowing(&store, &release(1, 1, "a"), 0).await.unwrap();
    let error = commit_knowing(&store, &release(2, 2, "a"), 0).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { what: "The release", .. }), "{error}");
    commit_knowing(&store, &release(3, 3, "b"), 0).await.unwrap();
    commit_knowing(&store, &release(2, 2, "a"), 1).await.unwrap();
}

async fn a_text_that_does_not_match_is_refused(scene: Scene) {
    partnership(&scene.store).await;
    let altered = StoredRelease { body: "{}".into(), ..release(1, 1, "a") };
    assert!(matches!(commit(&scene.store, &altered).await, Err(StoreError::ReleaseMismatch)));
    assert_eq!(scene.count("ledger_entry").await, 0);
}

async fn the_ledger_never_changes(scene: Scene) {
    partnership(&scene.store).await;
    commit(&scene.store, &release(1, 1, "a")).await.unwrap();
    let mut attempts = vec!["UPDATE ledger_entry SET viewer = 'nobody'", "DELETE FROM ledger_entry"];
    if !scene.is_sqlite() {
        attempts.push("TRUNCATE ledger_entry CASCADE");
    }
    for attempt in attempts {
        let error = scene.raw(attempt).await.unwrap_err();
        assert!(error.to_string().contains("is never changed"), "{attempt}: {error}");
    }
    assert_eq!(scene.store.ledger(network().id, &Audience::Agreed).await.unwrap().len(), 1);
}

async fn an_artefact_is_replaced(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    assert_eq!(store.artefact(network().id, "layout").await.unwrap(), None);
    for (hash, body) in [("1", "{}"), ("2", "{\"é\":1}")] {
        store.put_artefact(network().id, "layout", hash, body, at(1)).await.unwrap();
    }
    store.put_artefact(network().id, "other", "3", "[]", at(1)).await.unwrap();
    let stored = store.artefact(network().id, "layout").await.unwrap();
    assert_eq!(stored, Some(("2".into(), "{\"é\":1}".into())));
}

/// A release of interviews that was worked out before the last of two times something was taken back is refused; one
/// that was worked out after it is kept.
pub(crate) async fn stale_is_refused(store: &Store, before: i64) {
    let mut stale = release(9, 50, "");
    stale.entry.wave = None;
    stale.entry.kind = "interviews".into();
    let new = |taken_back| NewRelease {
        id: stale.id,
        input_hash: "in".into(),
        body: stale.body.clone(),
        known: 0,
        taken_back: Some(taken_back),
    };
    let error = store.commit_release(&stale.entry, &new(before)).await.unwrap_err();
    assert!(error.to_string().contains("somebody took words back"), "{error}");
    store.commit_release(&stale.entry, &new(before + 1)).await.unwrap();
}
