//! The proposal of who is asked about whom: better than what was given, read back alike, and silent about answers.

use troth_app::AppError;
use troth_app::forecast::{People, Proposal};
use troth_app::imports::RatingsOptions;
use troth_gate::forecast::Share;
use troth_gate::{AccessRole, Audience, Viewer};

use super::support::{Bench, bench, small};

fn share(share: f64) -> Share {
    Share::new(share).unwrap()
}

async fn proposed(bench: &Bench, people: People<'_>, most: usize) -> Result<Proposal, AppError> {
    let network = bench.app.network("small").await.unwrap();
    bench.app.propose(&network, people, share(0.7), most).await
}

#[tokio::test]
async fn a_proposal_shows_more_than_what_was_given_and_is_forecast_alike() {
    let bench = bench().await;
    let network = small(&bench).await;
    // Spread evenly: twelve of a have room for 24 questions, six about each of four partners.
    // The representative of e is enough; what that of b allows is too little, so its staff are asked.
    let file = "organisation,partner,people,representative\na,b,6,\na,c,6,\na,d,6,\na,e,6,\nb,a,12,\nc,a,12,\nd,a,12,\ne,a,0,audience\n\
                b,c,0,pooled\nb,d,12,\n";
    let given = People::File("evenly.csv", file.as_bytes());
    let before = bench.app.forecast(&network, given, share(0.7)).await.unwrap();
    let proposal = proposed(&bench, given, 2).await.unwrap();
    assert!(proposal.expected.both > before.expected.both, "{:?} {:?}", proposal.expected, before.expected);
    let csv = proposal.csv();
    let again =
        bench.app.forecast(&network, People::File("p.csv", csv.as_bytes()), share(0.7)).await.unwrap();
    assert!((again.expected.both - proposal.expected.both).abs() < 1e-9, "{csv}");
    assert!((again.expected.one - proposal.expected.one).abs() < 1e-9, "{csv}");
    assert!(csv.contains("e,a,0,audience\r\n") && csv.contains(",pooled\r\n"), "{csv}");
    let asked =
        |id: &str| proposal.rows.iter().filter(|r| r.organisation == id).map(|r| r.people).sum::<usize>();
    assert!(asked("a") <= 2 * 6, "six people can be asked about two partners each");
    assert!(proposal.rows.iter().all(|row| row.people == 0 || row.people >= 5), "never below the floor");
    assert_eq!(proposal.gap, 0.0);
    assert_eq!(proposal.how_good, "No other way to ask these people would show more.");
    assert!(
        proposal.given_up.iter().any(|g| g.why == "The people from Acute are needed for other partners.")
    );
}

#[tokio::test]
async fn units_of_one_organisation_are_not_asked_about_each_other() {
    let bench = bench().await;
    let network = small(&bench).await;
    let units = "id,name,sector,parent,accepted\nw1,Ward one,health,a,yes\nw2,Ward two,health,a,yes\n";
    bench.app.import_organisations(&network, "u.csv", units.as_bytes()).await.unwrap();
    let proposal = proposed(&bench, People::Each(9), 4).await.unwrap();
    let kin = |x: &str, y: &str| ["a", "w1", "w2"].contains(&x) && ["a", "w1", "w2"].contains(&y);
    assert!(proposal.rows.iter().all(|row| !kin(&row.organisation, &row.partner)), "{}", proposal.csv());
    let told = proposal.given_up.iter().find(|g| g.a.starts_with("Ward") && g.b.starts_with("Ward")).unwrap();
    assert_eq!(told.why, "They are parts of one organisation, and nobody is asked about their own.");
}

#[tokio::test]
async fn a_proposal_tells_nothing_of_how_many_answered() {
    let mut said = Vec::new();
    for held in 1..=6 {
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
        let mut people = "id,organisation,name\n".to_owned();
        for n in 0..9 {
            people.push_str(&format!("a{n},a,Ann {n}\nb{n},b,Bo {n}\n"));
        }
        bench.app.import_people(&network, "p.csv", people.as_bytes()).await.unwrap();
        let mut all = Vec::new();
        for people in [People::Known, People::Each(3), People::Each(8)] {
            for most in [1, 2, 4] {
                all.push(proposed(&bench, people, most).await.unwrap());
            }
        }
        said.push(all);
    }
    assert!(said[0][2].expected.both > 0.5, "{:?}", said[0][2]);
    assert!(said.iter().all(|all| *all == said[0]), "the same whether one answered or six");
}

#[tokio::test]
async fn only_those_who_run_a_partnership_get_a_proposal_and_nobody_is_asked_about_none() {
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
        let made = app.propose(&network, People::Known, share(0.7), 4).await;
        assert_eq!(made.is_ok(), may, "{role:?}");
    }
    assert!(matches!(proposed(&bench, People::Each(9), 0).await, Err(AppError::Invalid(_))));
    let none = proposed(&bench, People::Known, 4).await.unwrap();
    assert!(none.rows.is_empty() && none.people == 0, "{none:?}");
}
