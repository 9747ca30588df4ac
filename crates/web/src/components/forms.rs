//! Forms: typed fields in the markup that `web-ui` styles, what was typed, what is wrong with it, files that were
//! sent, and the page that keeps words when somebody else saved first.

mod draft;
mod fields;
mod files;
mod import;
mod kept;
mod notice;
pub(crate) mod urls;

pub(crate) use draft::{Draft, Typed};
pub(crate) use fields::{
    Choice, Field, checkbox, choices, date_input, error_summary, file_upload, radios, select, text_input,
    textarea, typed_input,
};
pub(crate) use files::{Sent, receive};
pub(crate) use import::{Import, import_form, problems};
pub(crate) use kept::{Kept, kept_words};
pub(crate) use notice::{done, keep_imported};
