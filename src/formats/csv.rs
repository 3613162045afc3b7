//! A table of all annotations, one a row: comma-separated values as RFC 4180 has them, UTF-8, lines by CRLF.
//!
//! Offsets are code points. A range has its two ends in `value` and `end_value`. Spreadsheets take a cell that begins with
//! `=`, `+`, `-`, `@`, a tab or a CR for a formula, whatever its quotes; such a cell is written with an apostrophe before
//! it, unless it is a plain negative number. Readers take that apostrophe away.

use super::losses::{Part, untold};
use super::offsets::{Converter, Unit};
use super::tokens::{Sentence, sentences};
use super::{Choices, Format, Written};
use crate::annotations::Article;
use crate::tags::{Certainty, PlaceKind};
use crate::text::{Span, one_line};

/// The format.
pub const FORMAT: Format = Format {
    name: "csv",
    endings: &["csv"],
    about: "a table of all annotations for spreadsheets; not the text around them",
    write: Some(write),
    read: None,
};

const COLUMNS: &str =
    "id,type,start,end,text,value,end_value,mod,unit,ref,subtype,sentence,kind,cert,resp,status,rule";

/// The most that is shown of a sentence on either side of an annotation, in bytes.
const AROUND: usize = 300;

fn write(article: &Article, _: Choices) -> Written {
    let mut points = Converter::new(&article.text, Unit::CodePoints);
    let sentences = sentences(&article.text);
    let mut out = format!("{COLUMNS}\r\n");
    for annotation in &article.annotations {
        let label = &annotation.label;
        let value = label.value.as_deref().unwrap_or_default();
        let (value, end) = match value.split_once('/') {
            Some((from, to)) if label.kind.is_temporal() => (from, to),
            _ => (value, ""),
        };
        let (first, last) = (points.convert(annotation.span.start), points.convert(annotation.span.end));
        let sentence = one_line(around(&article.text, &sentences, annotation.span));
        let cells = [
            annotation.id.as_str(),
            label.kind.as_str(),
            &first.to_string(),
            &last.to_string(),
            article.covered(annotation),
            value,
            end,
            label.modifier.as_deref().unwrap_or_default(),
            label.unit.as_deref().unwrap_or_default(),
            label.reference.as_deref().unwrap_or_default(),
            label.subtype.as_deref().unwrap_or_default(),
            &sentence,
            label.place_kind.map_or("", PlaceKind::as_str),
            label.cert.map_or("", Certainty::as_str),
            label.resp.as_deref().unwrap_or_default(),
            annotation.status.as_str(),
            annotation.rule.as_deref().unwrap_or_default(),
        ];
        for (index, cell) in cells.into_iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_cell(&mut out, cell);
        }
        out.push_str("\r\n");
    }
    Written::one(article, "csv", out, untold(article, &[Part::Published]))
}

fn write_cell(out: &mut String, cell: &str) {
    let number = cell
        .strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    // What has apostrophes of its own there gets one more, so that taking one away is always right.
    let formula = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula && !number { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

/// What is shown of the sentences that a span touches: from the first to the last, or so far.
fn around<'a>(text: &'a str, sentences: &[Sentence], span: Span) -> &'a str {
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let last = sentences.partition_point(|sentence| sentence.span.start < span.end);
    let touched = sentences.get(first..last).unwrap_or_default();
    let start = touched.first().map_or(span.start, |sentence| sentence.span.start.min(span.start));
    let end = touched.last().map_or(span.end, |sentence| sentence.span.end.max(span.end));
    let mut start = start.max(span.start.saturating_sub(AROUND));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = end.min(span.end + AROUND);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end).of(text)
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, write, write_cell};
    use crate::annotations::inline;
    use crate::formats::Choices;
    use crate::tags::Syntax;

    #[test]
    fn a_row_an_annotation() {
        let article = inline::read(
            "x",
            "سطر.\n😀 قال \"<person>نجيب, الحداد</person>\" في <date from=\"2014\" to=\"2016\">عامين</date>؟ ثم",
            Syntax::Plain,
            Vec::new(),
        );
        let written = write(&article, Choices::default());
        assert_eq!(
            written.files[0].content,
            format!(
                "{COLUMNS}\r\n\
                 t1,person,12,24,\"نجيب, الحداد\",,,,,,,\"😀 قال \"\"نجيب, الحداد\"\" في عامين؟\",,,,accepted,\r\n\
                 t2,date,29,34,عامين,2014,2016,,,,,\"😀 قال \"\"نجيب, الحداد\"\" في عامين؟\",,,,accepted,\r\n"
            )
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
            ("+961", "'+961"),
            ("-5.5", "-5.5"),
            ("-5+A1", "'-5+A1"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("'x", "'x"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            let mut out = String::new();
            write_cell(&mut out, cell);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = format!("{}<person>نجيب</person>{}", "ا".repeat(1000), "😀".repeat(1000));
        let article = inline::read("x", &text, Syntax::Plain, Vec::new());
        assert!(write(&article, Choices::default()).files[0].content.len() < 1000);
    }
}
