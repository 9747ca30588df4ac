//! Pieces that pages share.

pub(crate) mod coded;
pub(crate) mod csv;
pub(crate) mod elsewhere;
pub(crate) mod finding;
pub(crate) mod forms;
pub(crate) mod method;
pub(crate) mod progress;
pub(crate) mod qr;
pub(crate) mod quiet;
pub(crate) mod words;
pub(crate) mod worked_out;
