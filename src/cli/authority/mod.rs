//! `hashiya authority`: the workspace's own records.

mod check;
mod export;
mod import;

use clap::Subcommand;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::authority::{Authority, Problem};
use crate::workspace::authority;

/// What can be done with records.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tell what is wrong in the authority files, and which names mean several records
    Check(check::Arguments),
    /// Write the records of a table or a thesaurus as an authority file
    Import(import::Arguments),
    /// Write the records for other programs
    Export(export::Arguments),
}

/// Runs the subcommand.
pub fn run(command: &Command, out: &mut impl Write) -> std::io::Result<ExitCode> {
    match command {
        Command::Check(arguments) => check::run(arguments, out),
        Command::Import(arguments) => import::run(arguments, out),
        Command::Export(arguments) => export::run(arguments, out),
    }
}

/// The records of a folder: the one given, or the one that holds here.
fn records(folder: Option<&Path>) -> Result<(PathBuf, Authority, Vec<Problem>), String> {
    // Any file of this folder would do.
    let here = || std::path::absolute("article.txt").ok().and_then(|file| authority::folder(&file));
    let folder = folder
        .map(Path::to_owned)
        .or_else(here)
        .ok_or("no folder \"authority\" here or above; make one and put a .toml file of records in it")?;
    if !folder.is_dir() {
        return Err(format!("{}: not a folder; name the folder of the authority files", folder.display()));
    }
    let (read, problems) = authority::open(&folder);
    Ok((folder, read, problems))
}

/// Writes what was made to a new file or to standard output. The error says what and where.
fn give(text: &str, target: Option<&Path>, out: &mut impl Write) -> std::io::Result<Result<(), String>> {
    let Some(target) = target else {
        out.write_all(text.as_bytes())?;
        return Ok(Ok(()));
    };
    let mut options = std::fs::OpenOptions::new();
    let written = options
        .write(true)
        .create_new(true)
        .open(target)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    Ok(written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("{}: there already; name another file or remove it", target.display())
        }
        _ => format!("{}: {error}", target.display()),
    }))
}
