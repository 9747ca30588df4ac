use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use troth_network::AnswerRole::{Representative, Staff};
use troth_rate::instrument::{
    Asking, Form, Instrument, Partner, Questionnaire, RotationKey, Screen, Service,
};

fn partners() -> Vec<Partner> {
    let services = |names: &[&str]| {
        names.iter().map(|name| Service { id: (*name).to_owned(), name: (*name).to_owned() }).collect()
    };
    vec![
        Partner {
            contact: Some("Jo Ward".to_owned()),
            services: services(&["night care", "short stays", "meals", "rehab"]),
            ..Partner::named("acute", "the acute hospital")
        },
        Partner::named("council", "the council"),
    ]
}

fn staff(partners: &[Partner], place: u64) -> Questionnaire<'static> {
    let key = RotationKey::place(place);
    Instrument::built_in().questions_for(&Asking { role: Staff, form: Form::Short, partners, key })
}

fn items<'a>(screen: &'a Screen<'_>) -> Vec<&'a str> {
    screen.questions().map(|question| question.item.id.as_str()).collect()
}

#[test]
fn one_partner_a_screen_then_the_rest() {
    let partners = partners();
    let asked = staff(&partners, 0);
    let screens: Vec<_> =
        asked.screens.iter().map(|s| (s.id, s.partner.as_ref().map(|p| p.id.as_str()))).collect();
    assert_eq!(
        screens,
        [
            ("contact", Some("acute")),
            ("contact", Some("council")),
            ("collaboration", None),
            ("own_way", None),
            ("about_you", None),
            ("last", None)
        ]
    );
    assert_eq!(items(&asked.screens[0])[0], "contact_frequency");
    let keys: BTreeSet<_> = asked.questions().map(|question| question.key.clone()).collect();
    assert_eq!(keys.len(), asked.questions().count(), "every question has a key of its own");
}

#[test]
fn names_stand_in_the_questions() {
    let partners = partners();
    let asked = staff(&partners, 0);
    let words = |screen: usize, item: &str, language: &str| {
        let screen = &asked.screens[screen];
        let question = screen.questions().find(|question| question.item.id == item).unwrap();
        asked.wording(screen, question, language)
    };
    assert_eq!(words(0, "reliance_organisation", "en"), "We can rely on the acute hospital.");
    assert_eq!(words(0, "reliance_contact", "en"), "I can rely on Jo Ward.");
    assert_eq!(words(1, "reliance_contact", "en"), "I can rely on the person I deal with there.");
    assert_eq!(words(1, "reliance_contact", "nl"), "Ik kan rekenen op degene met wie ik daar te maken heb.");
    assert_eq!(
        words(0, "knows_service", "en"),
        "As far as you know, does the acute hospital offer night care?"
    );
    let first = &asked.screens[0];
    assert_eq!(asked.heading(first, first.blocks[0].section, "en"), "Working with the acute hospital");
    assert!(asked.lead(first, first.blocks[0].section, "en").unwrap().contains("the acute hospital"));
}

#[test]
fn services_are_asked_only_with_a_directory_and_take_turns() {
    let partners = partners();
    let services = |form, place| -> Vec<Option<String>> {
        let asking = Asking { role: Staff, form, partners: &partners, key: RotationKey::place(place) };
        let asked = Instrument::built_in().questions_for(&asking);
        asked.questions().filter(|q| q.item.id == "knows_service").map(|q| q.key.service.clone()).collect()
    };
    let seen: BTreeSet<_> = (0..4).flat_map(|place| services(Form::Short, place)).collect();
    assert_eq!((services(Form::Short, 0).len(), seen.len()), (1, 4), "one each; all four among four people");
    assert_eq!(services(Form::Long, 3).len(), 3);
    let without = [Partner::named("a", "A")];
    assert!(staff(&without, 0).questions().all(|question| question.item.id != "knows_service"));
}

#[test]
fn representatives_and_staff_are_asked_their_own() {
    let partners = partners();
    let ask = |role, form| {
        let asking = Asking { role, form, partners: &partners, key: RotationKey::place(0) };
        let asked = Instrument::built_in().questions_for(&asking);
        asked.questions().map(|question| question.item.id.clone()).collect::<BTreeSet<_>>()
    };
    let (staff, representative) = (ask(Staff, Form::Short), ask(Representative, Form::Short));
    assert!(representative.contains("outcome_planning") && !staff.contains("outcome_planning"));
    assert!(staff.contains("engaged_safe") && !representative.contains("engaged_safe"));
    let all: BTreeSet<_> = ask(Staff, Form::Long).union(&ask(Representative, Form::Long)).cloned().collect();
    assert_eq!(all.len(), Instrument::built_in().items.len(), "the long forms together ask everything");
}

#[test]
fn the_short_form_asks_two_of_four_about_ways_of_working() {
    let partners = partners();
    let model = |place: u64, screen: usize| -> Vec<String> {
        let asked = staff(&partners, place);
        items(&asked.screens[screen])
            .into_iter()
            .filter(|id| id.starts_with("model_"))
            .map(str::to_owned)
            .collect()
    };
    let mut pairs: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for place in 0..6 {
        *pairs.entry(model(place, 0)).or_default() += 1;
        assert_ne!(model(place, 0), model(place, 1), "the next partner is asked about with others");
    }
    assert_eq!(pairs.len(), 6, "six people, each of the six pairs once");
}

#[test]
fn nobody_to_ask_about_leaves_the_rest() {
    let asked = staff(&[], 0);
    assert!(asked.screens.iter().all(|screen| screen.partner.is_none()));
    assert_eq!(asked.screens.len(), 4);
}

proptest! {
    #[test]
    fn the_same_key_asks_the_same(place in any::<u64>(), bytes in proptest::collection::vec(any::<u8>(), 0..20)) {
        let partners = partners();
        prop_assert_eq!(staff(&partners, place), staff(&partners, place));
        prop_assert_eq!(RotationKey::of_bytes(&bytes), RotationKey::of_bytes(&bytes));
    }
}

proptest! {
    // Each case asks 336 people.
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn over_a_whole_round_of_turns_every_question_comes_up_equally_often(turn in 0_u64..50, partner in 0_usize..2) {
        // Six ways for the first group, two for the second, twenty-eight for the third.
        let round = 6 * 2 * 28;
        let partners = partners();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let mut relations: BTreeMap<(String, String), u32> = BTreeMap::new();
        for place in turn * round..(turn + 1) * round {
            let asked = staff(&partners, place);
            let rotated: Vec<_> = asked.screens[partner].questions().filter(|q| q.item.rotate.is_some()).collect();
            for question in &rotated {
                *counts.entry(question.item.id.clone()).or_default() += 1;
            }
            let relation: Vec<_> =
                rotated.iter().filter(|q| q.item.rotate.as_deref() == Some("relation")).map(|q| q.item.id.clone()).collect();
            *relations.entry((relation[0].clone(), relation[1].clone())).or_default() += 1;
        }
        for (id, count) in &counts {
            let share = if id.starts_with("model") || id.starts_with("distance") { 168 } else { 84 };
            prop_assert_eq!(*count, share, "{}", id);
        }
        prop_assert_eq!(relations.len(), 28);
        prop_assert!(relations.values().all(|count| *count == 12));
    }
}
