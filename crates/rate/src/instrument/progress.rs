//! Where somebody stands: which questions their answers open or close, and what is left.

use super::{Answer, Answers, Question, QuestionKey, Questionnaire, Screen, Section, ShowIf};

impl<'i> Questionnaire<'i> {
    /// The answers that count: to questions that are asked of this person and that earlier answers do not close.
    ///
    /// An answer that was given before a question was closed is left out, so that going back and changing an answer
    /// leaves nothing behind. Answers that do not fit their question are left out too.
    #[must_use]
    pub fn kept(&self, answers: &Answers) -> Answers {
        let mut kept = Answers::new();
        for (section, question) in self.placed() {
            let Some(answer) = answers.get(&question.key) else { continue };
            let fits = self.instrument.check_answer(&question.item.id, answer).is_ok();
            if fits && self.is_shown(section, question, &kept) {
                kept.insert(question.key.clone(), answer.clone());
            }
        }
        kept
    }

    /// The questions of a screen that are shown with these answers, in order.
    #[must_use]
    pub fn shown<'a>(&'a self, screen: &'a Screen<'i>, answers: &Answers) -> Vec<&'a Question<'i>> {
        let kept = self.kept(answers);
        let blocks = screen.blocks.iter();
        let all =
            blocks.flat_map(|block| block.questions.iter().map(move |question| (block.section, question)));
        all.filter(|(section, question)| self.is_shown(section, question, &kept)).map(|(_, q)| q).collect()
    }

    /// The place of the first screen with a question that is shown and has no answer; texts may be left empty. `None`
    /// when all is answered.
    #[must_use]
    pub fn next_screen(&self, answers: &Answers) -> Option<usize> {
        let kept = self.kept(answers);
        let open = |screen: &Screen<'i>| {
            screen.blocks.iter().any(|block| {
                block.questions.iter().any(|question| {
                    question.item.kind != super::Kind::Text
                        && !kept.contains_key(&question.key)
                        && self.is_shown(block.section, question, &kept)
                })
            })
        };
        self.screens.iter().position(open)
    }

    fn placed(&self) -> impl Iterator<Item = (&'i Section, &Question<'i>)> {
        let blocks = self.screens.iter().flat_map(|screen| &screen.blocks);
        blocks.flat_map(|block| block.questions.iter().map(move |question| (block.section, question)))
    }

    /// Whether the rules of the section and of the question both let it be asked. Give the answers of [`Self::kept`].
    #[must_use]
    pub fn is_shown(&self, section: &Section, question: &Question<'_>, kept: &Answers) -> bool {
        let rules = section.show_if.iter().chain(&question.item.show_if);
        rules.into_iter().all(|rule| self.holds(rule, question, kept))
    }

    fn holds(&self, rule: &ShowIf, question: &Question<'_>, kept: &Answers) -> bool {
        let repeats = self.instrument.item(&rule.item).is_some_and(|item| item.per.repeats());
        let key = QuestionKey {
            item: rule.item.clone(),
            partner: question.key.partner.clone().filter(|_| repeats),
            service: None,
        };
        match kept.get(&key) {
            Some(Answer::Point(value)) => rule.values.contains(value),
            _ => rule.unanswered,
        }
    }
}
