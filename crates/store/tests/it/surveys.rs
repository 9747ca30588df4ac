//! A round that is asked in Troth: set up, answered page by page, closed.

use troth_network::{
    AnswerRole, OrganisationId, ParticipantId, Rating, RespondentKey, Scale, VisibleTo, Wave, WaveId,
    WaveState,
};
use troth_rate::instrument::Answer;
use troth_rate::round::{
    Asked, Changed, Closed, Comment, LinkFor, OwnAnswer, Participant, ReceiptOf, Reply, Survey, Turnout,
};
use troth_store::{Page, StoreError};

use crate::samples::{
    COUNCIL, HOSPICE, HOSPITAL, WAVE, at, day, id, network, organisations, staff_rating, wave,
};
use crate::scene::Scene;

stories!(
    of_two_who_set_up_a_round_at_once_one_is_told,
    people_are_put_on_the_list_once_and_not_on_a_closed_one,
    a_link_lets_one_person_or_one_organisation_in,
    a_page_is_saved_whole_and_twice_is_the_same,
    what_another_window_saved_is_not_overwritten,
    an_emptied_question_is_gone_and_a_partner_can_be_added_and_left_out,
    withdrawing_leaves_nothing_that_was_written,
    who_leaves_the_list_takes_everything_along,
    nothing_is_saved_once_a_round_is_shut,
    at_closing_only_answers_of_pseudonyms_remain,
    an_interrupted_closing_is_found_and_finished_once,
    a_receipt_finds_and_erases_what_it_stands_for,
);

pub(crate) const ANN: ParticipantId = ParticipantId(id(61));
pub(crate) const REP: ParticipantId = ParticipantId(id(62));

pub(crate) fn survey() -> Survey {
    Survey {
        wave: WaveId(id(WAVE)),
        questionnaire: "ab".repeat(32),
        long_form: false,
        most_partners: 4,
        language: "en".into(),
        revision: 0,
    }
}

fn participant(id: ParticipantId, role: AnswerRole) -> Participant {
    Participant {
        id,
        wave: WaveId(crate::samples::id(WAVE)),
        organisation: OrganisationId(crate::samples::id(HOSPITAL)),
        role,
        open_link: false,
        sealed: Some("sealed:Zebedee".into()),
        again: format!("again-{id}"),
        joined: day("2026-10-02"),
        gone: None,
        began: None,
        saved: None,
        finished: None,
        withdrawn: false,
        invited: None,
        reminded: 0,
        unreminded: false,
        receipt: None,
        revision: 0,
    }
}

fn asked(target: u128, position: i64) -> Asked {
    Asked { target: OrganisationId(id(target)), position, added: false, skipped: false, visible_to: None }
}

pub(crate) async fn put_wave(scene: &Scene, state: WaveState) {
    scene.store.upsert_wave(&Wave { state, ..wave() }).await.unwrap();
}

/// An open round with one of the hospital's staff and its representative, both asked about council and hospice.
pub(crate) async fn opened(scene: &Scene) {
    drafted(scene).await;
    listed(scene).await;
    put_wave(scene, WaveState::Open).await;
}

/// Puts the two on the list.
pub(crate) async fn listed(scene: &Scene) {
    let of = |id, role| (participant(id, role), vec![asked(COUNCIL, 0), asked(HOSPICE, 1)]);
    let new = [of(ANN, AnswerRole::Staff), of(REP, AnswerRole::Representative)];
    scene.store.add_participants(&new).await.unwrap();
}

pub(crate) async fn drafted(scene: &Scene) {
    scene.store.insert_network(&network(), "salt").await.unwrap();
    scene.store.upsert_organisations(&organisations()).await.unwrap();
    put_wave(scene, WaveState::Draft).await;
    scene.store.keep_questionnaire(&survey().questionnaire, "troth", "1", "id = \"troth\"").await.unwrap();
    scene.store.save_survey(&survey()).await.unwrap();
}

fn reply(item: &str, answer: Answer) -> Reply {
    Reply { item: item.into(), about: id(COUNCIL), answer, revision: 0 }
}

fn page(given: &[Reply], loaded: i64) -> Page<'_> {
    Page { given, emptied: &[], partner: None, loaded }
}

async fn of_two_who_set_up_a_round_at_once_one_is_told(scene: Scene) {
    drafted(&scene).await;
    let store = &scene.store;
    let stored = store.survey(WaveId(id(WAVE))).await.unwrap().unwrap();
    assert_eq!(stored, Survey { revision: 1, ..survey() });
    let longer = Survey { long_form: true, ..stored.clone() };
    assert_eq!(store.save_survey(&longer).await.unwrap().revision, 2);
    assert!(matches!(store.save_survey(&longer).await, Err(StoreError::Conflict { .. })));
    put_wave(&scene, WaveState::Open).await;
    let late = Survey { revision: 2, ..longer };
    assert!(matches!(store.save_survey(&late).await, Err(StoreError::Conflict { .. })), "it has begun");
    assert_eq!(store.questionnaire(&late.questionnaire).await.unwrap().unwrap(), "id = \"troth\"");
}

async fn people_are_put_on_the_list_once_and_not_on_a_closed_one(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    let list = store.participants(WaveId(id(WAVE))).await.unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(store.participant(ANN).await.unwrap().unwrap(), participant(ANN, AnswerRole::Staff));
    assert_eq!(store.asked(ANN).await.unwrap(), [asked(COUNCIL, 0), asked(HOSPICE, 1)]);
    let again = Participant { id: ParticipantId(id(63)), ..participant(ANN, AnswerRole::Staff) };
    let new = (Participant { id: ParticipantId(id(64)), again: "new".into(), ..again.clone() }, Vec::new());
    let both = [new.clone(), (again, Vec::new())];
    assert!(matches!(store.add_participants(&both).await, Err(StoreError::Conflict { .. })));
    assert_eq!(store.participants(WaveId(id(WAVE))).await.unwrap().len(), 2, "all or none");
    let second = Participant { role: AnswerRole::Representative, ..new.0.clone() };
    assert!(
        store.add_participants(&[(second, Vec::new())]).await.is_err(),
        "one representative speaks for it"
    );
    put_wave(&scene, WaveState::Closed).await;
    assert!(matches!(store.add_participants(&[new]).await, Err(StoreError::Conflict { .. })));
}

async fn a_link_lets_one_person_or_one_organisation_in(scene: Scene) {
    opened(&scene).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    let hospital = OrganisationId(id(HOSPITAL));
    for (hash, link) in [
        ("one", LinkFor::Participant(ANN)),
        ("reminder", LinkFor::Participant(ANN)),
        ("open", LinkFor::Organisation(wave, hospital)),
    ] {
        store.add_survey_link(wave, hash, link).await.unwrap();
        assert_eq!(store.survey_link(hash).await.unwrap(), Some((wave, link)));
    }
    assert_eq!(store.survey_link("other").await.unwrap(), None);
    assert_eq!(store.open_links(wave).await.unwrap(), [hospital]);
    assert!(store.close_open_links(wave, hospital).await.unwrap());
    assert_eq!(store.survey_link("open").await.unwrap(), None);
    assert!(store.survey_link("one").await.unwrap().is_some());
}

async fn a_page_is_saved_whole_and_twice_is_the_same(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    let given = [
        reply("fair", Answer::Point(4)),
        reply("known", Answer::CantSay),
        reply("what", Answer::Text("Ærlig – “fair”\n照".into())),
        Reply { about: network().id.0, ..reply("level", Answer::Number(12)) },
    ];
    let partner = Some((OrganisationId(id(COUNCIL)), false, Some(VisibleTo::Partner)));
    let page = Page { partner, ..page(&given, 0) };
    for revision in 1..=2 {
        assert_eq!(store.save_page(REP, &page, at(revision)).await.unwrap(), Changed::Saved(revision));
    }
    let stored = store.replies(REP).await.unwrap();
    assert_eq!(stored.len(), 4);
    for given in &given {
        assert!(stored.contains(&Reply { revision: 1, ..given.clone() }), "{given:?}");
    }
    assert_eq!(store.asked(REP).await.unwrap()[0].visible_to, Some(VisibleTo::Partner));
    let participant = store.participant(REP).await.unwrap().unwrap();
    assert_eq!((participant.began, participant.saved), (Some(at(1)), Some(at(2))));
    assert_eq!(store.replies(ANN).await.unwrap(), [], "nobody else's");
}

async fn what_another_window_saved_is_not_overwritten(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    let three = [reply("fair", Answer::Point(3))];
    let five = [reply("fair", Answer::Point(5)), reply("known", Answer::Point(1))];
    store.save_page(ANN, &page(&three, 0), at(1)).await.unwrap();
    let told = store.save_page(ANN, &page(&five, 0), at(2)).await.unwrap();
    assert_eq!(told, Changed::Elsewhere(vec![Reply { revision: 1, ..three[0].clone() }]));
    assert_eq!(store.replies(ANN).await.unwrap().len(), 1, "all or nothing");
    // Having seen it, they may decide.
    assert!(matches!(store.save_page(ANN, &page(&five, 1), at(3)).await.unwrap(), Changed::Saved(_)));
    assert_eq!(store.replies(ANN).await.unwrap().len(), 2);
    // Another page of another window is no contradiction.
    let elsewhere = [reply("clear", Answer::Point(2))];
    assert!(matches!(store.save_page(ANN, &page(&elsewhere, 0), at(4)).await.unwrap(), Changed::Saved(_)));
}

async fn an_emptied_question_is_gone_and_a_partner_can_be_added_and_left_out(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    store.save_page(ANN, &page(&[reply("fair", Answer::Point(3))], 0), at(1)).await.unwrap();
    let emptied = [("fair".to_owned(), id(COUNCIL))];
    let partner = Some((OrganisationId(id(COUNCIL)), true, None));
    let page = Page { given: &[], emptied: &emptied, partner, loaded: 1 };
    store.save_page(ANN, &page, at(2)).await.unwrap();
    assert_eq!(store.replies(ANN).await.unwrap(), []);
    assert!(store.asked(ANN).await.unwrap()[0].skipped);
    assert!(store.add_asked(ANN, OrganisationId(id(COUNCIL))).await.unwrap());
    assert!(!store.asked(ANN).await.unwrap()[0].skipped, "asked about again");
    let ward = OrganisationId(id(HOSPITAL));
    assert!(store.add_asked(ANN, ward).await.unwrap());
    let last = store.asked(ANN).await.unwrap().pop().unwrap();
    assert_eq!((last.target, last.position, last.added), (ward, 2, true));
    let draft = [(ANN, vec![asked(HOSPICE, 0)])];
    assert!(matches!(store.assign(WaveId(id(WAVE)), &draft).await, Err(StoreError::Conflict { .. })));
    put_wave(&scene, WaveState::Draft).await;
    store.assign(WaveId(id(WAVE)), &draft).await.unwrap();
    assert_eq!(store.asked(ANN).await.unwrap(), draft[0].1);
    assert_eq!(store.asked_in(WaveId(id(WAVE))).await.unwrap().len(), 3);
}

async fn withdrawing_leaves_nothing_that_was_written(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    let partner = Some((OrganisationId(id(COUNCIL)), false, Some(VisibleTo::Audience)));
    let given = [reply("what", Answer::Text("xylophone".into()))];
    let page = Page { partner, ..page(&given, 0) };
    store.save_page(REP, &page, at(1)).await.unwrap();
    assert!(store.finish_participant(REP, "receipt", at(2)).await.unwrap());
    assert!(store.withdraw_participant(REP).await.unwrap());
    let left = store.participant(REP).await.unwrap().unwrap();
    let nothing = (None, None, None, None);
    assert_eq!((left.began, left.saved, left.finished, left.receipt), nothing);
    assert!(left.withdrawn);
    assert_eq!(store.replies(REP).await.unwrap(), []);
    assert_eq!(store.asked(REP).await.unwrap()[0].visible_to, None);
    assert!(store.finish_participant(REP, "other", at(3)).await.unwrap(), "they may begin again");
    assert!(!store.participant(REP).await.unwrap().unwrap().withdrawn);
}

async fn who_leaves_the_list_takes_everything_along(scene: Scene) {
    opened(&scene).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    store.add_survey_link(wave, "one", LinkFor::Participant(ANN)).await.unwrap();
    let given = [reply("fair", Answer::Point(3))];
    store.save_page(ANN, &page(&given, 0), at(1)).await.unwrap();
    assert!(store.participant_left(ANN, day("2026-10-05")).await.unwrap());
    assert!(!store.participant_left(ANN, day("2026-10-06")).await.unwrap());
    let left = store.participant(ANN).await.unwrap().unwrap();
    assert_eq!((left.gone, left.sealed), (Some(day("2026-10-05")), None));
    assert_eq!(store.replies(ANN).await.unwrap(), []);
    assert_eq!(store.survey_link("one").await.unwrap(), None);
    assert_eq!(store.save_page(ANN, &page(&given, 0), at(2)).await.unwrap(), Changed::Over);
}

async fn nothing_is_saved_once_a_round_is_shut(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    let given = [reply("fair", Answer::Point(3))];
    store.save_page(ANN, &page(&given, 0), at(1)).await.unwrap();
    let whole = store.shut_survey(WaveId(id(WAVE)), day("2026-11-01")).await.unwrap();
    assert_eq!(whole.len(), 2);
    let ann = whole.iter().find(|(p, ..)| p.id == ANN).unwrap();
    assert_eq!((ann.1.len(), ann.2.len()), (2, 1));
    assert_eq!(store.save_page(ANN, &page(&given, 1), at(2)).await.unwrap(), Changed::Over);
    assert!(!store.finish_participant(ANN, "late", at(2)).await.unwrap());
    assert!(!store.withdraw_participant(ANN).await.unwrap());
    assert!(!store.add_asked(ANN, OrganisationId(id(HOSPITAL))).await.unwrap());
}

/// What remains of Ann's answers.
pub(crate) fn remains() -> Closed {
    let (wave, rater) = (WaveId(id(WAVE)), OrganisationId(id(HOSPITAL)));
    let key = RespondentKey("pseudonym".into());
    let respondent = Some(key.clone());
    let scale = Scale { min: 1.0, max: 5.0 };
    let answer = Rating { respondent: respondent.clone(), ..staff_rating(1, 1, "fairness", 3.0) };
    let own = |n, value, scale| OwnAnswer {
        id: id(n),
        wave,
        rater,
        respondent: respondent.clone(),
        variable: format!("own-{n}"),
        value,
        scale,
    };
    Closed {
        respondents: vec![(key, rater, "hash".into(), true)],
        ratings: vec![answer],
        own: vec![own(91, 3.0, Some(scale)), own(92, 2.0, None)],
        comments: vec![Comment {
            id: id(93),
            wave,
            words: "照".into(),
            receipt: Some("c".into()),
            shown: false,
            released_words: None,
            revision: 0,
        }],
        receipts: vec![ReceiptOf { hash: "r".into(), wave, rater, respondent: respondent.clone() }],
        turnout: vec![Turnout {
            organisation: rater,
            role: AnswerRole::Staff,
            open_link: true,
            invited: 1,
            finished: 1,
        }],
    }
}

async fn at_closing_only_answers_of_pseudonyms_remain(scene: Scene) {
    opened(&scene).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    store.add_survey_link(wave, "one", LinkFor::Participant(ANN)).await.unwrap();
    store.save_page(ANN, &page(&[reply("fair", Answer::Point(3))], 0), at(1)).await.unwrap();
    store.shut_survey(wave, day("2026-11-01")).await.unwrap();
    let closed = remains();
    assert!(store.settle_survey(wave, &closed).await.unwrap());
    assert_eq!(store.participants(wave).await.unwrap(), []);
    assert_eq!(store.replies(ANN).await.unwrap(), []);
    assert_eq!(store.asked(ANN).await.unwrap(), []);
    assert_eq!(store.survey_link("one").await.unwrap(), None);
    assert_eq!(store.ratings(wave).await.unwrap(), closed.ratings);
    assert_eq!(store.own_answers(wave).await.unwrap(), closed.own);
    assert_eq!(store.comments(wave).await.unwrap(), closed.comments);
    assert_eq!(store.turnout(wave).await.unwrap(), closed.turnout);
    assert!(store.respondents(network().id).await.unwrap()[0].open_link);
    store.decide_comment(&closed.comments[0], true, None, at(8)).await.unwrap();
    assert!(store.comments(wave).await.unwrap()[0].shown);
    assert_eq!(store.erase_answers_of(network().id, wave, at(9)).await.unwrap(), 4);
    assert_eq!(store.own_answers(wave).await.unwrap(), []);
    assert_eq!(store.respondents(network().id).await.unwrap(), []);
}

async fn an_interrupted_closing_is_found_and_finished_once(scene: Scene) {
    opened(&scene).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    assert_eq!(store.half_closed().await.unwrap(), []);
    store.shut_survey(wave, day("2026-11-01")).await.unwrap();
    assert_eq!(store.half_closed().await.unwrap(), [wave]);
    let again = store.shut_survey(wave, day("2026-11-02")).await.unwrap();
    assert_eq!(again.len(), 2, "what was written is still there");
    assert_eq!(store.wave(wave).await.unwrap().unwrap().closed, Some(day("2026-11-01")));
    assert!(store.settle_survey(wave, &remains()).await.unwrap());
    assert!(!store.settle_survey(wave, &remains()).await.unwrap());
    assert_eq!(store.ratings(wave).await.unwrap().len(), 1);
    assert_eq!(store.half_closed().await.unwrap(), []);
}

async fn a_receipt_finds_and_erases_what_it_stands_for(scene: Scene) {
    opened(&scene).await;
    let (store, wave) = (&scene.store, WaveId(id(WAVE)));
    store.shut_survey(wave, day("2026-11-01")).await.unwrap();
    store.settle_survey(wave, &remains()).await.unwrap();
    let found = store.receipt("r").await.unwrap().unwrap();
    assert_eq!(found, remains().receipts[0]);
    assert_eq!(store.receipt("x").await.unwrap(), None);
    assert_eq!(store.erase_receipt(&found, "c", at(9)).await.unwrap(), 4);
    assert_eq!(store.receipt("r").await.unwrap(), None);
    assert_eq!(store.own_answers(wave).await.unwrap(), []);
    assert_eq!(store.comments(wave).await.unwrap(), []);
    assert_eq!(store.respondents(network().id).await.unwrap(), []);
}
