//! Free words of a round that were allowed, as CSV.

use troth_gate::WordsReading;

use super::{Cell, ToCsv};

impl ToCsv for WordsReading {
    fn header(&self) -> Vec<&'static str> {
        vec!["words"]
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        self.words.iter().map(|words| vec![Cell::text(words)]).collect()
    }
}
