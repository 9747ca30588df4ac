//! The record of what was done: in words, for those who run the partnership, without content, and checked.

use troth_app::record::{AuditCheck, LedgerCheck, Noted};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::UserId;

use super::support::{answers, bench, import, small};

fn somebody(id: &str, role: AccessRole) -> Viewer {
    Viewer { id: id.to_owned(), role, organisation: None }
}

#[tokio::test]
async fn what_was_done_is_told_in_words_with_the_name_of_the_day() {
    let bench = bench().await;
    let network = small(&bench).await;
    let user = UserId(uuid::Uuid::from_u128(77));
    bench.store.insert_user(user, "Ada", bench.app.now()).await.unwrap();
    let ada = bench.app.acting(somebody(&user.0.to_string(), AccessRole::Custodian), Audience::Agreed);
    let organisations = ada.organisations(network.id).await.unwrap();
    ada.add_person(network.id, organisations[0].id, "okafor", "Ruth Okafor", None).await.unwrap();
    let erased = bench
        .app
        .acting(somebody(&uuid::Uuid::from_u128(78).to_string(), AccessRole::Custodian), Audience::Agreed);
    erased.set_accepted(&organisations[0], true).await.unwrap();
    let page = bench.app.record(network.id, None).await.unwrap();
    let told: Vec<(&str, &str)> = page.done.iter().map(|d| (d.what.as_str(), d.who.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Acceptance saved", "Somebody who was erased"),
            ("Person added", "Ada"),
            ("Organisations imported", "The holder of the database"),
            ("Network founded", "The holder of the database"),
        ]
    );
    assert!(matches!(page.chain, AuditCheck::Whole { rows: 4, .. }) && page.older.is_none());
    let csv = bench.app.record_csv(network.id).await.unwrap();
    assert!(csv.contains("3,2026-11-22 00:00,Ada,Person added,") && !csv.contains("Okafor"), "{csv}");
}

#[tokio::test]
async fn only_those_who_run_the_partnership_read_the_record() {
    let bench = bench().await;
    let network = small(&bench).await;
    for (role, may) in [
        (AccessRole::Custodian, true),
        (AccessRole::Coordinator, true),
        (AccessRole::Analyst, false),
        (AccessRole::Partner, false),
    ] {
        let app = bench.app.acting(somebody("u", role), Audience::Agreed);
        assert_eq!(app.record(network.id, None).await.is_ok(), may, "{role:?}");
        assert_eq!(app.record_csv(network.id).await.is_ok(), may, "{role:?}");
    }
}

#[tokio::test]
async fn a_long_record_comes_page_by_page() {
    let bench = bench().await;
    let network = small(&bench).await;
    for _ in 0..60 {
        bench.app.save_network(&network).await.unwrap();
    }
    let first = bench.app.record(network.id, None).await.unwrap();
    assert_eq!((first.done.len(), first.done[0].position, first.older), (50, 62, Some(13)));
    let second = bench.app.record(network.id, first.older).await.unwrap();
    assert_eq!((second.done.len(), second.done[0].position, second.older), (12, 12, None));
}

#[tokio::test]
async fn record_and_ledger_of_real_work_are_whole_and_a_shortened_record_is_found() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    let verified = bench.app.verify(None).await.unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    assert!(matches!(verified.ledger, LedgerCheck::Whole { entries } if entries > 0));
    let AuditCheck::Whole { rows, last_hash } = verified.audit else { panic!("whole") };
    let noted = Noted { rows, hash: last_hash };
    bench.app.save_network(&network).await.unwrap();
    assert_eq!(bench.app.verify(Some(&noted)).await.unwrap().as_noted, Some(true));
    let later = Noted { rows: rows + 2, ..noted };
    let verified = bench.app.verify(Some(&later)).await.unwrap();
    assert!(verified.as_noted == Some(false) && !verified.is_whole());
}

#[tokio::test]
async fn the_record_holds_ids_and_words_of_the_program_and_nothing_else() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    for row in bench.store.audit(network.id).await.unwrap() {
        assert!(uuid::Uuid::parse_str(&row.subject).is_ok(), "{row:?}");
        assert!(row.event.chars().all(|c| c.is_ascii_lowercase() || c == ' '), "{row:?}");
        assert!(row.actor == "holder" || uuid::Uuid::parse_str(&row.actor).is_ok(), "{row:?}");
    }
}
