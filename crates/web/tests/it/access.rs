//! Sign-in mode: who may ask for what, and the way in.

mod account;
mod checking;
mod entrance;
mod forms;
mod house;
mod letters;
#[cfg(feature = "oidc")]
mod oidc;
mod promise;
mod refusals;
mod respondents;
mod sampling;
mod table;
