//! The custodian's working figures and tables: passages, counts of codes, claims. Nothing here is released, so all of it
//! takes [`troth_gate::CustodianOnly`], and every file says in its first lines for whom it is.

mod claims;
mod counts;
mod curve;
mod layers;
mod sheet;
mod told;

pub use claims::figure as claims_figure;
pub use counts::{cross_sheet, saturation_sheet, together_sheet, words_sheet};
pub use curve::figure as curve_figure;
pub use sheet::{Cell, Sheet, WorkbookError, csv, csv_bare, csv_for, table, xlsx};
pub use told::{claims_sheet, passages_sheet};

/// What every file begins with.
pub const FOR_THE_CUSTODIAN: &str = "For the custodian only. Working material from interviews that nobody has released: \
    do not pass it on, and keep it as safe as the interviews themselves.";
/// What a file on how good answers are begins with.
pub const FOR_THE_CUSTODIAN_ANSWERS: &str = "For the custodian only. Made from single answers and released to nobody: do not \
    pass it on, since a share of answers at an end of the scale can fix what somebody answered.";
/// What stands with everything that is made of claims.
pub const WHAT_PEOPLE_SAID: &str = "Claims are what people said. They are evidence of what somebody thinks, not that one thing causes another.";

#[cfg(test)]
mod tests;
