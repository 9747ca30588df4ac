//! What people wrote in their own words: read by the custodian alone, shown as far as it was allowed, and gone at once.

use troth_app::surveys::{ToRead, WordsChoice, Written};
use troth_app::{App, AppError};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::Network;

use super::support::{Bench, bench};
use super::surveys::{answer_all, begun, finish, id, places};

const NAMED: &str = "Ring Ms Mary Nolan on 0161 496 0123, she knows the xylophone.";
const PATIENT: &str = "Number 943 476 5919 waited for a day.";

/// A closed round in which three wrote something, with the receipt of who wrote that the call helps.
async fn closed(bench: &Bench) -> (Network, String) {
    let (network, _, links) = begun(bench).await;
    let mut receipt = String::new();
    for (who, words) in
        [("Zebedee a1", "The quokka call helps."), ("Zebedee a2", NAMED), ("Zebedee b1", "No.")]
    {
        answer_all(bench, &links[who], words).await;
        let own = finish(bench, &links[who]).await;
        if who == "Zebedee a1" {
            receipt = own;
        }
    }
    bench.app.close_wave(&network, "9").await.unwrap();
    bench.app.work_off("test").await.unwrap();
    (network, receipt)
}

async fn to_read(bench: &Bench, network: &Network) -> ToRead {
    bench.app.words_to_read(network, "9").await.unwrap().value().clone()
}

async fn one(bench: &Bench, network: &Network, begin: &str) -> Written {
    let all = to_read(bench, network).await.list;
    all.into_iter().find(|written| written.words.starts_with(begin)).unwrap()
}

/// Allows the comment that begins so, as `words`; or keeps it back.
async fn decide(bench: &Bench, network: &Network, begin: &str, words: Option<&str>) -> Result<(), AppError> {
    let Written { id, revision, .. } = one(bench, network, begin).await;
    let choice = WordsChoice { allow: words.is_some(), words: words.unwrap_or_default().into(), revision };
    bench.app.decide_words(network, "9", id, &choice).await
}

async fn shown(app: &App, network: &Network) -> Vec<String> {
    app.own_words(network, "9").await.unwrap().body.value().words.clone()
}

fn as_partner(bench: &Bench, own: troth_network::OrganisationId) -> App {
    let viewer = Viewer { id: "p".into(), role: AccessRole::Partner, organisation: Some(own) };
    bench.app.acting(viewer, Audience::Partner(own))
}

#[tokio::test]
async fn what_is_allowed_is_shown_to_partners_too_and_leaves_with_its_entry() {
    let bench = bench().await;
    let (network, _) = closed(&bench).await;
    assert!(to_read(&bench, &network).await.list.iter().all(|written| !written.decided));
    assert_eq!(shown(&bench.app, &network).await, Vec::<String>::new(), "nothing before somebody read it");
    decide(&bench, &network, "The quokka", Some("The quokka call helps.")).await.unwrap();
    decide(&bench, &network, "No.", None).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let partner = as_partner(&bench, id(&bench, &network, "b").await);
    for app in [&bench.app, &partner] {
        assert_eq!(shown(app, &network).await, ["The quokka call helps."]);
    }
    assert!(partner.words_to_read(&network, "9").await.is_err(), "only the custodian reads the rest");
    let entries = bench.store.ledger(network.id, &Audience::Agreed).await.unwrap();
    let entries: Vec<_> = entries.iter().filter(|entry| entry.kind == "words").collect();
    assert!(entries.len() == 1 && entries[0].contributing.is_empty(), "an entry that leads to nobody");
}

#[tokio::test]
async fn words_are_taken_out_and_never_put_in() {
    let bench = bench().await;
    let (network, _) = closed(&bench).await;
    let found = one(&bench, &network, "Ring").await;
    let kinds: Vec<&str> = found.found.iter().map(|found| found.kind.words()).collect();
    assert!(kinds.contains(&"name of a person") && kinds.contains(&"telephone number"), "{kinds:?}");
    assert!(!found.proposed.contains("0161"), "{}", found.proposed);
    for wrong in ["", "Ring nobody at all.", PATIENT] {
        let error = decide(&bench, &network, "Ring", Some(wrong)).await.unwrap_err();
        assert!(matches!(error, AppError::Invalid(_)), "{wrong}: {error}");
    }
    let cut = "Ring [a colleague], she knows the xylophone.";
    decide(&bench, &network, "Ring", Some(cut)).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert_eq!(shown(&bench.app, &network).await, [cut]);
    assert_eq!(one(&bench, &network, "Ring").await.words, NAMED, "what was written stays, for the custodian");
}

#[tokio::test]
async fn what_is_kept_back_again_or_erased_is_gone_before_anything_is_worked_out() {
    let bench = bench().await;
    let (network, receipt) = closed(&bench).await;
    decide(&bench, &network, "The quokka", Some("The quokka call helps.")).await.unwrap();
    decide(&bench, &network, "No.", Some("No.")).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert_eq!(shown(&bench.app, &network).await.len(), 2);
    decide(&bench, &network, "No.", None).await.unwrap();
    assert_eq!(shown(&bench.app, &network).await, Vec::<String>::new());
    bench.app.work_off("test").await.unwrap();
    assert_eq!(shown(&bench.app, &network).await, ["The quokka call helps."]);
    let own = bench.app.by_receipt(&receipt).await.unwrap().unwrap();
    bench.app.erase_by_receipt(&own).await.unwrap();
    assert_eq!(shown(&bench.app, &network).await, Vec::<String>::new());
    assert_eq!(places(&bench, "quokka"), Vec::<String>::new(), "in no file any more");
    bench.app.work_off("test").await.unwrap();
    assert_eq!(shown(&bench.app, &network).await, Vec::<String>::new());
}
