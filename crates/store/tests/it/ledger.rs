//! The ledger is checked: what was changed behind the back of the database is found.

use std::collections::BTreeSet;

use troth_gate::ledger::sha256_hex;
use troth_gate::{Audience, CellOf, LedgerCell, LedgerEntry};
use troth_network::{AnswerRole, Direction, EntryId, OrganisationId, ReleaseId};
use troth_store::{LedgerCheck, NewRelease, Store};

use crate::samples::{COUNCIL, HOSPITAL, at, id, network, partnership, wave};
use crate::scene::Scene;

stories!(
    a_ledger_as_it_was_written_is_whole,
    a_release_changed_or_removed_is_found,
    whose_answers_changed_is_found
);

/// Commits a release resting on one respondent.
async fn released(store: &Store, number: u128) {
    let contributing = vec![LedgerCell {
        of: CellOf::Direction(Direction {
            from: OrganisationId(id(HOSPITAL)),
            to: OrganisationId(id(COUNCIL)),
        }),
        source: AnswerRole::Staff,
        respondents: BTreeSet::from(["key-1".into()]),
    }];
    let text = format!(
        "[{{\"direction\":{{\"from\":\"{}\",\"to\":\"{}\"}},\"source\":\"staff\",\"respondents\":[\"key-1\"]}}]",
        id(HOSPITAL),
        id(COUNCIL)
    );
    let body = format!("{{\"n\":{number}}}");
    let entry = LedgerEntry {
        id: EntryId(id(300 + number)),
        at: at(1),
        viewer: "holder".into(),
        audience: Audience::Agreed,
        network: network().id,
        wave: Some(wave().id),
        kind: "ratings".into(),
        filter: format!("aspect:{number}"),
        contributing_hash: sha256_hex(text.as_bytes()),
        contributing,
        body_hash: sha256_hex(body.as_bytes()),
    };
    let new = NewRelease {
        id: ReleaseId(id(200 + number)),
        input_hash: "in".into(),
        body,
        known: 0,
        taken_back: None,
    };
    store.commit_release(&entry, &new).await.unwrap();
}

async fn filled(scene: &Scene) {
    partnership(&scene.store).await;
    for number in 1..=3 {
        released(&scene.store, number).await;
    }
}

async fn a_ledger_as_it_was_written_is_whole(scene: Scene) {
    filled(&scene).await;
    assert_eq!(scene.store.verify_ledger().await.unwrap(), LedgerCheck::Whole { entries: 3 });
}

async fn a_release_changed_or_removed_is_found(scene: Scene) {
    filled(&scene).await;
    scene.raw("UPDATE release SET body = '{\"n\":9}' WHERE body = '{\"n\":2}'").await.unwrap();
    let broken = LedgerCheck::Broken { entry: EntryId(id(302)) };
    assert_eq!(scene.store.verify_ledger().await.unwrap(), broken);
    scene.raw("DELETE FROM release WHERE body = '{\"n\":1}'").await.unwrap();
    let broken = LedgerCheck::Broken { entry: EntryId(id(301)) };
    assert_eq!(scene.store.verify_ledger().await.unwrap(), broken);
}

async fn whose_answers_changed_is_found(scene: Scene) {
    filled(&scene).await;
    let off = if scene.is_sqlite() {
        "DROP TRIGGER ledger_never_changes"
    } else {
        "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_never_changes"
    };
    scene.raw(off).await.unwrap();
    scene.raw("UPDATE ledger_entry SET contributing = '[]' WHERE filter = 'aspect:3'").await.unwrap();
    let broken = LedgerCheck::Broken { entry: EntryId(id(303)) };
    assert_eq!(scene.store.verify_ledger().await.unwrap(), broken);
}
