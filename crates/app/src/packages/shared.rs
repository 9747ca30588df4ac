//! What was released to the agreed audience, as files: no more than the pages show, and no row of anybody.

use std::collections::BTreeSet;

use troth_gate::{Audience, Released};
use troth_lens::{AnswerSource, DirectionState, FitStatus, TwoSided};
use troth_network::timestamp::day_in_files;
use troth_network::{Network, OrganisationId, Value, Wave};

use super::describe::{About, descriptor};
use super::tables::{Field, Table};
use super::workbook::workbook;
use super::{PackageFile, archive, safe};
use crate::app::App;
use crate::error::AppError;
use crate::organisations::Names;
use crate::results::Evidence;
use crate::views::question;

/// What every package says first.
const NOTICE: &str = "Released to the partners as agreed, for learning together. Not for contract performance, procurement \
                      or inspection.";

impl App {
    /// A package of what was released of a round to the agreed audience: CSV files, the same as a workbook, and a
    /// description.
    ///
    /// # Errors
    /// If whoever asks does not see what was released to the agreed audience, there is no such round, or nothing of it was
    /// released.
    pub async fn shared_package(
        &self,
        network: &Network,
        round: Option<&str>,
    ) -> Result<PackageFile, AppError> {
        if self.audience() != Audience::Agreed {
            let reason = "This package holds what was released to the agreed audience; you see what was released to your \
                          organisation.";
            return Err(AppError::Denied(reason.to_owned()));
        }
        let wave = self.closed_round(network, round).await?;
        let evidence = self.evidence(network.id, Some(wave.id)).await?;
        if evidence.value().ratings.is_empty() {
            let reason = format!("Nothing of {} was released to the agreed audience.", wave.label);
            return Err(AppError::Conflict(reason));
        }
        let names = self.names(network.id).await?;
        let made = day_in_files(self.today());
        let tables = self.released_tables(&evidence, &wave, &names);
        let about = About {
            name: &format!("{}-{}-shared", safe(&network.slug), safe(&wave.external_id)),
            title: format!("{}, {}: what was released", network.name, wave.label),
            description: NOTICE.to_owned(),
            created: made.clone(),
        };
        let mut files: Vec<(String, Vec<u8>)> =
            tables.value().iter().map(|table| (table.path(), table.csv().into_bytes())).collect();
        files.push(("results.xlsx".to_owned(), workbook(&tables, NOTICE, self.today())?));
        files.push(("datapackage.json".to_owned(), descriptor(&about, tables.value()).into_bytes()));
        files.push(("README.txt".to_owned(), read_me(network, &wave, &made).into_bytes()));
        self.note(network.id, "shared package made", wave.id.0).await?;
        Ok(PackageFile {
            name: format!("{}.zip", about.name),
            media: "application/zip",
            bytes: archive(&files)?,
            sentences: vec![
                "It holds what was released of the survey. Passages that may be quoted leave on Exchange."
                    .to_owned(),
            ],
        })
    }

    fn released_tables(
        &self,
        evidence: &Released<Evidence>,
        wave: &Wave,
        names: &Names,
    ) -> Released<Vec<Table>> {
        evidence.view(|evidence| {
            let label = |concept: &str| question(&self.lens, concept);
            vec![
                questions(&evidence.ratings, wave, label),
                results(&evidence.ratings, wave, names),
                pairs(&evidence.ratings, wave, names),
                organisations(&evidence.ratings, names),
            ]
        })
    }
}

fn read_me(network: &Network, wave: &Wave, made: &str) -> String {
    format!(
        "{}, {}\r\nMade on {made}.\r\n\r\n{NOTICE}\r\n\r\nquestions.csv has the mean of each question, results.csv what each \
         organisation says of each other one, pairs.csv both sides together, organisations.csv who they are. results.xlsx holds \
         the same. Values run from 0 to 100, where 100 is the most trust or the least unevenness; low and high are the ends of \
         the 95 % range. Where a row says withheld there are answers that may not be shown; its value is empty, and is not \
         nought.\r\n",
        network.name, wave.label
    )
}

/// Estimate and ends of the range; nothing where there is none.
fn cells(value: Option<&Value>) -> [String; 3] {
    let Some(value) = value else { return Default::default() };
    let (low, high) = value.interval().map(|(l, h)| (whole(l), whole(h))).unwrap_or_default();
    [whole(value.estimate), low, high]
}

/// As pages show it: a whole number from 0 to 100.
fn whole(value: f64) -> String {
    let rounded = (value * 100.0).round();
    // Nought has no sign.
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded:.0}") }
}

const SOURCES: [&str; 2] = ["staff", "representative"];

const fn source(source: AnswerSource) -> &'static str {
    match source {
        AnswerSource::Staff => "staff",
        AnswerSource::Representative => "representative",
    }
}

fn people(value: Option<&Value>) -> String {
    value.and_then(|value| value.people).map_or_else(String::new, |band| band.words().to_owned())
}

fn id(names: &Names, organisation: OrganisationId) -> String {
    names.get(organisation).map_or_else(String::new, |o| o.external_id.clone())
}

fn questions(readings: &[TwoSided], wave: &Wave, label: impl Fn(&str) -> String) -> Table {
    let row = |reading: &TwoSided| {
        let (status, reason) = match &reading.status {
            FitStatus::Fitted { .. } => ("fitted", ""),
            FitStatus::RawOnly { reason } => ("raw_only", reason.as_str()),
            FitStatus::Refused { reason } => ("refused", reason.as_str()),
            FitStatus::Nothing => ("nothing", ""),
        };
        let [mean, low, high] = cells(reading.mean.as_ref());
        let words = label(&reading.concept);
        [&wave.external_id, &reading.concept, &words, status, reason, &mean, &low, &high]
            .map(str::to_owned)
            .to_vec()
    };
    Table {
        name: "questions".to_owned(),
        description: "Each question with its mean over all directions shown.".to_owned(),
        fields: vec![
            Field::text("round", "The survey round"),
            Field::text("question", "What was asked, as the framework names it"),
            Field::text("words", "The same in plain words"),
            Field::one_of(
                "status",
                &["fitted", "raw_only", "refused", "nothing"],
                "Whether a model was fitted",
            ),
            Field::text("reason", "Why none was"),
            Field::integer("mean", "Mean, 0 to 100"),
            Field::integer("low", "Lower end of its 95 % range"),
            Field::integer("high", "Upper end of its 95 % range"),
        ],
        rows: readings.iter().map(row).collect(),
    }
}

fn results(readings: &[TwoSided], wave: &Wave, names: &Names) -> Table {
    let mut rows = Vec::new();
    for reading in readings {
        for one in &reading.directions {
            let value = one.state.value();
            let (state, reason) = match &one.state {
                DirectionState::Shown { .. } => ("shown", ""),
                DirectionState::NotRated => ("not_rated", ""),
                DirectionState::Withheld { reason, .. } => ("withheld", reason.as_str()),
            };
            let [estimate, low, high] = cells(value);
            rows.push(vec![
                wave.external_id.clone(),
                reading.concept.clone(),
                id(names, one.direction.from),
                id(names, one.direction.to),
                state.to_owned(),
                one.state.source().map_or("", source).to_owned(),
                estimate,
                low,
                high,
                people(value),
                reason.to_owned(),
            ]);
        }
    }
    Table {
        name: "results".to_owned(),
        description: "What each organisation says of each other one, or why that is not shown.".to_owned(),
        fields: vec![
            Field::text("round", "The survey round"),
            Field::text("question", "What was asked, as the framework names it"),
            Field::text("from", "Id of the organisation that says it"),
            Field::text("to", "Id of the organisation it is about"),
            Field::one_of("state", &["shown", "not_rated", "withheld"], "Whether there is a value"),
            Field::one_of("answers_of", &SOURCES, "Whose answers it shows"),
            Field::integer("value", "0 to 100; 100 is the most trust, or the least unevenness"),
            Field::integer("low", "Lower end of its 95 % range"),
            Field::integer("high", "Upper end of its 95 % range"),
            Field::text("people", "How many people answered, in bands"),
            Field::text("reason", "Why it is withheld"),
        ],
        rows,
    }
}

fn pairs(readings: &[TwoSided], wave: &Wave, names: &Names) -> Table {
    let mut rows = Vec::new();
    for reading in readings {
        for one in &reading.pairs {
            let start = [
                wave.external_id.clone(),
                reading.concept.clone(),
                id(names, one.pair.a()),
                id(names, one.pair.b()),
            ];
            let end = if one.unlike_sources { "yes" } else { "no" }.to_owned();
            let values = cells(Some(&one.level)).into_iter().chain(cells(Some(&one.gap)));
            rows.push(start.into_iter().chain(values).chain([end]).collect());
        }
    }
    Table {
        name: "pairs".to_owned(),
        description: "Relationships of which both sides are shown.".to_owned(),
        fields: vec![
            Field::text("round", "The survey round"),
            Field::text("question", "What was asked, as the framework names it"),
            Field::text("a", "Id of one organisation"),
            Field::text("b", "Id of the other"),
            Field::integer("level", "Mean of both sides, 0 to 100"),
            Field::integer("level_low", "Lower end of its 95 % range"),
            Field::integer("level_high", "Upper end of its 95 % range"),
            Field::integer("gap", "What a says minus what b says"),
            Field::integer("gap_low", "Lower end of its 95 % range"),
            Field::integer("gap_high", "Upper end of its 95 % range"),
            Field::one_of(
                "unlike",
                &["yes", "no"],
                "Whether one side shows staff and the other a representative",
            ),
        ],
        rows,
    }
}

fn organisations(readings: &[TwoSided], names: &Names) -> Table {
    let seen: BTreeSet<OrganisationId> =
        readings.iter().flat_map(|r| r.organisations.iter().copied()).collect();
    let row = |o: &troth_lens::Named| {
        seen.contains(&o.id).then(|| vec![o.external_id.clone(), o.name.clone(), o.sector.to_string()])
    };
    Table {
        name: "organisations".to_owned(),
        description: "Organisations that occur in the results.".to_owned(),
        fields: vec![
            Field::text("id", "As in the other tables"),
            Field::text("name", "Its name"),
            Field::text("sector", "Its sector"),
        ],
        rows: names.0.iter().filter_map(row).collect(),
    }
}
