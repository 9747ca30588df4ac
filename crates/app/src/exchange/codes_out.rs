//! The codebook as other programs have it.

use std::iter::Peekable;

use troth_say::refi::model::{Code as Written, Colour, Note, Set};
use troth_say::tables::CodeRow;
use troth_say::{COLOURS, Code, CodeKey, CodeKind, Codebook};
use uuid::Uuid;

use super::marks::{CodeMark, Notes};
use super::{guid_of_code, made};

/// The colours of codes, in the order of the palette of the pages.
const PALETTE: [Colour; COLOURS as usize] = [
    Colour([0x4b, 0x1f, 0x5c]),
    Colour([0x12, 0x76, 0x7a]),
    Colour([0xa6, 0x5e, 0x12]),
    Colour([0x2b, 0x4c, 0x7e]),
    Colour([0x3c, 0x6e, 0x2f]),
    Colour([0x8a, 0x6d, 0x00]),
    Colour([0xa8, 0x39, 0x6b]),
    Colour([0x6f, 0x6a, 0x5f]),
];

/// The colour of the palette that comes nearest.
pub(super) fn nearest(colour: Option<Colour>) -> u8 {
    let Some(Colour(wanted)) = colour else { return COLOURS - 1 };
    let far = |Colour(own): &Colour| -> u32 {
        own.iter().zip(wanted).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let place = PALETTE.iter().enumerate().min_by_key(|(_, own)| far(own)).map_or(0, |(at, _)| at);
    u8::try_from(place).unwrap_or_default()
}

/// The code tree. `extra`: codes that passages have though they are not in use any more. With `notes`, what is written
/// beside name and description goes there.
pub(super) fn tree(codebook: &Codebook, extra: &[CodeKey], mut notes: Option<&mut Notes>) -> Vec<Written> {
    let mut list = codebook.tree().into_iter().peekable();
    let mut written = below(&mut list, 0, &mut |code| one(code, notes.as_deref_mut()));
    for key in extra {
        match codebook.get(key) {
            Some(code) => written.push(one(code, notes.as_deref_mut())),
            None => written.push(Written::new(guid_of_code(key), key.as_str())),
        }
    }
    written
}

fn below<'a>(
    list: &mut Peekable<impl Iterator<Item = (usize, &'a Code)>>,
    depth: usize,
    one: &mut impl FnMut(&'a Code) -> Written,
) -> Vec<Written> {
    let mut codes = Vec::new();
    while let Some((_, code)) = list.next_if(|(at, _)| *at == depth) {
        let mut written = one(code);
        written.children = below(list, depth + 1, one);
        codes.push(written);
    }
    codes
}

fn one(code: &Code, notes: Option<&mut Notes>) -> Written {
    let wording = &code.wording;
    let row = CodeRow {
        definition: wording.definition.clone(),
        hallmark: wording.hallmark.clone(),
        example: wording.example.clone(),
        ..CodeRow::default()
    };
    let guid = guid_of_code(&code.key);
    let mut noted: Vec<Uuid> = Vec::new();
    if let Some(notes) = notes {
        if code.key.kind() == CodeKind::Own {
            let mark =
                CodeMark { letters: wording.letters.clone(), state: wording.state, retired: code.retired };
            noted.extend(notes.code(&mark));
        }
        if !wording.memo.is_empty() {
            let own = made(&["memo of code", code.key.as_str()]);
            let (name, text) = (Some("Thoughts about it".to_owned()), wording.memo.clone());
            noted.push(notes.plain(Note { guid: own, name, text, user: None, at: None }));
        }
    }
    let colour = PALETTE.get(usize::from(wording.colour)).copied();
    Written { description: row.description(), colour, notes: noted, ..Written::new(guid, &wording.name) }
}

/// A set for each kind of codes: where they come from.
pub(super) fn sets(codebook: &Codebook) -> Vec<Set> {
    let tree = codebook.tree();
    let of = |kind: CodeKind| -> Vec<Uuid> {
        let codes = tree.iter().filter(|(_, code)| code.key.kind() == kind);
        codes.map(|(_, code)| guid_of_code(&code.key)).collect()
    };
    let sets = CodeKind::ALL.into_iter().map(|kind| Set {
        guid: made(&["set", kind.id()]),
        name: kind.words().to_owned(),
        description: None,
        codes: of(kind),
        sources: Vec::new(),
        notes: Vec::new(),
    });
    sets.filter(|set| !set.codes.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use troth_framework::Lens;

    use super::*;

    #[test]
    fn colours_lead_back_and_others_to_the_nearest() {
        for (at, colour) in PALETTE.into_iter().enumerate() {
            assert_eq!(usize::from(nearest(Some(colour))), at);
        }
        assert_eq!(nearest(Some(Colour([0, 120, 120]))), 1);
        assert_eq!(nearest(None), COLOURS - 1);
    }

    #[test]
    fn the_tree_holds_every_code_once_below_its_own() {
        let codebook = Codebook::of(Lens::built_in());
        let written = tree(&codebook, &[], None);
        let all: Vec<&Written> = written.iter().flat_map(Written::walk).collect();
        assert_eq!(all.len(), codebook.tree().len());
        let expertise = guid_of_code(&CodeKey::narrative("expertise", None));
        let code = written.iter().find(|code| code.guid == expertise).unwrap();
        assert!(
            code.children
                .iter()
                .any(|c| c.guid == guid_of_code(&CodeKey::narrative("expertise", Some("known"))))
        );
        assert_eq!(sets(&codebook).iter().map(|set| set.codes.len()).sum::<usize>(), all.len());
    }
}
