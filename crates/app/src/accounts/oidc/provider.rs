//! The sign-in of an organisation (an OpenID provider): how it describes itself, the address people are sent to, and
//! what it says of whoever comes back. Checking what it says is the library's; what is demanded is here.

use std::fmt;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken,
    CoreIdTokenVerifier, CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, SignatureVerificationError, TokenResponse as _, reqwest,
};
use thiserror::Error;
use troth_gate::ledger::sha256_hex;
use troth_network::Timestamp;

/// How long the provider may take for one answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds by which its clock may differ from ours.
const SKEW: i64 = 120;
/// Seconds after which what it has issued is too old to be of this sign-in.
const OLD: i64 = 600;

/// Signatures that only whoever holds the provider's private key can make. Never the shared secret of the client (HS256)
/// and never none.
const SIGNATURES: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why a provider cannot be used, or did not vouch for anybody.
#[derive(Debug, Error)]
pub enum ProviderError {
    /// The address is none.
    #[error(
        "\"{0}\" is not the address of an issuer. Give https:// and what the provider names itself, such as \
         https://login.example.org; http:// alone for localhost."
    )]
    Issuer(String),
    /// The provider does not answer as one.
    #[error(
        "The sign-in at {issuer} cannot be used: {reason}. Check the address, and that this computer may reach \
         {issuer}/.well-known/openid-configuration."
    )]
    Discovery {
        /// Its address.
        issuer: String,
        /// What went wrong.
        reason: String,
    },
    /// The code was not exchanged.
    #[error("The provider did not take the code ({0}).")]
    Code(String),
    /// There was no ID token, or it is not to be believed.
    #[error("The provider's ID token is refused ({0}).")]
    Token(String),
}

/// What has to be known of a provider.
#[derive(Clone)]
pub struct ProviderSettings {
    /// Its address as it names itself.
    pub issuer: String,
    /// Its name, as people know it.
    pub name: String,
    /// The name it knows Troth by.
    pub client_id: String,
    /// What Troth proves itself with.
    pub client_secret: String,
    /// Where it sends people back to.
    pub redirect: String,
}

/// A provider that has described itself.
pub struct Provider {
    name: String,
    issuer: IssuerUrl,
    client_id: ClientId,
    client_secret: ClientSecret,
    client: Client,
    /// Fetched anew when the provider signs with one that is not among them.
    keys: RwLock<CoreJsonWebKeySet>,
    metadata: CoreProviderMetadata,
    http: reqwest::Client,
}

impl fmt::Debug for Provider {
    /// Without the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.issuer.as_str()).finish_non_exhaustive()
    }
}

/// Somebody a provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// Who vouches.
    pub(super) issuer: String,
    /// Hash over issuer and subject.
    pub(super) subject: String,
}

impl Provider {
    /// Asks a provider to describe itself.
    ///
    /// # Errors
    /// If the address is none, the way there is not encrypted, or what answers is no such provider.
    pub async fn discover(settings: ProviderSettings) -> Result<Self, ProviderError> {
        let wrong = || ProviderError::Issuer(settings.issuer.clone());
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| wrong())?;
        let host = issuer.url().host_str().unwrap_or_default();
        let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if issuer.url().scheme() != "https" && !(is_here && issuer.url().scheme() == "http") {
            return Err(wrong());
        }
        let unusable = |reason: String| ProviderError::Discovery { issuer: settings.issuer.clone(), reason };
        // A provider that sends its client elsewhere could make this server ask any address: nothing is followed.
        let mut http =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
        if is_here {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| unusable(told(&error)))?;
        let metadata = CoreProviderMetadata::discover_async(issuer.clone(), &http)
            .await
            .map_err(|error| unusable(told(&error)))?;
        if metadata.token_endpoint().is_none() {
            return Err(unusable("it names no token endpoint".to_owned()));
        }
        let client_id = ClientId::new(settings.client_id);
        let client_secret = ClientSecret::new(settings.client_secret);
        let redirect = RedirectUrl::new(settings.redirect).map_err(|error| unusable(told(&error)))?;
        let mut client = CoreClient::from_provider_metadata(
            metadata.clone(),
            client_id.clone(),
            Some(client_secret.clone()),
        )
        .set_redirect_uri(redirect);
        // The header is what the standard has unless a provider says otherwise.
        let ways = metadata.token_endpoint_auth_methods_supported();
        if ways.is_some_and(|ways| !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)) {
            client = client.set_auth_type(AuthType::RequestBody);
        }
        let keys = RwLock::new(metadata.jwks().clone());
        Ok(Self { name: settings.name, issuer, client_id, client_secret, client, keys, metadata, http })
    }

    /// Its name, as people know it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its address, as it names itself.
    pub fn issuer(&self) -> &str {
        self.issuer.as_str()
    }

    /// Where somebody is sent who holds `secret` in their browser; `anew` asks the provider to sign them in even if they
    /// are signed in there.
    pub(super) fn address(&self, secret: &str, anew: bool) -> String {
        let (state, nonce) = (state(secret), nonce(secret));
        // Nothing but "openid" is asked for: neither name nor address is needed from there.
        let mut request = self
            .client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || nonce,
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier(secret)));
        if anew {
            request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(Duration::ZERO);
        }
        request.url().0.into()
    }

    /// Whom the provider vouches for, against a code that somebody who holds `secret` has brought back. With `since` they
    /// must have proved who they are after that moment.
    pub(super) async fn identity(
        &self,
        secret: &str,
        code: &str,
        since: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Identity, ProviderError> {
        let request = self
            .client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| ProviderError::Code(told(&error)))?;
        let answer = request.set_pkce_verifier(verifier(secret)).request_async(&self.http).await;
        let answer = answer.map_err(|error| ProviderError::Code(told(&error)))?;
        let token = answer.id_token().ok_or_else(|| ProviderError::Token("there is none".to_owned()))?;
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        let checked = match self.subject(token, keys, secret, since, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let keys = self.new_keys().await?;
                self.subject(token, keys, secret, since, now)
            }
            checked => checked,
        };
        let subject = checked.map_err(|error| ProviderError::Token(told(&error)))?;
        let issuer = self.issuer.as_str().to_owned();
        Ok(Identity { subject: sha256_hex(format!("subject at {issuer}\n{subject}").as_bytes()), issuer })
    }

    /// The subject of an ID token: signed by the provider, issued by it, for Troth alone, now, and for this sign-in.
    fn subject(
        &self,
        token: &CoreIdToken,
        keys: CoreJsonWebKeySet,
        secret: &str,
        since: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<String, ClaimsVerificationError> {
        let seconds = now.micros() / 1_000_000;
        let moment = UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
        let since = since.map(|at| at.micros() / 1_000_000 - SKEW);
        let verifier = CoreIdTokenVerifier::new_confidential_client(
            self.client_id.clone(),
            self.client_secret.clone(),
            self.issuer.clone(),
            keys,
        )
        .set_allowed_algs(SIGNATURES)
        .set_time_fn(move || SystemTime::into(moment))
        .set_issue_time_verifier_fn(move |issued| {
            let age = seconds - issued.timestamp();
            if (-SKEW..=OLD).contains(&age) {
                Ok(())
            } else {
                Err("it was issued at another time".to_owned())
            }
        })
        .set_auth_time_verifier_fn(move |proved| match (since, proved) {
            (None, _) => Ok(()),
            (Some(since), Some(proved)) if proved.timestamp() >= since => Ok(()),
            _ => Err("it does not say that somebody has just signed in".to_owned()),
        });
        Ok(token.claims(&verifier, &nonce(secret))?.subject().to_string())
    }

    async fn new_keys(&self) -> Result<CoreJsonWebKeySet, ProviderError> {
        let keys = CoreJsonWebKeySet::fetch_async(self.metadata.jwks_uri(), &self.http)
            .await
            .map_err(|error| ProviderError::Token(told(&error)))?;
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys.clone();
        Ok(keys)
    }
}

/// What goes to the provider and comes back by the browser. Like nonce and verifier it follows from the secret in the
/// browser, one way, so nothing but a hash of that has to be kept.
pub(super) fn state(secret: &str) -> String {
    sha256_hex(format!("oidc state of {secret}").as_bytes())
}

fn nonce(secret: &str) -> Nonce {
    Nonce::new(sha256_hex(format!("oidc nonce of {secret}").as_bytes()))
}

/// Proves to the provider that who brings the code asked for it (RFC 7636).
fn verifier(secret: &str) -> PkceCodeVerifier {
    PkceCodeVerifier::new(sha256_hex(format!("oidc verifier of {secret}").as_bytes()))
}

/// An error with what caused it: the library's own sentence alone often says no more than "Request failed".
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
