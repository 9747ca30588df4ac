//! Running the command.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What came out.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Asserts that nothing panicked, whatever else happened.
    pub(crate) fn calm(self) -> Self {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

pub(crate) fn troth(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).stdin(Stdio::null()).output().unwrap();
    Ran::of(&output).calm()
}

/// The same with an environment variable.
pub(crate) fn troth_with(folder: &Path, (name, value): (&str, &str), arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).env(name, value).stdin(Stdio::null()).output().unwrap();
    Ran::of(&output).calm()
}

pub(crate) fn troth_reading(folder: &Path, arguments: &[&str], input: &Path) -> Ran {
    let input = std::fs::File::open(input).unwrap();
    Ran::of(&command(folder, arguments).stdin(input).output().unwrap()).calm()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_troth"));
    command.args(arguments).current_dir(folder);
    for name in [
        "TROTH_DATABASE_URL",
        "TROTH_LOG",
        "TROTH_KEY",
        "TROTH_KEY_FILE",
        "TROTH_SMTP_URL",
        "TROTH_SMTP_PASSWORD_FILE",
        "TROTH_MAIL_FROM",
        "TROTH_PUBLIC_URL",
    ] {
        command.env_remove(name);
    }
    command
}

/// With several variables of the environment.
pub(crate) fn troth_under(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    Ran::of(
        &command(folder, arguments).envs(variables.iter().copied()).stdin(Stdio::null()).output().unwrap(),
    )
    .calm()
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
