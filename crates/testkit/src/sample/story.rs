//! The planted stories: directions whose true value is set instead of drawn.
//!
//! On such a direction the true value is the network mean of the variable, plus the shift, times how strongly the
//! network tells the story. The drawn effects of the two organisations do not enter, so the size of a story does
//! not depend on the seed.

/// The planted stories, most particular first: the first that covers a direction and variable decides.
pub use super::story_table::STORIES;

/// What a story does to one variable, in points of the five-point scale.
pub type Shift = (&'static str, f64);

/// One planted story.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its id, as in `truth.json`.
    pub id: &'static str,
    /// What it tells, in one sentence.
    pub tells: &'static str,
    /// Where it is told and how strongly: (network, factor).
    pub networks: &'static [(&'static str, f64)],
    /// In which rounds.
    pub waves: &'static [u8],
    /// Who rates.
    pub from: &'static [&'static str],
    /// About whom.
    pub to: &'static [&'static str],
    /// By how much each variable differs from the network mean.
    pub shifts: &'static [Shift],
}

impl Story {
    /// The shift on one direction and variable, or none where the story is silent.
    #[must_use]
    pub fn shift(&self, network: &str, wave: u8, variable: &str, from: &str, to: &str) -> Option<f64> {
        let (_, factor) = self.networks.iter().find(|(id, _)| *id == network)?;
        let covered =
            from != to && self.waves.contains(&wave) && self.from.contains(&from) && self.to.contains(&to);
        let (_, shift) = self.shifts.iter().find(|(id, _)| covered && *id == variable)?;
        Some(factor * shift)
    }
}

/// The story that decides a direction and variable, with its shift.
#[must_use]
pub fn told(network: &str, wave: u8, variable: &str, from: &str, to: &str) -> Option<(&'static Story, f64)> {
    STORIES
        .iter()
        .find_map(|story| story.shift(network, wave, variable, from, to).map(|shift| (story, shift)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::variables::{SCALE_MAX, SCALE_MIN, VARIABLES};

    #[test]
    fn every_shift_names_a_variable_and_stays_on_the_scale() {
        for story in &STORIES {
            for (id, shift) in story.shifts {
                let variable = VARIABLES.iter().find(|variable| variable.id == *id).expect(id);
                let value = variable.mean + shift;
                assert!(value > f64::from(SCALE_MIN) && value < f64::from(SCALE_MAX), "{} {id}", story.id);
            }
        }
    }

    #[test]
    fn the_council_and_the_hospital_differ_by_forty_points_in_alder_vale() {
        for variable in ["reliance_organisation", "fairness"] {
            let (_, low) = told("alder-vale", 2, variable, "council-asc", "acute").expect("told");
            let (_, high) = told("alder-vale", 2, variable, "acute", "council-asc").expect("told");
            assert!((high - low - 1.55).abs() < 1e-9, "{variable}");
        }
    }
}
