//! Actions agreed by both sides, and the analysts' verdicts.

use serde_json::Value;

use super::read::{NETWORKS, date, ids, json, rows};

const NARRATIVES: [&str; 5] = ["roles", "expertise", "capacity", "distance", "model"];

fn said(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn actions(network: &str) -> Vec<Value> {
    json(&format!("{network}/actions.json")).as_array().cloned().expect("a list")
}

#[test]
fn an_action_has_two_sides_in_everything() {
    for network in NETWORKS {
        let organisations = ids(&format!("{network}/organisations.csv"));
        let people = rows(&format!("{network}/people.csv"));
        let all = actions(network);
        assert!((2..=3).contains(&all.len()), "{network}");
        for action in all {
            assert!(NARRATIVES.contains(&said(&action["narrative"])), "{action}");
            let number: u32 = said(&action["measure"]).trim_start_matches('M').parse().expect("M1 to M12");
            assert!((1..=12).contains(&number), "{action}");
            for (place, side) in ["a", "b"].into_iter().enumerate() {
                let organisation = said(&action["pair"][place]);
                assert!(organisations.contains(organisation), "{action}");
                assert!(!said(&action["expectation"][side]).is_empty(), "{action}");
                assert!(!said(&action["risk"][side]).is_empty(), "{action}");
                let owner = people.iter().find(|row| row["id"] == said(&action["owner"][side]));
                assert_eq!(owner.expect("an owner")["organisation"], organisation, "{action}");
            }
            assert!(date(&action["agreed"]) < date(&action["small_win"]["by"]), "{action}");
        }
    }
}

#[test]
fn a_review_comes_after_the_agreement_and_says_met_partly_or_not_met() {
    for network in NETWORKS {
        for action in actions(network) {
            for (_, review) in action["reviews"].as_object().expect("reviews") {
                assert!(["met", "partly", "not_met"].contains(&said(&review["verdict"])), "{review}");
                assert!(!said(&review["words"]).is_empty());
                assert!(date(&review["date"]) > date(&action["agreed"]), "{review}");
            }
        }
    }
}

#[test]
fn the_morning_call_was_met_by_both_between_the_rounds() {
    let call =
        actions("alder-vale").into_iter().find(|action| action["id"] == "av-morning-call").expect("the call");
    let waves = json("alder-vale/network.json")["waves"].clone();
    for side in ["a", "b"] {
        let review = &call["reviews"][side];
        assert_eq!(review["verdict"], "met");
        let reviewed = date(&review["date"]);
        assert!(date(&waves[0]["closed"]) < reviewed && reviewed < date(&waves[1]["opened"]));
    }
}

#[test]
fn verdicts_name_two_sides_a_narrative_a_reason_and_an_analyst() {
    for network in NETWORKS {
        let organisations = rows(&format!("{network}/organisations.csv"));
        let analysts = json(&format!("{network}/network.json"))["people"]["analysts"].clone();
        let verdicts = json(&format!("{network}/verdicts.json")).as_array().cloned().expect("a list");
        assert_eq!(verdicts.len(), 2, "{network}");
        for verdict in verdicts {
            let (sides, column) =
                if verdict["pair"].is_array() { ("pair", "id") } else { ("sectors", "sector") };
            for side in verdict[sides].as_array().expect("two sides") {
                assert!(organisations.iter().any(|row| row[column] == said(side)), "{verdict}");
            }
            assert!(
                NARRATIVES.contains(&said(&verdict["narrative"])) && !said(&verdict["reason"]).is_empty()
            );
            assert!(analysts.as_array().expect("analysts").contains(&verdict["by"]), "{verdict}");
            date(&verdict["date"]);
        }
    }
}
