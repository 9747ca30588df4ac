//! Signing in with an account of one's organisation: who gets in, and who does not.

mod provider;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use troth_app::accounts::oidc::{Provider, ProviderSettings};
use troth_gate::AccessRole;
use troth_web::{Need, Options};

use self::provider::{Elsewhere, Says};
use super::house::{Answer, House, URL, Who};
use super::table::{Told, expected, filled, told};

const CALLBACK: &str = troth_web::CALLBACK;

/// A house with an organisation's sign-in beside it, which vouches for the subject `s-1` unless told otherwise.
async fn beside() -> (House, Elsewhere) {
    let house = House::new().await;
    let elsewhere = Elsewhere::open(Says::of("s-1", house.app.now())).await;
    let options = Options::sign_in(URL.parse().unwrap(), false).with_provider(elsewhere.discovered().await);
    (house.served(options), elsewhere)
}

/// Where a page goes on to, and what it leaves in the browser.
fn sent_on(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, StatusCode::OK, "{} {}", answer.location(), answer.body);
    let refresh = answer.headers[header::REFRESH].to_str().unwrap();
    let address = refresh.strip_prefix("0; url=").unwrap().to_owned();
    assert!(answer.body.contains("Go on to Vale login"), "there is a link besides");
    (address, answer.cookie("__Host-troth-oidc").unwrap())
}

/// Somebody comes back with this in their browser.
async fn come_back(house: &House, who: Who, secret: &str, path: &str) -> Answer {
    let session =
        if who == Who::Nobody { String::new() } else { format!("__Host-troth={}; ", house.secret(who)) };
    let cookies = format!("{session}__Host-troth-oidc={secret}");
    let request = Request::get(path).header(header::COOKIE, cookies).header("sec-fetch-site", "cross-site");
    house.send(request.body(Body::empty()).unwrap()).await
}

/// There and back from a form.
async fn travel(house: &House, elsewhere: &Elsewhere, who: Who, form: &str) -> Answer {
    let (address, secret) = sent_on(&house.post(who, form, &[("next", "/framework")]).await);
    come_back(house, who, &secret, &elsewhere.sign_in(&address)).await
}

fn is_refused(answer: &Answer) -> bool {
    answer.status == StatusCode::FORBIDDEN && answer.cookie("__Host-troth").is_none()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_linked_by_its_owner_opens_and_no_other_does() {
    let (house, elsewhere) = beside().await;
    let page = house.get(Who::Nobody, "/sign-in?next=/framework").await;
    assert!(page.body.contains("Sign in with Vale login"), "{}", page.body);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("form-action 'self';"), "{policy}");
    elsewhere.says(|s| s.email = "analyst@council.example");
    let unknown = travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await;
    assert!(
        is_refused(&unknown) && unknown.body.contains("No account here is linked"),
        "a verified address is not enough"
    );

    let linked = travel(&house, &elsewhere, Who::Analyst, "/account/oidc").await;
    assert_eq!(linked.location(), "/account?done=linked", "{}", linked.body);
    assert!(linked.cookie("__Host-troth-oidc").is_some_and(|left| left.is_empty()));
    let page = house.get(Who::Analyst, "/account").await.body;
    assert!(page.contains("Linked since 22 November 2026"), "{page}");

    let entered = travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await;
    assert_eq!(entered.location(), "/framework", "{}", entered.body);
    let session = entered.cookie("__Host-troth").unwrap();
    let visit = house.app.visit(&session).await.unwrap().unwrap();
    assert_eq!(visit.address, "analyst@council.example");
    elsewhere.says(|s| s.subject = "s-2");
    assert!(is_refused(&travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await), "another subject");
    assert!(!house.files().windows(3).any(|bytes| bytes == b"s-1"), "the subject is kept as a hash alone");

    let removed = house.post(Who::Analyst, "/account/oidc/remove", &[]).await;
    assert_eq!(removed.location(), "/account?done=unlinked");
    assert!(house.app.visit(&session).await.unwrap().is_none(), "other sessions end");
    elsewhere.says(|s| s.subject = "s-1");
    assert!(is_refused(&travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_provider_says_of_strong_sign_in_does_not_stand_in_for_the_second_factor() {
    let (house, elsewhere) = beside().await;
    let linked = travel(&house, &elsewhere, Who::Custodian, "/account/oidc").await;
    assert_eq!(linked.location(), "/account?done=linked", "{}", linked.body);
    let half = travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await;
    assert_eq!(half.location(), "/sign-in/code?next=%2Fframework");
    let session = half.cookie("__Host-troth").unwrap();
    let request = Request::get("/n/vale/settings").header(header::COOKIE, format!("__Host-troth={session}"));
    let closed = house.send(request.body(Body::empty()).unwrap()).await;
    assert!(closed.location().starts_with("/sign-in"), "{}", closed.location());
    let visit = house.app.visit(&session).await.unwrap().unwrap();
    house.later(30);
    assert!(house.app.take_code(&visit, &house.code(house.key(Who::Custodian))).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_from_there_for_troth_now_and_for_this_sign_in_opens_nothing() {
    let (house, elsewhere) = beside().await;
    travel(&house, &elsewhere, Who::Analyst, "/account/oidc").await;
    let right = Says::of("s-1", house.app.now());
    type Wrong = (&'static str, fn(&mut Says));
    let wrong: [Wrong; 9] = [
        ("another nonce", |s| s.nonce = Some("n")),
        ("another issuer", |s| s.issuer = Some("https://evil.example")),
        ("for somebody else", |s| s.audiences = vec!["other"]),
        ("for somebody else too", |s| s.audiences = vec![provider::CLIENT, "other"]),
        ("expired", |s| s.expires = 0),
        ("issued long ago", |s| s.issued = -1_000),
        ("issued tomorrow", |s| s.issued = 86_400),
        ("signed with another key", |s| s.key = 2),
        ("signed with the client's secret", |s| s.signs_with_secret = true),
    ];
    for (what, change) in wrong {
        elsewhere.says(|s| *s = right.clone());
        elsewhere.says(change);
        let answer = travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await;
        assert!(is_refused(&answer) && answer.body.contains("did not work"), "{what}: {}", answer.body);
    }
    elsewhere.says(|s| {
        *s = right.clone();
        (s.key, s.published) = (3, 3);
    });
    let renewed = travel(&house, &elsewhere, Who::Nobody, "/sign-in/oidc").await;
    assert_eq!(renewed.location(), "/framework", "a provider may change its key");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_is_for_one_browser_once_and_for_ten_minutes() {
    let (house, elsewhere) = beside().await;
    travel(&house, &elsewhere, Who::Analyst, "/account/oidc").await;
    let begin = async || sent_on(&house.post(Who::Nobody, "/sign-in/oidc", &[]).await);
    let (address, secret) = begin().await;
    let (_, of_another) = begin().await;
    let path = elsewhere.sign_in(&address);
    let bare = house.get(Who::Nobody, &path).await;
    assert!(is_refused(&bare), "without what is in the browser");
    assert!(is_refused(&come_back(&house, Who::Nobody, &of_another, &path).await), "another browser");
    let forged = path.replace("state=", "state=0");
    assert!(is_refused(&come_back(&house, Who::Nobody, &secret, &forged).await), "another state");
    assert!(is_refused(&come_back(&house, Who::Nobody, &secret, &path).await), "that try was the only one");

    let (address, secret) = begin().await;
    let path = elsewhere.sign_in(&address);
    assert_eq!(come_back(&house, Who::Nobody, &secret, &path).await.location(), "/");
    let again = come_back(&house, Who::Nobody, &secret, &path).await;
    assert!(is_refused(&again) && again.body.contains("was used"), "{}", again.body);

    let (address, secret) = begin().await;
    let (used, _) = path.split_once('&').unwrap();
    let replayed = format!("{used}&{}", elsewhere.sign_in(&address).split_once('&').unwrap().1);
    assert!(is_refused(&come_back(&house, Who::Nobody, &secret, &replayed).await), "a code of before");

    for ending in ["&iss=https%3A%2F%2Fevil.example", "&error=access_denied"] {
        let (address, secret) = begin().await;
        let path = format!("{}{ending}", elsewhere.sign_in(&address));
        assert!(is_refused(&come_back(&house, Who::Nobody, &secret, &path).await), "{ending}");
    }
    let (address, secret) = begin().await;
    house.later(601);
    elsewhere.says(|s| s.now = house.app.now());
    let late = come_back(&house, Who::Nobody, &secret, &elsewhere.sign_in(&address)).await;
    assert!(is_refused(&late) && late.body.contains("ten minutes"), "{}", late.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_needs_the_password_just_given_and_belongs_to_one_account() {
    let (house, elsewhere) = beside().await;
    let (address, secret) = sent_on(&house.post(Who::Analyst, "/account/oidc", &[]).await);
    assert!(
        address.contains("prompt=login") && address.contains("max_age=0"),
        "whoever is signed in there: {address}"
    );
    let path = elsewhere.sign_in(&address);
    let of_another = come_back(&house, Who::Coordinator, &secret, &path).await;
    assert!(is_refused(&of_another), "somebody else is signed in here by now");
    assert_eq!(
        travel(&house, &elsewhere, Who::Analyst, "/account/oidc").await.location(),
        "/account?done=linked"
    );
    let taken = travel(&house, &elsewhere, Who::Partner, "/account/oidc").await;
    assert_eq!(taken.status, StatusCode::CONFLICT, "{}", taken.body);
    house.later(31 * 60);
    for form in ["/account/oidc", "/account/oidc/remove"] {
        assert_eq!(
            house.post(Who::Partner, form, &[]).await.location(),
            "/confirm?next=%2Faccount",
            "{form}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_accepted_without_a_password_and_confirmed_there() {
    let (house, elsewhere) = beside().await;
    let form = [("name", "Ann Lee"), ("address", "ann@b.example"), ("role", "custodian")];
    let invited = house.post(Who::Custodian, "/n/vale/settings/access", &form).await;
    let link = invited.body.split("/link/").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let page = house.get(Who::Nobody, &format!("/link/{link}")).await.body;
    assert!(page.contains("No password: sign in with Vale login"), "{page}");
    let entered = travel(&house, &elsewhere, Who::Nobody, &format!("/link/{link}/oidc")).await;
    assert_eq!(entered.location(), "/", "{}", entered.body);
    assert_eq!(
        house.get(Who::Nobody, &format!("/link/{link}")).await.status,
        StatusCode::NOT_FOUND,
        "used up"
    );
    let again = house.post(Who::Nobody, &format!("/link/{link}/oidc"), &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let session = entered.cookie("__Host-troth").unwrap();
    let visit = house.app.visit(&session).await.unwrap().unwrap();
    assert!(!visit.has_password && visit.address == "ann@b.example");
    let members = house.app.members(&house.vale).await.unwrap();
    assert!(
        members.iter().any(|m| m.address == "ann@b.example" && m.accepted && m.role == AccessRole::Custodian)
    );

    let ask = async |path: &str, extra: &str| {
        let request = Request::get(path).header(header::COOKIE, format!("__Host-troth={session}{extra}"));
        house.send(request.body(Body::empty()).unwrap()).await
    };
    assert_eq!(
        ask("/n/vale/settings", "").await.location(),
        "/account/second-factor",
        "it is needed as ever"
    );
    let confirm = ask("/confirm", "").await.body;
    assert!(
        confirm.contains("Confirm with Vale login") && !confirm.contains("type=\"password\""),
        "{confirm}"
    );
    let account = ask("/account", "").await.body;
    assert!(!account.contains("Remove the link") && !account.contains("Change the password"), "{account}");

    let token = troth_gate::ledger::sha256_hex(format!("form of {session}").as_bytes());
    let mut last = None;
    for (proved, taken) in [(None, false), (Some(-3_600), false), (Some(0), true)] {
        house.later(31 * 60);
        elsewhere.says(|s| (s.now, s.proved) = (house.app.now(), proved));
        let request = Request::post("/confirm/oidc")
            .header(header::COOKIE, format!("__Host-troth={session}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("form_token={token}&next=/framework");
        let (address, secret) = sent_on(&house.send(request.body(Body::from(form)).unwrap()).await);
        let back = ask(&elsewhere.sign_in(&address), &format!("; __Host-troth-oidc={secret}")).await;
        assert_eq!(back.location() == "/framework", taken, "{proved:?}: {}", back.body);
        last = back.cookie("__Host-troth");
    }
    let visit = house.app.visit(&last.unwrap()).await.unwrap().unwrap();
    assert!(house.app.is_fresh(&visit));
    let missing = house.app.invite_again(&house.vale, visit.account).await;
    assert!(missing.is_err(), "there is nothing to invite to any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ways_there_and_back_answer_everybody_as_their_need_says() {
    let (house, _elsewhere) = beside().await;
    let plain = Options::sign_in(URL.parse().unwrap(), false);
    let before = troth_web::route_table(&plain);
    let (_, elsewhere) = beside().await;
    let with = troth_web::route_table(&plain.with_provider(elsewhere.discovered().await));
    let new: Vec<_> = with.into_iter().filter(|line| !before.contains(line)).collect();
    let table: Vec<_> = new.iter().map(|line| (line.method.as_str(), line.path, line.need)).collect();
    assert_eq!(
        table,
        [
            ("POST", "/sign-in/oidc", Need::Anyone),
            ("GET", CALLBACK, Need::Anyone),
            ("POST", "/link/{token}/oidc", Need::Anyone),
            ("POST", "/confirm/oidc", Need::SignedIn),
            ("POST", "/account/oidc", Need::SignedIn),
            ("POST", "/account/oidc/remove", Need::SignedIn),
        ]
    );
    for line in new {
        let path = filled(&house, line.path);
        for who in Who::ALL {
            let answer = match line.method {
                Method::GET => house.get(who, &path).await,
                _ => house.post(who, &path, &[]).await,
            };
            // Who comes back without having been sent there hears so, whoever they are.
            let should = if line.path == CALLBACK { Told::No } else { expected(line.need, who) };
            assert_eq!(told(&answer), should, "{path} {who:?}");
            if line.method == Method::POST {
                let bare = house.post_bare(who, &path, &[]).await;
                assert!(!bare.status.is_success() && !bare.status.is_redirection(), "{path} {who:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_does_not_describe_itself_is_told_at_the_start() {
    let says = Says::of("s-1", troth_network::Timestamp::from_micros(0));
    let elsewhere = Elsewhere::open(says).await;
    let ask = async |issuer: String| {
        let settings = ProviderSettings {
            issuer,
            name: "x".into(),
            client_id: "x".into(),
            client_secret: "hidden".into(),
            redirect: format!("{URL}{CALLBACK}"),
        };
        Provider::discover(settings).await.unwrap_err().to_string()
    };
    for wrong in ["", "login.example.org", "http://login.example.org", "ftp://localhost"] {
        let said = ask(wrong.to_owned()).await;
        assert!(said.contains("is not the address of an issuer"), "{wrong}: {said}");
    }
    // It names itself without the slash.
    for wrong in [format!("{}/", elsewhere.issuer), "http://127.0.0.1:9/".to_owned()] {
        let said = ask(wrong.clone()).await;
        assert!(said.contains("cannot be used") && said.contains(&wrong), "{said}");
    }
    assert!(!format!("{:?}", elsewhere.discovered().await).contains(provider::SECRET));
}
