//! From the text of a mapping to a mapping, with what is wrong with it.

use super::Mapping;
use super::pattern::Pattern;
use super::types::{AnswerColumns, Said};
use crate::intake::{FileProblem, decode};

/// Longest mapping, in bytes.
const LONGEST: usize = 1_000_000;

impl Mapping {
    /// Reads a mapping from the bytes of its file.
    ///
    /// # Errors
    /// The first thing that is wrong with it, with its line.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, FileProblem> {
        let problem = |reason: String| FileProblem::Mapping { file: file.to_owned(), reason };
        if bytes.len() > LONGEST {
            return Err(problem(format!("a mapping has at most {LONGEST} bytes. This is something else.")));
        }
        let text = decode::text(file, bytes)?;
        let mapping: Self = toml::from_str(&text).map_err(|error| {
            let line =
                error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let said = error.message().lines().next().unwrap_or_default();
            problem(format!("line {line}: {said}. Compare with what `troth mapping` writes."))
        })?;
        mapping.check().map_err(problem)?;
        Ok(mapping)
    }

    fn check(&self) -> Result<(), String> {
        one_of("rater", Some(&self.rater))?;
        for (name, said) in [
            ("respondent", &self.respondent),
            ("role", &self.role),
            ("visible_to", &self.visible_to),
            ("wave", &self.wave),
        ] {
            one_of(name, said.as_ref())?;
        }
        if self.respondent.as_ref().is_some_and(|said| said.fixed.is_some()) {
            return Err("[respondent] needs a column: one name for all would count everybody as one person."
                .to_owned());
        }
        if self.answers.is_empty() {
            return Err("it names no columns with answers. Add at least one [[answers]].".to_owned());
        }
        for (name, scale) in &self.scales {
            if !(scale.min.is_finite() && scale.max.is_finite() && scale.min < scale.max) {
                return Err(format!("the scale \"{name}\" needs a min below its max."));
            }
            let outside = scale.labels.iter().find(|(_, value)| !(scale.min..=scale.max).contains(value));
            if let Some((label, value)) = outside {
                return Err(format!(
                    "in the scale \"{name}\", \"{label}\" = {value} lies outside {} to {}.",
                    scale.min, scale.max
                ));
            }
        }
        for answers in &self.answers {
            self.check_answers(answers)?;
        }
        Ok(())
    }

    fn check_answers(&self, answers: &AnswerColumns) -> Result<(), String> {
        let ((Some(text), None) | (None, Some(text))) = (&answers.columns, &answers.texts) else {
            return Err("each [[answers]] needs either columns or texts.".to_owned());
        };
        let pattern = Pattern::read(text)?;
        let ways = usize::from(pattern.has_target())
            + usize::from(answers.target.is_some())
            + usize::from(answers.target_column.is_some());
        if ways != 1 {
            return Err(format!(
                "the answers in \"{text}\" need one way to tell the partner: {{target}} in the heading, target = \"…\", or \
                 target_column = \"…\"."
            ));
        }
        if pattern.has_variable() == answers.variable.is_some() {
            return Err(format!(
                "the answers in \"{text}\" need one way to tell the question: {{variable}} in the heading, or variable = \
                 \"…\"."
            ));
        }
        if !self.scales.contains_key(&answers.scale) {
            return Err(format!(
                "the answers in \"{text}\" have the scale \"{}\", and there is no [scales.{}].",
                answers.scale, answers.scale
            ));
        }
        let empty =
            |texts: [&Option<String>; 3]| texts.into_iter().flatten().any(|text| text.trim().is_empty());
        let open = answers.targets.iter().find(|(_, id)| id.trim().is_empty());
        if let Some((word, _)) = open {
            return Err(format!(
                "\"{word}\" under targets of \"{text}\" has no organisation yet. Write its id."
            ));
        }
        if empty([&answers.variable, &answers.target, &answers.target_column]) {
            return Err(format!("the answers in \"{text}\" have an empty variable or target. Fill it in."));
        }
        Ok(())
    }
}

fn one_of(name: &str, said: Option<&Said>) -> Result<(), String> {
    match said {
        Some(Said { column: Some(_), fixed: Some(_), .. }) => {
            Err(format!("[{name}] has both column and fixed. Keep one."))
        }
        Some(Said { column: None, fixed: None, .. }) => {
            Err(format!("[{name}] needs the heading of a column, or fixed = \"…\" for all rows."))
        }
        Some(Said { column: Some(text), .. } | Said { fixed: Some(text), .. }) if text.trim().is_empty() => {
            Err(format!("[{name}] is empty. Write the heading of the column, or fixed = \"…\" for all rows."))
        }
        _ => Ok(()),
    }
}
