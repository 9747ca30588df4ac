//! Passages and claims at their places, each once.

use troth_network::{ClaimId, CodingId, Timestamp};
use troth_say::refi::model::{Coding as Given, Selection};
use troth_say::{About, Claim, Coding, Permission, Stated};
use troth_store::Brought;
use uuid::Uuid;

use super::{Bring, Desk};
use crate::app::App;
use crate::exchange::coders::CodersIn;
use crate::exchange::incoming::ClaimIn;
use crate::exchange::marks::Said;
use crate::exchange::places::within_turns;
use crate::imports;

impl Bring<'_, '_> {
    /// When something was coded: as the file says, unless that lies ahead or so far back that it would be deleted soon.
    fn date(&mut self, at: Option<Timestamp>) -> Timestamp {
        match at {
            Some(at) if at <= self.now && self.oldest.is_none_or(|oldest| at > oldest) => at,
            Some(_) => {
                self.counts.redated += 1;
                self.now
            }
            None => self.now,
        }
    }

    /// Where a passage stands: one place for each turn it runs over, none if it has no place any more.
    fn places(&mut self, desk: &Desk, selection: &Selection) -> Vec<(usize, usize)> {
        let Some(place) = desk.places.get(&(selection.start, selection.end)).copied().flatten() else {
            self.counts.unplaced += 1;
            return Vec::new();
        };
        let places = within_turns(&desk.text, &desk.turns, &desk.speakers, place);
        match places.len() {
            0 => self.counts.of_interviewers += 1,
            1 => {}
            _ => self.counts.divided += 1,
        }
        places
    }

    fn is_there(&self, desk: &Desk, guid: Uuid) -> bool {
        let made =
            |b: &Brought| b.transcript == desk.id && b.guid == guid && self.had.contains(&(desk.id, b.made));
        self.had.contains(&(desk.id, guid)) || self.incoming.brought.iter().any(made)
    }

    fn about(&mut self, value: &str) -> Option<About> {
        let about = imports::about(value, &self.incoming.names);
        if about.is_none() {
            self.counts.strangers.insert(value.to_owned());
        }
        about
    }

    /// Puts a passage in, unless it is there.
    pub(super) fn coding(&mut self, app: &App, desk: &Desk, selection: &Selection, given: &Given) {
        if self.is_there(desk, given.guid) {
            self.told.passages_there += 1;
            return;
        }
        let Some(code) = self.codes.keys.get(&given.code).cloned() else { return };
        let (mut polarity, mut about, mut stated) = (None, None, Stated::default());
        let mut permission = Permission::NotQuoted;
        for said in given.notes.iter().filter_map(|id| self.incoming.marks.get(id)) {
            match said {
                Said::Polarity(found) => polarity = Some(*found),
                Said::About(found) => about = self.about(found),
                Said::Permission(found) => permission = *found,
                Said::Stated(found) => {
                    let known =
                        found.organisation.as_deref().map(|id| (id, self.incoming.names.by_external(id)));
                    if let Some((id, None)) = known {
                        self.counts.strangers.insert(id.to_owned());
                    }
                    stated = Stated {
                        label: found.label.as_deref().map(|label| self.said(label)),
                        organisation: known.and_then(|(_, own)| own).map(|own| own.id),
                        role_level: found.level.as_deref().and_then(|level| level.parse().ok()),
                    };
                }
                Said::Claim(_) | Said::Code(_) => {}
            }
        }
        let memo = self.incoming.memo(&given.notes, Some(selection)).map(|memo| self.said(&memo));
        let guid = self.coders.guid(given.user);
        let coder = CodersIn::id(guid);
        let (coded_at, mut new) = (self.date(given.at), 0);
        let places = self.places(desk, selection);
        for (start, end) in &places {
            let same = (desk.id, *start, *end, code.clone(), guid, polarity, about.clone());
            if !self.same.insert(same) {
                continue;
            }
            new += 1;
            let coding = Coding {
                id: CodingId(app.new_id()),
                transcript: desk.id,
                version: desk.version,
                start: *start,
                end: *end,
                code: code.clone(),
                polarity,
                about: about.clone(),
                stated: stated.clone(),
                permission,
                coder: coder.clone(),
                coded_at,
                memo: memo.clone(),
            };
            self.new.brought.push(Brought { transcript: desk.id, guid: given.guid, made: coding.id.0 });
            self.new.codings.push(coding);
        }
        self.told.passages_new += new;
        self.told.passages_there += usize::from(new == 0 && !places.is_empty());
        if new > 0 {
            *self.work.entry(desk.id).or_default().new.entry(coder).or_default() += new;
        }
    }

    /// Puts a claim in, unless it is there.
    pub(super) fn claim(&mut self, app: &App, desk: &Desk, given: &ClaimIn<'_>) {
        if self.is_there(desk, given.link.guid) {
            self.told.claims_there += 1;
            return;
        }
        let key = |end: Option<Uuid>| end.and_then(|id| self.codes.keys.get(&id)).cloned();
        let (Some(cause), Some(effect)) = (key(given.link.origin), key(given.link.target)) else {
            self.counts.unplaced += 1;
            return;
        };
        let guid = self.coders.guid(given.note.user);
        let coder = CodersIn::id(guid);
        let coded_at = self.date(given.note.at);
        let memo = self.incoming.memo(&given.link.notes, None).map(|memo| self.said(&memo));
        let Some((start, end)) = self.places(desk, given.selection).first().copied() else { return };
        if !self.same_claims.insert((desk.id, start, end, cause.clone(), effect.clone(), guid)) {
            self.told.claims_there += 1;
            return;
        }
        let claim = Claim {
            id: ClaimId(app.new_id()),
            transcript: desk.id,
            version: desk.version,
            start,
            end,
            cause,
            sign: given.mark.sign,
            effect,
            condition: given.mark.condition.as_deref().map(|when| self.said(when)),
            permission: given.mark.permission,
            coder: coder.clone(),
            coded_at,
            memo,
        };
        self.new.brought.push(Brought { transcript: desk.id, guid: given.link.guid, made: claim.id.0 });
        self.new.claims.push(claim);
        self.told.claims_new += 1;
        *self.work.entry(desk.id).or_default().new.entry(coder).or_default() += 1;
    }
}
