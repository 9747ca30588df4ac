//! The rules of DESIGN section 3, case by case and whichever side is named first.

use proptest::prelude::*;
use troth_network::PathwayId;
use uuid::Uuid;

use super::*;

const I: OrganisationId = OrganisationId(Uuid::from_u128(1));
const J: OrganisationId = OrganisationId(Uuid::from_u128(2));
const K: OrganisationId = OrganisationId(Uuid::from_u128(3));
const L: OrganisationId = OrganisationId(Uuid::from_u128(4));

fn names(organisation: OrganisationId) -> Responsible {
    Responsible::Organisation(organisation)
}

fn step(n: u128) -> Step {
    Step {
        id: StepId(Uuid::from_u128(n)),
        pathway: PathwayId(Uuid::nil()),
        external_id: n.to_string(),
        title: format!("Step {n}"),
        order: i64::try_from(n).unwrap(),
    }
}

fn says(n: u128, declared_by: OrganisationId, responsible: Responsible) -> Declaration {
    Declaration { step: step(n).id, declared_by, responsible }
}

/// One shared step per pair of answers.
fn reading(answers: &[(Responsible, Responsible)]) -> RolesReading {
    let steps: Vec<Step> = (1..).take(answers.len()).map(step).collect();
    let declarations: Vec<Declaration> =
        (1..).zip(answers).flat_map(|(n, (i, j))| [says(n, I, *i), says(n, J, *j)]).collect();
    read(Pair::of(I, J), &steps, &declarations)
}

#[test]
fn each_pair_of_answers_has_the_state_of_the_printed_rule() {
    use StepState::{Clear, Contested, MisreadBy, Orphaned};
    let nobody = Responsible::Nobody;
    let table = [
        (names(I), names(J), Contested),
        (names(J), names(I), Orphaned),
        (nobody, nobody, Orphaned),
        (names(J), names(K), MisreadBy(I)),
        (names(J), nobody, MisreadBy(I)),
        (names(K), names(I), MisreadBy(J)),
        (nobody, names(I), MisreadBy(J)),
        (names(I), names(I), Clear),
        (names(J), names(J), Clear),
        (names(I), nobody, Clear),
        (nobody, names(J), Clear),
        (names(K), names(K), Clear),
        (names(K), names(L), Clear),
        (names(K), nobody, Clear),
    ];
    for (i_says, j_says, expected) in table {
        assert_eq!(state(I, J, i_says, j_says), expected, "{i_says:?} {j_says:?}");
    }
}

#[test]
fn two_thirds_problems_are_high_and_one_third_is_low() {
    let (clear, contested) = ((names(I), names(I)), (names(I), names(J)));
    let high = reading(&[contested, contested, clear]);
    assert_eq!(high.determination, Determination::Determined(Level::High));
    assert_eq!(high.sentence(), "Of 3 shared steps: 2 claimed by both, 0 by neither, 0 misread, 1 clear.");
    assert_eq!(reading(&[contested, clear, clear]).determination.level(), Some(Level::Low));
    assert_eq!(reading(&[contested, clear, clear, contested]).determination.level(), Some(Level::Middle));
}

#[test]
fn under_three_shared_steps_there_is_no_level_and_no_share() {
    let few = reading(&[(names(I), names(J)); 2]);
    assert_eq!(few.problem_share, None);
    assert_eq!(
        few.determination,
        Determination::undetermined("Both have said who is responsible for 2 steps; 3 are needed.")
    );
    assert_eq!(reading(&[(names(I), names(J))]).sentence(), "The 1 shared step is claimed by both.");
    assert_eq!(read(Pair::of(I, I), &[step(1)], &[says(1, I, names(I))]).shared, 0);
}

#[test]
fn no_declaration_is_unanswered_and_never_nobody() {
    let steps = [step(1), step(2), step(3)];
    let found = read(Pair::of(I, J), &steps, &[says(1, I, Responsible::Nobody), says(2, J, names(I))]);
    assert_eq!((found.shared, found.findings.len()), (0, 0));
    assert_eq!(
        found.unanswered,
        [Unanswered { step: steps[0].id, by: J }, Unanswered { step: steps[1].id, by: I }]
    );
}

#[test]
fn steps_come_in_the_order_of_the_pathway_and_unknown_steps_are_left_aside() {
    let said: Vec<Declaration> = (1..=4).flat_map(|n| [says(n, I, names(I)), says(n, J, names(I))]).collect();
    let found = read(Pair::of(J, I), &[step(3), step(1), step(2), step(1)], &said);
    assert_eq!(found.shared, 3);
    assert!(found.findings.is_sorted_by_key(|finding| finding.step));
}

fn an_answer() -> impl Strategy<Value = Option<Responsible>> {
    prop_oneof![
        Just(None),
        Just(Some(Responsible::Nobody)),
        prop_oneof![Just(I), Just(J), Just(K), Just(L)].prop_map(|o| Some(names(o))),
    ]
}

fn swapped(organisation: OrganisationId) -> OrganisationId {
    if organisation == I {
        J
    } else if organisation == J {
        I
    } else {
        organisation
    }
}

fn swapped_answer(responsible: Responsible) -> Responsible {
    match responsible {
        Responsible::Organisation(organisation) => names(swapped(organisation)),
        Responsible::Nobody => Responsible::Nobody,
    }
}

proptest! {
    #[test]
    fn it_does_not_matter_who_is_named_first(i in an_answer(), j in an_answer()) {
        if let (Some(i), Some(j)) = (i, j) {
            prop_assert_eq!(state(I, J, i, j), state(J, I, j, i));
        }
    }

    #[test]
    fn swapping_the_two_organisations_swaps_the_reading(
        answers in proptest::collection::vec((an_answer(), an_answer()), 0..12)
    ) {
        let steps: Vec<Step> = (1..).take(answers.len()).map(step).collect();
        let said: Vec<Declaration> = (1..).zip(&answers)
            .flat_map(|(n, (i, j))| [i.map(|r| says(n, I, r)), j.map(|r| says(n, J, r))])
            .flatten()
            .collect();
        let mirrored: Vec<Declaration> = said.iter()
            .map(|d| Declaration {
                declared_by: swapped(d.declared_by), responsible: swapped_answer(d.responsible), ..*d
            })
            .collect();
        let (one, other) = (read(Pair::of(I, J), &steps, &said), read(Pair::of(I, J), &steps, &mirrored));
        prop_assert_eq!(one.counts(), other.counts());
        prop_assert_eq!(&one.determination, &other.determination);
        for (here, there) in one.findings.iter().zip(&other.findings) {
            let expected = match here.state {
                StepState::MisreadBy(by) => StepState::MisreadBy(swapped(by)),
                same => same,
            };
            prop_assert_eq!(there.state, expected);
        }
    }

    #[test]
    fn each_shared_step_has_exactly_one_state(
        answers in proptest::collection::vec((an_answer(), an_answer()), 0..12)
    ) {
        let steps: Vec<Step> = (1..).take(answers.len()).map(step).collect();
        let said: Vec<Declaration> = (1..).zip(&answers)
            .flat_map(|(n, (i, j))| [i.map(|r| says(n, I, r)), j.map(|r| says(n, J, r))])
            .flatten()
            .collect();
        let found = read(Pair::of(I, J), &steps, &said);
        let shared = answers.iter().filter(|(i, j)| i.is_some() && j.is_some()).count();
        let one_sided = answers.iter().filter(|(i, j)| i.is_some() != j.is_some()).count();
        prop_assert_eq!(found.findings.len(), shared);
        prop_assert_eq!(found.unanswered.len(), one_sided);
        prop_assert_eq!(found.counts().shared(), found.shared);
        prop_assert_eq!(found.problem_share.is_some(), found.shared >= LEAST_SHARED);
        prop_assert_eq!(found.determination.level().is_some(), found.shared >= LEAST_SHARED);
    }
}
