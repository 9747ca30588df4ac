//! One page of the questionnaire as a form: its fields, and what was sent in them.

use std::collections::BTreeMap;

use troth_rate::instrument::{Answer, Instrument, Kind, Question, QuestionKey};

/// Name of a field, and what has to be mended there.
pub type Mend = (String, String);

/// The value of the field of who cannot say.
pub const CANT_SAY: &str = "cant_say";

/// Name of the field of a question on the page it stands on.
pub fn field(key: &QuestionKey) -> String {
    match &key.service {
        Some(service) => format!("q-{}-{service}", key.item),
        None => format!("q-{}", key.item),
    }
}

/// The value of a field that holds this answer.
pub fn value(answer: &Answer) -> String {
    match answer {
        Answer::Point(value) | Answer::Number(value) => value.to_string(),
        Answer::Text(text) => text.clone(),
        Answer::CantSay => CANT_SAY.to_owned(),
    }
}

/// What was sent for each of these questions; `None` where nothing was.
pub(super) fn read(
    instrument: &Instrument,
    questions: &[&Question<'_>],
    sent: &BTreeMap<String, String>,
) -> Result<Vec<(QuestionKey, Option<Answer>)>, Vec<Mend>> {
    let mut errors = Vec::new();
    let mut answers = Vec::new();
    for question in questions {
        let name = field(&question.key);
        let text = sent.get(&name).map_or("", |text| text.trim());
        match one(question, text) {
            Ok(None) => answers.push((question.key.clone(), None)),
            Ok(Some(answer)) => match instrument.check_answer(&question.item.id, &answer) {
                Ok(()) => answers.push((question.key.clone(), Some(answer))),
                Err(error) => errors.push((name, plain(question, &error.to_string()))),
            },
            Err(message) => errors.push((name, message.to_owned())),
        }
    }
    if errors.is_empty() { Ok(answers) } else { Err(errors) }
}

fn one(question: &Question<'_>, text: &str) -> Result<Option<Answer>, &'static str> {
    match question.item.kind {
        _ if text.is_empty() => Ok(None),
        Kind::Text => Ok(Some(Answer::Text(text.replace("\r\n", "\n")))),
        _ if text == CANT_SAY => Ok(Some(Answer::CantSay)),
        Kind::Number => match text.parse() {
            Ok(number) => Ok(Some(Answer::Number(number))),
            Err(_) => Err("Write a whole number in digits, such as 7."),
        },
        _ => match text.parse() {
            Ok(point) => Ok(Some(Answer::Point(point))),
            Err(_) => Err("Choose one of the answers shown."),
        },
    }
}

/// The sentence for a person, who does not know the ids of questions.
fn plain(question: &Question<'_>, message: &str) -> String {
    message.replace(&format!("\"{}\"", question.item.id), "This question")
}
