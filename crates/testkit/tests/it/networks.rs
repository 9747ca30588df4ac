//! The written files about organisations, people and the network itself.

use std::collections::BTreeSet;

use super::read::{NETWORKS, columns, date, ids, json, rows};

const SECTORS: [&str; 5] = ["health", "social_care", "voluntary", "independent", "commissioning"];

#[test]
fn each_network_has_twelve_to_fifteen_organisations_in_known_sectors() {
    for network in NETWORKS {
        let file = format!("{network}/organisations.csv");
        assert_eq!(columns(&file), "id,name,sector,kind,parent,ods,size,place");
        let (all, known) = (rows(&file), ids(&file));
        assert!((12..=15).contains(&all.len()) && known.len() == all.len(), "{network}");
        for row in &all {
            assert!(SECTORS.contains(&row["sector"].as_str()), "{row:?}");
            assert!(row["parent"].is_empty() || known.contains(&row["parent"]), "{row:?}");
        }
        let size = json(&format!("{network}/network.json"))["size"]["organisations"].clone();
        assert_eq!(size, all.len(), "{network}");
    }
    let wards = rows("alder-vale/organisations.csv").iter().filter(|row| row["parent"] == "acute").count();
    assert!(wards >= 2);
}

#[test]
fn people_belong_to_organisations_and_have_a_role_level() {
    for network in NETWORKS {
        let file = format!("{network}/people.csv");
        assert_eq!(columns(&file), "id,organisation,name,role_level");
        let organisations = ids(&format!("{network}/organisations.csv"));
        let people = rows(&file);
        // Alder Vale has enough people for labels of quotations.
        let most = if network == "alder-vale" { 60 } else { 20 };
        assert!((12..=most).contains(&people.len()), "{network}");
        for row in &people {
            assert!(organisations.contains(&row["organisation"]), "{row:?}");
            assert!(
                ["operational", "tactical", "strategic"].contains(&row["role_level"].as_str()),
                "{row:?}"
            );
        }
        let levels: BTreeSet<&str> = people.iter().map(|row| row["role_level"].as_str()).collect();
        assert_eq!(levels.len(), 3, "{network}");
        let named = &json(&format!("{network}/network.json"))["people"];
        let analysts = named["analysts"].as_array().expect("analysts");
        for person in analysts.iter().chain([&named["custodian"], &named["coordinator"]]) {
            assert!(ids(&file).contains(person.as_str().unwrap_or_default()), "{network} {person}");
        }
    }
}

#[test]
fn a_network_began_before_its_two_rounds_and_each_round_closed_after_it_opened() {
    for network in NETWORKS {
        let about = json(&format!("{network}/network.json"));
        assert_eq!(about["id"], network);
        let mut last = date(&about["started"]);
        let waves = about["waves"].as_array().expect("waves");
        assert_eq!(waves.len(), 2);
        for wave in waves {
            let (opened, closed) = (date(&wave["opened"]), date(&wave["closed"]));
            assert!(last < opened && opened < closed, "{network} {wave}");
            last = closed;
        }
        for dated in ["restructurings", "agreements"] {
            for entry in about[dated].as_array().expect(dated) {
                assert!(date(&entry["date"]) < last, "{network} {entry}");
            }
        }
    }
}
