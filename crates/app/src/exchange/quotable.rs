//! What may be quoted, for others: passages as they were released to the agreed audience and nothing else. Texts of the
//! file hold these passages alone, put together by whose words they may be called and not by who said them where.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::InterviewsReading;
use troth_network::{CodingId, Network, Sector};
use troth_say::refi::model::{Coding as Coded, Project, Selection, Set, Source};
use troth_say::{About, Attribution, CodeKey, CodeKind, Codebook, PassageRef, Permission};
use uuid::Uuid;

use super::codes_out;
use super::marks::Notes;
use super::stock::{Stock, narrow};
use super::{guid_of_code, made};
use crate::organisations::Names;

/// A passage with what it is of.
struct Quoted<'r> {
    passage: &'r PassageRef,
    narrative: &'r str,
    /// The sector it is about, where it stands between sectors.
    about: Option<&'r Sector>,
}

/// Permissions as they are at this moment, by passage; what is not here may not be quoted any more.
pub(super) fn permissions_now(stock: &Stock) -> BTreeMap<CodingId, Permission> {
    let mut now = BTreeMap::new();
    for stored in &stock.texts {
        for coding in stock.codings.get(&stored.transcript.id).into_iter().flatten() {
            let consent = stock.consent(stored, coding);
            // Words that the speaker put in the place of the old ones were released as such.
            let allowed = if consent.amended.is_some() { consent.permission } else { narrow(&consent) };
            if !consent.withdrawn && allowed != Permission::NotQuoted {
                now.insert(coding.id, allowed);
            }
        }
    }
    now
}

/// The least that a speaker has to allow for an attribution.
const fn needs(attribution: &Attribution) -> Permission {
    match attribution {
        Attribution::Sector(_) => Permission::SectorOnly,
        Attribution::Organisation { .. } => Permission::WithOrganisation,
        Attribution::Named { .. } => Permission::Named,
    }
}

/// The project of what was released, as far as it is still allowed.
pub(super) fn project(
    network: &Network,
    reading: &InterviewsReading,
    now: &BTreeMap<CodingId, Permission>,
    names: &Names,
    codebook: &Codebook,
) -> Project {
    let mut notes = Notes::default();
    let mut used = BTreeSet::new();
    let mut by_label: BTreeMap<String, Vec<Quoted<'_>>> = BTreeMap::new();
    for quoted in quoted(reading) {
        let allowed =
            now.get(&quoted.passage.coding).is_some_and(|p| *p >= needs(&quoted.passage.attribution));
        if allowed {
            let label = quoted.passage.attribution.words(|id| names.name(id));
            by_label.entry(label).or_default().push(quoted);
        }
    }
    let mut sources = Vec::new();
    for (label, mut list) in by_label {
        // By their words: the order in which they were said or coded would tell who said several of them.
        list.sort_by(|a, b| (&a.passage.text, a.narrative).cmp(&(&b.passage.text, b.narrative)));
        let guid = made(&["quoted", &network.id.to_string(), &label]);
        sources.push(source(guid, label, &list, &mut notes, names, &mut used));
    }
    let marks = notes.marks();
    let sets = if marks.is_empty() { Vec::new() } else { vec![set_of(marks)] };
    let about =
        "What may be quoted: passages as they were released to the agreed audience, and nothing around them.";
    Project {
        name: network.name.clone(),
        codes: codes(codebook, &used),
        sources,
        notes: notes.into_notes(),
        sets,
        description: Some(about.to_owned()),
        ..Project::default()
    }
}

fn set_of(notes: Vec<Uuid>) -> Set {
    let (codes, sources) = (Vec::new(), Vec::new());
    Set {
        guid: made(&["set", "marks"]),
        name: "What Troth knows of passages".to_owned(),
        description: None,
        codes,
        sources,
        notes,
    }
}

/// Each passage once; beside two organisations it stands again with other words of whom it is about, which do not go
/// into the file.
fn quoted(reading: &InterviewsReading) -> Vec<Quoted<'_>> {
    let mut seen: BTreeSet<(CodingId, &str)> = BTreeSet::new();
    let mut list = Vec::new();
    for sectors in &reading.sectors {
        for passage in &sectors.passages {
            let about = if passage.forth { &sectors.between.1 } else { &sectors.between.0 };
            if seen.insert((passage.coding, sectors.narrative.as_str())) {
                list.push(Quoted { passage, narrative: &sectors.narrative, about: Some(about) });
            }
        }
    }
    for pair in &reading.pairs {
        for passage in &pair.passages {
            if seen.insert((passage.coding, pair.narrative.as_str())) {
                list.push(Quoted { passage, narrative: &pair.narrative, about: None });
            }
        }
    }
    list
}

fn source(
    guid: Uuid,
    name: String,
    list: &[Quoted<'_>],
    notes: &mut Notes,
    names: &Names,
    used: &mut BTreeSet<CodeKey>,
) -> Source {
    let (mut text, mut at, mut selections) = (String::new(), 0, Vec::new());
    for Quoted { passage, narrative, about } in list {
        if at > 0 {
            text.push_str("\n\n");
            at += 2;
        }
        let words = passage.text.trim();
        let end = at + words.chars().count();
        text.push_str(words);
        let code = CodeKey::narrative(narrative, None);
        let mut noted = vec![notes.polarity(passage.polarity)];
        noted.extend(about.map(|sector| notes.about(&About::Sector(sector.clone()), names)));
        noted.push(notes.permission(needs(&passage.attribution)));
        // Ids of passages tell when they were coded: other ones stand in the file.
        let id = |of: &str| made(&["quoted", of, &passage.coding.to_string(), narrative]);
        let coded =
            Coded { guid: id("coding"), code: guid_of_code(&code), user: None, at: None, notes: noted };
        used.insert(code);
        selections.push(Selection {
            guid: id("selection"),
            name: None,
            description: None,
            start: at,
            end,
            codings: vec![coded],
            notes: Vec::new(),
            user: None,
            at: None,
        });
        at = end;
    }
    Source {
        guid,
        name,
        description: None,
        text,
        selections,
        notes: Vec::new(),
        values: Vec::new(),
        user: None,
        at: None,
    }
}

/// The framework's codes that passages have, without what the partnership wrote about them.
fn codes(codebook: &Codebook, used: &BTreeSet<CodeKey>) -> Vec<troth_say::refi::model::Code> {
    let wanted: BTreeSet<Uuid> = used.iter().map(guid_of_code).collect();
    let stories = codes_out::tree(codebook, &[], None).into_iter().filter(|code| wanted.contains(&code.guid));
    stories
        .map(|mut code| {
            code.children.clear();
            code.description = codebook
                .tree()
                .iter()
                .find(|(_, own)| own.key.kind() == CodeKind::Narrative && guid_of_code(&own.key) == code.guid)
                .map(|(_, own)| own.wording.definition.clone())
                .filter(|words| !words.is_empty());
            code
        })
        .collect()
}
