//! Importing: all of a file or nothing, with sentences that say what to mend.

use troth_app::AppError;
use troth_app::imports::RatingsOptions;

use super::support::{answers, bench, small};

fn wave(name: &str) -> RatingsOptions {
    RatingsOptions { wave: Some(name.into()), representatives_visible_to: None }
}

#[tokio::test]
async fn a_stored_answer_is_not_overwritten() {
    let bench = bench().await;
    let network = small(&bench).await;
    bench.app.import_ratings(&network, "r.csv", answers(0..5).as_bytes(), &wave("1")).await.unwrap();
    let again =
        bench.app.import_ratings(&network, "r.csv", answers(0..5).as_bytes(), &wave("1")).await.unwrap();
    assert_eq!(again.what, "0 answers");
    let other = "rater,target,variable,value,visible_to,scale_min,scale_max\nc,d,fairness,3,audience,1,5\n\
                 c,a,fairness,5,audience,1,5\n";
    let error = bench.app.import_ratings(&network, "r.csv", other.as_bytes(), &wave("1")).await.unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, AppError::Rows { .. }) && text.contains("line 3"), "{text}");
    let stored = bench.app.wave(&network, Some("1")).await.unwrap().unwrap();
    let counts = bench.store.rating_counts(stored.id).await.unwrap();
    assert_eq!(counts, [("fairness".to_owned(), 18)], "nothing of the second file was stored");
}

#[tokio::test]
async fn an_unknown_id_comes_with_a_suggestion() {
    let bench = bench().await;
    let network = small(&bench).await;
    let people = "id,organisation,name\np1,A,Ann\n";
    let error = bench.app.import_people(&network, "p.csv", people.as_bytes()).await.unwrap_err().to_string();
    assert!(error.contains("Did you mean \"a\"?"), "{error}");
}

#[tokio::test]
async fn patient_identifiers_are_refused_at_every_door() {
    let bench = bench().await;
    let network = small(&bench).await;
    let app = &bench.app;
    let number = "943 476 5919";
    let organisations = format!("id,name,sector,note\nf,Friends,voluntary,{number}\n");
    let people = format!("id,organisation,name\np1,a,Ann {number}\n");
    let pathway = format!("pathway,step,title\np,s,Ring {number}\n");
    let ratings = format!("rater,target,value,comment\na,b,1,{number}\n");
    let text = format!("Nurse: I rang {number} twice.\nNurse: Nobody came.\n");
    let refusals = [
        app.import_organisations(&network, "o.csv", organisations.as_bytes()).await.err(),
        app.import_people(&network, "p.csv", people.as_bytes()).await.err(),
        app.import_pathway(&network, "w.csv", pathway.as_bytes()).await.err(),
        app.import_ratings(&network, "r.csv", ratings.as_bytes(), &wave("1")).await.err(),
        app.import_transcripts(&network, &[("t.txt".into(), text.into_bytes())]).await.err(),
        app.add_pathway(&network, "Home", &[format!("Ring {number}")]).await.err(),
    ];
    for refusal in refusals {
        let text = refusal.unwrap().to_string();
        assert!(text.contains("NHS number") && !text.contains("943"), "{text}");
    }
}

#[tokio::test]
async fn a_units_parent_and_every_identifier_come_back() {
    let bench = bench().await;
    let network = small(&bench).await;
    let text = "id,name,sector,kind,parent,ods,size,place,charity,colour\nw,Ward \u{1f642},health,ward,a,RXX01,40,North,,red\n";
    bench.app.import_organisations(&network, "o.csv", text.as_bytes()).await.unwrap();
    let ward = bench.app.organisation(network.id, "w").await.unwrap();
    let acute = bench.app.organisation(network.id, "a").await.unwrap();
    assert_eq!((ward.parent, ward.ods.as_deref(), ward.size), (Some(acute.id), Some("RXX01"), Some(40)));
    assert_eq!(ward.name, "Ward \u{1f642}");
    assert_eq!(ward.attributes["colour"], "red");
}

#[tokio::test]
async fn a_text_is_never_overwritten_by_one_of_the_same_name() {
    let bench = bench().await;
    let network = small(&bench).await;
    let files = [("t.txt".to_owned(), b"Nurse: one.\nNurse: two.\n".to_vec())];
    bench.app.import_transcripts(&network, &files).await.unwrap();
    let error = bench.app.import_transcripts(&network, &files).await.unwrap_err();
    assert!(matches!(error, AppError::Conflict(_)), "{error}");
}
