//! The command line: one file per subcommand.

mod agree;
mod annotate;
mod authority;
mod check;
mod config;
mod convert;
mod eval;
mod explain;
mod export;
mod formats;
mod import;
mod licences;
mod log;
mod losses;
mod lsp;
mod place;
mod source;
mod strip;
mod train;
mod vocabulary;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::formats::offsets::Unit;
use crate::formats::{Format, by_name};
use crate::tags::Dialect;
use crate::temporal::Published;

/// The gloss in the margin: finds and tags people, organisations, places, dates and times in news text.
#[derive(Debug, Parser)]
#[command(name = "hashiya", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an editor over standard input and output.
    Lsp(lsp::Arguments),
    /// Show the mentions, times and findings of articles.
    Check(check::Arguments),
    /// Explain the mention at a place: its words, its value and the steps between.
    Explain(explain::Arguments),
    /// Write an article with its tags, or answer a stream of articles.
    Annotate(annotate::Arguments),
    /// Move annotations between an article's text and its sidecar.
    Convert(convert::Arguments),
    /// Write articles in a format of other programs.
    Export(export::Arguments),
    /// Read annotations of other programs into tagged articles.
    Import(import::Arguments),
    /// Compare two annotators of one text, and make one version of the two.
    Agree(agree::Arguments),
    /// Check, import and export the workspace's own records.
    #[command(subcommand)]
    Authority(authority::Command),
    /// List the formats of export and import, or check what becomes of files of a format.
    Formats(formats::Arguments),
    /// Print the types and subtypes of tags, and how each is written.
    Vocabulary(vocabulary::Arguments),
    /// Write an article without its annotation tags.
    Strip(strip::Arguments),
    /// Show each setting that holds for a file, and who decided it.
    Config(config::Arguments),
    /// Learn the weights of the name model.
    Train(train::Arguments),
    /// Score the detectors on a gold set.
    Eval(eval::Arguments),
    /// Print the licences and attributions of the embedded data.
    Licences,
}

/// Runs the command that the arguments of this process name.
pub fn run() -> ExitCode {
    let mut out = io::stdout();
    let outcome = match Arguments::parse().command {
        Command::Lsp(arguments) => return lsp::run(&arguments),
        Command::Check(arguments) => check::run(&arguments, &mut out),
        Command::Explain(arguments) => explain::run(&arguments, &mut out),
        Command::Annotate(arguments) => annotate::run(&arguments, &mut out),
        Command::Convert(arguments) => return convert::run(&arguments),
        Command::Export(arguments) => export::run(&arguments, &mut out),
        Command::Import(arguments) => import::run(&arguments, &mut out),
        Command::Agree(arguments) => agree::run(&arguments, &mut out),
        Command::Authority(command) => authority::run(&command, &mut out),
        Command::Formats(arguments) => formats::run(&arguments, &mut out),
        Command::Vocabulary(arguments) => vocabulary::run(&arguments, &mut out),
        Command::Strip(arguments) => strip::run(&arguments, &mut out),
        Command::Config(arguments) => config::run(&arguments, &mut out),
        Command::Train(arguments) => train::run(&arguments, &mut out),
        Command::Eval(arguments) => eval::run(&arguments, &mut out),
        Command::Licences => licences::run(&mut out),
    };
    match outcome.and_then(|code| out.flush().map(|()| code)) {
        Ok(code) => code,
        // Whoever read has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("standard output: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Says what went wrong, to people.
fn complain(what: &str) {
    eprintln!("hashiya: {what}");
}

fn published(text: &str) -> Result<Published, String> {
    Published::parse(text).ok_or_else(|| "expected a date such as 2016-12-29 or 2016-12-29T14:05".to_owned())
}

fn dialect(text: &str) -> Result<Dialect, String> {
    Dialect::parse(text).ok_or_else(|| "expected nitf, tei, html or markdown".to_owned())
}

fn writable(name: &str) -> Result<&'static Format, String> {
    let format = by_name(name).filter(|format| format.write.is_some());
    format.ok_or_else(|| "no format that can be written; `hashiya formats` lists them".to_owned())
}

fn readable(name: &str) -> Result<&'static Format, String> {
    let format = by_name(name).filter(|format| format.read.is_some());
    format.ok_or_else(|| "no format that can be read; `hashiya formats` lists them".to_owned())
}

fn unit(text: &str) -> Result<Unit, String> {
    Unit::parse(text).ok_or_else(|| "expected codepoints, utf8 or utf16".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_server_takes_what_editors_pass() {
        for line in ["hashiya lsp", "hashiya lsp --stdio", "hashiya lsp --stdio --clientProcessId=12"] {
            Arguments::try_parse_from(line.split(' ')).unwrap();
        }
    }
}
