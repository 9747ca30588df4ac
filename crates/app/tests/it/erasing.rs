//! A person is erased and looked for everywhere: in the file, its log, the copies, the encrypted backup.

use std::path::Path;

use troth_app::backup::Lock;
use troth_app::erasing::{OwnAnswer, Who};
use troth_app::interviews::{NewCoding, Where};
use troth_app::record::AuditCheck;
use troth_gate::{AccessRole, Audience, Viewer};
use troth_lens::DirectionState;
use troth_network::{Direction, Network, PersonId, RespondentKey, TranscriptId};
use troth_say::{Permission, Polarity};

use super::support::{Bench, answers, bench, import, small};

const NAME: &str = "Zebedee Quillfeather";
const WORDS: &str = "the xylophone incident of the west ward";
const MEMO: &str = "he looked at the periscope";
const RESPONDENT: &str = "zq77";
const RECIPIENT: &str = "age12065uxc8wjqmr7h9uw46dtr5vp4hsf36l4kjh5ry63jl9tpg9vvqrcjmyx";

/// What there is of the person.
struct Traces {
    network: Network,
    text: TranscriptId,
    person: PersonId,
    key: RespondentKey,
    hash: String,
}

fn occurs(file: &Path, word: &str) -> bool {
    std::fs::read(file).unwrap().windows(word.len()).any(|w| w == word.as_bytes())
}

/// The files of the bench in which `word` stands.
fn found(bench: &Bench, word: &str) -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(bench.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| occurs(path, word))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    files
}

/// A partnership in which one person answers, speaks, is quoted and is known by name; with a copy as an update makes it.
async fn written(bench: &Bench) -> Traces {
    let network = small(bench).await;
    let mut rows = answers(0..6);
    rows.push_str(&format!("a,{RESPONDENT},b,fairness,2,staff,,1,5\n"));
    import(bench, &network, &rows).await;
    let people = format!("id,organisation,name\nquill,a,{NAME}\n");
    bench.app.import_people(&network, "people.csv", people.as_bytes()).await.unwrap();
    let said =
        format!("INT: What happened?\n{NAME}: We had {WORDS} again.\nOther: I was not there at all.\n");
    let speakers = format!("file,speaker,organisation,role_level\ntalk.txt,{NAME},a,\ntalk.txt,Other,b,\n");
    let files =
        [("talk.txt".to_owned(), said.into_bytes()), ("speakers.csv".to_owned(), speakers.into_bytes())];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    let text = bench.store.transcripts(network.id).await.unwrap()[0].id;
    for (words, about) in [(WORDS, "b"), ("I was not there", "a")] {
        let coding = NewCoding {
            place: Where::Words(words.to_owned()),
            code: "narrative:roles".into(),
            stated: troth_say::Stated::default(),
            polarity: Some(Polarity::Loss),
            about: about.to_owned(),
            permission: Permission::Named,
            memo: Some(MEMO.to_owned()).filter(|_| words == WORDS),
        };
        bench.app.code(&network, text, coding).await.unwrap();
    }
    bench.app.work_off("test").await.unwrap();
    bench.store.backup(&bench.folder().join("troth.db.before-0009")).await.unwrap();
    let lock = Lock::recipients([RECIPIENT]).unwrap();
    bench.app.backup_encrypted(&bench.folder().join("copy.age"), &lock).await.unwrap();
    let person = bench.app.people(network.id).await.unwrap()[0].id;
    // The seventh of a is the one that is to be erased: the newest pseudonym.
    let known = bench.store.respondents(network.id).await.unwrap();
    let newest = known.into_iter().max_by(|a, b| a.key.0.cmp(&b.key.0)).unwrap();
    Traces { network, text, person, key: newest.key, hash: newest.external_hash }
}

async fn erase(bench: &Bench, traces: &Traces) {
    let rater = bench.app.names(traces.network.id).await.unwrap().by_external("a").unwrap().id;
    let who = Who::Staff { rater, id: RESPONDENT.to_owned() };
    let erased = bench.app.erase_answers(&traces.network, &who).await.unwrap();
    assert_eq!(erased.what, "1 answer is erased.");
    assert!(erased.remarks.iter().any(|r| r.contains("troth backup")), "{:?}", erased.remarks);
    assert!(erased.remarks.iter().any(|r| r.contains("copy that Troth made before an update is deleted")));
    bench.app.erase_speaker(&traces.network, traces.text, NAME).await.unwrap();
    bench.app.erase_person(&traces.network, traces.person).await.unwrap();
}

#[tokio::test]
async fn an_erased_person_is_in_no_file_any_more() {
    let bench = bench().await;
    let traces = written(&bench).await;
    for word in [NAME, WORDS, MEMO, &traces.hash] {
        assert!(found(&bench, word).contains(&"troth.db.before-0009".to_owned()), "{word}: it was there");
        assert!(!found(&bench, word).contains(&"copy.age".to_owned()), "{word}: encrypted");
    }
    erase(&bench, &traces).await;
    for word in [NAME, WORDS, MEMO, RESPONDENT, "quill", &traces.hash] {
        assert_eq!(found(&bench, word), Vec::<String>::new(), "{word}");
    }
    // What is worked out afterwards does not bring anything back.
    bench.app.work_off("test").await.unwrap();
    for word in [NAME, WORDS, MEMO, RESPONDENT, "quill", &traces.hash] {
        assert_eq!(found(&bench, word), Vec::<String>::new(), "{word}");
    }
}

#[tokio::test]
async fn the_pseudonym_leads_to_nobody_and_the_others_keep_theirs() {
    let bench = bench().await;
    let traces = written(&bench).await;
    let before = bench.store.respondents(traces.network.id).await.unwrap().len();
    erase(&bench, &traces).await;
    let after = bench.store.respondents(traces.network.id).await.unwrap();
    assert!(after.len() == before - 1 && after.iter().all(|r| r.key != traces.key));
    assert!(bench.store.ratings_by(&traces.key).await.unwrap().is_empty());
    let texts = bench.store.all_transcripts(traces.network.id).await.unwrap();
    assert_eq!(texts.len(), 1);
    assert!(
        texts[0].transcript.text.contains("I was not there at all") && texts[0].transcript.id != traces.text
    );
    assert_eq!(bench.store.codings(traces.network.id).await.unwrap().len(), 1);
    assert_eq!(bench.app.people(traces.network.id).await.unwrap()[0].name, "Somebody who was erased");
    let verified = bench.app.verify(None).await.unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    assert!(matches!(verified.audit, AuditCheck::Whole { .. }));
}

#[tokio::test]
async fn figures_change_at_the_next_release_and_do_not_tell_what_was_erased() {
    let bench = bench().await;
    let traces = written(&bench).await;
    let names = bench.app.names(traces.network.id).await.unwrap();
    let id = |external: &str| names.by_external(external).unwrap().id;
    let direction = Direction { from: id("a"), to: id("b") };
    let state = async || {
        let wave = bench.app.wave(&traces.network, None).await.unwrap().unwrap();
        let evidence = bench.app.evidence(traces.network.id, Some(wave.id)).await.unwrap();
        evidence.value().rating("aspect:fairness").unwrap().direction(direction).unwrap().clone()
    };
    let before = state().await;
    assert!(before.value().is_some());
    erase(&bench, &traces).await;
    assert_eq!(state().await, before, "released figures stay until the next release");
    let quotes = bench.app.interviews_reading(&traces.network).await.unwrap();
    assert!(quotes.value().pairs.is_empty(), "words go at once");
    bench.app.work_off("test").await.unwrap();
    match state().await {
        DirectionState::Withheld { reason, .. } => assert!(reason.contains("joined or left"), "{reason}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn only_the_custodian_erases_and_hands_out() {
    let bench = bench().await;
    let traces = written(&bench).await;
    let who = Who::Pseudonym(traces.key.clone());
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let app = bench.app.acting(Viewer { id: "u".into(), role, organisation: None }, Audience::Agreed);
        assert!(app.erase_answers(&traces.network, &who).await.is_err(), "{role:?}");
        assert!(app.erase_person(&traces.network, traces.person).await.is_err(), "{role:?}");
        assert!(app.erase_text(&traces.network, traces.text).await.is_err(), "{role:?}");
        assert!(app.erase_speaker(&traces.network, traces.text, NAME).await.is_err(), "{role:?}");
        assert!(app.own_answers(&traces.network, &who).await.is_err(), "{role:?}");
        assert!(app.save_keeping(&traces.network, &[]).await.is_err(), "{role:?}");
        assert!(app.due(traces.network.id).await.is_err(), "{role:?}");
    }
    assert!(bench.store.ratings_by(&traces.key).await.unwrap().len() == 1, "nothing was erased");
}

#[tokio::test]
async fn somebody_gets_their_own_answers_and_no_others() {
    let bench = bench().await;
    let traces = written(&bench).await;
    let rater = bench.app.names(traces.network.id).await.unwrap().by_external("a").unwrap().id;
    let who = Who::Staff { rater, id: format!(" {RESPONDENT} ") };
    let own = bench.app.own_answers(&traces.network, &who).await.unwrap();
    assert_eq!(
        OwnAnswer::csv(own.value()),
        "round,answered_for,about,question,answer,lowest,highest,visible_to\r\nSurvey round 1,Acute,Borough,fairness,2,1,5,\r\n"
    );
    assert!(OwnAnswer::json(own.value()).unwrap().contains("\"question\": \"fairness\""));
    let of_representative =
        bench.app.own_answers(&traces.network, &Who::Representative(rater)).await.unwrap();
    assert_eq!(of_representative.value().len(), 1);
    let noted = bench.store.audit(traces.network.id).await.unwrap();
    let handed: Vec<_> = noted.iter().filter(|r| r.event == "own answers handed out").collect();
    assert!(handed.len() == 2 && handed.iter().all(|r| r.subject != traces.key.0));
    let nobody = Who::Staff { rater, id: "nobody".to_owned() };
    let error = bench.app.own_answers(&traces.network, &nobody).await.unwrap_err();
    assert!(error.to_string().contains("Nobody with this id"), "{error}");
}

#[tokio::test]
async fn a_text_with_one_speaker_goes_as_a_whole() {
    let bench = bench().await;
    let network = small(&bench).await;
    let files = [
        ("alone.txt".to_owned(), b"INT: And?\nAnn: Nothing.\nINT: Sure?\nAnn: Yes.\n".to_vec()),
        ("speakers.csv".to_owned(), b"file,speaker,organisation,role_level\nalone.txt,Ann,a,\n".to_vec()),
    ];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    let text = bench.store.all_transcripts(network.id).await.unwrap().remove(0);
    let mut interviewer = text.speakers.iter().find(|s| s.label == "INT").cloned().unwrap();
    interviewer.interviewer = true;
    bench.store.update_speaker(text.transcript.id, &interviewer).await.unwrap();
    let erased = bench.app.erase_speaker(&network, text.transcript.id, "Ann").await.unwrap();
    assert!(erased.what.starts_with("The text is erased"), "{}", erased.what);
    assert!(bench.store.transcripts(network.id).await.unwrap().is_empty());
    assert!(bench.app.erase_text(&network, text.transcript.id).await.is_err(), "it is not there any more");
}
