//! Before every route: who asks, whether they may, and the application that acts for them. It fails closed: without an
//! answer to all three no handler runs, and a handler has no other way to the application.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use troth_app::accounts::{Stage, Visit};
use troth_app::{App, AppError};
use troth_gate::AccessRole;

use super::limit::Limit;
use super::need::Need;
use super::{cookie, form_token};
use crate::error::{PageError, said};
use crate::options::Options;
use crate::site::{Caller, Site};
use crate::urls;

/// What stands before every route.
#[derive(Clone)]
pub(crate) struct Gate {
    app: App,
    options: Arc<Options>,
    limit: Arc<Limit>,
}

impl Gate {
    /// Before the routes of `app`.
    pub(crate) fn new(app: App, options: Options) -> Self {
        Self { app, options: Arc::new(options), limit: Arc::default() }
    }
}

/// Lets a request in to a route with this need, or answers it.
pub(super) async fn enter(
    State((gate, need)): State<(Gate, Need)>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    if !gate.options.is_sign_in() {
        return run(request, Site::of_holder(gate.app, gate.options), next).await;
    }
    let network = params.iter().find(|(name, _)| *name == "network").map(|(_, slug)| slug.to_owned());
    match admitted(&gate, need, network.as_deref(), request).await {
        Ok(Admitted { request, site, set_before }) => {
            let mut response = run(request, site, next).await;
            // Only a page can hold a form.
            let is_page = response
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("text/html")));
            if let Some(cookie) = set_before.filter(|_| is_page) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(response) => *response,
    }
}

async fn run(mut request: Request, site: Site, next: Next) -> Response {
    request.extensions_mut().insert(site);
    next.run(request).await
}

/// What is asked for.
struct Asked {
    /// Whether it only reads.
    is_safe: bool,
    /// Path and query.
    wanted: String,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Self { is_safe: request.method().is_safe(), wanted }
    }
}

/// A request that may go on.
struct Admitted {
    request: Request,
    site: Site,
    /// Ties the forms of somebody who is not signed in to their browser.
    set_before: Option<HeaderValue>,
}

async fn admitted(
    gate: &Gate,
    need: Need,
    network: Option<&str>,
    request: Request,
) -> Result<Admitted, Box<Response>> {
    let asked = Asked::of(&request);
    let is_form = !asked.is_safe;
    if is_form && need == Need::Anyone && !gate.limit.allows(address(gate, &request), gate.app.now()) {
        let sentence = "There were too many tries from your network. Wait ten minutes, then try again.";
        return Err(Box::new(said(StatusCode::TOO_MANY_REQUESTS, sentence).into_response()));
    }
    let device = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let gate = &Gate { app: gate.app.on_device(device), ..gate.clone() };
    let secret = cookie::session(request.headers()).map(str::to_owned);
    let visit = match &secret {
        Some(secret) => gate.app.visit(secret).await.map_err(refused)?,
        None => None,
    };
    let (secret, set_before) = tie(gate, request.headers(), secret.filter(|_| visit.is_some()));
    let token = form_token::of(&secret);
    let whole = visit.as_ref().filter(|visit| visit.stage == Stage::Whole);
    let app = match (need, whole) {
        (Need::Anyone, Some(visit)) => gate.app.for_visitor(visit).await.map_err(refused)?,
        (Need::Anyone, None) => gate.app.for_nobody(),
        (_, None) => return Err(Box::new(sign_in_first(&asked))),
        (_, Some(visit)) => let_in(gate, need, network, visit, &asked).await?,
    };
    // Last, so that whoever may not send the form at all hears that, and not that the form is old.
    let request =
        if is_form { form_token::checked(request, Some(&secret)).await.map_err(refused)? } else { request };
    let caller = match visit {
        Some(visit) => Caller::Visitor { visit: Box::new(visit), token },
        None => Caller::Nobody { token },
    };
    Ok(Admitted { request, site: Site::of(app, gate.options.clone(), caller), set_before })
}

/// What forms are tied to: the session; without one a secret of their own, made now if there is none.
fn tie(gate: &Gate, headers: &HeaderMap, session: Option<String>) -> (String, Option<HeaderValue>) {
    if let Some(secret) = session.or_else(|| cookie::before(headers).map(str::to_owned)) {
        return (secret, None);
    }
    let secret = gate.app.new_token();
    (secret.secret().to_owned(), Some(cookie::before_cookie(secret.secret())))
}

/// The application for somebody who is signed in, if they meet the need.
async fn let_in(
    gate: &Gate,
    need: Need,
    network: Option<&str>,
    visit: &Visit,
    asked: &Asked,
) -> Result<App, Box<Response>> {
    let Some(slug) = network else {
        let app = gate.app.for_visitor(visit).await.map_err(refused)?;
        let rights = gate.app.rights(visit).await.map_err(refused)?;
        let (met, needs_second_factor) = match need {
            Need::Anyone | Need::SignedIn => (true, false),
            Need::Found => (rights.may_found, true),
            Need::Compare => (rights.may_compare, rights.needs_second_factor),
            // A need of a partnership without a partnership in the path is met by nobody.
            Need::See | Need::Analyse | Need::OwnOrganisation | Need::Run | Need::Custodian => (false, false),
        };
        if !met {
            return Err(Box::new(not_yours()));
        }
        return if needs_second_factor { with_second_factor(visit, asked).map(|()| app) } else { Ok(app) };
    };
    // Somebody without a role hears what they would hear if there were no such partnership.
    let app = gate.app.for_member(visit, slug).await.map_err(refused)?;
    let role = app.viewer().role;
    if !need.is_met_by(role) {
        return Err(Box::new(not_yours()));
    }
    if matches!(role, AccessRole::Custodian | AccessRole::Coordinator) {
        with_second_factor(visit, asked)?;
    }
    if need == Need::Custodian && asked.is_safe && !gate.app.is_fresh(visit) {
        return Err(Box::new(elsewhere(urls::CONFIRM, asked)));
    }
    Ok(app)
}

/// Who runs a partnership has a second factor, or sets it up now.
fn with_second_factor(visit: &Visit, asked: &Asked) -> Result<(), Box<Response>> {
    if visit.second_factor {
        return Ok(());
    }
    Err(Box::new(if asked.is_safe {
        Redirect::to(urls::SECOND_FACTOR).into_response()
    } else {
        let sentence = "Set up the second factor first, on the page of your account. Nothing was saved.";
        PageError::Refused(sentence.to_owned()).into_response()
    }))
}

fn refused(error: impl Into<PageError>) -> Box<Response> {
    Box::new(error.into().into_response())
}

fn not_yours() -> Response {
    PageError::App(AppError::Denied(
        "Your role does not open this. Ask the coordinator of the partnership if you think it should."
            .to_owned(),
    ))
    .into_response()
}

fn sign_in_first(asked: &Asked) -> Response {
    if asked.is_safe {
        return elsewhere(urls::SIGN_IN, asked);
    }
    let sentence = "You are signed out, so nothing was saved. Open the page in another window, sign in there, and send \
                    this form once more.";
    said(StatusCode::UNAUTHORIZED, sentence).into_response()
}

/// To a page that asks something first and leads on to where the request wanted to go.
fn elsewhere(page: &str, asked: &Asked) -> Response {
    let next = if asked.wanted == "/" { "" } else { &asked.wanted };
    Redirect::to(&urls::with(page, &[("next", next)])).into_response()
}

/// A page of this site to go on to; the first page if that is none.
pub(crate) fn next_page(wanted: &str) -> &str {
    let here = wanted.starts_with('/') && !wanted.starts_with("//");
    let plain = wanted.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if here && plain { wanted } else { "/" }
}

/// The address on the network a request comes from. Behind a proxy it is the last one that the proxy has added.
fn address(gate: &Gate, request: &Request) -> Option<IpAddr> {
    if gate.options.is_behind_proxy() {
        let mut lines = request.headers().get_all("x-forwarded-for").into_iter();
        let last = lines.next_back().and_then(|line| line.to_str().ok())?.rsplit(',').next()?.trim();
        return last.parse().ok();
    }
    request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip())
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for good in ["/", "/n/vale/map?wave=2"] {
            assert_eq!(next_page(good), good);
        }
        for bad in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a b", "/\r\nX: y"]
        {
            assert_eq!(next_page(bad), "/", "{bad}");
        }
    }
}
