//! Who counts as heard: those of the table with whom an interview was held, and those who speak in the text of an
//! interview and stand in no line of the table. Nobody counts twice.

use troth_network::{OrganisationId, RoleLevel, Sector, TranscriptId};

use super::{SampleStatus, Sampled};

/// Somebody who speaks in the text of an interview and does not interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoke {
    /// The text.
    pub transcript: TranscriptId,
    /// Where they work, if known.
    pub organisation: Option<OrganisationId>,
    /// The sector of that organisation.
    pub sector: Option<Sector>,
    /// The level they work at, if known.
    pub role_level: Option<RoleLevel>,
}

/// Somebody who was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Where they work, if known.
    pub organisation: Option<OrganisationId>,
    /// Their sector, if known.
    pub sector: Option<Sector>,
    /// The level they work at, if known.
    pub role_level: Option<RoleLevel>,
    /// Whether they stand in the table.
    pub listed: bool,
}

/// Everybody who was heard: first those of the table, in its order, then the other speakers.
///
/// A line of the table that names a text stands for one speaker of it: the one of its organisation and level, else of
/// its organisation, else one of whom no organisation is noted. Where there is none the line counts beside the speakers.
/// Whoever has withdrawn is not heard, and takes their speaker along.
pub fn voices(sampled: &[Sampled], spoke: &[Spoke]) -> Vec<Voice> {
    let mut left: Vec<&Spoke> = spoke.iter().collect();
    let mut voices = Vec::new();
    for line in sampled {
        let held = line.status == SampleStatus::Interviewed;
        let theirs = match line.transcript {
            Some(text) if held || line.status == SampleStatus::Withdrawn => take(&mut left, text, line),
            _ => None,
        };
        if held {
            voices.push(Voice {
                organisation: line.organisation.or_else(|| theirs.and_then(|s| s.organisation)),
                sector: line.sector.clone().or_else(|| theirs.and_then(|s| s.sector.clone())),
                role_level: line.role_level.or_else(|| theirs.and_then(|s| s.role_level)),
                listed: true,
            });
        }
    }
    voices.extend(left.into_iter().map(|spoke| Voice {
        organisation: spoke.organisation,
        sector: spoke.sector.clone(),
        role_level: spoke.role_level,
        listed: false,
    }));
    voices
}

/// The speaker a line stands for, taken out of those that are left.
fn take<'a>(left: &mut Vec<&'a Spoke>, text: TranscriptId, line: &Sampled) -> Option<&'a Spoke> {
    let fit = |s: &Spoke| match (line.organisation, s.organisation) {
        _ if s.transcript != text => None,
        (Some(a), Some(b)) if a == b && line.role_level == s.role_level => Some(0_u8),
        (Some(a), Some(b)) if a == b => Some(1),
        (Some(_), Some(_)) => None,
        _ => Some(2),
    };
    let best = left.iter().enumerate().filter_map(|(at, s)| Some((fit(s)?, at))).min()?.1;
    Some(left.remove(best))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::SuggestedBy;
    use super::*;

    const TEXT: TranscriptId = TranscriptId(Uuid::from_u128(9));

    fn org(n: u128) -> Option<OrganisationId> {
        Some(OrganisationId(Uuid::from_u128(n)))
    }

    fn line(organisation: Option<OrganisationId>, status: SampleStatus, text: bool) -> Sampled {
        Sampled {
            organisation,
            sector: organisation.map(|_| Sector("health".into())),
            role_level: None,
            status,
            suggested: SuggestedBy::Researcher,
            suggester: None,
            transcript: text.then_some(TEXT),
        }
    }

    fn spoke(organisation: Option<OrganisationId>, role_level: Option<RoleLevel>) -> Spoke {
        Spoke { transcript: TEXT, organisation, sector: None, role_level }
    }

    #[test]
    fn a_line_with_its_text_and_the_speaker_in_it_are_one_voice() {
        let lines = [line(org(1), SampleStatus::Interviewed, true)];
        let both = [spoke(org(2), None), spoke(org(1), Some(RoleLevel::Tactical))];
        let heard = voices(&lines, &both);
        assert_eq!(heard.len(), 2);
        assert_eq!((heard[0].organisation, heard[0].role_level), (org(1), Some(RoleLevel::Tactical)));
        assert!(heard[0].listed && !heard[1].listed && heard[1].organisation == org(2));
    }

    #[test]
    fn speakers_count_without_a_table_and_lines_without_a_text() {
        assert_eq!(voices(&[], &[spoke(org(1), None)]).len(), 1);
        assert_eq!(voices(&[line(org(1), SampleStatus::Interviewed, false)], &[]).len(), 1);
        assert_eq!(voices(&[line(org(1), SampleStatus::Agreed, false)], &[]).len(), 0);
        // Nobody of another organisation is taken for them.
        let other = voices(&[line(org(1), SampleStatus::Interviewed, true)], &[spoke(org(2), None)]);
        assert_eq!(other.len(), 2);
    }

    #[test]
    fn whoever_has_withdrawn_is_not_heard_though_the_text_is_still_there() {
        let lines = [line(org(1), SampleStatus::Withdrawn, true)];
        assert_eq!(voices(&lines, &[spoke(org(1), None)]), []);
    }
}
