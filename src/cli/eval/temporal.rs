//! `hashiya eval temporal GOLD.jsonl`: the figures of the temporal detector on a gold set.
//!
//! Each case goes the way a line of `annotate --jsonl` goes, so the figures are those of the program's output. A set
//! that cannot be read to its end gives a message with its line and no figures: half a set has none.

use crate::analysis::{Document, Subject};
use crate::cli::{complain, source};
use crate::evaluation::times::{Case, Predicted, Scores};
use crate::formats::offsets::{Converter, Unit};
use crate::formats::stream::Input;
use crate::text::one_line;
use clap::{Args, ValueEnum};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The gold: one object a line with `source`, `text`, `reference` and `expected`
    gold: PathBuf,
    /// Where an ambiguous date lies
    #[arg(long, value_enum, default_value_t = Prefer::Past)]
    prefer: Prefer,
    /// The language of every text; by its script when absent
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// Show the first N cases that are not right
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Prefer {
    Past,
    Future,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    Ar,
    En,
}

/// Runs the subcommand: 0, or 2 when the gold cannot be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<ExitCode> {
    let cases = match read(arguments) {
        Ok(cases) => cases,
        Err(error) => {
            complain(&error);
            return Ok(ExitCode::from(2));
        }
    };
    let mut scores = Scores::default();
    let mut wrong = Vec::new();
    for (case, input) in &cases {
        let found = match predict(input) {
            Ok(found) => found,
            Err(error) => {
                complain(&format!("{}: {error}", arguments.gold.display()));
                return Ok(ExitCode::from(2));
            }
        };
        if !scores.add(case, &found) && wrong.len() < arguments.errors {
            wrong.push((case, found));
        }
    }
    write!(out, "{scores}")?;
    for (case, found) in wrong {
        show(out, case, &found)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The cases with the line of the stream that each is.
fn read(arguments: &Arguments) -> Result<Vec<(Case, Input)>, String> {
    let mut cases = Vec::new();
    for (index, line) in source::read(&arguments.gold)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let at = |error: String| format!("{}:{}: {error}", arguments.gold.display(), index + 1);
        let case: Case = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let input = Input {
            id: case.id.clone(),
            text: case.text.clone(),
            published: case.reference.clone(),
            lang: arguments.lang.map(|l| if matches!(l, Language::Ar) { "ar" } else { "en" }.to_owned()),
            prefer: Some(if matches!(arguments.prefer, Prefer::Past) { "past" } else { "future" }.to_owned()),
        };
        // The one key that a case can get wrong is called otherwise there.
        input.options().map_err(|error| at(error.replacen("published", "reference", 1)))?;
        cases.push((case, input));
    }
    Ok(cases)
}

fn predict(input: &Input) -> Result<Vec<Predicted>, String> {
    let document = Document::of(&input.text, input.options()?);
    let mut points = Converter::new(&input.text, Unit::CodePoints);
    let mut found = Vec::new();
    for mention in document.mentions() {
        if let Subject::Time(time) = mention.subject {
            found.push(Predicted {
                span: (points.convert(mention.span.start), points.convert(mention.span.end)),
                kind: mention.tag_type.as_str(),
                value: time.resolved.value,
            });
        }
    }
    Ok(found)
}

/// A wrong case. The Arabic comes last on its line, so that a terminal does not turn the values around.
fn show(out: &mut impl Write, case: &Case, found: &[Predicted]) -> io::Result<()> {
    let id = case.id.as_str().map_or_else(|| case.id.to_string(), str::to_owned);
    let text: Vec<char> = case.text.chars().collect();
    let part = |from: usize, to: usize| -> String { text.iter().take(to).skip(from).collect() };
    writeln!(out, "\n[{id}] (reference {})", case.reference.as_deref().unwrap_or("none"))?;
    writeln!(out, "   {}", one_line(&part(0, 300)))?;
    for gold in &case.expected {
        let surface = gold.surface.clone().or_else(|| gold.span.map(|(from, to)| part(from, to)));
        let (kind, value) = (gold.kind.as_deref().unwrap_or("-"), gold.value.as_deref().unwrap_or("-"));
        writeln!(out, "   gold   {kind:<8}  {value:<26}  {}", one_line(&surface.unwrap_or_default()))?;
    }
    for time in found {
        let surface = part(time.span.0, time.span.1);
        writeln!(out, "   found  {:<8}  {:<26}  {}", time.kind, time.value, one_line(&surface))?;
    }
    Ok(())
}
