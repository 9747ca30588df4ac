//! The page of `troth trust --html`.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use troth_app::keys::KeySource;
use troth_app::trust::TrustOptions;
use troth_app::trust::page::{PageBody, PageQuestion, PageRequest};
use troth_network::VisibleTo;
use troth_network::timestamp::day_in_words;
use troth_report::trust_page::{About, Body, Made, Section, page};

use super::Usage;
use crate::arguments::Trust;
use crate::system;

/// A page that was asked for.
pub(crate) struct Asked {
    to: PathBuf,
    unsuppressed: bool,
    representatives_visible_to: Option<VisibleTo>,
}

impl Asked {
    /// What the command line asks for; `None` without `--html`.
    ///
    /// # Errors
    /// Usage, if the page would overwrite the answers or who may see them is not understood.
    pub(crate) fn of(given: &Trust) -> anyhow::Result<Option<Self>> {
        let Some(to) = &given.html else { return Ok(None) };
        let representatives_visible_to = match &given.representatives_visible_to {
            None => None,
            Some(text) => Some(text.parse().map_err(Usage)?),
        };
        if to.as_os_str() == "-" {
            return Err(Usage("Name a file for --html: standard output has the result.".to_owned()).into());
        }
        if is_same(to, &given.file) {
            let reason = "The page would overwrite the answers. Name another file for --html.";
            return Err(Usage(reason.to_owned()).into());
        }
        Ok(Some(Self { to: to.clone(), unsuppressed: given.unsuppressed, representatives_visible_to }))
    }

    /// Makes the page of `file` and writes it.
    ///
    /// # Errors
    /// What the analysis says of the file; or the page cannot be written.
    pub(crate) fn write(&self, file: &str, bytes: &[u8], options: &TrustOptions) -> anyhow::Result<()> {
        let request =
            PageRequest { file, bytes, options, representatives_visible_to: self.representatives_visible_to };
        let runtime = tokio::runtime::Runtime::new()?;
        let bar = bar();
        let tell = |done, total| {
            bar.set_length(u64::try_from(total).unwrap_or(0));
            bar.set_position(u64::try_from(done).unwrap_or(0));
        };
        let (made, day) = runtime.block_on(async {
            let app = system::open_at("sqlite::memory:", &KeySource::Beside).await?;
            let made = if self.unsuppressed {
                Made::for_the_custodian(&app.trust_page_unsuppressed(&request, tell)?, |page| {
                    body(page.clone())
                })
            } else {
                Made::for_the_agreed_audience(app.trust_page(&request, tell).await?.map(body))
            };
            anyhow::Ok((made, app.today()))
        })?;
        bar.finish_and_clear();
        let about = About {
            file: Path::new(file).file_name().unwrap_or(file.as_ref()).to_string_lossy().into_owned(),
            day: day_in_words(day),
            version: env!("CARGO_PKG_VERSION"),
            seed: options.seed.0,
        };
        self.save(&page(&made, &about).into_string())?;
        self.remark();
        Ok(())
    }

    /// Writes the page; what is for the custodian alone is for the owner of the file alone.
    fn save(&self, html: &str) -> anyhow::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        if self.unsuppressed {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let write = |options: &OpenOptions| options.open(&self.to)?.write_all(html.as_bytes());
        write(&options).with_context(|| format!("The page cannot be written to {}.", self.to.display()))
    }

    fn remark(&self) {
        let to = self.to.display();
        if self.unsuppressed {
            eprintln!("{to}: written for the custodian alone, from all answers. Do not pass it on.");
        } else {
            eprintln!(
                "{to}: written for the agreed audience. Whoever passes it on confirms that the organisations agreed to be \
                 named."
            );
            eprintln!(
                "Its intervals are made like those of every page for that audience, whatever --intervals and --seed say."
            );
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {pos} of {len} on the page")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    bar
}

/// Whether two names stand for the same file, as far as that can be told.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn body(from: PageBody) -> Body {
    Body {
        sections: from.questions.into_iter().map(section).collect(),
        networks: from.networks,
        left_out: from.left_out,
    }
}

fn section(from: PageQuestion) -> Section {
    Section {
        network: from.network,
        wave: from.wave,
        question: from.question,
        variables: from.variables,
        wording: from.wording,
        scale: from.scale,
        finding: from.finding,
        organisations: from.organisations,
        reading: from.reading,
        answers: from.answers,
        estimates: from.estimates,
        more_parts: from.more_parts,
        counts: from.counts,
        intervals: from.intervals,
    }
}
