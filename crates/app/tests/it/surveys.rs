//! A round asked in Troth: prepared, answered, closed. What is left is looked for in the files.

use std::collections::BTreeMap;

use troth_app::AppError;
use troth_app::mail::Carrier;
use troth_app::surveys::answering::{Answering, Door, SKIP, Sent, VISIBLE_TO, field};
use troth_app::surveys::{Finished, NewParticipant, SurveyDraft, Unfinished};
use troth_gate::forecast::Share;
use troth_gate::{AccessRole, Audience, Viewer, Visibility};
use troth_network::{AnswerRole, Network, OrganisationId, VisibleTo, Wave, WaveState};
use troth_rate::instrument::Kind;

use super::support::{Bench, bench, small};

pub(super) fn draft() -> SurveyDraft {
    SurveyDraft {
        external_id: "9".into(),
        label: String::new(),
        questionnaire: None,
        long_form: false,
        most_partners: 4,
        closes: None,
        revision: 0,
    }
}

pub(super) async fn id(bench: &Bench, network: &Network, name: &str) -> OrganisationId {
    let all = bench.app.organisations(network.id).await.unwrap();
    all.into_iter().find(|o| o.external_id == name).unwrap().id
}

pub(super) fn person(organisation: OrganisationId, role: AnswerRole, name: &str) -> NewParticipant {
    let address = Some(format!("{}@zebra-quagga.example", name.to_lowercase().replace(' ', ".")));
    NewParticipant { organisation, role, name: name.into(), address }
}

/// Six staff of a and of b, and the representative of c; the secrets of their links by name.
pub(super) async fn begun(bench: &Bench) -> (Network, Wave, BTreeMap<String, String>) {
    let network = small(bench).await;
    bench.app.choose_promise(&network, Visibility::Everyone, "Kim Quagga, university").await.unwrap();
    let view = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let mut people = Vec::new();
    for organisation in ["a", "b"] {
        let id = id(bench, &network, organisation).await;
        people.extend((1..=6).map(|n| person(id, AnswerRole::Staff, &format!("Zebedee {organisation}{n}"))));
    }
    people.push(person(id(bench, &network, "c").await, AnswerRole::Representative, "Zebedee c"));
    bench.app.add_participants(&network, &view.wave, &people).await.unwrap();
    let assignment = bench.app.assign_partners(&network, &view.wave, Share::new(0.9).unwrap()).await.unwrap();
    assert!(assignment.minutes.longest <= 12.0, "{:?}", assignment.minutes);
    bench.app.open_survey(&network, &view.wave).await.unwrap();
    let wave = bench.app.wave(&network, Some("9")).await.unwrap().unwrap();
    let links = bench.app.personal_links(&network, &wave).await.unwrap();
    let links = links.into_iter().map(|(listed, token)| (listed.name, token.secret().to_owned())).collect();
    (network, wave, links)
}

pub(super) async fn inside(bench: &Bench, secret: &str) -> Answering {
    match bench.app.survey_door(secret).await.unwrap() {
        Door::Person(answering) => *answering,
        other => panic!("{other:?}"),
    }
}

/// Answers every question with the middle of its scale, and the free text with these words.
pub(super) async fn answer_all(bench: &Bench, secret: &str, words: &str) {
    let screens = inside(bench, secret).await.questionnaire().screens.len();
    for place in 0..screens {
        let answering = inside(bench, secret).await;
        let questionnaire = answering.questionnaire();
        let screen = &questionnaire.screens[place];
        let mut sent = BTreeMap::new();
        for question in screen.questions() {
            let points = question.points();
            let value = match question.item.kind {
                Kind::Text => words.to_owned(),
                Kind::Number => "3".to_owned(),
                _ => points[points.len() / 2].value.to_string(),
            };
            sent.insert(field(&question.key), value);
        }
        if screen.partner.is_some() && answering.chooses() {
            sent.insert(VISIBLE_TO.to_owned(), VisibleTo::Audience.id().to_owned());
        }
        let loaded = answering.participant.revision;
        assert_eq!(bench.app.send_screen(&answering, place, &sent, loaded).await.unwrap(), Sent::Saved);
    }
}

pub(super) async fn finish(bench: &Bench, secret: &str) -> String {
    match bench.app.finish_answers(&inside(bench, secret).await).await.unwrap() {
        Finished::With(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_finished_becomes_answers_and_nothing_leads_to_a_person() {
    let bench = bench().await;
    let (network, wave, links) = begun(&bench).await;
    let mut receipts = BTreeMap::new();
    for (name, secret) in &links {
        if name.ends_with("a6") {
            continue;
        }
        answer_all(&bench, secret, "Xylophones for everybody").await;
        receipts.insert(name.clone(), finish(&bench, secret).await);
    }
    answer_all(&bench, &links["Zebedee a6"], "Unfinished symphony").await;
    // Letters that were not sent yet, and one that cannot be.
    let from = "troth@post.example".parse().unwrap();
    let posting = bench.app.with_mail(Carrier::folder(bench.folder().join("no"), from));
    let address = |path: &str| format!("https://wombat.example{path}");
    posting.send_survey_letters(&network, &wave, address).await.unwrap();
    let letters = bench.store.waiting_mail().await.unwrap();
    assert_eq!(letters.len(), 13);
    bench.store.finish_mail(letters[0].id, false, bench.app.now()).await.unwrap();
    bench.app.close_wave(&network, "9").await.unwrap();
    bench.app.work_off("test").await.unwrap();

    let ratings = bench.store.ratings(wave.id).await.unwrap();
    let a = id(&bench, &network, "a").await;
    let people: std::collections::BTreeSet<_> =
        ratings.iter().filter(|r| r.rater == a).filter_map(|r| r.respondent.clone()).collect();
    assert_eq!(people.len(), 5, "five of six finished");
    let c = id(&bench, &network, "c").await;
    let allowed = ratings.iter().filter(|r| r.rater == c).all(|r| r.visible_to == Some(VisibleTo::Audience));
    assert!(allowed && ratings.iter().any(|r| r.rater == c));
    assert!(ratings.iter().filter(|r| r.rater != c).all(|r| r.visible_to.is_none()));
    let turnout = bench.store.turnout(wave.id).await.unwrap();
    let of_a = turnout.iter().find(|t| t.organisation == a).unwrap();
    assert_eq!((of_a.invited, of_a.finished), (6, 5));
    let results = bench.store.comments(wave.id).await.unwrap();
    assert_eq!(results.len(), 12);

    // Neither names nor addresses nor links nor what was not finished are anywhere in the files.
    let secret = &links["Zebedee a1"];
    assert!(matches!(bench.app.survey_door(secret).await.unwrap(), Door::Nowhere));
    let hash = troth_gate::ledger::sha256_hex(secret.as_bytes());
    let receipt = &receipts["Zebedee a1"];
    assert_eq!(bench.store.waiting_mail().await.unwrap(), [], "no letter waits any more");
    let sealed = &letters[1].sealed;
    for word in ["Zebedee", "zebra-quagga", "wombat", "Unfinished", secret, &hash, receipt, sealed] {
        assert_eq!(places(&bench, word), Vec::<String>::new(), "{word}");
    }
    assert_eq!(places(&bench, "Xylophones").len(), 1, "the search itself works");
}

/// The files beside the database that hold these bytes.
pub(super) fn places(bench: &Bench, word: &str) -> Vec<String> {
    let files = std::fs::read_dir(bench.folder()).unwrap().map(|entry| entry.unwrap().path());
    let holds = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    files.filter(holds).map(|path| path.display().to_string()).collect()
}

#[tokio::test]
async fn a_receipt_finds_and_erases_ones_own_answers_alone() {
    let bench = bench().await;
    let (network, wave, links) = begun(&bench).await;
    answer_all(&bench, &links["Zebedee a1"], "Mine").await;
    answer_all(&bench, &links["Zebedee a2"], "Theirs").await;
    let lost = finish(&bench, &links["Zebedee a1"]).await;
    let receipt = finish(&bench, &links["Zebedee a1"]).await;
    finish(&bench, &links["Zebedee a2"]).await;
    assert!(bench.app.by_receipt(&receipt).await.unwrap().is_none(), "not before the round is closed");
    bench.app.close_wave(&network, "9").await.unwrap();
    assert!(bench.app.by_receipt(&lost).await.unwrap().is_none(), "the last one counts");
    let own = bench.app.by_receipt(&receipt.to_lowercase().replace('-', " ")).await.unwrap().unwrap();
    assert_eq!((own.organisation.external_id.as_str(), own.role), ("a", AnswerRole::Staff));
    assert!(!own.ratings.is_empty() && !own.own.is_empty());
    assert_eq!(own.words, ["Mine"]);
    let all = bench.store.ratings(wave.id).await.unwrap().len();
    bench.app.erase_by_receipt(&own).await.unwrap();
    assert_eq!(bench.store.ratings(wave.id).await.unwrap().len(), all - own.ratings.len());
    assert!(bench.app.by_receipt(&receipt).await.unwrap().is_none());
    let comments = bench.store.comments(wave.id).await.unwrap();
    assert_eq!(comments.iter().map(|c| c.words.as_str()).collect::<Vec<_>>(), ["Theirs"]);
}

#[tokio::test]
async fn the_same_person_has_the_same_pseudonym_in_the_next_round_and_others_nobody_knows() {
    let bench = bench().await;
    let (network, first, links) = begun(&bench).await;
    answer_all(&bench, &links["Zebedee a1"], "").await;
    finish(&bench, &links["Zebedee a1"]).await;
    bench.app.close_wave(&network, "9").await.unwrap();
    let next = SurveyDraft { external_id: "10".into(), ..draft() };
    let view = bench.app.draft_survey(&network, &next).await.unwrap();
    let a = id(&bench, &network, "a").await;
    let people = ["Zebedee a1", "Somebody new"].map(|name| person(a, AnswerRole::Staff, name));
    bench.app.add_participants(&network, &view.wave, &people).await.unwrap();
    bench.app.assign_partners(&network, &view.wave, Share::new(1.0).unwrap()).await.unwrap();
    bench.app.open_survey(&network, &view.wave).await.unwrap();
    let second = bench.app.wave(&network, Some("10")).await.unwrap().unwrap();
    for (_, token) in bench.app.personal_links(&network, &second).await.unwrap() {
        answer_all(&bench, token.secret(), "").await;
        finish(&bench, token.secret()).await;
    }
    bench.app.close_wave(&network, "10").await.unwrap();
    let keys = async |wave: &Wave| -> std::collections::BTreeSet<_> {
        bench.store.ratings(wave.id).await.unwrap().into_iter().filter_map(|r| r.respondent).collect()
    };
    let (before, after) = (keys(&first).await, keys(&second).await);
    assert_eq!((before.len(), after.len()), (1, 2));
    assert!(before.is_subset(&after));
}

#[tokio::test]
async fn two_windows_an_edited_form_and_a_left_out_partner() {
    let bench = bench().await;
    let (_, _, links) = begun(&bench).await;
    let secret = &links["Zebedee a1"];
    let answering = inside(&bench, secret).await;
    let questionnaire = answering.questionnaire();
    let place = questionnaire.screens.iter().position(|s| s.partner.is_some()).unwrap();
    let question = questionnaire.screens[place].questions().find(|q| q.item.kind == Kind::Scale).unwrap();
    let name = field(&question.key);
    let with = |value: &str| BTreeMap::from([(name.clone(), value.to_owned())]);
    let send = async |sent: &BTreeMap<String, String>, loaded| {
        bench.app.send_screen(&inside(&bench, secret).await, place, sent, loaded).await.unwrap()
    };
    assert_eq!(send(&with("2"), 0).await, Sent::Saved);
    assert_eq!(send(&with("4"), 0).await, Sent::Elsewhere(vec![(name.clone(), "2".into())]));
    assert_eq!(send(&with("4"), 1).await, Sent::Saved);
    let Sent::Mend(mend) = send(&with("77"), 9).await else { panic!("a point that is not there") };
    assert_eq!(mend[0].0, name);
    assert!(
        !mend[0].1.contains(&question.item.id.clone()) || mend[0].1.starts_with("This question"),
        "{mend:?}"
    );
    // Left out: what was said does not count, and comes back with the partner.
    assert_eq!(send(&BTreeMap::from([(SKIP.to_owned(), "yes".into())]), 9).await, Sent::Saved);
    let skipped = inside(&bench, secret).await;
    assert_eq!((skipped.answers().len(), skipped.written().len()), (0, 1));
    assert_eq!(skipped.unfinished(), Some(Unfinished::Nothing));
    assert_eq!(bench.app.finish_answers(&skipped).await.unwrap(), Finished::NotYet(Unfinished::Nothing));
    let target = skipped.asked_on(&skipped.questionnaire().screens[place]).unwrap().target;
    assert!(bench.app.add_partner(&skipped, target).await.unwrap());
    assert_eq!(inside(&bench, secret).await.answers().len(), 1);
    let own = inside(&bench, secret).await.participant.organisation;
    assert!(matches!(bench.app.add_partner(&skipped, own).await, Err(AppError::Invalid(_))));
}

#[tokio::test]
async fn a_representative_says_who_may_see_and_patients_are_refused() {
    let bench = bench().await;
    let (_, _, links) = begun(&bench).await;
    let secret = &links["Zebedee c"];
    let answering = inside(&bench, secret).await;
    let questionnaire = answering.questionnaire();
    let place = questionnaire.screens.iter().position(|s| s.partner.is_some()).unwrap();
    let question = questionnaire.screens[place].questions().find(|q| q.item.kind == Kind::Scale).unwrap();
    let sent = BTreeMap::from([(field(&question.key), "3".to_owned())]);
    let Sent::Mend(mend) = bench.app.send_screen(&answering, place, &sent, 0).await.unwrap() else {
        panic!()
    };
    assert_eq!(mend[0].0, VISIBLE_TO);
    assert!(mend[0].1.starts_with("Choose who may see your answers about "), "{mend:?}");
    let last =
        questionnaire.screens.iter().position(|s| s.questions().any(|q| q.item.kind == Kind::Text)).unwrap();
    let text = questionnaire.screens[last].questions().find(|q| q.item.kind == Kind::Text).unwrap();
    let sent = BTreeMap::from([(field(&text.key), "Bed 4 is 943 476 5919".to_owned())]);
    let Sent::Mend(mend) = bench.app.send_screen(&answering, last, &sent, 0).await.unwrap() else { panic!() };
    assert!(mend[0].1.contains("NHS number"), "{mend:?}");
    assert!(bench.store.replies(answering.participant.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_open_link_lets_anybody_begin_and_their_answers_are_marked() {
    let bench = bench().await;
    let (network, wave, _) = begun(&bench).await;
    let a = id(&bench, &network, "a").await;
    let open = bench.app.open_survey_link(&network, &wave, a).await.unwrap();
    let Door::Anybody(anybody) = bench.app.survey_door(open.secret()).await.unwrap() else { panic!() };
    assert_eq!(bench.store.participants(wave.id).await.unwrap().len(), 13, "looking changes nothing");
    let own = bench.app.begin_openly(&anybody).await.unwrap();
    let answering = inside(&bench, own.secret()).await;
    let b = id(&bench, &network, "b").await;
    bench.app.add_partner(&answering, b).await.unwrap();
    answer_all(&bench, own.secret(), "").await;
    finish(&bench, own.secret()).await;
    bench.app.close_wave(&network, "9").await.unwrap();
    let respondents = bench.store.respondents(network.id).await.unwrap();
    assert_eq!(respondents.iter().map(|r| r.open_link).collect::<Vec<_>>(), [true]);
}

#[tokio::test]
async fn a_round_that_is_not_ready_does_not_begin() {
    let bench = bench().await;
    let network = small(&bench).await;
    let view = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let error = bench.app.open_survey(&network, &view.wave).await.unwrap_err().to_string();
    assert!(error.contains("Choose the promise") && error.contains("Nobody is asked yet"), "{error}");
    assert!(matches!(bench.app.close_wave(&network, "9").await, Err(AppError::Conflict(_))));
    let again = bench.app.draft_survey(&network, &draft()).await;
    assert!(matches!(again, Err(AppError::Conflict(_) | AppError::Store(_))), "{again:?}");
    let bad = SurveyDraft { most_partners: 0, external_id: " ".into(), ..draft() };
    let error = bench.app.draft_survey(&network, &bad).await.unwrap_err().to_string();
    assert!(error.contains("short id") && error.contains("from 1 to 20"), "{error}");
    let broken = SurveyDraft { external_id: "11".into(), questionnaire: Some("id = ".into()), ..draft() };
    let error = bench.app.draft_survey(&network, &broken).await.unwrap_err().to_string();
    assert!(error.contains("the questionnaire:1:6"), "{error}");
    let twice = [1, 2].map(|_| person(OrganisationId(view.wave.id.0), AnswerRole::Staff, ""));
    let error = bench.app.add_participants(&network, &view.wave, &twice).await.unwrap_err().to_string();
    assert!(error.contains("Person 1: give a name"), "{error}");
}

#[tokio::test]
async fn the_coordinator_gets_no_personal_links() {
    let bench = bench().await;
    let (network, wave, _) = begun(&bench).await;
    let viewer = Viewer { id: "co".into(), role: AccessRole::Coordinator, organisation: None };
    let coordinator = bench.app.acting(viewer, Audience::Agreed);
    assert!(coordinator.personal_links(&network, &wave).await.is_err());
    assert_eq!(coordinator.listed(&wave).await.unwrap().len(), 13);
}

#[tokio::test]
async fn an_interrupted_closing_and_a_last_day_that_is_over_are_taken_up() {
    let bench = bench().await;
    let (network, wave, links) = begun(&bench).await;
    answer_all(&bench, &links["Zebedee a1"], "").await;
    finish(&bench, &links["Zebedee a1"]).await;
    bench.store.shut_survey(wave.id, bench.app.today()).await.unwrap();
    assert_eq!(bench.store.ratings(wave.id).await.unwrap().len(), 0);
    assert_eq!(bench.app.finish_closings().await.unwrap(), 1);
    assert_eq!(bench.app.finish_closings().await.unwrap(), 0);
    assert!(!bench.store.ratings(wave.id).await.unwrap().is_empty());
    assert_eq!(bench.store.participants(wave.id).await.unwrap(), []);
    let over = Wave {
        id: troth_network::WaveId(uuid::Uuid::from_u128(77)),
        external_id: "12".into(),
        state: WaveState::Draft,
        closed: None,
        position: 5,
        ..wave
    };
    bench.store.upsert_wave(&over).await.unwrap();
    let view =
        bench.app.draft_survey(&network, &SurveyDraft { external_id: "12".into(), ..draft() }).await.unwrap();
    let yesterday = bench.app.today().previous_day().unwrap();
    let open = Wave { state: WaveState::Open, closed: Some(yesterday), ..view.wave };
    bench.store.upsert_wave(&open).await.unwrap();
    assert_eq!(bench.app.finish_closings().await.unwrap(), 1);
    let closed = bench.app.wave(&network, Some("12")).await.unwrap().unwrap();
    assert_eq!((closed.state, closed.closed), (WaveState::Closed, Some(yesterday)));
}

#[tokio::test]
async fn answers_of_a_round_asked_here_do_not_come_from_a_file() {
    let bench = bench().await;
    let (network, ..) = begun(&bench).await;
    let options =
        troth_app::imports::RatingsOptions { wave: Some("9".into()), representatives_visible_to: None };
    let file = "rater,respondent,target,variable,value\na,s1,b,fairness,3\n";
    let error = bench.app.import_ratings(&network, "r.csv", file.as_bytes(), &options).await.unwrap_err();
    assert!(error.to_string().contains("is asked in Troth"), "{error}");
}

#[tokio::test]
async fn what_was_promised_before_the_first_question_stays_while_a_round_is_answered() {
    let bench = bench().await;
    let (network, wave, _) = begun(&bench).await;
    let before = bench.app.promise_of(wave.id).await.unwrap().unwrap();
    bench.app.choose_promise(&network, Visibility::Totals, "Somebody else").await.unwrap();
    assert_eq!(bench.app.promise_of(wave.id).await.unwrap().unwrap(), before);
    let draft = SurveyDraft { external_id: "10".into(), ..draft() };
    let next = bench.app.draft_survey(&network, &draft).await.unwrap();
    assert_eq!(bench.app.promise_of(next.wave.id).await.unwrap().unwrap().visibility, Visibility::Totals);
}

#[tokio::test]
async fn of_two_who_change_a_draft_at_once_one_is_told_and_changes_nothing() {
    let bench = bench().await;
    let network = small(&bench).await;
    let first = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let change =
        |label: &str| SurveyDraft { label: label.into(), revision: first.survey.revision, ..draft() };
    bench.app.draft_survey(&network, &change("Autumn")).await.unwrap();
    let late = bench.app.draft_survey(&network, &change("Winter")).await;
    assert!(matches!(late, Err(AppError::Conflict(_))), "{late:?}");
    let wave = bench.app.wave(&network, Some("9")).await.unwrap().unwrap();
    assert_eq!(wave.label, "Autumn");
}

#[tokio::test]
async fn a_pasted_list_is_refused_line_by_line_and_nobody_is_asked_twice() {
    let bench = bench().await;
    let network = small(&bench).await;
    let view = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let read = async |text: &str| bench.app.read_pasted_people(&network, &view.wave, text).await;
    let text = "a; Zebedee One; one@a.example; representative\n\nBOROUGH\tZebedee Two\n\
                a; Zebedee Three; three@a.example; representative\nnowhere; Four\njust a name\n\
                a; Five; no address\na; Six; ; boss\na; ZEBEDEE one; ONE@a.example";
    let Err(AppError::Rows { problems, .. }) = read(text).await else { panic!("nothing was refused") };
    let told: Vec<(u64, &str)> = problems.iter().map(|p| (p.line, p.column.as_str())).collect();
    assert_eq!(
        told,
        [(4, "role"), (5, "organisation"), (6, ""), (7, "email"), (8, "role"), (9, "name")],
        "{problems:?}"
    );
    let good = read("a; Zebedee One; one@a.example; representative\na; Zebedee Two").await.unwrap();
    bench.app.add_participants(&network, &view.wave, &good).await.unwrap();
    let Err(AppError::Rows { problems, .. }) = read("a; Zebedee Two\na; New; ; representative").await else {
        panic!("they are there already")
    };
    assert_eq!(problems.len(), 2, "{problems:?}");
    let file = "Role;e-mail;name;organisation\nstaff;x@b.example;Zebedee Seven;b\n";
    let people = bench.app.read_people_file(&network, &view.wave, "p.csv", file.as_bytes()).await.unwrap();
    assert_eq!(
        people,
        [NewParticipant {
            organisation: id(&bench, &network, "b").await,
            role: AnswerRole::Staff,
            name: "Zebedee Seven".into(),
            address: Some("x@b.example".into()),
        }]
    );
    assert!(read("a; Bed 4 is 943 476 5919").await.is_err(), "no patients");
    assert!(matches!(read(" \n").await, Err(AppError::Invalid(_))));
    // Who was taken off can come back.
    let listed = bench.app.listed(&view.wave).await.unwrap();
    let two = listed.iter().find(|l| l.name == "Zebedee Two").unwrap();
    bench.app.participant_leaves(&network, &view.wave, two.id).await.unwrap();
    let again = read("a; Zebedee Two").await.unwrap();
    bench.app.add_participants(&network, &view.wave, &again).await.unwrap();
    assert_eq!(bench.app.listed(&view.wave).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_open_link_that_is_taken_back_opens_nothing_and_who_began_goes_on() {
    let bench = bench().await;
    let (network, wave, _) = begun(&bench).await;
    let a = id(&bench, &network, "a").await;
    let open = bench.app.open_survey_link(&network, &wave, a).await.unwrap();
    let Door::Anybody(anybody) = bench.app.survey_door(open.secret()).await.unwrap() else { panic!() };
    let own = bench.app.begin_openly(&anybody).await.unwrap();
    assert_eq!(bench.app.open_survey_links(&wave).await.unwrap(), [a]);
    bench.app.close_open_survey_link(&network, &wave, a).await.unwrap();
    assert!(matches!(bench.app.survey_door(open.secret()).await.unwrap(), Door::Nowhere));
    inside(&bench, own.secret()).await;
    assert!(bench.app.close_open_survey_link(&network, &wave, a).await.is_err());
}

#[tokio::test]
async fn questions_are_compared_with_the_round_before() {
    let bench = bench().await;
    let network = small(&bench).await;
    let first = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let compared = async |wave: &Wave| {
        bench.app.compared_with_before(&network, Some(wave), &first.instrument).await.unwrap()
    };
    assert_eq!(compared(&first.wave).await, None);
    let next = SurveyDraft { external_id: "10".into(), ..draft() };
    let next = bench.app.draft_survey(&network, &next).await.unwrap();
    let said = compared(&next.wave).await.unwrap();
    assert!(said.starts_with("All questions are as in Survey round 9"), "{said}");
}

#[tokio::test]
async fn six_answers_by_an_open_link_show_nothing_since_one_person_can_give_them() {
    let bench = bench().await;
    let (network, wave, links) = begun(&bench).await;
    for (_, secret) in links.iter().filter(|(name, _)| name.starts_with("Zebedee b")) {
        answer_all(&bench, secret, "").await;
        finish(&bench, secret).await;
    }
    let (a, b) = (id(&bench, &network, "a").await, id(&bench, &network, "b").await);
    let open = bench.app.open_survey_link(&network, &wave, a).await.unwrap();
    for _ in 0..6 {
        let Door::Anybody(anybody) = bench.app.survey_door(open.secret()).await.unwrap() else { panic!() };
        let own = bench.app.begin_openly(&anybody).await.unwrap();
        bench.app.add_partner(&inside(&bench, own.secret()).await, b).await.unwrap();
        answer_all(&bench, own.secret(), "").await;
        finish(&bench, own.secret()).await;
    }
    bench.app.close_wave(&network, "9").await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert!(bench.store.ratings(wave.id).await.unwrap().iter().any(|r| r.rater == a), "they are kept");
    let counted = bench.store.answered(wave.id).await.unwrap();
    assert!(counted.iter().all(|answered| answered.direction.from != a), "{counted:?}");
    let entries = format!("{:?}", bench.store.ledger(network.id, &Audience::Agreed).await.unwrap());
    let respondents = bench.store.respondents(network.id).await.unwrap();
    assert_eq!(respondents.iter().filter(|r| r.open_link).count(), 6);
    for respondent in respondents {
        let rests_on_them = entries.contains(&respondent.key.0);
        assert_eq!(rests_on_them, !respondent.open_link, "{respondent:?}");
    }
}

#[tokio::test]
async fn nobody_is_asked_about_a_part_of_their_own_organisation() {
    let bench = bench().await;
    let network = small(&bench).await;
    let ward = "id,name,sector,accepted,parent\nward,Ward,health,yes,a\n";
    bench.app.import_organisations(&network, "o.csv", ward.as_bytes()).await.unwrap();
    let view = bench.app.draft_survey(&network, &draft()).await.unwrap();
    let (a, ward) = (id(&bench, &network, "a").await, id(&bench, &network, "ward").await);
    let people = [
        person(a, AnswerRole::Representative, "Head"),
        person(a, AnswerRole::Staff, "Nurse"),
        person(ward, AnswerRole::Staff, "Sister"),
    ];
    bench.app.add_participants(&network, &view.wave, &people).await.unwrap();
    bench.app.assign_partners(&network, &view.wave, Share::new(0.9).unwrap()).await.unwrap();
    let asked = bench.store.asked_in(view.wave.id).await.unwrap();
    assert!(asked.len() >= 6, "{asked:?}");
    assert!(asked.iter().all(|(_, asked)| asked.target != a && asked.target != ward), "{asked:?}");
}
