//! `hashiya authority check`: what is wrong in the authority files.

use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder of the authority files; the one that holds here if none is given
    folder: Option<PathBuf>,
}

/// Status 0: nothing is wrong; 1: something is; 2: no records could be read. A name of several records is no fault, and
/// told because no mention of it is linked.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let (folder, authority, problems) = match super::records(arguments.folder.as_deref()) {
        Ok(read) => read,
        Err(error) => {
            crate::cli::complain(&error);
            return Ok(ExitCode::from(2));
        }
    };
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let ambiguous = authority.ambiguous();
    for (name, records) in &ambiguous {
        let keys: Vec<&str> = records.iter().map(|record| record.key.as_str()).collect();
        writeln!(
            out,
            "note: records {} share a name, so mentions of it are not linked: {name}",
            keys.join(", ")
        )?;
    }
    writeln!(
        out,
        "{}: {} records, {} problems, {} shared names",
        folder.display(),
        authority.records().len(),
        problems.len(),
        ambiguous.len()
    )?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
