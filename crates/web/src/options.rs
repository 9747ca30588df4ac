//! How the server behaves: for one user on this computer, or for people who sign in.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use axum::http::Uri;
#[cfg(feature = "oidc")]
use troth_app::accounts::oidc::Provider;

use crate::pages::Waiting;

/// How the server is to behave.
#[derive(Debug, Clone, Default)]
pub struct Options {
    mode: Mode,
    /// Where respondents answer, if that is not where everybody signs in.
    respondents: Option<PublicUrl>,
    #[cfg(feature = "oidc")]
    provider: Option<Arc<Provider>>,
    /// Projects of other programs that wait for a decision.
    waiting: Arc<Waiting>,
}

#[derive(Debug, Clone)]
enum Mode {
    SingleUser { has_accounts: bool },
    SignIn { public_url: PublicUrl, behind_proxy: bool },
}

impl Default for Mode {
    fn default() -> Self {
        Self::SingleUser { has_accounts: false }
    }
}

impl Options {
    /// Single-user mode: whoever opens the pages on this computer is custodian. `has_accounts` says whether the database
    /// has accounts, which are not asked for then; pages say so.
    pub fn single_user(has_accounts: bool) -> Self {
        Self::of(Mode::SingleUser { has_accounts })
    }

    /// Sign-in mode, reached at `public_url`; `behind_proxy` says that every request comes through a proxy of one's own,
    /// which adds the address it comes from.
    pub fn sign_in(public_url: PublicUrl, behind_proxy: bool) -> Self {
        Self::of(Mode::SignIn { public_url, behind_proxy })
    }

    fn of(mode: Mode) -> Self {
        Self {
            mode,
            respondents: None,
            #[cfg(feature = "oidc")]
            provider: None,
            waiting: Arc::default(),
        }
    }

    /// The same, with the pages for respondents under an address of their own, and there alone; in sign-in mode.
    #[must_use]
    pub fn with_respondents(self, url: PublicUrl) -> Self {
        Self { respondents: Some(url), ..self }
    }

    /// Whether respondents have an address of their own.
    pub(crate) const fn sets_respondents_apart(&self) -> bool {
        self.is_sign_in() && self.respondents.is_some()
    }

    /// How the server of respondents behaves: answers their address alone, with the same protections.
    pub(crate) fn of_respondents(&self) -> Option<Self> {
        let url = self.respondents.clone().filter(|_| self.is_sign_in())?;
        Some(Self::sign_in(url, self.is_behind_proxy()))
    }

    /// Projects of other programs that wait for a decision on this server.
    pub(crate) fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// The same, and people may sign in with the accounts of their organisation.
    #[cfg(feature = "oidc")]
    #[must_use]
    pub fn with_provider(self, provider: Provider) -> Self {
        Self { provider: Some(Arc::new(provider)), ..self }
    }

    /// The sign-in of an organisation, if there is one; never in single-user mode.
    #[cfg(feature = "oidc")]
    pub(crate) fn provider(&self) -> Option<&Provider> {
        self.provider.as_deref().filter(|_| self.is_sign_in())
    }

    /// Its name, as people know it.
    #[cfg(feature = "oidc")]
    pub(crate) fn provider_name(&self) -> Option<&str> {
        self.provider().map(Provider::name)
    }

    /// Its name: there is none in a program that was built without it.
    #[cfg(not(feature = "oidc"))]
    pub(crate) const fn provider_name(&self) -> Option<&str> {
        None
    }

    /// Whether people sign in.
    pub const fn is_sign_in(&self) -> bool {
        matches!(self.mode, Mode::SignIn { .. })
    }

    pub(crate) const fn is_behind_proxy(&self) -> bool {
        matches!(self.mode, Mode::SignIn { behind_proxy: true, .. })
    }

    /// Whether accounts of the database are not asked for.
    pub(crate) const fn ignores_accounts(&self) -> bool {
        matches!(self.mode, Mode::SingleUser { has_accounts: true })
    }

    /// The address of a page for respondents, as letters and links name it; a path alone in single-user mode.
    pub(crate) fn answers_at(&self, path: &str) -> String {
        let url = self.respondents.as_ref().filter(|_| self.is_sign_in()).or_else(|| self.public_url());
        url.map_or_else(|| path.to_owned(), |url| url.page(path))
    }

    pub(crate) const fn public_url(&self) -> Option<&PublicUrl> {
        match &self.mode {
            Mode::SignIn { public_url, .. } => Some(public_url),
            Mode::SingleUser { .. } => None,
        }
    }
}

/// The address under which people reach the server: `https://troth.example.org`, or `http://localhost:8080` to try it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    scheme: &'static str,
    /// Host, and the port unless it is the usual one.
    authority: String,
}

impl PublicUrl {
    /// Host and port as a browser names them in `Host`.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// Whether the way there is encrypted.
    pub(crate) fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// A page under this address.
    pub fn page(&self, path: &str) -> String {
        format!("{self}{path}")
    }
}

/// Without a slash at the end, as a browser names it in `Origin`.
impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            format!(
                "\"{text}\" is not an address people can open. Give https:// and the host, such as \
                 https://troth.example.org, without a path; http:// alone for localhost."
            )
        };
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let authority = uri.authority().filter(|a| !a.as_str().contains('@')).ok_or_else(wrong)?;
        if uri.path() != "/" || uri.query().is_some() || text.contains('#') {
            return Err(wrong());
        }
        let host = authority.host().to_ascii_lowercase();
        let scheme = match uri.scheme_str() {
            Some("https") => "https",
            Some("http") if matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]") => "http",
            _ => return Err(wrong()),
        };
        let usual = if scheme == "https" { 443 } else { 80 };
        let authority = match authority.port_u16() {
            Some(port) if port != usual => format!("{host}:{port}"),
            _ => host,
        };
        Ok(Self { scheme, authority })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_scheme_and_a_host() {
        for (text, shown) in [
            ("https://Troth.Example.org/", "https://troth.example.org"),
            ("https://troth.example.org:443", "https://troth.example.org"),
            ("https://troth.example.org:8443", "https://troth.example.org:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().to_string(), shown);
        }
        for bad in [
            "troth.example.org",
            "http://troth.example.org",
            "https://troth.example.org/troth",
            "https://a@troth.example.org",
            "https://troth.example.org?x=1",
            "https://troth.example.org/#x",
            "ftp://localhost",
            "",
        ] {
            assert!(bad.parse::<PublicUrl>().is_err(), "{bad}");
        }
    }
}
