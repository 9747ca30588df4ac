//! Places of codes in a map of claims: causes before effects, as far as there is no circle.

use std::collections::BTreeSet;

/// In which layer each node stands, from 0, and in what order within it. `edges` are pairs of places of nodes; loops are
/// passed over. A line that closes a circle is turned round for this purpose alone.
pub(super) fn layers(nodes: usize, edges: &[(usize, usize)], most: usize) -> Vec<Vec<usize>> {
    let forward = without_circles(nodes, edges);
    let mut layer = vec![0_usize; nodes];
    // The longest way to each node; without circles no way has more steps than there are nodes.
    for _ in 0..nodes {
        for (from, to) in &forward {
            layer[*to] = layer[*to].max(layer[*from] + 1);
        }
    }
    let deepest = layer.iter().copied().max().unwrap_or_default().max(1);
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); deepest.min(most.saturating_sub(1)) + 1];
    let last = rows.len() - 1;
    for (node, depth) in layer.iter().enumerate() {
        let row = if deepest > last { depth * last / deepest } else { *depth };
        rows[row].push(node);
    }
    rows.retain(|row| !row.is_empty());
    // Every node goes to the middle of those it is tied to in the row before, then in the row behind.
    for round in 0..6 {
        let order: Vec<usize> = if round % 2 == 0 {
            (1..rows.len()).collect()
        } else {
            (0..rows.len().saturating_sub(1)).rev().collect()
        };
        for row in order {
            let beside = if round % 2 == 0 { row - 1 } else { row + 1 };
            let place = |node: usize| rows[beside].iter().position(|other| *other == node);
            let middle = |node: usize| {
                let tied = forward.iter().filter_map(|(a, b)| match (*a == node, *b == node) {
                    (true, _) => place(*b),
                    (_, true) => place(*a),
                    _ => None,
                });
                let tied: Vec<usize> = tied.collect();
                // In hundredths, so that the order is that of whole numbers.
                (!tied.is_empty()).then(|| tied.iter().sum::<usize>() * 100 / tied.len())
            };
            let mut sorted: Vec<(usize, usize)> = rows[row]
                .iter()
                .enumerate()
                .map(|(at, node)| (middle(*node).unwrap_or(at * 100), *node))
                .collect();
            sorted.sort_by_key(|(middle, _)| *middle);
            rows[row] = sorted.into_iter().map(|(_, node)| node).collect();
        }
    }
    rows
}

/// The edges with those turned round that lead back to a node on the way to them.
fn without_circles(nodes: usize, edges: &[(usize, usize)]) -> BTreeSet<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnTheWay,
        Done,
    }
    let mut state = vec![State::New; nodes];
    let mut kept = BTreeSet::new();
    // Those that nothing leads to come first.
    let mut starts: Vec<usize> = (0..nodes).collect();
    starts.sort_by_key(|node| edges.iter().filter(|(a, b)| a != b && b == node).count());
    for start in starts {
        let mut way = vec![(start, 0_usize)];
        while let Some((node, next)) = way.pop() {
            if next == 0 {
                if state[node] != State::New {
                    continue;
                }
                state[node] = State::OnTheWay;
            }
            let onward = edges.iter().enumerate().skip(next).find(|(_, (a, b))| *a == node && a != b);
            let Some((at, (_, to))) = onward else {
                state[node] = State::Done;
                continue;
            };
            way.push((node, at + 1));
            match state[*to] {
                State::OnTheWay => {
                    kept.insert((*to, node));
                }
                State::New => {
                    kept.insert((node, *to));
                    way.push((*to, 0));
                }
                State::Done => {
                    kept.insert((node, *to));
                }
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn causes_stand_before_effects() {
        assert_eq!(layers(3, &[(0, 1), (1, 2), (0, 2)], 6), [vec![0], vec![1], vec![2]]);
        let circle = layers(3, &[(0, 1), (1, 2), (2, 0)], 6);
        assert_eq!(circle, [vec![0], vec![1], vec![2]], "a circle is cut where it closes");
    }

    proptest! {
        #[test]
        fn every_node_has_one_place(
            nodes in 1_usize..12, edges in proptest::collection::vec((0_usize..12, 0_usize..12), 0..30),
            most in 1_usize..7) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a % nodes, b % nodes)).collect();
            let rows = layers(nodes, &edges, most);
            prop_assert!(rows.len() <= most.max(1) && rows.iter().all(|row| !row.is_empty()));
            let mut all: Vec<usize> = rows.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..nodes).collect::<Vec<_>>());
        }

        #[test]
        fn there_is_no_circle_left(
            nodes in 1_usize..9, edges in proptest::collection::vec((0_usize..9, 0_usize..9), 0..25)) {
            let edges: Vec<_> = edges.into_iter().map(|(a, b)| (a % nodes, b % nodes)).collect();
            let mut left = without_circles(nodes, &edges);
            // Taking away, again and again, what leaves a node that nothing leads to empties a set without circles.
            for _ in 0..nodes {
                let ends: BTreeSet<usize> = left.iter().map(|(_, to)| *to).collect();
                left.retain(|(from, _)| ends.contains(from));
            }
            prop_assert!(left.is_empty());
        }
    }
}
