//! The promises, word for word as respondents read them. Every sentence is true of what the gate does; a test names each
//! number in them.

use troth_gate::Visibility;

/// What each promise is called where one is chosen.
pub const fn label(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Totals => "Partners see figures of the whole partnership only",
        Visibility::Received => "Each partner also sees what the others say of it",
        Visibility::Opened => "Each partner also sees relationships that both sides opened",
        Visibility::Everyone => "All partners see all relationships",
    }
}

/// What cannot be promised, said just as plainly.
pub const NOT_PROMISED: &str = "What we cannot promise: where few people work with a partner, somebody may guess who \
     answered. Whoever looks after the computer on which answers are kept could read them. Figures that were shown \
     before somebody withdrew are not called back. A court or a law can oblige the custodian to hand over what is held.";

/// The promise in paragraphs. `custodian` is who can read single answers, `floor` the smallest number of staff behind a
/// figure.
pub fn words(visibility: Visibility, custodian: &str, floor: usize) -> Vec<String> {
    words_with(visibility, custodian, floor, None)
}

/// The same, where single answers may also be given to `research`: what it is, and who does it.
pub fn words_with(
    visibility: Visibility,
    custodian: &str,
    floor: usize,
    research: Option<&str>,
) -> Vec<String> {
    let nobody = if research.is_some() {
        "Apart from the research named below, nobody else sees"
    } else {
        "Nobody else sees"
    };
    let sees = match visibility {
        Visibility::Totals => {
            "The organisations of the partnership see figures of the whole partnership, and nothing about single \
             organisations. The coordinator and the analysts see what organisations say of each other."
        }
        Visibility::Received => {
            "The organisations of the partnership see figures of the whole partnership, and each sees what every other \
             organisation says of it. They do not see what others say of each other. The coordinator and the analysts \
             see what all organisations say of each other."
        }
        Visibility::Opened => {
            "The organisations of the partnership see figures of the whole partnership, and each sees what every other \
             organisation says of it. Two organisations see both sides of their relationship if both agree to open it; \
             nobody learns which of them did not. The coordinator and the analysts see what all organisations say of \
             each other."
        }
        Visibility::Everyone => {
            "The organisations of the partnership, the coordinator and the analysts all see what organisations say of \
             each other."
        }
    };
    let mut paragraphs = [
        format!("Your answers are confidential. One person can read single answers: {custodian}, the custodian."),
        format!("{nobody} what one person answered. What staff answer is put together, and what your organisation says \
         of a partner is shown only where at least {floor} people of it answered about that partner. Where nearly everybody \
         gave the same end of the scale, it is shown only roughly, so that no colleague can work out your answer."),
        format!("Where fewer than {floor} answered, the answers may be put together with those of similar organisations that are not \
         shown either: at least 3 organisations and {floor} people. Otherwise they are not shown at all."),
        sees.to_owned(),
        "If you answer for your organisation as its representative, you choose for each partner who may see your answer. \
         Nobody but you can widen that."
            .to_owned(),
        "You can ask the custodian for a copy of your answers or to have them erased. The next figures are then made \
         without them."
            .to_owned(),
        NOT_PROMISED.to_owned(),
        "Please do not describe patients. Nothing about patients belongs here.".to_owned(),
    ]
    .to_vec();
    if let Some(research) = research {
        let before_the_end = paragraphs.len() - 1;
        paragraphs.insert(before_the_end, format!(
            "For research the custodian may pass on single answers, encrypted, with the organisations and without names: \
             {research}. Each time new numbers stand in the place of people. Free words are not passed on. What was passed \
             on cannot be called back."
        ));
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use troth_gate::{Audience, Visibility};

    use super::*;

    #[test]
    fn numbers_in_the_promise_are_those_of_the_gate() {
        let of_the_gate = Audience::Agreed.floor();
        for (visibility, floor) in Visibility::ALL.into_iter().flat_map(|v| [(v, 5), (v, 12)]) {
            let floor = of_the_gate.raised_to(floor).people();
            let words = words(visibility, "Jo Lee, Healthwatch", floor);
            assert!(words[0].contains("Jo Lee, Healthwatch"));
            assert!(words[1].contains(&format!("at least {floor} people")));
            assert!(words[2].contains(&format!("fewer than {floor} answered")));
            assert!(words[2].contains(&format!("3 organisations and {floor} people")));
            assert!(!words.join(" ").contains("anonymous"), "an address or a file may lead to a person");
        }
    }

    #[test]
    fn research_is_named_and_the_rest_stays_true() {
        let (without, with) = (
            words(Visibility::Totals, "Jo", 5),
            words_with(Visibility::Totals, "Jo", 5, Some("Trust study, Uni")),
        );
        assert_eq!(with.len(), without.len() + 1);
        assert!(with[7].contains("Trust study, Uni") && with[1].starts_with("Apart from the research"));
        assert!(!without.join(" ").contains("research"));
    }

    #[test]
    fn promises_differ_in_who_sees_what_and_in_nothing_else() {
        let all: Vec<Vec<String>> = Visibility::ALL.map(|v| words(v, "Jo", 5)).to_vec();
        for other in &all[1..] {
            let differing: Vec<usize> = (0..8).filter(|k| other[*k] != all[0][*k]).collect();
            assert_eq!(differing, [3]);
        }
    }
}
