//! Words are found where they stand now, on both databases alike, and leave no trace when they are erased.

use troth_network::TranscriptId;
use troth_say::retrieval::Wanted;
use troth_say::{Transcript, recognise_turns};
use troth_store::{Correction, SavedQuery, StoreError};

use crate::interviews::{sample, with_transcripts};
use crate::samples::{at, id, network, partnership};
use crate::scene::Scene;

stories!(
    words_are_found_with_their_turn,
    whatever_is_typed_is_looked_for_and_never_refused,
    a_correction_changes_what_is_found,
    a_text_of_before_gets_into_the_search,
    erased_words_are_in_no_index,
    very_long_turns_and_words_are_taken,
    saved_questions_have_a_name_each,
);

const TALK: &str = "Ann: Nobody books the transport, we don\u{2019}t ring.\nBo: The transport books itself. Zo\u{eb} rings.\n\
                    Ann: Co-operation \u{1f44d} costs 3.5 hours.";

async fn talk(scene: &Scene, number: u128, text: &str) -> TranscriptId {
    let transcript = Transcript {
        id: TranscriptId(id(number)),
        text: text.to_owned(),
        added: at(i64::try_from(number).unwrap()),
        ..sample().transcript
    };
    let turns = recognise_turns(text, &[]);
    scene.store.insert_transcript(&transcript, &[], &turns).await.unwrap();
    transcript.id
}

async fn found(scene: &Scene, typed: &str) -> Vec<(u128, usize)> {
    let hits = scene.store.search_turns(network().id, &Wanted::of(typed)).await.unwrap();
    hits.into_iter().map(|(text, turn)| (text.0.as_u128() & 0xfff, turn)).collect()
}

/// The last digits of an id of the samples.
fn last(text: TranscriptId) -> u128 {
    text.0.as_u128() & 0xfff
}

async fn words_are_found_with_their_turn(scene: Scene) {
    partnership(&scene.store).await;
    let first = last(talk(&scene, 71, &TALK.replace("Bo:", "Ann:")).await);
    let second = last(talk(&scene, 72, TALK).await);
    // "Bo" opens one line only and is no speaker there, so the two texts have other turns.
    assert_eq!(found(&scene, "NOBODY").await, [(first, 0), (second, 0)]);
    assert_eq!(found(&scene, "\"transport books\"").await, [(first, 1), (second, 0)]);
    assert_eq!(found(&scene, "\"books transport\"").await, []);
    assert_eq!(found(&scene, "books transport").await, [(first, 0), (first, 1), (second, 0)]);
    assert_eq!(found(&scene, "ring").await, [(first, 0), (second, 0)]);
    assert_eq!(found(&scene, "rin*").await, [(first, 0), (first, 1), (second, 0)]);
    assert_eq!(found(&scene, "\"the transport boo*\"").await, [(first, 1), (second, 0)]);
    assert_eq!(found(&scene, "don't zo\u{eb}").await, [(second, 0)]);
    assert_eq!(found(&scene, "co-operation 3.5").await, [(first, 2), (second, 1)]);
    assert_eq!(found(&scene, "").await, []);
}

async fn whatever_is_typed_is_looked_for_and_never_refused(scene: Scene) {
    partnership(&scene.store).await;
    talk(&scene, 71, TALK).await;
    for typed in [
        "\"",
        "*",
        "a AND",
        "NOT (b",
        "words:x",
        "a' | 'b",
        "a & !b:*",
        "NEAR(a b, 3)",
        "-a",
        "\\'",
        "{}^~",
        "\u{0}",
        "''); DROP TABLE turn; --",
        "\u{939}\u{93f}",
        "a\u{301}",
    ] {
        found(&scene, typed).await;
    }
    assert_eq!(scene.count("turn").await, 2);
}

async fn a_correction_changes_what_is_found(scene: Scene) {
    partnership(&scene.store).await;
    let text = talk(&scene, 71, TALK).await;
    let new = TALK.replace("transport", "ambulance");
    let correction = Correction {
        transcript: text,
        of: 1,
        turns: recognise_turns(&new, &[]),
        text: new,
        new_speakers: Vec::new(),
        statements: Vec::new(),
        decisions: Vec::new(),
        codings: Vec::new(),
        claims: Vec::new(),
        reason: "misheard".into(),
        by: "ann".into(),
        at: at(90),
    };
    scene.store.correct_text(&correction).await.unwrap();
    assert_eq!(found(&scene, "transport").await, []);
    assert_eq!(found(&scene, "ambulance").await, [(last(text), 0)]);
}

async fn a_text_of_before_gets_into_the_search(scene: Scene) {
    partnership(&scene.store).await;
    let text = talk(&scene, 71, TALK).await;
    scene.raw("DELETE FROM turn_search").await.unwrap();
    assert_eq!(found(&scene, "transport").await, []);
    for _ in 0..2 {
        scene.store.migrate().await.unwrap();
        assert_eq!(found(&scene, "transport").await, [(last(text), 0)]);
    }
}

async fn erased_words_are_in_no_index(scene: Scene) {
    with_transcripts(&scene).await;
    let words = ["xylophone", "quillfeather", "zwitterion"];
    let gone =
        talk(&scene, 71, &format!("Ann: The {}.\nAnn: Ring {}.", words[0], words[1..].join(" "))).await;
    let stays = last(talk(&scene, 72, "Ann: Xylem and quills.\nAnn: Zwitter.").await);
    for word in words {
        assert!(scene.tables_with(word).await.contains(&"turn_search".to_owned()), "{word} was there");
    }
    scene.store.erase_transcript(network().id, gone, None, at(99)).await.unwrap();
    scene.store.leave_no_trace().await.unwrap();
    for word in words {
        assert_eq!(scene.tables_with(word).await, Vec::<String>::new(), "{word}");
        assert_eq!(found(&scene, word).await, []);
    }
    // The index writes only the end of a word that begins like the one before it, so ends are looked for too.
    if let Some(file) = scene.url.strip_prefix("sqlite:") {
        let bytes = std::fs::read(file).unwrap();
        for part in ["ophone", "feather", "tterion"] {
            assert!(!bytes.windows(part.len()).any(|w| w == part.as_bytes()), "{part} in the file");
        }
    }
    assert_eq!(found(&scene, "xyl* quill*").await, [(stays, 0)]);
}

async fn very_long_turns_and_words_are_taken(scene: Scene) {
    partnership(&scene.store).await;
    let long = format!("Ann: {} needle {}", "word ".repeat(30_000), "x".repeat(5_000));
    let text = last(talk(&scene, 71, &format!("{long}\nAnn: yes")).await);
    assert_eq!(found(&scene, "needle").await, [(text, 0)]);
    assert_eq!(found(&scene, &"x".repeat(5_000)).await, [(text, 0)]);
}

async fn saved_questions_have_a_name_each(scene: Scene) {
    with_transcripts(&scene).await;
    let one = SavedQuery {
        id: id(81),
        network: network().id,
        name: "Losses".into(),
        query: "polarity=loss".into(),
        made_by: "ann".into(),
        made_at: at(3),
    };
    let names = SavedQuery { id: id(82), name: "Ann".into(), query: "speaker=Ann".into(), ..one.clone() };
    for saved in [&one, &names] {
        scene.store.save_query(saved).await.unwrap();
    }
    let again = SavedQuery { id: id(83), ..one.clone() };
    assert!(matches!(scene.store.save_query(&again).await, Err(StoreError::Conflict { .. })));
    assert_eq!(scene.store.saved_queries(network().id).await.unwrap(), [names, one.clone()]);
    // What names a speaker may name one who is erased.
    scene.store.erase_transcript(network().id, sample().transcript.id, None, at(4)).await.unwrap();
    assert_eq!(scene.store.saved_queries(network().id).await.unwrap(), std::slice::from_ref(&one));
    scene.store.remove_query(network().id, one.id).await.unwrap();
    assert!(scene.store.remove_query(network().id, one.id).await.is_err());
}
