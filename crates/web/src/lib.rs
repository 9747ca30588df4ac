//! The pages of Troth, rendered on the server; every one of them works without a script.
//!
//! A page takes what concerns people or pairs as `troth_gate::Released`, which only the gate can make:
//!
//! ```compile_fail,E0308
//! use troth_lens::sentence::Finding;
//! use troth_lens::Sureness;
//! let found = Finding { says: String::new(), sure: String::new(), sureness: Sureness::Sure };
//! let markup = troth_web::first_line(&found);
//! ```
//!
//! The same call with a released finding compiles, so the line above fails for the right reason:
//!
//! ```
//! use troth_gate::Released;
//! use troth_lens::sentence::Finding;
//! fn read(finding: &Released<Finding>) -> String {
//!     troth_web::first_line(finding).into_string()
//! }
//! ```

mod access;
mod assets;
mod components;
mod error;
mod guard;
mod layout;
mod options;
mod pages;
mod server;
mod site;
mod urls;

pub use access::{Need, RouteLine};
pub use components::finding::first_line;
pub use options::{Options, PublicUrl};
#[cfg(feature = "oidc")]
pub use pages::CALLBACK;
pub use server::{respondents_router, route_table, router, router_with, serve, serve_apart, serve_with};
