//! People who answer a round in a server that runs, over HTTP as a browser without scripts does, and the server itself, which
//! can be killed. The tests use it for a few, the load run for hundreds.

pub(crate) mod form;
pub(crate) mod person;
pub(crate) mod round;
pub(crate) mod server;
