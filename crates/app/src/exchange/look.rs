//! A project that was looked through and not stored.

use std::collections::BTreeMap;

use troth_gate::CustodianOnly;
use troth_network::{Network, TranscriptId};
use troth_say::probable_interviewers;

use super::file::ProjectFile;
use super::incoming::{Incoming, TextIn};
use super::told::ProjectDecisions;
use crate::app::App;
use crate::error::AppError;
use crate::imports::{Proposal, Voice};

/// A text of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedText {
    /// Its name in the file.
    pub title: String,
    /// Length in code points.
    pub characters: usize,
    /// Passages and claims in it.
    pub passages: usize,
    /// The text that is there already, with its title here.
    pub there: Option<(TranscriptId, String)>,
    /// Who speaks, in order of appearance.
    pub voices: Vec<Voice>,
}

/// A project that was looked through and not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedProject {
    /// Name of the file.
    pub file: String,
    /// Its texts, in their order.
    pub texts: Vec<LookedText>,
    /// What may be replaced, in all texts, titles and notes together.
    pub proposals: Vec<Proposal>,
    /// How many codes the codebook has.
    pub codes_known: usize,
    /// Names of codes that would be new.
    pub codes_new: Vec<String>,
    /// Names of those who coded.
    pub coders: Vec<String>,
    /// Up to three passages as their places were read, each with its text.
    pub samples: Vec<(String, String)>,
    /// How the file was read, and what is left out.
    pub remarks: Vec<String>,
}

impl LookedProject {
    /// What is decided if nobody says anything else: words that are surely names or numbers are replaced, the others
    /// stay; who probably interviews does.
    pub fn usual(&self) -> ProjectDecisions {
        let with = |p: &Proposal| if p.sure { p.suggestion.clone() } else { String::new() };
        let replace: BTreeMap<String, String> =
            self.proposals.iter().map(|p| (p.words.clone(), with(p))).collect();
        let interviewers = self.texts.iter().enumerate().flat_map(|(at, text)| {
            text.voices
                .iter()
                .filter(|voice| !voice.asks.is_empty())
                .map(move |voice| (at, voice.label.clone()))
        });
        ProjectDecisions { replace, interviewers: interviewers.collect(), ..ProjectDecisions::default() }
    }
}

impl App {
    /// Looks a project through: what of it is new, who speaks, what points to people. Stores nothing.
    ///
    /// # Errors
    /// If the viewer is not the custodian, or it holds numbers of patients.
    pub async fn look_through_project(
        &self,
        network: &Network,
        file: &ProjectFile,
    ) -> Result<CustodianOnly<LookedProject>, AppError> {
        let incoming = self.incoming(network, file).await?;
        let texts = incoming.texts.iter().enumerate().map(|(at, text)| looked(&incoming, at, text)).collect();
        let mut remarks = file.sentences();
        remarks.extend(incoming.remarks.iter().cloned());
        let looked = LookedProject {
            file: file.name().to_owned(),
            texts,
            proposals: incoming.found.proposals,
            codes_known: incoming.codes.known,
            codes_new: incoming.codes.new,
            coders: file.project.users.iter().map(|user| user.name.clone()).collect(),
            samples: file.samples().to_vec(),
            remarks,
        };
        Ok(CustodianOnly::open(looked, &self.viewer())?)
    }
}

fn looked(incoming: &Incoming<'_>, at: usize, text: &TextIn<'_>) -> LookedText {
    let probable = probable_interviewers(&text.source.text, &text.turns);
    let mut voices: Vec<Voice> = Vec::new();
    for label in text.turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
        if let Some(voice) = voices.iter_mut().find(|voice| voice.label == *label) {
            voice.turns += 1;
            continue;
        }
        let asks = match text.speakers.iter().find(|speaker| speaker.label == *label) {
            Some(speaker) if speaker.interviewer => vec!["the file says so"],
            Some(_) => Vec::new(),
            None => {
                let found = probable.iter().find(|p| p.label == *label);
                found.map(|p| p.signs.iter().map(|sign| sign.words()).collect()).unwrap_or_default()
            }
        };
        voices.push(Voice { label: label.clone(), turns: 1, asks });
    }
    let codings: usize = text.source.selections.iter().map(|selection| selection.codings.len()).sum();
    LookedText {
        title: text.title.clone(),
        characters: text.source.text.chars().count(),
        passages: codings + incoming.claims.iter().filter(|claim| claim.text == at).count(),
        there: text.there.as_ref().map(|s| (s.transcript.id, s.transcript.title.clone())),
        voices: if text.there.is_some() { Vec::new() } else { voices },
    }
}
