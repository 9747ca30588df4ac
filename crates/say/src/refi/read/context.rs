//! What every part of a reading needs: ids, dates and colours that are not trusted, and the report.

use std::collections::BTreeSet;

use troth_network::Timestamp;
use uuid::{Builder, Uuid};

use crate::refi::limits::Limits;
use crate::refi::model::Colour;
use crate::refi::report::{ImportReport, Notice};
use crate::refi::time::moment;
use crate::refi::xml::Element;

/// A reading in progress.
pub(super) struct Context<'c> {
    pub(super) limits: &'c Limits,
    pub(super) report: ImportReport,
    seen: BTreeSet<(&'static str, Uuid)>,
    /// Ids that were made, and the first that was written otherwise.
    made: (usize, Option<String>),
    dates: usize,
    colours: usize,
    changes: usize,
    /// Styled documents beside plain texts.
    pub(super) styled: usize,
}

impl<'c> Context<'c> {
    pub(super) fn new(limits: &'c Limits) -> Self {
        Self {
            limits,
            report: ImportReport::default(),
            seen: BTreeSet::new(),
            made: (0, None),
            dates: 0,
            colours: 0,
            changes: 0,
            styled: 0,
        }
    }

    /// The id of an element, unique among those of its kind.
    pub(super) fn guid(&mut self, kind: &'static str, element: &Element) -> Uuid {
        let written = element.get("guid").unwrap_or_default().trim();
        let mut guid = if written.is_empty() { self.made(kind, written) } else { self.id(written) };
        while !self.seen.insert((kind, guid)) {
            guid = self.made(kind, written);
        }
        guid
    }

    /// An id that is made, because there is none or because it stands there twice.
    fn made(&mut self, kind: &str, written: &str) -> Uuid {
        self.told(written);
        folded(&format!("{kind} {} {written}", self.made.0))
    }

    fn id(&mut self, written: &str) -> Uuid {
        Uuid::parse_str(written).unwrap_or_else(|_| {
            self.told(written);
            folded(written)
        })
    }

    fn told(&mut self, written: &str) {
        self.made.0 += 1;
        self.made.1.get_or_insert_with(|| written.chars().take(80).collect());
    }

    /// The id in an attribute that points to something.
    pub(super) fn pointer(&mut self, element: &Element, attribute: &str) -> Option<Uuid> {
        let written = element.filled(attribute)?.trim().to_owned();
        Some(self.id(&written))
    }

    /// The ids that elements of one name in another point to.
    pub(super) fn targets(&mut self, element: &Element, name: &str) -> Vec<Uuid> {
        element.all(name).filter_map(|found| self.pointer(found, "targetGUID")).collect()
    }

    pub(super) fn moment(&mut self, element: &Element, attribute: &str) -> Option<Timestamp> {
        let written = element.filled(attribute)?;
        let found = moment(written);
        self.dates += usize::from(found.is_none());
        found
    }

    pub(super) fn colour(&mut self, element: &Element) -> Option<Colour> {
        let written = element.filled("color")?;
        let found = Colour::parse(written);
        self.colours += usize::from(found.is_none());
        found
    }

    /// Reports elements within `element` that are none of those known, and counts what it says of changes.
    pub(super) fn only(&mut self, element: &Element, known: &[&str]) {
        let changed = ["modifyingUser", "modifyingUserGUID", "modifiedDateTime"];
        self.changes += usize::from(changed.iter().any(|name| element.filled(name).is_some()));
        for child in element.children.iter().filter(|child| !known.contains(&child.name.as_str())) {
            let name = child.get("name").unwrap_or_default();
            let reason = format!("not known within {}", element.name);
            self.report.drop(&child.name, name, reason);
        }
    }

    /// The report; what is counted comes first, so that it is not crowded out.
    pub(super) fn finish(mut self) -> ImportReport {
        let further = std::mem::take(&mut self.report.notices);
        if let (count, Some(first)) = std::mem::take(&mut self.made) {
            self.report.notice(Notice::Guids { count, first });
        }
        if self.dates > 0 {
            self.report.notice(Notice::Dates { count: self.dates });
        }
        if self.colours > 0 {
            self.report.notice(Notice::Colours { count: self.colours });
        }
        if self.changes > 0 {
            self.report.notice(Notice::Changes { count: self.changes });
        }
        if self.styled > 0 {
            self.report.notice(Notice::Styled { count: self.styled });
        }
        further.into_iter().for_each(|notice| self.report.notice(notice));
        self.report
    }
}

/// An id made of any text, the same each time: FNV-1a over 128 bits (Fowler, Noll, Vo), as a UUID of version 8.
pub(super) fn folded(text: &str) -> Uuid {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for byte in text.bytes() {
        hash = (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }
    Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid()
}
