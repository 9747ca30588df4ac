//! The codebook of a partnership, its changes and their history.

use std::collections::BTreeMap;

use troth_gate::CustodianOnly;
use troth_network::{CodingId, Network, NetworkId, TranscriptId};
use troth_say::{Change, Code, CodeKey, Codebook, CodebookError, slice};
use troth_store::CodebookEntry;

use crate::app::App;
use crate::error::{AppError, FieldError};
use crate::imports;
use crate::jobs::Subject;

/// The codebook with its history.
#[derive(Debug, Clone)]
pub struct CodebookView {
    /// The codes.
    pub codebook: Codebook,
    /// Every change, the newest first.
    pub history: Vec<CodebookEntry>,
    /// Number of the last change, to be handed back with the next.
    pub last: i64,
    /// How many passages each code has now, without those of the codes below it.
    pub passages: BTreeMap<CodeKey, usize>,
}

/// One code with its passages.
#[derive(Debug, Clone)]
pub struct CodeView {
    /// The codes.
    pub codebook: Codebook,
    /// Which.
    pub key: CodeKey,
    /// Its passages, without those of the codes below it, by text and place.
    pub passages: Vec<CodePassage>,
    /// Number of the last change of the codebook.
    pub last: i64,
}

/// A passage of a code.
#[derive(Debug, Clone)]
pub struct CodePassage {
    /// The coding.
    pub coding: CodingId,
    /// Its text.
    pub transcript: TranscriptId,
    /// The title of its text.
    pub title: String,
    /// The words.
    pub words: String,
}

impl App {
    /// The codebook with its history.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub async fn codebook(&self, network: &Network) -> Result<CustodianOnly<CodebookView>, AppError> {
        let (codebook, mut history) = self.codebook_now(network.id).await?;
        let last = history.last().map_or(0, |entry| entry.number);
        history.reverse();
        let mut passages: BTreeMap<CodeKey, usize> = BTreeMap::new();
        for coding in self.codings_for(network).await?.value() {
            *passages.entry(codebook.resolve(coding.id, &coding.code)).or_default() += 1;
        }
        Ok(CustodianOnly::open(CodebookView { codebook, history, last, passages }, &self.viewer())?)
    }

    /// One code with its passages.
    ///
    /// # Errors
    /// If the codebook has no such code in use, or the viewer is not the custodian.
    pub async fn code_view(&self, network: &Network, key: &str) -> Result<CustodianOnly<CodeView>, AppError> {
        self.only_the_custodian()?;
        let (codebook, history) = self.codebook_now(network.id).await?;
        let key = key.parse::<CodeKey>().ok().filter(|key| codebook.get(key).is_some_and(Code::usable));
        let Some(key) = key else { return Err(AppError::missing("This code")) };
        let texts = self.store.all_transcripts(network.id).await?;
        let passages = self
            .codings_for(network)
            .await?
            .value()
            .iter()
            .filter(|coding| codebook.resolve(coding.id, &coding.code) == key)
            .filter_map(|coding| {
                let text = &texts.iter().find(|t| t.transcript.id == coding.transcript)?.transcript;
                let here = coding.version == text.version;
                let words = slice(&text.text, coding.start, coding.end).filter(|_| here)?.to_owned();
                let (title, transcript) = (text.title.clone(), text.id);
                Some(CodePassage { coding: coding.id, transcript, title, words })
            })
            .collect();
        let last = history.last().map_or(0, |entry| entry.number);
        Ok(CustodianOnly::open(CodeView { codebook, key, passages, last }, &self.viewer())?)
    }

    /// The codebook as it is now, and all its changes in order. A stored change that no longer fits (a framework of
    /// another version) is passed over.
    pub(crate) async fn codebook_now(
        &self,
        network: NetworkId,
    ) -> Result<(Codebook, Vec<CodebookEntry>), AppError> {
        let history = self.store.codebook_changes(network).await?;
        let mut codebook = Codebook::clone(&self.codes);
        for entry in history.iter().filter(|entry| entry.undone.is_none()) {
            if let Err(error) = codebook.apply(&entry.change) {
                tracing::warn!(number = entry.number, %error, "a change of the codebook does not fit any more");
            }
        }
        Ok((codebook, history))
    }

    /// Makes a change of the codebook. `seen` is the number of the last change on the page it was made on.
    ///
    /// # Errors
    /// If the change cannot be made, or somebody else changed the codebook meanwhile.
    pub async fn change_codebook(
        &self,
        network: &Network,
        seen: i64,
        change: Change,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        if let Change::Add { wording, .. } | Change::Edit { wording, .. } | Change::Split { wording, .. } =
            &change
        {
            let parts =
                [&wording.name, &wording.definition, &wording.hallmark, &wording.example, &wording.memo];
            imports::refuse_patients("The code", &parts.map(String::as_str).join("\n"))?;
        }
        let (mut codebook, _) = self.codebook_now(network.id).await?;
        codebook.apply(&change).map_err(|error| AppError::Invalid(vec![field_of(&error)]))?;
        self.store.add_codebook_change(network.id, seen, &change, &self.viewer().id, self.now()).await?;
        self.note(network.id, "codebook changed", network.id.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    /// Takes the last change of the codebook back.
    ///
    /// # Errors
    /// If it is not the last one any more.
    pub async fn undo_codebook(&self, network: &Network, number: i64) -> Result<(), AppError> {
        self.only_the_custodian()?;
        self.store.undo_codebook_change(network.id, number, &self.viewer().id, self.now()).await?;
        self.note(network.id, "codebook change taken back", network.id.0).await?;
        self.refresh(network.id, Subject::Interviews).await
    }

    /// A new key for a code of one's own.
    pub fn new_code_key(&self) -> CodeKey {
        CodeKey::own(self.new_id())
    }

    /// The code in use that somebody means by a key, two letters or a name.
    pub(super) async fn usable_code(
        &self,
        network: &Network,
        text: &str,
        field: &'static str,
    ) -> Result<CodeKey, FieldError> {
        let wrong = |message: String| FieldError::new(field, message);
        if text.trim().is_empty() {
            return Err(wrong("Choose a code: type its two letters or its name.".to_owned()));
        }
        let codebook = self.codebook_now(network.id).await.map_err(|e| wrong(e.to_string()))?.0;
        let by_key =
            || text.trim().parse::<CodeKey>().ok().and_then(|key| codebook.get(&key)).filter(|c| c.usable());
        let found = codebook.by_letters(text).or_else(by_key).or_else(|| codebook.by_name(text));
        found.map(|code| code.key.clone()).ok_or_else(|| {
            wrong(format!(
                "The codebook has no code \"{}\" in use. Choose one of the list, or make it in the codebook first.",
                text.trim()
            ))
        })
    }
}

/// The field of a form that a refused change is about.
fn field_of(error: &CodebookError) -> FieldError {
    let field = match error {
        CodebookError::NotLetters(_) | CodebookError::LettersTaken { .. } => "letters",
        CodebookError::NoColour(_) => "colour",
        CodebookError::Ring(_) => "parent",
        CodebookError::NoPassages => "codings",
        CodebookError::NoSuchCode(_)
        | CodebookError::Taken(_)
        | CodebookError::NoName
        | CodebookError::SameName(_)
        | CodebookError::OfTheFramework(_) => "name",
    };
    FieldError::new(field, error.to_string())
}
