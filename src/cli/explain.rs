//! `hashiya explain FILE:LINE:COL`: what a hover says of the mention there, step by step, in a terminal; and `hashiya
//! explain RULE`: the page of a rule.

use super::source::{self, Choices, Shared};
use super::{complain, place};
use crate::gloss;
use crate::lints::{self, Rule};
use crate::temporal::Published;
use crate::text::one_line;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The place, as `check` prints it: lines and columns from 1, columns in characters; or the name of a rule
    #[arg(value_name = "FILE:LINE:COL|RULE", value_parser = Subject::parse)]
    subject: Subject,
    /// The publication date, when the article does not say it (2016-12-29 or 2016-12-29T14:05)
    #[arg(long, value_parser = super::published)]
    published: Option<Published>,
}

/// What is asked about.
#[derive(Clone, Debug)]
enum Subject {
    Place(Place),
    Rule(&'static Rule),
}

impl Subject {
    /// No rule has a colon in its name, and every place has two.
    fn parse(text: &str) -> Result<Self, String> {
        match lints::rule(text) {
            Some(rule) => Ok(Self::Rule(rule)),
            None => Place::parse(text).map(Self::Place),
        }
    }
}

/// A place in a file.
#[derive(Clone, Debug)]
struct Place {
    file: PathBuf,
    line: usize,
    column: usize,
}

impl Place {
    /// A file's name may hold colons; the last two are ours.
    fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.rsplitn(3, ':');
        let column = parts.next().and_then(|n| n.parse().ok());
        let line = parts.next().and_then(|n| n.parse().ok());
        match (parts.next(), line, column) {
            (Some(file), Some(line), Some(column)) if !file.is_empty() => {
                Ok(Self { file: file.into(), line, column })
            }
            _ => Err("expected a file with a line and a column, such as article.txt:3:46, or a rule, such as tag/unbalanced".to_owned()),
        }
    }
}

/// Status 0 with an explanation, 1 when no mention is there, 2 when the file could not be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<ExitCode> {
    let Place { file, line, column } = match &arguments.subject {
        Subject::Place(place) => place,
        Subject::Rule(rule) => {
            write!(out, "{}", rule.page().map_or(rule.name, |page| page.text))?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let choices = Choices { published: arguments.published, dialect: None };
    let article = match source::article(file, choices, &Shared::default()) {
        Ok(article) => article,
        Err(error) => {
            complain(&error);
            return Ok(ExitCode::from(2));
        }
    };
    let here = format!("{}:{line}:{column}", file.display());
    let Some(offset) = place::offset(&article.text, *line, *column) else {
        complain(&format!("{here}: no such place in the text"));
        return Ok(ExitCode::FAILURE);
    };
    let Some(mention) = article.document.mention_at(offset) else {
        complain(&format!("{here}: no mention here"));
        return Ok(ExitCode::FAILURE);
    };
    let text =
        |span: crate::text::Span| article.text.get(span.start..span.end).unwrap_or_default().to_owned();
    let (line, column) = place::Lines::new(&article.text).locate(mention.span.start);
    let words = one_line(&text(mention.span));
    writeln!(out, "{}:{line}:{column}  {words}", file.display())?;
    write!(out, "{}", gloss::of(&article.document, &mention, text).plain())?;
    Ok(ExitCode::SUCCESS)
}
