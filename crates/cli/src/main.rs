//! The command `troth`: arguments, wiring and exit codes. 0 is done, 1 means that the data say no, 2 that the
//! command was not understood.
#![expect(clippy::print_stderr, reason = "a command line tells its progress and its errors there")]

mod arguments;
mod commands;
mod output;
mod system;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("TROTH_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .init();
    let outcome = match arguments.command {
        Command::Trust(given) => commands::trust::run(&given),
        Command::Check(given) => commands::check::run(&given),
        Command::Framework(given) => commands::framework::run(&given),
        Command::Version => commands::version(),
        Command::Import(given) => in_runtime(commands::import::run(given)),
        Command::Mapping(given) => in_runtime(commands::mapping::run(given)),
        Command::Export(given) => in_runtime(commands::exchange::export(given)),
        Command::Backup(given) => in_runtime(commands::database::backup(given)),
        Command::Restore(given) => in_runtime(commands::database::restore(given)),
        Command::Migrate(given) => in_runtime(commands::database::migrate(given)),
        Command::Erase(given) => in_runtime(commands::erasing::erase(given)),
        Command::OwnAnswers(given) => in_runtime(commands::erasing::own_answers(given)),
        Command::Audit(given) => in_runtime(commands::audit::run(given)),
        Command::Key(given) => in_runtime(commands::key::run(given)),
        Command::Forecast(given) => in_runtime(commands::forecast::run(given)),
        Command::Serve(given) => in_runtime(commands::serve::serve(given)),
        Command::User(given) => in_runtime(commands::user::run(given)),
        Command::Demo(given) => in_runtime(commands::demo::run(given)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if output::is_closed_pipe(&error) {
                return ExitCode::SUCCESS;
            }
            eprintln!("{error:#}");
            if error.is::<commands::Usage>() { ExitCode::from(2) } else { ExitCode::from(1) }
        }
    }
}

fn in_runtime(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Runtime::new()?.block_on(work)
}
