//! How long data are kept: a time for each kind of data, after which Troth deletes it by itself.

mod due;
mod tidy;

pub use due::Due;
use troth_network::{Day, Network, NetworkId, Timestamp};
use troth_store::KeepingRow;

use crate::app::App;
use crate::error::{AppError, FieldError};

/// Days between saying a shorter time, or an update that brings one, and the first deletion after it.
pub const NOTICE: i64 = 30;

/// A kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Answers of closed survey rounds.
    Answers,
    /// Texts of interviews and documents, with their passages.
    Transcripts,
    /// Coded passages and notes to them.
    Passages,
    /// Names of people the partnership knows.
    People,
    /// Copies of the database that Troth made before updates.
    Copies,
    /// Mail that could not be sent.
    Mails,
}

impl Kept {
    /// All kinds, in the order in which a page shows them.
    pub const ALL: [Self; 6] =
        [Self::Answers, Self::Transcripts, Self::Passages, Self::People, Self::Copies, Self::Mails];

    /// As tables and forms hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Transcripts => "transcripts",
            Self::Passages => "passages",
            Self::People => "people",
            Self::Copies => "copies",
            Self::Mails => "mails",
        }
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Answers => "Answers of a survey round",
            Self::Transcripts => "Texts of interviews and documents",
            Self::Passages => "Coded passages and notes",
            Self::People => "Names of people",
            Self::Copies => "Copies of the database made before updates",
            Self::Mails => "Mail that waits to be sent",
        }
    }

    /// From when the time counts, and what goes.
    pub const fn counts_from(self) -> &'static str {
        match self {
            Self::Answers => {
                "Counted from the day the round was closed. Answers and pseudonyms go; figures that were released stay."
            }
            Self::Transcripts => {
                "Counted from the day of the interview, or the day the text was added. Text, speakers and passages go, \
                 and what was released from the interviews is worked out again."
            }
            Self::Passages => "Counted from the day the passage was coded. The text stays.",
            Self::People => {
                "Counted from the day the person was added, here or to the table of who was chosen for an interview. What \
                 they confirmed or agreed stays."
            }
            Self::Copies => "Counted from the day the copy was made. They lie beside an SQLite database.",
            Self::Mails => "Counted from the day it was written. The address goes as soon as it was sent.",
        }
    }

    /// Days this is kept if nobody said anything; `None` until somebody erases it.
    pub const fn usual(self) -> Option<u32> {
        match self {
            Self::Answers | Self::Transcripts | Self::Passages => Some(1_095),
            Self::People => None,
            Self::Copies => Some(30),
            Self::Mails => Some(7),
        }
    }

    /// What may be chosen; `None` is "until somebody erases it".
    pub const fn choices(self) -> &'static [Option<u32>] {
        match self {
            Self::Answers | Self::Transcripts | Self::Passages | Self::People => {
                &[Some(183), Some(365), Some(730), Some(1_095), Some(1_825), Some(2_555), Some(3_650), None]
            }
            Self::Copies => &[Some(7), Some(30), Some(90), None],
            Self::Mails => &[Some(1), Some(7), Some(30)],
        }
    }

    /// Whether deleting waits for the time of notice.
    const fn with_notice(self) -> bool {
        !matches!(self, Self::Copies | Self::Mails)
    }
}

/// "3 years (1,095 days)"; "until somebody erases them".
pub fn time_in_words(days: Option<u32>) -> String {
    match days {
        None => "until somebody erases them".to_owned(),
        Some(1) => "1 day".to_owned(),
        Some(183) => "half a year (183 days)".to_owned(),
        Some(365) => "1 year (365 days)".to_owned(),
        Some(days) if days % 365 == 0 => {
            format!("{} years ({},{:03} days)", days / 365, days / 1_000, days % 1_000).replace("(0,", "(")
        }
        Some(days) => format!("{days} days"),
    }
}

/// How long one kind of data is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The kind.
    pub kind: Kept,
    /// Days; `None` until somebody erases it.
    pub days: Option<u32>,
    /// Since when this holds; `None` if Troth has not tidied up here yet.
    pub since: Option<Timestamp>,
}

impl Rule {
    /// When something from `day` is to be deleted; `None` if never.
    pub(crate) fn due(&self, day: Day, today: Day) -> Option<Day> {
        let over = plus_days(day, i64::from(self.days?));
        let since = self.since.map_or(today, Timestamp::day);
        Some(if self.kind.with_notice() { over.max(plus_days(since, NOTICE)) } else { over })
    }
}

/// A day later; the last day there is, if that is too far away.
fn plus_days(day: Day, days: i64) -> Day {
    const LONG: i64 = 86_400;
    Timestamp::start_of(day).plus_seconds(days.saturating_mul(LONG)).day()
}

impl App {
    /// How long each kind of data of a partnership is kept.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub async fn keeping(&self, network: NetworkId) -> Result<Vec<Rule>, AppError> {
        let said = self.store.keeping(network).await?;
        let rule = |kind: Kept| {
            let row = said.iter().find(|row| row.kind == kind.id());
            row.map_or(Rule { kind, days: kind.usual(), since: None }, |row| Rule {
                kind,
                days: row.days,
                since: Some(row.since),
            })
        };
        Ok(Kept::ALL.map(rule).to_vec())
    }

    /// Says how long data are kept. A shorter time than before holds only after a time of notice.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or a time is none of the choices.
    pub async fn save_keeping(
        &self,
        network: &Network,
        asked: &[(Kept, Option<u32>)],
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        let wrong: Vec<FieldError> = asked
            .iter()
            .filter(|(kind, days)| !kind.choices().contains(days))
            .map(|(kind, _)| {
                FieldError::new(kind.id(), format!("{}: choose one of the times.", kind.words()))
            })
            .collect();
        if !wrong.is_empty() {
            return Err(AppError::Invalid(wrong));
        }
        let now = self.now();
        let before = self.keeping(network.id).await?;
        let rows: Vec<KeepingRow> = before
            .into_iter()
            .map(|rule| {
                let days = asked.iter().find(|(kind, _)| *kind == rule.kind).map_or(rule.days, |a| a.1);
                let longest = |days: Option<u32>| days.unwrap_or(u32::MAX);
                let shorter = longest(days) < longest(rule.days);
                let since = if shorter { now } else { rule.since.unwrap_or(now) };
                KeepingRow { kind: rule.kind.id().to_owned(), days, since }
            })
            .collect();
        self.store.set_keeping(network.id, &rows).await?;
        self.note(network.id, "keeping times saved", network.id.0).await
    }
}

#[cfg(test)]
mod tests {
    use troth_network::timestamp::parse_day;

    use super::*;

    fn day(text: &str) -> Day {
        parse_day(text).unwrap()
    }

    #[test]
    fn what_is_usual_can_be_chosen() {
        for kind in Kept::ALL {
            assert!(kind.choices().contains(&kind.usual()), "{kind:?}");
        }
    }

    #[test]
    fn times_are_told_in_words() {
        let told = [None, Some(1), Some(30), Some(365), Some(730), Some(3_650)].map(time_in_words);
        assert_eq!(
            told,
            [
                "until somebody erases them",
                "1 day",
                "30 days",
                "1 year (365 days)",
                "2 years (730 days)",
                "10 years (3,650 days)"
            ]
        );
    }

    #[test]
    fn nothing_goes_before_the_time_of_notice_is_over() {
        let today = day("2026-11-22");
        let since = Some(Timestamp::start_of(day("2026-11-20")));
        let rule = Rule { kind: Kept::Answers, days: Some(365), since };
        assert_eq!(rule.due(day("2020-01-01"), today), Some(day("2026-12-20")));
        assert_eq!(rule.due(day("2026-06-01"), today), Some(day("2027-06-01")));
        assert_eq!(Rule { days: None, ..rule }.due(day("2020-01-01"), today), None);
        let copies = Rule { kind: Kept::Copies, days: Some(30), since };
        assert_eq!(copies.due(day("2026-11-01"), today), Some(day("2026-12-01")));
    }
}
