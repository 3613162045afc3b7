//! What is in an article, for reading.
//!
//! In a terminal the value and everything else in Latin letters stands before the Arabic, which comes last on its
//! line: so a line has one change of direction, and dates are not turned around.

use super::Article;
use crate::analysis::{Mention, Subject};
use crate::cli::place::Lines;
use crate::lexicon::gazetteer;
use crate::lints::Finding;
use crate::tags::TagType;
use crate::text::{Language, one_line};
use std::io::Write;
use std::path::Path;

/// Writes what is in an article and what is wrong in it.
pub fn write(
    out: &mut impl Write,
    path: &Path,
    article: &Article,
    findings: &[Finding],
) -> std::io::Result<()> {
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
