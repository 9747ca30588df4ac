//! Where a mail server is named, links go to the person themselves and are shown to nobody else.

use axum::http::StatusCode;

use super::house::{House, Who};

/// The letters that were written, and empties the folder.
async fn letters(house: &House, folder: &std::path::Path) -> Vec<String> {
    house.app.send_waiting_mail().await.unwrap();
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    files.iter().for_each(|file| std::fs::remove_file(file).unwrap());
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn invitations_and_resets_go_by_mail_and_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::new().await.writing_to(folder.path());
    let form = [("name", "Eve Doe"), ("address", "Eve@council.example"), ("role", "analyst")];
    let invited = house.post(Who::Custodian, "/n/vale/settings/access", &form).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    assert!(invited.location().ends_with("done=invited"), "{}", invited.location());
    let page = house.get(Who::Custodian, invited.location()).await.body;
    assert!(page.contains("on its way by mail") && !page.contains("/link/"));
    let sent = letters(&house, folder.path()).await;
    assert_eq!(sent.len(), 1);
    assert!(sent[0].to_lowercase().contains("to: eve@council.example"), "{}", sent[0]);
    assert!(sent[0].contains("https://troth.example.org/link/"), "{}", sent[0]);
    assert!(!sent[0].contains("vale") && !sent[0].contains("Vale"), "{}", sent[0]);

    let asked = [("address", "analyst@council.example")];
    let told = house.post(Who::Nobody, "/forgotten", &asked).await.body;
    let nobody = house.post(Who::Nobody, "/forgotten", &[("address", "nobody@council.example")]).await.body;
    assert_eq!(told, nobody, "whether there is an account is not told");
    let sent = letters(&house, folder.path()).await;
    assert!(sent.len() == 1 && sent[0].contains("Set a new password"), "{sent:?}");
}
