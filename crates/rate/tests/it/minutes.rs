use troth_network::AnswerRole::{self, Representative, Staff};
use troth_rate::instrument::{Asking, Form, Instrument, LONGEST_DEFAULT_MINUTES, Partner, RotationKey};

#[test]
fn the_default_form_stays_under_twelve_minutes_with_four_partners() {
    let instrument = Instrument::built_in();
    let form = instrument.head.default_form;
    for role in [Staff, Representative] {
        for directory in [false, true] {
            for language in &instrument.languages {
                for partners in 0..=4 {
                    let minutes = instrument.minutes(role, form, partners, directory, &language.id);
                    assert!(
                        minutes < LONGEST_DEFAULT_MINUTES,
                        "{role:?}, {partners} partners, directory {directory}, {}: {minutes}",
                        language.id
                    );
                }
            }
        }
    }
}

/// The table of docs/methods/survey-minutes.md.
#[test]
fn minutes_for_one_to_eight_partners() {
    let of = |role: AnswerRole, form: Form, directory: bool| -> Vec<u32> {
        let instrument = Instrument::built_in();
        (1..=8).map(|partners| instrument.minutes(role, form, partners, directory, "en")).collect()
    };
    assert_eq!(of(Staff, Form::Short, false), [5, 7, 8, 10, 12, 14, 15, 17]);
    assert_eq!(of(Staff, Form::Short, true), [5, 7, 9, 11, 13, 14, 16, 18]);
    assert_eq!(of(Representative, Form::Short, false), [5, 7, 9, 11, 14, 16, 18, 21]);
    assert_eq!(of(Staff, Form::Long, false), [6, 9, 11, 14, 17, 19, 22, 25]);
    assert_eq!(of(Staff, Form::Long, true), [7, 10, 13, 16, 19, 22, 25, 28]);
    assert_eq!(of(Representative, Form::Long, false), [6, 9, 12, 15, 18, 22, 25, 28]);
    let page = include_str!("../../../../docs/methods/survey-minutes.md");
    for row in [
        "| staff, short | 5 | 7 | 8 | 10 | 12 | 14 | 15 | 17 |",
        "| staff, short, with a directory | 5 | 7 | 9 | 11 | 13 | 14 | 16 | 18 |",
        "| representative, short | 5 | 7 | 9 | 11 | 14 | 16 | 18 | 21 |",
        "| staff, long | 6 | 9 | 11 | 14 | 17 | 19 | 22 | 25 |",
        "| staff, long, with a directory | 7 | 10 | 13 | 16 | 19 | 22 | 25 | 28 |",
        "| representative, long | 6 | 9 | 12 | 15 | 18 | 22 | 25 | 28 |",
    ] {
        assert!(page.contains(row), "{row}");
    }
}

#[test]
fn minutes_left_go_down_to_none() {
    let partners = [Partner::named("a", "the hospital"), Partner::named("b", "the council")];
    let asking = Asking { role: Staff, form: Form::Short, partners: &partners, key: RotationKey::place(3) };
    let asked = Instrument::built_in().questions_for(&asking);
    let left: Vec<u32> = (0..=asked.screens.len()).map(|screen| asked.minutes_from(screen, "en")).collect();
    assert_eq!(left.first(), Some(&asked.minutes("en")));
    assert_eq!(left.last(), Some(&0));
    assert!(left.windows(2).all(|two| two[1] <= two[0]), "{left:?}");
}

#[test]
fn a_longer_name_takes_longer_to_read() {
    let seconds = |name: &str| {
        let partners = [Partner::named("a", name)];
        let asking =
            Asking { role: Staff, form: Form::Short, partners: &partners, key: RotationKey::place(0) };
        Instrument::built_in().questions_for(&asking).seconds("en")
    };
    assert!(seconds("the hospital at the far end of town") > seconds("the hospital"));
}
