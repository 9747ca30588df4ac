//! What each side can do with an action as it stands: accept, review, decide together what follows.

use maud::{Markup, html};
use troth_act::{NextSize, ReviewVerdict, Stage, open_sizes, proposed_size};
use troth_app::organisations::Names;
use troth_gate::ShownAction;
use troth_network::{ActionId, Network, OrganisationId};
use troth_report::words::capital;

use super::{crumbs, parts};
use crate::access::Need;
use crate::components::forms::{Choice, Draft, Field, done, error_summary, radios, textarea};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::pages::actions::{sides, tag, title};
use crate::site::Site;
use crate::urls;

/// Before the ids of a side's review form.
pub(super) fn review_prefix(side: OrganisationId) -> String {
    format!("review-{side}-")
}

/// The page of an action; `draft` is a form that came back.
pub(super) async fn render(
    site: &Site,
    network: &Network,
    id: ActionId,
    draft: &Draft,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let released = site.app.action(network, id).await?;
    let names = site.app.names(network.id).await?;
    let people = site.app.people(network.id).await?;
    let shown = released.value();
    let action = shown.action();
    let stage = site.app.stage_of(shown);
    let here = urls::action(network, &id.to_string());
    let body = html! {
        (crumbs(network, &action.title))
        h1 { (action.title) }
        (done(word))
        (error_summary(draft))
        p.lede { "Between " (between(network, shown, &names)) ". " (tag(&stage, &names)) }
        (parts::cycle(&stage))
        @if let Stage::Draft(missing) = &stage {
            @let missing: Vec<String> = missing.iter().map(|m| m.words(|id| names.name(id))).collect();
            p.note { span { "Still missing: " (missing.join(", ")) "." } }
        }
        section aria-labelledby="agreed" {
            h2 #agreed { "What was written down" }
            (parts::agreed(action, &names, &people, site.app.lens()))
        }
        (accepting(site, &here, shown, draft, &names))
        @if agreed_by_both(shown) {
            section aria-labelledby="reviews" {
                h2 #reviews { "Reviews" }
                (parts::reviews(shown, &names))
                (reviewing(site, &here, shown, draft, &names))
            }
        }
        (following(site, network, &here, shown, draft, &names))
    };
    let frame = Frame {
        network: Some(network),
        here: Here::Actions,
        title: &action.title,
        seal: Some(released.seal()),
        ..Frame::default()
    };
    Ok(page(site, &frame, body))
}

fn agreed_by_both(shown: &ShownAction) -> bool {
    let action = shown.action();
    action.a.accepted && action.b.accepted
}

fn between(network: &Network, shown: &ShownAction, names: &Names) -> Markup {
    let pair = shown.action().pair;
    let [first, second] = sides(pair, names).map(|id| names.get(id));
    html! {
        @match (first, second) {
            (Some(first), Some(second)) => {
                a href=(urls::between(network, &first.external_id, &second.external_id)) { (title(pair, names)) }
            },
            _ => (title(pair, names)),
        }
    }
}

fn hidden(shown: &ShownAction, side: Option<&str>) -> Markup {
    html! {
        input type="hidden" name="version" value=(shown.version);
        @if let Some(side) = side { input type="hidden" name="side" value=(side); }
    }
}

/// Each side accepts for itself; as long as one has not, the words may be changed.
fn accepting(site: &Site, here: &str, shown: &ShownAction, draft: &Draft, names: &Names) -> Markup {
    if agreed_by_both(shown) {
        return html! {};
    }
    let viewer = site.app.viewer();
    let action = shown.action();
    let errors = draft.errors.iter().filter(|_| draft.prefix == "accept-");
    html! {
        section aria-labelledby="accept" {
            h2 #accept { "Accepting" }
            p.lede { "Each side accepts the words and its risk for itself. A changed word takes an acceptance \
                      back." }
            @for error in errors {
                p."nhsuk-error-message" id=(draft.id(error.field)) { span.vh { "Error: " } (error.message) }
            }
            div.acts {
                @for id in sides(action.pair, names) {
                    @if let Some(side) = names.get(id).filter(|_| viewer.speaks_for(id) && action.side(id).is_some_and(|s| !s.accepted)) {
                        form method="post" action={ (here) "/accept" } {
                            (hidden(shown, Some(&side.external_id)))
                            button.btn."slim" { (side.name) " accepts" }
                        }
                    }
                }
                @if site.may(Need::Run) { a href={ (here) "/revise" } { "Change the words" } }
            }
        }
    }
}

/// A form for each side that has not reviewed.
fn reviewing(site: &Site, here: &str, shown: &ShownAction, draft: &Draft, names: &Names) -> Markup {
    let action = shown.action();
    let verdicts: Vec<Choice> =
        ReviewVerdict::ALL.iter().map(|v| Choice::new(v.id(), capital(v.words()))).collect();
    let viewer = site.app.viewer();
    let reviewed = |id| if id == action.pair.a() { shown.a_reviewed } else { shown.b_reviewed };
    html! {
        @for id in sides(action.pair, names) {
            @if let Some(side) = names.get(id).filter(|_| viewer.speaks_for(id) && !reviewed(id)) {
                @let prefix = review_prefix(id);
                @let fresh = Draft::default().under(prefix.clone());
                @let draft = if draft.prefix == prefix { draft } else { &fresh };
                details open[!draft.errors.is_empty()] {
                    summary { "Write the review by " (side.name) }
                    form.form method="post" action={ (here) "/review" } data-guard {
                        (hidden(shown, Some(&side.external_id)))
                        p."small"."quiet" {
                            "It expected: \u{201c}" (action.side(id).map_or("", |s| s.expectation.as_str()))
                            "\u{201d} The review stays sealed until the other side has written its own, and is not \
                             changed afterwards."
                        }
                        (radios(draft, Field::new("verdict", "Was this met?"), &verdicts))
                        (textarea(draft, Field::new("words", "What was it like?").hint("In its own words"), 4))
                        button.btn."slim" { "Save and seal this review" }
                    }
                }
            }
        }
    }
}

/// What follows: decided together, once both have reviewed.
fn following(
    site: &Site,
    network: &Network,
    here: &str,
    shown: &ShownAction,
    draft: &Draft,
    names: &Names,
) -> Markup {
    let action = shown.action();
    if let Some(next) = &action.follows {
        let [first, second] =
            sides(action.pair, names).map(|id| names.get(id).map(|o| o.external_id.clone()));
        let may_go_on = next.size != NextSize::Stop && site.may(Need::Run);
        let further = first.zip(second).filter(|_| may_go_on).map(|(left, right)| {
            let id = action.id.to_string();
            let asked = [
                ("left", left.as_str()),
                ("right", &right),
                ("narrative", &action.narrative),
                ("previous", &id),
            ];
            urls::with(&format!("{}/new", urls::actions(network)), &asked)
        });
        return html! {
            section aria-labelledby="next" {
                h2 #next { "What follows" }
                p { b { (capital(next.size.words())) "." } " " (next.words) }
                @if let Some(further) = further { div.acts { a.btn."slim" href=(further) { "Write down the next step" } } }
            }
        };
    }
    let open = open_sizes(action);
    let viewer = site.app.viewer();
    let decides = viewer.speaks_for(action.pair.a()) || viewer.speaks_for(action.pair.b());
    if open.is_empty() || !decides {
        return html! {};
    }
    let sizes: Vec<Choice> = open.iter().map(|s| Choice::new(s.id(), capital(s.words()))).collect();
    let proposed = proposed_size(action).map(NextSize::words);
    let fresh = Draft::default().under("decide-");
    let draft = if draft.prefix == "decide-" { draft } else { &fresh };
    html! {
        section aria-labelledby="next" {
            h2 #next { "What follows" }
            p.lede {
                "Both decide together. A bigger step is open only after both say that it was met."
                @if let Some(proposed) = proposed { " After these two reviews the rule suggests " (proposed) "." }
            }
            form.form method="post" action={ (here) "/decide" } data-guard {
                (hidden(shown, None))
                (radios(draft, Field::new("size", "What comes next"), &sizes))
                (textarea(draft, Field::new("words", "Why").hint("Needed unless both say met"), 3))
                button.btn { "Decide and close this action" }
            }
        }
    }
}
