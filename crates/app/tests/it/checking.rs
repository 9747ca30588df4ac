//! Quotations go back to the people quoted: what they say of them holds, at once and everywhere.

use std::sync::Arc;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use troth_app::accounts::Token;
use troth_app::interviews::checking::{CheckState, Checking, Choice, OwnPassage};
use troth_app::interviews::{NewCoding, Where};
use troth_app::{App, AppError};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::timestamp::parse_day;
use troth_network::{FixedClock, IdSource, Network, Timestamp, TranscriptId};
use troth_say::Permission;

use super::support::{Bench, bench, small};

const PIN: &str = "402917";
const FIRST: &str = "We ring the ward.";
const SECOND: &str = "Nobody answers us.";

/// Two from Acute and one each from Borough and Doctors are interviewed; Ann's three passages are coded, one over two.
async fn interviewed(bench: &Bench) -> (Network, TranscriptId) {
    let network = small(bench).await;
    let people =
        "id,organisation,name,role_level\np1,a,Helen,tactical\np2,a,Ruth,tactical\np3,d,Mats,operational\n";
    bench.app.import_people(&network, "people.csv", people.as_bytes()).await.unwrap();
    let said = format!(
        "INT: How is it?\nAnn: It was a Monday. {FIRST} {SECOND} So it goes.\nBen: They never say who is there.\n\
         Ann: I said so before."
    );
    let speakers = "file,speaker,organisation,role_level\nt.txt,Ann,a,tactical\nt.txt,Ben,b,tactical\n";
    let codings = format!(
        "file,quote,narrative,facet,polarity,about,permission\nt.txt,{FIRST},roles,,loss,b,with_organisation\n\
         t.txt,{FIRST} {SECOND},roles,,loss,b,sector_only\nt.txt,I said so before.,roles,,loss,b,not_quoted\n\
         t.txt,They never say who is there.,roles,,loss,a,with_organisation\n"
    );
    let files = [
        ("t.txt".to_owned(), said.into_bytes()),
        ("speakers.csv".to_owned(), speakers.as_bytes().to_vec()),
        ("codings.csv".to_owned(), codings.into_bytes()),
    ];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let text = bench.store.transcripts(network.id).await.unwrap()[0].id;
    (network, text)
}

async fn come_in(app: &App, network: &Network, text: TranscriptId) -> (Token, Checking) {
    let sent = app.send_check(network, text, "Ann", "402 917").await.unwrap();
    let session = app.for_nobody().enter_check(sent.token.secret(), PIN).await.unwrap();
    let checking = app.for_nobody().checking(sent.token.secret(), session.secret()).await.unwrap().unwrap();
    (sent.token, checking)
}

async fn passage(app: &App, checking: &Checking, words: &str) -> OwnPassage {
    let own = app.own_passages(checking).await.unwrap();
    own.passages.into_iter().find(|p| p.around.passage == words).unwrap()
}

/// Everything that is released of the interviews, as the pages have it.
async fn released(app: &App, network: &Network) -> String {
    let evidence = app.evidence(network.id, None).await.unwrap();
    serde_json::to_string(&evidence.value().interviews).unwrap()
}

fn later(bench: &Bench, seconds: i64) -> App {
    let now = Timestamp::start_of(parse_day("2026-11-22").unwrap()).plus_seconds(seconds);
    let ids = IdSource::new(ChaCha8Rng::seed_from_u64(2));
    App::new(bench.store.clone(), Arc::new(FixedClock(now)), ids)
}

#[tokio::test]
async fn a_speaker_sees_their_own_words_and_nobody_elses() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let own = bench.app.for_nobody().own_passages(&checking).await.unwrap();
    let words: Vec<&str> = own.passages.iter().map(|p| p.around.passage.as_str()).collect();
    assert_eq!(words, [FIRST, "We ring the ward. Nobody answers us.", "I said so before."]);
    assert_eq!(own.passages[0].around.before, "It was a Monday.");
    assert_eq!(own.passages[0].around.after, SECOND);
    assert_eq!(own.passages[0].about, [("b".to_owned(), "Borough".to_owned())]);
    let all = format!("{:?}", own.passages);
    assert!(!all.contains("They never say") && !all.contains("How is it"), "{all}");
}

#[tokio::test]
async fn what_was_taken_back_leaves_every_output_at_once() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    assert!(released(&bench.app, &network).await.contains(FIRST), "it was there");
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let gone = passage(&bench.app, &checking, FIRST).await;
    let choice = Choice { withdrawn: true, amended: "never kept".into(), ..Choice::default() };
    bench.app.for_nobody().say_of_own(&checking, &gone, &choice).await.unwrap();
    let at_once = released(&bench.app, &network).await;
    assert!(!at_once.contains("ring the ward"), "{at_once}");
    assert_eq!(bench.app.progress(network.id).await.unwrap().unfinished, 1, "pages say it is worked out");
    bench.app.work_off("test").await.unwrap();
    let after = released(&bench.app, &network).await;
    // Nor through the longer passage; what others said is there again.
    assert!(!after.contains("ring the ward") && !after.contains("never kept"), "{after}");
    assert!(bench.app.verify(None).await.unwrap().is_whole());
    let noted = bench.store.audit(network.id).await.unwrap();
    let event = noted.iter().find(|r| r.event == "passage taken back by its speaker").unwrap();
    assert_eq!(event.actor, "speaker");
}

#[tokio::test]
async fn a_speaker_widens_and_narrows_and_amends_their_own_words() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let own = passage(&bench.app, &checking, "I said so before.").await;
    assert_eq!(own.holds.permission, Permission::NotQuoted);
    let amended = "I told them twice.";
    let choice = Choice { permission: Permission::Named, amended: amended.into(), withdrawn: false };
    let preview = bench.app.preview_own(&checking, &own, &choice, "b").await.unwrap();
    assert_eq!(preview.quotes, [("Ann, Acute, manager".to_owned(), amended.to_owned(), true)]);
    assert!(!released(&bench.app, &network).await.contains(amended), "a preview saves nothing");

    bench.app.say_of_own(&checking, &own, &choice).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let shown = released(&bench.app, &network).await;
    assert!(shown.contains(amended) && shown.contains("\"amended\":true"), "{shown}");
    assert!(!shown.contains("I said so before"), "{shown}");

    let silent = Choice { amended: amended.into(), ..Choice::default() };
    bench.app.say_of_own(&checking, &own, &silent).await.unwrap();
    assert!(!released(&bench.app, &network).await.contains(amended), "narrowing holds at once");
}

#[tokio::test]
async fn the_preview_is_what_is_released_then() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let own = passage(&bench.app, &checking, FIRST).await;
    let names = bench.app.names(network.id).await.unwrap();
    let borough = names.by_external("b").unwrap().id;
    let partner = bench.app.acting(
        Viewer { id: "u".into(), role: AccessRole::Partner, organisation: Some(borough) },
        Audience::Partner(borough),
    );
    for permission in Permission::ALL {
        let choice = Choice { permission, ..Choice::default() };
        let preview = bench.app.preview_own(&checking, &own, &choice, "b").await.unwrap();
        bench.app.say_of_own(&checking, &own, &choice).await.unwrap();
        bench.app.work_off("test").await.unwrap();
        let read = partner.evidence(network.id, None).await.unwrap();
        let read = &read.value().interviews;
        let pairs = read.pairs.iter().flat_map(|p| &p.passages);
        let mut quotes: Vec<_> = pairs
            .chain(read.sectors.iter().flat_map(|s| &s.passages))
            .filter(|p| p.text == FIRST)
            .map(|p| (p.attribution.words(|id| names.name(id)), p.text.clone(), p.amended))
            .collect();
        quotes.dedup();
        assert_eq!(quotes, preview.quotes, "{permission}");
        assert!(preview.counts, "{permission}");
    }
    // Acute has two managers and no more people: its name would tell who it was.
    let choice = Choice { permission: Permission::WithOrganisation, ..Choice::default() };
    let preview = bench.app.preview_own(&checking, &own, &choice, "b").await.unwrap();
    assert_eq!(preview.quotes[0].0, "Somebody in Health");
    let other = bench.app.preview_own(&checking, &own, &choice, "c").await;
    assert!(other.is_err(), "only whom it is about");
    // Nobody has said how this is told, so it counts in no number, and the speaker is not told otherwise.
    let words = "So it goes.";
    let coding = NewCoding {
        place: Where::Words(words.into()),
        code: "narrative:roles".into(),
        polarity: None,
        about: "b".into(),
        stated: troth_say::Stated::default(),
        permission: Permission::NotQuoted,
        memo: None,
    };
    bench.app.code(&network, text, coding).await.unwrap();
    let own = passage(&bench.app, &checking, words).await;
    let silent = bench.app.preview_own(&checking, &own, &Choice::default(), "b").await.unwrap();
    assert!(!silent.counts && silent.quotes.is_empty());
}

#[tokio::test]
async fn a_wrong_pin_and_a_wrong_link_are_told_alike_and_have_to_wait() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let sent = bench.app.send_check(&network, text, "Ann", PIN).await.unwrap();
    assert_eq!(sent.pin, PIN);
    let nowhere = "ab".repeat(32);
    let app = bench.app.for_nobody();
    for _ in 0..5 {
        let wrong = app.enter_check(sent.token.secret(), "000000").await.unwrap_err().to_string();
        assert_eq!(wrong, app.enter_check(&nowhere, PIN).await.unwrap_err().to_string());
    }
    let waits = app.enter_check(sent.token.secret(), PIN).await.unwrap_err().to_string();
    assert!(waits.contains("Wait a minute"), "{waits}");
    assert_eq!(waits, app.enter_check(&nowhere, PIN).await.unwrap_err().to_string());
    let after = later(&bench, 61).for_nobody();
    assert!(after.enter_check(sent.token.secret(), PIN).await.is_ok(), "nobody is shut out for good");
    assert!(!std::fs::read(bench.folder().join("troth.db")).unwrap().windows(6).any(|w| w == PIN.as_bytes()));
}

#[tokio::test]
async fn links_and_sessions_end() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let app = &bench.app;
    let sent = app.send_check(&network, text, "Ann", "").await.unwrap();
    assert!(sent.pin.len() == 6 && sent.pin.bytes().all(|b| b.is_ascii_digit()));
    let session = app.enter_check(sent.token.secret(), &sent.pin).await.unwrap();
    let is_in = async |app: &App, session: &Token| {
        app.checking(sent.token.secret(), session.secret()).await.unwrap().is_some()
    };
    assert!(is_in(app, &session).await && is_in(&later(&bench, 7_200), &session).await);
    assert!(!is_in(&later(&bench, 2 * 7_200 + 1), &session).await, "two hours without use");
    let again = app.enter_check(sent.token.secret(), &sent.pin).await.unwrap();
    app.leave_check(again.secret()).await.unwrap();
    assert!(!is_in(app, &again).await, "left");
    let third = app.enter_check(sent.token.secret(), &sent.pin).await.unwrap();
    app.revoke_check(&network, text, "Ann").await.unwrap();
    assert!(!is_in(app, &third).await);
    let new = app.send_check(&network, text, "Ann", "").await.unwrap();
    let month = later(&bench, 30 * 86_400);
    assert!(month.enter_check(new.token.secret(), &new.pin).await.is_err(), "thirty days");
    assert!(later(&bench, 30 * 86_400 - 1).checking(new.token.secret(), "x").await.unwrap().is_none());
    assert!(app.enter_check(sent.token.secret(), &sent.pin).await.is_err());
}

#[tokio::test]
async fn the_custodian_sees_where_each_speaker_stands_and_nobody_else_sends() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let state = async || {
        let checks = bench.app.speaker_checks(&network, text).await.unwrap();
        let ann = checks.value().iter().find(|c| c.label == "Ann").unwrap().clone();
        (ann.state, ann.passages, ann.said, ann.withdrawn)
    };
    assert_eq!(state().await, (CheckState::NotAsked, 3, 0, 0));
    bench.app.send_check(&network, text, "Ann", PIN).await.unwrap();
    assert_eq!(state().await.0, CheckState::Sent);
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let today = parse_day("2026-11-22").unwrap();
    assert_eq!(state().await.0, CheckState::Opened(today));
    let gone = passage(&bench.app, &checking, FIRST).await;
    let choice = Choice { withdrawn: true, ..Choice::default() };
    bench.app.say_of_own(&checking, &gone, &choice).await.unwrap();
    bench.app.finish_check(&checking).await.unwrap();
    assert_eq!(state().await, (CheckState::Finished(today), 3, 1, 1));
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let app = bench.app.acting(Viewer { id: "u".into(), role, organisation: None }, Audience::Agreed);
        assert!(app.send_check(&network, text, "Ann", PIN).await.is_err(), "{role:?}");
        assert!(app.speaker_checks(&network, text).await.is_err(), "{role:?}");
        assert!(app.revoke_check(&network, text, "Ann").await.is_err(), "{role:?}");
    }
    for (label, pin) in [("INT", PIN), ("Nobody", PIN), ("Ann", "123456"), ("Ann", "12")] {
        assert!(bench.app.send_check(&network, text, label, pin).await.is_err(), "{label} {pin}");
    }
}

#[tokio::test]
async fn a_correction_keeps_what_was_said_and_changed_words_are_not_widened_by_it() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let (_, checking) = come_in(&bench.app, &network, text).await;
    let own = passage(&bench.app, &checking, "I said so before.").await;
    let choice = Choice { permission: Permission::Named, ..Choice::default() };
    bench.app.say_of_own(&checking, &own, &choice).await.unwrap();
    let gone = passage(&bench.app, &checking, FIRST).await;
    let back = Choice { withdrawn: true, ..Choice::default() };
    bench.app.say_of_own(&checking, &gone, &back).await.unwrap();

    let words = bench.app.transcript(&network, text).await.unwrap().value().stored.transcript.text.clone();
    let moved = words.replace("It was a Monday.", "It was a Monday in May.");
    bench.app.correct_text(&network, text, 1, &moved, "misheard").await.unwrap();
    let late = bench.app.say_of_own(&checking, &own, &choice).await;
    assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
    bench.app.work_off("test").await.unwrap();
    let shown = released(&bench.app, &network).await;
    assert!(shown.contains("I said so before.") && !shown.contains("ring the ward"), "{shown}");

    let other = moved.replace("I said so before.", "I said it was their fault before.");
    bench.app.correct_text(&network, text, 2, &other, "misheard").await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let shown = released(&bench.app, &network).await;
    assert!(!shown.contains("fault"), "the speaker never allowed these words: {shown}");
    let own = passage(&bench.app, &checking, "I said it was their fault before.").await;
    assert!(own.said.as_ref().unwrap().reworded && own.holds.permission == Permission::NotQuoted);
}

#[tokio::test]
async fn patients_numbers_and_endless_words_are_refused_and_an_erased_interview_is_said() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let (token, checking) = come_in(&bench.app, &network, text).await;
    let own = passage(&bench.app, &checking, FIRST).await;
    for bad in ["The patient 943 476 5919 waited.".to_owned(), "a".repeat(4_001)] {
        let choice = Choice { amended: bad, ..Choice::default() };
        assert!(matches!(
            bench.app.say_of_own(&checking, &own, &choice).await,
            Err(AppError::Invalid(errors)) if errors[0].field == "amended"
        ));
    }
    // Ben is erased: Ann's link and what she said go on. Then the whole text.
    let choice = Choice { permission: Permission::Named, ..Choice::default() };
    bench.app.say_of_own(&checking, &own, &choice).await.unwrap();
    bench.app.erase_speaker(&network, text, "Ben").await.unwrap();
    let again = bench.app.enter_check(token.secret(), PIN).await.unwrap();
    let checking = bench.app.checking(token.secret(), again.secret()).await.unwrap().unwrap();
    let own = passage(&bench.app, &checking, FIRST).await;
    assert_eq!(own.said.unwrap().permission, Permission::Named);
    let left = bench.store.transcripts(network.id).await.unwrap()[0].id;
    bench.app.erase_text(&network, left).await.unwrap();
    let error = bench.app.own_passages(&checking).await.unwrap_err();
    assert!(error.to_string().contains("taken away"), "{error}");
    assert!(bench.app.checking(token.secret(), again.secret()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_second_reader_is_somebody_else_and_reads_a_coding_as_it_is() {
    let bench = bench().await;
    let (network, text) = interviewed(&bench).await;
    let coding = bench.store.codings_of(text).await.unwrap()[0].id;
    let confirm = async |app: &App, agrees: bool, reason: &str, name: &str| {
        app.confirm_coding(&network, text, coding, agrees, reason, name).await
    };
    let counts = async || {
        let found = *bench.app.confirmed_codings(&network).await.unwrap().value();
        (found.confirmed, found.otherwise, found.codings)
    };
    assert!(confirm(&bench.app, true, "", " ").await.is_err(), "one person uses it: who is the second?");
    confirm(&bench.app, true, "", "Bo").await.unwrap();
    assert_eq!(counts().await, (1, 0, 4));
    let custodian = |id: u128| {
        let id = uuid::Uuid::from_u128(id).to_string();
        bench.app.acting(Viewer { id, role: AccessRole::Custodian, organisation: None }, Audience::Agreed)
    };
    assert!(confirm(&custodian(7), false, "", "").await.is_err(), "otherwise needs a reason");
    confirm(&custodian(7), false, "It is about the ward.", "").await.unwrap();
    assert_eq!(counts().await, (0, 1, 4));
    let view = bench.app.transcript(&network, text).await.unwrap();
    let readings = &view.value().second_readings[&coding];
    assert!(readings.iter().any(|r| r.who == "Bo" && r.agrees));
    assert!(readings.iter().any(|r| r.reason.as_deref() == Some("It is about the ward.")));

    let own = NewCoding {
        place: Where::Words("I said so before.".into()),
        code: "narrative:roles".into(),
        polarity: None,
        about: String::new(),
        stated: troth_say::Stated::default(),
        permission: Permission::NotQuoted,
        memo: None,
    };
    let mine = custodian(7).code(&network, text, own).await.unwrap();
    let error = custodian(7).confirm_coding(&network, text, mine, true, "", "Bo").await.unwrap_err();
    assert!(matches!(error, AppError::Denied(_)), "{error}");
    custodian(8).confirm_coding(&network, text, mine, true, "", "").await.unwrap();
    assert_eq!(counts().await, (1, 1, 5));
    let coordinator = Viewer { id: "u".into(), role: AccessRole::Coordinator, organisation: None };
    let coordinator = bench.app.acting(coordinator, Audience::Agreed);
    assert!(confirm(&coordinator, true, "", "Bo").await.is_err());
}
