//! The page of `troth trust`: one file with its own styles and drawings, no script and no request to anybody, that
//! reads on a screen and on paper. Questions one after another: the two-sided map, both sides of every pair, where the
//! differences come from, each with its table, what was left out, and how it was worked out.
//!
//! A page is made of what the gate released, or of what only the custodian may see, and then it says so on top:
//!
//! ```compile_fail,E0308
//! use troth_report::trust_page::{Body, Made};
//! let made = Made::for_the_agreed_audience(Body::default());
//! ```
//!
//! The same call with a released body compiles, so the line above fails for the right reason:
//!
//! ```
//! use troth_gate::Released;
//! use troth_report::trust_page::{Body, Made};
//! fn made(body: Released<Body>) -> Made {
//!     Made::for_the_agreed_audience(body)
//! }
//! ```

mod frame;
mod left_out;
mod matrix;
mod method;
mod oval;
mod pairs;
mod reciprocity;
mod ring;
mod rows;
mod section;
mod spread;
mod twin;
mod types;

use maud::Markup;
use troth_gate::{CustodianOnly, Released};

pub use types::{About, Body, Section};

/// What a page is made of, and for whom.
#[derive(Debug, Clone)]
pub struct Made(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Agreed(Released<Body>),
    Custodian(Body),
}

impl Made {
    /// What the gate released to the agreed audience.
    pub const fn for_the_agreed_audience(body: Released<Body>) -> Self {
        Self(Kind::Agreed(body))
    }

    /// A view of what only the custodian may see; the page says so in its title and on top.
    pub fn for_the_custodian<T>(opened: &CustodianOnly<T>, view: impl FnOnce(&T) -> Body) -> Self {
        Self(Kind::Custodian(view(opened.value())))
    }

    const fn body(&self) -> &Body {
        match &self.0 {
            Kind::Agreed(released) => released.value(),
            Kind::Custodian(body) => body,
        }
    }

    /// Whether it holds more than may be passed on.
    const fn is_custodian(&self) -> bool {
        matches!(self.0, Kind::Custodian(_))
    }

    /// Whether the gate let something out for it.
    fn is_released(&self) -> bool {
        matches!(&self.0, Kind::Agreed(released) if !released.seal().entries.is_empty())
    }
}

/// The whole page.
pub fn page(made: &Made, about: &About) -> Markup {
    frame::page(made, about)
}

#[cfg(test)]
mod tests;
