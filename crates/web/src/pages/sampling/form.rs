//! What is written of somebody who was chosen, as a form.

use maud::{Markup, html};
use troth_app::interviews::{Chosen, ChosenForm};
use troth_app::organisations::Names;
use troth_app::{App, AppError, FieldError};
use troth_network::timestamp::day_in_files;
use troth_network::{Network, RoleLevel, TranscriptId};
use troth_report::words::capital;
use troth_say::DocumentKind;
use troth_say::sampling::{SampleStatus, SuggestedBy};

use crate::components::forms::{Choice, Draft, Field, Typed, date_input, select, text_input};

/// What can be chosen in the form.
pub(super) struct Lists {
    organisations: Vec<Choice>,
    texts: Vec<Choice>,
    people: Vec<String>,
}

impl Lists {
    /// What a partnership has; `chosen` may have suggested others.
    ///
    /// # Errors
    /// If the viewer is not the custodian or the database cannot be read.
    pub(super) async fn of(app: &App, network: &Network, chosen: &[Chosen]) -> Result<Self, AppError> {
        let names = app.names(network.id).await?;
        let texts = app.transcripts(network).await?;
        let interviews = texts.value().iter().filter(|text| text.kind == DocumentKind::Interview);
        let mut people: Vec<String> =
            app.people_known(network.id).await?.into_iter().map(|p| p.name).collect();
        people.extend(chosen.iter().map(|one| one.name.clone()));
        people.sort();
        people.dedup();
        Ok(Self {
            organisations: names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect(),
            texts: interviews.map(|text| Choice::new(text.id.to_string(), &text.title)).collect(),
            people,
        })
    }
}

/// What was typed.
///
/// # Errors
/// What is on no list, or is no day.
pub(super) fn read(typed: &Typed) -> Result<ChosenForm, Vec<FieldError>> {
    let mut errors = Vec::new();
    let form = ChosenForm {
        name: typed.get("name").trim().to_owned(),
        organisation: typed.owned("organisation"),
        sector: typed.owned("sector"),
        role_level: typed.chosen::<RoleLevel>("role_level", &mut errors),
        suggested: typed.chosen::<SuggestedBy>("suggested", &mut errors),
        suggested_by: typed.owned("suggested_by"),
        why: typed.get("why").trim().to_owned(),
        status: typed.chosen::<SampleStatus>("status", &mut errors),
        on: typed.day("on", &mut errors),
        transcript: typed.chosen::<TranscriptId>("transcript", &mut errors),
    };
    if errors.is_empty() { Ok(form) } else { Err(errors) }
}

/// The form as it stands filled with somebody.
pub(super) fn written(chosen: &Chosen, names: &Names) -> Typed {
    let form = ChosenForm::of(chosen, names);
    let text = |text: Option<String>| text.unwrap_or_default();
    Typed::default()
        .with("name", form.name)
        .with("organisation", text(form.organisation))
        .with("sector", text(form.sector))
        .with("role_level", form.role_level.map_or("", RoleLevel::id))
        .with("suggested", form.suggested.map_or("", SuggestedBy::id))
        .with("suggested_by", text(form.suggested_by))
        .with("why", form.why)
        .with("status", form.status.map_or("", SampleStatus::id))
        .with("on", text(form.on.map(day_in_files)))
        .with("transcript", text(form.transcript.map(|id| id.to_string())))
        .with("version", chosen.version.to_string())
}

/// The fields.
pub(super) fn fields(draft: &Draft, lists: &Lists) -> Markup {
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .to_vec();
    let parts: Vec<Choice> =
        SuggestedBy::ALL.iter().map(|by| Choice::new(by.id(), capital(by.words()))).collect();
    let states: Vec<Choice> =
        SampleStatus::ALL.iter().map(|s| Choice::new(s.id(), capital(s.id()))).collect();
    html! {
        datalist #known { @for name in &lists.people { option value=(name) {} } }
        (text_input(draft, Field::new("name", "Name").suggesting("known")
            .hint("A name, or a word that only you know them by. Somebody the partnership knows is recognised by name.")))
        (select(draft, Field::new("organisation", "Works at"), Some("None of the partners, or not known"), &lists.organisations))
        (text_input(draft, Field::new("sector", "Sector").hint("Only if they work at none of the partners, such as housing")))
        (select(draft, Field::new("role_level", "Level"), Some("Not known"), &levels))
        (select(draft, Field::new("suggested", "Suggested by"), Some("Choose"), &parts))
        (text_input(draft, Field::new("suggested_by", "Who that was").suggesting("known")
            .hint("A name, always written alike, or a few words. Left empty where it was the person or the interviewers.")))
        (text_input(draft, Field::new("why", "Why chosen").hint("In a few words, such as: knows the ward from the inside")))
        (select(draft, Field::new("status", "How far it is"), None, &states))
        (date_input(draft, Field::new("on", "Day of that")))
        (select(draft, Field::new("transcript", "Text of the interview"), Some("None yet"), &lists.texts))
    }
}

/// Fields with their words on screen, for when somebody else was faster.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("name", "Name"),
    ("organisation", "Works at"),
    ("sector", "Sector"),
    ("role_level", "Level"),
    ("suggested", "Suggested by"),
    ("suggested_by", "Who that was"),
    ("why", "Why chosen"),
    ("status", "How far it is"),
    ("on", "Day of that"),
];
