//! Data of a round that leave: what was released for all, single answers for research alone.

mod standard;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use troth_app::backup::Lock;
use troth_app::imports::RatingsOptions;
use troth_app::packages::ResearchFor;
use troth_gate::{AccessRole, Audience, Viewer, Visibility};
use troth_network::Network;

use super::support::{ALDER_VALE, Bench, answers, bench, small};

const PASSPHRASE: &str = "five random words and more";

fn asked() -> ResearchFor {
    ResearchFor {
        purpose: "Reliability of scales".into(),
        approval: "REC 26/0417".into(),
        recipient: "University of the North".into(),
    }
}

/// A round with answers, under a promise that names a research or none.
async fn round(research: Option<&str>) -> (Bench, Network) {
    let bench = bench().await;
    let network = small(&bench).await;
    bench
        .app
        .choose_promise_naming(&network, Visibility::Totals, "Jo Lee, Healthwatch", 5, research)
        .await
        .unwrap();
    let wave = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &wave).await.unwrap();
    (bench, network)
}

async fn package(bench: &Bench, network: &Network) -> Vec<u8> {
    let lock = Lock::passphrase(PASSPHRASE).unwrap();
    let made = bench.app.research_package(network, Some("1"), &asked(), &lock).await.unwrap();
    assert!(made.value().name.ends_with(".zip.age"));
    made.value().bytes.clone()
}

/// Opens an encrypted package as its recipient would.
fn opened(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(PASSPHRASE.to_owned()));
    identity.set_max_work_factor(22);
    let decryptor = age::Decryptor::new_buffered(bytes).unwrap();
    let mut plain = Vec::new();
    let identity: &dyn age::Identity = &identity;
    decryptor.decrypt(std::iter::once(identity)).unwrap().read_to_end(&mut plain).unwrap();
    files(&plain).into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn files(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[tokio::test]
async fn what_was_answered_comes_back_with_its_words() {
    let (bench, network) = round(Some("Trust study, University of the North")).await;
    let files = opened(&package(&bench, &network).await);
    standard::check(&files.iter().map(|(k, v)| (k.clone(), v.clone().into_bytes())).collect());
    let dictionary = rows(&files["dictionary.csv"]);
    assert_eq!(dictionary.len(), 1);
    assert_eq!((dictionary[0]["variable"].as_str(), dictionary[0]["scale_max"].as_str()), ("fairness", "5"));
    let stored = bench.app.wave(&network, Some("1")).await.unwrap().unwrap();
    let names = bench.app.names(network.id).await.unwrap();
    let id = |o| names.get(o).unwrap().external_id.clone();
    let mut answered: Vec<(String, String, String, f64)> = bench
        .store
        .ratings(stored.id)
        .await
        .unwrap()
        .into_iter()
        .map(|r| (id(r.rater), id(r.target), r.variable, r.value))
        .collect();
    let read = |table: &str| -> Vec<(String, String, String, f64)> {
        let mut all: Vec<_> = rows(&files[table])
            .into_iter()
            .map(|r| {
                (r["rater"].clone(), r["target"].clone(), r["variable"].clone(), r["value"].parse().unwrap())
            })
            .collect();
        all.sort_by(|a, b| a.partial_cmp(b).unwrap());
        all
    };
    answered.sort_by(|a, b| a.partial_cmp(b).unwrap());
    assert_eq!(read("ratings.csv"), answered);
    assert_eq!(read("ratings-labelled.csv"), answered);
    let wide = rows(&files["ratings-wide.csv"]);
    let mut values: Vec<f64> = wide.iter().map(|r| r["v_fairness"].parse().unwrap()).collect();
    let mut wanted: Vec<f64> = answered.iter().map(|a| a.3).collect();
    values.sort_by(f64::total_cmp);
    wanted.sort_by(f64::total_cmp);
    assert_eq!(values, wanted);
    assert!(files["promise.txt"].contains("Trust study, University of the North"));
    assert!(
        files["label.sps"].contains("GET DATA") && files["label.R"].contains("read.csv(\"ratings-wide.csv\"")
    );
}

#[tokio::test]
async fn two_packages_cannot_be_joined_and_hold_no_pseudonym_of_the_database() {
    let (bench, network) = round(Some("Trust study")).await;
    let (one, other) = (package(&bench, &network).await, package(&bench, &network).await);
    let (one, other) = (opened(&one), opened(&other));
    let people = |files: &BTreeMap<String, String>| -> std::collections::BTreeSet<String> {
        let rows = rows(&files["ratings.csv"]).into_iter().map(|r| r["respondent"].clone());
        rows.filter(|r| !r.is_empty()).collect()
    };
    assert_eq!(people(&one).len(), 12);
    assert!(people(&one).is_disjoint(&people(&other)));
    for respondent in bench.store.respondents(network.id).await.unwrap() {
        assert!(one.values().all(|text| !text.contains(&respondent.key.0)));
    }
    assert!(one.values().all(|text| !text.contains("s3")), "no word of the file");
}

#[tokio::test]
async fn single_answers_leave_for_a_research_that_was_promised_and_are_noted() {
    let (bench, network) = round(None).await;
    let lock = Lock::passphrase(PASSPHRASE).unwrap();
    let refused =
        bench.app.research_package(&network, Some("1"), &asked(), &lock).await.unwrap_err().to_string();
    assert!(refused.contains("names no research"), "{refused}");
    assert!(bench.store.packages(network.id).await.unwrap().is_empty());

    let (bench, network) = round(Some("Trust study")).await;
    let viewer = |role| Viewer { id: "u".into(), role, organisation: None };
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let app = bench.app.acting(viewer(role), Audience::Agreed);
        assert!(app.research_package(&network, Some("1"), &asked(), &lock).await.is_err(), "{role:?}");
        assert!(app.research_packages(&network).await.is_err(), "{role:?}");
    }
    let nothing = ResearchFor { purpose: " ".into(), ..asked() };
    assert!(bench.app.research_package(&network, Some("1"), &nothing, &lock).await.is_err());
    let patient = ResearchFor { purpose: "About 943 476 5919".into(), ..asked() };
    assert!(bench.app.research_package(&network, Some("1"), &patient, &lock).await.is_err());
    let bytes = package(&bench, &network).await;
    assert!(bytes.starts_with(b"age-encryption.org/") && !bytes.windows(8).any(|w| w == b"fairness"));
    let noted = bench.app.research_packages(&network).await.unwrap();
    let noted = noted.value();
    assert_eq!(noted.len(), 1);
    assert_eq!((noted[0].recipient.as_str(), noted[0].answers), ("University of the North", 20));
    assert_eq!(noted[0].hash, troth_gate::ledger::sha256_hex(&bytes));
    let record = bench.app.record(network.id, None).await.unwrap();
    assert_eq!(record.done[0].what, "Single answers given to research");
    assert_eq!(record.done[0].subject, noted[0].id.to_string());
}

#[test]
fn a_shared_package_holds_what_was_released_and_no_row() {
    let sample = &*ALDER_VALE;
    let app = &sample.bench.app;
    let made = sample.runtime.block_on(app.shared_package(&sample.network, None)).unwrap();
    let files = files(&made.bytes);
    standard::check(&files);
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let results = rows(&text("results.csv"));
    assert!(
        results.iter().any(|r| r["state"] == "shown") && results.iter().any(|r| r["state"] == "withheld")
    );
    for row in &results {
        assert_eq!(row["value"].is_empty(), row["state"] != "shown", "{row:?}");
        assert!(row["state"] != "withheld" || !row["reason"].is_empty(), "{row:?}");
    }
    let (wave, evidence) = sample.runtime.block_on(async {
        let wave = app.wave(&sample.network, None).await.unwrap().unwrap();
        let evidence = app.evidence(sample.network.id, Some(wave.id)).await.unwrap();
        (wave, evidence)
    });
    let released: usize = evidence.value().ratings.iter().map(|r| r.directions.len()).sum();
    assert_eq!(results.len(), released, "{}", wave.external_id);
    for respondent in sample.runtime.block_on(sample.bench.store.respondents(sample.network.id)).unwrap() {
        assert!(files.values().all(|bytes| !bytes.windows(32).any(|w| w == respondent.key.0.as_bytes())));
    }
    assert!(files["results.xlsx"].starts_with(b"PK"));
    let partner = Viewer { id: "p".into(), role: AccessRole::Partner, organisation: None };
    let organisation = evidence.value().ratings[0].organisations[0];
    let app = app.acting(partner, Audience::Partner(organisation));
    assert!(sample.runtime.block_on(app.shared_package(&sample.network, None)).is_err());
}
