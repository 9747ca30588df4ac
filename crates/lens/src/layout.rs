//! A place for every organisation on the map: the same each time, and without meaning. Pairs that rate each
//! other are drawn together, all others apart (the spring idea of Fruchterman and Reingold 1991, Software:
//! Practice and Experience 21(11)), starting from a circle in the order of the ids.

use serde::{Deserialize, Serialize};
use troth_network::{OrganisationId, Pair};

/// Where an organisation is drawn; both co-ordinates on 0–1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// From left to right.
    pub x: f64,
    /// From top to bottom.
    pub y: f64,
}

const STEPS: u32 = 400;

/// Places `organisations` (in the order given, which decides the start) joined by `pairs`.
///
/// No random numbers and no clock: the same input gives the same picture. Cost: steps × n².
pub fn place(organisations: &[OrganisationId], pairs: &[Pair]) -> Vec<Place> {
    let n = organisations.len();
    let mut at: Vec<(f64, f64)> = (0..n)
        .map(|i| {
            #[expect(clippy::cast_precision_loss, reason = "a network has far fewer than 2^52 organisations")]
            let angle = i as f64 / n.max(1) as f64 * std::f64::consts::TAU;
            (angle.cos() * 0.5, angle.sin() * 0.5)
        })
        .collect();
    let index = |id: OrganisationId| organisations.iter().position(|o| *o == id);
    let edges: Vec<(usize, usize)> =
        pairs.iter().filter_map(|pair| Some((index(pair.a())?, index(pair.b())?))).collect();
    #[expect(clippy::cast_precision_loss, reason = "as above")]
    let ideal = (1.0 / n.max(1) as f64).sqrt();
    for step in 0..STEPS {
        let heat = 0.1 * (1.0 - f64::from(step) / f64::from(STEPS));
        settle(&mut at, &edges, ideal, heat);
    }
    fit(organisations, &at)
}

fn settle(at: &mut [(f64, f64)], edges: &[(usize, usize)], ideal: f64, heat: f64) {
    let mut push = vec![(0.0, 0.0); at.len()];
    for i in 0..at.len() {
        for j in 0..at.len() {
            if i == j {
                continue;
            }
            let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
            let square = (dx * dx + dy * dy).max(1e-6);
            push[i].0 += dx / square * ideal * ideal;
            push[i].1 += dy / square * ideal * ideal;
        }
    }
    for &(i, j) in edges {
        let (dx, dy) = (at[i].0 - at[j].0, at[i].1 - at[j].1);
        let pull = (dx * dx + dy * dy).sqrt() / ideal * 0.35;
        push[i].0 -= dx * pull;
        push[i].1 -= dy * pull;
        push[j].0 += dx * pull;
        push[j].1 += dy * pull;
    }
    for (place, force) in at.iter_mut().zip(&push) {
        let length = (force.0 * force.0 + force.1 * force.1).sqrt().max(1e-9);
        let step = length.min(heat) / length;
        place.0 += force.0 * step;
        place.1 += force.1 * step;
    }
}

fn fit(organisations: &[OrganisationId], at: &[(f64, f64)]) -> Vec<Place> {
    let range = |pick: fn(&(f64, f64)) -> f64| {
        at.iter().map(pick).fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((x0, x1), (y0, y1)) = (range(|p| p.0), range(|p| p.1));
    let scaled = |v: f64, low: f64, high: f64| if high - low > 1e-9 { (v - low) / (high - low) } else { 0.5 };
    organisations
        .iter()
        .zip(at)
        .map(|(organisation, (x, y))| Place {
            organisation: *organisation,
            x: scaled(*x, x0, x1),
            y: scaled(*y, y0, y1),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> OrganisationId {
        format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
    }

    #[test]
    fn the_same_input_gives_the_same_picture_inside_the_frame() {
        let ids: Vec<_> = (1..=9).map(id).collect();
        let pairs: Vec<_> = (1..9).map(|i| Pair::of(id(i), id(i + 1))).collect();
        let first = place(&ids, &pairs);
        assert_eq!(first, place(&ids, &pairs));
        assert!(first.iter().all(|p| (0.0..=1.0).contains(&p.x) && (0.0..=1.0).contains(&p.y)));
    }

    #[test]
    fn nobody_and_one_alone_have_a_place_too() {
        assert!(place(&[], &[]).is_empty());
        let alone = place(&[id(1)], &[]);
        assert!((alone[0].x - 0.5).abs() < 1e-9);
    }
}
