//! One coded passage with what is known of its speaker, and how it may be attributed.

use serde::{Deserialize, Serialize};
use troth_network::{CodingId, OrganisationId, Pair, RoleLevel, Sector, TranscriptId};

use crate::coding::{Permission, Polarity};

/// Who speaks: a label within its transcript. The same label in two transcripts is two speakers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SpeakerKey {
    /// The transcript.
    pub transcript: TranscriptId,
    /// The label.
    pub label: String,
}

/// What a reading is made from: a coding with its speaker, organisations resolved to sectors, and its words.
///
/// One reading takes the codings of one coder, or an agreed set: two coders' codings of the same passage would
/// weigh double in the balance of its speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The coding.
    pub coding: CodingId,
    /// Who speaks.
    pub speaker: SpeakerKey,
    /// Where the speaker works.
    pub organisation: Option<OrganisationId>,
    /// The sector of that organisation.
    pub sector: Option<Sector>,
    /// The level the speaker works at.
    pub role_level: Option<RoleLevel>,
    /// The sector spoken of, resolved from the organisation where one is named.
    pub about_sector: Sector,
    /// The organisation spoken of, where one is named.
    pub about_organisation: Option<OrganisationId>,
    /// The narrative.
    pub narrative: String,
    /// Told as loss, gain or neither.
    pub polarity: Polarity,
    /// What the speaker allows.
    pub permission: Permission,
    /// Whether the speaker chose to be named, in person and for exactly these words.
    pub named_by_choice: bool,
    /// The words, as the speaker amended them if they did.
    pub quote: String,
    /// Whether the speaker amended them.
    pub amended: bool,
}

impl Heard {
    /// The speaker's sector and the sector spoken of. `None` if the speaker's sector is not known or the speaker
    /// speaks of the own organisation: that says nothing of a relationship.
    pub fn sectors(&self) -> Option<(&Sector, &Sector)> {
        if self.about_organisation.is_some() && self.about_organisation == self.organisation {
            return None;
        }
        self.sector.as_ref().map(|sector| (sector, &self.about_sector))
    }

    /// The two organisations, where the speaker's is known and speaks of another one.
    pub fn pair(&self) -> Option<Pair> {
        let (own, other) = (self.organisation?, self.about_organisation?);
        (own != other).then(|| Pair::of(own, other))
    }

    /// How the passage may be attributed; `None` if it may not be shown at all.
    ///
    /// Where what the speaker allows is not known (no organisation, no sector), the next narrower attribution is
    /// used. Whether a label fits enough people to be shown is for the gate to decide.
    pub fn attribution(&self) -> Option<Attribution> {
        let sector = || self.sector.clone().map(Attribution::Sector);
        match self.permission {
            Permission::NotQuoted => None,
            Permission::SectorOnly => sector(),
            Permission::WithOrganisation => self
                .organisation
                .map(|organisation| Attribution::Organisation { organisation, role_level: self.role_level })
                .or_else(sector),
            Permission::Named => Some(Attribution::Named {
                label: self.speaker.label.clone(),
                organisation: self.organisation,
                role_level: self.role_level,
            }),
        }
    }
}

/// Whose words a passage may be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// Somebody in this sector; no organisation, no role level.
    Sector(Sector),
    /// Somebody in this organisation, with the role level if known.
    Organisation {
        /// The organisation.
        organisation: OrganisationId,
        /// The role level.
        role_level: Option<RoleLevel>,
    },
    /// The speaker by label.
    Named {
        /// The label.
        label: String,
        /// The organisation.
        organisation: Option<OrganisationId>,
        /// The role level.
        role_level: Option<RoleLevel>,
    },
}

impl Attribution {
    /// In words; `name` gives an organisation's name on screen.
    pub fn words(&self, name: impl Fn(OrganisationId) -> String) -> String {
        let (first, role_level) = match self {
            Self::Sector(sector) => (format!("Somebody in {}", sector.words()), None),
            Self::Organisation { organisation, role_level } => {
                (format!("Somebody at {}", name(*organisation)), *role_level)
            }
            Self::Named { label, organisation: None, role_level } => (label.clone(), *role_level),
            Self::Named { label, organisation: Some(organisation), role_level } => {
                (format!("{label}, {}", name(*organisation)), *role_level)
            }
        };
        match role_level {
            Some(level) => format!("{first}, {}", level.words()),
            None => first,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn heard(permission: Permission) -> Heard {
        Heard {
            coding: CodingId(Uuid::from_u128(1)),
            speaker: SpeakerKey { transcript: TranscriptId(Uuid::from_u128(2)), label: "P7".into() },
            organisation: Some(OrganisationId(Uuid::from_u128(3))),
            sector: Some(Sector("health".into())),
            role_level: Some(RoleLevel::Operational),
            about_sector: Sector("voluntary".into()),
            about_organisation: None,
            narrative: "roles".into(),
            polarity: Polarity::Loss,
            permission,
            named_by_choice: false,
            quote: "We ring the ward.".into(),
            amended: false,
        }
    }

    fn shown(heard: &Heard) -> Option<String> {
        heard.attribution().map(|attribution| attribution.words(|_| "Hill Hospital".into()))
    }

    #[test]
    fn the_attribution_never_says_more_than_the_speaker_allows() {
        assert_eq!(shown(&heard(Permission::NotQuoted)), None);
        assert_eq!(shown(&heard(Permission::SectorOnly)).as_deref(), Some("Somebody in Health"));
        assert_eq!(
            shown(&heard(Permission::WithOrganisation)).as_deref(),
            Some("Somebody at Hill Hospital, front line")
        );
        assert_eq!(shown(&heard(Permission::Named)).as_deref(), Some("P7, Hill Hospital, front line"));
    }

    #[test]
    fn what_is_not_known_narrows_the_attribution() {
        let mut unknown = heard(Permission::WithOrganisation);
        unknown.organisation = None;
        assert_eq!(shown(&unknown).as_deref(), Some("Somebody in Health"));
        unknown.sector = None;
        assert_eq!(shown(&unknown), None);
    }

    #[test]
    fn speaking_of_the_own_organisation_is_about_no_relationship() {
        let mut own = heard(Permission::Named);
        assert!(own.sectors().is_some());
        own.about_organisation = own.organisation;
        assert_eq!((own.sectors(), own.pair()), (None, None));
    }
}
