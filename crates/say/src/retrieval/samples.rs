//! Passages and texts for tests.

use troth_network::{ClaimId, CodingId, NetworkId, Timestamp, TranscriptId};
use uuid::Uuid;

use super::{Found, FoundClaim, Said};
use crate::{Change, ClaimSign, CodeKey, Codebook, DocumentKind, Permission, Transcript, Wording};

pub(super) fn text(n: u128, words: &str) -> Transcript {
    Transcript {
        id: TranscriptId(Uuid::from_u128(n)),
        network: NetworkId(Uuid::from_u128(1)),
        title: format!("Talk {n}"),
        file_name: None,
        kind: DocumentKind::Interview,
        held_on: None,
        version: 1,
        text: words.to_owned(),
        added: Timestamp::from_micros(0),
    }
}

/// A code of one's own; keys come in the order of names.
pub(super) fn key(name: &str) -> CodeKey {
    let letters = name.bytes().chain([0; 16]).take(16);
    CodeKey::own(Uuid::from_u128(letters.fold(0, |number, letter| number << 8 | u128::from(letter))))
}

/// `roles` with `shared` below it, and `money`.
pub(super) fn book() -> Codebook {
    let mut codebook = Codebook::default();
    for (name, parent) in [("roles", None), ("shared", Some("roles")), ("money", None)] {
        let wording = Wording { name: name.to_owned(), ..Wording::default() };
        let (key, parent) = (key(name), parent.map(key));
        codebook.apply(&Change::Add { key, parent, wording }).unwrap();
    }
    codebook
}

pub(super) fn said(text: u128, turn: usize, label: &str, start: usize, end: usize) -> Said {
    Said {
        transcript: TranscriptId(Uuid::from_u128(text)),
        title: format!("Talk {text}"),
        kind: DocumentKind::Interview,
        held_on: None,
        turn: Some(turn),
        start,
        end,
        words: "Nobody books the transport.".into(),
        label: (!label.is_empty()).then(|| label.to_owned()),
        organisation: None,
        sector: None,
        role_level: None,
        conflicts: false,
    }
}

/// A passage of code `code` in text `text`, turn `turn`, by `label` (nobody if empty).
pub(super) fn found(text: u128, turn: usize, label: &str, code: &str, start: usize, end: usize) -> Found {
    let number = text << 32 | (start as u128) << 16 | code.bytes().map(u128::from).sum::<u128>();
    Found {
        coding: CodingId(Uuid::from_u128(number)),
        network: NetworkId(Uuid::from_u128(1)),
        said: said(text, turn, label, start, end),
        code: key(code),
        polarity: None,
        about: None,
        about_sector: None,
        permission: Permission::NotQuoted,
        coder: "holder".into(),
        memo: None,
    }
}

pub(super) fn claim(label: &str, cause: &str, sign: ClaimSign, effect: &str) -> FoundClaim {
    FoundClaim {
        claim: ClaimId(Uuid::from_u128(9)),
        said: said(1, 0, label, 0, 5),
        cause: key(cause),
        sign,
        effect: key(effect),
        condition: None,
        permission: Permission::NotQuoted,
        coder: "holder".into(),
        memo: None,
    }
}
