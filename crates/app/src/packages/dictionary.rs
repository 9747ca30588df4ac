//! What each question of a round means: from its questionnaire, or from the framework where answers came from files.

use std::collections::BTreeMap;

use troth_network::{Network, Rating, Wave};
use troth_rate::instrument::{DictionaryRow, Instrument};
use troth_rate::round::OwnAnswer;

use super::tables::{Field, Table};
use crate::app::App;
use crate::error::AppError;

/// One variable of a round.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    /// What is known of it.
    pub(super) row: DictionaryRow,
    /// Words of its values, lowest first.
    pub(super) labels: Vec<(i32, String)>,
}

/// The variables of a round, by name.
#[derive(Debug, Default)]
pub(super) struct Meanings(pub(super) BTreeMap<String, Meaning>);

impl Meanings {
    /// What is known of a variable of the answers; those about a service have its id behind a colon.
    pub(super) fn get(&self, variable: &str) -> Option<&Meaning> {
        let whole = self.0.get(variable);
        whole.or_else(|| self.0.get(variable.split_once(':')?.0))
    }

    /// The words of a value; empty where it has none.
    pub(super) fn label(&self, variable: &str, value: f64) -> &str {
        let labels = self.get(variable).map_or(&[][..], |meaning| meaning.labels.as_slice());
        labels.iter().find(|(number, _)| f64::from(*number) == value).map_or("", |(_, label)| label.as_str())
    }

    /// The dictionary as a table.
    pub(super) fn table(&self) -> Table {
        let fields = DictionaryRow::HEADINGS.map(|name| match name {
            "scale_min" | "scale_max" => Field::number(name, described(name)),
            _ => Field::text(name, described(name)),
        });
        Table {
            name: "dictionary".to_owned(),
            description: "Every question of the round: its words, its answers with their numbers, what it measures and where \
                          it comes from."
                .to_owned(),
            fields: fields.to_vec(),
            rows: self.0.values().map(|meaning| meaning.row.cells().to_vec()).collect(),
        }
    }
}

fn described(column: &str) -> &'static str {
    match column {
        "variable" => "The column variable of the answers",
        "item" => "Id of the question in the questionnaire",
        "wording" => "The question as it was asked; {partner} stands for the partner",
        "kind" => "scale, frequency, choice, knowledge, number or text",
        "scale_min" => "Lowest value",
        "scale_max" => "Highest value",
        "value_labels" => "Values with their words, lowest first",
        "cant_say" => "Words of the answer that is no value and is not kept",
        "construct" => "What it measures in the framework",
        "facet" => "Which side of that",
        "polarity" => "trust: a high answer is good; asymmetry: a high answer is bad; empty: never scored",
        "per" => "What it is about: partner, contact, collaboration or self",
        "who" => "Who was asked: everyone, representative or staff",
        "form" => "Shortest form of the questionnaire that has it",
        "rotation" => "The group of questions in which it takes turns",
        _ => "Where the question comes from",
    }
}

impl App {
    /// The data dictionary of a round as CSV: its questions, answers with their numbers, and what they measure. It holds
    /// nothing of what was answered, so whoever may see the partnership may see it.
    ///
    /// # Errors
    /// If there is no such round, or its questionnaire cannot be read.
    pub async fn dictionary(&self, network: &Network, round: Option<&str>) -> Result<String, AppError> {
        let wave = self.wave(network, round).await?;
        let wave = wave.ok_or_else(|| AppError::Conflict("No survey round is closed yet.".to_owned()))?;
        let ratings = self.store.ratings(wave.id).await?;
        let own = self.store.own_answers(wave.id).await?;
        Ok(self.meanings(&wave, &ratings, &own).await?.table().csv())
    }

    /// What the variables of a round mean. Those that no questionnaire and no framework knows have a row with what the
    /// answers themselves tell: their scale.
    pub(super) async fn meanings(
        &self,
        wave: &Wave,
        ratings: &[Rating],
        own: &[OwnAnswer],
    ) -> Result<Meanings, AppError> {
        let mut meanings = Meanings::default();
        if let Some(view) = self.survey_view(wave.clone()).await? {
            let language =
                view.instrument.languages.first().map_or("en", |language| language.id.as_str()).to_owned();
            let language =
                if view.survey.language.is_empty() { language } else { view.survey.language.clone() };
            meanings = of_questionnaire(&view.instrument, &language);
        }
        let scales =
            ratings.iter().map(|r| (&r.variable, r.scale)).chain(own.iter().map(|o| (&o.variable, o.scale)));
        for (variable, scale) in scales {
            if meanings.get(variable).is_some() {
                continue;
            }
            let mut row = self.of_framework(variable);
            row.scale_min = scale.map(|scale| whole(scale.min));
            row.scale_max = scale.map(|scale| whole(scale.max));
            meanings.0.insert(variable.clone(), Meaning { row, labels: Vec::new() });
        }
        Ok(meanings)
    }

    fn of_framework(&self, variable: &str) -> DictionaryRow {
        let known = self.lens.variable(variable);
        DictionaryRow {
            variable: variable.to_owned(),
            item: String::new(),
            wording: known.map_or_else(String::new, |v| v.wording.clone()),
            kind: "scale",
            scale_min: None,
            scale_max: None,
            value_labels: String::new(),
            cant_say: String::new(),
            construct: known.map_or_else(String::new, |v| v.maps_to.to_string()),
            facet: known.and_then(|v| v.facet.clone()).unwrap_or_default(),
            polarity: match known.map(|v| v.polarity) {
                Some(troth_framework::Polarity::Trust) => "trust",
                Some(troth_framework::Polarity::Asymmetry) => "asymmetry",
                None => "",
            },
            per: "partner",
            who: "everyone",
            form: "short",
            rotation: String::new(),
            source:
                "Answers came from a file; the words are those of the framework, if it knows the variable."
                    .to_owned(),
        }
    }
}

fn of_questionnaire(instrument: &Instrument, language: &str) -> Meanings {
    let rows = instrument.dictionary(language).into_iter().zip(&instrument.items);
    let meaning = |(row, item): (DictionaryRow, &troth_rate::instrument::Item)| {
        let points = instrument.scale_of(item).map(|scale| scale.points.as_slice()).unwrap_or_default();
        let mut labels: Vec<(i32, String)> =
            points.iter().map(|point| (point.value, point.label.get(language).to_owned())).collect();
        labels.sort_by_key(|(value, _)| *value);
        (row.variable.clone(), Meaning { row, labels })
    };
    Meanings(rows.map(meaning).collect())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "ends of scales are small whole numbers; others are rounded"
)]
fn whole(end: f64) -> i32 {
    end.round() as i32
}
