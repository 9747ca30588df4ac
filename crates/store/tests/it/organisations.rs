//! Organisations, successions and people.

use troth_network::{Organisation, OrganisationId, Person, PersonId, Succession};
use troth_store::StoreError;

use crate::samples::{
    COUNCIL, HOSPICE, HOSPITAL, day, id, network, organisation, organisations, partnership, person,
};
use crate::scene::Scene;

stories!(
    organisations_come_back_whole,
    a_second_import_keeps_ids_and_acceptance,
    a_unit_may_stand_before_its_organisation,
    an_unknown_parent_stores_nothing,
    successions_come_back,
    people_come_back_and_keep_their_ids,
);

async fn organisations_come_back_whole(scene: Scene) {
    let store = scene.store;
    store.insert_network(&network(), "").await.unwrap();
    let stored = store.upsert_organisations(&organisations()).await.unwrap();
    assert_eq!(stored, organisations());

    let listed = store.organisations(network().id).await.unwrap();
    let names: Vec<&str> = listed.iter().map(|o| o.external_id.as_str()).collect();
    assert_eq!(names, ["C1", "H1", "V1"], "sorted by name, whatever its case");
    assert_eq!(store.organisation(stored[0].id).await.unwrap(), Some(stored[0].clone()));

    store.set_accepted(stored[1].id, true).await.unwrap();
    assert!(store.organisation(stored[1].id).await.unwrap().unwrap().accepted);
    let nobody = store.set_accepted(OrganisationId(id(99)), true).await;
    assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
}

async fn a_second_import_keeps_ids_and_acceptance(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let again = Organisation { accepted: false, ..organisation(77, "H1", "Northfield General") };
    let unit = Organisation {
        parent: Some(OrganisationId(id(77))),
        ..organisation(78, "h1", "A ward: external ids are case-sensitive")
    };
    let stored = store.upsert_organisations(&[again, unit]).await.unwrap();
    assert_eq!(stored[0].id, OrganisationId(id(HOSPITAL)));
    assert_eq!(stored[0].name, "Northfield General");
    assert_eq!(stored[0].ods, None, "what the file no longer says is gone");
    assert!(stored[0].accepted, "an import does not take back what an organisation agreed to");
    assert_eq!(stored[1].id, OrganisationId(id(78)));
    assert_eq!(stored[1].parent, Some(OrganisationId(id(HOSPITAL))), "the parent is the stored one");
}

async fn a_unit_may_stand_before_its_organisation(scene: Scene) {
    scene.store.insert_network(&network(), "").await.unwrap();
    let unit = Organisation { parent: Some(OrganisationId(id(2))), ..organisation(1, "unit", "Ward") };
    let whole = organisation(2, "whole", "Hospital");
    let stored = scene.store.upsert_organisations(&[unit.clone(), whole.clone()]).await.unwrap();
    assert_eq!(stored, [unit, whole]);
}

async fn an_unknown_parent_stores_nothing(scene: Scene) {
    scene.store.insert_network(&network(), "").await.unwrap();
    let unit = Organisation { parent: Some(OrganisationId(id(9))), ..organisation(1, "unit", "Ward") };
    let error = scene.store.upsert_organisations(&[organisation(2, "o", "O"), unit]).await.unwrap_err();
    assert!(matches!(error, StoreError::MissingReference(_)), "{error}");
    assert_eq!(scene.store.organisations(network().id).await.unwrap(), []);
    // The connection is fit for the next write.
    scene.store.upsert_organisations(&[organisation(2, "o", "O")]).await.unwrap();
}

async fn successions_come_back(scene: Scene) {
    partnership(&scene.store).await;
    let of = |on, what: &str| Succession {
        before: OrganisationId(id(HOSPICE)),
        after: OrganisationId(id(COUNCIL)),
        on: day(on),
        what: what.into(),
    };
    let (first, second) = (of("2024-12-31", "verschmolzen – merged"), of("2025-01-01", "split"));
    for succession in [&second, &first] {
        scene.store.insert_succession(network().id, succession).await.unwrap();
    }
    assert_eq!(scene.store.successions(network().id).await.unwrap(), [first.clone(), second]);
    let twice = scene.store.insert_succession(network().id, &first).await;
    assert!(matches!(twice, Err(StoreError::Conflict { .. })));
}

async fn people_come_back_and_keep_their_ids(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let bare = Person {
        id: PersonId(id(32)),
        external_id: "p2".into(),
        name: "ada".into(),
        role_level: None,
        ..person()
    };
    let moved = Person {
        id: PersonId(id(33)),
        organisation: OrganisationId(id(HOSPITAL)),
        role_level: None,
        ..person()
    };
    let stored = store.upsert_people(&[bare.clone(), moved.clone()]).await.unwrap();
    let moved = Person { id: person().id, ..moved };
    assert_eq!(stored, [bare.clone(), moved.clone()]);
    assert_eq!(store.people(network().id).await.unwrap(), [bare, moved.clone()]);
    assert_eq!(store.person(person().id).await.unwrap(), Some(moved));
    assert_eq!(store.person(PersonId(id(33))).await.unwrap(), None);
}
