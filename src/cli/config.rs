//! `hashiya config FILE`: each setting that holds for a file, and who decided it.

use super::source;
use crate::workspace::{Models, Problem, Settings};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The article; it need not exist
    file: PathBuf,
}

/// Status 2 when a settings file has a problem, or names a model that has one.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let (settings, layers, mut problems) = source::settings(&arguments.file);
    problems.extend(Models::default().of(&settings, 0).err());
    for (name, value, origin) in Settings::explain(&layers) {
        writeln!(out, "{name:<24} = {value:<16} # {origin}")?;
    }
    for Problem(problem) in &problems {
        super::complain(problem);
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}
