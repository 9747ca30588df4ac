//! Passages, words and claims of a partnership: whose they are, what is left out, and who may ask.

use troth_app::AppError;
use troth_app::interviews::{NewClaim, NewCoding, Where};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::{Network, Sector, TranscriptId};
use troth_say::retrieval::{Dimension, claims_map, cross};
use troth_say::{Change, ClaimSign, CodeKey, CodeKind, Permission, Polarity, Stated, Wording};

use super::support::{ALDER_VALE, Bench, bench, small};

const TALK: &str = "Interviewer: What about discharge transport?\nZo\u{eb}: Nobody books the discharge transport \u{1f44d}.\n\
                    Bo: The ward books transport twice.\nZo\u{eb}: So we ring.\nBo: And wait.\nInterviewer: Thanks.\n";

async fn talk(bench: &Bench, network: &Network) -> TranscriptId {
    let speakers = "file,speaker,organisation,role_level\ntalk.txt,Zo\u{eb},a,operational\n\
                    talk.txt,Bo,b,strategic\ntalk.txt,Interviewer,,\n";
    let files = [
        ("talk.txt".to_owned(), TALK.as_bytes().to_vec()),
        ("speakers.csv".to_owned(), speakers.as_bytes().to_vec()),
    ];
    bench.app.import_transcripts(network, &files).await.unwrap();
    bench.store.transcripts(network.id).await.unwrap()[0].id
}

fn coding(words: &str, code: &str) -> NewCoding {
    NewCoding {
        place: Where::Words(words.to_owned()),
        code: code.to_owned(),
        polarity: Some(Polarity::Loss),
        about: "b".to_owned(),
        stated: Stated::default(),
        permission: Permission::NotQuoted,
        memo: None,
    }
}

#[tokio::test]
async fn passages_come_with_speaker_sector_and_the_code_that_the_codebook_reads() {
    let bench = bench().await;
    let network = small(&bench).await;
    let text = talk(&bench, &network).await;
    let key = bench.app.new_code_key();
    let wording = Wording { name: "Ringing".into(), ..Wording::default() };
    let parent = Some(CodeKey::narrative("roles", None));
    let add = Change::Add { key: key.clone(), parent: parent.clone(), wording };
    bench.app.change_codebook(&network, 0, add).await.unwrap();
    bench.app.code(&network, text, coding("So we ring", key.as_str())).await.unwrap();
    bench.app.code(&network, text, coding("books transport twice", "narrative:roles")).await.unwrap();
    let data = bench.app.retrieval(&network).await.unwrap();
    let found = &data.value().found;
    assert_eq!((found.len(), data.value().unplaced), (2, 0));
    assert_eq!(found[0].said.words, "books transport twice", "by place, also behind pictures and letters");
    assert_eq!(found[1].said.label.as_deref(), Some("Zo\u{eb}"));
    assert_eq!(found[1].said.sector, Some(Sector("health".into())));
    assert_eq!(found[1].about_sector, Some(Sector("social_care".into())));
    assert_eq!(data.value().coder(&found[0].coder), "The holder of the database");
    let merge = Change::Merge { from: key, into: CodeKey::narrative("roles", None) };
    bench.app.change_codebook(&network, 1, merge).await.unwrap();
    let data = bench.app.retrieval(&network).await.unwrap();
    assert!(data.value().found.iter().all(|found| Some(&found.code) == parent.as_ref()));
}

#[tokio::test]
async fn what_a_correction_could_not_place_is_counted_and_left_out() {
    let bench = bench().await;
    let network = small(&bench).await;
    let text = talk(&bench, &network).await;
    for words in ["So we ring", "books transport twice"] {
        bench.app.code(&network, text, coding(words, "narrative:roles")).await.unwrap();
    }
    let claim = NewClaim {
        place: Where::Words("And wait".into()),
        cause: "narrative:roles".into(),
        sign: Some(ClaimSign::Less),
        effect: "narrative:expertise".into(),
        condition: None,
        permission: Permission::NotQuoted,
        memo: None,
    };
    bench.app.claim(&network, text, claim).await.unwrap();
    let map = claims_map(&bench.app.retrieval(&network).await.unwrap().value().claims);
    assert_eq!((map.edges.len(), map.edges[0].sources.len()), (1, 1));
    let new = TALK.replace("Zo\u{eb}: So we ring.\n", "") + "Bo: Other things.\n";
    bench.app.correct_text(&network, text, 1, &new, "misheard").await.unwrap();
    let data = bench.app.retrieval(&network).await.unwrap();
    let data = data.value();
    assert_eq!((data.found.len(), data.claims.len(), data.unplaced), (1, 1, 1));
    assert_eq!(data.found[0].said.words, "books transport twice");
    let search = bench.app.search_texts(&network, "\"other things\"", 0).await.unwrap();
    let hit = &search.value().hits[0];
    assert_eq!((hit.turn, &hit.words[hit.places[0].clone()]), (5, "Other things"));
    assert_eq!(bench.app.search_texts(&network, "ring", 0).await.unwrap().value().turns, 0);
}

#[tokio::test]
async fn words_of_the_interviewer_are_not_counted() {
    let bench = bench().await;
    let network = small(&bench).await;
    talk(&bench, &network).await;
    let data = bench.app.retrieval(&network).await.unwrap();
    let words = data.value().words(1, 10);
    let two = |word: &str| words.iter().any(|t| (t.words.as_str(), t.speakers, t.times) == (word, 2, 2));
    assert!(two("books") && two("transport"), "{words:?}");
    assert!(words.iter().all(|term| term.words != "thanks"));
    assert_eq!(data.value().words(2, 10)[0].speakers, 1);
}

#[tokio::test]
async fn partnerships_are_compared_by_the_frameworks_codes_alone() {
    let bench = bench().await;
    let network = small(&bench).await;
    let text = talk(&bench, &network).await;
    let key = bench.app.new_code_key();
    let wording = Wording { name: "Ringing".into(), ..Wording::default() };
    bench
        .app
        .change_codebook(&network, 0, Change::Add { key: key.clone(), parent: None, wording })
        .await
        .unwrap();
    bench.app.code(&network, text, coding("So we ring", key.as_str())).await.unwrap();
    bench.app.code(&network, text, coding("And wait", "narrative:roles")).await.unwrap();
    let all = bench.app.retrieval_everywhere().await.unwrap();
    let (found, names) = all.value();
    assert!(found.iter().all(|found| found.code.kind() != CodeKind::Own) && found.len() == 1);
    assert_eq!(names.values().collect::<Vec<_>>(), ["Small"]);
    // Its own code has a page of its own partnership's tables.
    let data = bench.app.retrieval(&network).await.unwrap();
    let table =
        cross(&data.value().found.iter().collect::<Vec<_>>(), Dimension::Network, &data.value().codebook);
    assert_eq!((table.columns.len(), table.rows.len()), (1, 2));
}

#[tokio::test]
async fn nobody_but_the_custodian_finds_passages_or_words() {
    let bench = bench().await;
    let network = small(&bench).await;
    talk(&bench, &network).await;
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let viewer = Viewer { id: "somebody".into(), role, organisation: None };
        let app = bench.app.acting(viewer, Audience::Agreed);
        assert!(matches!(app.retrieval(&network).await, Err(AppError::Withheld(_))));
        assert!(matches!(app.retrieval_everywhere().await, Err(AppError::Withheld(_))));
        assert!(matches!(app.search_texts(&network, "ring", 0).await, Err(AppError::Withheld(_))));
        assert!(matches!(app.saved_queries(&network).await, Err(AppError::Withheld(_))));
        assert!(matches!(app.save_query(&network, "x", "text=x").await, Err(AppError::Withheld(_))));
    }
}

#[tokio::test]
async fn patients_are_refused_in_saved_questions() {
    let bench = bench().await;
    let network = small(&bench).await;
    let refused = bench.app.save_query(&network, "9434765919", "text=x").await;
    assert!(refused.unwrap_err().to_string().contains("NHS"));
    assert!(bench.app.save_query(&network, "fine", "text=943%20476%205919").await.is_err());
}

#[test]
fn every_passage_of_the_sample_is_found_with_its_speaker() {
    let shared = &*ALDER_VALE;
    shared.runtime.block_on(async {
        let data = shared.bench.app.retrieval(&shared.network).await.unwrap();
        let codings = shared.bench.store.codings(shared.network.id).await.unwrap();
        // The first coding, without the passage that a decision took out, and two that decisions took over.
        let first = codings.iter().filter(|coding| coding.coder == "holder").count();
        assert_eq!(data.value().found.len() + data.value().unplaced, first - 1 + 2);
        assert!(data.value().found.iter().all(|found| found.said.label.is_some()));
        assert_eq!(
            data.value().found.iter().filter(|found| found.said.conflicts).count(),
            1,
            "the planted one"
        );
        let curve = data.value().coded_texts();
        assert!(curve.len() > 3 && curve.iter().all(|(_, codes)| !codes.is_empty()));
    });
}
