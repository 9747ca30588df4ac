//! Signing in with the accounts of an organisation (OpenID Connect).

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Oidc {
    /// Let people sign in with accounts of this OpenID provider, by its address, such as https://login.example.org
    #[arg(
        long = "oidc-issuer",
        env = "TROTH_OIDC_ISSUER",
        value_name = "URL",
        requires_all = ["sign_in", "client_id", "secret_file"]
    )]
    pub(crate) issuer: Option<String>,
    /// The name the provider knows Troth by
    #[arg(long = "oidc-client-id", env = "TROTH_OIDC_CLIENT_ID", value_name = "ID", requires = "issuer")]
    pub(crate) client_id: Option<String>,
    /// File with the secret the provider has given out for that name
    #[arg(
        long = "oidc-client-secret-file",
        env = "TROTH_OIDC_CLIENT_SECRET_FILE",
        value_name = "FILE",
        requires = "issuer"
    )]
    pub(crate) secret_file: Option<PathBuf>,
    /// What people know the provider as, such as "NHS login"
    #[arg(
        long = "oidc-name",
        env = "TROTH_OIDC_NAME",
        value_name = "NAME",
        default_value = "your organisation's account"
    )]
    pub(crate) name: String,
}
