//! What goes out comes back as it was, and nothing comes twice.

use troth_app::exchange::{Package, ProjectFile, Purpose};
use troth_network::Network;
use troth_say::{About, Claim, Codebook, Coding, Stated};

use super::scene::{all_of, as_it_is, benches, bring, coded, everything, is_valid, parking, read};
use super::xsd::{self, Node};
use crate::support::{Bench, bench, small};

/// Texts with all that is coded in them, without ids: organisations by their ids in files, coders left out.
async fn stock(bench: &Bench, network: &Network) -> Vec<String> {
    let names = bench.app.names(network.id).await.unwrap();
    let external = |id| names.get(id).map(|o| o.external_id.clone());
    let codebook = bench.app.codebook(network).await.unwrap().value().codebook.clone();
    let mut lines = Vec::new();
    for stored in bench.store.all_transcripts(network.id).await.unwrap() {
        let text = &stored.transcript;
        lines.push(format!("{} {} {:?} {}", text.title, text.kind, text.held_on, text.text));
        let mut speakers = stored.speakers.clone();
        speakers.sort_by(|a, b| a.label.cmp(&b.label));
        for speaker in &speakers {
            let at = speaker.organisation.and_then(external);
            lines.push(format!("{} {at:?} {:?} {}", speaker.label, speaker.role_level, speaker.interviewer));
        }
        lines.push(format!("{:?}", stored.turns));
        for coding in bench.store.codings_of(text.id).await.unwrap() {
            let about = match coding.about.clone() {
                Some(About::Organisation(id)) => external(id),
                Some(About::Sector(sector)) => Some(format!("sector:{sector}")),
                None => None,
            };
            let Coding { start, end, polarity, permission, coded_at, memo, .. } = coding.clone();
            let Stated { label, organisation, role_level } = coding.stated;
            let stated = (label, organisation.and_then(external), role_level);
            let code = codebook.resolve(coding.id, &coding.code);
            lines.push(format!(
                "{start} {end} {code} {polarity:?} {about:?} {stated:?} {permission} {coded_at:?} {memo:?}"
            ));
        }
        for claim in bench.store.claims_of(text.id).await.unwrap() {
            let Claim { start, end, cause, sign, effect, condition, permission, coded_at, memo, .. } = claim;
            lines.push(format!(
                "{start} {end} {cause} {sign} {effect} {condition:?} {permission} {coded_at:?} {memo:?}"
            ));
        }
    }
    lines.extend(codes(&codebook));
    lines
}

fn codes(codebook: &Codebook) -> Vec<String> {
    codebook
        .tree()
        .into_iter()
        .map(|(depth, code)| format!("{depth} {} {:?}", code.key, code.wording))
        .collect()
}

#[tokio::test]
async fn a_whole_project_comes_back_as_it_was() {
    for from in benches().await {
        let (network, _) = coded(&from).await;
        let file = everything(&from.app, &network).await;
        assert!(file.name.ends_with("small-everything-custodian-only.qdpx"), "{}", file.name);
        is_valid(&file.bytes);
        assert!(all_of(&file.bytes).contains("for the custodian alone"));
        assert!(file.sentences.iter().any(|s| s.contains("emoji")), "{:?}", file.sentences);
        for to in benches().await {
            let other = small(&to).await;
            let told = bring(&to.app, &other, &read(&file.name, &file.bytes)).await;
            assert_eq!((told.texts_new, told.passages_new, told.claims_new), (1, 4, 1), "{told:?}");
            assert_eq!(told.codes_new, ["Parking"]);
            assert_eq!(stock(&to, &other).await, stock(&from, &network).await);
            let left: Vec<&String> = told.remarks.iter().filter(|r| r.contains("left out")).collect();
            assert!(left.is_empty(), "{left:?}");
            // And once more from there.
            let again = everything(&to.app, &other).await;
            is_valid(&again.bytes);
        }
    }
}

#[tokio::test]
async fn the_same_file_twice_doubles_nothing_whatever_is_decided() {
    for to in benches().await {
        let from = bench().await;
        let (network, _) = coded(&from).await;
        let file = everything(&from.app, &network).await;
        let file = read(&file.name, &file.bytes);
        let other = small(&to).await;
        bring(&to.app, &other, &file).await;
        let before = stock(&to, &other).await;
        let told = bring(&to.app, &other, &file).await;
        assert_eq!((told.texts_new, told.passages_new, told.claims_new, told.codes_new.len()), (0, 0, 0, 0));
        assert_eq!((told.texts_there, told.passages_there, told.claims_there), (1, 4, 1));
        assert!(told.there().unwrap().contains("1 text, 4 passages and 1 claim"), "{:?}", told.there());
        let looked = to.app.look_through_project(&other, &file).await.unwrap();
        assert!(looked.value().texts[0].there.is_some());
        to.app.bring_project(&other, &file, &looked.value().usual()).await.unwrap();
        assert_eq!(stock(&to, &other).await, before);
        // Nor in the partnership it comes from.
        let before = stock(&from, &network).await;
        let told = bring(&from.app, &network, &file).await;
        assert_eq!((told.texts_new, told.passages_new, told.passages_there), (0, 0, 4));
        assert_eq!(stock(&from, &network).await, before);
    }
}

#[tokio::test]
async fn a_text_that_was_corrected_since_takes_the_passages_at_their_words() {
    let from = bench().await;
    let (network, text) = coded(&from).await;
    let file = everything(&from.app, &network).await;
    let to = bench().await;
    let other = small(&to).await;
    let file = read(&file.name, &file.bytes);
    bring(&to.app, &other, &file).await;
    let there = to.store.transcripts(other.id).await.unwrap()[0].id;
    let corrected = super::scene::TALK.replace("How is it?", "How is it these days, would you say?");
    to.app.correct_text(&other, there, 1, &corrected, "more was said").await.unwrap();
    for coding in to.store.codings_of(there).await.unwrap().into_iter().take(2) {
        let step = troth_say::Step::Take(troth_say::Mark::Coding(coding.clone()));
        to.store.take_step(&coding.coder, &step).await.unwrap();
    }
    let looked = to.app.look_through_project(&other, &file).await.unwrap();
    let told = to.app.bring_project(&other, &file, &as_it_is(looked.value())).await.unwrap();
    assert_eq!((told.passages_new, told.passages_there), (2, 2));
    let mut words: Vec<String> = Vec::new();
    for coding in to.store.codings_of(there).await.unwrap() {
        assert_eq!(coding.version, 2);
        words.push(troth_say::slice(&corrected, coding.start, coding.end).unwrap().to_owned());
    }
    let stored = from.store.codings_of(text).await.unwrap();
    let was: Vec<&str> =
        stored.iter().map(|c| troth_say::slice(super::scene::TALK, c.start, c.end).unwrap()).collect();
    assert_eq!(words, was);
}

#[tokio::test]
async fn a_codebook_goes_out_and_comes_back_in_both_forms() {
    let from = bench().await;
    let (network, _) = coded(&from).await;
    let qdc = from.app.export_codebook(&network, Package::Codebook).await.unwrap().value().clone();
    let root = Node::read(std::str::from_utf8(&qdc.bytes).unwrap());
    assert_eq!(xsd::problems(&xsd::codebook(), &root), Vec::<String>::new());
    let csv = from.app.export_codebook(&network, Package::CodebookTable).await.unwrap().value().clone();
    for file in [qdc, csv] {
        let to = bench().await;
        let other = small(&to).await;
        let told = bring(&to.app, &other, &read(&file.name, &file.bytes)).await;
        assert_eq!(told.codes_new, ["Parking"], "{}", file.name);
        let view = to.app.codebook(&other).await.unwrap();
        let (_, code) =
            view.value().codebook.tree().into_iter().find(|(_, c)| c.wording.name == "Parking").unwrap();
        assert_eq!(code.parent.as_ref().unwrap().as_str(), "narrative:roles");
        let wording = &code.wording;
        let parts = [&wording.definition, &wording.hallmark, &wording.example].map(String::as_str);
        assert_eq!(parts, ["Where cars stand", "cars", "\u{201c}no space\u{201d}"]);
        assert_eq!((code.key == parking(), wording.colour), (file.name.ends_with("qdc"), 4));
        let again = bring(&to.app, &other, &read(&file.name, &file.bytes)).await;
        assert!(again.codes_new.is_empty());
    }
}

#[tokio::test]
async fn passages_go_out_as_taguette_has_them_and_the_record_says_what_for() {
    let bench = bench().await;
    let (network, _) = coded(&bench).await;
    let csv = bench.app.export_everything(&network, Package::Taguette, Purpose::Archive).await.unwrap();
    let text = String::from_utf8(csv.value().bytes.clone()).unwrap();
    assert!(text.starts_with("id,document,tag,content") && text.contains("better once"), "{text}");
    let page = bench.app.record(network.id, None).await.unwrap();
    assert!(
        page.done[0].what.contains("All passages exported, to keep them in an archive"),
        "{:?}",
        page.done[0]
    );
    assert!(ProjectFile::read("x.qdpx", &csv.value().bytes).is_err());
}
