//! `troth serve`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tokio::net::TcpListener;
use troth_app::App;
#[cfg(feature = "oidc")]
use troth_app::accounts::oidc::{Provider, ProviderSettings};
use troth_app::mail::{Address, Carrier};
use troth_web::Options;
#[cfg(feature = "oidc")]
use troth_web::PublicUrl;

use super::Usage;
use crate::arguments::Serve;
#[cfg(feature = "oidc")]
use crate::arguments::oidc::Oidc;
use crate::system;

pub(crate) async fn serve(given: Serve) -> anyhow::Result<()> {
    let public_url = given.public_url.filter(|_| given.sign_in);
    let carrier = carrier(given.mail_from, given.mail_dir)?;
    let listener = listen(given.listen, public_url.is_some()).await?;
    let apart = match given.respondents.filter(|_| public_url.is_some()) {
        Some(address) => Some(listen(address, true).await?),
        None => None,
    };
    let mut app = system::open(&given.database).await?;
    if let Some(carrier) = carrier {
        app = app.with_mail(carrier);
        if let Some(public_url) = &public_url {
            app = app.reminding(&public_url.page("/"))?;
        }
    }
    let Some(public_url) = public_url else {
        let has_accounts = app.has_accounts().await?;
        if has_accounts {
            eprintln!(
                "This database has accounts, but nobody is asked for theirs: whoever opens the pages on this computer \
                 is custodian. Use --sign-in to ask."
            );
        }
        return run(app, Options::single_user(has_accounts), listener, given.open).await;
    };
    if !app.has_accounts().await? {
        eprintln!("Nobody can sign in yet. `troth user add` makes the first account.");
    }
    eprintln!(
        "People sign in at {public_url}. This server does not encrypt: put a proxy in front that does."
    );
    #[cfg(feature = "oidc")]
    let provider = provider(&given.oidc, &public_url).await?;
    let options = Options::sign_in(public_url, given.behind_proxy);
    #[cfg(feature = "oidc")]
    let options = match provider {
        Some(provider) => options.with_provider(provider),
        None => options,
    };
    let options = match given.respondents_url.filter(|_| apart.is_some()) {
        Some(url) => {
            eprintln!("Respondents answer at {url}, and there alone.");
            options.with_respondents(url)
        }
        None => options,
    };
    run_apart(app, options, listener, apart, given.open).await
}

/// The sign-in of an organisation, if one is named; it has to be there when Troth starts.
#[cfg(feature = "oidc")]
async fn provider(given: &Oidc, public_url: &PublicUrl) -> anyhow::Result<Option<Provider>> {
    let (Some(issuer), Some(client_id), Some(file)) = (&given.issuer, &given.client_id, &given.secret_file)
    else {
        return Ok(None);
    };
    let settings = ProviderSettings {
        issuer: issuer.clone(),
        name: given.name.clone(),
        client_id: client_id.clone(),
        client_secret: secret_file(file, "secret of the OpenID provider")?,
        redirect: public_url.page(troth_web::CALLBACK),
    };
    let provider = Provider::discover(settings).await.map_err(|error| Usage(error.to_string()))?;
    eprintln!("People may sign in with {} too ({}).", provider.name(), provider.issuer());
    Ok(Some(provider))
}

/// What carries letters, if anything does. The address of the mail server holds a password: it is no argument, since
/// arguments can be seen by others, and it is stored nowhere.
fn carrier(from: Option<Address>, folder: Option<PathBuf>) -> anyhow::Result<Option<Carrier>> {
    let server = std::env::var("TROTH_SMTP_URL").ok().filter(|url| !url.trim().is_empty());
    match (from, folder, server) {
        (Some(_), Some(folder), _) if !folder.is_dir() => {
            Err(Usage(format!("There is no folder {} for letters. Make it first.", folder.display())).into())
        }
        (Some(from), Some(folder), _) => Ok(Some(Carrier::folder(folder, from))),
        (Some(from), None, Some(url)) => {
            let carrier = match smtp_password()? {
                Some(password) => Carrier::smtp_with_password(&url, &password, from),
                None => Carrier::smtp(&url, from),
            };
            Ok(Some(carrier.map_err(|error| Usage(error.to_string()))?))
        }
        (None, _, Some(_)) => {
            let reason =
                "TROTH_SMTP_URL names a mail server. Say whom letters come from: --mail-from ADDRESS.";
            Err(Usage(reason.to_owned()).into())
        }
        (Some(_), None, None) => {
            let reason =
                "Nothing sends letters: name a mail server in TROTH_SMTP_URL, or a folder with --mail-dir.";
            Err(Usage(reason.to_owned()).into())
        }
        (None, _, None) => Ok(None),
    }
}

/// The password of the mail server from the file in `TROTH_SMTP_PASSWORD_FILE`, without the line break at its end.
fn smtp_password() -> anyhow::Result<Option<String>> {
    let Some(file) = std::env::var_os("TROTH_SMTP_PASSWORD_FILE").filter(|file| !file.is_empty()) else {
        return Ok(None);
    };
    secret_file(&PathBuf::from(file), "password of the mail server").map(Some)
}

/// A secret from a file, without the line break at its end.
fn secret_file(file: &Path, what: &str) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Usage(format!("The file {} with the {what} cannot be read: {error}.", file.display()))
    })?;
    let secret = text.trim_end_matches(['\r', '\n']);
    if secret.is_empty() {
        return Err(Usage(format!("The file {} with the {what} is empty.", file.display())).into());
    }
    Ok(secret.to_owned())
}

/// Listens on an address; without sign-in on one of this computer alone.
pub(crate) async fn listen(address: SocketAddr, sign_in: bool) -> anyhow::Result<TcpListener> {
    if !sign_in && !address.ip().is_loopback() {
        return Err(Usage(format!(
            "{address} can be reached from other computers, and nobody is asked who they are. Use 127.0.0.1 or [::1], \
             or let people sign in with --sign-in and --public-url."
        ))
        .into());
    }
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on. Choose another port with --listen 127.0.0.1:PORT.")
    })
}

/// Serves until Ctrl-C.
pub(crate) async fn run(app: App, options: Options, listener: TcpListener, open: bool) -> anyhow::Result<()> {
    run_apart(app, options, listener, None, open).await
}

/// The same, with a listener for respondents.
async fn run_apart(
    app: App,
    options: Options,
    listener: TcpListener,
    respondents: Option<TcpListener>,
    open: bool,
) -> anyhow::Result<()> {
    let address = format!("http://{}/", listener.local_addr()?);
    if options.is_sign_in() {
        eprintln!("Troth is at {address} (Ctrl-C ends it).");
    } else {
        eprintln!(
            "Troth is at {address} (Ctrl-C ends it). Whoever can open it here can read single answers."
        );
    }
    if open {
        system::open_browser(&address);
    }
    let stop = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    troth_web::serve_apart(app, options, listener, respondents, stop).await?;
    Ok(())
}
