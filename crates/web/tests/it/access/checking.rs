//! Somebody who was interviewed looks at their own words: with link and PIN, without an account, and without a script.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::house::{Answer, House, URL, Who};
use crate::site::encoded;

const PIN: &str = "402917";
const WORDS: &str = "We ring the ward and the ward says ring the lounge.";
const COOKIE: &str = "__Host-troth-check";

/// A speaker's browser.
struct Phone<'a> {
    house: &'a House,
    token: String,
    session: String,
}

impl Phone<'_> {
    fn home(&self) -> String {
        format!("/check/{}", self.token)
    }

    fn cookies(&self) -> String {
        format!("__Host-troth-form={}; {COOKIE}={}", self.house.secret(Who::Nobody), self.session)
    }

    async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, self.cookies());
        self.house.send(request.body(Body::empty()).unwrap()).await
    }

    /// As a browser sends a form from a page that tells nobody its address.
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let token = self.house.token(Who::Nobody);
        let mut body = format!("form_token={token}");
        for (name, value) in form {
            body.push_str(&format!("&{name}={}", encoded(value)));
        }
        let request = Request::post(path)
            .header(header::COOKIE, self.cookies())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("origin", "null");
        self.house.send(request.body(Body::from(body)).unwrap()).await
    }

    /// The address of the only passage.
    async fn passage(&self) -> String {
        let list = self.get(&self.home()).await.body;
        let start = list.find("/passage/").expect("a passage") + "/passage/".len();
        format!("{}/passage/{}", self.home(), list[start..].split('"').next().unwrap())
    }
}

async fn sent(house: &House) -> String {
    let text = house.transcript.parse().unwrap();
    house.app.send_check(&house.vale, text, "Manager", PIN).await.unwrap().token.secret().to_owned()
}

async fn inside(house: &House) -> Phone<'_> {
    let token = sent(house).await;
    let mut phone = Phone { house, token, session: "00".repeat(32) };
    let answer = phone.post(&phone.home(), &[("pin", "402 917")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, phone.home().as_str()));
    phone.session = answer.cookie(COOKIE).unwrap();
    phone
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_pin_nothing_tells_whether_there_is_such_a_link() {
    let house = House::worked_out().await;
    let (real, none) = (sent(&house).await, "cd".repeat(32));
    for pin in ["", "000000", "letters"] {
        let at = async |token: &str| {
            let path = format!("/check/{token}");
            let (get, post) =
                (house.get(Who::Nobody, &path).await, house.post(Who::Nobody, &path, &[("pin", pin)]).await);
            assert_eq!((get.status, post.status), (StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY));
            (get.body.replace(token, "T"), post.body.replace(token, "T"))
        };
        let (of_real, of_none) = (at(&real).await, at(&none).await);
        assert_eq!(of_real, of_none);
        assert!(!of_real.0.contains("Vale") && !of_real.1.contains(WORDS), "{}", of_real.0);
    }
    for path in ["/done", "/passage/0-9", "/passage/0-9/withdraw"] {
        let answer = house.get(Who::Custodian, &format!("/check/{real}{path}")).await;
        assert_eq!(answer.location(), format!("/check/{real}"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn their_pages_hold_their_own_words_and_nothing_of_the_partnership_to_go_to() {
    let house = House::worked_out().await;
    let phone = inside(&house).await;
    let here = phone.passage().await;
    for path in [phone.home(), here.clone(), format!("{here}/withdraw"), format!("{}/done", phone.home())] {
        let page = phone.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains("We ring the ward"), "{path}");
        for others in ["Nobody can say who", "They think we book", "What happens on a Friday", "Matron"] {
            assert!(!page.body.contains(others), "{path}: {others}");
        }
        assert!(!page.body.contains("/n/") && !page.body.contains("<script"), "{path}");
        assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer", "{path}");
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    let other = Phone { house: &house, token: "cd".repeat(32), session: phone.session.clone() };
    assert!(!other.get(&other.home()).await.body.contains(WORDS), "a session is of one link");
    house.later(2 * 60 * 60 + 1);
    assert!(phone.get(&phone.home()).await.body.contains("Your PIN"), "two hours without use");
    let typed = phone.post(&here, &[("amended", "My long words")]).await;
    assert!(
        typed.status == StatusCode::UNPROCESSABLE_ENTITY && typed.body.contains("My long words"),
        "nothing is lost"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn they_see_it_as_the_hospital_will_read_it_save_it_and_change_it() {
    let house = House::worked_out().await;
    let phone = inside(&house).await;
    let here = phone.passage().await;
    let form = |permission, amended, action| {
        [
            ("version", "1"),
            ("permission", permission),
            ("amended", amended),
            ("reader", "hospital"),
            ("action", action),
        ]
    };
    let page = phone.get(&here).await.body;
    assert!(!page.contains(" checked"), "nothing is chosen for anybody");
    let preview = phone.post(&here, &form("named", "We ring often.", "preview")).await.body;
    assert!(preview.contains("As The general hospital will read it"), "{preview}");
    assert!(preview.contains("Manager, Council adult care, manager"), "{preview}");
    assert!(
        preview.contains("\u{201c}We ring often.\u{201d}") && preview.contains("amended words"),
        "{preview}"
    );
    let silent = phone.post(&here, &form("not_quoted", "", "preview")).await.body;
    assert!(silent.contains("does not read these words"), "{silent}");
    let patient = phone.post(&here, &form("named", "Patient 943 476 5919", "save")).await;
    assert!(patient.status == StatusCode::UNPROCESSABLE_ENTITY && patient.body.contains("943 476 5919"));

    let saved = phone.post(&here, &form("named", "We ring often.", "save")).await;
    assert_eq!(saved.location(), format!("{}/done", phone.home()), "there is one passage");
    house.app.work_off("test").await.unwrap();
    let seen = house.get(Who::Partner, "/n/vale/between/council/hospital").await.body;
    assert!(
        seen.contains("We ring often.") && seen.contains("amended words") && !seen.contains(WORDS),
        "{seen}"
    );
    let finished = phone.post(&format!("{}/finish", phone.home()), &[]).await;
    assert_eq!(finished.location(), format!("{}/done", phone.home()));
    let done = phone.get(finished.location()).await.body;
    assert!(done.contains("Shown under your own label, in the words you wrote"), "{done}");
    let again = phone.get(&here).await.body;
    assert!(again.contains("value=\"named\" checked"), "what was chosen is there again: {again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_taken_back_are_on_no_page_from_then_on() {
    let house = House::worked_out().await;
    let phone = inside(&house).await;
    let pages = [
        "/n/vale",
        "/n/vale/interviews",
        "/n/vale/interviews.csv",
        "/n/vale/why",
        "/n/vale/between/council/hospital",
    ];
    let holding = async || {
        let mut holding = Vec::new();
        for path in pages {
            for who in [Who::Partner, Who::Custodian] {
                if house.get(who, path).await.body.contains("We ring the ward") {
                    holding.push(path);
                }
            }
        }
        holding
    };
    assert!(holding().await.contains(&"/n/vale/between/council/hospital"), "they were there");
    let here = phone.passage().await;
    let asked = phone.get(&format!("{here}/withdraw")).await.body;
    assert!(asked.contains("Take this passage back?") && !holding().await.is_empty(), "GET changes nothing");
    let gone = phone.post(&format!("{here}/withdraw"), &[("version", "1")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    assert_eq!(holding().await, Vec::<&str>::new(), "at once");
    let waiting = house.get(Who::Partner, "/n/vale/interviews").await.body;
    assert!(waiting.contains("Results are being worked out"), "{waiting}");
    house.app.work_off("test").await.unwrap();
    assert_eq!(holding().await, Vec::<&str>::new(), "and afterwards");
    let left = phone.post(&format!("{}/leave", phone.home()), &[]).await;
    assert!(left.body.contains("Closed"));
    assert!(phone.get(&phone.home()).await.body.contains("Your PIN"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_corrected_meanwhile_is_said_and_nothing_typed_is_lost() {
    let house = House::worked_out().await;
    let phone = inside(&house).await;
    let here = phone.passage().await;
    let id = house.transcript.parse().unwrap();
    let text = house.app.transcript(&house.vale, id).await.unwrap().value().stored.transcript.text.clone();
    let text = text.replace("What happens", "What was it that happens");
    house.app.correct_text(&house.vale, id, 1, &text, "misheard").await.unwrap();
    let form = [("version", "1"), ("permission", "named"), ("amended", "Mine"), ("action", "save")];
    let late = phone.post(&here, &form).await;
    assert!(
        late.status == StatusCode::CONFLICT
            && late.body.contains("corrected since")
            && late.body.contains("Mine")
    );
    let old = phone.get(&here).await;
    assert!(old.location().ends_with("?done=moved"));
    assert!(phone.get(old.location()).await.body.contains("These are your passages now"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_custodian_makes_a_link_that_is_shown_once() {
    let house = House::worked_out().await;
    let page = format!("/n/vale/interviews/{}/checks", house.transcript);
    let made = house.post(Who::Custodian, &page, &[("label", "Manager"), ("pin", PIN)]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let start = made.body.find(&format!("{URL}/check/")).expect("a link") + URL.len();
    let link = &made.body[start..start + "/check/".len() + 64];
    assert!(made.body.contains(PIN));
    let opened = house.post(Who::Nobody, link, &[("pin", PIN)]).await;
    assert!(opened.cookie(COOKIE).is_some());
    let after = house.get(Who::Custodian, &page).await.body;
    assert!(
        !after.contains(link) && !after.contains(PIN) && after.contains("Opened on 22 November 2026"),
        "{after}"
    );
    let wrong = house.post(Who::Custodian, &page, &[("label", "Manager"), ("pin", "111111")]).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY
            && wrong.body.contains("first that anybody would try")
    );
    let back = house.post(Who::Custodian, &format!("{page}/revoke"), &[("label", "Manager")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(house.post(Who::Nobody, link, &[("pin", PIN)]).await.cookie(COOKIE).is_none());
}
