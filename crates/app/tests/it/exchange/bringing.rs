//! Files of other programs: looked through, refused where they have to be, their coders named and never first.

use std::collections::BTreeSet;

use troth_app::exchange::{ProjectDecisions, ProjectFile};
use troth_say::{Part, Permission, slice};

use super::scene::{other, packed, read};
use crate::support::{bench, small};

const TEXT: &str = "INT: Who rings?\nAnn: Mrs Zelda Okafor rang the ward, and Okafor waits.\nINT: Why?\nAnn: Nobody answers.\n";
const RANG: &str = "Mrs Zelda Okafor rang";
const WAITS: &str = "Okafor waits.\nINT: Why?\nAnn: Nobody answers.";

fn file() -> ProjectFile {
    let passages = [(11, 21, RANG), (11, 22, WAITS), (12, 21, RANG), (11, 21, "Who rings?")];
    read("study.qdpx", &other(TEXT, &passages, "Okafor said so"))
}

fn decided(looked: &troth_app::exchange::LookedProject) -> ProjectDecisions {
    let usual = looked.usual();
    let replace = usual.replace.into_iter().map(|(words, with)| {
        let with = if words.contains("Okafor") { "[Person 7]".to_owned() } else { with };
        (words, with)
    });
    ProjectDecisions {
        replace: replace.collect(),
        interviewers: BTreeSet::from([(0, "INT".to_owned())]),
        ..ProjectDecisions::default()
    }
}

#[tokio::test]
async fn nothing_is_stored_before_somebody_decides_and_replacing_keeps_passages_on_their_words() {
    let bench = bench().await;
    let network = small(&bench).await;
    let file = file();
    let looked = bench.app.look_through_project(&network, &file).await.unwrap();
    let found = looked.value();
    assert!(found.proposals.iter().any(|p| p.words.contains("Okafor")), "{:?}", found.proposals);
    assert_eq!((found.texts.len(), found.codes_known, found.coders.len()), (1, 1, 2));
    assert!(bench.store.transcripts(network.id).await.unwrap().is_empty());
    let undecided = bench.app.bring_project(&network, &file, &ProjectDecisions::default()).await;
    assert!(undecided.unwrap_err().to_string().contains("Say what stands in the place of"));
    assert!(bench.store.transcripts(network.id).await.unwrap().is_empty());

    let told = bench.app.bring_project(&network, &file, &decided(found)).await.unwrap();
    let stored = bench.store.all_transcripts(network.id).await.unwrap().remove(0);
    let text = &stored.transcript;
    assert!(!text.text.contains("Okafor") && !text.title.contains("Okafor"), "{}: {}", text.title, text.text);
    let codings = bench.store.codings_of(text.id).await.unwrap();
    let words: Vec<&str> = codings.iter().map(|c| slice(&text.text, c.start, c.end).unwrap()).collect();
    assert!(words.iter().filter(|w| w.ends_with("[Person 7] rang")).count() == 2, "{words:?}");
    assert!(words.contains(&"[Person 7] waits.") && words.contains(&"Nobody answers."), "{words:?}");
    assert_eq!(codings.len(), 4, "the interviewer\u{2019}s words are not coded");
    assert!(codings.iter().all(|c| c.permission == Permission::NotQuoted));
    assert!(codings.iter().all(|c| !c.memo.as_deref().unwrap_or_default().contains("Okafor")));
    let remarks = told.remarks.join("\n");
    for says in
        ["written by Other 3", "divided into one for each turn", "those of an interviewer", "may be quoted"]
    {
        assert!(remarks.contains(says), "{says} in {remarks}");
    }
    assert!(remarks.contains("at the edge of a word"), "{remarks}");
    // What was replaced is nowhere but in the sealed key.
    let key = bench.app.text_key(&network, text.id).await.unwrap();
    let key = key.value().clone().unwrap();
    assert!(key.entries.iter().any(|e| e.pseudonym == "[Person 7]"));
    bench.store.leave_no_trace().await.unwrap();
    for entry in std::fs::read_dir(bench.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Okafor"));
    }
    // Decided otherwise, the same file is still the same.
    let told = bench.app.bring_project(&network, &file, &found.usual()).await.unwrap();
    assert_eq!((told.texts_new, told.passages_new), (0, 0), "{told:?}");
}

#[tokio::test]
async fn coders_of_the_file_are_named_and_second_codings_are_in_no_result() {
    let bench = bench().await;
    let network = small(&bench).await;
    let file = file();
    let looked = bench.app.look_through_project(&network, &file).await.unwrap();
    let told = bench.app.bring_project(&network, &file, &decided(looked.value())).await.unwrap();
    assert!(told.remarks.iter().any(|r| r.contains("second codings")), "{:?}", told.remarks);
    let tasks = bench.store.coding_tasks(network.id).await.unwrap();
    let parts: Vec<(Part, Option<&str>)> = tasks.iter().map(|t| (t.part, t.name.as_deref())).collect();
    assert_eq!(parts, [(Part::Main, Some("Una")), (Part::Second, Some("Dov"))]);
    let retrieval = bench.app.retrieval(&network).await.unwrap();
    let coders: BTreeSet<String> =
        retrieval.value().found.iter().map(|found| retrieval.value().coder(&found.coder)).collect();
    assert_eq!(coders, BTreeSet::from(["Una".to_owned()]));
    let view = bench.app.transcript(&network, tasks[0].transcript).await.unwrap();
    assert!(!view.value().blind);
    // With the text their names go.
    bench.app.erase_text(&network, tasks[0].transcript).await.unwrap();
    assert!(bench.store.coding_tasks(network.id).await.unwrap().is_empty());
    assert!(bench.store.brought(network.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn files_with_numbers_of_patients_and_files_made_to_do_harm_are_refused_whole() {
    let in_text = other("Ann: her number is 943 476 5919.", &[], "");
    let in_note = other("Ann: Yes, yes.", &[], "her number is 943 476 5919");
    let outside = packed(&[("../project.qde", b"<Project/>")]);
    let entities = packed(&[("project.qde", b"<!DOCTYPE x [<!ENTITY a \"b\">]><Project name=\"&a;\"/>")]);
    for (bytes, says) in [
        (in_text, "patient"),
        (in_note, "patient"),
        (outside, "leads outside"),
        (entities, "DOCTYPE"),
        (b"PK\x03\x04".to_vec(), "not a readable project file"),
    ] {
        let bench = bench().await;
        let network = small(&bench).await;
        let said = bench.app.read_project("study.qdpx", bytes).await.unwrap_err().to_string();
        assert!(said.contains(says) && said.contains("study.qdpx"), "{said}");
        assert!(bench.store.transcripts(network.id).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_text_may_stay_outside_and_a_changed_codebook_stops_all() {
    let bench = bench().await;
    let network = small(&bench).await;
    let file = file();
    let looked = bench.app.look_through_project(&network, &file).await.unwrap();
    let without = ProjectDecisions { without: BTreeSet::from([0]), ..decided(looked.value()) };
    let told = bench.app.bring_project(&network, &file, &without).await.unwrap();
    assert_eq!(
        (told.texts_new, told.passages_new, told.codes_new.len()),
        (0, 0, 1),
        "the codes come all the same"
    );
    assert!(bench.store.transcripts(network.id).await.unwrap().is_empty());
}
