//! A second reader's word on a coding: the research team's own check.

use std::collections::{BTreeMap, BTreeSet};

use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, TranscriptId};
use troth_store::Confirmation;
use uuid::Uuid;

use super::coding::words;
use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;

/// What a second reader says of a coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondReading {
    /// Who, in words.
    pub who: String,
    /// Whether they read it so too.
    pub agrees: bool,
    /// Why not, or anything else.
    pub reason: Option<String>,
}

/// How many codings of a partnership a second reader confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// Those that at least one second reader confirmed and none read otherwise.
    pub confirmed: usize,
    /// Those that somebody read otherwise.
    pub otherwise: usize,
    /// All.
    pub codings: usize,
}

impl App {
    /// Saves what a second reader says of a coding. Whoever made it cannot; the holder, who is one person in
    /// single-user mode, gives the name of the second reader.
    ///
    /// # Errors
    /// If the coding is not there or the viewer's own, or the reason or the name is missing.
    pub async fn confirm_coding(
        &self,
        network: &Network,
        id: TranscriptId,
        coding: CodingId,
        agrees: bool,
        reason: &str,
        name: &str,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        imports::refuse_patients("The reason", reason)?;
        let was = self.seen_coding(network, id, coding).await?;
        let me = self.viewer().id;
        let is_account = me.parse::<Uuid>().is_ok();
        if is_account && was.coder == me {
            let why = "You made this coding yourself. A second reader has to be somebody else.";
            return Err(AppError::Denied(why.to_owned()));
        }
        let mut errors = Vec::new();
        let (reason, name) = (words(Some(reason.to_owned())), words(Some(name.to_owned())));
        if !agrees && reason.is_none() {
            errors.push(FieldError::new("reason", "Say in a few words how you read it instead."));
        }
        if !is_account && name.is_none() {
            errors.push(FieldError::new("reader_name", "Write the name of the second reader."));
        }
        if !errors.is_empty() {
            return Err(AppError::Invalid(errors));
        }
        let name = name.filter(|_| !is_account);
        let new = Confirmation { coding, reader: me, name, agrees, reason, at: self.now() };
        self.store.put_confirmation(&new).await?;
        self.note(network.id, "coding read by a second reader", coding.0).await
    }

    /// How many codings of a partnership a second reader confirmed.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn confirmed_codings(&self, network: &Network) -> Result<CustodianOnly<Confirmed>, AppError> {
        let codings = self.codings_for(network).await?;
        let codings = codings.value();
        let seen: BTreeSet<CodingId> = codings.iter().map(|coding| coding.id).collect();
        let mut read: BTreeMap<CodingId, bool> = BTreeMap::new();
        let said = self.store.confirmations(network.id).await?;
        for said in said.into_iter().filter(|said| seen.contains(&said.coding)) {
            let all_agree = read.entry(said.coding).or_insert(true);
            *all_agree &= said.agrees;
        }
        let confirmed = read.values().filter(|agree| **agree).count();
        let found = Confirmed { confirmed, otherwise: read.len() - confirmed, codings: codings.len() };
        Ok(CustodianOnly::open(found, &self.viewer())?)
    }

    /// What second readers say of the codings of a text, by coding.
    pub(super) async fn second_readings(
        &self,
        id: TranscriptId,
    ) -> Result<BTreeMap<CodingId, Vec<SecondReading>>, AppError> {
        let mut by_coding: BTreeMap<CodingId, Vec<SecondReading>> = BTreeMap::new();
        let confirmations = self.store.confirmations_of(id).await?;
        if confirmations.is_empty() {
            return Ok(by_coding);
        }
        let users = self.store.users().await?;
        for said in confirmations {
            let account = users.iter().find(|u| u.id.to_string() == said.reader).map(|u| u.name.clone());
            let who = account.or(said.name).unwrap_or_else(|| "Somebody who was erased".to_owned());
            let reading = SecondReading { who, agrees: said.agrees, reason: said.reason };
            by_coding.entry(said.coding).or_default().push(reading);
        }
        Ok(by_coding)
    }
}
