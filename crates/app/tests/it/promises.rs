//! What partners see follows from the promise of the round, in full: from file to page.

use std::collections::BTreeSet;

use troth_app::App;
use troth_app::erasing::Who;
use troth_app::forecast::People;
use troth_gate::forecast::Share;
use troth_gate::{AccessRole, Audience, Viewer, Visibility};
use troth_lens::{DirectionState, FitStatus};
use troth_network::{Direction, Network, OrganisationId, UserId, WaveState};

use super::support::{Bench, bench, import};

/// Four organisations with six staff each, who all answer about all.
async fn partnership(bench: &Bench, promised: Option<Visibility>) -> Network {
    let network = founded(bench, promised).await;
    import(bench, &network, &rows(&["fairness"])).await;
    network
}

/// Four organisations, two of them with somebody who signs in.
pub(crate) async fn founded(bench: &Bench, promised: Option<Visibility>) -> Network {
    let app = &bench.app;
    let network = troth_app::networks::NewNetwork {
        slug: "vale".into(),
        name: "Vale".into(),
        ..troth_app::networks::NewNetwork::default()
    };
    let network = app.found_network(network).await.unwrap();
    let organisations = "id,name,sector,kind,accepted\na,A,health,hospital,yes\nb,B,care,care home,yes\n\
                         c,C,care,care home,yes\nd,D,voluntary,charity,yes\n";
    app.import_organisations(&network, "o.csv", organisations.as_bytes()).await.unwrap();
    if let Some(visibility) = promised {
        app.choose_promise(&network, visibility, "Jo Lee, Healthwatch").await.unwrap();
    }
    for partner in ["a", "b"] {
        let id = app.organisation(network.id, partner).await.unwrap().id;
        let account = UserId(format!("00000000-0000-7000-8000-0000000000{partner}0").parse().unwrap());
        bench.store.insert_user(account, partner, app.now()).await.unwrap();
        bench.store.set_membership(network.id, account, AccessRole::Partner, Some(id)).await.unwrap();
    }
    network
}

/// Six staff of each organisation about all others, on these variables.
pub(crate) fn rows(variables: &[&str]) -> String {
    let mut rows = "rater,respondent,target,variable,value,scale_min,scale_max\n".to_owned();
    for variable in variables {
        for (i, rater) in ["a", "b", "c", "d"].into_iter().enumerate() {
            for (j, target) in ["a", "b", "c", "d"].into_iter().enumerate().filter(|(j, _)| *j != i) {
                for person in 0..6 {
                    let value = (i * 2 + j + person * (j + 1)) % 4 + 1;
                    rows.push_str(&format!("{rater},{rater}{person},{target},{variable},{value},1,5\n"));
                }
            }
        }
    }
    rows
}

pub(crate) async fn id(app: &App, network: &Network, organisation: &str) -> OrganisationId {
    app.organisation(network.id, organisation).await.unwrap().id
}

/// The application for somebody who speaks for an organisation.
pub(crate) async fn partner(app: &App, network: &Network, organisation: &str) -> App {
    let own = id(app, network, organisation).await;
    let viewer = Viewer { id: organisation.into(), role: AccessRole::Partner, organisation: Some(own) };
    app.acting(viewer, Audience::Partner(own))
}

/// Directions with a value that `app` sees, in ids of files.
async fn seen(app: &App, network: &Network) -> BTreeSet<String> {
    let wave = app.wave(network, None).await.unwrap().unwrap();
    let names = app.names(network.id).await.unwrap();
    let evidence = app.evidence(network.id, Some(wave.id)).await.unwrap();
    assert_eq!(evidence.value().totals.len(), 1, "totals are for all");
    let name = |o| names.get(o).unwrap().external_id.clone();
    let shown = |d: &troth_lens::DirectionReading| {
        d.state.value().map(|_| format!("{}>{}", name(d.direction.from), name(d.direction.to)))
    };
    evidence.value().ratings.iter().flat_map(|r| &r.directions).filter_map(shown).collect()
}

fn set<const N: usize>(directions: [&str; N]) -> BTreeSet<String> {
    directions.map(str::to_owned).into()
}

#[tokio::test]
async fn each_promise_shows_partners_what_it_says_and_no_more() {
    for (promised, directions) in [
        (None, set([])),
        (Some(Visibility::Totals), set([])),
        (Some(Visibility::Received), set(["b>a", "c>a", "d>a"])),
        (Some(Visibility::Opened), set(["b>a", "c>a", "d>a"])),
    ] {
        let bench = bench().await;
        let network = partnership(&bench, promised).await;
        let first = partner(&bench.app, &network, "a").await;
        assert_eq!(seen(&first, &network).await, directions, "{promised:?}");
        assert_eq!(seen(&bench.app, &network).await.len(), 12, "the agreed audience sees all");
    }
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Everyone)).await;
    let first = partner(&bench.app, &network, "a").await;
    assert_eq!(seen(&first, &network).await.len(), 12);
}

#[tokio::test]
async fn a_relationship_opens_with_two_yeses_and_nobody_can_tell_a_no_from_silence() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Opened)).await;
    let (first, second) =
        (partner(&bench.app, &network, "a").await, partner(&bench.app, &network, "b").await);
    let wave = first.wave(&network, None).await.unwrap().unwrap();
    let (a, b) = (id(&bench.app, &network, "a").await, id(&bench.app, &network, "b").await);
    first.open_relationship(&network, wave.id, b, true).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert!(!seen(&first, &network).await.contains("a>b"));
    assert_eq!(second.own_openings(wave.id).await.unwrap(), Default::default(), "the other is not told");
    second.open_relationship(&network, wave.id, a, true).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    for app in [&first, &second] {
        let seen = seen(app, &network).await;
        assert!(seen.contains("a>b") && seen.contains("b>a"), "{seen:?}");
        assert!(!seen.contains("c>d") && !seen.contains("a>c"), "{seen:?}");
    }
    assert!(
        first.open_relationship(&network, wave.id, b, false).await.is_err(),
        "it stays open for the round"
    );
    assert!(
        bench.app.open_relationship(&network, wave.id, b, true).await.is_err(),
        "the holder speaks for nobody"
    );
}

#[tokio::test]
async fn opening_a_relationship_changes_nothing_for_those_who_are_not_in_it() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Opened)).await;
    let releases = async |audience: Audience| {
        let entries = bench.store.ledger(network.id, &audience).await.unwrap();
        entries.iter().filter(|e| e.kind == "ratings" || e.kind == "totals").count()
    };
    let [a, b, c] = [
        id(&bench.app, &network, "a").await,
        id(&bench.app, &network, "b").await,
        id(&bench.app, &network, "c").await,
    ];
    let counted = async || {
        let partners = (releases(Audience::Partner(a)).await, releases(Audience::Partner(b)).await);
        (partners, releases(Audience::Agreed).await)
    };
    assert_eq!(counted().await, ((1, 1), 2), "a reading each, and totals for the agreed audience");
    let wave = bench.app.wave(&network, None).await.unwrap().unwrap();
    // B opens with C, who does not sign in here: written past the pages.
    let pair = troth_network::Pair::of(b, c);
    for side in [b, c] {
        bench.store.say_open(wave.id, pair, side, bench.app.now()).await.unwrap();
    }
    bench.app.refresh_all(network.id).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    assert_eq!(counted().await, ((1, 2), 2), "B alone sees more");
}

#[tokio::test]
async fn partners_estimates_rest_on_what_they_may_see() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Received)).await;
    let a = id(&bench.app, &network, "a").await;
    let entries = bench.store.ledger(network.id, &Audience::Partner(a)).await.unwrap();
    assert_eq!(entries.len(), 1, "one question, no totals of their own");
    let towards =
        |o: OrganisationId| entries[0].contributing.iter().filter(move |c| c.of.about() == Some(o)).count();
    assert_eq!((entries[0].contributing.len(), towards(a)), (3, 3));
}

#[tokio::test]
async fn what_the_promise_does_not_show_is_said_to_be_that_and_not_to_be_silence() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Received)).await;
    let first = partner(&bench.app, &network, "a").await;
    let wave = first.wave(&network, None).await.unwrap().unwrap();
    let (a, b) = (id(&bench.app, &network, "a").await, id(&bench.app, &network, "b").await);
    let evidence = first.evidence(network.id, Some(wave.id)).await.unwrap();
    let own = evidence.value().ratings[0].direction(Direction { from: a, to: b }).unwrap().clone();
    assert!(matches!(&own, DirectionState::Withheld { reason, .. } if reason.contains("promise")), "{own:?}");
    let others = first.relationship(&network, "b", "c", None).await.unwrap();
    let says = &others.body.value().finding.says;
    assert!(says.contains("not shown to partners"), "{says}");
}

#[tokio::test]
async fn a_round_with_answers_keeps_its_promise() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Received)).await;
    bench.app.choose_promise(&network, Visibility::Everyone, "Jo Lee, Healthwatch").await.unwrap();
    let wave = bench.app.wave(&network, None).await.unwrap().unwrap();
    assert_eq!(bench.app.promise_of(wave.id).await.unwrap().unwrap().visibility, Visibility::Received);
    assert!(
        bench.app.choose_promise(&network, Visibility::Totals, "  ").await.is_err(),
        "a custodian is named"
    );
}

/// The promise of the first round after one was chosen.
async fn bound_after_choosing(bench: &Bench, network: &Network) -> Option<Visibility> {
    bench.app.choose_promise(network, Visibility::Everyone, "Jo Lee, Healthwatch").await.unwrap();
    let wave = bench.app.wave(network, Some("1")).await.unwrap().unwrap();
    bench.app.promise_of(wave.id).await.unwrap().map(|promise| promise.visibility)
}

#[tokio::test]
async fn an_open_round_without_answers_begins_under_the_promise_that_is_chosen() {
    let bench = bench().await;
    let network = founded(&bench, None).await;
    bench.app.add_wave(&network, "1", "", None, None).await.unwrap();
    assert_eq!(bound_after_choosing(&bench, &network).await, Some(Visibility::Everyone));
}

#[tokio::test]
async fn answers_that_are_there_already_were_given_under_no_promise() {
    let bench = bench().await;
    let network = founded(&bench, None).await;
    bench.app.add_wave(&network, "1", "", None, None).await.unwrap();
    import(&bench, &network, &rows(&["fairness"])).await;
    let wave = bench.app.wave(&network, Some("1")).await.unwrap().unwrap();
    assert_eq!(wave.state, WaveState::Open);
    assert_eq!(bound_after_choosing(&bench, &network).await, None);
    let more = "rater,respondent,target,variable,value,scale_min,scale_max\na,late,b,fairness,3,1,5\n";
    import(&bench, &network, more).await;
    assert_eq!(bench.app.promise_of(wave.id).await.unwrap(), None, "more answers change nothing");
}

#[tokio::test]
async fn a_round_that_was_closed_gets_no_promise_afterwards_not_even_an_empty_one() {
    let bench = bench().await;
    let network = founded(&bench, None).await;
    bench.app.add_wave(&network, "1", "", None, None).await.unwrap();
    bench.app.close_wave(&network, "1").await.unwrap();
    assert_eq!(bound_after_choosing(&bench, &network).await, None, "closed without an answer");
}

#[tokio::test]
async fn a_round_whose_answers_were_all_erased_keeps_that_it_had_no_promise() {
    let bench = bench().await;
    let network = founded(&bench, None).await;
    let one = "rater,respondent,target,variable,value,scale_min,scale_max\na,s1,b,fairness,3,1,5\n";
    import(&bench, &network, one).await;
    let who = Who::Staff { rater: id(&bench.app, &network, "a").await, id: "s1".into() };
    bench.app.erase_answers(&network, &who).await.unwrap();
    let wave = bench.app.wave(&network, Some("1")).await.unwrap().unwrap();
    assert!(bench.store.ratings(wave.id).await.unwrap().is_empty());
    assert_eq!(bound_after_choosing(&bench, &network).await, None);
}

#[tokio::test]
async fn who_has_not_accepted_is_no_reason_to_tell_a_partner_about_others() {
    let bench = bench().await;
    let network = partnership(&bench, Some(Visibility::Received)).await;
    for other in ["c", "d"] {
        let other = bench.app.organisation(network.id, other).await.unwrap();
        bench.app.set_accepted(&other, false).await.unwrap();
    }
    bench.app.work_off("test").await.unwrap();
    let first = partner(&bench.app, &network, "a").await;
    let own = id(&bench.app, &network, "a").await;
    let wave = first.wave(&network, None).await.unwrap().unwrap();
    let evidence = first.evidence(network.id, Some(wave.id)).await.unwrap();
    let reading = &evidence.value().ratings[0];
    let about_others = reading.directions.iter().filter(|d| !d.direction.pair().has(own)).count();
    assert_eq!((reading.directions.len(), about_others), (6, 0), "that C answered about D is not told");
    assert!(!matches!(reading.status, FitStatus::Refused { .. }), "{:?}", reading.status);
    assert_eq!(seen(&first, &network).await, set(["b>a", "c>a", "d>a"]));
}

#[tokio::test]
async fn more_people_behind_a_figure_withhold_more_for_everybody() {
    for (floor, shown) in [(5, 12), (6, 12), (7, 0)] {
        let bench = bench().await;
        let network = founded(&bench, None).await;
        let app = &bench.app;
        app.choose_promise_from(&network, Visibility::Received, "Jo Lee, Healthwatch", floor).await.unwrap();
        import(&bench, &network, &rows(&["fairness"])).await;
        assert_eq!(seen(app, &network).await.len(), shown, "{floor}");
        let first = partner(app, &network, "a").await;
        assert_eq!(seen(&first, &network).await.len(), shown / 4, "{floor}");
        let wave = app.wave(&network, None).await.unwrap().unwrap();
        let evidence = app.evidence(network.id, Some(wave.id)).await.unwrap();
        let reasons: Vec<&DirectionState> =
            evidence.value().ratings[0].directions.iter().map(|d| &d.state).collect();
        let says = |state: &DirectionState| matches!(state, DirectionState::Withheld { reason, .. } if reason.contains("fewer than 7 people"));
        assert!(shown > 0 || reasons.into_iter().all(says), "six of seven are told like one of seven");
        let asked = app.forecast(&network, People::Known, Share::ALL).await.unwrap();
        assert_eq!((asked.floor, asked.expected.both > 0.0), (floor, shown > 0), "the forecast counts alike");
    }
}

#[tokio::test]
async fn a_floor_is_never_lower_than_what_a_round_was_promised_with() {
    let bench = bench().await;
    let network = founded(&bench, None).await;
    let choose = async |floor| {
        bench.app.choose_promise_from(&network, Visibility::Received, "Jo Lee, Healthwatch", floor).await
    };
    for wrong in [0, 4, 21, usize::MAX] {
        let error = choose(wrong).await.unwrap_err().to_string();
        assert!(error.contains("from 5 to 20"), "{error}");
    }
    choose(20).await.unwrap();
    choose(8).await.unwrap();
    bench.app.add_wave(&network, "1", "", None, None).await.unwrap();
    let error = choose(7).await.unwrap_err().to_string();
    assert!(error.contains("For Survey round 1 at least 8 people were promised"), "{error}");
    choose(9).await.unwrap();
    let wave = bench.app.wave(&network, Some("1")).await.unwrap().unwrap();
    assert_eq!(bench.app.promise_of(wave.id).await.unwrap().unwrap().floor, 8, "the round keeps its own");
    assert_eq!(bench.app.floor_ahead(network.id).await.unwrap().people(), 9);
}
