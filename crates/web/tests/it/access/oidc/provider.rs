//! An OpenID provider on this computer that vouches for whom it is told, rightly or wrongly.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    Audience, EmptyAdditionalClaims, EndUserEmail, IssuerUrl, JsonWebKeyId, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, PrivateSigningKey as _, StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};
use troth_app::accounts::oidc::{Provider, ProviderSettings};
use troth_network::Timestamp;

pub(super) const CLIENT: &str = "troth";
pub(super) const SECRET: &str = "s3cret:of the client";

/// What the provider says of whoever brings a code; rightly unless something is put in its place.
#[derive(Clone)]
pub(super) struct Says {
    pub(super) now: Timestamp,
    pub(super) subject: &'static str,
    pub(super) email: &'static str,
    pub(super) issuer: Option<&'static str>,
    pub(super) audiences: Vec<&'static str>,
    pub(super) nonce: Option<&'static str>,
    /// Seconds from now.
    pub(super) issued: i64,
    pub(super) expires: i64,
    /// When they have proved who they are, if that is said.
    pub(super) proved: Option<i64>,
    /// Which of its keys it signs with.
    pub(super) key: u8,
    /// Which of its keys it publishes.
    pub(super) published: u8,
    /// Signs with the secret that the client knows too.
    pub(super) signs_with_secret: bool,
}

impl Says {
    pub(super) fn of(subject: &'static str, now: Timestamp) -> Self {
        Self {
            now,
            subject,
            email: "somebody@elsewhere.example",
            issuer: None,
            audiences: vec![CLIENT],
            nonce: None,
            issued: 0,
            expires: 300,
            proved: None,
            key: 1,
            published: 1,
            signs_with_secret: false,
        }
    }
}

/// Somebody who was sent there: challenge and nonce by the code they were given.
type Codes = BTreeMap<String, (String, String)>;

#[derive(Clone)]
pub(super) struct Elsewhere {
    pub(super) issuer: String,
    says: Arc<Mutex<Says>>,
    codes: Arc<Mutex<Codes>>,
}

impl Elsewhere {
    pub(super) async fn open(says: Says) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let elsewhere = Self { issuer, says: Arc::new(Mutex::new(says)), codes: Arc::default() };
        let pages = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(elsewhere.clone());
        tokio::spawn(async move { axum::serve(listener, pages).await });
        elsewhere
    }

    /// As Troth knows it.
    pub(super) async fn discovered(&self) -> Provider {
        let settings = ProviderSettings {
            issuer: self.issuer.clone(),
            name: "Vale login".into(),
            client_id: CLIENT.into(),
            client_secret: SECRET.into(),
            redirect: format!("{}{}", super::super::house::URL, troth_web::CALLBACK),
        };
        Provider::discover(settings).await.unwrap()
    }

    pub(super) fn says(&self, change: impl FnOnce(&mut Says)) {
        change(&mut self.says.lock().unwrap());
    }

    /// Somebody comes to `address` and signs in; the path with which they are sent back.
    pub(super) fn sign_in(&self, address: &str) -> String {
        let asked: BTreeMap<String, String> = address
            .split_once('?')
            .unwrap()
            .1
            .split('&')
            .map(|part| part.split_once('=').unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", CLIENT),
            ("code_challenge_method", "S256"),
            ("scope", "openid"),
        ] {
            assert_eq!(asked[name], value, "{address}");
        }
        assert!(asked["redirect_uri"].ends_with("%2Fsign-in%2Foidc%2Fcallback"), "{address}");
        let mut codes = self.codes.lock().unwrap();
        let code = format!("code-of-{}", asked["state"]);
        codes.insert(code.clone(), (asked["code_challenge"].clone(), asked["nonce"].clone()));
        format!("{}?code={code}&state={}", troth_web::CALLBACK, asked["state"])
    }
}

async fn configuration(State(here): State<Elsewhere>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", here.issuer);
    Json(json!({
        "issuer": here.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // It says that it would sign with the client's secret, too.
        "id_token_signing_alg_values_supported": ["EdDSA", "HS256"],
    }))
}

async fn keys(State(here): State<Elsewhere>) -> Json<CoreJsonWebKeySet> {
    let published = here.says.lock().unwrap().published;
    Json(CoreJsonWebKeySet::new(vec![key(published).as_verification_key()]))
}

async fn token(
    State(here): State<Elsewhere>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    assert!(headers["authorization"].to_str().unwrap().starts_with("Basic "), "the client proves itself");
    // A code is taken once.
    let known = here.codes.lock().unwrap().remove(&form["code"]);
    let known = known.filter(|(challenge, _)| {
        let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
        PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() == challenge
    });
    let Some((_, nonce)) = known else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    let says = here.says.lock().unwrap().clone();
    let id_token = says.token(&here.issuer, nonce);
    Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": id_token })).into_response()
}

impl Says {
    fn token(&self, issuer: &str, nonce: String) -> Value {
        let at = |seconds: i64| -> SystemTime {
            let now = self.now.micros() / 1_000_000;
            UNIX_EPOCH + Duration::from_secs(u64::try_from(now + seconds).unwrap())
        };
        let who = StandardClaims::new(SubjectIdentifier::new(self.subject.into()))
            .set_email(Some(EndUserEmail::new(self.email.into())))
            .set_email_verified(Some(true));
        let claims = CoreIdTokenClaims::new(
            IssuerUrl::new(self.issuer.unwrap_or(issuer).into()).unwrap(),
            self.audiences.iter().map(|a| Audience::new((*a).into())).collect(),
            at(self.expires).into(),
            at(self.issued).into(),
            who,
            EmptyAdditionalClaims {},
        )
        .set_nonce(Some(Nonce::new(self.nonce.map_or(nonce, str::to_owned))))
        .set_auth_time(self.proved.map(|seconds| at(seconds).into()));
        let token = if self.signs_with_secret {
            let key = CoreHmacKey::new(SECRET.as_bytes());
            CoreIdToken::new(claims, &key, CoreJwsSigningAlgorithm::HmacSha256, None, None)
        } else {
            CoreIdToken::new(claims, &key(self.key), CoreJwsSigningAlgorithm::EdDsa, None, None)
        };
        serde_json::to_value(token.unwrap()).unwrap()
    }
}

/// A key that is made of its number, written the way keys are handed over (RFC 8410).
fn key(number: u8) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend([number; 32]);
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", base64(&der));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(number.to_string()))).unwrap()
}

/// Of bytes whose number is a multiple of three.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    assert_eq!(bytes.len() % 3, 0);
    bytes
        .chunks(3)
        .flat_map(|three| {
            let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| char::from(DIGITS[bits >> shift & 63]))
        })
        .collect()
}
