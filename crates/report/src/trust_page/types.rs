//! What the page shows, as the command hands it over.

use std::collections::BTreeMap;

use troth_lens::sentence::Finding;
use troth_lens::{Estimates, Intervals, Named, Part, TwoSided, Wording};
use troth_network::Direction;

/// What is said of the page as a whole.
#[derive(Debug, Clone)]
pub struct About {
    /// The file it was made from, without its folder.
    pub file: String,
    /// The day it was made, in words.
    pub day: String,
    /// Version of the program.
    pub version: &'static str,
    /// Seed that was given for whatever is drawn at random.
    pub seed: u64,
}

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// One section for each partnership, question and round, in the order of the page.
    pub sections: Vec<Section>,
    /// Partnerships in the file, whether or not anything of them is shown.
    pub networks: usize,
    /// What of the file is in no section, and why, in sentences.
    pub left_out: Vec<String>,
}

/// One question in one round of one partnership.
#[derive(Debug, Clone)]
pub struct Section {
    /// The partnership, if the file names one.
    pub network: Option<String>,
    /// The survey round, if the file names one.
    pub wave: Option<String>,
    /// The question in plain words.
    pub question: String,
    /// The variables of the file that it rests on.
    pub variables: Vec<String>,
    /// In which words its levels are told.
    pub wording: Wording,
    /// What 0 and 100 stand for, in a sentence.
    pub scale: String,
    /// The first sentence.
    pub finding: Finding,
    /// Organisations with the names they have on the page.
    pub organisations: Vec<Named>,
    /// Both sides of every pair, on 0–1.
    pub reading: TwoSided,
    /// Number of answers behind each direction; empty where that may not be said.
    pub answers: BTreeMap<Direction, usize>,
    /// Mean, spread and reciprocities, or why there are none.
    pub estimates: Estimates,
    /// Parts of the spread beside those of `estimates`, with their words; standard deviations on 0–1.
    pub more_parts: Vec<(String, Part)>,
    /// What is counted and how many: exact, or in bands where people could be told apart.
    pub counts: Vec<(String, String)>,
    /// How intervals were made.
    pub intervals: Intervals,
}
