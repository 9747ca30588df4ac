//! What people say of the partnership leaves through the gate: for groups that are large enough, and without telling of
//! those who are not.

use std::collections::BTreeMap;

use troth_app::jobs::Subject;
use troth_app::surveys::{NewParticipant, SurveyDraft};
use troth_gate::{AccessRole, Audience, Viewer, Visibility};
use troth_lens::{AnswerSource, CollaborationReading, GroupState, Level, People};
use troth_network::{AnswerRole, Network, OrganisationId, RespondentKey, Scale, Wave};
use troth_rate::round::{Closed, OwnAnswer, Turnout};
use uuid::Uuid;

use super::support::{Bench, bench, small};

/// Who answers: organisation, pseudonym (the representative has none), whether by an open link, and what.
pub(crate) type Said<'a> = (&'a str, Option<String>, bool, Vec<(&'a str, f64)>);

/// A closed round with these answers about the partnership.
pub(crate) async fn closed(bench: &Bench, said: &[Said<'_>]) -> (Network, Wave) {
    let network = small(bench).await;
    bench.app.choose_promise(&network, Visibility::Received, "Kim Quagga, university").await.unwrap();
    let draft = SurveyDraft {
        external_id: "9".into(),
        label: String::new(),
        questionnaire: None,
        long_form: false,
        most_partners: 4,
        closes: None,
        revision: 0,
    };
    let wave = bench.app.draft_survey(&network, &draft).await.unwrap().wave;
    let organisations = bench.app.organisations(network.id).await.unwrap();
    let ids: BTreeMap<&str, OrganisationId> =
        organisations.iter().map(|o| (o.external_id.as_str(), o.id)).collect();
    let person = NewParticipant {
        organisation: ids["a"],
        role: AnswerRole::Staff,
        name: "Somebody".into(),
        address: None,
    };
    bench.app.add_participants(&network, &wave, &[person]).await.unwrap();
    bench.store.shut_survey(wave.id, bench.app.today()).await.unwrap();
    let mut all = Closed::default();
    for (at, (organisation, who, open_link, answers)) in said.iter().enumerate() {
        let key = who.clone().map(RespondentKey);
        all.respondents.extend(key.clone().map(|key| (key, ids[organisation], format!("h{at}"), *open_link)));
        all.own.extend(answers.iter().enumerate().map(|(n, (variable, value))| OwnAnswer {
            id: Uuid::from_u128(((at as u128) << 64) + n as u128 + 1),
            wave: wave.id,
            rater: ids[organisation],
            respondent: key.clone(),
            variable: (*variable).to_owned(),
            value: *value,
            scale: (*variable != "role_level").then_some(Scale { min: 1.0, max: 5.0 }),
        }));
    }
    // One more of each organisation was asked and did not finish; of a, one who came by an open link did.
    for (external_id, id) in &ids {
        let finished =
            said.iter().filter(|(o, who, open, _)| o == external_id && who.is_some() && !open).count();
        let turnout = Turnout {
            organisation: *id,
            role: AnswerRole::Staff,
            open_link: false,
            invited: finished as i64 + 1,
            finished: finished as i64,
        };
        all.turnout.push(turnout.clone());
        if *external_id == "a" {
            all.turnout.push(Turnout { open_link: true, invited: 40, finished: 40, ..turnout });
        }
    }
    assert!(bench.store.settle_survey(wave.id, &all).await.unwrap());
    let wave = bench.app.wave(&network, Some("9")).await.unwrap().unwrap();
    bench.app.refresh(network.id, Subject::Ratings(wave.id)).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    (network, wave)
}

/// Five staff of each of five organisations: those of the first three at one level, the others at another.
pub(crate) fn staff<'a>() -> Vec<Said<'a>> {
    let mut said = Vec::new();
    for (at, organisation) in ["a", "b", "c", "d", "e"].into_iter().enumerate() {
        for n in 0..5_u8 {
            let level = if n < 3 { 1.0 } else { 2.0 };
            let faith = 2.0 + f64::from((n + u8::try_from(at).unwrap()) % 4);
            let answers = vec![("role_level", level), ("faith", faith), ("complexity", 6.0 - faith)];
            said.push((organisation, Some(format!("{organisation}{n}")), false, answers));
        }
    }
    said
}

async fn faith(bench: &Bench, network: &Network) -> CollaborationReading {
    let view = bench.app.about_partnership(network, "9").await.unwrap();
    view.body.value().iter().find(|r| r.concept == "construct:faith").unwrap().clone()
}

fn shown(reading: &CollaborationReading) -> Vec<People> {
    reading.groups.iter().filter(|g| g.value().is_some()).map(|g| g.people.clone()).collect()
}

#[tokio::test]
async fn everybody_and_levels_are_shown_with_ranges_and_small_sectors_are_not() {
    let bench = bench().await;
    let (network, _) = closed(&bench, &staff()).await;
    let reading = faith(&bench, &network).await;
    // Sectors have one or two organisations.
    let levels = [Level::Operational, Level::Tactical].map(People::AtLevel);
    assert_eq!(shown(&reading), [vec![People::Everybody], levels.to_vec()].concat());
    let all = reading.group(&People::Everybody, AnswerSource::Staff).unwrap();
    let GroupState::Shown { value, people, organisations } = &all.state else { panic!() };
    // Each organisation gives 2, 3, 4, 5 and the first again: the sum over five organisations is 5 * 14 + 2 + 3 + 4 + 5 + 2.
    let mean = ((5.0 * 14.0 + 16.0) / 25.0 - 1.0) / 4.0;
    assert!((value.estimate - mean).abs() < 0.005 && value.interval().is_some(), "{value:?}");
    assert_eq!((people.words().as_str(), *organisations), ("20 to 29", 5));
    let view = bench.app.about_partnership(&network, "9").await.unwrap();
    let order: Vec<&str> = view.body.value().iter().map(|r| r.concept.as_str()).collect();
    let asked = ["faith", "progress", "complexity", "engagement"].map(|c| format!("construct:{c}"));
    assert_eq!(order, asked, "in the order of asking");
    let turned = view.body.value()[2].group(&People::Everybody, AnswerSource::Staff).unwrap();
    assert_eq!(turned.value(), all.value(), "complexity is turned round");
}

#[tokio::test]
async fn open_links_do_not_count_and_representatives_are_never_put_together_with_staff() {
    let bench = bench().await;
    let mut said: Vec<Said<'_>> = Vec::new();
    for organisation in ["a", "b", "c", "d", "e"] {
        said.push((organisation, None, false, vec![("faith", 3.0)]));
        said.push((organisation, Some(format!("open-{organisation}")), true, vec![("faith", 5.0)]));
    }
    said.extend(["a", "b", "c", "d"].map(|o| (o, Some(format!("{o}1")), false, vec![("faith", 4.0)])));
    let (network, _) = closed(&bench, &said).await;
    let reading = faith(&bench, &network).await;
    assert_eq!(shown(&reading), [People::Everybody]);
    let representatives = reading.group(&People::Everybody, AnswerSource::Representative).unwrap();
    assert!((representatives.value().unwrap().estimate - 0.5).abs() < 1e-9);
    assert!(reading.group(&People::Everybody, AnswerSource::Staff).unwrap().value().is_none());
}

#[tokio::test]
async fn a_partner_is_shown_the_whole_partnership_alone_and_after_an_erasure_nobody_is_told_apart() {
    let bench = bench().await;
    let (network, wave) = closed(&bench, &staff()).await;
    let a = bench.app.organisations(network.id).await.unwrap()[0].id;
    let viewer = Viewer { id: "p".into(), role: AccessRole::Partner, organisation: Some(a) };
    let partner = bench.app.acting(viewer, Audience::Partner(a));
    let view = partner.about_partnership(&network, "9").await.unwrap();
    let groups = view.body.value().iter().flat_map(|r| &r.groups);
    assert!(groups.clone().count() > 0 && groups.clone().all(|g| g.people == People::Everybody));
    // Worked out again from the same answers, nothing is released anew.
    let entries = async || bench.store.ledger(network.id, &Audience::Agreed).await.unwrap().len();
    let before = entries().await;
    bench.app.refresh(network.id, Subject::Ratings(wave.id)).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert_eq!(entries().await, before);
    // One person's answers are gone: their absence must not tell what they were.
    let one = troth_rate::round::ReceiptOf {
        hash: "none".into(),
        wave: wave.id,
        rater: a,
        respondent: Some(RespondentKey("a0".into())),
    };
    assert!(bench.store.erase_receipt(&one, "none", bench.app.now()).await.unwrap() > 0);
    bench.app.refresh(network.id, Subject::Ratings(wave.id)).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let same = People::AtLevel(Level::Tactical);
    assert_eq!(
        shown(&faith(&bench, &network).await),
        [same],
        "the very people who were shown before are no news"
    );
}

#[tokio::test]
async fn who_answered_is_told_in_large_groups_and_never_exactly_where_nearly_all_did() {
    let bench = bench().await;
    let (network, _) = closed(&bench, &staff()).await;
    let told = bench.app.about_partnership(&network, "9").await.unwrap().turnout;
    let all = told.value().as_ref().unwrap().group(&People::Everybody, AnswerSource::Staff).unwrap();
    let GroupState::Shown { value, people, organisations } = &all.state else { panic!() };
    // 25 of 30; the forty who came by an open link were asked by nobody.
    assert!((value.estimate - 0.83).abs() < 1e-9, "{value:?}");
    assert_eq!((people.words().as_str(), *organisations), ("30 to 39", 5));
    assert_eq!(shown(told.value().as_ref().unwrap()), [People::Everybody], "two sectors of two, one of one");
    // Nobody but the five of a round of five and their five colleagues who did not: nearly nobody is not told exactly.
    let few: Vec<Said<'_>> = vec![("a", Some("a1".into()), false, vec![("faith", 3.0)])];
    let other = super::support::bench().await;
    let (network, _) = closed(&other, &few).await;
    let told = other.app.about_partnership(&network, "9").await.unwrap().turnout;
    let all = told.value().as_ref().unwrap().group(&People::Everybody, AnswerSource::Staff).unwrap();
    assert!((all.value().unwrap().estimate - 0.1).abs() < 1e-9, "one of six");
}
