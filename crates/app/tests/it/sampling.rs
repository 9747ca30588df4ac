//! Who was chosen for an interview: written down, imported, forgotten; and what each role learns of it.

use troth_app::AppError;
use troth_app::interviews::{Chosen, ChosenForm};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::Network;
use troth_network::timestamp::parse_day;
use troth_say::sampling::{Glance, SampleStatus, SuggestedBy};

use super::support::{Bench, bench, small};

const NAME: &str = "Zebedee Quillfeather";

fn form(name: &str, organisation: &str, status: SampleStatus) -> ChosenForm {
    ChosenForm {
        name: name.to_owned(),
        organisation: Some(organisation.to_owned()),
        suggested: Some(SuggestedBy::Gatekeeper),
        suggested_by: Some("Ruth".to_owned()),
        why: "knows the ward".to_owned(),
        status: Some(status),
        ..ChosenForm::default()
    }
}

async fn chosen(bench: &Bench, network: &Network) -> Vec<Chosen> {
    bench.app.sampling(network).await.unwrap().value().chosen.clone()
}

fn coordinator() -> Viewer {
    Viewer { id: "c".into(), role: AccessRole::Coordinator, organisation: None }
}

#[tokio::test]
async fn who_was_chosen_is_written_down_changed_and_never_overwritten() {
    let bench = bench().await;
    let network = small(&bench).await;
    bench.app.add_chosen(&network, form("Ann Lee", "a", SampleStatus::Asked)).await.unwrap();
    let twice = bench.app.add_chosen(&network, form("ann  lee", "a", SampleStatus::Asked)).await.unwrap_err();
    assert!(twice.to_string().contains("in the table already"), "{twice}");
    let one = chosen(&bench, &network).await.remove(0);
    let held =
        ChosenForm { on: parse_day("2026-10-16").ok(), ..form("Ann Lee", "b", SampleStatus::Interviewed) };
    bench.app.save_chosen(&network, one.id, one.version, held.clone()).await.unwrap();
    let late = bench.app.save_chosen(&network, one.id, one.version, held).await.unwrap_err();
    assert!(matches!(late, AppError::Conflict(_)), "{late}");
    let gone = bench.app.remove_chosen(&network, one.id, one.version).await.unwrap_err();
    assert!(matches!(gone, AppError::Conflict(_)), "{gone}");
    let now = chosen(&bench, &network).await.remove(0);
    assert_eq!(
        (now.status, now.version, now.suggested_by.as_deref()),
        (SampleStatus::Interviewed, 2, Some("Ruth"))
    );
    bench.app.remove_chosen(&network, now.id, now.version).await.unwrap();
    assert_eq!(chosen(&bench, &network).await, []);
}

#[tokio::test]
async fn what_cannot_be_is_refused_with_its_field() {
    let bench = bench().await;
    let network = small(&bench).await;
    let fields = |error: AppError| match error {
        AppError::Invalid(errors) => errors.into_iter().map(|e| e.field).collect::<Vec<_>>(),
        other => panic!("{other}"),
    };
    let nothing = ChosenForm::default();
    let error = bench.app.add_chosen(&network, nothing).await.unwrap_err();
    assert_eq!(fields(error), ["name", "suggested"]);
    let later = ChosenForm { on: parse_day("2027-01-01").ok(), ..form("Ann", "z", SampleStatus::Declined) };
    assert_eq!(fields(bench.app.add_chosen(&network, later).await.unwrap_err()), ["organisation", "on"]);
    let patient =
        ChosenForm { why: "NHS number 943 476 5919".into(), ..form("Ann", "a", SampleStatus::Asked) };
    assert!(bench.app.add_chosen(&network, patient).await.is_err());
    assert_eq!(chosen(&bench, &network).await, []);
}

#[tokio::test]
async fn names_are_the_custodians_and_nobody_else_learns_who_was_heard() {
    let bench = bench().await;
    let network = small(&bench).await;
    for (name, organisation) in
        [("Ann", "a"), ("Bo", "a"), ("Cy", "b"), ("Di", "c"), ("Ed", "c"), ("Flo", "e")]
    {
        bench.app.add_chosen(&network, form(name, organisation, SampleStatus::Interviewed)).await.unwrap();
    }
    let theirs = bench.app.acting(coordinator(), Audience::Agreed);
    assert!(theirs.sampling(&network).await.is_err() && theirs.coverage(&network).await.is_err());
    assert!(theirs.sampling_csv(&network).await.is_err());
    assert!(theirs.import_sampling(&network, "s.csv", b"name,suggested\nX,self\n").await.is_err());
    assert!(theirs.add_chosen(&network, form("X", "a", SampleStatus::Chosen)).await.is_err());
    let told = theirs.heard_at_a_glance(&network).await.unwrap();
    let heard: Vec<(&str, Glance)> = told.sectors.iter().map(|s| (s.sector.0.as_str(), s.heard)).collect();
    assert_eq!(heard, [("health", Glance::Few), ("social_care", Glance::Few), ("voluntary", Glance::Enough)]);
    assert!(told.one_sided);
    let debug = format!("{told:?}");
    assert!(
        !debug.contains("Ann") && !debug.contains("Ruth") && !debug.contains("OrganisationId"),
        "{debug}"
    );
    for role in [AccessRole::Analyst, AccessRole::Partner] {
        let other = bench.app.acting(Viewer { role, ..coordinator() }, Audience::Agreed);
        assert!(other.heard_at_a_glance(&network).await.is_err(), "{role:?}");
    }
}

#[tokio::test]
async fn a_file_is_taken_whole_brings_up_to_date_and_comes_back_as_it_was() {
    let bench = bench().await;
    let network = small(&bench).await;
    let file = "name,organisation,suggested,suggested_by,status,text\n=Ann,a,gatekeeper,Ruth,asked,\nBo,,self,,chosen,\n";
    let bad = format!("{file}Cy,zz,self,,,\nDi,a,self,,interviewed,Nothing\nBo,,self,,,\n");
    let error = bench.app.import_sampling(&network, "s.csv", bad.as_bytes()).await.unwrap_err();
    let AppError::Rows { problems, .. } = error else { panic!("{error}") };
    let told: Vec<(u64, &str)> = problems.iter().map(|p| (p.line, p.column.as_str())).collect();
    assert_eq!(told, [(4, "organisation"), (5, "text"), (6, "name")]);
    assert_eq!(chosen(&bench, &network).await, []);
    bench.app.import_sampling(&network, "s.csv", file.as_bytes()).await.unwrap();
    let csv = bench.app.sampling_csv(&network).await.unwrap().value().clone();
    assert!(csv.lines().skip(1).all(|line| line.contains("For the custodian only")), "{csv}");
    assert!(csv.contains("'=Ann,a,"), "no formula: {csv}");
    let edited = csv.replace("asked", "agreed");
    let told = bench.app.import_sampling(&network, "s.csv", edited.as_bytes()).await.unwrap();
    assert_eq!((told.what.as_str(), told.warnings.len()), ("0 new people, 2 brought up to date", 0));
    let now = chosen(&bench, &network).await;
    assert_eq!((now.len(), now[0].name.as_str(), now[0].status), (2, "=Ann", SampleStatus::Agreed));
}

#[tokio::test]
async fn speakers_count_without_a_table_and_once_with_it() {
    let bench = bench().await;
    let network = small(&bench).await;
    let files = [
        (
            "talk.txt".to_owned(),
            b"Interviewer: Well?\nNurse: We ring them.\nInterviewer: And?\nNurse: Nobody answers.\n".to_vec(),
        ),
        (
            "speakers.csv".to_owned(),
            b"file,speaker,organisation,role_level\ntalk.txt,Nurse,a,operational\n".to_vec(),
        ),
    ];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    let heard = async || {
        let told = bench.app.coverage(&network).await.unwrap();
        (told.value().heard, told.value().unlisted)
    };
    assert_eq!(heard().await, (1, 1));
    let text = bench.store.transcripts(network.id).await.unwrap()[0].id;
    let line = ChosenForm { transcript: Some(text), ..form(NAME, "a", SampleStatus::Interviewed) };
    bench.app.add_chosen(&network, line).await.unwrap();
    assert_eq!(heard().await, (1, 0));
    bench.app.erase_text(&network, text).await.unwrap();
    assert_eq!(chosen(&bench, &network).await[0].transcript, None);
}

#[tokio::test]
async fn names_lie_sealed_and_an_erased_person_is_in_no_line() {
    let bench = bench().await;
    let network = small(&bench).await;
    let people = format!("id,organisation,name,role_level\nquill,a,{NAME},tactical\n");
    bench.app.import_people(&network, "people.csv", people.as_bytes()).await.unwrap();
    // By the id in files, by a name that is typed otherwise, and as somebody who suggests.
    bench
        .app
        .add_chosen(&network, ChosenForm { organisation: None, ..form("quill", "a", SampleStatus::Asked) })
        .await
        .unwrap();
    let sent = ChosenForm {
        suggested_by: Some("zebedee quillfeather".into()),
        ..form("Bo Sealed", "b", SampleStatus::Asked)
    };
    bench.app.add_chosen(&network, sent).await.unwrap();
    let both = chosen(&bench, &network).await;
    assert_eq!(
        (both[0].name.as_str(), both[0].organisation),
        (NAME, bench.app.people_known(network.id).await.unwrap().first().map(|p| p.organisation))
    );
    assert!(both[0].role_level.is_some() && both[1].suggested_by.as_deref() == Some(NAME));
    let file = std::fs::read(bench.folder().join("troth.db")).unwrap();
    let log = std::fs::read(bench.folder().join("troth.db-wal")).unwrap_or_default();
    for bytes in [&file, &log] {
        assert!(!bytes.windows(9).any(|w| w == b"Bo Sealed"), "names lie sealed");
    }
    let person = bench.app.people_known(network.id).await.unwrap()[0].id;
    bench.app.erase_person(&network, person).await.unwrap();
    let left = chosen(&bench, &network).await;
    assert_eq!(left.len(), 1);
    assert_eq!(
        (left[0].suggested_by.as_deref(), left[0].suggester),
        (Some(troth_store::ERASED_PERSON), None)
    );
}
