//! The page of a relationship with a second round: what changed, the person beside the organisation, and what each thinks
//! the other would say.

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;

use super::site::{self, Site};
use super::worked_out::explained_groups;

/// The small partnership with a round more, in which the council answers higher and thoughts of the other were asked.
async fn with_a_second_round() -> Site {
    let site = site::small().await;
    let mut rows = String::new();
    for line in site::ratings().lines() {
        let line = line.strip_prefix("2,").map_or_else(|| line.to_owned(), |rest| format!("3,{rest}"));
        rows.push_str(&line);
        rows.push('\n');
        if line.contains(",reliance_organisation,") {
            rows.push_str(&line.replace(",reliance_organisation,", ",felt_trust,"));
            rows.push('\n');
        }
    }
    let rows = raised(&rows);
    site.app
        .import_ratings(&site.network, "ratings.csv", rows.as_bytes(), &RatingsOptions::default())
        .await
        .unwrap();
    site.app.work_off("test").await.unwrap();
    site
}

/// 20 points more wherever the council answers about the hospital.
fn raised(rows: &str) -> String {
    let mut out = String::new();
    for line in rows.lines() {
        let mut fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        if fields[1] == "council" && fields[3] == "hospital" {
            let value: i32 = fields[5].parse().unwrap();
            fields[5] = (value + 20).to_string();
        }
        out.push_str(&fields.join(","));
        out.push('\n');
    }
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_round_shows_what_changed_and_every_number_is_explained() {
    let site = with_a_second_round().await;
    let (status, body) = site.get("/n/vale/between/council/hospital").await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let section = |id: &str| {
        let from =
            body.find(&format!("<section aria-labelledby=\"{id}\"")).unwrap_or_else(|| panic!("no {id}"));
        body[from..].split("</section>").next().unwrap()
    };
    let since = section("since");
    assert!(since.contains("higher than before on"), "{since}");
    assert!(since.contains("Higher by ") && since.contains("came from files"), "{since}");
    assert!(section("felt").contains("What each thinks the other would say"));
    let (groups, _) = explained_groups("/n/vale/between/council/hospital", &body);
    for group in ["since", "felt"] {
        assert!(groups.contains(group), "{group}: {groups:?}");
    }

    let (_, before) = site.get("/n/vale/between/council/hospital?wave=2").await;
    assert!(!before.contains("Since the last round"), "there was no round before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_is_withheld_has_no_change() {
    let site = with_a_second_round().await;
    for path in ["/n/vale/between/hospice/hospital", "/n/vale/between/charity/council"] {
        let (status, body) = site.get(path).await;
        assert_eq!(status, StatusCode::OK);
        explained_groups(path, &body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn why_says_what_goes_together_or_that_it_cannot_tell() {
    let site = with_a_second_round().await;
    let (status, body) = site.get("/n/vale/why").await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert!(body.contains("Going together is no cause") && !body.contains("Not worked out yet"));
    assert!(body.contains("/methods/associations") && body.contains("cannot tell"));
}
