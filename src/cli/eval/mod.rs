//! `hashiya eval`: how right the detectors are on a gold set, one file a kind of gold.

mod ner;
mod temporal;

use clap::{Args, Subcommand};
use std::io::{self, Write};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Score names: people, places and organisations
    Ner(ner::Arguments),
    /// Score times: spans, values and types
    Temporal(temporal::Arguments),
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<ExitCode> {
    match &arguments.what {
        What::Ner(arguments) => ner::run(arguments, out),
        What::Temporal(arguments) => temporal::run(arguments, out),
    }
}
