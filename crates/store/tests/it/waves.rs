//! Survey rounds.

use troth_network::{Wave, WaveId, WaveState};

use crate::samples::{day, id, network, wave};
use crate::scene::Scene;

stories!(waves_come_back_in_their_order, a_wave_known_to_files_keeps_its_id);

async fn waves_come_back_in_their_order(scene: Scene) {
    let store = scene.store;
    store.insert_network(&network(), "").await.unwrap();
    let second = Wave {
        id: WaveId(id(2)),
        external_id: "2".into(),
        opened: None,
        closed: Some(day("2027-01-31")),
        state: WaveState::Draft,
        position: 2,
        ..wave()
    };
    assert_eq!(store.upsert_wave(&second).await.unwrap(), second);
    assert_eq!(store.upsert_wave(&wave()).await.unwrap(), wave());
    assert_eq!(store.waves(network().id).await.unwrap(), [wave(), second.clone()]);
    assert_eq!(store.wave(second.id).await.unwrap(), Some(second.clone()));
    assert_eq!(store.wave_by_external_id(network().id, "2").await.unwrap(), Some(second));
    assert_eq!(store.wave_by_external_id(network().id, "3").await.unwrap(), None);
}

async fn a_wave_known_to_files_keeps_its_id(scene: Scene) {
    let store = scene.store;
    store.insert_network(&network(), "").await.unwrap();
    store.upsert_wave(&wave()).await.unwrap();
    let closed =
        Wave { id: WaveId(id(99)), state: WaveState::Closed, closed: Some(day("2026-11-01")), ..wave() };
    let stored = store.upsert_wave(&closed).await.unwrap();
    assert_eq!(stored, Wave { id: wave().id, ..closed });
    assert_eq!(store.waves(network().id).await.unwrap(), [stored]);
}
