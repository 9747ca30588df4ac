//! A coded passage or a claim with everything about it resolved: whose words, where, of which organisation.

use troth_network::{ClaimId, CodingId, Day, NetworkId, OrganisationId, RoleLevel, Sector, TranscriptId};

use crate::attributed::Attributed;
use crate::claim::ClaimSign;
use crate::code::CodeKey;
use crate::coding::{About, Permission, Polarity, Stated};
use crate::document::{DocumentKind, Speaker, Transcript};
use crate::heard::SpeakerKey;
use crate::passage::{Passage, turn_at};
use crate::points::Points;
use crate::turns::Turn;

/// Who says something: a speaker of a text, or the text itself where it has no speakers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The text.
    pub transcript: TranscriptId,
    /// The speaker's label; none for a text without speakers.
    pub label: Option<String>,
}

/// Words in a text, and whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub transcript: TranscriptId,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its day.
    pub held_on: Option<Day>,
    /// The turn in which the words begin, by its position.
    pub turn: Option<usize>,
    /// First code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The words.
    pub words: String,
    /// The speaker's label: the one that the coder states, else the turn's.
    pub label: Option<String>,
    /// The organisation spoken for, likewise.
    pub organisation: Option<OrganisationId>,
    /// Its sector.
    pub sector: Option<Sector>,
    /// The speaker's level, likewise.
    pub role_level: Option<RoleLevel>,
    /// Whether text and coder say different things of the speaker.
    pub conflicts: bool,
}

impl Said {
    /// Who says it.
    pub fn source(&self) -> Source {
        Source { transcript: self.transcript, label: self.label.clone() }
    }

    /// The speaker, if it is anybody's words.
    pub fn speaker(&self) -> Option<SpeakerKey> {
        self.label.clone().map(|label| SpeakerKey { transcript: self.transcript, label })
    }

    /// Where the words stand. Two codings of one place are one passage.
    pub const fn place(&self) -> (TranscriptId, usize, usize) {
        (self.transcript, self.start, self.end)
    }

    /// Whether both share at least one code point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.transcript == other.transcript && self.start < other.end && other.start < self.end
    }

    /// Code points between the two, 0 where they touch or overlap; nothing where they stand in different texts.
    pub fn gap(&self, other: &Self) -> Option<usize> {
        let after = |first: &Self, second: &Self| second.start.saturating_sub(first.end);
        (self.transcript == other.transcript).then(|| after(self, other).max(after(other, self)))
    }
}

/// A coded passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The coding.
    pub coding: CodingId,
    /// The partnership.
    pub network: NetworkId,
    /// The words, and whose they are.
    pub said: Said,
    /// The code as the codebook reads it now.
    pub code: CodeKey,
    /// How it is told.
    pub polarity: Option<Polarity>,
    /// Whom it is about.
    pub about: Option<About>,
    /// The sector it is about: the stated one, or that of the organisation.
    pub about_sector: Option<Sector>,
    /// What the speaker allows.
    pub permission: Permission,
    /// Who coded it.
    pub coder: String,
    /// The coder's note.
    pub memo: Option<String>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundClaim {
    /// The claim.
    pub claim: ClaimId,
    /// The words, and whose they are.
    pub said: Said,
    /// What leads to it, as the codebook reads it now.
    pub cause: CodeKey,
    /// Whether to more or less of it.
    pub sign: ClaimSign,
    /// What it leads to, likewise.
    pub effect: CodeKey,
    /// When it holds.
    pub condition: Option<String>,
    /// What the speaker allows.
    pub permission: Permission,
    /// Who coded it.
    pub coder: String,
    /// The coder's note.
    pub memo: Option<String>,
}

/// One text from which many passages are read.
pub struct Reader<'a> {
    transcript: &'a Transcript,
    turns: &'a [Turn],
    speakers: &'a [Speaker],
    points: Points<'a>,
}

impl<'a> Reader<'a> {
    /// Turns are in order and do not overlap, as [`recognise_turns`](crate::recognise_turns) leaves them.
    pub fn of(transcript: &'a Transcript, turns: &'a [Turn], speakers: &'a [Speaker]) -> Self {
        Self { transcript, turns, speakers, points: Points::of(&transcript.text) }
    }

    /// The words between two code points.
    pub fn words(&self, start: usize, end: usize) -> Option<&'a str> {
        self.points.slice(start, end)
    }

    /// The turn in which the whole range lies.
    pub fn turn(&self, start: usize, end: usize) -> Option<&'a Turn> {
        turn_at(self.turns, start, end)
    }

    /// A passage with whose words it is; nothing if it is not in the text. `sector` knows the sectors of organisations.
    pub fn said(
        &self,
        start: usize,
        end: usize,
        stated: &Stated,
        sector: impl Fn(OrganisationId) -> Option<Sector>,
    ) -> Option<Said> {
        let words = self.words(start, end).filter(|words| !words.is_empty())?.to_owned();
        let turn = self.turn(start, end);
        let speaker = turn.and_then(|turn| turn.speaker.clone());
        let attributed = Attributed::of(Passage { quote: words, speaker }, self.speakers, stated);
        Some(Said {
            transcript: self.transcript.id,
            title: self.transcript.title.clone(),
            kind: self.transcript.kind,
            held_on: self.transcript.held_on,
            turn: turn.map(|turn| turn.position),
            start,
            end,
            label: attributed.label().map(str::to_owned),
            organisation: attributed.organisation(),
            sector: attributed.organisation().and_then(sector),
            role_level: attributed.role_level(),
            conflicts: attributed.conflicts(),
            words: attributed.quote,
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::retrieval::samples::text;
    use crate::{find_once, recognise_turns};

    fn organisation(n: u128) -> OrganisationId {
        OrganisationId(Uuid::from_u128(n))
    }

    #[test]
    fn a_passage_is_read_with_its_speaker_and_what_the_coder_states_comes_first() {
        let text = text(1, "Zoë: We ring 👩🏽‍⚕️ twice.\nBo: Nobody books.");
        let speaker = |label: &str, n| Speaker {
            label: label.into(),
            organisation: Some(organisation(n)),
            role_level: Some(RoleLevel::Tactical),
            interviewer: false,
        };
        let speakers = [speaker("Zoë", 1), speaker("Bo", 2)];
        let turns = recognise_turns(&text.text, &speakers);
        let reader = Reader::of(&text, &turns, &speakers);
        let (start, end) = find_once(&text.text, "twice").unwrap();
        let sector = |id| (id == organisation(1)).then(|| Sector("health".into()));
        let said = reader.said(start, end, &Stated::default(), sector).unwrap();
        assert_eq!((said.words.as_str(), said.label.as_deref(), said.turn), ("twice", Some("Zoë"), Some(0)));
        assert_eq!((said.sector, said.conflicts), (Some(Sector("health".into())), false));
        let stated = Stated { organisation: Some(organisation(2)), ..Stated::default() };
        let said = reader.said(start, end, &stated, sector).unwrap();
        assert_eq!((said.organisation, said.sector, said.conflicts), (Some(organisation(2)), None, true));
        assert_eq!(reader.said(start, 999, &stated, sector), None);
        assert_eq!(reader.said(start, start, &stated, sector), None);
    }
}
