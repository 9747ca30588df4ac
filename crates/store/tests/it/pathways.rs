//! Pathways, steps and declarations.

use troth_network::{OrganisationId, PathwayId, StepId};
use troth_record::{Declaration, Pathway, Responsible, Step};
use troth_store::{StoreError, StoredPathway};

use crate::samples::{COUNCIL, HOSPICE, HOSPITAL, id, network, partnership};
use crate::scene::Scene;

stories!(
    pathways_come_back_whole,
    a_second_import_keeps_the_ids_of_pathway_and_steps,
    a_declaration_is_replaced_and_taken_back,
);

fn pathway() -> Pathway {
    Pathway {
        id: PathwayId(id(61)),
        network: network().id,
        external_id: "falls".into(),
        name: "Chutes – falls".into(),
    }
}

fn step(number: u128, order: i64) -> Step {
    Step {
        id: StepId(id(70 + number)),
        pathway: pathway().id,
        external_id: format!("s{number}"),
        title: format!("Étape {number}"),
        order,
    }
}

fn says(step: &Step, declared_by: u128, responsible: Responsible) -> Declaration {
    Declaration { step: step.id, declared_by: OrganisationId(id(declared_by)), responsible }
}

const fn names(organisation: u128) -> Responsible {
    Responsible::Organisation(OrganisationId(uuid::Uuid::from_u128(
        0x0192_0000_0000_7000_8000_0000_0000_0000 + organisation,
    )))
}

async fn pathways_come_back_whole(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    let (first, second) = (step(2, 1), step(1, 2));
    let given = [second.clone(), first.clone()];
    assert_eq!(store.upsert_pathway(&pathway(), &given).await.unwrap(), (pathway(), given.to_vec()));
    let declarations = [
        says(&first, HOSPITAL, names(COUNCIL)),
        says(&first, COUNCIL, names(COUNCIL)),
        says(&second, HOSPICE, Responsible::Nobody),
    ];
    store.upsert_declarations(&declarations).await.unwrap();
    let expected =
        StoredPathway { pathway: pathway(), steps: vec![first, second], declarations: declarations.to_vec() };
    assert_eq!(store.pathway(pathway().id).await.unwrap(), Some(expected.clone()));

    let other = Pathway { id: PathwayId(id(60)), external_id: "Z".into(), ..pathway() };
    store.upsert_pathway(&other, &[]).await.unwrap();
    let other = StoredPathway { pathway: other, steps: Vec::new(), declarations: Vec::new() };
    assert_eq!(store.pathways(network().id).await.unwrap(), [other, expected]);
    assert_eq!(store.pathway(PathwayId(id(9))).await.unwrap(), None);
}

async fn a_second_import_keeps_the_ids_of_pathway_and_steps(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.upsert_pathway(&pathway(), &[step(1, 1), step(2, 2)]).await.unwrap();
    let anew = Pathway { id: PathwayId(id(69)), name: "Falls".into(), ..pathway() };
    let known = Step { id: StepId(id(88)), pathway: anew.id, title: "New".into(), ..step(2, 1) };
    let new = Step { pathway: anew.id, ..step(3, 3) };
    let (stored, steps) = store.upsert_pathway(&anew, &[known, new]).await.unwrap();
    assert_eq!((stored.id, stored.name.as_str()), (pathway().id, "Falls"));
    assert_eq!(steps, [Step { title: "New".into(), ..step(2, 1) }, step(3, 3)]);
    assert_eq!(store.pathway(stored.id).await.unwrap().unwrap().steps.len(), 3, "the first step stays");
}

async fn a_declaration_is_replaced_and_taken_back(scene: Scene) {
    let store = scene.store;
    partnership(&store).await;
    store.upsert_pathway(&pathway(), &[step(1, 1)]).await.unwrap();
    for responsible in [names(HOSPITAL), Responsible::Nobody] {
        store.upsert_declarations(&[says(&step(1, 1), COUNCIL, responsible)]).await.unwrap();
    }
    let stored = store.pathway(pathway().id).await.unwrap().unwrap().declarations;
    assert_eq!(stored, [says(&step(1, 1), COUNCIL, Responsible::Nobody)]);
    store.delete_declaration(step(1, 1).id, OrganisationId(id(COUNCIL))).await.unwrap();
    assert_eq!(store.pathway(pathway().id).await.unwrap().unwrap().declarations, []);
    let gone = store.delete_declaration(step(1, 1).id, OrganisationId(id(COUNCIL))).await;
    assert!(matches!(gone, Err(StoreError::NotFound { .. })));
}
