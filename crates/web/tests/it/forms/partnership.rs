//! What people say of the partnership, from a round that was asked in Troth to its page.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use troth_app::App;
use troth_app::surveys::answering::{Answering, Door, Sent, field};
use troth_app::surveys::{Finished, NewParticipant, SurveyDraft};
use troth_gate::Visibility;
use troth_gate::forecast::Share;
use troth_network::AnswerRole;
use troth_rate::instrument::Kind;

use super::desk::{self, Desk};
use crate::worked_out::explained_groups;

const PAGE: &str = "/n/vale/survey/rounds/3/partnership";

/// A closed round that five of seven people of each of these organisations answered: on five points 2, 3, 4, 5 and 3.
pub(super) async fn closed(organisations: &[&str]) -> Desk {
    closed_saying(organisations, "").await
}

/// A closed round in which one of the council's people wrote this.
pub(super) async fn closed_with(words: &str) -> Desk {
    closed_saying(&["council"], words).await
}

/// The same; the first of each organisation writes `words`.
async fn closed_saying(organisations: &[&str], words: &str) -> Desk {
    let desk = desk::small().await;
    let (app, network) = (&desk.app, &desk.network);
    app.choose_promise(network, Visibility::Everyone, "Kim Quagga").await.unwrap();
    let draft = SurveyDraft {
        external_id: "3".into(),
        label: String::new(),
        questionnaire: None,
        long_form: false,
        most_partners: 1,
        closes: None,
        revision: 0,
    };
    let wave = app.draft_survey(network, &draft).await.unwrap().wave;
    let all = app.organisations(network.id).await.unwrap();
    let people = organisations.iter().flat_map(|name| {
        let organisation = all.iter().find(|o| o.external_id == *name).unwrap().id;
        (0..7).map(move |n| NewParticipant {
            organisation,
            role: AnswerRole::Staff,
            name: format!("Zed {name} {n}"),
            address: None,
        })
    });
    app.add_participants(network, &wave, &people.collect::<Vec<_>>()).await.unwrap();
    app.assign_partners(network, &wave, Share::new(1.0).unwrap()).await.unwrap();
    app.open_survey(network, &wave).await.unwrap();
    let wave = app.wave(network, Some("3")).await.unwrap().unwrap();
    for (listed, token) in app.personal_links(network, &wave).await.unwrap() {
        let n: usize = listed.name.rsplit(' ').next().unwrap().parse().unwrap();
        if let Some(value) = ["2", "3", "4", "5", "3"].get(n) {
            answer(app, token.secret(), value, if n == 0 { words } else { "" }).await;
        }
    }
    app.close_wave(network, "3").await.unwrap();
    app.work_off("test").await.unwrap();
    desk
}

async fn inside(app: &App, secret: &str) -> Answering {
    let Door::Person(answering) = app.survey_door(secret).await.unwrap() else {
        unreachable!("the link of somebody who is asked")
    };
    *answering
}

/// Answers what is asked about the collaboration, and one question about a partner, and finishes.
async fn answer(app: &App, secret: &str, value: &str, words: &str) {
    let screens = inside(app, secret).await.questionnaire().screens.len();
    for place in 0..screens {
        let answering = inside(app, secret).await;
        let questionnaire = answering.questionnaire();
        let asked = questionnaire.screens[place].questions();
        let sent: BTreeMap<String, String> = asked
            .filter_map(|q| match q.item.kind {
                Kind::Scale if q.points().len() == 5 => Some((field(&q.key), value.to_owned())),
                Kind::Text if !words.is_empty() => Some((field(&q.key), words.to_owned())),
                _ => None,
            })
            .collect();
        let loaded = answering.participant.revision;
        assert_eq!(app.send_screen(&answering, place, &sent, loaded).await.unwrap(), Sent::Saved);
    }
    let finished = app.finish_answers(&inside(app, secret).await).await.unwrap();
    assert!(matches!(finished, Finished::With(_)), "{finished:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_on_the_partnership_shows_large_groups_and_explains_every_number() {
    let desk = closed(&["council", "hospital", "hospice", "charity"]).await;
    let (_, survey) = desk.get("/n/vale/survey").await;
    assert!(survey.contains(PAGE), "{survey}");
    let (status, page) = desk.get(PAGE).await;
    assert_eq!(status, StatusCode::OK);
    let words = &page;
    // 2, 3, 4, 5 and 3 on 1 to 5 are 60 of 100.
    for part in
        ["All staff", "60 (", "20 to 29", "are not trust in a partner", "Turned round", "71", "Who answered"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(words.contains("Not shown"), "levels that nobody told, and sectors of one organisation");
    let (groups, _) = explained_groups(PAGE, &page);
    assert!(groups.contains("answered") && groups.contains("groups-0"), "{groups:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_organisations_are_shown_by_no_number_and_a_round_that_is_not_closed_has_no_such_page() {
    let desk = closed(&["council", "hospital"]).await;
    let (status, page) = desk.get(PAGE).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("60 (") && page.contains("Not shown"), "{page}");
    let (status, _) = desk.get("/n/vale/survey/rounds/1/partnership").await;
    assert_eq!(status, StatusCode::NOT_FOUND, "its answers came from a file");
}
