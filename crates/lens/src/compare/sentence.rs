//! The first line of the comparison: a difference is said only where its interval leaves out 0.

use super::{Apart, Between, Comparison};
use crate::scale_words::{Sureness, end, points};
use crate::sentence::Finding;

/// Most pairs that are named in the sentence.
const NAMED: usize = 3;

impl Comparison {
    /// What was found and how sure it is.
    pub fn finding(&self) -> Finding {
        let question = format!("\u{201c}{}\u{201d}", self.question);
        let shown = self.shown().count();
        if self.partnerships.len() < 2 {
            let says = match self.partnerships.first() {
                None => "There is no partnership to compare yet.".to_owned(),
                Some(one) => {
                    format!("{} is the only partnership here, so there is nothing to compare.", one.name)
                }
            };
            return unsure(says, "Cannot tell: a comparison needs two partnerships with survey answers.");
        }
        if shown < 2 {
            let says = format!("On {question} fewer than two partnerships have a mean that can be shown.");
            return unsure(says, "Cannot tell: the reason stands beside each partnership.");
        }
        let known = self.between.iter().filter(|b| matches!(b.apart, Apart::Known(_))).count();
        if known == 0 {
            let says = format!("On {question} the partnerships cannot be compared.");
            return unsure(says, "Cannot tell: the reason stands beside each two of them.");
        }
        let told: Vec<&Between> = self.between.iter().filter(|b| b.told().is_some()).collect();
        match told.as_slice() {
            [] => self.none(&question, known),
            [one] => self.one(&question, one, known),
            many => self.several(&question, many, known),
        }
    }

    fn none(&self, question: &str, known: usize) -> Finding {
        if let [Between { first, second, apart: Apart::Known(value), .. }] = self.between.as_slice() {
            let says = format!("On {question} the means of {first} and {second} cannot be told apart.");
            let (low, high) = value.interval().unwrap_or((value.estimate, value.estimate));
            let sure = format!(
                "Cannot tell: the difference lies somewhere between {} and {} points out of 100.",
                end(low),
                end(high)
            );
            return unsure(says, &sure);
        }
        let says = format!("On {question} no two partnerships can be told apart.");
        unsure(says, &format!("Cannot tell: each of the {known} differences may be zero."))
    }

    fn one(&self, question: &str, pair: &Between, known: usize) -> Finding {
        let Some((value, (low, high))) = pair.told().and_then(|v| v.interval().map(|range| (v, range)))
        else {
            return self.none(question, known);
        };
        let (lower, other, near, far) = if high < 0.0 {
            (&pair.first, &pair.second, -high, -low)
        } else {
            (&pair.second, &pair.first, low, high)
        };
        let rest = if known > 1 { " No other two can be told apart." } else { "" };
        let sureness = Sureness::of_gap(value).max(Sureness::NotSure);
        Finding {
            says: format!("On {question} the mean of {lower} is lower than that of {other}.{rest}"),
            sure: format!(
                "{}: the difference is {} points out of 100, most likely between {} and {}.",
                sureness.words(),
                points(value.estimate.abs()),
                end(near),
                end(far)
            ),
            sureness,
        }
    }

    fn several(&self, question: &str, told: &[&Between], known: usize) -> Finding {
        let named: Vec<String> =
            told.iter().take(NAMED).map(|b| format!("{} and {}", b.first, b.second)).collect();
        let more = if told.len() > NAMED { "; the table names the others" } else { "" };
        let sureness = told
            .iter()
            .filter_map(|b| b.told())
            .map(|value| Sureness::of_gap(value).max(Sureness::NotSure))
            .min()
            .unwrap_or(Sureness::NotSure);
        Finding {
            says: format!("On {question} the means differ between {}{more}.", named.join(", between ")),
            sure: format!(
                "{}: {} of {known} differences leave out zero. If nothing differed, about one in twenty would do so by \
                 chance.",
                sureness.words(),
                told.len()
            ),
            sureness,
        }
    }
}

fn unsure(says: String, sure: &str) -> Finding {
    Finding { says, sure: sure.to_owned(), sureness: Sureness::CannotTell }
}
