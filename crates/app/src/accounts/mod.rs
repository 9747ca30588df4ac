//! Accounts: who may sign in, what they prove themselves with, their sessions, and the roles they have.

mod acting;
mod device;
mod factor;
mod holder;
mod invite;
mod links;
mod members;
#[cfg(feature = "oidc")]
pub mod oidc;
mod passwords;
mod sessions;
mod sign_in;
pub(crate) mod token;
pub(crate) mod tries;
mod words;

pub use acting::Rights;
pub use device::device_in_words;
pub use factor::{SetUp, Setup};
pub use holder::Listed;
pub use invite::{Invited, NewMember};
pub use links::{INVITATION_DAYS, LinkView, RESET_MINUTES};
pub use members::Member;
pub use passwords::SHORTEST;
pub use sessions::Visit;
pub use sign_in::SignedIn;
pub use token::Token;
pub use troth_store::{LinkPurpose, SessionRow, Stage};
