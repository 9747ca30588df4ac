//! The conventions by which figures of agreement and reliability are called weak or strong, with their sources.
//! All are habits of a field and no laws.

use serde::Serialize;

use super::scale::NullShape;

/// A figure that can be told in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Mean r_wg over groups of colleagues; `n` counts the groups.
    RwgMean(NullShape),
    /// Median r_wg over groups of colleagues; `n` counts the groups.
    RwgMedian(NullShape),
    /// ICC(1); `n` counts the groups.
    Icc1,
    /// ICC(2); `n` counts the groups.
    Icc2,
    /// Cronbach's alpha; `n` counts people.
    Alpha,
    /// Omega total; `n` counts people.
    Omega,
    /// Krippendorff's alpha; `n` counts units.
    Krippendorff,
}

/// How a measure is told.
pub(super) struct Convention {
    /// Name of the figure.
    pub(super) name: &'static str,
    /// What is counted, singular and plural.
    pub(super) counted: [&'static str; 2],
    /// Decimal places that are shown and compared.
    pub(super) places: usize,
    /// Lower ends of the bands after the first; a value belongs to the last band whose end it reaches.
    pub(super) cuts: &'static [f64],
    /// What to say of each band; one more than cuts.
    pub(super) bands: &'static [&'static str],
    /// The sentence's start where the band is known.
    pub(super) finding: &'static str,
    /// What cannot be told, after "It cannot be told".
    pub(super) question: &'static str,
    /// Whether the first band means failure, so that a range across its end tells nothing.
    pub(super) first_fails: bool,
    /// The convention.
    pub(super) rule: &'static str,
    /// Where it comes from.
    pub(super) source: &'static str,
}

const LEBRETON: &str = "LeBreton and Senter 2008";
const GROUPS: [&str; 2] = ["group of colleagues", "groups of colleagues"];

/// LeBreton & Senter 2008, table 3: 0–.30, .31–.50, .51–.70, .71–.90, .91–1.00.
const RWG: Convention = Convention {
    name: "",
    counted: GROUPS,
    places: 2,
    cuts: &[0.31, 0.51, 0.71, 0.91],
    bands: &[
        "no agreement",
        "weak agreement",
        "moderate agreement",
        "strong agreement",
        "very strong agreement",
    ],
    finding: "",
    question: "how far colleagues who rated the same partner agree",
    first_fails: false,
    rule: "up to 0.30 is no agreement, to 0.50 weak, to 0.70 moderate, to 0.90 strong",
    source: LEBRETON,
};

const RELIABLE: Convention = Convention {
    name: "",
    counted: ["person", "people"],
    places: 2,
    cuts: &[0.70, 0.80, 0.90],
    bands: &[
        "not reliable enough to rest on",
        "reliable enough for a first look",
        "reliable enough to compare groups",
        "reliable enough for decisions about single cases",
    ],
    finding: "Taken together, the items are",
    question: "whether the items, taken together, are reliable enough to rest on",
    first_fails: true,
    rule: "0.70 is usual for a first look, 0.80 to compare groups, 0.90 for decisions about single cases",
    source: "Nunnally and Bernstein 1994",
};

impl Measure {
    pub(super) const fn convention(self) -> Convention {
        match self {
            Self::RwgMean(NullShape::Uniform) => Convention {
                name: "mean r_wg against random answers",
                finding: "On average, colleagues who rated the same partner show",
                ..RWG
            },
            Self::RwgMean(NullShape::SlightSkew) => Convention {
                name: "mean r_wg against random but friendly answers",
                finding: "On average, colleagues who rated the same partner show",
                ..RWG
            },
            Self::RwgMedian(NullShape::Uniform) => Convention {
                name: "median r_wg against random answers",
                finding: "In the middle group, colleagues who rated the same partner show",
                ..RWG
            },
            Self::RwgMedian(NullShape::SlightSkew) => Convention {
                name: "median r_wg against random but friendly answers",
                finding: "In the middle group, colleagues who rated the same partner show",
                ..RWG
            },
            Self::Icc1 => Convention {
                name: "ICC(1)",
                counted: GROUPS,
                places: 2,
                cuts: &[0.01, 0.10, 0.25],
                bands: &[
                    "hardly any difference",
                    "a small difference",
                    "a medium difference",
                    "a large difference",
                ],
                finding: "Which organisation rates which partner makes, to a single answer,",
                question: "whether it makes a difference to the answers which organisation rates which partner",
                first_fails: true,
                rule: "0.01 is small, 0.10 medium, 0.25 large",
                source: LEBRETON,
            },
            Self::Icc2 => Convention {
                name: "ICC(2)",
                counted: GROUPS,
                places: 2,
                cuts: &[0.70],
                bands: &[
                    "not reliable enough to tell relationships apart",
                    "reliable enough to tell relationships apart",
                ],
                finding: "The mean answers of colleagues are",
                question: "whether the mean answers of colleagues are reliable enough to tell relationships apart",
                first_fails: true,
                rule: "0.70 is the usual mark",
                source: LEBRETON,
            },
            Self::Alpha => Convention { name: "alpha", ..RELIABLE },
            Self::Omega => Convention { name: "omega", ..RELIABLE },
            Self::Krippendorff => Convention {
                name: "Krippendorff's alpha",
                counted: ["unit", "units"],
                places: 3,
                cuts: &[0.667, 0.800],
                bands: &[
                    "not well enough to draw conclusions",
                    "well enough for tentative conclusions only",
                    "well enough to rely on",
                ],
                finding: "Raters agree",
                question: "whether raters agree well enough to draw conclusions",
                first_fails: true,
                rule: "0.800 is the usual mark to rely on, 0.667 for tentative conclusions",
                source: "Krippendorff 2019",
            },
        }
    }
}
