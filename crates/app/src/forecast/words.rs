//! The forecast in words.

use super::{OnSides, Showable};
use crate::intake::words::count;

/// A gain below this is said to be hardly any.
const HARDLY: f64 = 0.05;

impl Showable {
    /// What can be expected, in one sentence.
    pub fn says(&self) -> String {
        if self.relationships == 0 {
            return "Nobody is asked about a partner yet.".to_owned();
        }
        let (both, one, _) = self.expected.whole();
        format!(
            "Of {} about {both} could be shown on both sides, {one} on one side.",
            count(self.relationships, "relationship", "relationships")
        )
    }

    /// What it would be if everybody answered.
    pub fn at_best(&self) -> String {
        let (both, one, none) = self.if_everybody_answers.whole();
        format!("If everybody answers, {both} on both sides, {one} on one side and {none} on neither.")
    }

    /// What would help most.
    pub fn best_help(&self) -> String {
        match self.helps.first().filter(|best| best.two_more >= HARDLY) {
            Some(best) => format!(
                "Two more people from {} would add most: about {:.1} more on both sides.",
                inside(&best.name),
                best.two_more
            ),
            None => "One or two more people from a single organisation would hardly change this.".to_owned(),
        }
    }

    /// What the reader has to know besides, sentence by sentence.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.pooled_directions > 0 {
            remarks.push(format!(
                "{} of one side would be shown together with similar organisations, if just the expected number answer; \
                 they count as no side here.",
                count(self.pooled_directions, "view", "views")
            ));
        }
        if self.not_accepted > 0 {
            let who = count(self.not_accepted, "organisation has", "organisations have");
            remarks.push(format!(
                "{who} not accepted yet being rated by name. Until then answers about them are not shown; the forecast \
                 counts them as if they had."
            ));
        }
        remarks
    }

    /// The organisations whose people would help, at most `most` of them.
    pub fn helpers(&self, most: usize) -> impl Iterator<Item = &super::MorePeople> {
        self.helps.iter().filter(|help| help.two_more >= HARDLY).take(most)
    }
}

/// A name inside a sentence: "The hospice" becomes "the hospice".
pub(super) fn inside(name: &str) -> String {
    name.strip_prefix("The ").map_or_else(|| name.to_owned(), |rest| format!("the {rest}"))
}

impl OnSides {
    /// Whole numbers of both, one and none with the same sum: rounded down, and what is left given to those that lost
    /// most.
    pub fn whole(&self) -> (usize, usize, usize) {
        let parts = [self.both, self.one, self.none];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "numbers of relationships"
        )]
        let floor = |x: f64| (x + 1e-9).max(0.0).floor() as usize;
        let mut whole = parts.map(floor);
        let mut order = [0, 1, 2];
        order.sort_by(|a, b| (parts[*b].fract()).total_cmp(&parts[*a].fract()));
        let left = floor(parts.iter().sum::<f64>() + 0.5).saturating_sub(whole.iter().sum());
        for at in order.into_iter().take(left) {
            whole[at] += 1;
        }
        (whole[0], whole[1], whole[2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_keep_their_sum() {
        let whole = |both, one, none| OnSides { both, one, none }.whole();
        assert_eq!(whole(0.5, 0.4, 0.1), (1, 0, 0));
        assert_eq!(whole(1.4, 1.4, 0.2), (2, 1, 0));
        assert_eq!(whole(2.999_999_999_99, 0.0, 1.000_000_000_01), (3, 0, 1));
        assert_eq!(whole(0.0, 0.0, 0.0), (0, 0, 0));
    }
}
