//! `hashiya authority import`: the records of a table or a thesaurus as an authority file.

use crate::authority::write::write;
use crate::authority::{csv, skos};
use crate::cli::{complain, source};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The file to read
    file: PathBuf,
    /// What it is; told by its ending (.csv, .tsv, .ttl) if not given
    #[arg(long, value_enum)]
    from: Option<Form>,
    /// The new authority file; without it the records go to standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// A table with a header line: key, type, prefer.ar, prefer.en, variants.ar, …
    Csv,
    /// SKOS in Turtle
    Skos,
}

/// Status 0: all was read; 1: something was left out; 2: nothing could be read or written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let failed = |error: &str| {
        complain(error);
        Ok(ExitCode::from(2))
    };
    let name = arguments.file.display().to_string();
    let ending = arguments.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let Some(form) = arguments.from.or(match ending.as_deref() {
        Some("csv" | "tsv") => Some(Form::Csv),
        Some("ttl") => Some(Form::Skos),
        _ => None,
    }) else {
        return failed(&format!(
            "{name}: its ending does not tell what it is; say --from csv or --from skos"
        ));
    };
    let text = match source::read(&arguments.file) {
        Ok(text) => text,
        Err(error) => return failed(&error),
    };
    let (records, problems) = match form {
        Form::Csv => csv::read(&name, &text),
        Form::Skos => skos::read(&name, &text),
    };
    for problem in &problems {
        complain(&problem.to_string());
    }
    if records.is_empty() {
        return failed(&format!("{name}: no record was read"));
    }
    if let Err(error) = super::give(&write(&records), arguments.out.as_deref(), out)? {
        return failed(&error);
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
