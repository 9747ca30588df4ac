//! What the coordinator learns of who was chosen for interviews: sectors, and nobody.

use axum::http::StatusCode;

use super::house::{House, Who};

const PEOPLE: &str = "/n/vale/interviews/sampling/people";
const HEARD: &str = "/n/vale/interviews/sampling";

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_learns_neither_who_was_chosen_nor_which_organisation_was_heard() {
    let house = House::worked_out().await;
    for (name, organisation) in [("Dana Moss", "hospital"), ("Ed Flint", "hospital")] {
        let form = [
            ("name", name),
            ("organisation", organisation),
            ("suggested", "gatekeeper"),
            ("suggested_by", "Ruth Obi"),
            ("status", "interviewed"),
        ];
        assert_eq!(house.post(Who::Custodian, PEOPLE, &form).await.status, StatusCode::SEE_OTHER);
    }
    let whole = house.get(Who::Custodian, HEARD).await.body;
    assert!(whole.contains("By organisation") && whole.contains("because you are the custodian"));
    let theirs = house.get(Who::Coordinator, HEARD).await;
    assert_eq!(theirs.status, StatusCode::OK);
    let main = theirs.body.split("<main").nth(1).unwrap();
    assert!(main.contains("Health: not heard at the level leader."), "{main}");
    for word in ["Dana", "Ed Flint", "Ruth", "hospital", "By organisation", PEOPLE] {
        assert!(!main.contains(word), "{word}: {main}");
    }
    for who in [Who::Partner, Who::Analyst] {
        assert_eq!(house.get(who, HEARD).await.status, StatusCode::FORBIDDEN, "{who:?}");
    }
    for path in [PEOPLE.to_owned(), format!("{PEOPLE}.csv")] {
        assert_eq!(house.get(Who::Coordinator, &path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // One person less, and the page does not tell.
    let one = house.get(Who::Custodian, PEOPLE).await.body;
    let path = one
        .split(">Ed Flint</a>")
        .next()
        .unwrap()
        .rsplit("href=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let gone =
        house.post(Who::Custodian, &format!("{path}/remove"), &[("version", "1"), ("sure", "yes")]).await;
    assert!(gone.body.contains("The line is erased"), "{}", gone.body);
    let after = house.get(Who::Coordinator, HEARD).await.body;
    assert_eq!(after.split("<main").nth(1).unwrap(), main);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_who_was_chosen_ask_for_the_password_again() {
    let house = House::new().await;
    assert_eq!(house.get(Who::Custodian, PEOPLE).await.status, StatusCode::OK);
    house.later(31 * 60);
    for path in [PEOPLE.to_owned(), format!("{PEOPLE}.csv")] {
        let answer = house.get(Who::Custodian, &path).await;
        assert!(answer.location().starts_with("/confirm"), "{path}");
    }
    assert_eq!(house.get(Who::Custodian, HEARD).await.status, StatusCode::OK);
}
