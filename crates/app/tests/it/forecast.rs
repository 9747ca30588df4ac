//! The forecast: from a file, from the round before, and from the people known.

use troth_app::AppError;
use troth_app::forecast::{People, Showable};
use troth_app::imports::RatingsOptions;
use troth_gate::forecast::Share;
use troth_gate::{AccessRole, Audience, Viewer};

use super::support::{Bench, answers, bench, small};

fn share(share: f64) -> Share {
    Share::new(share).unwrap()
}

async fn made(bench: &Bench, people: People<'_>, of: f64) -> Result<Showable, AppError> {
    let network = bench.app.network("small").await.unwrap();
    bench.app.forecast(&network, people, share(of)).await
}

#[tokio::test]
async fn an_assignment_file_gives_the_numbers_worked_out_by_hand() {
    let bench = bench().await;
    small(&bench).await;
    // a asks 8 about b, b asks 6 about a (docs/methods/showable.md); c's representative speaks about a, four of a about c.
    let file = "organisation,partner,people,representative\na,b,8,\nb,a,6,\nc,a,0,audience\na,c,4,\n";
    let forecast = made(&bench, People::File("assignment.csv", file.as_bytes()), 0.7).await.unwrap();
    assert_eq!((forecast.relationships, forecast.floor), (2, 5));
    assert!((forecast.expected.both - 0.339).abs() < 5e-4, "{:?}", forecast.expected);
    let help = forecast.helps.iter().find(|help| help.organisation == "a").unwrap();
    // Two more of a: ten of whom five answer about b, six about c.
    assert!((help.two_more - (0.4202 * (0.9527 - 0.8059) + 0.4202)).abs() < 5e-4, "{help:?}");
    assert_eq!(forecast.says(), "Of 2 relationships about 0 could be shown on both sides, 2 on one side.");
    assert!(forecast.best_help().starts_with("Two more people from Acute would add most: about 0.5 more"));
    assert_eq!(forecast.at_best(), "If everybody answers, 1 on both sides, 1 on one side and 0 on neither.");
}

#[tokio::test]
async fn a_file_with_mistakes_is_refused_with_line_and_remedy() {
    let bench = bench().await;
    small(&bench).await;
    let refused = async |text: &str| {
        made(&bench, People::File("f.csv", text.as_bytes()), 0.7).await.unwrap_err().to_string()
    };
    let text = refused("organisation,partner,people\na,B,5\na,b,five\nb,b,2\n").await;
    assert!(
        text.contains("line 2, column partner, value \"B\"") && text.contains("Did you mean \"b\""),
        "{text}"
    );
    assert!(text.contains("line 3, column people") && text.contains("line 4, column partner"), "{text}");
    assert!(refused("organisation,people\na,5\n").await.contains("\"partner\" is missing"));
    assert!(refused("organisation,partner,people\n").await.contains("no row below it"));
    assert!(refused("organisation,partner,people,note\na,b,5,943 476 5919\n").await.contains("NHS number"));
}

#[tokio::test]
async fn the_round_before_says_who_is_asked_and_an_open_one_says_nothing() {
    let bench = bench().await;
    let network = small(&bench).await;
    bench.app.add_wave(&network, "1", "", None, None).await.unwrap();
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &options).await.unwrap();
    let before = made(&bench, People::Known, 1.0).await.unwrap();
    assert_eq!((before.relationships, before.expected.both), (10, 0.0), "{}", before.basis);
    bench.app.close_wave(&network, "1").await.unwrap();
    let after = made(&bench, People::Known, 1.0).await.unwrap();
    // a and b from both sides by six staff; a-c by representatives; six with one side alone.
    assert_eq!((after.relationships, after.expected.both, after.expected.one), (8, 2.0, 6.0));
    assert!(after.basis.contains("as answered in Survey round 1"), "{}", after.basis);
    let four = made(&bench, People::Each(4), 1.0).await.unwrap();
    assert_eq!((four.relationships, four.expected.both), (8, 1.0), "{}", four.basis);
}

#[tokio::test]
async fn what_is_forecast_for_everybody_is_what_is_shown() {
    let bench = bench().await;
    let network = small(&bench).await;
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(&network, "r.csv", answers(0..6).as_bytes(), &options).await.unwrap();
    bench.app.work_off("test").await.unwrap();
    let forecast = made(&bench, People::Known, 1.0).await.unwrap();
    let directions = forecast.pairs.iter().flat_map(|pair| [pair.a_about_b, pair.b_about_a]);
    let expected = directions.filter(|side| side.by_representative || side.by_staff > 0.5).count();
    let stored = bench.app.wave(&network, None).await.unwrap().map(|wave| wave.id);
    let evidence = bench.app.evidence(network.id, stored).await.unwrap();
    let shown = evidence.value().ratings[0].directions.iter();
    assert_eq!(shown.filter(|direction| direction.state.value().is_some()).count(), expected);
}

#[tokio::test]
async fn before_a_first_round_everybody_known_is_asked_about_every_partner() {
    let bench = bench().await;
    let network = small(&bench).await;
    let mut people = "id,organisation,name\n".to_owned();
    for n in 0..5 {
        people.push_str(&format!("a{n},a,Ann {n}\nb{n},b,Bo {n}\n"));
    }
    bench.app.import_people(&network, "p.csv", people.as_bytes()).await.unwrap();
    let forecast = made(&bench, People::Known, 1.0).await.unwrap();
    assert_eq!((forecast.relationships, forecast.expected.both, forecast.expected.one), (10, 1.0, 6.0));
    let each = made(&bench, People::Each(5), 1.0).await.unwrap();
    assert_eq!(each.expected.both, 10.0, "{}", each.basis);
}

#[tokio::test]
async fn only_those_who_run_a_partnership_plan_its_rounds() {
    let bench = bench().await;
    let network = small(&bench).await;
    for (role, may) in [
        (AccessRole::Custodian, true),
        (AccessRole::Coordinator, true),
        (AccessRole::Analyst, false),
        (AccessRole::Partner, false),
    ] {
        let viewer = Viewer { id: "u".into(), role, organisation: None };
        let app = bench.app.acting(viewer, Audience::Agreed);
        let forecast = app.forecast(&network, People::Known, share(0.7)).await;
        assert_eq!(forecast.is_ok(), may, "{role:?}");
    }
}

/// Everything that the Survey page can say, whatever is typed, where `held` staff of a answered about b, and eight of b
/// about a.
async fn all_said(held: usize) -> Vec<String> {
    let bench = bench().await;
    let network = small(&bench).await;
    let mut rows = "rater,respondent,target,variable,value,scale_min,scale_max\n".to_owned();
    for (from, to, staff) in [("a", "b", held), ("b", "a", 8), ("a", "c", 6), ("c", "a", 6)] {
        for n in 0..staff {
            rows.push_str(&format!("{from},s{n},{to},fairness,{},1,5\n", n % 3 + 2));
        }
    }
    let options = RatingsOptions { wave: Some("1".into()), representatives_visible_to: None };
    bench.app.import_ratings(&network, "r.csv", rows.as_bytes(), &options).await.unwrap();
    let mut all = Vec::new();
    for (people, percent) in [People::Known, People::Each(3), People::Each(6)]
        .into_iter()
        .flat_map(|people| (0..=20).map(move |step| (people, step * 5)))
    {
        let made = made(&bench, people, f64::from(percent) / 100.0).await.unwrap();
        all.extend([made.says(), made.at_best(), made.best_help()]);
        all.extend(made.remarks());
        let table = made.helpers(5).map(|h| format!("{} {:.1} {:.1}", h.name, h.one_more, h.two_more));
        all.extend(table);
    }
    all
}

#[tokio::test]
async fn the_forecast_tells_who_runs_the_partnership_how_many_answers_a_withheld_side_has_and_no_partner() {
    let mut said = Vec::new();
    for held in 1..=4 {
        said.push(all_said(held).await);
    }
    assert_eq!(said[0], said[1], "one and two are told alike: neither comes to five by two more");
    assert_ne!(said[1], said[2], "three are told: two more show the side");
    assert_ne!(said[2], said[3], "four are told: one more shows it");
    let bench = bench().await;
    let network = small(&bench).await;
    let own = bench.app.organisation(network.id, "b").await.unwrap().id;
    for (role, organisation) in [(AccessRole::Partner, Some(own)), (AccessRole::Analyst, None)] {
        let viewer = Viewer { id: "u".into(), role, organisation };
        let app = bench.app.acting(viewer, organisation.map_or(Audience::Agreed, Audience::Partner));
        let asked = app.forecast(&network, People::Known, share(1.0)).await;
        assert!(matches!(asked, Err(AppError::Denied(_))), "{role:?}");
    }
}
