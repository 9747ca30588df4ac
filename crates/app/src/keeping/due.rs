//! What is to be deleted, and when.

use troth_network::timestamp::day_in_files;
use troth_network::{Day, NetworkId, PersonId, Timestamp, TranscriptId, WaveId};
use troth_store::ERASED_PERSON;

use super::{Kept, Rule};
use crate::app::App;
use crate::error::AppError;

/// Something with a day on which it is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The kind of data.
    pub kind: Kept,
    /// What it is, for the custodian.
    pub what: String,
    /// The day.
    pub on: Day,
    pub(super) target: Target,
}

/// What is to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Answers of a round.
    Wave(WaveId),
    /// A text.
    Transcript(TranscriptId),
    /// A name.
    Person(PersonId),
    /// A line of the table of who was chosen for an interview.
    Chosen(uuid::Uuid),
    /// Passages coded before a moment.
    Passages(Timestamp),
}

impl Due {
    /// What and when without its name: an id and a day.
    pub(crate) fn opaque(&self) -> String {
        let what = match self.target {
            Target::Wave(wave) => wave.to_string(),
            Target::Transcript(text) => text.to_string(),
            Target::Person(person) => person.to_string(),
            Target::Chosen(line) => line.to_string(),
            Target::Passages(before) => format!("passages before {}", day_in_files(before.day())),
        };
        format!("{what} on {}", day_in_files(self.on))
    }
}

impl App {
    /// What of a partnership is to be deleted and when, the next first.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn due(&self, network: NetworkId) -> Result<Vec<Due>, AppError> {
        self.only_the_custodian()?;
        let rules = self.keeping(network).await?;
        let rule = |kind: Kept| rules.iter().find(|r| r.kind == kind).copied();
        let mut due = Vec::new();
        due.extend(self.due_answers(network, rule(Kept::Answers)).await?);
        due.extend(self.due_transcripts(network, rule(Kept::Transcripts)).await?);
        due.extend(self.due_passages(network, rule(Kept::Passages)).await?);
        due.extend(self.due_people(network, rule(Kept::People)).await?);
        due.sort_by(|a, b| (a.on, a.kind, &a.what).cmp(&(b.on, b.kind, &b.what)));
        Ok(due)
    }

    async fn due_answers(&self, network: NetworkId, rule: Option<Rule>) -> Result<Vec<Due>, AppError> {
        let (Some(rule), today) = (rule, self.today()) else { return Ok(Vec::new()) };
        let mut due = Vec::new();
        for wave in self.store.waves(network).await? {
            let Some(on) = wave.closed.and_then(|day| rule.due(day, today)) else { continue };
            if !self.store.rating_counts(wave.id).await?.is_empty() {
                let what = format!("Answers of {}", wave.label);
                due.push(Due { kind: rule.kind, what, on, target: Target::Wave(wave.id) });
            }
        }
        Ok(due)
    }

    async fn due_transcripts(&self, network: NetworkId, rule: Option<Rule>) -> Result<Vec<Due>, AppError> {
        let (Some(rule), today) = (rule, self.today()) else { return Ok(Vec::new()) };
        let texts = self.store.transcripts(network).await?;
        let due = texts.into_iter().filter_map(|text| {
            let day = text.held_on.unwrap_or_else(|| made(text.id.0).day());
            let on = rule.due(day, today)?;
            Some(Due {
                kind: rule.kind,
                what: format!("The text {}", text.title),
                on,
                target: Target::Transcript(text.id),
            })
        });
        Ok(due.collect())
    }

    async fn due_passages(&self, network: NetworkId, rule: Option<Rule>) -> Result<Vec<Due>, AppError> {
        let (Some(rule), today) = (rule, self.today()) else { return Ok(Vec::new()) };
        let mut days: std::collections::BTreeMap<Day, usize> = std::collections::BTreeMap::new();
        for coding in self.store.codings(network).await? {
            *days.entry(coding.coded_at.day()).or_default() += 1;
        }
        let due = days.into_iter().filter_map(|(day, count)| {
            let next = super::plus_days(day, 1);
            let what =
                if count == 1 { "1 coded passage".to_owned() } else { format!("{count} coded passages") };
            let target = Target::Passages(Timestamp::start_of(next));
            Some(Due { kind: rule.kind, what, on: rule.due(day, today)?, target })
        });
        Ok(due.collect())
    }

    async fn due_people(&self, network: NetworkId, rule: Option<Rule>) -> Result<Vec<Due>, AppError> {
        let (Some(rule), today) = (rule, self.today()) else { return Ok(Vec::new()) };
        let people = self.store.people(network).await?;
        let due = people.into_iter().filter(|p| p.name != ERASED_PERSON).filter_map(|person| {
            let on = rule.due(made(person.id.0).day(), today)?;
            let what = format!("The name {}", person.name);
            Some(Due { kind: rule.kind, what, on, target: Target::Person(person.id) })
        });
        let mut due: Vec<Due> = due.collect();
        for line in self.store.sampled(network).await? {
            let Some(on) = rule.due(line.made_at.day(), today) else { continue };
            let what = "A line of the table of who was chosen for an interview".to_owned();
            due.push(Due { kind: rule.kind, what, on, target: Target::Chosen(line.id) });
        }
        Ok(due)
    }
}

/// When an id was made: ids of version 7 begin with it.
fn made(id: uuid::Uuid) -> Timestamp {
    let millis = id.as_u128() >> 80;
    Timestamp::from_micros(i64::try_from(millis).unwrap_or_default().saturating_mul(1_000))
}
