//! `hashiya strip FILE`: the article without its annotation tags.

use super::source;
use crate::formats::stream::head;
use crate::tags::{self, Syntax};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The tagged article
    file: PathBuf,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    match source::read(&arguments.file) {
        Ok(text) => {
            let name = arguments.file.file_name().map(|n| n.to_string_lossy().into_owned());
            let syntax = Syntax::of("", name.as_deref(), head(&text));
            out.write_all(tags::strip(&text, syntax).as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            super::complain(&error);
            Ok(ExitCode::from(2))
        }
    }
}
