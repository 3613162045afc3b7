//! `hashiya agree A B`: how far two annotators of one text agree, and one version out of the two.

use super::place::Lines;
use super::source;
use crate::annotations::{Annotation, Article, inline};
use crate::evaluation::agreement::{self, Agreement, Decision, Difference, Prefer, Row, Sort};
use crate::formats::stream::head;
use crate::tags::{self, Dialect, Syntax};
use crate::text::{apply, one_line};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the subcommand takes.
#[derive(Args, Debug)]
pub struct Arguments {
    /// The text as the first annotator tagged it
    a: PathBuf,
    /// The same text as the second one tagged it
    b: PathBuf,
    /// Write one version with what both agree on, and what --prefer decides, to this file, which must not exist
    #[arg(long, value_name = "FILE")]
    merge: Option<PathBuf>,
    /// Whose side the merged version takes in a difference
    #[arg(long, value_enum, default_value_t = Choice::None, requires = "merge")]
    prefer: Choice,
    /// The dialect of the merged version: nitf, tei, html or markdown; without it TEI, which says most, or Markdown
    #[arg(long, value_parser = super::dialect, requires = "merge")]
    dialect: Option<Dialect>,
}

#[derive(Clone, Copy, Debug, ValueEnum, PartialEq, Eq)]
enum Choice {
    /// The first annotator's
    A,
    /// The second annotator's
    B,
    /// The longer annotation, and those that only one has
    Longest,
    /// Nobody's: what differs is left out
    None,
}

impl From<Choice> for Prefer {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::A => Self::A,
            Choice::B => Self::B,
            Choice::Longest => Self::Longest,
            Choice::None => Self::None,
        }
    }
}

/// Runs the subcommand. Differences are no failure; files that cannot be compared are.
pub fn run(arguments: &Arguments, out: &mut impl Write) -> std::io::Result<ExitCode> {
    let (a, b) = match (article(&arguments.a), article(&arguments.b)) {
        (Ok(a), Ok(b)) => (a, b),
        (a, b) => {
            for error in [a.err(), b.err()].into_iter().flatten() {
                super::complain(&error);
            }
            return Ok(ExitCode::from(2));
        }
    };
    let agreement = match agreement::compare(&a.0, &b.0) {
        Ok(agreement) => agreement,
        Err(differ) => {
            let (a, b, line) = (arguments.a.display(), arguments.b.display(), differ.line);
            let how = if differ.a == differ.b {
                format!("line {line} ends otherwise (LF, CR LF, or the end of the text)")
            } else {
                format!("line {line} is\n  A: {}\n  B: {}", differ.a, differ.b)
            };
            let what = format!("{a} and {b} are not one text; without tags, {how}");
            super::complain(&format!("{what}\nMake them one text, then compare again"));
            return Ok(ExitCode::from(2));
        }
    };
    let merged =
        arguments.merge.as_ref().map(|_| agreement::merge(&a.0, &agreement, arguments.prefer.into()));
    figures(out, arguments, &agreement)?;
    let decisions = merged.as_ref().map(|(_, decisions)| decisions.as_slice());
    differences(out, &a.0.text, &agreement, decisions)?;
    let Some((path, (merged, _))) = arguments.merge.as_ref().zip(merged) else {
        return Ok(ExitCode::SUCCESS);
    };
    match write(path, &merged, a.1, arguments.dialect) {
        Ok(()) => {
            writeln!(out, "{}: {} annotations", path.display(), merged.annotations.len())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            super::complain(&error);
            Ok(ExitCode::from(2))
        }
    }
}

fn article(path: &Path) -> Result<(Article, Syntax), String> {
    let text = source::read(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let syntax = Syntax::of("", name.as_deref(), head(&text));
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((inline::read(&stem, &text, syntax, Vec::new()), syntax))
}

fn figures(out: &mut impl Write, arguments: &Arguments, agreement: &Agreement<'_>) -> std::io::Result<()> {
    writeln!(out, "A is {}, B is {}", arguments.a.display(), arguments.b.display())?;
    writeln!(out, "\n{:<10} {:>6} {:>6} {:>6} {:>7} {:>7}", "type", "A", "B", "both", "F1", "kappa")?;
    for row in agreement.types.iter().chain([&agreement.overall]) {
        let Row { kind, a, b, agreed, kappa } = *row;
        let share = |figure: Option<f64>| figure.map_or("-".to_owned(), |figure| format!("{figure:.3}"));
        let kind = kind.map_or("all", tags::TagType::as_str);
        writeln!(out, "{kind:<10} {a:>6} {b:>6} {agreed:>6} {:>7} {:>7}", share(row.f1()), share(kappa))?;
    }
    Ok(())
}

fn differences(
    out: &mut impl Write,
    text: &str,
    agreement: &Agreement<'_>,
    decisions: Option<&[Decision]>,
) -> std::io::Result<()> {
    let counts: Vec<String> = Sort::ALL
        .iter()
        .map(|sort| (agreement.differences.iter().filter(|d| d.sort == *sort).count(), sort.as_str()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, sort)| format!("{count} {sort}"))
        .collect();
    let counts = if counts.is_empty() { "none".to_owned() } else { counts.join(", ") };
    writeln!(out, "\ndifferences: {counts}")?;
    let mut lines = Lines::new(text);
    for (index, difference) in agreement.differences.iter().enumerate() {
        let (line, column) = lines.locate(difference.span().start);
        let place = format!("{line}:{column}");
        let decision = decisions.and_then(|decisions| decisions.get(index));
        let decision = decision.map_or(String::new(), |decision| format!("  [{}]", decision.as_str()));
        writeln!(out, "  {place:>7}  {:<9}  {}{decision}", difference.sort.as_str(), told(text, difference))?;
    }
    Ok(())
}

/// A difference in words.
fn told(text: &str, difference: &Difference<'_>) -> String {
    let kind = |annotation: &Annotation| annotation.label.kind.as_str();
    let words = |annotation: &Annotation| quoted(annotation.span.of(text));
    match (difference.sort, difference.a, difference.b) {
        (Sort::Type, Some(a), Some(b)) => format!("{} is {} for A, {} for B", words(a), kind(a), kind(b)),
        (Sort::Boundary, Some(a), Some(b)) => {
            format!("{} is {} for A, {} for B", kind(a), words(a), words(b))
        }
        (Sort::Value, Some(a), Some(b)) => {
            format!("{} {}: {} for A, {} for B", kind(a), words(a), value(a), value(b))
        }
        (Sort::Reference, Some(a), Some(b)) => {
            let reference =
                |x: &Annotation| x.label.reference.clone().unwrap_or_else(|| "nothing".to_owned());
            format!("{} {}: {} for A, {} for B", kind(a), words(a), reference(a), reference(b))
        }
        (_, Some(a), _) => format!("{} {} is only A's", kind(a), words(a)),
        (_, None, Some(b)) => format!("{} {} is only B's", kind(b), words(b)),
        (_, None, None) => String::new(),
    }
}

/// What an annotation says besides its type and reference.
fn value(annotation: &Annotation) -> String {
    let label = &annotation.label;
    let parts = [
        label.value.as_deref(),
        label.modifier.as_deref(),
        label.unit.as_deref(),
        label.place_kind.map(tags::PlaceKind::as_str),
        label.subtype.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(" ") }
}

/// Words of the article on one line, in an isolate so that Arabic moves nothing around it.
fn quoted(text: &str) -> String {
    format!("\u{2068}\"{}\"\u{2069}", one_line(text))
}

/// Writes the merged article as a tagged document. No file is written over.
fn write(path: &Path, merged: &Article, syntax: Syntax, dialect: Option<Dialect>) -> Result<(), String> {
    let dialect = match syntax {
        Syntax::Plain => dialect.unwrap_or(Dialect::Tei),
        Syntax::Markdown => dialect.unwrap_or(Dialect::Markdown),
        Syntax::Html | Syntax::Xml => {
            return Err(format!(
                "{}: not written; only plain text and Markdown can be merged, as comparing takes the markup of HTML \
                 and XML away",
                path.display()
            ));
        }
    };
    let (mut document, losses) = inline::write(merged, syntax, dialect);
    let mut lines = Lines::new(&merged.text);
    for loss in &losses {
        let (line, column) = lines.locate(loss.span.start);
        let text = quoted(loss.span.of(&merged.text));
        super::complain(&format!("{}:{line}:{column}: {} ({text})", path.display(), loss.what));
    }
    if let Some(published) = merged.published
        && tags::read_published(&document, syntax).is_none()
    {
        document = apply(&document, &tags::set_published(&document, syntax, &published.to_string()));
    }
    std::fs::File::create_new(path)
        .and_then(|mut file| file.write_all(document.as_bytes()))
        .map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Choice, run};
    use std::fs;
    use std::path::Path;
    use std::process::ExitCode;

    /// Runs the subcommand on two documents; gives what it printed and the merged file, if there is one.
    fn agree(a: &str, b: &str, ending: &str, prefer: Choice) -> (ExitCode, String, Option<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(format!("{name}.{ending}"));
        fs::write(path("a"), a).unwrap();
        fs::write(path("b"), b).unwrap();
        let (merge, dialect) = (Some(path("merged")), None);
        let arguments = Arguments { a: path("a"), b: path("b"), merge, prefer, dialect };
        let mut out = Vec::new();
        let code = run(&arguments, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap().replace(&folder.path().display().to_string(), "");
        (code, out, read(&path("merged")))
    }

    fn read(path: &Path) -> Option<String> {
        fs::read_to_string(path).ok()
    }

    #[test]
    fn the_report_is_readable_and_the_merge_tagged() {
        let a = "<date.issue norm=\"20161229\"/>قال <person>نجيب</person> في <city>صور</city>.\n";
        let b = "قال <persName>نجيب</persName> في <orgName>صور</orgName>.\n";
        let (code, out, merged) = agree(a, b, "txt", Choice::B);
        assert_eq!(code, ExitCode::SUCCESS);
        let expected = [
            "A is /a.txt, B is /b.txt",
            "",
            "type            A      B   both      F1   kappa",
            "person          1      1      1   1.000   1.000",
            "org             0      1      0   0.000   0.000",
            "place           1      0      0   0.000   0.000",
            "all             2      2      1   0.500   0.667",
            "",
            "differences: 1 type",
            "     1:13  type       \u{2068}\"صور\"\u{2069} is place for A, org for B  [B's is kept]",
            "/merged.txt: 2 annotations",
            "",
        ];
        assert_eq!(out, expected.join("\n"));
        let merged = merged.unwrap();
        assert!(merged.ends_with("قال <persName>نجيب</persName> في <orgName>صور</orgName>.\n"), "{merged}");
        assert!(merged.contains("20161229"), "{merged}");
    }

    #[test]
    fn what_cannot_be_compared_or_merged_is_left_alone() {
        let (code, out, merged) = agree("a <person>b</person>", "a c", "txt", Choice::A);
        assert_eq!((code, out.as_str(), merged), (ExitCode::from(2), "", None));
        let (code, _, merged) = agree("<p>a</p>", "<p>a</p>", "html", Choice::A);
        assert_eq!((code, merged), (ExitCode::from(2), None));
        let (code, _, merged) = agree("[a]{.person} b", "[a]{.person} b", "md", Choice::None);
        assert_eq!((code, merged.as_deref()), (ExitCode::SUCCESS, Some("[a]{.person} b")));
    }
}
