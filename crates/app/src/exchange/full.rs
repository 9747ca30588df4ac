//! The whole project, for the custodian: all texts, and all that was coded in them.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{Network, Timestamp};
use troth_say::refi::model::{
    Case, Coding as Coded, Datum, Link, LinkDirection, Note, Project, Selection, Set, Source, User, Value,
    Variable, VariableKind,
};
use troth_say::{Claim, Code, CodeKey, Coding};
use troth_store::StoredTranscript;
use uuid::Uuid;

use super::codes_out;
use super::marks::{ClaimMark, Notes};
use super::stock::{Stock, narrow};
use super::{guid_of_code, guid_of_coder, made};
use crate::intake::words::count;

/// What stands in the place of each letter that a speaker took back.
const TAKEN_BACK: char = '\u{2588}';

/// The variables that texts and speakers have.
pub(super) const KIND: &str = "Kind of text";
pub(super) const HELD_ON: &str = "Day";
pub(super) const ORGANISATION: &str = "Organisation (id in files)";
pub(super) const LEVEL: &str = "Role level";
pub(super) const INTERVIEWER: &str = "Interviewer";

/// The id of a variable.
pub(super) fn variable(name: &str) -> Uuid {
    made(&["variable", name])
}

fn value(name: &str, datum: Datum) -> Value {
    Value { variable: variable(name), datum: Some(datum) }
}

/// What is being written.
struct Writing<'s> {
    stock: &'s Stock,
    notes: Notes,
    /// Coders in the order of their first passage.
    coders: Vec<String>,
    links: Vec<Link>,
    cases: Vec<Case>,
    used: BTreeSet<CodeKey>,
    masked: usize,
    withdrawn: usize,
}

/// The project, and what has no place in it as sentences.
pub(super) fn project(network: &Network, stock: &Stock) -> (Project, Vec<String>) {
    let mut writing = Writing {
        stock,
        notes: Notes::default(),
        coders: Vec::new(),
        links: Vec::new(),
        cases: Vec::new(),
        used: BTreeSet::new(),
        masked: 0,
        withdrawn: 0,
    };
    let sources: Vec<Source> = stock.texts.iter().map(|stored| writing.source(stored)).collect();
    let mut left = stock.left.clone();
    if writing.masked > 0 {
        left.push(format!(
            "{} of speakers who took their words back: each letter is a block in the file, and {} left out.",
            count(writing.masked, "stretch", "stretches"),
            count(writing.withdrawn, "passage or claim is", "passages and claims are")
        ));
    }
    let in_use = |key: &&CodeKey| !stock.codebook.get(key).is_some_and(Code::usable);
    let extra: Vec<CodeKey> = writing.used.iter().filter(in_use).cloned().collect();
    let codes = codes_out::tree(&stock.codebook, &extra, Some(&mut writing.notes));
    let mut sets = codes_out::sets(&stock.codebook);
    let marks = writing.notes.marks();
    if !marks.is_empty() {
        sets.push(Set {
            guid: made(&["set", "marks"]),
            name: "What Troth knows of passages".to_owned(),
            description: Some("How they are told, whom they are about, what the speaker allows.".to_owned()),
            codes: Vec::new(),
            sources: Vec::new(),
            notes: marks,
        });
    }
    let users = writing.coders.iter().zip(1..);
    let users =
        users.map(|(coder, n)| User { guid: guid_of_coder(coder), name: format!("Coder {n}") }).collect();
    let kinds = [
        (KIND, VariableKind::Text),
        (HELD_ON, VariableKind::Date),
        (ORGANISATION, VariableKind::Text),
        (LEVEL, VariableKind::Text),
        (INTERVIEWER, VariableKind::Boolean),
    ];
    let variables = kinds.map(|(name, kind)| Variable {
        guid: variable(name),
        name: name.to_owned(),
        kind,
        description: None,
    });
    let about = "The whole project, for the custodian alone: it holds everything that was said, also what nobody may \
                 quote. Keep it as safe as the database, and delete it when it is not needed any more.";
    let project = Project {
        name: network.name.clone(),
        origin: None,
        users,
        codes,
        variables: variables.to_vec(),
        cases: writing.cases,
        sources,
        notes: writing.notes.into_notes(),
        links: writing.links,
        sets,
        description: Some(about.to_owned()),
        note_refs: Vec::new(),
    };
    (project, left)
}

impl Writing<'_> {
    fn source(&mut self, stored: &StoredTranscript) -> Source {
        let text = &stored.transcript;
        let mut selections: BTreeMap<(usize, usize), Selection> = BTreeMap::new();
        let withdrawn = self.stock.withdrawn(stored);
        self.masked += withdrawn.len();
        self.speakers(stored, &mut selections);
        for coding in self.stock.codings.get(&text.id).into_iter().flatten() {
            let consent = self.stock.consent(stored, coding);
            if consent.withdrawn {
                self.withdrawn += 1;
                continue;
            }
            let coded = self.coding(coding, narrow(&consent));
            selection(&mut selections, stored, coding.start, coding.end).codings.push(coded);
        }
        for claim in self.stock.claims.get(&text.id).into_iter().flatten() {
            if withdrawn.iter().any(|(start, end)| *start < claim.end && claim.start < *end) {
                self.withdrawn += 1;
            } else if let Some(note) = self.claim(stored, claim) {
                selection(&mut selections, stored, claim.start, claim.end).notes.push(note);
            }
        }
        let mut values = vec![value(KIND, Datum::Text(text.kind.id().to_owned()))];
        values.extend(text.held_on.map(|day| value(HELD_ON, Datum::Date(day))));
        Source {
            guid: text.id.0,
            name: text.title.clone(),
            description: None,
            text: masked(&text.text, &withdrawn),
            selections: selections.into_values().collect(),
            notes: Vec::new(),
            values,
            user: None,
            at: Some(text.added),
        }
    }

    /// Each speaker as a case that holds their turns.
    fn speakers(&mut self, stored: &StoredTranscript, selections: &mut BTreeMap<(usize, usize), Selection>) {
        for speaker in &stored.speakers {
            let turns = stored.turns.iter().filter(|turn| turn.speaker.as_ref() == Some(&speaker.label));
            let turns: Vec<Uuid> =
                turns.map(|turn| selection(selections, stored, turn.start, turn.end).guid).collect();
            let organisation = speaker.organisation.and_then(|id| self.stock.names.get(id));
            let mut values = vec![value(INTERVIEWER, Datum::Boolean(speaker.interviewer))];
            values.extend(organisation.map(|o| value(ORGANISATION, Datum::Text(o.external_id.clone()))));
            values.extend(speaker.role_level.map(|level| value(LEVEL, Datum::Text(level.id().to_owned()))));
            self.cases.push(Case {
                guid: made(&["speaker", &stored.transcript.id.to_string(), &speaker.label]),
                name: Some(speaker.label.clone()),
                description: None,
                codes: Vec::new(),
                values,
                sources: Vec::new(),
                selections: turns,
            });
        }
    }

    fn coding(&mut self, coding: &Coding, permission: troth_say::Permission) -> Coded {
        let code = self.stock.codebook.resolve(coding.id, &coding.code);
        let user = self.coder(&coding.coder);
        let mut notes: Vec<Uuid> = coding.polarity.map(|p| self.notes.polarity(p)).into_iter().collect();
        notes.extend(coding.about.as_ref().map(|about| self.notes.about(about, &self.stock.names)));
        notes.extend(self.notes.stated(&coding.stated, &self.stock.names));
        notes.push(self.notes.permission(permission));
        notes.extend(self.memo(coding.id.0, coding.memo.as_ref(), user, coding.coded_at));
        let (guid, at) = (coding.id.0, Some(coding.coded_at));
        let coded = Coded { guid, code: guid_of_code(&code), user: Some(user), at, notes };
        self.used.insert(code);
        coded
    }

    /// A claim as a link between its two codes, with a note on the link and on the words. Returns the note.
    fn claim(&mut self, stored: &StoredTranscript, claim: &Claim) -> Option<Uuid> {
        let (cause, effect) =
            (self.stock.codebook.resolve_end(&claim.cause), self.stock.codebook.resolve_end(&claim.effect));
        let user = self.coder(&claim.coder);
        let permission = self.stock.allowed(stored, claim);
        let mark = ClaimMark { sign: claim.sign, condition: claim.condition.clone(), permission };
        let when = claim.condition.as_ref().map(|when| format!(", when {when}")).unwrap_or_default();
        let says = |key: &CodeKey| self.stock.codebook.full_name(key);
        let words = format!("Claim: {} {} {}{when}", says(&cause), claim.sign.words(), says(&effect));
        let by = Note {
            guid: claim.id.0,
            name: None,
            text: String::new(),
            user: Some(user),
            at: Some(claim.coded_at),
        };
        let note = self.notes.claim(claim.id.0, &mark, &words, &by)?;
        let memo = self.memo(claim.id.0, claim.memo.as_ref(), user, claim.coded_at);
        self.links.push(Link {
            guid: claim.id.0,
            name: Some(claim.sign.words().to_owned()),
            direction: Some(LinkDirection::OneWay),
            colour: None,
            origin: Some(guid_of_code(&cause)),
            target: Some(guid_of_code(&effect)),
            notes: std::iter::once(note).chain(memo).collect(),
        });
        self.used.extend([cause, effect]);
        Some(note)
    }

    fn memo(&mut self, of: Uuid, memo: Option<&String>, user: Uuid, at: Timestamp) -> Option<Uuid> {
        let (guid, name) = (made(&["memo", &of.to_string()]), Some("Memo".to_owned()));
        let text = memo?.clone();
        Some(self.notes.plain(Note { guid, name, text, user: Some(user), at: Some(at) }))
    }

    fn coder(&mut self, coder: &str) -> Uuid {
        if !self.coders.iter().any(|known| known == coder) {
            self.coders.push(coder.to_owned());
        }
        guid_of_coder(coder)
    }
}

/// Names of texts in which programs that count in UTF-16 shift passages.
pub(super) fn shifted(project: &Project) -> Vec<String> {
    let wide = |source: &&Source| source.text.chars().any(|c| c.len_utf16() == 2);
    project.sources.iter().filter(wide).map(|source| source.name.clone()).collect()
}

fn selection<'a>(
    selections: &'a mut BTreeMap<(usize, usize), Selection>,
    stored: &StoredTranscript,
    start: usize,
    end: usize,
) -> &'a mut Selection {
    let text = stored.transcript.id.to_string();
    selections.entry((start, end)).or_insert_with(|| Selection {
        guid: made(&["selection", &text, &start.to_string(), &end.to_string()]),
        name: None,
        description: None,
        start,
        end,
        codings: Vec::new(),
        notes: Vec::new(),
        user: None,
        at: None,
    })
}

/// The text with a block for each letter in these stretches, so that all places stay.
fn masked(text: &str, stretches: &[(usize, usize)]) -> String {
    if stretches.is_empty() {
        return text.to_owned();
    }
    let hidden =
        |at: usize, c: char| c != '\n' && stretches.iter().any(|(start, end)| *start <= at && at < *end);
    text.chars().enumerate().map(|(at, c)| if hidden(at, c) { TAKEN_BACK } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_leaves_the_places_of_the_rest() {
        assert_eq!(masked("Ann: Yes.\nNo.", &[(5, 11)]), "Ann: \u{2588}\u{2588}\u{2588}\u{2588}\n\u{2588}o.");
        assert_eq!(masked("Ann", &[]), "Ann");
    }
}
