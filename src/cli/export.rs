//! `hashiya export FILE… --to FORMAT`: articles in a format of other programs.

use super::place::Lines;
use super::source::{self, Choices, Shared};
use crate::analysis::found;
use crate::annotations::{Annotation, Article, inline};
use crate::formats::{self, Clitics, Format};
use crate::temporal::Published;
use crate::text::{Span, one_line};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The articles
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The format; `hashiya formats` lists them
    #[arg(long, value_parser = super::writable)]
    to: &'static Format,
    /// The folder for the files; without it the annotations go to standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// What is exported: the tags of the article and what is kept beside it, what Hashiya would show besides, or all that it finds
    #[arg(long, value_enum, default_value_t = What::Tags)]
    what: What,
    /// What formats of tokens do with a proclitic that is glued to a name
    #[arg(long, value_enum, default_value_t = Policy::Split)]
    clitics: Policy,
    /// The publication date, when the article does not say it
    #[arg(long, value_parser = super::published)]
    published: Option<Published>,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
enum What {
    Tags,
    Shown,
    All,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
enum Policy {
    Split,
    Attach,
    Drop,
}

impl From<Policy> for Clitics {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Split => Self::Split,
            Policy::Attach => Self::Attach,
            Policy::Drop => Self::Drop,
        }
    }
}

/// Runs the subcommand. A file that cannot be read is told, and the rest goes on.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let shared = Shared::default();
    let mut status = ExitCode::SUCCESS;
    for path in &arguments.files {
        match article(arguments, path, &shared) {
            Ok(article) => {
                if let Err(error) = export(arguments, path, &article, out)? {
                    super::complain(&error);
                    status = ExitCode::from(2);
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

/// The article with what is to be exported of it.
fn article(arguments: &Arguments, path: &Path, shared: &Shared) -> Result<Article, String> {
    let choices = Choices { published: arguments.published, dialect: None };
    let read = source::article(path, choices, shared)?;
    let mut beside: Vec<Annotation> = read.document.annotations().all().cloned().collect();
    beside.extend(match arguments.what {
        What::Tags => Vec::new(),
        What::Shown => found(&read.document, |mention| mention.shown, false),
        What::All => found(&read.document, |_| true, true),
    });
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut article = inline::read(&name, &read.text, read.syntax, beside);
    article.published = article.published.or_else(|| read.document.publication().map(|p| p.at));
    if article.annotations.is_empty() && arguments.what == What::Tags {
        super::complain(&format!("{}: no tags; --what shown exports what Hashiya finds", path.display()));
    }
    Ok(article)
}

fn export(
    arguments: &Arguments,
    path: &Path,
    article: &Article,
    out: &mut impl Write,
) -> std::io::Result<Result<(), String>> {
    let Some(write) = arguments.to.write else { return Ok(Ok(())) };
    let written = write(article, formats::Choices { clitics: arguments.clitics.into() });
    let mut lines = Lines::new(&article.text);
    for loss in &written.losses {
        let (line, column) = lines.locate(loss.span.start);
        let text = Span::new(loss.span.start, loss.span.end.min(article.text.len())).of(&article.text);
        let text: String = one_line(text).chars().take(60).collect();
        super::complain(&format!("{}:{line}:{column}: {} ({text})", path.display(), loss.what));
    }
    let Some(folder) = &arguments.out else {
        if let Some(file) = written.files.first() {
            out.write_all(file.content.as_bytes())?;
        }
        return Ok(Ok(()));
    };
    for file in &written.files {
        let target = folder.join(&file.name);
        if let Err(error) =
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&target, &file.content))
        {
            return Ok(Err(format!("{}: {error}", target.display())));
        }
    }
    Ok(Ok(()))
}
