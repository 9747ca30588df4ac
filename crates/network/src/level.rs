//! How uneven a strand finds something, and whether it can say so at all: shared by Say, Rate, Record and Lens.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How uneven something is, as one strand reads it; in order from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Little asymmetry.
    Low,
    /// Some.
    Middle,
    /// Much.
    High,
}

impl Level {
    /// From low to high.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];

    /// As files hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "middle",
            Self::High => "high",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Middle => "in the middle",
            Self::High => "high",
        }
    }

    /// The level of a share of counted things: two thirds or more is high, one third or less is low.
    ///
    /// `None` if there is nothing to count or the part exceeds the whole. Whole numbers only, so that exactly
    /// two thirds is never lost to rounding. The cuts are Troth's own (mark A, printed beside each result).
    pub const fn of_share(part: u32, whole: u32) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        let (part, whole) = (part as u64, whole as u64);
        if 3 * part >= 2 * whole {
            Some(Self::High)
        } else if 3 * part <= whole {
            Some(Self::Low)
        } else {
            Some(Self::Middle)
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|level| level.id() == wanted)
            .ok_or_else(|| format!("\"{text}\" is not a level. Use low, middle or high."))
    }
}

/// What a strand has to say: a level, or why it cannot give one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Determination {
    /// The strand gives a level.
    Determined(Level),
    /// It cannot, for a reason in a sentence.
    Undetermined {
        /// Why not.
        reason: String,
    },
}

impl Determination {
    /// Undetermined, for `reason` (a sentence).
    pub fn undetermined(reason: impl Into<String>) -> Self {
        Self::Undetermined { reason: reason.into() }
    }

    /// The level, if there is one.
    pub const fn level(&self) -> Option<Level> {
        match self {
            Self::Determined(level) => Some(*level),
            Self::Undetermined { .. } => None,
        }
    }

    /// In words: the level, or "cannot tell". The reason is shown beside it.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Determined(level) => level.words(),
            Self::Undetermined { .. } => "cannot tell",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_two_thirds_is_high_and_exactly_one_third_is_low() {
        assert_eq!(Level::of_share(2, 3), Some(Level::High));
        assert_eq!(Level::of_share(1, 3), Some(Level::Low));
        assert_eq!(Level::of_share(2, 4), Some(Level::Middle));
        assert_eq!(Level::of_share(0, 0), None);
        assert_eq!(Level::of_share(4, 3), None);
    }

    #[test]
    fn levels_are_kept_in_snake_case() {
        let kept = serde_json::to_string(&Determination::Determined(Level::High)).unwrap();
        assert_eq!(kept, r#"{"determined":"high"}"#);
        assert_eq!("Middle".parse(), Ok(Level::Middle));
        assert!("most".parse::<Level>().unwrap_err().contains("Use low, middle or high"));
    }
}
