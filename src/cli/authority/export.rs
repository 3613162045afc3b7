//! `hashiya authority export`: the records for other programs.

use crate::authority::{Record, skos, standoff};
use crate::cli::complain;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The folder of the authority files; the one that holds here if none is given
    folder: Option<PathBuf>,
    /// The format
    #[arg(long, value_enum)]
    to: Form,
    /// The new file; without it the records go to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// SKOS in Turtle
    Skos,
    /// A TEI document with lists in standOff
    Tei,
}

/// Status 0: written; 2: not. What the format cannot hold is told.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let failed = |error: &str| {
        complain(error);
        Ok(ExitCode::from(2))
    };
    let (folder, authority, problems) = match super::records(arguments.folder.as_deref()) {
        Ok(read) => read,
        Err(error) => return failed(&error),
    };
    for problem in &problems {
        complain(&problem.to_string());
    }
    let records: Vec<Record> = authority.records().iter().map(|record| Record::clone(record)).collect();
    let (written, losses) = match arguments.to {
        Form::Skos => {
            let (text, losses) = skos::write(&records);
            (Some(text).filter(|_| !records.is_empty()), losses)
        }
        Form::Tei => standoff::write(&records),
    };
    for loss in &losses {
        complain(loss);
    }
    let Some(written) = written else {
        return failed(&format!("{}: there is no record that this format could hold", folder.display()));
    };
    match super::give(&written, arguments.out.as_deref(), out)? {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) => failed(&error),
    }
}
