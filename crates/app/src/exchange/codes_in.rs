//! The codes of a file beside those of the codebook: known ones are found by id, key or name, the others are made.

use std::collections::BTreeMap;

use troth_say::refi::model::Code as Given;
use troth_say::tables::CodeRow;
use troth_say::{Change, CodeKey, Codebook, CodebookError, Wording};
use uuid::Uuid;

use super::codes_out::nearest;
use super::guid_of_code;
use super::marks::CodeMark;

/// Codes of a file with what they are here.
#[derive(Debug, Clone, Default)]
pub(super) struct CodesIn {
    /// By id in the file.
    pub(super) keys: BTreeMap<Uuid, CodeKey>,
    /// What has to be changed in the codebook, in order.
    pub(super) changes: Vec<Change>,
    /// How many were there already.
    pub(super) known: usize,
    /// Names of new ones.
    pub(super) new: Vec<String>,
    /// New ones that only put others in order in the file.
    pub(super) folders: usize,
}

/// What else a file says of a code.
pub(super) struct Beside<'b> {
    /// What Troth noted of it, by its id.
    pub(super) marks: &'b BTreeMap<Uuid, CodeMark>,
    /// Thoughts about it, by its id.
    pub(super) memos: &'b BTreeMap<Uuid, String>,
    /// Words as they stand after what was decided.
    pub(super) said: &'b dyn Fn(&str) -> String,
}

/// Finds or makes every code. `codebook` is as it will be afterwards.
pub(super) fn codes(codebook: &mut Codebook, given: &[Given], beside: &Beside<'_>) -> CodesIn {
    let mut found = CodesIn::default();
    let by_guid: BTreeMap<Uuid, CodeKey> =
        codebook.tree().into_iter().map(|(_, code)| (guid_of_code(&code.key), code.key.clone())).collect();
    let mut waiting: Vec<(&Given, Option<CodeKey>)> = given.iter().rev().map(|code| (code, None)).collect();
    while let Some((code, parent)) = waiting.pop() {
        let key = match known(codebook, &by_guid, code, parent.as_ref()) {
            Some(key) => {
                found.known += 1;
                key
            }
            None => new(codebook, code, parent.as_ref(), beside, &mut found),
        };
        found.keys.entry(code.guid).or_insert_with(|| key.clone());
        waiting.extend(code.children.iter().rev().map(|child| (child, Some(key.clone()))));
    }
    found
}

/// A code of the codebook that is meant. By name only where it stands in the same place: two codes of one name below
/// different ones are two codes.
fn known(
    codebook: &Codebook,
    by_guid: &BTreeMap<Uuid, CodeKey>,
    code: &Given,
    parent: Option<&CodeKey>,
) -> Option<CodeKey> {
    if let Some(key) = by_guid.get(&code.guid) {
        return Some(key.clone());
    }
    // One that was merged or put away since the file was written is still that code.
    let own = CodeKey::own(code.guid);
    if codebook.get(&own).is_some() {
        return Some(codebook.resolve_end(&own));
    }
    let name = code.name.trim();
    let usable = |key: &CodeKey| codebook.get(key).is_some_and(troth_say::Code::usable);
    if let Some(key) = name.parse::<CodeKey>().ok().filter(usable) {
        return Some(key);
    }
    let below = codebook.tree().into_iter().map(|(_, code)| code).find(|known| {
        known.parent.as_ref() == parent && known.wording.name.to_lowercase() == name.to_lowercase()
    });
    match (below, parent) {
        (Some(known), _) => Some(known.key.clone()),
        (None, None) => codebook.by_name(name).map(|known| known.key.clone()),
        (None, Some(_)) => None,
    }
}

fn new(
    codebook: &mut Codebook,
    code: &Given,
    parent: Option<&CodeKey>,
    beside: &Beside<'_>,
    found: &mut CodesIn,
) -> CodeKey {
    let key = CodeKey::own(code.guid);
    let row = CodeRow::of(code, "");
    let mark = beside.marks.get(&code.guid).cloned().unwrap_or_default();
    let name = match code.name.trim() {
        "" => "Without a name".to_owned(),
        name => (beside.said)(name),
    };
    let (free, valid) = (codebook.by_letters(&mark.letters).is_none(), mark.letters.len() == 2);
    // A description came as one: what was replaced in it was decided on it as a whole.
    let said = code.description.as_deref().map(|words| {
        CodeRow::of(&Given { description: Some((beside.said)(words)), ..Given::new(code.guid, "") }, "")
    });
    let row = said.unwrap_or(row);
    let wording = Wording {
        name,
        definition: row.definition,
        hallmark: row.hallmark,
        example: row.example,
        memo: beside.memos.get(&code.guid).cloned().unwrap_or_default(),
        letters: if free && valid { mark.letters } else { String::new() },
        colour: nearest(code.colour),
        state: mark.state,
    };
    let mut change = Change::Add { key: key.clone(), parent: parent.cloned(), wording };
    let mut number = 1;
    // Two codes of one name in the same place are told apart by a number.
    while let Err(error) = codebook.apply(&change) {
        let Change::Add { parent, wording, .. } = &mut change else { return key };
        match error {
            CodebookError::SameName(name) if number < 1_000 => {
                number += 1;
                let base = name.strip_suffix(&format!(" ({})", number - 1)).unwrap_or(&name).to_owned();
                wording.name = format!("{base} ({number})");
            }
            CodebookError::NotLetters(_) | CodebookError::LettersTaken { .. }
                if !wording.letters.is_empty() =>
            {
                wording.letters.clear();
            }
            // Below a code that was put away nothing new can stand.
            CodebookError::NoSuchCode(_) if parent.is_some() => *parent = None,
            _ => return key,
        }
    }
    if let Change::Add { wording, .. } = &change {
        found.new.push(wording.name.clone());
    }
    found.changes.push(change);
    found.folders += usize::from(!code.codable);
    let away = Change::Retire { key: key.clone() };
    if mark.retired && codebook.apply(&away).is_ok() {
        found.changes.push(away);
    }
    key
}

#[cfg(test)]
mod tests {
    use troth_framework::Lens;

    use super::*;
    use crate::exchange::codes_out;

    fn brought(codebook: &mut Codebook, given: &[Given]) -> CodesIn {
        let (marks, memos) = (BTreeMap::new(), BTreeMap::new());
        let beside = Beside { marks: &marks, memos: &memos, said: &str::to_owned };
        codes(codebook, given, &beside)
    }

    fn code(n: u128, name: &str) -> Given {
        Given::new(Uuid::from_u128(n), name)
    }

    #[test]
    fn codes_of_the_framework_come_back_as_themselves() {
        let mut codebook = Codebook::of(Lens::built_in());
        let written = codes_out::tree(&codebook, &[], None);
        let found = brought(&mut codebook, &written);
        assert!(found.changes.is_empty());
        for (_, code) in Codebook::of(Lens::built_in()).tree() {
            assert_eq!(found.keys[&guid_of_code(&code.key)], code.key);
        }
    }

    #[test]
    fn codes_are_found_by_key_and_name_and_others_made_once() {
        let mut codebook = Codebook::of(Lens::built_in());
        let roles = CodeKey::narrative("roles", None);
        let name = codebook.name(&roles).to_uppercase();
        let mut own = code(3, "Parking");
        own.children = vec![code(4, "Fees"), code(5, "fees")];
        own.codable = false;
        let given = [code(1, "narrative:roles"), code(2, &name), own, code(6, " ")];
        let found = brought(&mut codebook, &given);
        assert_eq!((&found.keys[&Uuid::from_u128(1)], &found.keys[&Uuid::from_u128(2)]), (&roles, &roles));
        assert_eq!(found.new, ["Parking", "Fees", "Without a name"]);
        assert_eq!((found.known, found.folders), (3, 1));
        assert_eq!(codebook.full_name(&CodeKey::own(Uuid::from_u128(4))), "Parking: Fees");
        assert!(brought(&mut codebook, &given).changes.is_empty(), "the second time all are known");
    }
}
