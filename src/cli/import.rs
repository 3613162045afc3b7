//! `hashiya import FILE… --from FORMAT`: annotations of other programs, as tagged articles.

use super::{losses, source};
use crate::annotations::{Article, Loss, inline};
use crate::formats::{Format, Input, Problem};
use crate::tags::{Dialect, Syntax};
use clap::Args;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format; `hashiya formats` lists them
    #[arg(long, value_parser = super::readable)]
    from: &'static Format,
    /// The folder for the articles; without it they go to standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The dialect of the tags: nitf, tei, html or markdown
    #[arg(long, value_parser = super::dialect, default_value = "tei")]
    dialect: Dialect,
}

/// Runs the subcommand. A file that cannot be read is told, and the rest goes on. No file is written over.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let mut status = ExitCode::SUCCESS;
    for path in &arguments.files {
        match source::read(path).and_then(|content| articles(arguments.from, path, &content)) {
            Ok(articles) => {
                for article in &articles {
                    if let Err(error) = write(arguments, article, out)? {
                        super::complain(&error);
                        status = ExitCode::from(2);
                    }
                }
            }
            Err(error) => {
                super::complain(&error);
                status = ExitCode::from(2);
            }
        }
    }
    Ok(status)
}

/// The articles of one file, whose content is given.
pub(super) fn articles(format: &Format, path: &Path, content: &str) -> Result<Vec<Article>, String> {
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = |ending: &str| fs::read_to_string(path.with_extension(ending)).ok();
    let Some(read) = format.read else { return Ok(Vec::new()) };
    read(&Input { name: &name, content, beside: &beside }).map_err(|problem| told(path, &problem))
}

/// A problem with the file it is in.
pub(super) fn told(path: &Path, problem: &Problem) -> String {
    format!("{}:{}{problem}", path.display(), if problem.line.is_some() { "" } else { " " })
}

fn write(
    arguments: &Arguments,
    article: &Article,
    out: &mut impl Write,
) -> std::io::Result<Result<(), String>> {
    let syntax = if arguments.dialect == Dialect::Markdown { Syntax::Markdown } else { Syntax::Plain };
    let (document, losses) = inline::write(article, syntax, arguments.dialect);
    let losses: Vec<Loss> = article.notes.iter().cloned().chain(losses).collect();
    for line in losses::tell(&article.name, &article.text, &losses) {
        super::complain(&line);
    }
    let Some(folder) = &arguments.out else {
        return out.write_all(document.as_bytes()).map(Ok);
    };
    // A name out of a file is no path.
    let name: String =
        article.name.chars().map(|c| if matches!(c, '/' | '\\' | ':' | '\0') { '_' } else { c }).collect();
    let ending = if arguments.dialect == Dialect::Markdown { "md" } else { "txt" };
    let target = folder.join(format!("{name}.{ending}"));
    let made = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create_new(&target))
        .and_then(|mut file| file.write_all(document.as_bytes()));
    Ok(made.map_err(|error| format!("{}: {error}", target.display())))
}
