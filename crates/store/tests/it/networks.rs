//! Partnerships.

use troth_network::{Network, NetworkId, Profile};
use troth_store::StoreError;

use crate::samples::{id, network};
use crate::scene::Scene;

stories!(a_network_comes_back_whole, a_short_name_is_given_once, a_network_is_changed);

async fn a_network_comes_back_whole(scene: Scene) {
    let store = scene.store;
    let full = network();
    let bare = Network {
        id: NetworkId(id(2)),
        slug: "b".into(),
        name: "A".into(),
        place: None,
        profile: Profile::default(),
    };
    store.insert_network(&full, "grain of salt").await.unwrap();
    store.insert_network(&bare, "").await.unwrap();

    assert_eq!(store.network(full.id).await.unwrap(), Some(full.clone()));
    assert_eq!(store.network_by_slug("b").await.unwrap(), Some(bare.clone()));
    assert_eq!(store.network_by_slug("B").await.unwrap(), None);
    assert_eq!(store.networks().await.unwrap(), [bare, full.clone()]);
    assert_eq!(store.network_salt(full.id).await.unwrap(), "grain of salt");
    let nowhere = store.network_salt(NetworkId(id(3))).await.unwrap_err();
    assert!(matches!(nowhere, StoreError::NotFound { what: "network", .. }), "{nowhere}");
}

async fn a_short_name_is_given_once(scene: Scene) {
    scene.store.insert_network(&network(), "").await.unwrap();
    let second = Network { id: NetworkId(id(2)), ..network() };
    let error = scene.store.insert_network(&second, "").await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict { .. }));
    assert!(error.to_string().contains("the short name \"north-coast\""), "{error}");
}

async fn a_network_is_changed(scene: Scene) {
    let store = scene.store;
    store.insert_network(&network(), "salt").await.unwrap();
    let changed = Network { slug: "new".into(), place: None, profile: Profile::default(), ..network() };
    store.update_network(&changed).await.unwrap();
    assert_eq!(store.networks().await.unwrap(), std::slice::from_ref(&changed));
    assert_eq!(store.network_salt(changed.id).await.unwrap(), "salt");

    let other = Network { id: NetworkId(id(2)), slug: "other".into(), ..network() };
    assert!(matches!(store.update_network(&other).await, Err(StoreError::NotFound { .. })));
    store.insert_network(&other, "").await.unwrap();
    let taken = Network { slug: "new".into(), ..other };
    assert!(matches!(store.update_network(&taken).await, Err(StoreError::Conflict { .. })));
}
