//! A text cut wherever something begins or ends, so that within a stretch nothing changes.

use std::ops::Range;

use super::corpus::Units;

/// The ranges between all places where one of the lists begins or ends a range, from 0 to `length`, none of them
/// empty. Places beyond the text are left out.
pub(super) fn stretches<'a>(length: usize, lists: impl Iterator<Item = &'a Units>) -> Vec<Range<usize>> {
    let mut places = vec![0, length];
    places.extend(lists.flatten().flat_map(|r| [r.start, r.end]).filter(|p| *p < length));
    places.sort_unstable();
    places.dedup();
    places.windows(2).map(|w| w[0]..w[1]).collect()
}

/// Walks along ranges in order that do not overlap.
#[derive(Debug, Clone)]
pub(super) struct Walk<'a> {
    units: &'a [Range<usize>],
    next: usize,
}

impl<'a> Walk<'a> {
    pub(super) const fn along(units: &'a [Range<usize>]) -> Self {
        Self { units, next: 0 }
    }

    /// The place in the list of the range that holds `at`; none if it lies between ranges. `at` must not fall from one
    /// call to the next.
    pub(super) fn at(&mut self, at: usize) -> Option<usize> {
        while self.units.get(self.next).is_some_and(|r| r.end <= at) {
            self.next += 1;
        }
        self.units.get(self.next).filter(|r| r.start <= at).map(|_| self.next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_something_begins_or_ends() {
        let (a, b): (Units, Units) = (vec![2..5, 5..7], vec![4..9, 9..10]);
        let found = stretches(10, [&a, &b].into_iter());
        assert_eq!(found, [0..2, 2..4, 4..5, 5..7, 7..9, 9..10]);
        assert_eq!(stretches(3, std::iter::empty()).len(), 1);
        assert!(stretches(0, std::iter::empty()).is_empty());
        let mut walk = Walk::along(&a);
        let places: Vec<_> = found.iter().map(|s| walk.at(s.start)).collect();
        assert_eq!(places, [None, Some(0), Some(0), Some(1), None, None]);
    }
}
