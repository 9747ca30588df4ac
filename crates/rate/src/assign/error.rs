//! What is wrong with a problem of assignment.

use thiserror::Error;

/// Why nothing can be worked out, with what to do. Organisations and candidates are named by their place, from 0.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum AssignError {
    /// The floor is below that of the product.
    #[error(
        "A side needs at least {least} people, and {given} was given. Floors can be raised, never lowered."
    )]
    Floor {
        /// What was given.
        given: usize,
        /// The smallest there is.
        least: usize,
    },
    /// Nobody could be asked about anybody.
    #[error("Nobody can be asked about {0} partners. Give a number from 1 to 1000.")]
    Most(usize),
    /// A share or chance outside 0 to 1.
    #[error("{given} ({what}) is no share. Give a number from 0 to 1.")]
    Share {
        /// What it is the share of.
        what: &'static str,
        /// What was given.
        given: f64,
    },
    /// More people than an organisation can be said to have.
    #[error("Organisation {organisation} has {given} people. Give a number from 0 to {most}.")]
    People {
        /// Its place.
        organisation: usize,
        /// What was given.
        given: usize,
        /// The most there may be.
        most: usize,
    },
    /// Somebody's contacts are listed for more people than can be asked.
    #[error(
        "Organisation {organisation} has contacts of {given} people, but {staff} can be asked. List one entry for each of them, or none."
    )]
    Contacts {
        /// Its place.
        organisation: usize,
        /// Entries.
        given: usize,
        /// People who can be asked.
        staff: usize,
    },
    /// Something points to an organisation that is not there.
    #[error("Organisation {place} is not in the list of {organisations}. Number them from 0.")]
    Unknown {
        /// The place named.
        place: usize,
        /// How many organisations there are.
        organisations: usize,
    },
    /// The same two organisations stand twice.
    #[error("Candidates {first} and {second} are the same two organisations. Keep one.")]
    Twice {
        /// Place of the first.
        first: usize,
        /// Of the second.
        second: usize,
    },
    /// A weight that is no weight.
    #[error("Candidate {candidate} has the weight {given}. Give a number from 0 to 1000; 1 is usual.")]
    Weight {
        /// Its place.
        candidate: usize,
        /// What was given.
        given: f64,
    },
    /// A person, or a partner of theirs, that is not there.
    #[error("Organisation {organisation} has no person {person}: {staff} can be asked. Number them from 0.")]
    Person {
        /// Place of the organisation.
        organisation: usize,
        /// Place of the person.
        person: usize,
        /// How many there are.
        staff: usize,
    },
    /// People are not asked about their own organisation, a unit of it, or what it is part of.
    #[error(
        "Nobody of organisation {from} is asked about {to}: they are the same organisation or parts of one. Choose another partner."
    )]
    Own {
        /// Place of the organisation.
        from: usize,
        /// Of the partner.
        to: usize,
    },
}
