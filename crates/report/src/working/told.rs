//! Passages and claims as tables: one row each, with all that is known of it.

use troth_gate::CustodianOnly;
use troth_network::timestamp::day_in_files;
use troth_network::{OrganisationId, RoleLevel};
use troth_say::retrieval::{Found, FoundClaim, Said};
use troth_say::{About, CodeKey, Codebook, Polarity};

use super::sheet::{Cell, Sheet};

/// The columns of what is said, after the words.
const OF_SAID: [&str; 8] =
    ["Passage", "Speaker", "Organisation", "Sector", "Role level", "Text", "Kind of text", "Date"];

/// Passages as a table. `organisation` gives the name of an organisation, `coder` that of
/// a coder.
pub fn passages_sheet(
    found: &CustodianOnly<Vec<&Found>>,
    codebook: &Codebook,
    organisation: impl Fn(OrganisationId) -> String,
    coder: impl Fn(&str) -> String,
) -> CustodianOnly<Sheet> {
    found.view(|found| Sheet {
        title: "Passages of interviews".to_owned(),
        notes: vec!["One row for each coding; a place that was coded twice has two rows.".to_owned()],
        header: header(
            &["Code"],
            &["About", "Told as", "What the speaker allows", "Coder", "Note", "From", "To"],
        ),
        rows: found.iter().map(|found| passage(found, codebook, &organisation, &coder)).collect(),
    })
}

fn passage(
    found: &Found,
    codebook: &Codebook,
    organisation: &impl Fn(OrganisationId) -> String,
    coder: &impl Fn(&str) -> String,
) -> Vec<Cell> {
    let about = found.about.as_ref().map(|about| match about {
        About::Organisation(id) => organisation(*id),
        About::Sector(sector) => sector.words(),
    });
    let mut row = vec![Cell::text(codebook.full_name(&found.code))];
    row.extend(said(&found.said, organisation));
    row.extend([
        Cell::or_empty(about),
        Cell::or_empty(found.polarity.map(Polarity::words)),
        Cell::text(found.permission.words()),
        Cell::text(coder(&found.coder)),
        Cell::or_empty(found.memo.clone()),
        Cell::Count(found.said.start),
        Cell::Count(found.said.end),
    ]);
    row
}

/// Claims as a table. `name` gives the name of a code, `organisation` and `coder` as above.
pub fn claims_sheet(
    claims: &CustodianOnly<Vec<FoundClaim>>,
    name: impl Fn(&CodeKey) -> String,
    organisation: impl Fn(OrganisationId) -> String,
    coder: impl Fn(&str) -> String,
) -> CustodianOnly<Sheet> {
    claims.view(|claims| Sheet {
        title: "Claims in interviews".to_owned(),
        notes: vec![super::WHAT_PEOPLE_SAID.to_owned()],
        header: header(
            &["Cause", "Leads to", "Effect"],
            &["When it holds", "What the speaker allows", "Coder", "Note"],
        ),
        rows: claims
            .iter()
            .map(|claim| {
                let mut row = vec![
                    Cell::text(name(&claim.cause)),
                    Cell::text(claim.sign.id()),
                    Cell::text(name(&claim.effect)),
                ];
                row.extend(said(&claim.said, &organisation));
                row.extend([
                    Cell::or_empty(claim.condition.clone()),
                    Cell::text(claim.permission.words()),
                    Cell::text(coder(&claim.coder)),
                    Cell::or_empty(claim.memo.clone()),
                ]);
                row
            })
            .collect(),
    })
}

fn header(before: &[&str], after: &[&str]) -> Vec<String> {
    before.iter().chain(&OF_SAID).chain(after).map(|name| (*name).to_owned()).collect()
}

fn said(said: &Said, organisation: &impl Fn(OrganisationId) -> String) -> [Cell; 8] {
    let speaker = said.label.as_ref().map(|label| match said.conflicts {
        true => format!("{label} (text and coder differ)"),
        false => label.clone(),
    });
    [
        Cell::text(said.words.clone()),
        Cell::or_empty(speaker),
        Cell::or_empty(said.organisation.map(organisation)),
        Cell::or_empty(said.sector.as_ref().map(troth_network::Sector::words)),
        Cell::or_empty(said.role_level.map(RoleLevel::words)),
        Cell::text(said.title.clone()),
        Cell::text(said.kind.words()),
        Cell::or_empty(said.held_on.map(day_in_files)),
    ]
}
