//! A round while it is open: what is told of how it is coming in, who joins it, and organisations that merge.

use std::collections::BTreeMap;

use troth_gate::coming_in::Roughly;
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::AnswerRole;
use troth_network::timestamp::parse_day;

use super::round_letters::Post;
use super::surveys::{answer_all, finish, id, inside, person};

impl Post {
    /// The day passes, and the server does what it does once a day.
    async fn next_day(&self) {
        self.hand.days(1);
        self.bench.app.keep_house().await.unwrap();
        self.bench.app.work_off("test").await.unwrap();
    }

    async fn finished(&self, names: &[&str]) {
        for name in names {
            let secret = &self.links[&format!("Zebedee {name}")];
            answer_all(&self.bench, secret, "").await;
            finish(&self.bench, secret).await;
        }
    }
}

#[tokio::test]
async fn what_is_told_of_an_open_round_changes_for_five_people_and_never_for_one() {
    let post = Post::new().await;
    let watched = async || post.app.watch_survey(&post.network, &post.wave).await.unwrap();
    let begun = watched().await;
    assert_eq!((begun.told, begun.asked), (None, 13));
    assert!(begun.relationships > 0 && begun.if_all_answer.both >= 1.0, "{begun:?}");
    post.finished(&["a1", "a2", "b1", "b2"]).await;
    post.next_day().await;
    assert_eq!(watched().await, begun, "four people show nowhere");
    post.finished(&["a3", "b3"]).await;
    assert_eq!(watched().await, begun, "nor does anything before a day has passed");
    post.next_day().await;
    let six = watched().await;
    let told = six.told.unwrap();
    assert_eq!(told.finished, Roughly::From(5), "of thirteen no other band is told");
    assert_ne!(told.both, Roughly::From(5));
    for name in ["a4", "a5", "a6"] {
        post.finished(&[name]).await;
        post.next_day().await;
        assert_eq!(watched().await, six, "{name}");
    }
    post.finished(&["b4", "b5", "b6", "c"]).await;
    post.next_day().await;
    assert_eq!(watched().await, six, "that everybody has is not told");
    let viewer = Viewer { id: "an".into(), role: AccessRole::Analyst, organisation: None };
    let analyst = post.bench.app.acting(viewer, Audience::Agreed);
    assert!(analyst.watch_survey(&post.network, &post.wave).await.is_err());
}

#[tokio::test]
async fn who_joins_an_open_round_gets_partners_and_the_others_keep_theirs() {
    let post = Post::new().await;
    let store = &post.bench.store;
    let before = store.asked_in(post.wave.id).await.unwrap();
    let a = id(&post.bench, &post.network, "a").await;
    let d = id(&post.bench, &post.network, "d").await;
    let new = [
        person(a, AnswerRole::Staff, "Yvonne a7"),
        person(a, AnswerRole::Staff, "Yvonne a8"),
        person(d, AnswerRole::Representative, "Yvonne d"),
    ];
    post.app.add_participants(&post.network, &post.wave, &new).await.unwrap();
    let after = store.asked_in(post.wave.id).await.unwrap();
    assert!(before.iter().all(|one| after.contains(one)), "the plans of the others stay");
    let listed = post.app.listed(&post.wave).await.unwrap();
    let joined: BTreeMap<_, _> =
        listed.iter().filter(|l| l.name.starts_with("Yvonne")).map(|l| (l.id, l.organisation)).collect();
    assert_eq!(joined.len(), 3);
    for (id, own) in joined {
        let partners: Vec<_> = after.iter().filter(|(to, _)| *to == id).map(|(_, one)| one.target).collect();
        assert!((1..=4).contains(&partners.len()) && !partners.contains(&own), "{partners:?}");
    }
    assert_eq!(post.app.letters_of(&post.wave).await.unwrap().to_write, 16);
    let one = listed.iter().find(|l| l.name == "Yvonne d").unwrap();
    let (_, token) = post.bench.app.personal_link(&post.network, &post.wave, one.id).await.unwrap();
    assert_eq!(inside(&post.bench, token.secret()).await.participant.id, one.id);
    assert!(
        post.app.personal_link(&post.network, &post.wave, one.id).await.is_err(),
        "not for a coordinator"
    );
}

#[tokio::test]
async fn organisations_that_merged_are_said_with_what_can_be_compared() {
    let post = Post::new().await;
    let (app, network) = (&post.bench.app, &post.network);
    let said = async |wave| app.merged_since(network, wave).await.unwrap();
    assert_eq!(said(&post.wave).await, Vec::<String>::new());
    let more = "id,name,sector,accepted\nab,United,health,yes\n";
    app.import_organisations(network, "o.csv", more.as_bytes()).await.unwrap();
    let heir = id(&post.bench, network, "ab").await;
    post.hand.days(2);
    for before in ["a", "b"] {
        let before = id(&post.bench, network, before).await;
        let on = parse_day("2026-11-23").unwrap();
        app.add_succession(network.id, before, heir, on, "merger").await.unwrap();
    }
    let during = said(&post.wave).await;
    assert_eq!(during.len(), 2, "{during:?}");
    assert!(during[0].starts_with("United followed Acute and Borough on 23 November 2026."), "{during:?}");
    assert!(during[1].contains("after this round began"), "{during:?}");
    app.close_wave(network, "9").await.unwrap();
    let draft = troth_app::surveys::SurveyDraft { external_id: "10".into(), ..super::surveys::draft() };
    let next = app.draft_survey(network, &draft).await.unwrap();
    assert_eq!(said(&next.wave).await, Vec::<String>::new(), "it was before the round before closed");
    post.hand.days(5);
    let third = id(&post.bench, network, "c").await;
    app.add_succession(network.id, third, heir, app.today(), "merger").await.unwrap();
    let between = said(&next.wave).await;
    assert_eq!(between.len(), 2, "{between:?}");
    assert!(between[1].contains("between the same two as in Survey round 9"), "{between:?}");
}
