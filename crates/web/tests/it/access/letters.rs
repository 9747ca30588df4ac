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

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_a_round_bring_links_that_no_page_shows() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::new().await.writing_to(folder.path());
    let (app, vale) = (&house.app, &house.vale);
    let draft = troth_app::surveys::SurveyDraft {
        external_id: "5".into(),
        label: String::new(),
        questionnaire: None,
        long_form: false,
        most_partners: 4,
        closes: None,
        revision: 0,
    };
    let view = app.draft_survey(vale, &draft).await.unwrap();
    app.choose_promise(vale, troth_gate::Visibility::Everyone, "Kim Quagga").await.unwrap();
    let people = "council; Zebedee One; one@zebra.example\ncouncil; Zebedee Two";
    let people = app.read_pasted_people(vale, &view.wave, people).await.unwrap();
    app.add_participants(vale, &view.wave, &people).await.unwrap();
    let round = "/n/vale/survey/rounds/5";
    let page = house.get(Who::Coordinator, &format!("{round}/links")).await.body;
    assert!(page.contains("Letters can be sent once the round has begun"), "{page}");
    assert!(
        house.get(Who::Coordinator, round).await.body.contains("Send everybody with an address their link")
    );
    let begun = house.post(Who::Coordinator, &format!("{round}/begin"), &[("letters", "yes")]).await;
    assert!(begun.location().ends_with("done=begun-letters"), "{}", begun.location());
    let sent = letters(&house, folder.path()).await;
    assert!(sent.len() == 1 && sent[0].contains("To: one@zebra.example"), "{sent:?}");
    let secret = sent[0].split("https://troth.example.org/answer/").nth(1).unwrap();
    let secret = secret.split_whitespace().next().unwrap();
    let start = house.get(Who::Nobody, &format!("/answer/{secret}")).await;
    assert!(start.status == StatusCode::OK && start.body.contains("Kim Quagga"), "{}", start.body);
    let page = house.get(Who::Coordinator, &format!("{round}/links")).await.body;
    assert!(page.contains("Written to: 1 person") && page.contains("Without an address: 1 person"), "{page}");
    assert!(!page.contains(secret) && !page.contains("/answer/"), "{page}");
    // Nobody has to be told how many are reminded; the second time it is too soon.
    let reminded = house.post(Who::Coordinator, &format!("{round}/links/remind"), &[]).await;
    assert!(reminded.location().ends_with("done=reminders"), "{}", reminded.location());
    let again = house.post(Who::Coordinator, &format!("{round}/links/remind"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    for who in [Who::Analyst, Who::Partner, Who::Nobody] {
        let refused = house.post(who, &format!("{round}/links/letters"), &[]).await;
        assert_ne!(refused.status, StatusCode::SEE_OTHER.min(StatusCode::OK), "{who:?}");
        assert!(
            !refused.headers.contains_key("location") || !refused.location().contains("done="),
            "{who:?}"
        );
    }
}
