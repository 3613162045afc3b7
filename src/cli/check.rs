//! `hashiya check FILE…`: what is in an article, for reading or as JSON.
//!
//! In a terminal the value and everything else in Latin letters stands before the Arabic, which comes last on its
//! line: so a line has one change of direction, and dates are not turned around.

use super::place::Lines;
use super::source::{self, Article, Choices, Shared};
use crate::analysis::{Mention, Subject};
use crate::formats::offsets::Unit;
use crate::formats::stream::Record;
use crate::lexicon::gazetteer;
use crate::lints::{self, Finding, Severity as Severe};
use crate::tags::TagType;
use crate::temporal::Published;
use crate::text::{Language, one_line};
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
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq, PartialOrd, Ord)]
enum Severity {
    Info,
    Warning,
    Error,
}

impl From<Severity> for Severe {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// Status 0: nothing found at or above `--fail-on`; 1: something; 2: a file could not be read.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let (mut failed, mut found) = (false, false);
    let shared = Shared::default();
    for path in &arguments.files {
        let choices = Choices { published: arguments.published, dialect: None };
        match source::article(path, choices, &shared) {
            Ok(article) => {
                let findings = lints::of_document(&article.document);
                found |= findings.iter().any(|finding| finding.severity >= arguments.fail_on.into());
                match arguments.format {
                    Format::Human => human(out, path, &article, &findings)?,
                    Format::Json => json(out, path, &article)?,
                }
            }
            Err(error) => {
                failed = true;
                super::complain(&error);
            }
        }
    }
    Ok(match (failed, found) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::from(1),
        (false, false) => ExitCode::SUCCESS,
    })
}

fn json(out: &mut impl Write, path: &Path, article: &Article) -> std::io::Result<()> {
    let id = serde_json::Value::from(path.display().to_string());
    let record = Record::new(&id, &article.text, &article.document, Unit::CodePoints);
    serde_json::to_writer(&mut *out, &record)?;
    writeln!(out)
}

fn human(out: &mut impl Write, path: &Path, article: &Article, findings: &[Finding]) -> std::io::Result<()> {
    let document = &article.document;
    writeln!(out, "{}", path.display())?;
    match document.publication() {
        Some(publication) => {
            writeln!(
                out,
                "  published {} ({}: {})",
                publication.at,
                publication.source.as_str(),
                publication.why
            )?;
        }
        None => writeln!(out, "  published: unknown; relative dates have no value (give --published)")?,
    }
    let mut lines = Lines::new(&article.text);
    let mut counts = [0usize; TagType::MENTIONS.len()];
    for mention in document.mentions().filter(|m| m.shown) {
        if let Some(index) = TagType::MENTIONS.iter().position(|&t| t == mention.tag_type) {
            counts[index] += 1;
        }
        let (line, column) = lines.locate(mention.span.start);
        let place = format!("{line}:{column}");
        let kind = mention.tag_type.as_str();
        let value = value(&mention);
        let text = one_line(mention.span.of(&article.text));
        writeln!(out, "  {place:>7}  {kind:<8}  {value:<26}  {text}")?;
    }
    let mut lines = Lines::new(&article.text);
    for finding in findings {
        let (line, column) = lines.locate(finding.span.start);
        let (place, severity) = (format!("{line}:{column}"), finding.severity.as_str());
        writeln!(out, "  {place:>7}  {severity:<8}  {}  {}", finding.rule, one_line(&finding.message))?;
    }
    let summary: Vec<String> = TagType::MENTIONS
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(tag_type, count)| format!("{count} {}", tag_type.as_str()))
        .collect();
    writeln!(
        out,
        "  {}; {} finding{}",
        if summary.is_empty() { "nothing found".to_owned() } else { summary.join(", ") },
        findings.len(),
        if findings.len() == 1 { "" } else { "s" }
    )
}

fn value(mention: &Mention) -> String {
    match &mention.subject {
        Subject::Time(time) => match time.resolved.modifier {
            Some(modifier) => format!("{} {modifier}", time.resolved.value),
            None => time.resolved.value.clone(),
        },
        Subject::Entity(entity) => {
            let own = entity.own.record.as_ref().map(|record| record.name(Language::English).to_owned());
            let english = own.or_else(|| entity.record.map(gazetteer::Record::name_en)).unwrap_or_default();
            match (english.is_empty(), entity.kind.is_empty()) {
                (false, _) => english,
                (true, false) => entity.kind.to_owned(),
                (true, true) => "-".to_owned(),
            }
        }
    }
}
