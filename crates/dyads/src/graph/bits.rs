//! Rows of a 0/1 matrix, 64 cells to a word, so that common neighbours are counted by word.

/// A square 0/1 matrix.
#[derive(Debug, Clone)]
pub(super) struct Bits {
    words: usize,
    cells: Vec<u64>,
}

impl Bits {
    /// n × n, all 0.
    pub(super) fn new(n: usize) -> Self {
        let words = n.div_ceil(64).max(1);
        Self { words, cells: vec![0; n * words] }
    }

    pub(super) fn set(&mut self, i: usize, j: usize) {
        self.cells[i * self.words + j / 64] |= 1 << (j % 64);
    }

    pub(super) fn has(&self, i: usize, j: usize) -> bool {
        self.cells[i * self.words + j / 64] >> (j % 64) & 1 == 1
    }

    pub(super) fn row(&self, i: usize) -> &[u64] {
        &self.cells[i * self.words..(i + 1) * self.words]
    }
}

/// Cells that are 1 in both rows.
pub(super) fn common(a: &[u64], b: &[u64]) -> u64 {
    a.iter().zip(b).map(|(a, b)| u64::from((a & b).count_ones())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_again_across_words() {
        let mut bits = Bits::new(130);
        for j in [0, 63, 64, 129] {
            bits.set(1, j);
            bits.set(2, (j + 1) % 130);
        }
        assert!(bits.has(1, 129) && !bits.has(1, 128) && !bits.has(0, 0));
        assert_eq!(common(bits.row(1), bits.row(2)), 2, "64 and 0");
    }
}
