//! Who speaks in a text.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_network::RoleLevel;
use troth_report::words::capital;
use troth_say::Speaker;

use crate::components::forms::{Choice, Draft, Field, Typed, checkbox, select};

/// One form for each speaker; open as long as somebody is not known.
pub(super) fn section(here: &str, speakers: &[Speaker], names: &Names) -> Markup {
    if speakers.is_empty() {
        return html! {
            p.note {
                span {
                    "No speakers were recognised, so this reads as a document. In a transcript each turn \
                     begins with who speaks and a colon, such as: Manager: We ring the ward."
                }
            }
        };
    }
    let unknown = speakers.iter().filter(|s| !s.interviewer && s.organisation.is_none()).count();
    html! {
        details open[unknown > 0] {
            summary {
                "Who speaks"
                @if unknown > 0 { ": " (unknown) " not known yet" }
            }
            p."small"."quiet" { "What somebody says counts for the organisation named here. An \
                                 interviewer\u{2019}s words are never coded." }
            div."cards"."two" { @for speaker in speakers { (one(here, speaker, names)) } }
        }
    }
}

fn one(here: &str, speaker: &Speaker, names: &Names) -> Markup {
    let organisation =
        speaker.organisation.and_then(|id| names.get(id)).map_or("", |o| o.external_id.as_str());
    let typed = Typed::default()
        .with("organisation", organisation)
        .with("role_level", speaker.role_level.map_or("", RoleLevel::id))
        .with("interviewer", if speaker.interviewer { "yes" } else { "" });
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    let levels: Vec<Choice> = [RoleLevel::Operational, RoleLevel::Tactical, RoleLevel::Strategic]
        .iter()
        .map(|level| Choice::new(level.id(), capital(level.words())))
        .collect();
    // Labels are unique in a text, so they make the ids of the fields unique too.
    let draft = Draft::of(typed).under(format!("speaker-{}-", id_of(&speaker.label)));
    html! {
        div."card"."tight" {
            h3 { (speaker.label) }
            form method="post" action={ (here) "/speaker" } {
                input type="hidden" name="label" value=(speaker.label);
                (select(&draft, Field::new("organisation", "Works at"), Some("Not known"), &organisations))
                (select(&draft, Field::new("role_level", "Level"), Some("Not known"), &levels))
                (checkbox(&draft, Field::new("interviewer", "This is the interviewer")))
                button.btn."second"."slim" aria-label={ "Save who " (speaker.label) " is" } { "Save" }
            }
        }
    }
}

/// A label as part of an id: letters and digits by their code points.
fn id_of(label: &str) -> String {
    label.chars().map(|c| format!("{:x}", u32::from(c))).collect::<Vec<_>>().join("-")
}

/// Who a speaker is, below the label in the text.
pub(super) fn words(speaker: &Speaker, names: &Names) -> String {
    if speaker.interviewer {
        return "interviewer".to_owned();
    }
    let organisation = speaker.organisation.map(|id| names.name(id));
    let level = speaker.role_level.map(|level| level.words().to_owned());
    let known: Vec<String> = organisation.into_iter().chain(level).collect();
    if known.is_empty() { "not known yet".to_owned() } else { known.join(", ") }
}
