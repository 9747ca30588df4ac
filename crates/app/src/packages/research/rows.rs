//! The tables of a research package: long, labelled, wide, and own answers.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::ledger::sha256_hex;
use troth_gate::open_link;
use troth_network::{AnswerRole, OrganisationId, Rating, RespondentKey, Scale, VisibleTo, Wave};
use troth_rate::round::OwnAnswer;

use crate::organisations::Names;
use crate::packages::dictionary::Meanings;
use crate::packages::tables::{Field, Table};

/// Name of the table with a column for each question.
pub(super) const WIDE: &str = "ratings-wide";

/// Longest name of a column: SPSS takes 64 bytes.
const LONGEST: usize = 60;

/// Numbers in the place of people, of one package alone: without the secret, which is thrown away, nobody can work them
/// out again, so two packages cannot be joined by them.
pub(super) struct Numbers {
    secret: String,
}

impl Numbers {
    pub(super) fn of(secret: &[u8]) -> Self {
        Self { secret: sha256_hex(secret) }
    }

    fn of_person(&self, respondent: Option<&RespondentKey>) -> String {
        respondent.map_or_else(String::new, |key| {
            let whole = sha256_hex(format!("{}\u{0}{}", self.secret, key.0).as_bytes());
            format!("r{}", &whole[..16])
        })
    }
}

/// What is the same for all tables.
struct Making<'a> {
    wave: &'a Wave,
    meanings: &'a Meanings,
    names: &'a Names,
    numbers: &'a Numbers,
}

/// All tables but the dictionary. Rows are in the order of the new numbers, which tells nothing.
pub(super) fn tables(
    wave: &Wave,
    ratings: &[Rating],
    own: &[OwnAnswer],
    meanings: &Meanings,
    names: &Names,
    numbers: &Numbers,
) -> Vec<Table> {
    let making = Making { wave, meanings, names, numbers };
    let mut tables = vec![making.long(ratings), making.labelled(ratings), making.wide(ratings)];
    if !own.is_empty() {
        tables.push(making.own(own));
    }
    tables.push(making.organisations(ratings, own));
    tables
}

fn end(scale: Option<Scale>, of: impl Fn(Scale) -> f64) -> String {
    scale.map_or_else(String::new, |scale| of(scale).to_string())
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

const YES_NO: [&str; 2] = ["yes", "no"];

fn who() -> Vec<Field> {
    vec![
        Field::text("round", "The survey round"),
        Field::text("rater", "Id of the organisation that answers"),
        Field::text(
            "respondent",
            "A number in the place of a person, of this package alone; empty for a representative",
        ),
        Field::one_of(
            "open_link",
            &YES_NO,
            "Whether somebody came by an open link, so that nobody vouches for one person",
        ),
    ]
}

fn role() -> [Field; 2] {
    [
        Field::one_of("role", &[AnswerRole::Staff.id(), AnswerRole::Representative.id()], "Who answers"),
        Field::one_of(
            "visible_to",
            &[VisibleTo::Totals, VisibleTo::Pooled, VisibleTo::Partner, VisibleTo::Audience]
                .map(VisibleTo::id),
            "What a representative allowed to be shown; empty for staff",
        ),
    ]
}

impl Making<'_> {
    fn id(&self, organisation: OrganisationId) -> String {
        self.names.get(organisation).map_or_else(String::new, |o| o.external_id.clone())
    }

    fn who(&self, rater: OrganisationId, respondent: Option<&RespondentKey>) -> Vec<String> {
        let open = respondent.is_some_and(|key| !open_link::counts(&key.0));
        vec![self.wave.external_id.clone(), self.id(rater), self.numbers.of_person(respondent), yes(open)]
    }

    fn about(&self, rating: &Rating) -> Vec<String> {
        let mut cells = self.who(rating.rater, rating.respondent.as_ref());
        cells.push(self.id(rating.target));
        cells.push(rating.role.id().to_owned());
        cells.push(rating.visible_to.map_or_else(String::new, |v| v.id().to_owned()));
        cells
    }

    fn about_fields() -> Vec<Field> {
        let mut fields = who();
        fields.push(Field::text("target", "Id of the organisation it is about"));
        fields.extend(role());
        fields
    }

    fn long(&self, ratings: &[Rating]) -> Table {
        let mut fields = Self::about_fields();
        fields.push(Field::text("variable", "The question, as the dictionary has it"));
        fields.push(Field::number("value", "The answer, on its own scale"));
        fields.push(Field::number("scale_min", "Lowest value of the scale"));
        fields.push(Field::number("scale_max", "Highest value of the scale"));
        let row = |rating: &Rating| {
            let mut cells = self.about(rating);
            cells.push(rating.variable.clone());
            cells.push(rating.value.to_string());
            cells.push(end(rating.scale, |s| s.min));
            cells.push(end(rating.scale, |s| s.max));
            cells
        };
        table(
            "ratings",
            "Answers about partners, one row for each.",
            fields,
            ratings.iter().map(row).collect(),
        )
    }

    fn labelled(&self, ratings: &[Rating]) -> Table {
        let mut fields = Self::about_fields();
        fields.push(Field::text("variable", "The question, as the dictionary has it"));
        fields.push(Field::text("question", "Its words; {partner} stands for the partner"));
        fields.push(Field::number("value", "The answer, on its own scale"));
        fields.push(Field::text("label", "The words of the answer; empty where the questionnaire has none"));
        let row = |rating: &Rating| {
            let wording =
                self.meanings.get(&rating.variable).map_or("", |meaning| meaning.row.wording.as_str());
            let mut cells = self.about(rating);
            cells.push(rating.variable.clone());
            cells.push(wording.to_owned());
            cells.push(rating.value.to_string());
            cells.push(self.meanings.label(&rating.variable, rating.value).to_owned());
            cells
        };
        let rows = ratings.iter().map(row).collect();
        table("ratings-labelled", "The same answers with the words of question and answer.", fields, rows)
    }

    fn wide(&self, ratings: &[Rating]) -> Table {
        let columns = columns(ratings.iter().map(|rating| rating.variable.as_str()));
        let mut fields = Self::about_fields();
        let described = |(variable, column): (&&str, &String)| {
            let words = self.meanings.get(variable).map_or("", |meaning| meaning.row.wording.as_str());
            Field::number(column, &format!("{variable}: {words}"))
        };
        fields.extend(columns.iter().map(described));
        let mut rows: BTreeMap<Vec<String>, BTreeMap<&str, f64>> = BTreeMap::new();
        for rating in ratings {
            rows.entry(self.about(rating)).or_default().insert(&rating.variable, rating.value);
        }
        let row = |(mut cells, values): (Vec<String>, BTreeMap<&str, f64>)| {
            cells.extend(
                columns.keys().map(|variable| values.get(variable).map_or_else(String::new, f64::to_string)),
            );
            cells
        };
        let rows = rows.into_iter().map(row).collect();
        table(WIDE, "One row for each person and partner, one column for each question.", fields, rows)
    }

    fn own(&self, own: &[OwnAnswer]) -> Table {
        let mut fields = who();
        fields.push(Field::text("variable", "The question, as the dictionary has it"));
        fields.push(Field::number("value", "The answer, on its own scale"));
        fields.push(Field::text("label", "The words of the answer; empty where the questionnaire has none"));
        let row = |answer: &OwnAnswer| {
            let mut cells = self.who(answer.rater, answer.respondent.as_ref());
            cells.push(answer.variable.clone());
            cells.push(answer.value.to_string());
            cells.push(self.meanings.label(&answer.variable, answer.value).to_owned());
            cells
        };
        let rows = own.iter().map(row).collect();
        table(
            "own-answers",
            "What people say of the partnership, their work and their own organisation.",
            fields,
            rows,
        )
    }

    fn organisations(&self, ratings: &[Rating], own: &[OwnAnswer]) -> Table {
        let seen: BTreeSet<OrganisationId> =
            ratings.iter().flat_map(|r| [r.rater, r.target]).chain(own.iter().map(|o| o.rater)).collect();
        let row = |o: &troth_lens::Named| vec![o.external_id.clone(), o.sector.to_string()];
        table(
            "organisations",
            "Organisations that occur in the answers.",
            vec![Field::text("id", "As in the other tables"), Field::text("sector", "Its sector")],
            self.names.0.iter().filter(|o| seen.contains(&o.id)).map(row).collect(),
        )
    }
}

fn table(name: &str, description: &str, fields: Vec<Field>, mut rows: Vec<Vec<String>>) -> Table {
    rows.sort();
    Table { name: name.to_owned(), description: description.to_owned(), fields, rows }
}

/// A column for each variable, in the order of the variables: letters, digits and `_`, so that every program takes it.
fn columns<'a>(variables: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let variables: BTreeSet<&str> = variables.collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut columns = BTreeMap::new();
    for variable in variables {
        let plain: String = variable
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        let start: String = format!("v_{plain}").chars().take(LONGEST).collect();
        let mut column = start.clone();
        for n in 2.. {
            if taken.insert(column.clone()) {
                break;
            }
            column = format!("{start}_{n}");
        }
        columns.insert(variable, column);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_names_that_every_program_takes_and_none_stands_twice() {
        let columns = columns(["knowledge:bed 1", "knowledge:bed-1", "fairness", "7"].into_iter());
        let all: Vec<&str> = columns.values().map(String::as_str).collect();
        assert_eq!(all, ["v_7", "v_fairness", "v_knowledge_bed_1", "v_knowledge_bed_1_2"]);
    }

    #[test]
    fn two_packages_have_nothing_in_common_by_which_people_could_be_found() {
        let key = RespondentKey("k".to_owned());
        let (one, other) = (Numbers::of(&[1; 32]), Numbers::of(&[2; 32]));
        assert_eq!(one.of_person(Some(&key)), one.of_person(Some(&key)));
        assert_ne!(one.of_person(Some(&key)), other.of_person(Some(&key)));
        assert_eq!(one.of_person(None), "");
    }
}
