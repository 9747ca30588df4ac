//! What the gate let out.

use serde::de::DeserializeOwned;
use thiserror::Error;
use troth_network::{EntryId, OrganisationId, Timestamp};

use crate::audience::Audience;
use crate::ledger::{LedgerEntry, sha256_hex};

/// When, for whom and under which ledger entry something was released; printed with every output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// For whom.
    pub audience: Audience,
    /// When.
    pub at: Timestamp,
    /// The ledger entries behind it.
    pub entries: Vec<EntryId>,
}

/// A value that passed the gate. Only the gate makes one.
#[derive(Debug, Clone)]
pub struct Released<T> {
    value: T,
    seal: Seal,
}

/// A stored release that cannot be opened.
#[derive(Debug, Error)]
pub enum ReopenError {
    /// The text is not the one that was released.
    #[error("The stored release does not match its ledger entry. Work the results out again.")]
    Altered,
    /// The release belongs to another audience.
    #[error("This release was made for another audience ({0}).")]
    WrongAudience(String),
    /// The text cannot be read.
    #[error("The stored release cannot be read ({0}). Work the results out again.")]
    Unreadable(#[from] serde_json::Error),
}

impl<T> Released<T> {
    pub(crate) const fn new(value: T, seal: Seal) -> Self {
        Self { value, seal }
    }

    /// The value.
    pub const fn value(&self) -> &T {
        &self.value
    }

    /// When, for whom and under which entries it was released.
    pub const fn seal(&self) -> &Seal {
        &self.seal
    }

    /// A view of this value: what is worked out from released values alone is released too.
    pub fn map<U>(self, view: impl FnOnce(T) -> U) -> Released<U> {
        Released { value: view(self.value), seal: self.seal }
    }

    /// A view of a borrowed value.
    pub fn view<U>(&self, view: impl FnOnce(&T) -> U) -> Released<U> {
        Released { value: view(&self.value), seal: self.seal.clone() }
    }

    /// This value and another released to the same audience; `None` if the audiences differ.
    pub fn and<U>(self, other: Released<U>) -> Option<Released<(T, U)>> {
        let seal = self.seal.joined(&other.seal)?;
        Some(Released { value: (self.value, other.value), seal })
    }
}

/// What the agreed audience and the partners of one partnership share: totals, which say nothing below it, passages,
/// which go as far as their speakers allowed, and what organisations said in their own name. Answers of a survey are not
/// among them: for each partner they are worked out anew, from what that partner may see.
pub trait ShareWithPartner {
    /// What of it one partner is shown: nothing about two others.
    #[must_use]
    fn for_partner(self, partner: OrganisationId) -> Self;
}

impl<T: ShareWithPartner> Released<T> {
    /// What of a release to the agreed audience one partner is shown; `None` of a release to anybody else.
    pub fn for_partner(self, partner: OrganisationId) -> Option<Self> {
        (self.seal.audience == Audience::Agreed).then(|| Self {
            value: self.value.for_partner(partner),
            seal: Seal { audience: Audience::Partner(partner), ..self.seal },
        })
    }
}

impl<T> Released<T> {
    /// Several released values of one audience as one; `None` if there are none or the audiences differ.
    pub fn all(values: Vec<Self>) -> Option<Released<Vec<T>>> {
        let mut seal: Option<Seal> = None;
        let mut list = Vec::with_capacity(values.len());
        for released in values {
            seal = Some(match seal {
                None => released.seal,
                Some(seal) => seal.joined(&released.seal)?,
            });
            list.push(released.value);
        }
        seal.map(|seal| Released { value: list, seal })
    }
}

impl<T: Default> Released<T> {
    /// Nothing at all, for places where there is no release yet: an empty value tells nothing about anybody.
    pub fn nothing(audience: Audience) -> Self {
        let seal = Seal { audience, at: Timestamp::from_micros(0), entries: Vec::new() };
        Self { value: T::default(), seal }
    }
}

impl<T: DeserializeOwned> Released<T> {
    /// Opens a stored release again, for the audience it was made for and with its ledger entry.
    ///
    /// # Errors
    /// If the text is not the one that was released, belongs to another audience or cannot be read.
    pub fn reopen(body: &str, entry: &LedgerEntry, audience: &Audience) -> Result<Self, ReopenError> {
        if entry.audience != *audience {
            return Err(ReopenError::WrongAudience(entry.audience.to_string()));
        }
        if sha256_hex(body.as_bytes()) != entry.body_hash {
            return Err(ReopenError::Altered);
        }
        let seal = Seal { audience: audience.clone(), at: entry.at, entries: vec![entry.id] };
        Ok(Self { value: serde_json::from_str(body)?, seal })
    }
}

impl Seal {
    fn joined(&self, other: &Self) -> Option<Self> {
        if self.audience != other.audience {
            return None;
        }
        let mut entries = self.entries.clone();
        entries.extend(&other.entries);
        entries.sort_unstable();
        entries.dedup();
        Some(Self { audience: self.audience.clone(), at: self.at.max(other.at), entries })
    }
}
