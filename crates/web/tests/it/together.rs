//! What similar organisations say together is told where none of them may be shown by itself, and nowhere else.

use std::fmt::Write as _;

use axum::http::StatusCode;
use troth_app::imports::RatingsOptions;

use super::site::{self, Site};
use super::worked_out::explained_groups;

const ORGANISATIONS: &str = "\
id,name,sector,kind,accepted
council,The council,social_care,council,yes
hospital,The hospital,health,acute_hospital,yes
elm,Elm House,independent,care_home,yes
oak,Oak House,independent,care_home,yes
ash,Ash House,independent,care_home,yes
";

/// Three homes with three staff each rate the council; each may not be shown by itself.
async fn homes() -> Site {
    let site = site::empty().await;
    let (app, network) = (&site.app, &site.network);
    app.import_organisations(network, "organisations.csv", ORGANISATIONS.as_bytes()).await.unwrap();
    let mut csv = "wave,rater,respondent,target,variable,value,role,scale_min,scale_max\n".to_owned();
    let raters = [
        ("council", "hospital", 8, 40),
        ("hospital", "council", 8, 60),
        ("elm", "council", 3, 50),
        ("oak", "council", 3, 60),
        ("ash", "council", 3, 70),
        ("council", "elm", 6, 55),
        ("elm", "hospital", 6, 45),
    ];
    for (rater, target, staff, middle) in raters {
        for variable in ["reliance_organisation", "fairness", "roles_clear"] {
            for person in 0..staff {
                let value = middle + 4 * (person % 3) - 4;
                writeln!(csv, "2,{rater},{rater}-{person},{target},{variable},{value},staff,0,100").unwrap();
            }
        }
    }
    app.import_ratings(network, "ratings.csv", csv.as_bytes(), &RatingsOptions::default()).await.unwrap();
    app.work_off("test").await.unwrap();
    site
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_is_withheld_is_told_together_with_others_like_it() {
    let site = homes().await;
    let (status, page) = site.get("/n/vale/between/elm/council").await;
    assert_eq!(status, StatusCode::OK);
    let about = "Elm House about the council: Together with 2 others like it (care home): 60 (range not known), 5 to 9 \
                 people. This is not Elm House alone.";
    assert_eq!(page.matches(about).count(), 2, "overall reliance and fairness: {page}");
    let uneven = "Together with 2 others like it (care home): 40 (range not known), 5 to 9 people.";
    assert!(page.contains(uneven), "as unevenness in the story of roles");
    assert!(!page.contains(">46<") && !page.contains("50 (range"), "never the home alone");
    explained_groups("/n/vale/between/elm/council", &page);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_pool_nothing_is_told() {
    let site = homes().await;
    for path in ["between/council/hospital", "between/elm/hospital", "map", "organisations/elm"] {
        let (status, page) = site.get(&format!("/n/vale/{path}")).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(!page.contains("Together with"), "{path}");
    }
    // One practice alone has too few answers, and nothing is like it.
    let small = site::small().await;
    let (_, page) = small.get("/n/vale/between/gp%2Fn%C3%B6rd.1/council").await;
    assert!(page.contains("Not enough answers") && !page.contains("Together with"));
}
