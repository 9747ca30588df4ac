//! Partnerships side by side on one question: means with their ranges, differences as far as they can be told, spreads
//! and reciprocities. In alphabetical order; nothing is ranked.

mod worked;

use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use troth_app::views::compare::CompareView;
use troth_framework::Lens;
use troth_lens::{Comparison, IntervalMethod, Partnership, Standing};
use troth_report::compare::{differences, figure, spreads, table};

use crate::access::{Need, Routes};
use crate::components::{csv, finding::finding};
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;
use crate::urls;

/// `/compare` and its table as a file.
pub(crate) fn routes() -> Routes {
    Routes::new().get(urls::COMPARE, Need::Compare, show).get("/compare.csv", Need::Compare, file)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    question: String,
}

async fn show(site: Site, Query(asked): Query<Asked>) -> Result<Page, PageError> {
    let view = site.app.compare(Some(&asked.question)).await?;
    let frame = Frame {
        here: Here::Other,
        title: "Compare partnerships",
        seal: Some(view.body.seal()),
        ..Frame::default()
    };
    Ok(page(&site, &frame, body(&view, site.app.lens())))
}

async fn file(site: Site, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let view = site.app.compare(Some(&asked.question)).await?;
    Ok(csv::download("compare", &view.body))
}

fn body(view: &CompareView, lens: &Lens) -> Markup {
    let shown = view.body.value();
    html! {
        nav.crumbs aria-label="Where you are" {
            a href="/" { "Home" } span aria-hidden="true" { "\u{203a}" } "Compare partnerships"
        }
        h1 { "Compare partnerships" }
        div data-numbers="finding" { (finding(&shown.finding(), &html! {})) }
        (worked::finding(shown, lens))
        (form(view))
        @if shown.partnerships.is_empty() {
            (empty())
        } @else {
            (means(view, lens))
            @if !shown.between.is_empty() { (apart(view, lens)) }
            @if shown.shown().next().is_some() { (spread(view, lens)) }
        }
    }
}

fn form(view: &CompareView) -> Markup {
    html! {
        @if !view.questions.is_empty() {
            form.filter method="get" {
                div."nhsuk-form-group" {
                    label."nhsuk-label" for="question" { "Question" }
                    select."nhsuk-select" #question name="question" {
                        @for (concept, label) in &view.questions {
                            option value=(concept) selected[*concept == view.question] { (label) }
                        }
                    }
                }
                button."btn"."slim" type="submit" { "Compare" }
            }
        }
    }
}

fn empty() -> Markup {
    html! {
        div.empty {
            h2 { "No partnership yet" }
            p { "Found a partnership and import the answers of a survey. With a second one there is something to compare." }
            div.acts { a.btn href=(urls::START) { "Found a partnership" } }
        }
    }
}

fn means(view: &CompareView, lens: &Lens) -> Markup {
    let shown = view.body.value();
    // Slugs are safe in addresses.
    let link = |p: &Partnership| {
        urls::with(&format!("/n/{}/map", urls::segment(&p.slug)), &[("question", &view.question)])
    };
    let file = urls::with("/compare.csv", &[("question", &view.question)]);
    html! {
        section aria-labelledby="means" {
            h2 #means { "What each partnership says of \u{201c}" (shown.question) "\u{201d}" }
            p.lede {
                "The mean over all relationships of a partnership in its latest closed round. In alphabetical order: \
                 nobody is ranked, and no organisation is named."
            }
            div.alike data-numbers="means" { (figure(&view.body, "compare")) }
            div."gap-m" data-numbers="means" { (table(&view.body, link)) }
            p.under { span { } a href=(file) { "Download as CSV" } }
            (worked::means(shown, lens))
        }
    }
}

fn apart(view: &CompareView, lens: &Lens) -> Markup {
    html! {
        section aria-labelledby="apart" {
            h2 #apart { "How far apart they are" }
            p.lede data-numbers="differences" {
                "Two partnerships differ only where the range of the difference leaves out 0. Everywhere else they cannot be \
                 told apart, which does not mean that they are alike."
            }
            div data-numbers="differences" { (differences(&view.body)) }
            (worked::differences(view.body.value(), lens))
        }
    }
}

fn spread(view: &CompareView, lens: &Lens) -> Markup {
    html! {
        section aria-labelledby="spread" {
            h2 #spread { "How far organisations lie apart within each" }
            p.lede {
                "A mean can hide much or little. The spread says how far organisations differ in what they say of others, in \
                 what others say of them, and in what is special between two. Reciprocity says whether trust that is given \
                 comes back."
            }
            div data-numbers="spreads" { (spreads(&view.body)) }
            @for why in not_quantified(view.body.value()) { p."small"."quiet"."gap-s" data-numbers="spreads" { (why) } }
            (worked::spreads(view.body.value(), lens))
            p.note {
                span {
                    "Each of these was released to the agreed audience of its own partnership. Before one partnership is \
                     shown to another, both have to agree to it."
                }
            }
        }
    }
}

/// Why spreads have no range, from the methods that the releases record; each reason once.
fn not_quantified(comparison: &Comparison) -> Vec<String> {
    let without = |p: &Partnership| match &p.standing {
        Standing::Shown { intervals, .. } if intervals.method != IntervalMethod::Full => {
            Some(intervals.of_spread())
        }
        Standing::Shown { .. } | Standing::LeftOut { .. } => None,
    };
    let mut all: Vec<String> = comparison.partnerships.iter().filter_map(without).collect();
    all.sort();
    all.dedup();
    all
}
