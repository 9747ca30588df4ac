//! Random histories of small partnerships.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use troth_gate::{Audience, Rules, Visibility};
use troth_network::Pair;

use super::adversary::{Leak, Tried, attack};
use super::history::{History, public};
use super::world::{World, organisation};

/// How many histories are tried, if `TROTH_ATTACKS` does not say.
const HISTORIES: u64 = 50;

/// One history: three to six releases to audiences in turn, with people joining and leaving in between.
fn history(seed: u64, rules: Rules) -> Result<Tried, Leak> {
    let mut draw = ChaCha8Rng::seed_from_u64(seed);
    let mut world = World::random(&mut draw);
    let mut history = History::under(rules);
    for step in 0..draw.random_range(3..=6) {
        if step > 0 {
            match draw.random_range(0..5) {
                0 => world.join(&mut draw),
                1 => world.leave(&mut draw),
                3 => world.become_other_kinds(&mut draw),
                2 if world.sight.visibility == Visibility::Opened => {
                    let pair = Pair::of(
                        organisation(draw.random_range(0..3)),
                        organisation(draw.random_range(3..6)),
                    );
                    world.sight.opened.insert(pair);
                }
                _ => {}
            }
        }
        let partner = Audience::Partner(organisation(draw.random_range(0..world.kin.len())));
        let takes_turn = world.sight.visibility != Visibility::Everyone && draw.random_bool(0.5);
        history.release(&world, if takes_turn { &partner } else { &Audience::Agreed });
    }
    let mut all = Tried::default();
    for (audience, known) in &history.known {
        let tried = attack(known, &public(&world, audience, known))?;
        all.answers += tried.answers;
        all.by_swapping += tried.by_swapping;
        all.by_solver += tried.by_solver;
    }
    Ok(all)
}

#[test]
fn no_history_of_releases_tells_an_answer() {
    let histories = std::env::var("TROTH_ATTACKS").ok().and_then(|n| n.parse().ok()).unwrap_or(HISTORIES);
    let mut all = Tried::default();
    for seed in 0..histories {
        let tried = history(seed, Rules::default()).unwrap_or_else(|leak| panic!("history {seed}: {leak:?}"));
        all.answers += tried.answers;
        all.by_swapping += tried.by_swapping;
        all.by_solver += tried.by_solver;
    }
    assert!(
        all.answers > 100 * usize::try_from(histories).unwrap(),
        "{all:?}: too little was tried to mean anything"
    );
}

/// Five to nine people, then as many again once or twice, on few points and crowded towards the ends: what is shown of them
/// and what is not tells of groups.
fn joined(seed: u64) -> Result<History, Leak> {
    let mut draw = ChaCha8Rng::seed_from_u64(seed);
    let most = draw.random_range(1..=4);
    let mut history = History::under(Rules::default());
    let mut points: Vec<u8> = Vec::new();
    let mut world = World::empty(2, most);
    for _ in 0..draw.random_range(2..=3) {
        let liking = draw.random_range(0.05..0.95);
        for _ in 0..draw.random_range(5..=9) {
            points.push((0..most).filter(|_| draw.random_bool(liking)).count() as u8);
        }
        world = World::empty(2, most);
        world.staff(0, 1, &points);
        history.release(&world, &Audience::Agreed);
    }
    for (audience, known) in &history.known {
        attack(known, &public(&world, audience, known))?;
    }
    Ok(history)
}

#[test]
fn whether_a_group_may_join_tells_nobody_what_another_answered() {
    let (mut shown, mut not_shown) = (0, 0);
    for seed in 0..400 {
        let history = joined(seed).unwrap_or_else(|leak| panic!("history {seed}: {leak:?}"));
        for known in history.known.values() {
            shown += usize::from(known.ends.len() > 1);
            not_shown += known.some_at_end.len();
        }
    }
    assert!(shown > 50 && not_shown > 50, "{shown} and {not_shown} are too few to mean anything");
}
