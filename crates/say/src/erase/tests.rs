use troth_network::{ClaimId, CodingId, OrganisationId, Timestamp, TranscriptId};
use uuid::Uuid;

use super::*;
use crate::claim::ClaimSign;
use crate::code::CodeKey;
use crate::coding::{About, Permission, Polarity, Stated};
use crate::passage::passage;
use crate::text::{find_once, slice};
use crate::turns::recognise_turns;

const TEXT: &str = "# Visit\n\nINT: Who rings?\n[00:01:02] Ann Lee: We ring the ward 👍, always.\nBo: Nobody rings us.\n\
                    **Ann Lee:** That is not so.\nBo: It is.";

fn speakers() -> Vec<Speaker> {
    let organisation = Some(OrganisationId(Uuid::from_u128(1)));
    [("INT", true), ("Ann Lee", false), ("Bo", false)]
        .map(|(label, interviewer)| Speaker {
            label: label.into(),
            organisation,
            role_level: None,
            interviewer,
        })
        .to_vec()
}

fn coded(number: u128, words: &str) -> Coding {
    let (start, end) = find_once(TEXT, words).unwrap();
    Coding {
        id: CodingId(Uuid::from_u128(number)),
        transcript: TranscriptId(Uuid::from_u128(9)),
        start,
        end,
        version: 3,
        code: CodeKey::narrative("roles", None),
        polarity: Some(Polarity::Loss),
        about: Some(About::Organisation(OrganisationId(Uuid::from_u128(2)))),
        stated: Stated::default(),
        permission: Permission::NotQuoted,
        coder: "holder".into(),
        coded_at: Timestamp::from_micros(0),
        memo: None,
    }
}

fn without(label: &str) -> Remaining {
    let codings =
        [coded(1, "ring the ward 👍"), coded(2, "Nobody rings us"), coded(3, "not so"), coded(4, "It is.")];
    let claims = [claimed("Nobody rings us"), claimed("always")];
    let statements = [said("Ann Lee", "always"), said("Bo", "It is.")];
    let turns = recognise_turns(TEXT, &speakers());
    without_speaker(TEXT, &speakers(), &turns, &codings, &claims, &statements, label)
}

fn said(label: &str, words: &str) -> Statement {
    let Coding { id, transcript, version, start, end, permission, coded_at, .. } = coded(8, words);
    let label = label.to_owned();
    let (amended, withdrawn, reworded) = (None, true, false);
    Statement {
        id: id.0,
        transcript,
        version,
        label,
        start,
        end,
        permission,
        amended,
        withdrawn,
        reworded,
        at: coded_at,
    }
}

#[test]
fn what_the_others_said_of_their_passages_stays_at_its_new_place() {
    let left = without("Ann Lee");
    assert_eq!(left.statements.len(), 1);
    let bo = &left.statements[0];
    assert_eq!((bo.label.as_str(), slice(&left.text, bo.start, bo.end)), ("Bo", Some("It is.")));
    assert_eq!((bo.version, bo.withdrawn), (1, true));
}

fn claimed(words: &str) -> Claim {
    let Coding { id, transcript, version, start, end, permission, coder, coded_at, .. } = coded(7, words);
    let (cause, effect) = (CodeKey::narrative("roles", None), CodeKey::narrative("model", None));
    let id = ClaimId(id.0);
    let (sign, condition, memo) = (ClaimSign::Less, None, None);
    Claim {
        id,
        transcript,
        version,
        start,
        end,
        cause,
        sign,
        effect,
        condition,
        permission,
        coder,
        coded_at,
        memo,
    }
}

#[test]
fn words_and_label_are_gone_and_the_others_keep_theirs() {
    let rest = without("Ann Lee");
    assert_eq!(
        rest.text,
        "# Visit\n\nINT: Who rings?\n[00:01:02] Erased speaker: [erased]\nBo: Nobody rings us.\n\
         **Erased speaker:** [erased]\nBo: It is."
    );
    assert_eq!(rest.erased_codings, 2);
    let quoted: Vec<String> = rest
        .codings
        .iter()
        .map(|c| passage(&rest.text, &rest.turns, &rest.speakers, c.start, c.end).unwrap().quote)
        .collect();
    assert_eq!(quoted, ["Nobody rings us", "It is."]);
    assert_eq!(rest.claims.len(), 1, "the claim of the erased speaker went");
    assert_eq!(slice(&rest.text, rest.claims[0].start, rest.claims[0].end), Some("Nobody rings us"));
    assert!(rest.codings.iter().all(|c| c.version == 1));
    let erased = &rest.speakers[1];
    assert_eq!((erased.label.as_str(), erased.organisation), ("Erased speaker", None));
}

#[test]
fn turns_are_those_that_the_new_text_would_give() {
    let rest = without("Ann Lee");
    assert_eq!(rest.turns, recognise_turns(&rest.text, &rest.speakers));
}

#[test]
fn a_second_speaker_gets_another_name() {
    let first = without("Ann Lee");
    let second = without_speaker(&first.text, &first.speakers, &first.turns, &first.codings, &[], &[], "Bo");
    assert!(!second.text.contains("Bo") && second.codings.is_empty(), "{}", second.text);
    assert_eq!(second.speakers[2].label, "Erased speaker 2");
}

#[test]
fn nobody_of_that_name_changes_nothing() {
    let rest = without("Cy");
    assert_eq!((rest.text.as_str(), rest.codings.len()), (TEXT, 4));
}
