//! How much work a PDF may cause.

use crate::files::Limits;

/// What is left to be spent on one file.
#[derive(Debug)]
pub(super) struct Budget {
    operations: usize,
    text: usize,
    /// Bytes that may still be unpacked.
    unpacked: usize,
    spent: bool,
    /// Stretches whose letters could not be told.
    pub unknown: usize,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            operations: limits.operations,
            text: limits.text,
            unpacked: limits.unpacked.saturating_mul(2),
            spent: false,
            unknown: 0,
        }
    }

    pub(super) const fn spent(&self) -> bool {
        self.spent
    }

    /// Bytes that may still be unpacked.
    pub(super) const fn unpackable(&self) -> usize {
        self.unpacked
    }

    /// An operation: `false`, as below, if there is nothing left for it.
    pub(super) fn operation(&mut self) -> bool {
        Self::take(&mut self.operations, 1, &mut self.spent)
    }

    /// A form that is drawn: it is unpacked and looked through each time, which costs far more than a stroke.
    pub(super) fn form(&mut self, bytes: usize) -> bool {
        const COST: usize = 50;
        Self::take(&mut self.operations, COST, &mut self.spent) && self.unpack(bytes)
    }

    pub(super) fn letters(&mut self, count: usize) -> bool {
        Self::take(&mut self.text, count, &mut self.spent)
    }

    pub(super) fn unpack(&mut self, count: usize) -> bool {
        Self::take(&mut self.unpacked, count, &mut self.spent)
    }

    /// Something did not fit.
    pub(super) fn exceed(&mut self) {
        self.spent = true;
    }

    fn take(left: &mut usize, count: usize, spent: &mut bool) -> bool {
        match left.checked_sub(count) {
            Some(rest) => *left = rest,
            None => *spent = true,
        }
        !*spent
    }
}
