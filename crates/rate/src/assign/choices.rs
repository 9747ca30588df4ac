//! How many people can sensibly be asked about one partner, and what each number is worth.

use super::chance::at_least;
use super::problem::{Rules, Side};

/// Most different numbers looked at for one side. Only a side with a low share of answers has more; then every so-manieth is.
const MOST_LEVELS: usize = 40;

/// The numbers of people that can be asked about one side, with the chances that the side is shown. The first is nobody;
/// numbers and chances rise.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Levels {
    /// People asked.
    pub(super) asked: Vec<usize>,
    /// Chance that the side is shown.
    pub(super) chance: Vec<f64>,
    /// Places of the levels on the upper hull: the only ones that can be best at any price.
    pub(super) hull: Vec<usize>,
    /// Whether numbers in between were left out.
    pub(super) thinned: bool,
}

impl Levels {
    /// The levels of a side if `staff` can be asked and a `share` of them answers. Nobody is asked where the side is shown
    /// already, nor where all of them would not reach the floor.
    pub(super) fn of(side: Side, staff: usize, share: f64, rules: &Rules) -> Self {
        let missing = if side.representative { 0 } else { rules.floor.saturating_sub(side.certain) };
        let (mut asked, mut chance) = (vec![0], vec![at_least(missing, 0, share)]);
        if missing > 0 && share > 0.0 {
            for people in missing..=staff {
                let this = at_least(missing, people, share);
                // Rounding can keep the chance of very many people from rising.
                if this >= rules.least_chance && this > chance[chance.len() - 1] {
                    asked.push(people);
                    chance.push(this);
                }
                if this >= rules.enough {
                    break;
                }
            }
        }
        let thinned = asked.len() > MOST_LEVELS;
        if thinned {
            let keep = |all: usize| (0..MOST_LEVELS).map(move |k| k * (all - 1) / (MOST_LEVELS - 1));
            (asked, chance) = keep(asked.len()).map(|k| (asked[k], chance[k])).unzip();
        }
        let hull = hull(&asked, &chance);
        Self { asked, chance, hull, thinned }
    }
}

/// The upper hull of chances over people asked, from left to right: slopes fall.
#[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
fn hull(asked: &[usize], chance: &[f64]) -> Vec<usize> {
    let slope = |i: usize, j: usize| (chance[j] - chance[i]) / (asked[j] - asked[i]) as f64;
    let mut hull: Vec<usize> = Vec::new();
    for next in 0..asked.len() {
        while let [.., before, last] = hull[..] {
            if slope(before, last) > slope(last, next) {
                break;
            }
            hull.pop();
        }
        hull.push(next);
    }
    hull
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(certain: usize, representative: bool) -> Side {
        Side { certain, representative }
    }

    #[test]
    fn nobody_is_asked_in_vain_and_no_more_than_enough() {
        let rules = Rules::default();
        let levels = Levels::of(side(0, false), 30, 0.7, &rules);
        assert_eq!(
            (levels.asked[0], levels.asked[1]),
            (0, 5),
            "between nobody and the floor there is nothing"
        );
        assert_eq!(levels.asked.last(), Some(&12), "twelve give 0.991, eleven 0.978");
        assert_eq!(Levels::of(side(0, false), 4, 1.0, &rules).asked, [0]);
        assert_eq!(Levels::of(side(0, false), 9, 0.0, &rules).asked, [0]);
        let likely = Levels::of(side(0, false), 30, 0.7, &Rules { least_chance: 0.8, ..rules });
        assert_eq!(likely.asked[..2], [0, 8]);
    }

    #[test]
    fn what_is_there_already_needs_nobody_more() {
        let rules = Rules::default();
        for given in [side(0, true), side(5, false), side(9, false)] {
            let levels = Levels::of(given, 20, 0.7, &rules);
            assert_eq!((levels.asked, levels.chance), (vec![0], vec![1.0]));
        }
        assert_eq!(Levels::of(side(3, false), 20, 0.5, &rules).asked[..2], [0, 2], "two are missing");
    }

    #[test]
    fn the_hull_leaves_out_what_no_price_can_make_best() {
        let levels = Levels::of(side(0, false), 30, 0.7, &Rules::default());
        for price in 1..400 {
            let worth = |k: usize| levels.chance[k] - f64::from(price) / 1000.0 * levels.asked[k] as f64;
            let best = |of: &[usize]| of.iter().map(|k| worth(*k)).fold(f64::MIN, f64::max);
            let all: Vec<usize> = (0..levels.asked.len()).collect();
            assert!((best(&all) - best(&levels.hull)).abs() < 1e-12);
        }
        assert!(levels.hull.len() < levels.asked.len());
    }

    #[test]
    fn many_levels_are_thinned_and_say_so() {
        let levels = Levels::of(side(0, false), 10_000, 0.01, &Rules::default());
        assert!(levels.thinned && levels.asked.len() == MOST_LEVELS);
        assert!(*levels.chance.last().unwrap() >= 0.99);
    }
}
