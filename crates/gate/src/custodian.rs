//! Rows and unchecked transcripts: for the custodian alone, on pages that are labelled so.

use crate::audience::{AccessRole, Viewer};
use crate::decide::Withheld;

/// Something only the custodian may look at. Pages that accept it carry the label.
#[derive(Debug, Clone)]
pub struct CustodianOnly<T>(T);

impl<T> CustodianOnly<T> {
    /// Opens `value` for `viewer`.
    ///
    /// # Errors
    /// If the viewer is not the custodian.
    pub fn open(value: T, viewer: &Viewer) -> Result<Self, Withheld> {
        if viewer.role == AccessRole::Custodian {
            Ok(Self(value))
        } else {
            Err(Withheld { reason: "Only the custodian named in the promise may open this.".to_owned() })
        }
    }

    /// Something made of the value, for the same eyes alone.
    pub fn view<'a, U>(&'a self, view: impl FnOnce(&'a T) -> U) -> CustodianOnly<U> {
        CustodianOnly(view(&self.0))
    }

    /// The value.
    pub const fn value(&self) -> &T {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_but_the_custodian_opens_rows() {
        let viewer = |role| Viewer { id: "u".into(), role, organisation: None };
        assert!(CustodianOnly::open(1, &viewer(AccessRole::Custodian)).is_ok());
        for role in [AccessRole::Coordinator, AccessRole::Analyst, AccessRole::Partner] {
            assert!(CustodianOnly::open(1, &viewer(role)).is_err(), "{role:?}");
        }
    }

    #[test]
    fn what_is_made_of_it_stays_the_custodians() {
        let custodian = Viewer { id: "u".into(), role: AccessRole::Custodian, organisation: None };
        let rows: CustodianOnly<Vec<i32>> = CustodianOnly::open(vec![1, 2], &custodian).unwrap();
        let sum: CustodianOnly<i32> = rows.view(|rows| rows.iter().sum());
        assert_eq!(*sum.value(), 3);
    }
}
