//! The custodian's side: making a link with its PIN, taking it back, and where each speaker stands.

use troth_gate::CustodianOnly;
use troth_network::{Day, Network, TranscriptId};
use troth_say::speaker_at;
use troth_store::CheckLink;

use super::CHECK_DAYS;
use crate::accounts::Token;
use crate::app::App;
use crate::error::{AppError, FieldError};

/// How far the check of a speaker has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// No link was made.
    NotAsked,
    /// A link was made, nobody came with it.
    Sent,
    /// The speaker came on this day.
    Opened(Day),
    /// The speaker said on this day to be done.
    Finished(Day),
    /// The link is too old.
    Over,
}

/// Where a speaker stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerCheck {
    /// The label.
    pub label: String,
    /// How far it has come.
    pub state: CheckState,
    /// The last day on which the link works, if there is one.
    pub until: Option<Day>,
    /// How many stretches of the speaker's words there are to be asked about.
    pub passages: usize,
    /// Of how many stretches the speaker said something.
    pub said: usize,
    /// How many the speaker took back.
    pub withdrawn: usize,
}

/// A link that was made. Neither the secret nor the PIN is stored: they are shown once.
#[derive(Debug, Clone)]
pub struct SentCheck {
    /// The secret of the link.
    pub token: Token,
    /// The PIN, six digits.
    pub pin: String,
    /// The last day on which it works.
    pub until: Day,
}

impl App {
    /// Where each speaker of a text stands, without interviewers.
    ///
    /// # Errors
    /// If the text is not there or the viewer is not the custodian.
    pub async fn speaker_checks(
        &self,
        network: &Network,
        id: TranscriptId,
    ) -> Result<CustodianOnly<Vec<SpeakerCheck>>, AppError> {
        self.only_the_custodian()?;
        let stored = self.stored_transcript(network, id).await?;
        let links = self.store.check_links_of(id).await?;
        let statements = self.store.statements_of(id).await?;
        let mut coded: Vec<(Option<&str>, usize, usize)> = Vec::new();
        for coding in &self.codings_to_check(&stored, &statements).await? {
            coded.push((speaker_at(&stored.turns, coding.start, coding.end), coding.start, coding.end));
        }
        coded.sort_unstable();
        coded.dedup();
        let now = self.now();
        let one = |label: &str| {
            let link = links.iter().find(|l| l.label == label);
            let said = statements.iter().filter(|s| s.label == label);
            let state = match link {
                None => CheckState::NotAsked,
                Some(CheckLink { finished: Some(day), .. }) => CheckState::Finished(*day),
                Some(link) if link.expires <= now => CheckState::Over,
                Some(CheckLink { opened: Some(day), .. }) => CheckState::Opened(*day),
                Some(_) => CheckState::Sent,
            };
            SpeakerCheck {
                label: label.to_owned(),
                state,
                until: link.map(last_day),
                passages: coded.iter().filter(|(who, ..)| *who == Some(label)).count(),
                said: said.clone().count(),
                withdrawn: said.filter(|s| s.withdrawn).count(),
            }
        };
        let speakers = stored.speakers.iter().filter(|s| !s.interviewer);
        let checks = speakers.map(|s| one(&s.label)).collect();
        Ok(CustodianOnly::open(checks, &self.viewer())?)
    }

    /// Makes a private link for a speaker, in the place of any there was. `pin` is what was told at the interview; one
    /// is drawn if nothing was.
    ///
    /// # Errors
    /// If the viewer is not the custodian, nobody of this label speaks, no passage of theirs is coded, or the PIN is not
    /// six digits that somebody could not guess.
    pub async fn send_check(
        &self,
        network: &Network,
        id: TranscriptId,
        label: &str,
        pin: &str,
    ) -> Result<SentCheck, AppError> {
        let checks = self.speaker_checks(network, id).await?;
        let speaker = checks.value().iter().find(|c| c.label == label);
        let speaker = speaker.ok_or_else(|| AppError::missing("This speaker"))?;
        let pin = match digits(pin) {
            typed if typed.is_empty() => self.drawn_pin(),
            typed => checked_pin(typed)?,
        };
        if speaker.passages == 0 {
            let message = "No passage of this speaker is coded yet, so there is nothing to send back.";
            return Err(AppError::field("pin", message));
        }
        let (token, now) = (self.new_token(), self.now());
        let link = CheckLink {
            id: self.new_id(),
            transcript: id,
            label: label.to_owned(),
            token_hash: Token::hash(token.secret()),
            pin_hash: self.hash_password(pin.clone()).await?,
            made: now,
            expires: now.plus_seconds(CHECK_DAYS * 24 * 60 * 60),
            opened: None,
            finished: None,
        };
        self.store.put_check_link(&link).await?;
        self.note(network.id, "link to own passages made", link.id).await?;
        Ok(SentCheck { token, pin, until: last_day(&link) })
    }

    /// Takes a speaker's link back. What the speaker said stays.
    ///
    /// # Errors
    /// If the viewer is not the custodian or there is no link.
    pub async fn revoke_check(
        &self,
        network: &Network,
        id: TranscriptId,
        label: &str,
    ) -> Result<(), AppError> {
        self.only_the_custodian()?;
        self.stored_transcript(network, id).await?;
        if !self.store.revoke_check_link(id, label).await? {
            return Err(AppError::missing("This link"));
        }
        self.note(network.id, "link to own passages taken back", id.0).await
    }

    fn drawn_pin(&self) -> String {
        loop {
            // Of 2^64 numbers a million takes so small a part that none is noticeably likelier.
            let drawn = format!("{:06}", u64::from_le_bytes(self.secret::<8>()) % 1_000_000);
            if let Ok(pin) = checked_pin(drawn) {
                return pin;
            }
        }
    }
}

/// The last whole day on which a link works.
pub(super) fn last_day(link: &CheckLink) -> Day {
    link.expires.plus_seconds(-24 * 60 * 60).day()
}

/// A PIN as it was typed, without spaces and hyphens.
pub(super) fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

fn checked_pin(pin: String) -> Result<String, FieldError> {
    let refused = |message: &str| Err(FieldError::new("pin", message));
    if pin.len() != 6 || !pin.bytes().all(|b| b.is_ascii_digit()) {
        return refused("A PIN has six digits. Leave the field empty to have one drawn.");
    }
    let steps: Vec<i16> =
        pin.as_bytes().windows(2).map(|two| i16::from(two[1]) - i16::from(two[0])).collect();
    if steps.iter().all(|step| *step == steps[0] && step.abs() <= 1) {
        return refused("This PIN is among the first that anybody would try. Take another one.");
    }
    Ok(pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_that_are_no_pattern() {
        assert_eq!(checked_pin(digits(" 402-917 ")), Ok("402917".to_owned()));
        for bad in ["40291", "4029171", "40291a", "111111", "123456", "987654", "\u{664}02917"] {
            assert!(checked_pin(digits(bad)).is_err(), "{bad}");
        }
    }
}
