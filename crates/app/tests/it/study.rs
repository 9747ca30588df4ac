//! The interview study of the sample: what two coders, a second reader and the people interviewed did comes out.

use troth_app::interviews::checking::CheckState;
use troth_app::interviews::doubling::{AgreementFigures, Asked, CodeFigures};
use troth_app::interviews::{Retrieval, TranscriptView};
use troth_gate::InterviewsReading;
use troth_network::{Sector, TranscriptId};
use troth_say::retrieval::{Column, Dimension, claims_map, cross, trace};
use troth_say::{Attribution, CodeKey, CodeKind, Permission, Polarity, slice};

use super::support::ALDER_VALE;

const WITHDRAWN: &str = "A colleague put in a form about a bad discharge and got asked to reflect on it.";

fn text(title: &str) -> TranscriptId {
    let shared = &*ALDER_VALE;
    let list = shared.runtime.block_on(shared.bench.app.transcripts(&shared.network)).unwrap();
    list.value().iter().find(|t| t.title == title).unwrap().id
}

fn view(title: &str) -> TranscriptView {
    let shared = &*ALDER_VALE;
    let view = shared.runtime.block_on(shared.bench.app.transcript(&shared.network, text(title))).unwrap();
    view.value().clone()
}

fn agreement() -> AgreementFigures {
    let shared = &*ALDER_VALE;
    let asked = Asked { ranges: true, ..Asked::default() };
    let found = shared.runtime.block_on(shared.bench.app.agreement(&shared.network, asked)).unwrap();
    found.value().clone().unwrap()
}

fn figures<'a>(of: &'a AgreementFigures, name: &str) -> &'a CodeFigures {
    of.codes.iter().find(|c| c.name.ends_with(name)).unwrap()
}

fn retrieval() -> Retrieval {
    let shared = &*ALDER_VALE;
    let found = shared.runtime.block_on(shared.bench.app.retrieval(&shared.network)).unwrap();
    found.value().clone()
}

fn released() -> InterviewsReading {
    let shared = &*ALDER_VALE;
    let evidence = shared.runtime.block_on(shared.bench.app.evidence(shared.network.id, None)).unwrap();
    evidence.value().interviews.clone()
}

#[test]
fn coders_agree_on_roles_and_not_on_a_code_without_a_hallmark() {
    let found = agreement();
    assert_eq!((found.coders, found.texts.len()), (2, 8));
    let roles = &figures(&found, "Roles: who does what").kappa;
    let (low, high) = roles.range.unwrap();
    assert!(roles.value.unwrap() > 0.8 && low > 0.6 && high <= 1.0, "{roles:?}");
    let poor = &figures(&found, "Not listened to").kappa;
    let (low, high) = poor.range.unwrap();
    assert!(poor.value.unwrap() < 0.4 && low < 0.1 && high < 0.6, "{poor:?}");
    let percent = figures(&found, "Not listened to").percent.value.unwrap();
    assert!(percent > 0.8, "the share that agrees hides it: {percent}");
}

#[test]
fn some_differences_are_decided_with_a_reason_and_most_are_open() {
    let shared = &*ALDER_VALE;
    let found = shared.runtime.block_on(shared.bench.app.differences(&shared.network)).unwrap();
    let found = found.value();
    let decided: Vec<_> = found.disputed.iter().filter(|d| !d.decisions.is_empty()).collect();
    assert_eq!(decided.len(), 6);
    assert!(decided.iter().all(|d| !d.changed && d.decisions[0].reason.len() > 20));
    assert!(found.disputed.len() > 20 && found.same > found.disputed.len(), "{}", found.disputed.len());
}

#[test]
fn the_last_interview_is_still_being_coded_and_shows_the_first_coding_alone() {
    let open = view("09-home-care-and-care-home");
    assert!(open.blind && open.can_code() && open.doubled.len() == 2);
    assert!(!open.codings.is_empty() && open.codings.iter().all(|c| c.coder == "holder"));
    let done = view("06-council-director");
    assert!(!done.blind && !done.can_code());
    assert!(done.codings.iter().any(|c| c.coder != "holder"));
}

#[test]
fn a_passage_that_its_speaker_took_back_is_nowhere() {
    let noted = view("08-stroke-ward");
    let words = &noted.stored.transcript.text;
    let is_it = |c: &&troth_say::Coding| slice(words, c.start, c.end) == Some(WITHDRAWN);
    let coding = noted.codings.iter().find(is_it).unwrap();
    assert_eq!(coding.permission, Permission::SectorOnly, "else it would be left out for another reason");
    assert!(noted.consents[&coding.id].withdrawn);
    let shown = serde_json::to_string(&released()).unwrap();
    assert!(!shown.contains("put in a form") && shown.contains("by their first names"));
}

#[test]
fn amended_words_are_shown_and_those_recorded_are_not() {
    let shown = serde_json::to_string(&released()).unwrap();
    assert!(shown.contains("we ought to say so to each other") && !shown.contains("forty fewer posts"));
    assert!(
        shown.contains("we've stopped arguing because it's their agenda"),
        "allowed by the speaker later"
    );
}

#[test]
fn speakers_stand_where_they_stand_with_their_passages() {
    let shared = &*ALDER_VALE;
    let state = |title: &str, label: &str| {
        let checks = shared.bench.app.speaker_checks(&shared.network, text(title));
        let checks = shared.runtime.block_on(checks).unwrap();
        checks.value().iter().find(|c| c.label == label).unwrap().clone()
    };
    assert_eq!(state("01-hospital", "Ward sister").state, CheckState::NotAsked);
    assert_eq!(state("05-practice", "I1").state, CheckState::Sent);
    assert!(matches!(state("07-commissioner", "Commissioning director").state, CheckState::Opened(_)));
    let council = state("02-council", "Social care manager");
    assert!(matches!(council.state, CheckState::Finished(_)) && council.said == 3);
    assert_eq!(state("08-stroke-ward", "Ward 7 sister").withdrawn, 1);
}

#[test]
fn most_quotations_that_may_say_the_organisation_do() {
    let all: Vec<Attribution> =
        released().pairs.into_iter().flat_map(|p| p.passages).map(|p| p.attribution).collect();
    let leveled = |a: &Attribution| matches!(a, Attribution::Organisation { role_level: Some(_), .. });
    let organisation = all.iter().filter(|a| matches!(a, Attribution::Organisation { .. })).count();
    assert!(organisation * 10 >= all.len() * 8, "{organisation} of {}", all.len());
    assert!(all.iter().filter(|a| leveled(a)).count() * 2 > organisation);
    assert!(all.iter().any(|a| matches!(a, Attribution::Named { .. })), "one speaker chose to be named");
}

#[test]
fn where_text_and_coder_name_different_organisations_both_are_kept_and_it_is_in_no_result() {
    let found = retrieval().found;
    let conflict: Vec<_> = found.iter().filter(|f| f.said.conflicts).collect();
    assert_eq!(conflict.len(), 1);
    assert!(conflict[0].said.words.contains("falling off the wall") && conflict[0].memo.is_some());
    assert!(!serde_json::to_string(&released()).unwrap().contains("falling off the wall"));
}

#[test]
fn a_way_leads_from_unfinished_work_to_referral_and_from_money_to_planning() {
    let data = retrieval();
    assert_eq!(data.unplaced, 0);
    let map = claims_map(&data.claims);
    let own = data.codebook.by_name("Showing unfinished work").unwrap().key.clone();
    let outcome = |id: &str| CodeKey::framework(CodeKind::Outcome, id);
    let way = trace(&map, &own, &outcome("referral"));
    assert!(way.paths.iter().any(|path| path.steps.len() >= 2), "{way:?}");
    let direct = trace(&map, &CodeKey::narrative("capacity", None), &outcome("planning"));
    assert!(!direct.paths.is_empty());
}

#[test]
fn each_sector_tells_the_story_that_was_planted() {
    let data = retrieval();
    let loss = |narrative: &CodeKey| {
        let told = data.found.iter().filter(|f| f.polarity == Some(Polarity::Loss) && f.code == *narrative);
        told.collect::<Vec<_>>()
    };
    let by_sector = |narrative: CodeKey| {
        let table = cross(&loss(&narrative), Dimension::Sector, &data.codebook);
        let row = table.rows.into_iter().find(|r| r.code == narrative).unwrap();
        (table.columns, row.cells)
    };
    // Health and social care both tell of unclear roles, and social care of uneven money more than health does.
    let (columns, cells) = by_sector(CodeKey::narrative("roles", None));
    let at = |sector: &str| columns.iter().position(|c| *c == Column::Sector(Sector(sector.into()))).unwrap();
    for sector in ["health", "social_care"] {
        assert!(cells[at(sector)].own.speakers >= 3, "{sector}: {cells:?}");
    }
    let (columns, cells) = by_sector(CodeKey::narrative("capacity", None));
    let at = |sector: &str| columns.iter().position(|c| *c == Column::Sector(Sector(sector.into()))).unwrap();
    let (health, social) = (cells[at("health")].own, cells[at("social_care")].own);
    assert!(social.speakers >= 3 && social.passages > 2 * health.passages, "{health:?} {social:?}");
}
