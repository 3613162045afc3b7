//! `hashiya check FILE…`: what is in articles and what is wrong in them, one file a format: for reading, as JSON, as SARIF
//! for code scanners, as annotations of GitHub.

mod github;
mod human;
mod json;
mod places;
mod sarif;

use super::source::{self, Article, Choices, Shared};
use crate::lints::{self, Severity as Severe};
use crate::temporal::Published;
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The articles; `-` is standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The file that standard input is the text of: its settings, syntax and annotations hold
    #[arg(long, value_name = "FILE")]
    name: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The publication date, when the article does not say it (2016-12-29 or 2016-12-29T14:05)
    #[arg(long, value_parser = super::published)]
    published: Option<Published>,
    /// Fail when a finding is at least this severe
    #[arg(long, value_enum, default_value_t = Severity::Warning)]
    fail_on: Severity,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Human,
    /// One object a file, as `annotate --jsonl` writes it
    Json,
    /// SARIF 2.1.0, one run for all files
    Sarif,
    /// Workflow commands that GitHub shows beside the lines
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Severity {
    Hint,
    Info,
    Warning,
    Error,
}

impl From<Severity> for Severe {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Hint => Self::Hint,
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// Status 0: nothing found at or above `--fail-on`; 1: something; 2: a file could not be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let mut found = false;
    let mut unread = Vec::new();
    let mut results = Vec::new();
    let shared = Shared::default();
    let choices = Choices { published: arguments.published, dialect: None };
    for file in &arguments.files {
        let is_input = file.as_os_str() == "-";
        let path = if is_input { arguments.name.as_deref().unwrap_or(Path::new("stdin")) } else { file };
        let article = if is_input {
            source::input(path, choices, &shared)
        } else {
            source::article(path, choices, &shared)
        };
        match article {
            Ok(article) => {
                let findings = lints::of_document(&article.document);
                found |= findings.iter().any(|finding| finding.severity >= arguments.fail_on.into());
                match arguments.format {
                    Format::Human => human::write(out, path, &article, &findings)?,
                    Format::Json => json::write(out, path, &article)?,
                    Format::Github => github::write(out, &shown(path), &article.text, &findings)?,
                    Format::Sarif => results.extend(sarif::results(&shown(path), &article.text, &findings)),
                }
            }
            Err(error) => {
                super::complain(&error);
                unread.push(error);
            }
        }
    }
    if matches!(arguments.format, Format::Sarif) {
        serde_json::to_writer_pretty(&mut *out, &sarif::log(results, &unread))?;
        writeln!(out)?;
    }
    Ok(match (unread.is_empty(), found) {
        (false, _) => ExitCode::from(2),
        (true, true) => ExitCode::from(1),
        (true, false) => ExitCode::SUCCESS,
    })
}

/// A file's name as other programs look for it: from the working folder where it lies below that, with forward slashes.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).unwrap_or(path);
    let mut name = String::new();
    for part in below.components().filter(|part| *part != Component::CurDir) {
        if !(name.is_empty() || name.ends_with('/')) {
            name.push('/');
        }
        match part {
            Component::RootDir => name.push('/'),
            part => name.push_str(&part.as_os_str().to_string_lossy()),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::shown;
    use std::path::Path;

    #[test]
    fn names_are_told_from_here() {
        let here = std::env::current_dir().unwrap();
        for (path, expected) in [
            (Path::new("a.txt"), "a.txt"),
            (Path::new("./desk/a.txt"), "desk/a.txt"),
            (Path::new("../a.txt"), "../a.txt"),
            (&here.join("desk").join("أ.txt"), "desk/أ.txt"),
            (Path::new("/nowhere/a.txt"), "/nowhere/a.txt"),
        ] {
            assert_eq!(shown(path), expected);
        }
    }
}
