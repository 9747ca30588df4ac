//! Who answered is not in the database: neither the word of the file that names the respondent nor its plain hash.

use std::collections::BTreeSet;

use troth_app::imports::RatingsOptions;
use troth_app::networks::NewNetwork;
use troth_gate::ledger::sha256_hex;
use troth_network::Network;

use super::support::{Bench, bench, small};

const RESPONDENT: &str = "jo.bloggs@example.nhs.uk";

/// Round `wave`: five people of `a` about `b`, the first of them Jo Bloggs.
async fn round(bench: &Bench, network: &Network, wave: &str) {
    let mut text = "rater,respondent,target,variable,value,scale_min,scale_max\n".to_owned();
    for (k, who) in [RESPONDENT, "p2", "p3", "p4", "p5"].iter().enumerate() {
        text.push_str(&format!("a,{who},b,fairness,{},1,5\n", 1 + k % 4));
    }
    let options = RatingsOptions { wave: Some(wave.into()), representatives_visible_to: None };
    bench.app.import_ratings(network, "r.csv", text.as_bytes(), &options).await.unwrap();
    bench.app.work_off("test").await.unwrap();
}

/// Key and hash of each respondent.
async fn respondents(bench: &Bench, network: &Network) -> BTreeSet<(String, String)> {
    let rows = bench.store.respondents(network.id).await.unwrap();
    rows.into_iter().map(|row| (row.key.0, row.external_hash)).collect()
}

#[tokio::test]
async fn the_word_that_names_a_respondent_is_in_no_file() {
    let bench = bench().await;
    let network = small(&bench).await;
    round(&bench, &network, "1").await;
    bench.store.close().await;
    let mut read = 0;
    for entry in std::fs::read_dir(bench.folder()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        read += bytes.len();
        for word in [RESPONDENT, "bloggs", &sha256_hex(RESPONDENT.as_bytes())] {
            let held = bytes.windows(word.len()).any(|part| part == word.as_bytes());
            assert!(!held, "the database holds {word}");
        }
    }
    assert!(read > 10_000, "the database was read");
}

#[tokio::test]
async fn a_respondent_has_one_pseudonym_in_every_round_and_another_in_another_partnership() {
    let bench = bench().await;
    let network = small(&bench).await;
    round(&bench, &network, "1").await;
    let first = respondents(&bench, &network).await;
    round(&bench, &network, "2").await;
    assert_eq!(respondents(&bench, &network).await, first);
    let new = NewNetwork { slug: "other".into(), name: "Other".into(), ..NewNetwork::default() };
    let other = bench.app.found_network(new).await.unwrap();
    let organisations = "id,name,sector\na,Acute,health\nb,Borough,social_care\n";
    bench.app.import_organisations(&other, "o.csv", organisations.as_bytes()).await.unwrap();
    round(&bench, &other, "1").await;
    let there = respondents(&bench, &other).await;
    assert_eq!(there.len(), first.len());
    for (key, hash) in &there {
        assert!(first.iter().all(|(k, h)| k != key && h != hash));
    }
}
