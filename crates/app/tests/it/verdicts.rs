//! A verdict has a name and a reason, and two people who decide at once do not overwrite each other.

use troth_app::AppError;
use troth_app::imports::RatingsOptions;
use troth_app::verdicts::VerdictForm;
use troth_lens::Convergence;

use super::support::{answers, bench, small};

#[tokio::test]
async fn the_second_of_two_tabs_is_told_and_not_saved() {
    let bench = bench().await;
    let app = &bench.app;
    let network = small(&bench).await;
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &options).await.unwrap();
    app.import_people(&network, "p.csv", b"id,organisation,name\np,a,Ann\n").await.unwrap();
    app.work_off("test").await.unwrap();
    let ann = app.people(network.id).await.unwrap()[0].id;
    let form = |reason: &str, seen: &str| VerdictForm {
        left: "a".into(),
        right: "b".into(),
        wave: "1".into(),
        narrative: "roles".into(),
        convergence: Some(Convergence::Silence),
        reason: reason.into(),
        by: Some(ann),
        seen: seen.into(),
    };
    let short = app.decide_convergence(&network, form("Yes.", "")).await.unwrap_err();
    assert!(short.to_string().contains("at least ten letters"), "{short}");
    app.decide_convergence(&network, form("The first tab decides.", "")).await.unwrap();
    let second = app.decide_convergence(&network, form("The second tab decides.", "")).await.unwrap_err();
    assert!(matches!(second, AppError::Conflict(_)), "{second}");
    let seen = app.relationship(&network, "a", "b", None).await.unwrap().verdicts;
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].reason, "The first tab decides.");
    app.decide_convergence(&network, form("Having read it, I see it otherwise.", &seen[0].id.to_string()))
        .await
        .unwrap();
}
