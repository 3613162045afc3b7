//! `hashiya train`: the weights of the sequence model from annotated texts.
//!
//! With `--corpora` it makes the shipped model of a language again, byte for byte, by the recipe beside it. With `--from`
//! it goes on from the shipped model with a newsroom's own tagged articles.

mod own;
mod recipe;
mod words;

use super::complain;
use crate::text::Language;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The corpora of the recipe: NAME.train.jsonl and NAME.dev.jsonl
    #[arg(long, value_name = "DIR", requires = "lang", required_unless_present = "from")]
    corpora: Option<PathBuf>,
    /// The language of the model
    #[arg(long, value_parser = language)]
    lang: Option<Language>,
    /// The seeds of this program, with the recipes in model/
    #[arg(long, value_name = "DIR", default_value = "seeds")]
    seeds: PathBuf,
    /// Learn from the development parts too, as the shipped model does
    #[arg(long)]
    with_dev: bool,
    /// Go on from the shipped model with the tagged articles under this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["corpora", "with_dev"])]
    from: Option<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

fn language(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| "expected ar or en".to_owned())
}

/// Runs the subcommand: 0, or 2 when something cannot be read or written.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<ExitCode> {
    let made = match (&arguments.corpora, arguments.lang, &arguments.from) {
        (_, lang, Some(folder)) => own::learn(folder, lang),
        (Some(corpora), Some(lang), None) => {
            recipe::learn(corpora, &arguments.seeds, lang, arguments.with_dev)
        }
        _ => Err("give --from DIR, or --corpora DIR with --lang".to_owned()),
    };
    match made.and_then(|made| write(&arguments.out, &made.bytes).map(|()| made)) {
        Ok(made) => {
            let (texts, size) = (made.texts, made.bytes.len());
            writeln!(out, "{}: {texts} texts, {size} bytes", arguments.out.display())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            complain(&error);
            Ok(ExitCode::from(2))
        }
    }
}

/// A model and how many texts it learnt from.
struct Made {
    bytes: Vec<u8>,
    texts: usize,
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
