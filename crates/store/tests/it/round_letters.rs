//! Letters of a round, what is told of how it is coming in, and drafts that are taken away.

use troth_network::{Day, ParticipantId, WaveId, WaveState};
use troth_rate::round::{Closed, LinkFor};
use troth_store::{ProgressRow, Reminding, SurveyLetter};

use crate::samples::{WAVE, at, day, id};
use crate::scene::Scene;
use crate::surveys::{ANN, REP, drafted, listed, opened, put_wave};

stories!(
    a_first_letter_goes_once_with_its_link_and_leaves_nothing,
    a_reminder_brings_a_link_beside_the_first_and_passes_over_who_has_no_need_of_it,
    there_are_three_reminders_days_apart,
    a_reminder_that_waits_is_taken_back_by_whoever_it_is_for,
    of_a_letter_that_fails_the_person_is_kept_and_of_a_reminder_nothing,
    no_letter_and_nothing_told_outlives_the_round,
    a_draft_is_deleted_with_its_list_and_an_open_round_is_not,
);

const ROUND: WaveId = WaveId(id(WAVE));
const THREE_DAYS: std::time::Duration = std::time::Duration::from_secs(3 * 86_400);

fn letter(n: u128, participant: ParticipantId) -> SurveyLetter {
    let (token_hash, sealed) = (format!("token-{n}"), format!("sealed-{n}"));
    SurveyLetter { id: id(n), participant, token_hash, sealed }
}

fn both(n: u128) -> [SurveyLetter; 2] {
    [letter(n, ANN), letter(n + 1, REP)]
}

async fn invite(scene: &Scene, on: &str) {
    scene.store.invite_participants(ROUND, &both(100), day(on), at(1)).await.unwrap();
}

/// Reminds both on a day, three days after anything before.
async fn remind(scene: &Scene, n: u128, on: &str) -> Reminding {
    let plus = |day: Day| day + THREE_DAYS;
    let days = (day(on) - THREE_DAYS, day(on));
    scene.store.remind_participants(ROUND, &both(n), days, at(2), plus).await.unwrap()
}

async fn waiting(scene: &Scene) -> Vec<u128> {
    let mut ids: Vec<u128> =
        scene.store.waiting_mail().await.unwrap().iter().map(|mail| mail.id.as_u128()).collect();
    ids.sort_unstable();
    ids
}

fn of(numbers: &[u128]) -> Vec<u128> {
    numbers.iter().map(|n| id(*n).as_u128()).collect()
}

async fn a_first_letter_goes_once_with_its_link_and_leaves_nothing(scene: Scene) {
    drafted(&scene).await;
    scene.store.invite_participants(ROUND, &both(100), day("2026-10-03"), at(1)).await.unwrap();
    assert_eq!(waiting(&scene).await, [], "nobody is on the list");
    listed(&scene).await;
    invite(&scene, "2026-10-02").await;
    assert_eq!(waiting(&scene).await, [], "the round has not begun");
    put_wave(&scene, WaveState::Open).await;
    invite(&scene, "2026-10-03").await;
    scene.store.invite_participants(ROUND, &both(110), day("2026-10-04"), at(1)).await.unwrap();
    assert_eq!(waiting(&scene).await, of(&[100, 101]), "once");
    let store = &scene.store;
    let (_, link) = store.survey_link("token-100").await.unwrap().unwrap();
    assert_eq!(link, LinkFor::Participant(ANN));
    assert_eq!(store.survey_link("token-110").await.unwrap(), None, "no link without its letter");
    assert_eq!(store.participant(ANN).await.unwrap().unwrap().invited, Some(day("2026-10-03")));
    store.finish_mail(id(100), true, at(3)).await.unwrap();
    store.finish_mail(id(101), true, at(3)).await.unwrap();
    assert_eq!(scene.count("mail").await, 0, "that there was one is not kept either");
    assert_eq!(scene.tables_with("sealed-10").await, Vec::<String>::new());
}

async fn a_reminder_brings_a_link_beside_the_first_and_passes_over_who_has_no_need_of_it(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    invite(&scene, "2026-10-03").await;
    for mail in both(100) {
        store.finish_mail(mail.id, true, at(2)).await.unwrap();
    }
    assert!(store.finish_participant(REP, "receipt", at(3)).await.unwrap());
    assert_eq!(remind(&scene, 120, "2026-10-06").await, Reminding::Queued);
    assert_eq!(waiting(&scene).await, of(&[120]), "the representative has finished");
    for token in ["token-100", "token-120"] {
        let (_, link) = store.survey_link(token).await.unwrap().unwrap();
        assert_eq!(link, LinkFor::Participant(ANN), "{token}");
    }
    assert_eq!(store.survey_link("token-121").await.unwrap(), None);
    let counts = [ANN, REP].map(|id| async move { store.participant(id).await.unwrap().unwrap().reminded });
    let [ann, rep] = counts;
    assert_eq!((ann.await, rep.await), (1, 0));
}

async fn there_are_three_reminders_days_apart(scene: Scene) {
    opened(&scene).await;
    invite(&scene, "2026-10-05").await;
    assert_eq!(remind(&scene, 120, "2026-10-06").await, Reminding::Queued);
    assert_eq!(waiting(&scene).await, of(&[100, 101]), "both had their first letter a day ago");
    let from = day("2026-10-09");
    assert_eq!(remind(&scene, 130, "2026-10-08").await, Reminding::TooSoon(from));
    assert_eq!(remind(&scene, 140, "2026-10-09").await, Reminding::Queued);
    assert_eq!(waiting(&scene).await, of(&[100, 101, 140, 141]));
    assert_eq!(remind(&scene, 150, "2026-10-20").await, Reminding::Queued);
    assert_eq!(remind(&scene, 160, "2026-10-30").await, Reminding::Enough);
    let days = scene.store.reminders_of(ROUND).await.unwrap();
    assert_eq!(days, ["2026-10-06", "2026-10-09", "2026-10-20"].map(day));
    assert_eq!(waiting(&scene).await, of(&[100, 101, 140, 141, 150, 151]));
}

async fn a_reminder_that_waits_is_taken_back_by_whoever_it_is_for(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    assert_eq!(remind(&scene, 120, "2026-10-06").await, Reminding::Queued);
    assert_eq!(waiting(&scene).await, of(&[120, 121]));
    assert!(store.withdraw_participant(ANN).await.unwrap());
    assert_eq!(waiting(&scene).await, of(&[121]));
    assert!(store.unremind_participant(REP).await.unwrap());
    assert_eq!(waiting(&scene).await, of(&[]));
    assert_eq!(remind(&scene, 130, "2026-10-10").await, Reminding::Queued);
    assert_eq!(waiting(&scene).await, of(&[]), "neither wants another");
    assert!(store.participant_left(REP, day("2026-10-11")).await.unwrap());
    assert!(!store.unremind_participant(REP).await.unwrap(), "not on the list");
}

async fn of_a_letter_that_fails_the_person_is_kept_and_of_a_reminder_nothing(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    invite(&scene, "2026-10-03").await;
    store.finish_mail(id(100), false, at(3)).await.unwrap();
    store.finish_mail(id(101), true, at(3)).await.unwrap();
    assert_eq!(store.undelivered_to(ROUND).await.unwrap(), [ANN]);
    assert_eq!(remind(&scene, 120, "2026-10-06").await, Reminding::Queued);
    store.finish_mail(id(121), false, at(4)).await.unwrap();
    assert_eq!(store.undelivered_to(ROUND).await.unwrap(), [ANN]);
    assert_eq!(scene.count("mail").await, 2, "the failed one and the reminder that waits");
    assert!(store.participant_left(ANN, day("2026-10-07")).await.unwrap());
    assert_eq!(scene.count("mail").await, 0);
}

async fn no_letter_and_nothing_told_outlives_the_round(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    invite(&scene, "2026-10-03").await;
    assert_eq!(remind(&scene, 120, "2026-10-06").await, Reminding::Queued);
    let told =
        ProgressRow { looked: day("2026-10-07"), on: day("2026-10-06"), finished: 7, told: "bands".into() };
    store.keep_progress(ROUND, &told).await.unwrap();
    let later = ProgressRow { finished: 12, looked: day("2026-10-08"), ..told };
    store.keep_progress(ROUND, &later).await.unwrap();
    assert_eq!(store.progress(ROUND).await.unwrap(), Some(later.clone()));
    assert_eq!(store.whole_survey(ROUND).await.unwrap().len(), 2);
    store.shut_survey(ROUND, day("2026-11-01")).await.unwrap();
    assert_eq!(waiting(&scene).await, of(&[]), "no letter goes out once a closing has begun");
    store.settle_survey(ROUND, &Closed::default()).await.unwrap();
    for table in ["mail", "survey_reminder", "survey_progress", "survey_link", "participant"] {
        assert_eq!(scene.count(table).await, 0, "{table}");
    }
    store.keep_progress(ROUND, &later).await.unwrap();
    assert_eq!(store.progress(ROUND).await.unwrap(), None, "nothing is told of a closed round");
    assert_eq!(remind(&scene, 130, "2026-11-02").await, Reminding::Over);
}

async fn a_draft_is_deleted_with_its_list_and_an_open_round_is_not(scene: Scene) {
    opened(&scene).await;
    let store = &scene.store;
    assert!(!store.delete_draft(ROUND).await.unwrap(), "it has begun");
    put_wave(&scene, WaveState::Draft).await;
    store.add_survey_link(ROUND, "one", LinkFor::Participant(ANN)).await.unwrap();
    assert!(store.delete_draft(ROUND).await.unwrap());
    assert!(!store.delete_draft(ROUND).await.unwrap());
    assert!(!store.begin_survey(ROUND, day("2026-10-05")).await.unwrap(), "there is nothing to begin");
    for table in ["wave", "survey", "participant", "asked", "survey_link"] {
        assert_eq!(scene.count(table).await, 0, "{table}");
    }
    assert_eq!(scene.tables_with("sealed:Zebedee").await, Vec::<String>::new());
    put_wave(&scene, WaveState::Draft).await;
    store.save_survey(&crate::surveys::survey()).await.unwrap();
    assert!(store.begin_survey(ROUND, day("2026-10-05")).await.unwrap());
    assert!(!store.begin_survey(ROUND, day("2026-10-06")).await.unwrap(), "once");
    let wave = store.wave(ROUND).await.unwrap().unwrap();
    assert_eq!((wave.state, wave.opened), (WaveState::Open, Some(day("2026-10-05"))));
}
