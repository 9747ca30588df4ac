//! Importing answers.

use maud::{Markup, html};
use troth_app::imports::{Imported, RatingsOptions};
use troth_app::{App, AppError};
use troth_network::{Network, VisibleTo};

use crate::components::forms::{Choice, Draft, Field, Import, Sent, import_form, select, text_input, urls};

/// Imports the file that was sent.
///
/// # Errors
/// If there is none, or it has to be mended.
pub(super) async fn import(app: &App, network: &Network, sent: &Sent) -> Result<Imported, AppError> {
    let mut errors = Vec::new();
    let representatives_visible_to = sent.typed.chosen::<VisibleTo>("visible_to", &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let Some((name, bytes)) = &sent.file else {
        return Err(AppError::field("file", "Choose the file with the answers."));
    };
    let options = RatingsOptions { wave: sent.typed.owned("round"), representatives_visible_to };
    app.import_ratings(network, name, bytes, &options).await
}

/// The form.
pub(super) fn section(network: &Network, draft: &Draft) -> Markup {
    let allowed = [
        (VisibleTo::Totals, "Only in totals of the whole partnership"),
        (VisibleTo::Pooled, "Pooled with similar organisations"),
        (VisibleTo::Partner, "The partner that was rated"),
        (VisibleTo::Audience, "The agreed audience"),
    ];
    let allowed: Vec<Choice> = allowed.iter().map(|(v, words)| Choice::new(v.id(), *words)).collect();
    let fields = html! {
        (text_input(draft, Field::new("round", "Survey round")
            .hint("Only if the file has no column wave. Such as 2; a round that is not there yet is added as \
                   closed")))
        (select(draft, Field::new("visible_to", "Who may see the representatives\u{2019} answers")
            .hint("Only if the file does not say. What they allowed, never more"), Some("As the file says"), &allowed))
    };
    html! {
        section aria-labelledby="bring" {
            h2 #bring { "Import answers" }
            p.lede {
                "One row for each answer: who rates whom, on what, how. An answer with a respondent is pooled \
                 with at least four others; one without is the representative\u{2019}s."
            }
            (import_form(draft, &Import {
                action: &format!("{}/import", urls::survey(network)),
                label: "File with answers",
                button: "Import these answers",
                required: &["rater", "target", "value"],
                optional: &["wave", "respondent", "variable", "role", "visible_to", "scale_min", "scale_max", "network"],
                example: "wave,rater,respondent,target,variable,value,scale_min,scale_max\n\
                          2,council,c-017,hospital,fairness,4,1,5",
                fields,
            }))
        }
    }
}
