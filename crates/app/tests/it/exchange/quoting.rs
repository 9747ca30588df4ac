//! What may be quoted, and what was taken back.

use troth_app::exchange::{ExportFile, Package};
use troth_app::interviews::checking::Choice;
use troth_gate::{AccessRole, Audience, Viewer};
use troth_say::Permission;

use super::scene::{BED, BOOK, ONCE, WAIT, all_of, coded, everything, is_valid, read};
use crate::support::{Bench, bench};

async fn quotable(bench: &Bench, network: &troth_network::Network, package: Package) -> ExportFile {
    bench.app.export_quotable(network, package).await.unwrap().value().clone()
}

#[tokio::test]
async fn a_passage_that_may_not_be_quoted_is_in_no_byte_of_the_file() {
    let bench = bench().await;
    let (network, text) = coded(&bench).await;
    let project = quotable(&bench, &network, Package::Project).await;
    is_valid(&project.bytes);
    let table = quotable(&bench, &network, Package::Taguette).await;
    let table = String::from_utf8(table.bytes).unwrap();
    let all = all_of(&project.bytes);
    for file in [all.as_str(), table.as_str()] {
        assert!(file.contains(BED) && file.contains(BOOK), "{file}");
        // Not allowed; not said about whom; words around; memos; who coded; what the partnership calls its codes.
        for word in
            [ONCE, "better once", WAIT, "How is it", "hush", "key words", "Coder", "Parking", "Ann", "talk"]
        {
            assert!(!file.contains(word), "{word} in {file}");
        }
    }
    for id in [text.to_string(), bench.store.codings_of(text).await.unwrap()[0].id.to_string()] {
        assert!(!all.contains(&id));
    }
    assert!(all.contains("Somebody at Acute, manager"), "{all}");
}

#[tokio::test]
async fn what_is_narrowed_is_not_in_the_file_before_it_is_released_anew() {
    let bench = bench().await;
    let (network, text) = coded(&bench).await;
    let bed = bench.store.codings_of(text).await.unwrap()[0].clone();
    bench.app.permit(&network, text, bed.id, Permission::NotQuoted).await.unwrap();
    let all = all_of(&quotable(&bench, &network, Package::Project).await.bytes);
    assert!(!all.contains(BED) && all.contains(BOOK), "{all}");
}

#[tokio::test]
async fn words_that_were_taken_back_are_in_no_file_and_the_rest_keeps_its_places() {
    let bench = bench().await;
    let (network, text) = coded(&bench).await;
    let sent = bench.app.send_check(&network, text, "Ann", "402 917").await.unwrap();
    let nobody = bench.app.for_nobody();
    let session = nobody.enter_check(sent.token.secret(), "402917").await.unwrap();
    let checking = nobody.checking(sent.token.secret(), session.secret()).await.unwrap().unwrap();
    let own = nobody.own_passages(&checking).await.unwrap();
    let bed = own.passages.iter().find(|p| p.around.passage == BED).unwrap();
    nobody.say_of_own(&checking, bed, &Choice { withdrawn: true, ..Choice::default() }).await.unwrap();
    let file = everything(&bench.app, &network).await;
    is_valid(&file.bytes);
    let all = all_of(&file.bytes);
    assert!(!all.contains("Nobody can say") && all.contains(BOOK) && all.contains(ONCE));
    let project = read(&file.name, &file.bytes);
    let told = project.sentences().join(" ");
    assert!(told.contains("3 passages"), "{told}");
    assert!(file.sentences.iter().any(|s| s.contains("took their words back")), "{:?}", file.sentences);
    assert!(!all_of(&quotable(&bench, &network, Package::Project).await.bytes).contains("Nobody can say"));
}

#[tokio::test]
async fn only_the_custodian_takes_files_out_and_brings_them_in() {
    let bench = bench().await;
    let (network, _) = coded(&bench).await;
    let file = everything(&bench.app, &network).await;
    let project = read(&file.name, &file.bytes);
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let viewer = Viewer { id: "somebody".into(), role, organisation: None };
        let app = bench.app.acting(viewer, Audience::Agreed);
        use troth_app::exchange::{ProjectDecisions, Purpose};
        assert!(app.export_everything(&network, Package::Project, Purpose::GoOn).await.is_err());
        assert!(app.export_quotable(&network, Package::Project).await.is_err());
        assert!(app.export_codebook(&network, Package::Codebook).await.is_err());
        assert!(app.read_project(&file.name, file.bytes.clone()).await.is_err());
        assert!(app.look_through_project(&network, &project).await.is_err());
        assert!(app.bring_project(&network, &project, &ProjectDecisions::default()).await.is_err());
    }
}
