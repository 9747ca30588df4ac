//! A table of answers with gaps, checked once, so that the figures made of it need not check again.

use super::reason::{Reason, What};

/// Beyond this a value is taken for a slip, because its square is no longer safe to compute with.
const LARGEST: f64 = 1e100;

/// Answers in rows and columns; an empty cell is a missing answer and is never filled in.
///
/// What rows and columns are says the function that takes the table: people × items for scales, things rated ×
/// raters for agreement.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    columns: usize,
    cells: Vec<Option<f64>>,
}

impl Table {
    /// From rows of the same length.
    ///
    /// # Errors
    /// [`Reason::Ragged`], [`Reason::NotFinite`], or [`Reason::TooFew`] where rows have no cells.
    ///
    /// ```
    /// use troth_dyads::agreement::Table;
    /// let table = Table::from_rows(&[vec![Some(1.0), None], vec![Some(2.0), Some(3.0)]]).unwrap();
    /// assert_eq!((table.rows(), table.columns(), table.complete().count()), (2, 2, 1));
    /// ```
    pub fn from_rows<R: AsRef<[Option<f64>]>>(rows: &[R]) -> Result<Self, Reason> {
        let columns = rows.first().map_or(0, |r| r.as_ref().len());
        let mut cells = Vec::with_capacity(columns * rows.len());
        for (i, row) in rows.iter().enumerate() {
            let row = row.as_ref();
            if row.len() != columns {
                return Err(Reason::Ragged { row: i + 1, expected: columns, found: row.len() });
            }
            if let Some(j) = row.iter().position(|v| v.is_some_and(|v| !usable(v))) {
                return Err(Reason::NotFinite { row: i + 1, column: j + 1 });
            }
            cells.extend_from_slice(row);
        }
        if columns == 0 && !rows.is_empty() {
            return Err(Reason::TooFew { what: What::Items, found: 0, needed: 1 });
        }
        Ok(Self { columns, cells })
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.cells.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Number of columns; 0 for a table without rows.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// The rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[Option<f64>]> {
        self.cells.chunks(self.columns.max(1))
    }

    /// The rows without a gap, in order.
    pub fn complete(&self) -> impl Iterator<Item = Vec<f64>> + '_ {
        self.iter().filter_map(|row| row.iter().copied().collect())
    }

    /// All answers that are there.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.cells.iter().copied().flatten()
    }
}

/// True for a number that can be computed with.
pub(super) fn usable(value: f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST
}

/// Checks values that come in groups, one list for each.
///
/// # Errors
/// [`Reason::NotFinite`] with the group as row.
pub(super) fn check<G: AsRef<[f64]>>(groups: &[G]) -> Result<(), Reason> {
    for (i, group) in groups.iter().enumerate() {
        if let Some(j) = group.as_ref().iter().position(|v| !usable(*v)) {
            return Err(Reason::NotFinite { row: i + 1, column: j + 1 });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_cell_is_named() {
        let rows = [vec![Some(1.0), Some(2.0)], vec![None, Some(f64::NAN)]];
        assert_eq!(Table::from_rows(&rows), Err(Reason::NotFinite { row: 2, column: 2 }));
        let rows = [vec![Some(1.0), Some(2.0)], vec![None]];
        assert_eq!(Table::from_rows(&rows), Err(Reason::Ragged { row: 2, expected: 2, found: 1 }));
        assert_eq!(check(&[vec![1.0], vec![f64::INFINITY]]), Err(Reason::NotFinite { row: 2, column: 1 }));
    }

    #[test]
    fn a_table_may_be_empty() {
        let table = Table::from_rows::<Vec<Option<f64>>>(&[]).unwrap();
        assert_eq!((table.rows(), table.columns(), table.iter().count()), (0, 0, 0));
        assert!(Table::from_rows(&[Vec::new()]).is_err());
    }
}
