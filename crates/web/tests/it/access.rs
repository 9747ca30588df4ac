//! Sign-in mode: who may ask for what, and the way in.

mod checking;
mod entrance;
mod forms;
mod house;
mod letters;
mod promise;
mod refusals;
mod table;
