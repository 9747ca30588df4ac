//! The one way to add a route: with its method, its path and what it needs. The table of routes is this list.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};

use super::enter::{Gate, enter};
use super::need::Need;

/// A line of the table of routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteLine {
    /// GET or POST. HEAD is answered like GET, without the page.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// What it needs.
    pub need: Need,
}

/// Routes with what they need.
pub(crate) struct Routes(Vec<(RouteLine, MethodRouter)>);

impl Routes {
    /// None yet.
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// A page.
    pub(crate) fn get<H, T>(self, path: &'static str, need: Need, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.add(Method::GET, path, need, on(MethodFilter::GET, handler))
    }

    /// What a form sends.
    pub(crate) fn post<H, T>(self, path: &'static str, need: Need, handler: H) -> Self
    where
        H: Handler<T, ()>,
        T: 'static,
    {
        self.add(Method::POST, path, need, on(MethodFilter::POST, handler))
    }

    /// These and others.
    pub(crate) fn merge(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The table, in the order of the routes.
    pub(crate) fn table(&self) -> Vec<RouteLine> {
        self.0.iter().map(|(line, _)| line.clone()).collect()
    }

    /// The router, with a guard before each route that lets in whoever meets its need.
    pub(crate) fn into_router(self, gate: &Gate) -> Router {
        self.0.into_iter().fold(Router::new(), |router, (line, handler)| {
            let guarded = handler.route_layer(from_fn_with_state((gate.clone(), line.need), enter));
            router.route(line.path, guarded)
        })
    }

    fn add(mut self, method: Method, path: &'static str, need: Need, handler: MethodRouter) -> Self {
        self.0.push((RouteLine { method, path, need }, handler));
        self
    }
}
