//! Answers and the pseudonyms of those who gave them.

use troth_network::{AnswerRole, OrganisationId, Rating, VisibleTo, WaveId};
use troth_store::{RatingsInserted, RespondentRow, Store, StoreError};

use crate::samples::{
    COUNCIL, HOSPICE, id, network, partnership, representative_rating, respondent, staff_rating, wave,
};
use crate::scene::Scene;

stories!(
    respondents_come_back,
    ratings_come_back_whole,
    the_same_answer_is_stored_once,
    a_contradiction_names_its_row_and_stores_nothing,
    a_batch_may_not_contradict_itself,
    an_unknown_respondent_is_refused,
    variables_are_picked_and_counted,
    those_who_answered_are_counted_by_direction,
    twenty_thousand_answers_are_stored,
);

async fn with_respondents(store: &Store, count: u32) {
    partnership(store).await;
    let respondents: Vec<_> = (0..count).map(respondent).collect();
    store.insert_respondents(network().id, &respondents).await.unwrap();
}

async fn respondents_come_back(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 2).await;
    let elsewhere = RespondentRow {
        key: troth_network::RespondentKey("Ж".into()),
        rater: OrganisationId(id(COUNCIL)),
        external_hash: respondent(0).external_hash,
        open_link: false,
    };
    store.insert_respondents(network().id, std::slice::from_ref(&elsewhere)).await.unwrap();
    let stored = store.respondents(network().id).await.unwrap();
    assert_eq!(stored, [respondent(0), respondent(1), elsewhere]);

    let twice = RespondentRow { key: troth_network::RespondentKey("new".into()), ..respondent(0) };
    let error = store.insert_respondents(network().id, &[respondent(5), twice]).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }), "{error}");
    assert_eq!(store.respondents(network().id).await.unwrap().len(), 3, "all or none");
}

async fn ratings_come_back_whole(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 2).await;
    let about_hospice =
        Rating { target: OrganisationId(id(HOSPICE)), scale: None, ..staff_rating(3, 0, "trust", 0.1 + 0.2) };
    let given = [
        staff_rating(1, 1, "trust", -2.5),
        about_hospice.clone(),
        staff_rating(2, 0, "trust", 6.0),
        representative_rating(4, "trust", f64::MIN_POSITIVE),
        staff_rating(5, 0, "Fairness (où?)", 1.0),
    ];
    store.insert_ratings(&given).await.unwrap();
    let expected = [
        staff_rating(5, 0, "Fairness (où?)", 1.0),
        representative_rating(4, "trust", f64::MIN_POSITIVE),
        staff_rating(2, 0, "trust", 6.0),
        staff_rating(1, 1, "trust", -2.5),
        about_hospice,
    ];
    assert_eq!(store.ratings(wave().id).await.unwrap(), expected);
    assert_eq!(store.ratings(WaveId(id(99))).await.unwrap(), []);
}

async fn the_same_answer_is_stored_once(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 1).await;
    let first = [staff_rating(1, 0, "trust", 3.0), representative_rating(2, "trust", 4.0)];
    let counted = store.insert_ratings(&first).await.unwrap();
    assert_eq!(counted, RatingsInserted { inserted: 2, unchanged: 0 });
    let again = [
        representative_rating(3, "trust", 4.0),
        staff_rating(4, 0, "power", 5.0),
        staff_rating(5, 0, "power", 5.0),
        staff_rating(6, 0, "trust", 3.0),
    ];
    let counted = store.insert_ratings(&again).await.unwrap();
    assert_eq!(counted, RatingsInserted { inserted: 1, unchanged: 3 });
    let ids: Vec<_> = store.ratings(wave().id).await.unwrap().iter().map(|r| r.id).collect();
    assert_eq!(ids, [again[1].id, first[1].id, first[0].id]);
    assert_eq!(store.insert_ratings(&[]).await.unwrap(), RatingsInserted { inserted: 0, unchanged: 0 });
}

async fn a_contradiction_names_its_row_and_stores_nothing(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 1).await;
    store.insert_ratings(&[staff_rating(1, 0, "trust", 3.0)]).await.unwrap();
    let batch = [staff_rating(2, 0, "power", 5.0), staff_rating(3, 0, "trust", 3.5)];
    let error = store.insert_ratings(&batch).await.unwrap_err();
    match &error {
        StoreError::Contradiction { row, variable, stored, given } => {
            assert_eq!((*row, variable.as_str(), *stored, *given), (1, "trust", 3.0, 3.5));
        }
        other => panic!("{other}"),
    }
    assert!(error.to_string().starts_with("Answer 1 of this batch"), "{error}");
    assert_eq!(store.ratings(wave().id).await.unwrap().len(), 1);

    store.insert_ratings(&[representative_rating(4, "trust", 4.0)]).await.unwrap();
    let wider = Rating { visible_to: Some(VisibleTo::Audience), ..representative_rating(5, "trust", 4.0) };
    let error = store.insert_ratings(&[wider]).await.unwrap_err();
    assert!(matches!(error, StoreError::Contradiction { row: 0, .. }), "only they can widen it: {error}");
}

async fn a_batch_may_not_contradict_itself(scene: Scene) {
    with_respondents(&scene.store, 1).await;
    let batch = [representative_rating(1, "trust", 2.0), representative_rating(2, "trust", 5.0)];
    let error = scene.store.insert_ratings(&batch).await.unwrap_err();
    assert!(matches!(error, StoreError::Contradiction { row: 1, .. }), "{error}");
    assert_eq!(scene.store.ratings(wave().id).await.unwrap(), []);
}

async fn an_unknown_respondent_is_refused(scene: Scene) {
    with_respondents(&scene.store, 1).await;
    let error = scene.store.insert_ratings(&[staff_rating(1, 7, "trust", 2.0)]).await.unwrap_err();
    assert!(matches!(error, StoreError::MissingReference(_)), "{error}");
}

async fn variables_are_picked_and_counted(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 2).await;
    let given = [
        staff_rating(1, 0, "a", 1.0),
        staff_rating(2, 0, "B", 2.0),
        staff_rating(3, 0, "c' OR '1'='1", 3.0),
        staff_rating(4, 1, "a", 4.0),
    ];
    store.insert_ratings(&given).await.unwrap();
    let picked = store.ratings_of(wave().id, &["a".into(), "c' OR '1'='1".into()]).await.unwrap();
    assert_eq!(picked, [given[0].clone(), given[3].clone(), given[2].clone()]);
    assert_eq!(store.ratings_of(wave().id, &[]).await.unwrap(), []);
    let counts = store.rating_counts(wave().id).await.unwrap();
    assert_eq!(counts, [("B".into(), 1), ("a".into(), 2), ("c' OR '1'='1".into(), 1)]);
}

async fn those_who_answered_are_counted_by_direction(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 3).await;
    let given = [
        staff_rating(1, 0, "a", 1.0),
        staff_rating(2, 1, "a", 2.0),
        Rating { visible_to: Some(VisibleTo::Totals), ..staff_rating(3, 2, "a", 3.0) },
        staff_rating(4, 1, "b", 3.0),
        representative_rating(5, "a", 3.0),
    ];
    store.insert_ratings(&given).await.unwrap();
    let counted = store.answered(wave().id).await.unwrap();
    let short: Vec<_> =
        counted.iter().map(|c| (c.variable.as_str(), c.role, c.visible_to, c.people)).collect();
    assert_eq!(
        short,
        [
            ("a", AnswerRole::Representative, Some(VisibleTo::Partner), 0),
            ("a", AnswerRole::Staff, None, 3),
            ("b", AnswerRole::Staff, None, 1),
        ]
    );
    assert!(counted.iter().all(|c| c.direction.to == given[0].target && c.direction.from == given[0].rater));
}

async fn twenty_thousand_answers_are_stored(scene: Scene) {
    let store = scene.store;
    with_respondents(&store, 1_000).await;
    let given: Vec<Rating> = (0..20_000_u32)
        .map(|n| staff_rating(u128::from(n), n / 20, &format!("v{:02}", n % 20), f64::from(n % 7)))
        .collect();
    let counted = store.insert_ratings(&given).await.unwrap();
    assert_eq!(counted, RatingsInserted { inserted: 20_000, unchanged: 0 });
    assert_eq!(store.ratings(wave().id).await.unwrap().len(), 20_000);
    let counted = store.insert_ratings(&given[10_000..]).await.unwrap();
    assert_eq!(counted, RatingsInserted { inserted: 0, unchanged: 10_000 });
}
