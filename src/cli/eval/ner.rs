//! `hashiya eval ner GOLD.jsonl`: the figures of the name detector on a gold set.
//!
//! Each case goes the way a line of `annotate --jsonl` goes, so the figures are those of the program's output.

use crate::analysis::{Document, Options, Subject};
use crate::cli::{complain, source};
use crate::entities::tagger::Model;
use crate::evaluation::names::{Case, Found, Scores};
use crate::formats::offsets::{Converter, Unit};
use crate::formats::stream::Input;
use clap::Args;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The gold: one object a line with `text`, `lang` and `entities`
    #[arg(required = true)]
    gold: Vec<PathBuf>,
    /// A model in place of the shipped one of its language
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Say how proclitics are cut: of the gold names that were found, how many start where they should
    #[arg(long)]
    proclitics: bool,
    /// Show the first N cases that are not right
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// Runs the subcommand: 0, or 2 when something cannot be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<ExitCode> {
    let scores = arguments.model.as_deref().map(source::model).transpose().and_then(|model| {
        let mut scores = Scores::default();
        let mut wrong = Vec::new();
        for path in &arguments.gold {
            score(path, model.as_ref(), &mut scores, arguments.errors, &mut wrong)?;
        }
        Ok((scores, wrong))
    });
    match scores {
        Ok((scores, wrong)) => {
            write!(out, "{scores}")?;
            if arguments.proclitics {
                writeln!(out, "{}", scores.proclitics())?;
            }
            wrong.iter().try_for_each(|case| write!(out, "\n{case}"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            complain(&error);
            Ok(ExitCode::from(2))
        }
    }
}

fn score(
    path: &Path,
    model: Option<&Arc<Model>>,
    scores: &mut Scores,
    errors: usize,
    wrong: &mut Vec<String>,
) -> Result<(), String> {
    for (index, line) in source::read(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let at = |error: String| format!("{}:{}: {error}", path.display(), index + 1);
        let case: Case = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let input = Input {
            id: case.id.clone(),
            text: case.text.clone(),
            published: case.published.clone(),
            lang: case.lang.clone(),
            prefer: None,
        };
        let options = Options { model: model.cloned(), ..input.options().map_err(at)? };
        let found = find(&case.text, options);
        if !scores.add(&case, &found) && wrong.len() < errors {
            wrong.push(show(&case, &found));
        }
    }
    Ok(())
}

fn find(text: &str, options: Options) -> Vec<Found> {
    let document = Document::of(text, options);
    let mut points = Converter::new(text, Unit::CodePoints);
    let names = document.mentions().filter(|m| !m.nested && matches!(m.subject, Subject::Entity(_)));
    names
        .map(|m| Found {
            start: points.convert(m.span.start),
            end: points.convert(m.span.end),
            kind: m.tag_type.as_str(),
            shown: m.shown,
        })
        .collect()
}

/// A wrong case: the text, what is missing, what is too many.
fn show(case: &Case, found: &[Found]) -> String {
    let text: Vec<char> = case.text.chars().collect();
    let part = |start: usize, end: usize| text.iter().take(end).skip(start).collect::<String>();
    let ours: Vec<String> = found.iter().map(|f| format!("{} {}", f.kind, part(f.start, f.end))).collect();
    let gold: Vec<String> =
        case.entities.iter().map(|g| format!("{} {}", g.kind, part(g.start, g.end))).collect();
    format!("{}\n   gold   {}\n   found  {}\n", case.text, gold.join(" | "), ours.join(" | "))
}
