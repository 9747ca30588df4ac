//! The codebook: the framework's codes and own ones, what was changed, and making new ones. The custodian's page.

mod forms;
mod history;
mod one;

use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use troth_app::AppError;
use troth_app::interviews::CodebookView;
use troth_network::Network;
use troth_say::{Change, Code, CodeKind};

use crate::access::{Need, Routes};
use crate::components::forms::{Draft, Typed, done, error_summary, urls};
use crate::components::words::counted;
use crate::error::PageError;
use crate::layout::{Frame, Here, Page, page};
use crate::site::Site;

/// `/n/{network}/interviews/codebook` and the codes in it.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/n/{network}/interviews/codebook", Need::Custodian, show)
        .post("/n/{network}/interviews/codebook", Need::Custodian, add)
        .post("/n/{network}/interviews/codebook/undo", Need::Custodian, undo)
        .get("/n/{network}/interviews/codebook/{code}", Need::Custodian, one::show)
        .post("/n/{network}/interviews/codebook/{code}/edit", Need::Custodian, one::edit)
        .post("/n/{network}/interviews/codebook/{code}/move", Need::Custodian, one::move_to)
        .post("/n/{network}/interviews/codebook/{code}/merge", Need::Custodian, one::merge)
        .post("/n/{network}/interviews/codebook/{code}/split", Need::Custodian, one::split)
        .post("/n/{network}/interviews/codebook/{code}/retire", Need::Custodian, one::retire)
}

async fn show(
    site: Site,
    Path(network): Path<String>,
    Query(asked): Query<Typed>,
) -> Result<Page, PageError> {
    let network = site.app.network(&network).await?;
    let draft = Draft::of(Typed::default().with("parent", asked.get("below")));
    render(&site, &network, &draft, asked.filled("done")).await
}

/// Makes a new code of one's own.
async fn add(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, PageError> {
    let network = site.app.network(&network).await?;
    let made = match forms::wording(&typed).and_then(|wording| Ok((wording, forms::parent(&typed)?))) {
        Ok((wording, parent)) => {
            let change = Change::Add { key: site.app.new_code_key(), parent, wording };
            site.app.change_codebook(&network, forms::seen(&typed), change).await
        }
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match made {
        Ok(()) => Ok(Redirect::to(&urls::done(&urls::codebook(&network), "codebook")).into_response()),
        Err(error) => {
            let page = render(&site, &network, &Draft::refused(typed, error, "name")?, None).await?;
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// Takes the last change back.
async fn undo(
    site: Site,
    Path(network): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, PageError> {
    let network = site.app.network(&network).await?;
    let number = typed.get("number").parse().map_err(|_| AppError::missing("This change"))?;
    site.app.undo_codebook(&network, number).await?;
    Ok(Redirect::to(&urls::done(&urls::codebook(&network), "codebook-undone")))
}

async fn render(
    site: &Site,
    network: &Network,
    draft: &Draft,
    word: Option<&str>,
) -> Result<Page, PageError> {
    let view = site.app.codebook(network).await?;
    let frame = Frame {
        network: Some(network),
        here: Here::Interviews,
        title: "Codebook",
        custodian: true,
        ..Frame::default()
    };
    Ok(page(site, &frame, body(network, view.value(), draft, word)))
}

fn body(network: &Network, view: &CodebookView, draft: &Draft, word: Option<&str>) -> Markup {
    let tree = view.codebook.tree();
    // An own code below a framework's stands where that one stands.
    let groups: Vec<&[(usize, &Code)]> =
        tree.chunk_by(|a, b| b.0 > 0 || a.1.key.kind() == b.1.key.kind()).collect();
    html! {
        nav."crumbs" aria-label="Where you are" {
            a href=(urls::interviews(network)) { "Interviews" } span aria-hidden="true" { "\u{203a}" } "Codebook"
        }
        h1 { "Codebook" }
        (done(word))
        (error_summary(draft))
        p.lede {
            "What a passage can be said to tell of. The framework\u{2019}s codes are there from the start; make your own \
             beside or below them. A code of your own below one of the five stories counts as telling of that story."
        }
        p.acts { a href="#new" { "Make a new code" } @if !view.history.is_empty() { a href="#history" { "What was changed" } } }
        @for group in groups {
            @let kind = group.first().map_or(CodeKind::Own, |(_, code)| code.key.kind());
            section aria-labelledby={ "kind-" (kind.id()) } {
                details.codes open[matches!(kind, CodeKind::Narrative | CodeKind::Own)] {
                    summary { h2 id={ "kind-" (kind.id()) } { (kind.words()) } span."quiet" { " " (counted(group.len(), "code", "codes")) } }
                    ul.tree {
                        @for (depth, code) in group { (line(network, view, *depth, code)) }
                    }
                }
            }
        }
        section aria-labelledby="files" {
            h2 #files { "As a file" }
            p { "For another program, or to pass on. Bring a codebook in under " a href=(urls::exchange(network)) { "Exchange" } "." }
            (super::exchange::codebook_buttons(network))
        }
        (forms::new_code(network, view, draft))
        (history::section(network, view))
    }
}

fn line(network: &Network, view: &CodebookView, depth: usize, code: &Code) -> Markup {
    let count = view.passages.get(&code.key).copied().unwrap_or_default();
    let mut definition = code.wording.definition.chars();
    let short: String = definition.by_ref().take(160).collect();
    let cut = definition.next().is_some();
    html! {
        li class={ "depth-" (depth.min(4)) } {
            span class={ "stripe c" (code.wording.colour) } aria-hidden="true" {}
            kbd title="Its two letters" { (code.wording.letters) }
            a href=(urls::code(network, &code.key)) { (code.wording.name) }
            @if code.key.kind() == CodeKind::Own { span."tag" { "own, " (code.wording.state.id()) } }
            span."quiet" { (if count == 0 { "no passage".to_owned() } else { counted(count, "passage", "passages") }) }
            @if !short.is_empty() { p."small"."quiet" { (short) @if cut { "\u{2026}" } } }
        }
    }
}
