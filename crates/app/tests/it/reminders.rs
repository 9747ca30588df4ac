//! Letters that nobody asked for: who gets one, once about each thing, and what is in it.

use troth_act::SmallWin;
use troth_app::App;
use troth_app::accounts::{Invited, NewMember, SignedIn, Visit};
use troth_app::actions::{ActionForm, SideForm};
use troth_app::keeping::Kept;
use troth_app::mail::{Carrier, LettersWanted};
use troth_gate::AccessRole;
use troth_network::{Network, timestamp::parse_day};

use super::keeping::{Hand, a_day_passes, filled};
use super::support::Bench;

const PASSWORD: &str = "mole teapot ladder";

/// A partnership whose letters are written into a folder.
struct Post {
    bench: Bench,
    network: Network,
    hand: Hand,
}

impl Post {
    async fn open(day: &str) -> Self {
        let (mut bench, network, hand) = filled(day).await;
        let folder = bench.folder().join("post");
        std::fs::create_dir(&folder).unwrap();
        let app = bench.app.with_mail(Carrier::folder(folder, "troth@post.example".parse().unwrap()));
        bench.app = app.reminding("https://troth.example.org/").unwrap();
        Self { bench, network, hand }
    }

    fn app(&self) -> &App {
        &self.bench.app
    }

    async fn join(&self, name: &str, role: AccessRole, organisation: Option<&str>) -> Visit {
        let address = format!("{name}@x.example");
        let new = NewMember {
            name: format!("{name} Doe"),
            address: address.clone(),
            role,
            organisation: organisation.map(str::to_owned),
        };
        let Invited::Link(link) = self.app().invite(&self.network, new).await.unwrap() else {
            panic!("a link")
        };
        self.app().redeem(link.secret(), PASSWORD).await.unwrap();
        let SignedIn::Whole(token) = self.app().sign_in(&address, PASSWORD).await.unwrap() else {
            panic!("whole")
        };
        self.app().visit(token.secret()).await.unwrap().unwrap()
    }

    /// Days pass; the letters that were written, by whom they are to, with their subject.
    async fn days(&self, days: i64) -> Vec<(String, String)> {
        a_day_passes(&self.bench, &self.hand, days).await;
        self.app().send_waiting_mail().await.unwrap();
        let mut letters = Vec::new();
        for file in std::fs::read_dir(self.bench.folder().join("post")).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::remove_file(path).unwrap();
            for word in ["Small", "Acute", "Borough", "Ring before noon", "Ruth", "round", "/n/"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
            let line = |name: &str| {
                text.lines().find_map(|l| l.strip_prefix(&format!("{name}: "))).unwrap().trim().to_owned()
            };
            let to = line("To").split('@').next().unwrap().to_owned();
            letters.push((to, line("Subject")));
        }
        letters.sort();
        letters
    }

    /// An action between Acute and Borough that both have accepted, due on `day`.
    async fn action(&self, day: &str) {
        let (app, network) = (self.app(), &self.network);
        let names = app.names(network.id).await.unwrap();
        let [a, b] = ["a", "b"].map(|id| names.by_external(id).unwrap().id);
        let people = "id,organisation,name\nqa,a,Ann Hale\nqb,b,Bo Reed\n";
        app.import_people(network, "q.csv", people.as_bytes()).await.unwrap();
        let people = app.people(network.id).await.unwrap();
        let side = |organisation| SideForm {
            expectation: "Ring before noon".into(),
            risk: "Time".into(),
            owner: people.iter().find(|p| p.organisation == organisation).map(|p| p.id),
        };
        let form = ActionForm {
            left: a,
            right: b,
            narrative: app.lens().narratives[0].id.clone(),
            measure: app.lens().measures[0].id.clone(),
            title: "Ring before noon".into(),
            left_side: side(a),
            right_side: side(b),
            small_win: SmallWin {
                what: "Ten calls".into(),
                by: parse_day(day).ok(),
                seen_how: "A list".into(),
            },
            previous: None,
        };
        let id = app.add_action(network, form).await.unwrap();
        for side in [a, b] {
            let version = self.bench.store.action(id).await.unwrap().unwrap().version;
            app.accept_action(network, id, version, side).await.unwrap();
        }
    }
}

fn to(people: &[&str], subject: &str) -> Vec<(String, String)> {
    people.iter().map(|who| ((*who).to_owned(), subject.to_owned())).collect()
}

const TASK: &str = "Something waits for you in Troth";
const DELETION: &str = "Data in Troth will be deleted soon";

#[tokio::test]
async fn whoever_has_a_review_to_write_hears_of_it_once() {
    let post = Post::open("2026-11-22").await;
    for (name, role, organisation) in [
        ("custodian", AccessRole::Custodian, None),
        ("coordinator", AccessRole::Coordinator, None),
        ("analyst", AccessRole::Analyst, None),
        ("acute", AccessRole::Partner, Some("a")),
        ("charity", AccessRole::Partner, Some("c")),
    ] {
        post.join(name, role, organisation).await;
    }
    post.action("2026-12-10").await;
    assert_eq!(post.days(1).await, [], "it is not due");
    assert_eq!(post.days(20).await, to(&["acute", "coordinator"], TASK));
    assert_eq!(post.days(1).await, [], "once");
    assert_eq!(post.days(30).await, []);
}

#[tokio::test]
async fn custodians_hear_of_deletions_two_weeks_before() {
    let post = Post::open("2026-01-01").await;
    post.join("custodian", AccessRole::Custodian, None).await;
    post.join("coordinator", AccessRole::Coordinator, None).await;
    post.app().save_keeping(&post.network, &[(Kept::People, Some(183))]).await.unwrap();
    assert_eq!(post.days(150).await, []);
    assert_eq!(post.days(25).await, to(&["custodian"], DELETION));
    assert_eq!(post.days(5).await, [], "once");
    // It goes as it was said.
    assert_eq!(post.days(10).await, []);
    let people = post.app().people(post.network.id).await.unwrap();
    assert!(people.iter().all(|p| p.name != "Ruth Okafor"));
}

#[tokio::test]
async fn nobody_is_written_to_who_does_not_want_it() {
    let post = Post::open("2026-01-01").await;
    let custodian = post.join("custodian", AccessRole::Custodian, None).await;
    let both = LettersWanted { tasks: true, deletions: true };
    assert_eq!(post.app().letters_wanted(&custodian).await.unwrap(), both);
    post.app().want_letters(&custodian, LettersWanted { deletions: false, ..both }).await.unwrap();
    post.app().save_keeping(&post.network, &[(Kept::People, Some(183))]).await.unwrap();
    post.action("2026-06-01").await;
    assert_eq!(post.days(175).await, to(&["custodian"], TASK), "where nobody coordinates the custodian does");
    let pending = NewMember {
        name: "New Doe".into(),
        address: "new@x.example".into(),
        role: AccessRole::Coordinator,
        organisation: None,
    };
    post.app().invite(&post.network, pending).await.unwrap();
    assert_eq!(post.days(1).await, [], "nor is anybody who has not accepted");
}
