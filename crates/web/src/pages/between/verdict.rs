//! What a named person decided about a story, and the form for it. The rule only proposes.

use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::verdicts::VerdictForm;
use troth_app::views::relationship::NarrativeBlock;
use troth_app::views::why::NOT_TOGETHER;
use troth_lens::{Convergence, Verdict};
use troth_network::timestamp::day_in_words;
use troth_report::strands::verdict_words;

use super::{Place, Seen, see, whole};
use crate::components::forms::{Choice, Draft, Field, Typed, error_summary, select, textarea};
use crate::error::PageError;
use crate::site::Site;
use crate::urls;

/// Put before the ids of each story's fields, by its place on the page.
const PREFIXES: [&str; 8] = ["s1-", "s2-", "s3-", "s4-", "s5-", "s6-", "s7-", "s8-"];

/// A verdict that was sent and could not be saved.
pub(super) struct Answered {
    narrative: String,
    draft: Draft,
}

impl Answered {
    /// What has to be mended, above the page.
    pub(super) fn summary(&self) -> Markup {
        error_summary(&self.draft)
    }
}

/// Takes a verdict; shows the page again with the person's words where it cannot be saved.
pub(super) async fn decide(
    site: Site,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&place.0).await?;
    let wave = typed.get("wave").to_owned();
    let narrative = typed.get("narrative").to_owned();
    let form = VerdictForm {
        left: place.1.clone(),
        right: place.2.clone(),
        wave: wave.clone(),
        narrative: narrative.clone(),
        convergence: Convergence::from_id(typed.get("convergence")),
        reason: typed.get("reason").to_owned(),
        by: typed.filled("by").and_then(|id| id.parse().ok()),
        seen: typed.get("seen").to_owned(),
    };
    match site.app.decide_convergence(&network, form).await {
        Ok(()) => {
            let page = urls::with(&urls::between(&network, &place.1, &place.2), &[("wave", &wave)]);
            Ok(Redirect::to(&format!("{page}#{}", urls::segment(&narrative))).into_response())
        }
        Err(AppError::Invalid(errors)) => {
            let seen = see(&site, &place, &wave).await?;
            let at = seen.view.body.value().narratives.iter().position(|b| b.narrative == narrative);
            let draft = Draft::wrong(typed, errors).under(prefix(at.unwrap_or(0)));
            let page = whole(&site, &seen, Some(&Answered { narrative, draft }));
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn prefix(at: usize) -> &'static str {
    PREFIXES.get(at).copied().unwrap_or("story-")
}

/// What was decided, or what the rule proposes, and the form.
pub(super) fn of(
    seen: &Seen<'_>,
    at: usize,
    block: &NarrativeBlock,
    verdict: Option<&Verdict>,
    answered: Option<&Answered>,
) -> Markup {
    let proposed = verdict_words(block.cell.convergence, block.cell.agreed_level).to_lowercase();
    html! {
        p.verdict {
            @if let Some(verdict) = verdict {
                b { "Confirmed by " (name(seen, verdict)) ", " (day_in_words(verdict.on)) ":" }
                " \u{201c}" (verdict.reason) "\u{201d}"
                @if verdict.convergence != block.cell.convergence {
                    br; span.small.quiet { "The rule proposes: " (proposed) "." }
                }
            } @else if block.cell.convergence == Convergence::Hidden {
                b { "Not shown." }
                " " (NOT_TOGETHER)
            } @else {
                b { "Proposed." }
                " Waits for a named person to say whether it is so, and why."
            }
        }
        @if !seen.may_judge {
            // Custodian, coordinator and analysts decide.
        } @else if seen.view.wave.is_none() {
            p.small.quiet { "A verdict belongs to a survey round; there is none yet that is closed." }
        } @else if seen.people.is_empty() {
            p.small {
                "A verdict has a name. "
                @if seen.may_run {
                    a href={ (urls::home(&seen.network)) "/settings" } { "Add people in Settings" } " first."
                } @else {
                    "The coordinator adds people in Settings first."
                }
            }
        } @else {
            (form(seen, at, block, verdict, answered))
        }
    }
}

fn name(seen: &Seen<'_>, verdict: &Verdict) -> String {
    let found = seen.people.iter().find(|p| p.id == verdict.by);
    found.map_or_else(|| "somebody who has left".to_owned(), |p| p.name.clone())
}

fn form(
    seen: &Seen<'_>,
    at: usize,
    block: &NarrativeBlock,
    decided: Option<&Verdict>,
    answered: Option<&Answered>,
) -> Markup {
    let mine = answered.filter(|a| a.narrative == block.narrative);
    let draft = mine.map_or_else(|| Draft::named(prefix(at)), |a| a.draft.clone());
    let page = urls::between(&seen.network, &seen.view.left.external_id, &seen.view.right.external_id);
    let kinds = [Convergence::Agreement, Convergence::Partial, Convergence::Dissonance, Convergence::Silence];
    let kinds = kinds.map(|kind| Choice::new(kind.id(), kind.words()));
    let wave = seen.view.wave.as_ref().map_or("", |w| w.external_id.as_str());
    let seen_before = decided.map(|v| v.id.to_string()).unwrap_or_default();
    let why = "In a sentence or two. It is shown with your name to everybody who sees this page.";
    html! {
        details open[mine.is_some()] {
            summary { (if decided.is_some() { "Decide anew" } else { "Say whether it is so" }) }
            form."form"."gap-m" method="post" action={ (page) "/verdict" } data-guard {
                input type="hidden" name="narrative" value=(block.narrative);
                input type="hidden" name="wave" value=(wave);
                input type="hidden" name="seen" value=(seen_before);
                (select(&draft, Field::new("convergence", "Together the three strands"), Some("Choose"), &kinds))
                (select(&draft, Field::new("by", "Who decides"), Some("Choose"), &people(seen)))
                (textarea(&draft, Field::new("reason", "Why").hint(why), 3))
                button."btn"."slim" type="submit" { "Save the verdict" }
            }
        }
    }
}

/// Everybody the partnership knows by name, under their organisations.
fn people(seen: &Seen<'_>) -> Vec<Choice> {
    let mut people: Vec<(String, Choice)> = seen
        .people
        .iter()
        .map(|p| (seen.names.name(p.organisation), Choice::new(p.id.to_string(), &p.name)))
        .collect();
    people.sort_by(|x, y| (&x.0, &x.1.label).cmp(&(&y.0, &y.1.label)));
    people.into_iter().map(|(organisation, choice)| choice.under(organisation)).collect()
}
