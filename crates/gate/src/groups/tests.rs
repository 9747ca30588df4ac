use std::collections::{BTreeMap, BTreeSet};

use troth_lens::{Level, People};
use troth_network::{AnswerRole, OrganisationId};

use super::{GroupAnswer, GroupPlan, spread};
use crate::audience::Audience;
use crate::cells::End;
use crate::ledger::{LedgerEntry, sha256_hex};

fn organisation(n: usize) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

/// `n` people of `organisations` in turn, in this sector and at this level, none at an end.
fn people(name: &str, n: usize, organisations: &[usize], sector: &str, level: Level) -> Vec<GroupAnswer> {
    (0..n)
        .map(|k| GroupAnswer {
            respondent: format!("{name}{k}"),
            items: "0".into(),
            organisation: organisation(organisations[k % organisations.len()]),
            source: AnswerRole::Staff,
            level: Some(level),
            sector: sector.into(),
            end: None,
        })
        .collect()
}

fn asked() -> Vec<(People, AnswerRole)> {
    let staff = |people| (people, AnswerRole::Staff);
    let mut asked = vec![staff(People::Everybody)];
    asked.extend(Level::ALL.map(|level| staff(People::AtLevel(level))));
    asked.extend(["x", "y"].map(|sector| staff(People::InSector(sector.into()))));
    asked.push((People::Everybody, AnswerRole::Representative));
    asked
}

fn plan(answers: &[GroupAnswer], earlier: &[LedgerEntry]) -> GroupPlan {
    GroupPlan::of(answers, &asked(), &Audience::Agreed, Audience::Agreed.floor(), earlier)
}

fn shown(plan: &GroupPlan) -> Vec<People> {
    plan.cells.iter().map(|c| c.people.clone()).collect()
}

#[test]
fn five_people_of_three_organisations_are_shown_and_fewer_of_either_are_not() {
    let of =
        |n, organisations: &[usize]| shown(&plan(&people("p", n, organisations, "x", Level::Tactical), &[]));
    // Everybody is at one level and of one sector: the same people again are no news.
    let all = [People::Everybody, People::AtLevel(Level::Tactical), People::InSector("x".into())];
    assert_eq!(of(5, &[1, 2, 3]), all);
    assert_eq!(of(4, &[1, 2, 3]), []);
    assert_eq!(of(9, &[1, 2]), []);
}

#[test]
fn a_group_that_leaves_a_few_others_is_withheld() {
    let mut answers = people("p", 9, &[1, 2, 3], "x", Level::Operational);
    answers.extend(people("q", 4, &[1, 2, 3], "x", Level::Strategic));
    assert_eq!(shown(&plan(&answers, &[])), [People::Everybody, People::InSector("x".into())]);
    answers.extend(people("r", 1, &[4], "x", Level::Strategic));
    assert_eq!(shown(&plan(&answers, &[])).len(), 4, "five others, who may be shown too");
}

#[test]
fn a_group_that_leaves_two_organisations_is_withheld() {
    let mut answers = people("p", 9, &[1, 2, 3], "x", Level::Operational);
    answers.extend(people("q", 9, &[4, 5], "y", Level::Strategic));
    assert_eq!(shown(&plan(&answers, &[])), [People::Everybody]);
}

#[test]
fn levels_and_sectors_that_cross_in_a_small_group_are_not_both_shown() {
    // Ten at each level; in the other sector stand four of one and ten of the other.
    let mut answers = people("p", 6, &[1, 2, 3], "x", Level::Operational);
    answers.extend(people("q", 4, &[4, 5, 6], "y", Level::Operational));
    answers.extend(people("r", 10, &[4, 5, 6], "y", Level::Strategic));
    let shown = shown(&plan(&answers, &[]));
    assert_eq!(
        shown,
        [People::Everybody, People::AtLevel(Level::Operational), People::AtLevel(Level::Strategic)]
    );
}

#[test]
fn who_came_by_an_open_link_is_in_no_group_and_representatives_are_by_themselves() {
    let mut answers = people("open-", 9, &[1, 2, 3], "x", Level::Tactical);
    assert_eq!(shown(&plan(&answers, &[])), []);
    answers.extend(people("p", 4, &[1, 2, 3], "x", Level::Tactical));
    let representatives = people("representative:", 5, &[1, 2, 3, 4, 5], "x", Level::Tactical);
    answers
        .extend(representatives.into_iter().map(|a| GroupAnswer { source: AnswerRole::Representative, ..a }));
    let plan = plan(&answers, &[]);
    assert_eq!(
        plan.cells.iter().map(|c| (c.source, c.counted)).collect::<Vec<_>>(),
        [(AnswerRole::Representative, 5)]
    );
}

#[test]
fn somebody_who_joined_or_left_is_not_told_apart_and_ranges_are_not_told_anew() {
    let before = people("p", 12, &[1, 2, 3], "x", Level::Tactical);
    let first = plan(&before, &[]);
    assert!(first.parts(AnswerRole::Staff).is_some());
    let entry = entry(&first);
    assert_eq!(shown(&plan(&before[..11], std::slice::from_ref(&entry))), [], "one left");
    let mut more = before.clone();
    more.extend(people("q", 5, &[1, 2, 3], "x", Level::Tactical));
    let after = plan(&more, std::slice::from_ref(&entry));
    assert_eq!(shown(&after).len(), 3, "five joined");
    assert!(after.parts(AnswerRole::Staff).is_none());
    assert!(plan(&before, &[entry]).parts(AnswerRole::Staff).is_some(), "the same people again");
}

fn entry(plan: &GroupPlan) -> LedgerEntry {
    let contributing: Vec<_> = plan.cells.iter().map(super::GroupCell::in_ledger).collect();
    LedgerEntry {
        id: troth_network::EntryId(organisation(7).0),
        at: troth_network::Timestamp::from_micros(0),
        viewer: "holder".into(),
        audience: Audience::Agreed,
        network: troth_network::NetworkId(organisation(8).0),
        wave: None,
        kind: super::COLLABORATION.into(),
        filter: "construct:faith".into(),
        contributing_hash: sha256_hex(b""),
        contributing,
        body_hash: String::new(),
    }
}

/// A class of people who are alike in all that groups are made of: how many, level, sector.
type Class = (usize, Level, &'static str);

/// Every way in which `people` can answer on `points`, as sorted answers.
fn ways(people: usize, points: u8) -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = vec![Vec::new()];
    for _ in 0..people {
        let longer = |way: &Vec<u8>| {
            let way = way.clone();
            (way.last().copied().unwrap_or(0)..points).map(move |a| way.iter().copied().chain([a]).collect())
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// All that anybody sees of a round: which groups are shown, the sum of each or its end, and how far answers lie apart.
fn seen(classes: &[Class], answers: &[&Vec<u8>], points: u8) -> String {
    let score = |a: u8| f64::from(a) / f64::from(points - 1);
    let mut rows = Vec::new();
    let mut given = Vec::new();
    for (at, ((n, level, sector), answers)) in classes.iter().zip(answers).enumerate() {
        rows.extend(people(&format!("{at}-"), *n, &[1, 2, 3, 4], sector, *level));
        given.extend(answers.iter().copied());
    }
    for (row, answer) in rows.iter_mut().zip(&given) {
        row.end = End::of(score(*answer));
    }
    let plan = plan(&rows, &[]);
    let mut seen = String::new();
    for cell in &plan.cells {
        let sum: u32 = cell.rows.iter().map(|r| u32::from(given[*r])).sum();
        seen.push_str(
            &cell.end.map_or_else(|| format!("{:?}={sum};", cell.people), |end| format!("{end:?};")),
        );
    }
    if let Some(parts) = plan.parts(AnswerRole::Staff) {
        let parts: Vec<Vec<f64>> =
            parts.iter().map(|rows| rows.iter().map(|r| score(given[*r])).collect()).collect();
        let sd = spread::told(&parts, 1.0 / f64::from(points - 1)).unwrap();
        seen.push_str(&format!("{:.9}", sd * sd));
    }
    seen
}

/// What somebody sees who answered: what everybody sees, which class is theirs, and what they answered.
type Known = (String, usize, u8);

#[test]
fn nobody_who_answered_can_tell_what_another_answered_from_all_groups_together() {
    use Level::{Operational as O, Strategic as S, Tactical as T};
    let rounds: [(&[Class], u8); 9] = [
        (&[(6, O, "x"), (6, S, "x")], 4),
        (&[(5, O, "x")], 5),
        (&[(7, O, "x")], 5),
        (&[(5, O, "x"), (5, S, "x")], 4),
        (&[(5, O, "x"), (5, S, "y")], 5),
        (&[(5, O, "x"), (6, S, "y")], 3),
        (&[(5, O, "x"), (2, S, "y"), (4, T, "y")], 3),
        (&[(5, O, "x"), (5, S, "x"), (5, S, "y")], 3),
        (&[(5, O, "x"), (5, O, "y"), (5, T, "x"), (5, T, "y")], 2),
    ];
    for (classes, points) in rounds {
        // What that leaves open: every answer that somebody else of a class gave in some round that looks the same.
        let mut open: BTreeMap<Known, Vec<BTreeSet<u8>>> = BTreeMap::new();
        let of_each: Vec<Vec<Vec<u8>>> = classes.iter().map(|(n, ..)| ways(*n, points)).collect();
        let mut at = vec![0; classes.len()];
        'all: loop {
            let answers: Vec<&Vec<u8>> = at.iter().zip(&of_each).map(|(at, ways)| &ways[*at]).collect();
            let sight = seen(classes, &answers, points);
            for (class, own) in
                answers.iter().enumerate().flat_map(|(c, w)| w.iter().map(move |own| (c, *own)))
            {
                let left = open
                    .entry((sight.clone(), class, own))
                    .or_insert_with(|| vec![BTreeSet::new(); classes.len()]);
                for (other, way) in answers.iter().enumerate() {
                    let mut others = (*way).clone();
                    if other == class {
                        others.remove(others.iter().position(|a| *a == own).unwrap());
                    }
                    left[other].extend(others);
                }
            }
            for place in 0..at.len() {
                at[place] += 1;
                if at[place] < of_each[place].len() {
                    continue 'all;
                }
                at[place] = 0;
            }
            break;
        }
        for (known, left) in &open {
            for answers in left {
                assert!(answers.len() > 1, "{classes:?} on {points} points: {known:?} tells {answers:?}");
            }
        }
    }
}
