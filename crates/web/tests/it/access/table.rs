//! The whole table: every route, asked for by everybody, against what it needs. `docs/access.md` holds the table; run
//! this test with `TROTH_WRITE=1` to write it anew after a route was added, and look at what has changed.

use std::fmt::Write as _;
use std::path::PathBuf;

use axum::http::{Method, StatusCode};
use troth_web::{Need, Options, RouteLine};

use super::house::{Answer, House, URL, Who};

/// What somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// What they asked for.
    Yes,
    /// That they have to sign in.
    SignIn,
    /// That their role does not open it.
    No,
    /// That there is no such partnership.
    NotThere,
}

impl Told {
    const fn words(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::SignIn => "sign in",
            Self::No => "403",
            Self::NotThere => "404",
        }
    }
}

/// What everybody is to be told, by need; written down apart from the product.
pub(super) fn expected(need: Need, who: Who) -> Told {
    use Told::{No, NotThere, SignIn, Yes};
    use Who::{Analyst, Coordinator, Custodian, Elsewhere, Nobody, Partner};
    let inside = |roles: &[Who]| match who {
        Nobody => SignIn,
        Elsewhere => NotThere,
        _ if roles.contains(&who) => Yes,
        _ => No,
    };
    match need {
        Need::SignedIn if who == Nobody => SignIn,
        Need::Anyone | Need::SignedIn => Yes,
        Need::Found => match who {
            Nobody => SignIn,
            Custodian | Elsewhere => Yes,
            _ => No,
        },
        Need::Compare => match who {
            Nobody => SignIn,
            Partner => No,
            _ => Yes,
        },
        Need::See => inside(&[Partner, Analyst, Coordinator, Custodian]),
        Need::Analyse => inside(&[Analyst, Coordinator, Custodian]),
        Need::OwnOrganisation => inside(&[Partner, Coordinator, Custodian]),
        Need::Run => inside(&[Coordinator, Custodian]),
        Need::Custodian => inside(&[Custodian]),
    }
}

fn routes() -> Vec<RouteLine> {
    troth_web::route_table(&Options::sign_in(URL.parse().unwrap(), false))
}

/// The path with something that is there in the place of each parameter.
pub(super) fn filled(house: &House, path: &str) -> String {
    let id = if path.contains("/interviews/") { &house.transcript } else { &house.action };
    let asset = if path.contains("/assets/") { "nothing.css" } else { "" };
    let filled = path
        .replace("{network}", "vale")
        .replace("{left}", "council")
        .replace("{right}", "hospital")
        .replace("{organisation}", "council")
        .replace("{pathway}", "discharge")
        .replace("{round}", "2")
        .replace("{page}", "dyads")
        .replace("{code}", "narrative:roles")
        .replace("{token}", &"cd".repeat(32))
        .replace("{place}", "0-9")
        .replace("{name}", asset)
        .replace("{id}", id);
    assert!(!filled.contains('{'), "no example for a parameter of {path}");
    filled
}

pub(super) fn told(answer: &Answer) -> Told {
    let to = answer.location();
    match answer.status {
        StatusCode::UNAUTHORIZED => Told::SignIn,
        StatusCode::SEE_OTHER if to.starts_with("/sign-in") && !to.contains("done=") => Told::SignIn,
        StatusCode::FORBIDDEN => Told::No,
        StatusCode::NOT_FOUND if answer.body.contains("There is no partnership") => Told::NotThere,
        _ => Told::Yes,
    }
}

/// Ends sessions of whoever sends it.
fn ends_sessions(line: &RouteLine) -> bool {
    ["/sign-out", "/account/sign-out-everywhere", "/account/second-factor/remove"].contains(&line.path)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_everybody_as_the_table_says() {
    let mut house = House::new().await;
    let mut wrong = Vec::new();
    for line in routes() {
        let path = filled(&house, line.path);
        for who in Who::ALL {
            let answer = match line.method {
                Method::GET => house.get(who, &path).await,
                _ => house.post(who, &path, &[]).await,
            };
            let (should, is) = (expected(line.need, who), told(&answer));
            // Without half a session there is no second factor to ask for: back to the beginning.
            let begins = line.path == "/sign-in/code" && is == Told::SignIn;
            // Custodians and coordinators may not take their second factor away.
            let keeps = line.path == "/account/second-factor/remove" && is == Told::No;
            if should != is && !begins && !keeps {
                wrong.push(format!(
                    "{} {path} for {who:?}: {should:?} expected, {}",
                    line.method, answer.status
                ));
            }
            // /ready says 503 while what was sent before is worked out.
            assert!(
                answer.status != StatusCode::INTERNAL_SERVER_ERROR,
                "{} {path} for {who:?}: {}",
                line.method,
                answer.status
            );
            if ends_sessions(&line) && who != Who::Nobody && !keeps {
                house.sign_in(who).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partnership_that_is_not_there_and_one_that_is_not_theirs_are_told_alike() {
    let house = House::new().await;
    for line in routes().into_iter().filter(|line| line.path.starts_with("/n/{network}")) {
        let path = filled(&house, line.path);
        let gone = path.replace("/n/vale", "/n/dale");
        for who in [Who::Nobody, Who::Elsewhere] {
            let (theirs, gone) = match line.method {
                Method::GET => (house.get(who, &path).await, house.get(who, &gone).await),
                _ => (house.post(who, &path, &[]).await, house.post(who, &gone, &[]).await),
            };
            assert_eq!(theirs.status, gone.status, "{path}");
            assert_eq!(theirs.body.replace("vale", "dale"), gone.body, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_post_is_refused_without_the_token_of_its_session() {
    let house = House::new().await;
    for line in routes().into_iter().filter(|line| line.method == Method::POST) {
        let path = filled(&house, line.path);
        let who = if line.need == Need::Anyone { Who::Nobody } else { Who::Custodian };
        let of_another = house.token(Who::Coordinator);
        for form in [&[][..], &[("form_token", "")], &[("form_token", of_another.as_str())]] {
            let answer = house.post_bare(who, &path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {form:?}");
            assert!(answer.body.contains("was not made for you"), "{path}");
        }
    }
}

#[test]
fn the_table_in_the_documentation_is_that_of_the_router() {
    let mut table = TOP.to_owned();
    for line in routes() {
        write!(table, "| {} | `{}` | {} |", line.method, line.path, line.need.words()).unwrap();
        for who in Who::ALL {
            write!(table, " {} |", expected(line.need, who).words()).unwrap();
        }
        table.push('\n');
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.md");
    if std::env::var_os("TROTH_WRITE").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == table,
        "docs/access.md is not the table of the router: run this test with TROTH_WRITE=1"
    );
}

const TOP: &str = "\
# Who may ask for what

Every address of the server in sign-in mode, what it needs, and what everybody is told. The test
`every_route_answers_everybody_as_the_table_says` in `crates/web/tests/it/access/table.rs` asks every line of this table
of the router, as everybody; another one writes this page, and fails if it is not the router's. There is no other way to
add an address than with what it needs (`crates/web/src/access/routes.rs`).

- *yes*: the page, or what the form leads to.
- *sign in*: GET leads to the page for signing in, POST is refused with 401.
- *403*: their role does not open it. *404*: they hear the same as if there were no such partnership.
- GET stands for HEAD too. Every POST also needs the token of a form made for that session.
- *custodian elsewhere* has no role in the partnership asked for. A partner acts for its own organisation alone; another
  one in the form is refused with 403.
- Custodians and coordinators are sent to set up their second factor before any of this. Custodian pages ask for the
  password again after 30 minutes.
- The addresses of accounts (`/sign-in`, `/sign-out`, `/confirm`, `/forgotten`, `/link`, `/account`, settings/access)
  are not there in single-user mode. All others are open to the holder then.

| method | address | needs | not signed in | custodian elsewhere | partner | analyst | coordinator | custodian |
|---|---|---|---|---|---|---|---|---|
";
