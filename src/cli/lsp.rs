//! `hashiya lsp`: the language server over standard input and output.

use std::fs::File;
use std::io;
use std::process::ExitCode;

use clap::Args;

use super::log;
use crate::server::{self, Options};

/// Editors pass their own flags; those of the common client libraries are taken.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Accepted because editors pass it; there is no other way of talking.
    #[arg(long)]
    stdio: bool,

    /// Leave when this process ends.
    #[arg(long = "clientProcessId", value_name = "PID")]
    client_process: Option<u32>,
}

/// Serves until the editor leaves.
pub fn run(arguments: &Arguments) -> ExitCode {
    let log = log::start();
    let options = Options { client_process: arguments.client_process };
    let status = streams().and_then(|(input, output)| server::serve(input, output, options));
    let status = status.unwrap_or_else(|error| {
        tracing::error!("the server could not start: {error}");
        2
    });
    log.finish();
    ExitCode::from(status)
}

/// Standard input and output as they are: the standard library's own handles cut what is written into lines, which
/// makes two packets of every message.
#[cfg(unix)]
fn streams() -> io::Result<(File, File)> {
    use std::os::fd::AsFd;
    let input = io::stdin().as_fd().try_clone_to_owned()?;
    let output = io::stdout().as_fd().try_clone_to_owned()?;
    Ok((File::from(input), File::from(output)))
}

/// As on Unix.
#[cfg(windows)]
fn streams() -> io::Result<(File, File)> {
    use std::os::windows::io::AsHandle;
    let input = io::stdin().as_handle().try_clone_to_owned()?;
    let output = io::stdout().as_handle().try_clone_to_owned()?;
    Ok((File::from(input), File::from(output)))
}
