//! The pages with forms: what they take, what they refuse and how, and that nothing typed is ever lost.

mod acting;
mod codebook;
mod coding;
mod declaring;
mod desk;
mod doubling;
mod exchanging;
mod forgetting;
mod importing;
mod looking;
mod marking;
mod own_words;
mod partnership;
mod promising;
mod quality;
mod retrieving;
mod rounds;
mod safety;
mod sampling;
mod settling;
mod survey_data;

use axum::http::StatusCode;

use desk::{Answer, Desk};

/// A published example of a valid NHS number, nobody's.
const PATIENT: &str = "9434765919";
/// Letters, marks and pictures that must survive everywhere.
const UNICODE: &str = "Zo\u{eb} \u{141}\u{f3}d\u{17a} \u{1f469}\u{1f3fd}\u{200d}\u{2695}\u{fe0f} \u{202e}x\u{202c} \u{65e5}\u{672c}";
/// What must never reach a page as markup.
const SCRIPT: &str = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";

/// The page that a form leads to; panics if it was not taken.
async fn follow(site: &Desk, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", told(&answer.body));
    let path = answer.location().split('#').next().unwrap();
    let (status, page) = site.get(path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    page
}

/// The errors on a page, for messages of tests and to look for words in.
fn told(page: &str) -> String {
    match page.split_once("nhsuk-error-summary") {
        Some((_, rest)) => rest.split("</ul>").next().unwrap_or_default().to_owned(),
        None => page.split_once("<main").map_or(page, |(_, main)| main).chars().take(800).collect(),
    }
}

/// Asserts that a form came back with `words` among its errors, each error leading to a field that is there.
fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told(&answer.body));
    let errors = told(&answer.body);
    assert!(errors.contains(words), "{errors}");
    for part in errors.split("href=\"#").skip(1) {
        let id = part.split('"').next().unwrap();
        assert!(
            answer.body.contains(&format!("id=\"{id}\"")),
            "the summary leads to #{id}, which is not there"
        );
    }
}

/// Text as it stands in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
