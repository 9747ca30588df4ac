//! From a value to a release: decide, commit the ledger entry together with the value, hand it out.

use serde::Serialize;
use troth_gate::ledger::sha256_hex;
use troth_gate::{Audience, Basis, CellPlan, Context, Decision, Disclosable, LedgerEntry, Released};
use troth_network::{EntryId, NetworkId, ReleaseId, WaveId};
use troth_store::NewRelease;

use super::ENGINE;
use crate::app::App;
use crate::error::AppError;

/// What a release is called.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) network: NetworkId,
    pub(crate) wave: Option<WaveId>,
    pub(crate) kind: &'static str,
    pub(crate) filter: String,
    pub(crate) audience: Audience,
}

/// Hash of everything a result was worked out from.
pub(crate) fn input_hash(input: &impl Serialize) -> Result<String, AppError> {
    let text = serde_json::to_string(input)?;
    Ok(sha256_hex(format!("{ENGINE}\u{0}{text}").as_bytes()))
}

impl App {
    /// Whether the newest release of this label was worked out from the same input.
    pub(crate) async fn is_up_to_date(&self, label: &Label, hash: &str) -> Result<bool, AppError> {
        let latest = self
            .store
            .latest_release(label.network, label.wave, label.kind, &label.filter, &label.audience)
            .await?;
        Ok(latest.is_some_and(|release| release.input_hash == hash))
    }

    /// Earlier entries of the ledger that a new release of this label is compared with, whoever they were for.
    pub(crate) async fn earlier(&self, label: &Label) -> Result<Vec<LedgerEntry>, AppError> {
        Ok(self.store.compared(label.network, label.wave, label.kind, &label.filter).await?)
    }

    /// Lets a value out to the audience of its label.
    ///
    /// # Errors
    /// If the gate withholds it, or the ledger cannot be written; then nothing leaves.
    pub(crate) async fn let_out<T: Disclosable + Serialize>(
        &self,
        label: Label,
        value: T,
        basis: Basis,
        hash: String,
    ) -> Result<Released<T>, AppError> {
        self.let_out_unless_taken_back(label, value, basis, hash, None).await
    }

    /// The same for what somebody can take back: `taken_back` is how often that had happened before the value was worked
    /// out. If it happened since, nothing leaves.
    ///
    /// # Errors
    /// As [`App::let_out`].
    pub(crate) async fn let_out_unless_taken_back<T: Disclosable + Serialize>(
        &self,
        label: Label,
        value: T,
        basis: Basis,
        hash: String,
        taken_back: Option<i64>,
    ) -> Result<Released<T>, AppError> {
        let history = self.earlier(&label).await?;
        // The store refuses the entry if the ledger has grown in the meantime.
        let known = history.len();
        let context = Context {
            viewer: self.viewer(),
            audience: label.audience,
            network: label.network,
            wave: label.wave,
            kind: label.kind.to_owned(),
            filter: label.filter,
            basis,
            at: self.now(),
            entry: EntryId(self.new_id()),
        };
        match troth_gate::decide(value, context, &history)? {
            Decision::Withheld(withheld) => Err(withheld.into()),
            Decision::Pending(pending) => {
                let release = NewRelease {
                    id: ReleaseId(self.new_id()),
                    input_hash: hash,
                    body: pending.body().to_owned(),
                    known,
                    taken_back,
                };
                let receipt = self.store.commit_release(pending.entry(), &release).await?;
                Ok(pending.release(&receipt)?)
            }
        }
    }

    /// Lets out a value that rests on the cells of `plan`; where the gate keeps it back, lets out in its place what
    /// `stand_in` makes of it and the reason, resting on no cell. Whether the value itself left.
    ///
    /// # Errors
    /// If the ledger cannot be read or written; then nothing leaves.
    pub(crate) async fn let_out_or_say<T: Disclosable + Serialize + Clone>(
        &self,
        label: Label,
        value: T,
        plan: &CellPlan,
        hash: String,
        stand_in: fn(T, &str, &CellPlan) -> T,
    ) -> Result<bool, AppError> {
        let basis = Basis::Ratings(plan.clone());
        let reason = match self.let_out(label.clone(), value.clone(), basis, hash.clone()).await {
            Ok(_) => return Ok(true),
            Err(AppError::Withheld(withheld)) => withheld.reason,
            Err(other) => return Err(other),
        };
        tracing::warn!(filter = label.filter, audience = %label.audience, reason, "the gate kept a question back");
        // Never the hash of the input: the next job of this round decides anew.
        let hash = input_hash(&("withheld", hash, &reason))?;
        if !self.is_up_to_date(&label, &hash).await? {
            let basis = Basis::Ratings(plan.with_nothing_shown());
            self.let_out(label, stand_in(value, &reason, plan), basis, hash).await?;
        }
        Ok(false)
    }
}
