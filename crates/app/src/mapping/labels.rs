//! From the words of an answer to its number.

use std::collections::{BTreeMap, BTreeSet};

use super::types::ScaleLabels;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Answered {
    /// It is empty.
    Nothing,
    /// Somebody cannot say.
    CantSay,
    /// A number of the scale, or one outside it, which is for the intake to judge.
    Number(f64),
    /// Words that the mapping does not have.
    Unknown,
}

/// The words of a scale, ready for looking up.
pub(super) struct Labels {
    labels: BTreeMap<String, f64>,
    cant_say: BTreeSet<String>,
}

impl Labels {
    pub(super) fn of(scale: &ScaleLabels, cant_say: &[String]) -> Self {
        Self {
            labels: scale.labels.iter().map(|(label, value)| (plain(label), *value)).collect(),
            cant_say: cant_say.iter().map(|word| plain(word)).collect(),
        }
    }

    pub(super) fn read(&self, cell: &str) -> Answered {
        let word = plain(cell);
        if word.is_empty() {
            return Answered::Nothing;
        }
        if let Some(value) = self.labels.get(&word) {
            return Answered::Number(*value);
        }
        if self.cant_say.contains(&word) {
            return Answered::CantSay;
        }
        // A number of a file in German or Dutch has a comma.
        let number = word.replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite());
        number.map_or(Answered::Unknown, Answered::Number)
    }
}

/// Words without capitals, spaces around them, and kinds of quotation marks and dashes.
pub(super) fn plain(text: &str) -> String {
    let same = text.trim().chars().map(|c| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{2013}' | '\u{2014}' => '-',
        '\u{a0}' => ' ',
        other => other,
    });
    same.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_silence_are_told_apart() {
        let scale = ScaleLabels { min: 1.0, max: 5.0, labels: [("Strongly agree".to_owned(), 5.0)].into() };
        let labels = Labels::of(&scale, &["Can\u{2019}t say".to_owned(), "99".to_owned()]);
        assert_eq!(labels.read(" strongly AGREE"), Answered::Number(5.0));
        assert_eq!(labels.read("can't say"), Answered::CantSay);
        assert_eq!(labels.read("99"), Answered::CantSay);
        assert_eq!(labels.read("4"), Answered::Number(4.0));
        assert_eq!(labels.read("3,5"), Answered::Number(3.5));
        assert_eq!(labels.read(""), Answered::Nothing);
        assert_eq!(labels.read("Agree somewhat"), Answered::Unknown);
        assert_eq!(labels.read("NaN"), Answered::Unknown);
    }
}
