//! A file of another survey tool: first a mapping is guessed, then somebody corrects it and sends the file with it.
//! Nothing of the file is kept between the two.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::imports::{Imported, RatingsOptions};
use troth_app::mapping::Mapping;
use troth_network::{Network, VisibleTo};

use super::{crumbs, frame};
use crate::components::forms::{
    Choice, Draft, Field, Sent, Typed, error_summary, file_upload, keep_imported, problems, receive, select,
    text_input, textarea, urls,
};
use crate::error::PageError;
use crate::layout::{Page, page};
use crate::site::Site;

/// What files are taken.
const TAKEN: &str = ".csv,.txt,.xlsx,text/csv";

pub(super) async fn show(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    Ok(render(&site, &network, &Draft::named("look-"), &Draft::default()))
}

/// Guesses a mapping for the file that was sent.
pub(super) async fn look(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    let proposed = match &sent.file {
        Some((name, bytes)) => site.app.propose_mapping(&network, name, bytes).await,
        None => Err(AppError::field("file", "Choose the file of the survey tool.")),
    };
    match proposed {
        Ok(text) => {
            let draft = Draft::of(Typed::default().with("mapping", text));
            Ok(render(&site, &network, &Draft::named("look-"), &draft).into_response())
        }
        Err(error) => {
            let draft = Draft::refused(sent.typed, error, "file")?.under("look-");
            let page = render(&site, &network, &draft, &Draft::default());
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Imports the file that was sent, as the mapping beside it says.
pub(super) async fn import(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    match imported(&site, &network, &sent).await {
        Ok(imported) => {
            let word = keep_imported(site.app.new_token().secret(), imported);
            Ok(Redirect::to(&urls::done(&urls::survey(&network), &word)).into_response())
        }
        Err(error) => {
            let at = if matches!(error, AppError::File(_)) { "mapping" } else { "file" };
            let draft = Draft::refused(sent.typed, error, at)?;
            let page = render(&site, &network, &Draft::named("look-"), &draft);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

async fn imported(site: &Site, network: &Network, sent: &Sent) -> Result<Imported, AppError> {
    let mut errors = Vec::new();
    let representatives_visible_to = sent.typed.chosen::<VisibleTo>("visible_to", &mut errors);
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    let mapping = Mapping::read("The mapping", sent.typed.get("mapping").as_bytes())?;
    let Some((name, bytes)) = &sent.file else {
        return Err(AppError::field("file", "Choose the file again: nothing of it was kept."));
    };
    let options = RatingsOptions { wave: sent.typed.owned("round"), representatives_visible_to };
    site.app.import_mapped(network, name, bytes, &mapping, &options).await
}

fn render(site: &Site, network: &Network, looked: &Draft, draft: &Draft) -> Page {
    let here = urls::survey_data(network);
    let body = html! {
        (crumbs(network, Some("Answers from another survey tool")))
        h1 { "Answers from another survey tool" }
        (error_summary(looked))
        (error_summary(draft))
        p.lede {
            "Exports of LimeSurvey, Qualtrics and Microsoft Forms, and tables with a row for each respondent and columns \
             about partners. Columns of names, e-mail addresses, addresses of computers, places and times are never kept."
        }
        section aria-labelledby="look" {
            h2 #look { "1. Let Troth guess which column is what" }
            form.form method="post" action={ (here) "/mapping/look" } enctype="multipart/form-data" {
                (file_upload(looked, Field::new("file", "File of the survey tool").hint("CSV, or a workbook (.xlsx). Nothing is saved"), TAKEN))
                button.btn."second" { "Propose a mapping" }
            }
        }
        (second(draft, &here))
    };
    page(site, &frame(network, "Answers from another survey tool", true), body)
}

fn second(draft: &Draft, here: &str) -> Markup {
    let allowed = [
        (VisibleTo::Totals, "Only in totals of the whole partnership"),
        (VisibleTo::Pooled, "Pooled with similar organisations"),
        (VisibleTo::Partner, "The partner that was rated"),
        (VisibleTo::Audience, "The agreed audience"),
    ];
    let allowed: Vec<Choice> = allowed.iter().map(|(v, words)| Choice::new(v.id(), *words)).collect();
    html! {
        section aria-labelledby="correct" {
            h2 #correct { "2. Correct it, and send the file with it" }
            p {
                "Mend what is marked CHECK. Keep the text: with it the file of the next round is read the same way. All of \
                 the file is taken or nothing of it."
            }
            (problems(draft))
            form.form method="post" action={ (here) "/mapping/import" } enctype="multipart/form-data" data-guard {
                (textarea(draft, Field::new("mapping", "Mapping").hint("Proposed above, or kept from the round before"), 24))
                (file_upload(draft, Field::new("file", "The same file again").hint("Nothing of it was kept"), TAKEN))
                (text_input(draft, Field::new("round", "Survey round").hint("Only if the mapping names none. Such as 2; a round that is not there yet is added as closed")))
                (select(draft, Field::new("visible_to", "Who may see the representatives\u{2019} answers")
                    .hint("Only if the file does not say. What they allowed, never more"), Some("As the file says"), &allowed))
                button.btn { "Import these answers" }
            }
            (what_it_may_say(draft))
        }
    }
}

/// A mapping as an example, for whoever writes one or mends what was proposed.
fn what_it_may_say(draft: &Draft) -> Markup {
    let lines = [
        "tool = \"limesurvey\"",
        "cant_say = [\"don't know\"]",
        "[rater]",
        "column = \"organisation\"",
        "[respondent]",
        "column = \"id\"",
        "[organisations]",
        "\"The Acute Trust\" = \"acute\"",
        "[scales.agreement]",
        "min = 1",
        "max = 5",
        "[scales.agreement.labels]",
        "\"Strongly agree\" = 5",
        "[[answers]]",
        "columns = \"fairness[{target}]\"",
        "variable = \"fairness\"",
        "scale = \"agreement\"",
    ];
    html! {
        details id={ (draft.prefix) "columns" } {
            summary { "What a mapping says" }
            div."inset"."small" {
                p { "Which column is the organisation that answers, the respondent, and which columns hold answers about which partner. " code { "{target}" } " stands for the partner. For example:" }
                p { @for line in lines { code { (line) } br; } }
            }
        }
    }
}
