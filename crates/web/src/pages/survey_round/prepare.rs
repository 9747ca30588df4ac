//! How a round is asked: which questions, how long, about how many partners, until when.

use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};
use troth_app::surveys::{SurveyDraft, SurveyView};
use troth_app::{AppError, FieldError};
use troth_network::timestamp::day_in_files;
use troth_network::{AnswerRole, Network};
use troth_rate::instrument::{Form, Instrument};

use super::{Round, framed, refused};
use crate::components::forms::{
    Choice, Draft, Field, Kept, Sent, Typed, checkbox, date_input, error_summary, file_upload, kept_words,
    radios, receive, text_input, urls,
};
use crate::error::PageError;
use crate::layout::Page;
use crate::site::Site;

/// Partners of one person if nobody chooses.
const USUAL_PARTNERS: u32 = 4;
const TITLE: &str = "Prepare a round";

/// The form for a new round.
pub(super) async fn fresh(site: Site, Path(network): Path<String>) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let typed = Typed::default()
        .with("form", Instrument::built_in().head.default_form.id())
        .with("most_partners", USUAL_PARTNERS.to_string())
        .with("revision", "0");
    render(&site, &network, None, &Draft::of(typed)).await
}

/// Founds it.
pub(super) async fn found(
    site: Site,
    Path(network): Path<String>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let sent = receive(multipart).await?;
    store(&site, &network, None, sent).await
}

/// The form for a round that is there.
pub(super) async fn show(
    site: Site,
    Path((network, round)): Path<(String, String)>,
) -> Result<Page, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    draft_only(&round)?;
    let (wave, survey) = (&round.view.wave, &round.view.survey);
    let typed = Typed::default()
        .with("external_id", &wave.external_id)
        .with("label", &wave.label)
        .with("form", round.view.form().id())
        .with("most_partners", survey.most_partners.to_string())
        .with("closes", wave.closed.map(day_in_files).unwrap_or_default())
        .with("revision", survey.revision.to_string());
    render(&site, &round.network, Some(&round.view), &Draft::of(typed)).await
}

/// Saves it.
pub(super) async fn save(
    site: Site,
    Path((network, round)): Path<(String, String)>,
    multipart: Multipart,
) -> Result<Response, PageError> {
    let round = Round::of(&site, &network, &round).await?;
    draft_only(&round)?;
    let mut sent = receive(multipart).await?;
    sent.typed.put("external_id", &round.view.wave.external_id);
    store(&site, &round.network, Some(&round.view), sent).await
}

fn draft_only(round: &Round) -> Result<(), PageError> {
    if round.is_draft() {
        return Ok(());
    }
    let sentence = "This round has begun, so the way it is asked stays as it is.";
    Err(AppError::Conflict(sentence.to_owned()).into())
}

async fn store(
    site: &Site,
    network: &Network,
    view: Option<&SurveyView>,
    sent: Sent,
) -> Result<Response, PageError> {
    let typed = sent.typed.clone();
    let saved = match read(site, view, &sent).await {
        Ok(draft) => site.app.draft_survey(network, &draft).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(view) => {
            let next = urls::done(&urls::round(network, &view.wave.external_id), "prepared");
            Ok(Redirect::to(&next).into_response())
        }
        Err(AppError::Conflict(message)) if view.is_some() => {
            Ok(faster(site, network, view, &message, &typed))
        }
        Err(error) => {
            let draft = Draft::refused(typed, error, "external_id")?;
            Ok(refused(render(site, network, view, &draft).await?))
        }
    }
}

fn faster(
    site: &Site,
    network: &Network,
    view: Option<&SurveyView>,
    message: &str,
    typed: &Typed,
) -> Response {
    let now = view.map_or_else(|| urls::survey(network), |view| urls::round(network, &view.wave.external_id));
    let labels =
        [("label", "Name"), ("most_partners", "Most partners for one person"), ("closes", "Last day")];
    let body = kept_words(&Kept { message, now: &now, labels: &labels }, typed);
    framed(site, network, TITLE, &body).with_status(StatusCode::CONFLICT).into_response()
}

async fn read(site: &Site, view: Option<&SurveyView>, sent: &Sent) -> Result<SurveyDraft, AppError> {
    let typed = &sent.typed;
    let mut errors = Vec::new();
    let closes = typed.day("closes", &mut errors);
    let most_partners = typed.get("most_partners").trim().parse().unwrap_or(0);
    let long_form = match typed.get("form") {
        "long" => true,
        "short" => false,
        _ => {
            errors.push(FieldError::new("form", "Choose the short form or the long one."));
            false
        }
    };
    let questionnaire = match (&sent.file, view) {
        (Some((_, bytes)), _) => match String::from_utf8(bytes.clone()) {
            Ok(text) => Some(text),
            Err(_) => {
                let message = "The file with the questions is not plain text in UTF-8. Save it as such.";
                errors.push(FieldError::new("questionnaire", message));
                None
            }
        },
        (None, Some(view)) if typed.get("built_in") != "yes" => site.app.questionnaire_text(view).await?,
        (None, _) => None,
    };
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    Ok(SurveyDraft {
        external_id: typed.get("external_id").to_owned(),
        label: typed.get("label").to_owned(),
        questionnaire,
        long_form,
        most_partners,
        closes,
        revision: typed.get("revision").parse().unwrap_or(0),
    })
}

async fn render(
    site: &Site,
    network: &Network,
    view: Option<&SurveyView>,
    draft: &Draft,
) -> Result<Page, PageError> {
    let instrument: &Instrument = match view {
        Some(view) => &view.instrument,
        None => Instrument::built_in(),
    };
    let own = match view {
        Some(view) => site.app.questionnaire_text(view).await?.is_some(),
        None => false,
    };
    let promised = !site.app.promises(network.id).await?.is_empty();
    let compared = site.app.compared_with_before(network, view.map(|view| &view.wave), instrument).await?;
    let action = view.map_or_else(
        || urls::new_round(network),
        |view| format!("{}/prepare", urls::round(network, &view.wave.external_id)),
    );
    let forms = [
        Choice::new(Form::Short.id(), "Short")
            .hint(format!("Some questions take turns. {}.", minutes(instrument, Form::Short))),
        Choice::new(Form::Long.id(), "Long")
            .hint(format!("All questions. {}.", minutes(instrument, Form::Long))),
    ];
    let body = html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::survey(network)) { "Survey" } span aria-hidden="true" { "\u{203a}" } (TITLE)
        }
        h1 { (TITLE) }
        (error_summary(draft))
        p.lede {
            "Nothing is sent yet. You say how the round is asked, then who is asked and about whom; then you begin it. \
             Until then everything can be changed."
        }
        @if !promised {
            p.note { span {
                "No promise was chosen yet. Those who answer read it first, so a round cannot begin without one: "
                a href=(urls::settings_promise(network)) { "choose the promise" } "."
            } }
        }
        form.form method="post" action=(action) enctype="multipart/form-data" data-guard {
            input type="hidden" name="revision" value=(draft.typed.get("revision"));
            @if view.is_none() {
                (text_input(draft, Field::new("external_id", "Short id").hint("As files name the round, such as 3")))
            }
            (text_input(draft, Field::new("label", "Name").hint("If left empty: Survey round and the short id")))
            (radios(draft, Field::new("form", "How long the questionnaire is"), &forms))
            (text_input(draft, Field::new("most_partners", "Most partners for one person")
                .hint("About how many organisations one person is asked at most, 1 to 20")))
            (date_input(draft, Field::new("closes", "Last day")
                .hint("Year-month-day. Troth closes the round when it is over. Left empty: you close it")))
            (questions(network, view, instrument, own, compared.as_deref(), draft))
            button.btn { @if view.is_some() { "Save" } @else { "Prepare this round" } }
        }
        (table(instrument))
    };
    Ok(framed(site, network, TITLE, &body))
}

/// Which questions: those that are there, or those of a file.
fn questions(
    network: &Network,
    view: Option<&SurveyView>,
    instrument: &Instrument,
    own: bool,
    compared: Option<&str>,
    draft: &Draft,
) -> Markup {
    let preview = view.map_or_else(
        || urls::built_in_questions(network),
        |view| format!("{}/questions", urls::round(network, &view.wave.external_id)),
    );
    html! {
        h2."gap-l" { "Questions" }
        p."gap-s" {
            b { (instrument.head.title.get("en")) } ", version " (instrument.head.version) ": "
            (instrument.head.status.words()) ". "
            a href=(preview) { "Read all its questions" }
        }
        @if let Some(compared) = compared { p."gap-s" { (compared) } }
        @if own {
            (checkbox(draft, Field::new("built_in", "Ask the questions that come with Troth instead")))
        }
        (file_upload(draft, Field::new("questionnaire", "Questions of your own")
            .hint("A TOML file. Left empty: the questions named above"), ".toml,text/plain"))
    }
}

/// "About 6 minutes for one partner, 11 for four".
fn minutes(instrument: &Instrument, form: Form) -> String {
    let of = |partners| instrument.minutes(AnswerRole::Staff, form, partners, false, language(instrument));
    format!("About {} minutes with one partner, {} with four", of(1), of(4))
}

fn language(instrument: &Instrument) -> &str {
    instrument.languages.first().map_or("en", |language| language.id.as_str())
}

/// Minutes for each number of partners.
fn table(instrument: &Instrument) -> Markup {
    let of = |role, form, partners| instrument.minutes(role, form, partners, false, language(instrument));
    html! {
        details {
            summary { "How many minutes it takes" }
            div."scroll-x" tabindex="0" role="region" aria-labelledby="minutes" {
                table {
                    caption #minutes { "Minutes by number of partners, worked out from the words of the questions" }
                    thead { tr {
                        th scope="col" { "Partners" }
                        th.r scope="col" { "Short, staff" }
                        th.r scope="col" { "Short, representative" }
                        th.r scope="col" { "Long, staff" }
                        th.r scope="col" { "Long, representative" }
                    } }
                    tbody {
                        @for partners in 1..=10_usize {
                            tr {
                                th scope="row" { (partners) }
                                @for form in [Form::Short, Form::Long] {
                                    @for role in [AnswerRole::Staff, AnswerRole::Representative] {
                                        td.r { (of(role, form, partners)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
