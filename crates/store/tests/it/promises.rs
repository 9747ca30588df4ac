//! Promises and the yeses that open relationships.

use troth_gate::Visibility;
use troth_network::{OrganisationId, Pair, WaveId};
use troth_store::{AuditRow, ResearchPackage};

use crate::samples::{COUNCIL, HOSPICE, HOSPITAL, WAVE, at, id, network, partnership};
use crate::scene::Scene;

stories!(
    a_round_keeps_the_promise_it_began_with,
    a_promise_is_never_changed,
    a_floor_is_kept_within_five_and_twenty,
    research_is_named_and_what_was_given_out_stays_noted,
    only_two_yeses_open_a_relationship,
    an_organisation_speaks_for_its_own_relationships_alone,
);

async fn a_round_keeps_the_promise_it_began_with(scene: Scene) {
    partnership(&scene.store).await;
    let (store, network, wave) = (&scene.store, network().id, WaveId(id(WAVE)));
    assert_eq!(store.promise_of(wave).await.unwrap(), None);
    let first =
        store.insert_promise(network, (Visibility::Received, 8), "Words.\n« Mots ».", at(1)).await.unwrap();
    store.bind_promise(network, wave, first).await.unwrap();
    let second = store.insert_promise(network, (Visibility::Everyone, 5), "More.", at(2)).await.unwrap();
    store.bind_promise(network, wave, second).await.unwrap();
    assert_eq!((first, second), (1, 2));
    let kept = store.promise_of(wave).await.unwrap().unwrap();
    assert_eq!(
        (kept.version, kept.visibility, kept.floor, kept.words.as_str()),
        (1, Visibility::Received, 8, "Words.\n« Mots ».")
    );
    assert_eq!(store.promises(network).await.unwrap().iter().map(|p| p.version).collect::<Vec<_>>(), [2, 1]);
}

async fn a_promise_is_never_changed(scene: Scene) {
    partnership(&scene.store).await;
    let network = network().id;
    let first = scene.store.insert_promise(network, (Visibility::Totals, 5), "Words.", at(1)).await.unwrap();
    scene.store.bind_promise(network, WaveId(id(WAVE)), first).await.unwrap();
    assert!(scene.raw("UPDATE promise SET visibility = 'everyone'").await.is_err());
    assert!(scene.raw("UPDATE promise SET floor = 6").await.is_err());
    assert!(scene.raw("UPDATE wave_promise SET version = 1").await.is_err());
}

async fn a_floor_is_kept_within_five_and_twenty(scene: Scene) {
    partnership(&scene.store).await;
    let promised = async |floor| {
        let choice = (Visibility::Totals, floor);
        scene.store.insert_promise(network().id, choice, "Words.", at(1)).await
    };
    assert!(promised(4).await.is_err() && promised(21).await.is_err());
    assert_eq!((promised(5).await.unwrap(), promised(20).await.unwrap()), (1, 2));
}

async fn research_is_named_and_what_was_given_out_stays_noted(scene: Scene) {
    partnership(&scene.store).await;
    let (store, network, wave) = (&scene.store, network().id, WaveId(id(WAVE)));
    let choice = (Visibility::Totals, 5);
    let version = store
        .insert_promise_naming(network, choice, Some("Trust study, Uni"), "Words.", at(1))
        .await
        .unwrap();
    store.bind_promise(network, wave, version).await.unwrap();
    assert_eq!(store.promise_of(wave).await.unwrap().unwrap().research.as_deref(), Some("Trust study, Uni"));
    let package = ResearchPackage {
        id: id(901),
        network,
        wave,
        made: at(2),
        made_by: "holder".into(),
        purpose: "Réliability".into(),
        approval: "REC 26/1".into(),
        recipient: "Uni".into(),
        answers: 40,
        hash: "0f".repeat(32),
    };
    let noted = AuditRow {
        id: id(902),
        at: at(2),
        network: Some(network),
        actor: "holder".into(),
        event: "answers given to research".into(),
        subject: package.id.to_string(),
    };
    store.note_package(&package, &noted).await.unwrap();
    assert_eq!(store.packages(network).await.unwrap(), [package]);
    assert!(scene.raw("UPDATE research_package SET recipient = 'x'").await.is_err());
    assert!(scene.raw("DELETE FROM research_package").await.is_err());
    assert!(scene.raw("UPDATE promise SET research = 'x'").await.is_err());
}

async fn only_two_yeses_open_a_relationship(scene: Scene) {
    partnership(&scene.store).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    let (council, hospital) = (OrganisationId(id(COUNCIL)), OrganisationId(id(HOSPITAL)));
    let pair = Pair::of(council, hospital);
    for _ in 0..2 {
        store.say_open(wave, pair, council, at(1)).await.unwrap();
    }
    assert!(store.opened(wave).await.unwrap().is_empty());
    assert!(store.said_open(wave, hospital).await.unwrap().is_empty(), "a yes is told to nobody else");
    assert!(store.unsay_open(wave, pair, council).await.unwrap());
    store.say_open(wave, pair, hospital, at(2)).await.unwrap();
    assert!(store.opened(wave).await.unwrap().is_empty());
    store.say_open(wave, pair, council, at(3)).await.unwrap();
    assert_eq!(store.opened(wave).await.unwrap().into_iter().collect::<Vec<_>>(), [pair]);
    assert!(!store.unsay_open(wave, pair, council).await.unwrap(), "what is open stays open for the round");
}

async fn an_organisation_speaks_for_its_own_relationships_alone(scene: Scene) {
    partnership(&scene.store).await;
    let pair = Pair::of(OrganisationId(id(COUNCIL)), OrganisationId(id(HOSPITAL)));
    let hospice = OrganisationId(id(HOSPICE));
    assert!(scene.store.say_open(WaveId(id(WAVE)), pair, hospice, at(1)).await.is_err());
}
