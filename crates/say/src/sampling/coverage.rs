//! Who is in the partnership against who was heard: by organisation, sector and role level.

use std::collections::{BTreeMap, BTreeSet};

use troth_network::{OrganisationId, RoleLevel, Sector};

use super::voices::Voice;
use super::{SampleStatus, Sampled};

/// An organisation of the partnership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its id.
    pub id: OrganisationId,
    /// Its sector.
    pub sector: Sector,
    /// The organisation it is a unit of.
    pub parent: Option<OrganisationId>,
}

/// Somebody the partnership knows by name, without the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownAt {
    /// Where they work.
    pub organisation: OrganisationId,
    /// The level they work at, if given.
    pub role_level: Option<RoleLevel>,
}

/// People counted by role level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Levels {
    /// Work with people who are cared for.
    pub operational: u32,
    /// Run a service.
    pub tactical: u32,
    /// Lead an organisation.
    pub strategic: u32,
    /// Of whom no level is noted.
    pub unknown: u32,
}

impl Levels {
    /// The levels that somebody can be noted at.
    pub const ALL: [RoleLevel; 3] = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic];

    /// How many in all.
    pub const fn total(self) -> u32 {
        self.operational + self.tactical + self.strategic + self.unknown
    }

    /// How many at one level.
    pub const fn at(self, level: RoleLevel) -> u32 {
        match level {
            RoleLevel::Operational => self.operational,
            RoleLevel::Tactical => self.tactical,
            RoleLevel::Strategic => self.strategic,
        }
    }

    /// The levels at which nobody is noted.
    pub fn missing(self) -> Vec<RoleLevel> {
        Self::ALL.into_iter().filter(|level| self.at(*level) == 0).collect()
    }

    const fn add(&mut self, level: Option<RoleLevel>) {
        match level {
            Some(RoleLevel::Operational) => self.operational += 1,
            Some(RoleLevel::Tactical) => self.tactical += 1,
            Some(RoleLevel::Strategic) => self.strategic += 1,
            None => self.unknown += 1,
        }
    }
}

/// An organisation with its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationLine {
    /// Which.
    pub organisation: OrganisationId,
    /// Its sector.
    pub sector: Sector,
    /// People known by name there.
    pub known: Levels,
    /// People heard from there.
    pub heard: Levels,
    /// People who were chosen, asked, or have agreed.
    pub on_the_way: u32,
}

/// A sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorLine {
    /// Which.
    pub sector: Sector,
    /// How many organisations of the partnership, without units.
    pub organisations: u32,
    /// How many of them somebody was heard from.
    pub organisations_heard: u32,
    /// People known by name.
    pub known: Levels,
    /// People heard.
    pub heard: Levels,
    /// People who were chosen, asked, or have agreed.
    pub on_the_way: u32,
    /// People who said no.
    pub declined: u32,
}

/// Who is in the partnership against who was heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every sector that occurs, by id.
    pub sectors: Vec<SectorLine>,
    /// Every organisation that is no unit, in the order given.
    pub organisations: Vec<OrganisationLine>,
    /// How many were heard in all.
    pub heard: u32,
    /// Of them, those of whom no sector is known: they are in no line.
    pub without_sector: u32,
    /// Of them, speakers of texts who stand in no line of the table of who was chosen.
    pub unlisted: u32,
}

/// Somebody who has not been heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// Nobody of this sector.
    Sector(Sector),
    /// Nobody of these organisations of a sector.
    Organisations(Sector, Vec<OrganisationId>),
    /// Nobody known to work at this level in this sector, in which others were heard; and how many are known there.
    Level(Sector, RoleLevel, u32),
    /// One person alone of this sector.
    OneVoice(Sector),
}

impl Silence {
    /// In a sentence; `name` gives an organisation's name on screen.
    pub fn sentence(&self, name: impl Fn(OrganisationId) -> String) -> String {
        match self {
            Self::Sector(sector) => format!("{}: nobody was heard.", sector.words()),
            Self::Organisations(sector, which) => {
                let names: Vec<String> = which.iter().map(|id| name(*id)).collect();
                format!("{}: nobody was heard from {}.", sector.words(), names.join(", "))
            }
            Self::Level(sector, level, known) => {
                let who = match level {
                    RoleLevel::Operational => "nobody known to work at the front line was heard",
                    RoleLevel::Tactical => "nobody known to be a manager was heard",
                    RoleLevel::Strategic => "nobody known to be a leader was heard",
                };
                let there = match known {
                    0 => String::new(),
                    1 => "; 1 person there is known by name".to_owned(),
                    n => format!("; {n} people there are known by name"),
                };
                format!("{}: {who}{there}.", sector.words())
            }
            Self::OneVoice(sector) => {
                format!("{}: one person was heard, and speaks for nobody else.", sector.words())
            }
        }
    }
}

impl Coverage {
    /// Who has not been heard, sector by sector.
    pub fn silences(&self) -> Vec<Silence> {
        let mut told = Vec::new();
        for line in &self.sectors {
            let sector = || line.sector.clone();
            if line.heard.total() == 0 {
                told.push(Silence::Sector(sector()));
                continue;
            }
            let silent =
                self.organisations.iter().filter(|o| o.sector == line.sector && o.heard.total() == 0);
            let silent: Vec<OrganisationId> = silent.map(|o| o.organisation).collect();
            if !silent.is_empty() {
                told.push(Silence::Organisations(sector(), silent));
            }
            if line.heard.total() == 1 {
                told.push(Silence::OneVoice(sector()));
            }
            let missing = line.heard.missing().into_iter();
            told.extend(missing.map(|level| Silence::Level(sector(), level, line.known.at(level))));
        }
        told
    }
}

/// Lays who is known, chosen and heard beside the organisations of the partnership. People of a unit count for the
/// organisation it belongs to, and for the sector of the unit.
pub fn coverage(partners: &[Partner], known: &[KnownAt], sampled: &[Sampled], voices: &[Voice]) -> Coverage {
    let by_id: BTreeMap<OrganisationId, &Partner> = partners.iter().map(|p| (p.id, p)).collect();
    let root = |id: OrganisationId| {
        by_id.get(&id).and_then(|p| p.parent).filter(|p| by_id.contains_key(p)).unwrap_or(id)
    };
    let sector_of = |id: OrganisationId| by_id.get(&id).map(|p| p.sector.clone());
    let is_root = |partner: &&Partner| root(partner.id) == partner.id;
    let mut organisations: Vec<OrganisationLine> = partners
        .iter()
        .filter(is_root)
        .map(|p| OrganisationLine {
            organisation: p.id,
            sector: p.sector.clone(),
            known: Levels::default(),
            heard: Levels::default(),
            on_the_way: 0,
        })
        .collect();
    let all = partners.iter().map(|p| &p.sector);
    let all = all.chain(voices.iter().filter_map(|v| v.sector.as_ref()));
    let all: BTreeSet<&Sector> = all.chain(sampled.iter().filter_map(|s| s.sector.as_ref())).collect();
    let mut sectors: Vec<SectorLine> = all.into_iter().map(empty).collect();
    let at = |sectors: &mut Vec<SectorLine>, sector: Option<Sector>, change: &dyn Fn(&mut SectorLine)| {
        if let Some(line) = sectors.iter_mut().find(|line| Some(&line.sector) == sector.as_ref()) {
            change(line);
        }
    };
    let of = |lines: &mut Vec<OrganisationLine>,
              id: Option<OrganisationId>,
              change: &dyn Fn(&mut OrganisationLine)| {
        if let Some(line) = id.map(root).and_then(|id| lines.iter_mut().find(|line| line.organisation == id))
        {
            change(line);
        }
    };
    for person in known {
        of(&mut organisations, Some(person.organisation), &|line| line.known.add(person.role_level));
        at(&mut sectors, sector_of(person.organisation), &|line| line.known.add(person.role_level));
    }
    for chosen in sampled {
        let on_the_way = u32::from(chosen.status.is_on_the_way());
        let declined = u32::from(chosen.status == SampleStatus::Declined);
        of(&mut organisations, chosen.organisation, &|line| line.on_the_way += on_the_way);
        at(&mut sectors, chosen.sector.clone(), &|line| {
            line.on_the_way += on_the_way;
            line.declined += declined;
        });
    }
    for voice in voices {
        of(&mut organisations, voice.organisation, &|line| line.heard.add(voice.role_level));
        at(&mut sectors, voice.sector.clone(), &|line| line.heard.add(voice.role_level));
    }
    for line in &mut sectors {
        let own = || organisations.iter().filter(|o| o.sector == line.sector);
        line.organisations = count(own().count());
        line.organisations_heard = count(own().filter(|o| o.heard.total() > 0).count());
    }
    Coverage {
        sectors,
        organisations,
        heard: count(voices.len()),
        without_sector: count(voices.iter().filter(|v| v.sector.is_none()).count()),
        unlisted: count(voices.iter().filter(|v| !v.listed).count()),
    }
}

fn empty(sector: &Sector) -> SectorLine {
    SectorLine {
        sector: sector.clone(),
        organisations: 0,
        organisations_heard: 0,
        known: Levels::default(),
        heard: Levels::default(),
        on_the_way: 0,
        declined: 0,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
