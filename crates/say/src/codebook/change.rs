//! Changes of a codebook, and what each must hold to.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use troth_network::CodingId;

use super::{Codebook, letters};
use crate::code::{COLOURS, Code, CodeKey, CodeKind, Wording};

/// One change. It is stored as it is, so what it is called must not change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Change {
    /// A new code of one's own.
    Add {
        /// Its key.
        key: CodeKey,
        /// The code above it.
        parent: Option<CodeKey>,
        /// What is written about it.
        wording: Wording,
    },
    /// Other words, letters, colour or state. Of a framework's code only memo, example, letters and colour.
    Edit {
        /// Which.
        key: CodeKey,
        /// All that is written about it from now on.
        wording: Wording,
    },
    /// Another place in the tree.
    Move {
        /// Which.
        key: CodeKey,
        /// The code above it from now on.
        parent: Option<CodeKey>,
    },
    /// Two codes become one: the passages and subcodes of `from` are read as those of `into`.
    Merge {
        /// The code that goes; one of one's own.
        from: CodeKey,
        /// The code that stays.
        into: CodeKey,
    },
    /// Some passages of a code get a new code.
    Split {
        /// The code that they had.
        from: CodeKey,
        /// The new code.
        key: CodeKey,
        /// The code above the new one.
        parent: Option<CodeKey>,
        /// What is written about it.
        wording: Wording,
        /// The passages.
        codings: Vec<CodingId>,
    },
    /// A code of one's own is put away: it keeps its passages and gets no new ones.
    Retire {
        /// Which.
        key: CodeKey,
    },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodebookError {
    /// There is no such code, or not any more.
    #[error(
        "The codebook has no code \"{0}\" in use. Somebody may have merged it or put it away: load the page again."
    )]
    NoSuchCode(String),
    /// A key is there already.
    #[error("The codebook has the code \"{0}\" already.")]
    Taken(String),
    /// No name.
    #[error("The code has no name. Give it one that says what its passages have in common.")]
    NoName,
    /// Another code beside it has this name.
    #[error("There is a code \"{0}\" in the same place already. Choose another name, or merge the two.")]
    SameName(String),
    /// Letters that cannot be.
    #[error("\"{0}\" are not two letters from a to z.")]
    NotLetters(String),
    /// Letters that another code has.
    #[error("The letters \"{letters}\" belong to \"{code}\". Choose others.")]
    LettersTaken {
        /// The letters.
        letters: String,
        /// The name of the code that has them.
        code: String,
    },
    /// A colour that is not there.
    #[error("There is no colour {0}. The colours are 0 to 7.")]
    NoColour(u8),
    /// A framework's code cannot be changed in this way.
    #[error(
        "\"{0}\" belongs to the framework and keeps its words and its place. Make a code of your own below it."
    )]
    OfTheFramework(String),
    /// It would stand below itself.
    #[error("\"{0}\" cannot stand below itself or a code below it.")]
    Ring(String),
    /// A split without passages.
    #[error("Choose the passages that the new code gets.")]
    NoPassages,
}

impl Codebook {
    /// Makes a change.
    ///
    /// # Errors
    /// [`CodebookError`], a sentence that says what to do instead; then nothing was changed.
    pub fn apply(&mut self, change: &Change) -> Result<(), CodebookError> {
        match change {
            Change::Add { key, parent, wording } => self.add(key, parent.as_ref(), wording),
            Change::Edit { key, wording } => self.edit(key, wording),
            Change::Move { key, parent } => self.move_to(key, parent.as_ref()),
            Change::Merge { from, into } => self.merge(from, into),
            Change::Split { from, key, parent, wording, codings } => {
                self.in_use(from)?;
                if codings.is_empty() {
                    return Err(CodebookError::NoPassages);
                }
                self.add(key, parent.as_ref(), wording)?;
                for coding in codings {
                    self.moved.entry(*coding).or_default().push((from.clone(), key.clone()));
                }
                Ok(())
            }
            Change::Retire { key } => {
                self.own(key)?.retired = true;
                Ok(())
            }
        }
    }

    fn in_use(&self, key: &CodeKey) -> Result<&Code, CodebookError> {
        let code = self.codes.get(key).filter(|code| code.usable());
        code.ok_or_else(|| CodebookError::NoSuchCode(self.name(key).to_owned()))
    }

    fn own(&mut self, key: &CodeKey) -> Result<&mut Code, CodebookError> {
        let name = self.in_use(key)?.wording.name.clone();
        match self.codes.get_mut(key) {
            Some(code) if key.kind() == CodeKind::Own => Ok(code),
            _ => Err(CodebookError::OfTheFramework(name)),
        }
    }

    fn add(
        &mut self,
        key: &CodeKey,
        parent: Option<&CodeKey>,
        wording: &Wording,
    ) -> Result<(), CodebookError> {
        if key.kind() != CodeKind::Own || self.codes.contains_key(key) {
            return Err(CodebookError::Taken(self.name(key).to_owned()));
        }
        if let Some(parent) = parent {
            self.in_use(parent)?;
        }
        self.check(key, parent, wording)?;
        let mut wording = tidied(wording);
        if wording.letters.is_empty() {
            wording.letters = self.free_letters(&wording.name);
        }
        self.order.push(key.clone());
        self.codes.insert(
            key.clone(),
            Code { key: key.clone(), parent: parent.cloned(), wording, merged_into: None, retired: false },
        );
        Ok(())
    }

    fn edit(&mut self, key: &CodeKey, wording: &Wording) -> Result<(), CodebookError> {
        let code = self.in_use(key)?;
        let (was, parent) = (code.wording.clone(), code.parent.clone());
        let wording = tidied(wording);
        if key.kind() != CodeKind::Own {
            let kept = (&was.name, &was.definition, &was.hallmark, was.state);
            if kept != (&wording.name, &wording.definition, &wording.hallmark, wording.state) {
                return Err(CodebookError::OfTheFramework(was.name));
            }
        }
        self.check(key, parent.as_ref(), &wording)?;
        if let Some(code) = self.codes.get_mut(key) {
            code.wording = wording;
        }
        Ok(())
    }

    fn move_to(&mut self, key: &CodeKey, parent: Option<&CodeKey>) -> Result<(), CodebookError> {
        if let Some(parent) = parent {
            self.in_use(parent)?;
            if self.is_within(parent, key) {
                return Err(CodebookError::Ring(self.name(key).to_owned()));
            }
        }
        let wording = self.own(key)?.wording.clone();
        self.check(key, parent, &wording)?;
        self.own(key)?.parent = parent.cloned();
        Ok(())
    }

    fn merge(&mut self, from: &CodeKey, into: &CodeKey) -> Result<(), CodebookError> {
        self.in_use(into)?;
        self.own(from)?;
        if self.is_within(into, from) {
            return Err(CodebookError::Ring(self.name(from).to_owned()));
        }
        for code in self.codes.values_mut().filter(|code| code.parent.as_ref() == Some(from)) {
            code.parent = Some(into.clone());
        }
        self.own(from)?.merged_into = Some(into.clone());
        Ok(())
    }

    fn check(&self, key: &CodeKey, parent: Option<&CodeKey>, wording: &Wording) -> Result<(), CodebookError> {
        let name = wording.name.trim();
        if name.is_empty() {
            return Err(CodebookError::NoName);
        }
        let others = || self.codes.values().filter(|code| code.usable() && code.key != *key);
        let lower = name.to_lowercase();
        if others().any(|c| c.parent.as_ref() == parent && c.wording.name.to_lowercase() == lower) {
            return Err(CodebookError::SameName(name.to_owned()));
        }
        if wording.colour >= COLOURS {
            return Err(CodebookError::NoColour(wording.colour));
        }
        let letters = wording.letters.trim().to_lowercase();
        if letters.is_empty() {
            return Ok(());
        }
        if !letters::valid(&letters) {
            return Err(CodebookError::NotLetters(wording.letters.clone()));
        }
        match others().find(|code| code.wording.letters == letters) {
            Some(code) => Err(CodebookError::LettersTaken { letters, code: code.wording.name.clone() }),
            None => Ok(()),
        }
    }
}

fn tidied(wording: &Wording) -> Wording {
    let trim = |text: &str| text.trim().to_owned();
    Wording {
        name: trim(&wording.name),
        definition: trim(&wording.definition),
        hallmark: trim(&wording.hallmark),
        example: trim(&wording.example),
        memo: trim(&wording.memo),
        letters: trim(&wording.letters).to_lowercase(),
        colour: wording.colour,
        state: wording.state,
    }
}
