use proptest::prelude::*;
use troth_network::AnswerRole::Staff;
use troth_rate::instrument::{
    Answer, AnswerError, Answers, Asking, Form, Instrument, Partner, QuestionKey, Questionnaire, RotationKey,
};

use crate::small::{SMALL, parse};

fn key(item: &str, partner: Option<&str>) -> QuestionKey {
    QuestionKey { item: item.to_owned(), partner: partner.map(str::to_owned), service: None }
}

fn long<'i>(instrument: &'i Instrument, partners: &[Partner]) -> Questionnaire<'i> {
    instrument.questions_for(&Asking { role: Staff, form: Form::Long, partners, key: RotationKey::place(0) })
}

fn two() -> [Partner; 2] {
    [Partner::named("a", "A"), Partner::named("b", "B")]
}

fn shown(asked: &Questionnaire<'_>, screen: usize, answers: &Answers) -> Vec<String> {
    let of = asked.shown(&asked.screens[screen], answers);
    of.into_iter().map(|question| question.item.id.clone()).collect()
}

#[test]
fn an_answer_opens_a_question_about_the_same_partner_only() {
    let instrument = parse(SMALL);
    let partners = two();
    let asked = long(&instrument, &partners);
    assert_eq!(shown(&asked, 0, &Answers::new()), ["rely", "known"]);
    let answers = Answers::from([(key("rely", Some("a")), Answer::Point(3))]);
    assert_eq!(shown(&asked, 0, &answers), ["rely", "fair", "known"]);
    assert_eq!(shown(&asked, 1, &answers), ["rely", "known"]);
    let cant = Answers::from([(key("rely", Some("a")), Answer::CantSay)]);
    assert_eq!(shown(&asked, 0, &cant), ["rely", "known"]);
}

#[test]
fn an_answer_that_is_changed_leaves_nothing_behind() {
    let instrument = parse(SMALL);
    let partners = two();
    let asked = long(&instrument, &partners);
    let mut answers = Answers::from([
        (key("rely", Some("a")), Answer::Point(3)),
        (key("fair", Some("a")), Answer::Point(1)),
        (key("fair", Some("nobody")), Answer::Point(1)),
        (key("known", Some("b")), Answer::Point(17)),
    ]);
    assert_eq!(asked.kept(&answers).len(), 2, "not asked, and not on the scale");
    answers.insert(key("rely", Some("a")), Answer::Point(1));
    let kept = asked.kept(&answers);
    assert_eq!(kept.keys().map(|key| key.item.as_str()).collect::<Vec<_>>(), ["rely"]);
}

#[test]
fn the_next_screen_is_the_first_with_something_open() {
    let instrument = parse(SMALL);
    let partners = two();
    let asked = long(&instrument, &partners);
    let mut answers = Answers::new();
    assert_eq!(asked.next_screen(&answers), Some(0));
    for partner in ["a", "b"] {
        answers.insert(key("rely", Some(partner)), Answer::Point(1));
        answers.insert(key("known", Some(partner)), Answer::CantSay);
    }
    assert_eq!(asked.next_screen(&answers), Some(2));
    answers.insert(key("years", None), Answer::Number(4));
    assert_eq!(asked.next_screen(&answers), None, "words may be left empty");
    answers.insert(key("rely", Some("b")), Answer::Point(2));
    assert_eq!(asked.next_screen(&answers), Some(1), "a question that opened is asked");
}

#[test]
fn whoever_never_has_contact_is_asked_no_more_about_that_partner() {
    let partners = two();
    let asked = long(Instrument::built_in(), &partners);
    assert!(shown(&asked, 0, &Answers::new()).len() > 20, "without script all stands on the page");
    let never = Answers::from([(key("contact_frequency", Some("a")), Answer::Point(1))]);
    assert_eq!(shown(&asked, 0, &never), ["contact_frequency"]);
    assert!(shown(&asked, 1, &never).len() > 20);
}

#[test]
fn answers_fit_their_question_or_say_why_not() {
    let instrument = parse(SMALL);
    let check = |item: &str, answer: Answer| instrument.check_answer(item, &answer);
    assert_eq!(check("rely", Answer::Point(3)), Ok(()));
    assert_eq!(check("rely", Answer::CantSay), Ok(()));
    assert_eq!(check("years", Answer::Number(60)), Ok(()));
    assert_eq!(check("words", Answer::Text("ten lötters".chars().take(10).collect())), Ok(()));
    let says = |item: &str, answer: Answer| check(item, answer).unwrap_err().to_string();
    assert_eq!(says("rely", Answer::Point(4)), "\"rely\" has no answer 4. Choose one of the answers shown.");
    assert_eq!(
        says("rely", Answer::Number(3)),
        "\"rely\" takes one of its answers. Choose one of the answers shown."
    );
    assert_eq!(
        says("years", Answer::Number(61)),
        "61 does not fit \"years\". Give a whole number from 0 to 60."
    );
    assert!(says("words", Answer::Text("eleven more".into())).ends_with("Shorten it to 10 or fewer."));
    assert_eq!(check("words", Answer::CantSay), Err(AnswerError::NoCantSay("words".into())));
    assert_eq!(check("colour", Answer::CantSay), Err(AnswerError::NoQuestion("colour".into())));
}

#[test]
fn a_reason_takes_cant_say_away() {
    let text =
        SMALL.replacen("scale = \"extent\"\n", "scale = \"extent\"\nno_cant_say = \"Everybody knows.\"\n", 1);
    let instrument = parse(&text);
    assert!(instrument.check_answer("rely", &Answer::CantSay).is_err());
    assert!(instrument.cant_say_of(instrument.item("rely").unwrap()).is_none());
}

proptest! {
    #[test]
    fn what_is_kept_was_given_fits_and_stays(values in proptest::collection::vec(0_i32..7, 60)) {
        let partners = two();
        let asked = long(Instrument::built_in(), &partners);
        let answer = |value: &i32| if *value == 0 { Answer::CantSay } else { Answer::Point(*value) };
        let answers: Answers =
            asked.questions().map(|q| q.key.clone()).zip(values.iter().map(answer)).collect();
        let kept = asked.kept(&answers);
        prop_assert!(kept.iter().all(|(key, answer)| answers.get(key) == Some(answer)));
        prop_assert!(kept.iter().all(|(key, answer)| asked.instrument.check_answer(&key.item, answer).is_ok()));
        prop_assert_eq!(asked.kept(&kept), kept);
    }
}
