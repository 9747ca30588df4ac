//! Triad census: every set of three organisations in one of 16 classes.

use rayon::prelude::*;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::bits::Bits;
use super::net::Net;

/// The 16 classes in the order of Davis & Leinhardt 1972: numbers of mutual, asymmetric and null pairs, then a
/// letter (down, up, transitive, cyclic). The drawings that the letters stand for: 021D a←b→c, 021U a→b←c, 021C
/// a→b→c, 111D a↔b←c, 111U a↔b→c, 030T a→b→c with a→c, 030C a→b→c→a, 120D a←b→c with a↔c, 120U a→b←c with a↔c,
/// 120C a→b→c with a↔c.
pub const TRIAD_CLASSES: [&str; 16] = [
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D", "120U",
    "120C", "210", "300",
];

/// How many sets of three organisations fall into each of [`TRIAD_CLASSES`]; unknown directions count as no
/// tie. As JSON it is an object with the classes as keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriadCensus {
    /// Counts in the order of [`TRIAD_CLASSES`]; they add up to n(n − 1)(n − 2)/6.
    pub counts: [u64; 16],
}

impl Serialize for TriadCensus {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(TRIAD_CLASSES.len()))?;
        for (class, count) in TRIAD_CLASSES.iter().zip(self.counts) {
            map.serialize_entry(class, &count)?;
        }
        map.end()
    }
}

/// What leads between two organisations, seen from the first one.
const NULL: usize = 0;
const THERE: usize = 1;
const BACK: usize = 2;
const MUTUAL: usize = 3;

impl TriadCensus {
    /// Classes of Holland & Leinhardt 1970. For each pair the third organisations are counted by what leads
    /// between them and the two, a word of 64 at a time; every triad is met from each of its three pairs. O(n³
    /// / 4), whole numbers only, so the threads change nothing.
    pub(super) fn of(net: &Net) -> Self {
        let n = net.n;
        let kinds = kinds(net);
        let classes = classes();
        let counts = (0..n)
            .into_par_iter()
            .map(|u| {
                let mut counts = [0_u64; 16];
                for v in u + 1..n {
                    let uv = between(net, u, v);
                    for (uw, of_u) in kinds.iter().enumerate() {
                        for (vw, of_v) in kinds.iter().enumerate() {
                            let thirds = super::bits::common(of_u.row(u), of_v.row(v));
                            counts[classes[16 * uv + 4 * uw + vw]] += thirds;
                        }
                    }
                }
                counts
            })
            .reduce(
                || [0; 16],
                |mut a, b| {
                    for (a, b) in a.iter_mut().zip(b) {
                        *a += b;
                    }
                    a
                },
            );
        Self { counts: counts.map(|met| met / 3) }
    }
}

fn between(net: &Net, u: usize, v: usize) -> usize {
    usize::from(net.tie.has(u, v)) * THERE + usize::from(net.tie.has(v, u)) * BACK
}

/// For each kind the others that stand so to an organisation; nobody to itself.
fn kinds(net: &Net) -> [Bits; 4] {
    let mut kinds = [NULL, THERE, BACK, MUTUAL].map(|_| Bits::new(net.n));
    for u in 0..net.n {
        for v in (0..net.n).filter(|v| *v != u) {
            kinds[between(net, u, v)].set(u, v);
        }
    }
    kinds
}

/// Class of every code 16·uv + 4·uw + vw.
fn classes() -> [usize; 64] {
    std::array::from_fn(|code| class(code / 16, code / 4 % 4, code % 4))
}

/// Place in [`TRIAD_CLASSES`] of a triad u, v, w.
fn class(uv: usize, uw: usize, vw: usize) -> usize {
    let pairs = [(0, 1, uv), (0, 2, uw), (1, 2, vw)];
    let (mut mutual, mut one_way) = (0, 0);
    // One-way ties from and to each of the three, and whether it is in a mutual pair.
    let (mut from, mut to, mut in_mutual) = ([0; 3], [0; 3], [false; 3]);
    for (a, b, kind) in pairs {
        match kind {
            MUTUAL => {
                mutual += 1;
                in_mutual[a] = true;
                in_mutual[b] = true;
            }
            THERE => {
                one_way += 1;
                from[a] += 1;
                to[b] += 1;
            }
            BACK => {
                one_way += 1;
                from[b] += 1;
                to[a] += 1;
            }
            _ => {}
        }
    }
    // D where one sends both ties, U where one receives both, C else.
    let letter = if from.contains(&2) {
        0
    } else if to.contains(&2) {
        1
    } else {
        2
    };
    match (mutual, one_way) {
        (0, 0) => 0,
        (0, 1) => 1,
        (1, 0) => 2,
        (0, 2) => 3 + letter,
        (1, 1) if (0..3).any(|node| to[node] == 1 && in_mutual[node]) => 6,
        (1, 1) => 7,
        (0, 3) if letter == 0 => 8,
        (0, 3) => 9,
        (2, 0) => 10,
        (1, 2) => 11 + letter,
        (2, 1) => 14,
        _ => 15,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_64_ways_to_join_three_fall_into_the_classes_as_often_as_is_known() {
        let mut ways = [0; 16];
        for class in classes() {
            ways[class] += 1;
        }
        // Labelled graphs per class: 6 / size of the class's own symmetry group (Holland & Leinhardt 1970).
        assert_eq!(ways, [1, 6, 3, 3, 3, 6, 6, 6, 6, 2, 3, 3, 3, 6, 6, 1]);
    }
}
