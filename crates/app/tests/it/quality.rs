//! How good the answers of a round are: for the custodian alone, without those who came by an open link.

use troth_app::AppError;
use troth_app::quality::{About, AnswerQuality, Figure, Says};
use troth_gate::{AccessRole, Audience, Viewer};
use troth_network::AnswerRole;

use super::collaboration::{Said, closed};
use super::support::{ALDER_VALE, answers, bench, import, small};

fn sample(round: &str) -> AnswerQuality {
    let shared = &*ALDER_VALE;
    let found = shared.runtime.block_on(shared.bench.app.answer_quality(&shared.network, round));
    found.unwrap().value().clone()
}

#[test]
fn the_sample_has_all_of_it_in_both_rounds() {
    for round in ["1", "2"] {
        let found = sample(round);
        let fair = found.ends.iter().find(|e| e.variable == "fairness" && e.role == AnswerRole::Staff);
        assert!(fair.is_some_and(|e| e.answers > 100 && e.floor().is_some()), "{fair:?}");
        assert!(found.colleagues.len() > 10 && found.colleagues.iter().any(|c| c.told.is_told()));
        let named =
            |about| found.together.iter().filter(move |t| t.about == about).map(|t| t.concept.as_str());
        let partners: Vec<&str> = named(About::Partner).collect();
        for concept in ["narrative:model", "narrative:expertise", "narrative:distance"] {
            assert!(partners.contains(&concept), "{partners:?}");
        }
        assert_eq!(named(About::Partnership).collect::<Vec<_>>(), ["construct:engagement"]);
        assert!(found.turnout.iter().any(|row| row.finished < row.asked));
        assert_eq!(found.by_open_link, 0);
    }
}

#[test]
fn no_word_is_stronger_than_its_range() {
    let found = sample("2");
    for one in &found.colleagues {
        let (low, high) = one.told.figure.as_ref().and_then(Figure::range).unwrap();
        if let Says::Sentence(words) = &one.told.says {
            assert!(!words.contains("closely") || high > 0.90, "{words}: {low} to {high}");
            assert!(!words.contains("mostly") || high > 0.70, "{words}: {low} to {high}");
            assert!(!words.contains("hardly") || low < 0.31, "{words}: {low} to {high}");
        }
    }
    for one in &found.together {
        let range = one.told.figure.as_ref().and_then(Figure::range);
        if let (Says::Sentence(words), Some((low, _))) = (&one.told.says, range) {
            assert!(words.contains("too loosely") || low > 0.69, "{words}: {low}");
        }
    }
}

#[tokio::test]
async fn people_who_came_by_an_open_link_are_in_no_figure() {
    let bench = bench().await;
    let engaged =
        |value: f64| vec![("engaged_part", value), ("engaged_job", value), ("engaged_safe", 6.0 - value)];
    let said: Vec<Said<'_>> = vec![
        ("a", Some("a1".into()), false, engaged(2.0)),
        ("b", Some("b1".into()), false, engaged(3.0)),
        ("c", Some("open-c".into()), true, engaged(5.0)),
    ];
    let (network, wave) = closed(&bench, &said).await;
    let found = bench.app.answer_quality(&network, &wave.external_id).await.unwrap();
    let found = found.value();
    assert_eq!(found.by_open_link, 3);
    assert!(found.together.iter().all(|one| one.people <= 2), "{:?}", found.together);
    let a: Vec<_> = found.turnout.iter().filter(|row| row.organisation == "Acute").collect();
    assert_eq!(
        a.iter().map(|row| (row.asked, row.finished)).collect::<Vec<_>>(),
        [(2, 1)],
        "40 by the open link"
    );
}

#[tokio::test]
async fn nobody_but_the_custodian_is_told_and_nobody_while_the_round_is_open() {
    let bench = bench().await;
    let network = small(&bench).await;
    import(&bench, &network, &answers(0..6)).await;
    bench.app.add_wave(&network, "open", "", None, None).await.unwrap();
    let early = bench.app.answer_quality(&network, "open").await;
    assert!(matches!(early, Err(AppError::Conflict(_))), "{early:?}");
    let found = bench.app.answer_quality(&network, "1").await.unwrap();
    assert!(found.value().turnout.is_empty(), "who was asked is not known of answers from files");
    assert_eq!(found.value().ends.len(), 2, "staff and representatives apart");
    for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
        let viewer = Viewer { id: "somebody".into(), role, organisation: None };
        let asked = bench.app.acting(viewer, Audience::Agreed).answer_quality(&network, "1").await;
        assert!(matches!(asked, Err(AppError::Withheld(_))), "{role:?}: {asked:?}");
    }
}
