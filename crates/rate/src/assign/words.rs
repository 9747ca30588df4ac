//! The result in sentences.

use super::helps::{Helps, MorePeople};
use super::minutes::Minutes;
use super::solution::Solution;

/// A gain below this is said to be hardly any.
const HARDLY: f64 = 0.05;

impl Solution {
    /// What can be expected, in one sentence: "About 12 of 31 relationships could be shown on both sides, about 11
    /// minutes each."
    pub fn says(&self, minutes: &Minutes) -> String {
        if self.expected.relationships == 0 {
            return "There is no relationship to ask about.".to_owned();
        }
        let (both, all) = (self.expected.both.round(), self.expected.relationships);
        let relationships = if all == 1 { "relationship" } else { "relationships" };
        let time =
            if minutes.people == 0 { String::new() } else { format!(", {} each", about(minutes.each)) };
        format!("About {both:.0} of {all} {relationships} could be shown on both sides{time}.")
    }

    /// How good the assignment is, in one sentence.
    pub fn is_how_good(&self) -> String {
        if self.is_best() {
            return "No other way to ask these people would show more.".to_owned();
        }
        if self.worth <= 0.0 {
            return "In this way no relationship can be shown; it is not known whether another way could."
                .to_owned();
        }
        let within = if self.bound.in_steps { " in the steps that were tried" } else { "" };
        // Rounded up: never said to be better than it is.
        let more = ((self.bound.value / self.worth - 1.0) * 1000.0).ceil() / 10.0;
        format!("Another way to ask these people{within} could show at most {more:.1} in 100 more.")
    }
}

impl Helps {
    /// What would help most, in one sentence. `name` gives the name of an organisation by its place.
    pub fn says(&self, name: impl Fn(usize) -> String) -> String {
        match self.organisations.first().filter(|first| first.best().1.both >= HARDLY) {
            Some(first) => first.says(&name(first.organisation)),
            None => "A few more people from a single organisation would hardly change this.".to_owned(),
        }
    }
}

impl MorePeople {
    /// What more people of this organisation would add, in one sentence.
    pub fn says(&self, name: &str) -> String {
        let (people, gain) = self.best();
        let who = match people {
            1 => "One more person".to_owned(),
            2 => "Two more people".to_owned(),
            _ => "Three more people".to_owned(),
        };
        format!("{who} from {name}: about {:.1} more on both sides.", gain.both.max(0.0))
    }
}

fn about(minutes: f64) -> String {
    let whole = minutes.round().max(1.0);
    format!("about {whole:.0} minute{}", if whole < 2.0 { "" } else { "s" })
}
