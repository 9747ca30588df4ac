//! Secrets lie sealed in the database, on both kinds of it.

use troth_network::UserId;
use troth_store::{Keyring, Store, StoreError, about_salt, about_second_factor, is_sealed};

use crate::samples::{at, id, network};
use crate::scene::Scene;

stories!(secrets_that_lay_open_are_sealed_once, a_new_key_seals_everything_again_or_nothing);

async fn secrets_that_lay_open_are_sealed_once(scene: Scene) {
    let store = scene.store.clone();
    store.insert_network(&network(), "an old plain salt").await.unwrap();
    let keyring = Keyring::of([3; 32]);
    assert_eq!(store.seal_open_secrets(&keyring, || [1; 24]).await.unwrap(), 1);
    let stored = store.network_salt(network().id).await.unwrap();
    assert!(is_sealed(&stored), "{stored}");
    assert_eq!(keyring.open(&stored, &about_salt(network().id)).unwrap(), b"an old plain salt");
    assert_eq!(store.seal_open_secrets(&keyring, || [2; 24]).await.unwrap(), 0);
    assert_eq!(store.sealed_secrets().await.unwrap(), [stored]);
}

async fn a_new_key_seals_everything_again_or_nothing(scene: Scene) {
    let store = scene.store.clone();
    store.insert_network(&network(), "salt").await.unwrap();
    let old = Keyring::of([3; 32]);
    store.seal_open_secrets(&old, || [1; 24]).await.unwrap();
    let before = store.network_salt(network().id).await.unwrap();
    let error = store.seal_again(&Keyring::of([4; 32]), || [2; 24]).await.unwrap_err();
    assert!(matches!(error, StoreError::Keyring(_)), "{error}");
    assert_eq!(store.network_salt(network().id).await.unwrap(), before);
    let ada = UserId(id(1));
    store.insert_account(ada, "Ada", "ada@council.example", at(1)).await.unwrap();
    let factor = old.seal(b"factor", &about_second_factor(ada), [5; 24]).unwrap();
    store.propose_factor(ada, &factor).await.unwrap();
    store
        .queue_mail(
            id(2),
            "reset",
            &old.seal(b"letter", &format!("mail:{}", id(2)), [6; 24]).unwrap(),
            None,
            at(1),
        )
        .await
        .unwrap();
    assert_eq!(store.seal_again(&old.with_new([4; 32]), || [2; 24]).await.unwrap(), 3);
    let factor = store.account(ada).await.unwrap().unwrap().proposed_factor.unwrap();
    assert_eq!(Keyring::of([4; 32]).open(&factor, &about_second_factor(ada)).unwrap(), b"factor");
    let after = store.network_salt(network().id).await.unwrap();
    assert_eq!(Keyring::of([4; 32]).open(&after, &about_salt(network().id)).unwrap(), b"salt");
}

#[tokio::test]
async fn no_secret_lies_open_in_the_files_of_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("troth.db");
    let store = Store::open(file.to_str().unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    let salt = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    store.insert_network(&network(), salt).await.unwrap();
    store.seal_open_secrets(&Keyring::of([3; 32]), || [1; 24]).await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(salt.len()).any(|w| w == salt.as_bytes()), "{}", path.display());
    }
}
