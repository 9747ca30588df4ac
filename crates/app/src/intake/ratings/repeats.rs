//! The same answer twice is used once; two different answers in the same place are not used at all, because
//! nothing says which is right.

use super::RatingsFile;
use super::answer::Answer;
use crate::intake::problem::Problem;

/// Most lines that one sentence names.
const NAMED: usize = 12;

/// Sets repeats and contradictions aside, each with its reason.
pub(super) fn set_aside(file: &mut RatingsFile) {
    let answers = &file.answers;
    let mut order: Vec<usize> = (0..answers.len()).collect();
    // A stable sort keeps the file's order within a place, and is quick where the file is in order already.
    order.sort_by(|x, y| answers[*x].place().cmp(&answers[*y].place()));
    let mut aside: Vec<(usize, Problem)> = Vec::new();
    for group in order.chunk_by(|x, y| answers[*x].place() == answers[*y].place()).filter(|g| g.len() > 1) {
        let first = &answers[group[0]];
        if group.iter().all(|at| answers[*at].value.total_cmp(&first.value).is_eq()) {
            file.repeats += group.len() - 1;
            for at in &group[1..] {
                let reason = format!("This repeats line {}. Remove one of them.", first.line);
                aside.push((*at, of_value(&answers[*at], reason)));
            }
        } else {
            file.contradictions += 1;
            let reason = format!(
                "Lines {} give different answers of the same respondent to the same question. Keep the right one.",
                lines(group, answers)
            );
            aside.extend(group.iter().map(|at| (*at, of_value(&answers[*at], reason.clone()))));
        }
    }
    aside.sort_by_key(|(at, _)| *at);
    let mut places = aside.iter().map(|(at, _)| *at).peekable();
    let mut at = 0;
    file.answers.retain(|_| {
        let dropped = places.next_if_eq(&at).is_some();
        at += 1;
        !dropped
    });
    file.skipped.extend(aside.into_iter().map(|(_, problem)| problem));
}

fn of_value(answer: &Answer, reason: String) -> Problem {
    Problem::cell(answer.line, "value", &answer.value.to_string(), reason)
}

/// The lines, not all if they are many: a file without its respondent column has thousands in one place.
fn lines(group: &[usize], answers: &[Answer]) -> String {
    let named: Vec<String> = group.iter().take(NAMED).map(|at| answers[*at].line.to_string()).collect();
    let mut text = named.join(", ");
    if group.len() > NAMED {
        text.push_str(&format!(" and {} more", group.len() - NAMED));
    }
    text
}
