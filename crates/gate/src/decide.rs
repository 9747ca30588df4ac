//! The decision: may this value leave, for this audience, given all that left before?

use serde::Serialize;
use thiserror::Error;
use troth_network::{EntryId, NetworkId, Timestamp, WaveId};

use crate::audience::{Audience, Viewer};
use crate::basis::{Basis, Disclosable, Objection};
use crate::ledger::{LedgerCell, LedgerEntry, Receipt, sha256_hex};
use crate::released::{Released, Seal};

/// All that the gate has to know besides the value.
#[derive(Debug, Clone)]
pub struct Context {
    /// Who asks.
    pub viewer: Viewer,
    /// For whom.
    pub audience: Audience,
    /// The partnership.
    pub network: NetworkId,
    /// The wave, where there is one.
    pub wave: Option<WaveId>,
    /// What is released, such as `ratings`.
    pub kind: String,
    /// Which part of it.
    pub filter: String,
    /// On what the value rests.
    pub basis: Basis,
    /// When.
    pub at: Timestamp,
    /// The id its ledger entry will have.
    pub entry: EntryId,
}

/// Why a value may not leave, in words a person understands and without giving the value away.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct Withheld {
    /// The reason.
    pub reason: String,
}

/// What the gate decided.
#[derive(Debug)]
pub enum Decision<T> {
    /// It may leave once its ledger entry is committed.
    Pending(Box<Pending<T>>),
    /// It may not.
    Withheld(Withheld),
}

/// A value that may leave once its ledger entry is committed. There is no way to look inside before.
#[derive(Debug)]
pub struct Pending<T> {
    value: T,
    body: String,
    entry: LedgerEntry,
}

/// The gate itself failed: nothing leaves.
#[derive(Debug, Error)]
pub enum GateError {
    /// The value cannot be written down.
    #[error("The result cannot be stored ({0}).")]
    Unwritable(#[from] serde_json::Error),
    /// The receipt belongs to another entry.
    #[error("The ledger entry that was committed is not the one this result waits for.")]
    WrongReceipt,
}

/// Decides whether `value` may leave.
///
/// `history` are the entries of the ledger for the same network and audience. Fails closed: whatever the value
/// shows has to be covered by the basis, and the basis by the rules.
///
/// # Errors
/// If the value cannot be written down.
pub fn decide<T: Disclosable + Serialize>(
    value: T,
    context: Context,
    history: &[LedgerEntry],
) -> Result<Decision<T>, GateError> {
    if let Err(Objection(reason)) =
        context.basis.stands(&context, history).and_then(|()| value.check(&context.basis))
    {
        return Ok(Decision::Withheld(Withheld { reason }));
    }
    let body = serde_json::to_string(&value)?;
    let contributing = context.basis.contributing();
    let entry = LedgerEntry {
        id: context.entry,
        at: context.at,
        viewer: context.viewer.id,
        audience: context.audience,
        network: context.network,
        wave: context.wave,
        kind: context.kind,
        filter: context.filter,
        contributing_hash: hash_of(&contributing)?,
        contributing,
        body_hash: sha256_hex(body.as_bytes()),
    };
    Ok(Decision::Pending(Box::new(Pending { value, body, entry })))
}

fn hash_of(contributing: &[LedgerCell]) -> Result<String, GateError> {
    Ok(sha256_hex(serde_json::to_string(contributing)?.as_bytes()))
}

impl<T> Pending<T> {
    /// The entry to commit.
    pub const fn entry(&self) -> &LedgerEntry {
        &self.entry
    }

    /// The text to store with the entry, in the same transaction.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Hands the value out against the receipt of its committed entry.
    ///
    /// # Errors
    /// If the receipt belongs to another entry.
    pub fn release(self, receipt: &Receipt) -> Result<Released<T>, GateError> {
        if receipt.entry != self.entry.id || receipt.body_hash != self.entry.body_hash {
            return Err(GateError::WrongReceipt);
        }
        let seal = Seal { audience: self.entry.audience, at: self.entry.at, entries: vec![self.entry.id] };
        Ok(Released::new(self.value, seal))
    }
}
