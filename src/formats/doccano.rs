//! doccano's JSONL for sequence labelling: `{"id", "text", "label": [[start, end, "PERSON"], …]}`, a document a line.
//!
//! Offsets are code points, as doccano counts them unless a project asks for graphemes. A label is a type and nothing
//! else. Exports of doccano's newer versions name `entities` with `start_offset`, `end_offset` and `label`.

use super::losses::{self, more_than_type, untold};
use super::offsets::{Converter, Locator, Unit};
use super::{Choices, Format, Input, Problem, Written, jsonl, types};
use crate::annotations::{Annotation, Article};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The format.
pub const FORMAT: Format = Format {
    name: "doccano",
    endings: &["jsonl"],
    about: "doccano's JSONL of spans; types only",
    write: Some(write),
    read: Some(read),
};

#[derive(Debug, Serialize, Deserialize)]
struct Line<'a> {
    #[serde(default, skip_serializing)]
    id: serde_json::Value,
    #[serde(alias = "data", borrow)]
    text: Cow<'a, str>,
    #[serde(default, alias = "labels")]
    label: Vec<(usize, usize, String)>,
    #[serde(default, skip_serializing)]
    entities: Vec<Entity>,
}

#[derive(Debug, Deserialize)]
struct Entity {
    start_offset: usize,
    end_offset: usize,
    label: String,
}

fn write(article: &Article, _: Choices) -> Written {
    let mut points = Converter::new(&article.text, Unit::CodePoints);
    let label = article
        .annotations
        .iter()
        .map(|a| {
            let (start, end) = (points.convert(a.span.start), points.convert(a.span.end));
            (start, end, a.label.kind.as_str().to_ascii_uppercase())
        })
        .collect();
    let line =
        Line { id: serde_json::Value::Null, text: (&article.text).into(), label, entities: Vec::new() };
    let content = serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default();
    let losses = more_than_type(&article.annotations).chain(untold(article, losses::ALL)).collect();
    Written::one(article, "jsonl", content, losses)
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    jsonl::read(input, article)
}

fn article(name: &str, line: &str, number: usize) -> Result<Article, Problem> {
    let line: Line<'_> =
        serde_json::from_str(line).map_err(|error| Problem::at(number, error.to_string()))?;
    let name = jsonl::name(Some(&line.id), name, number);
    let entities = line.entities.into_iter().map(|e| (e.start_offset, e.end_offset, e.label));
    let mut article = Article { name, text: line.text.into_owned(), ..Article::default() };
    let bytes = Locator::new(&article.text, Unit::CodePoints);
    for (start, end, label) in line.label.into_iter().chain(entities) {
        let Some(span) = bytes.span(start, end) else {
            return Err(Problem::at(number, format!("the span {start} to {end} is none of the text's")));
        };
        let Some(label) = types::read(&label) else {
            return Err(Problem::at(number, format!("\"{label}\" is no type that Hashiya knows")));
        };
        article.annotations.push(Annotation::new(String::new(), span, label));
    }
    article.settle();
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::inline;
    use crate::formats::{Choices, Input, Problem};
    use crate::tags::Syntax;

    fn reads(content: &str) -> Result<Vec<String>, Problem> {
        let input = Input { name: "x", content, beside: &|_| None };
        let shown = |article: &crate::annotations::Article| {
            let spans = article
                .annotations
                .iter()
                .map(|a| format!("{}={}", a.label.kind.as_str(), article.covered(a)));
            format!("{}: {}", article.name, spans.collect::<Vec<_>>().join(" "))
        };
        read(&input).map(|articles| articles.iter().map(shown).collect())
    }

    #[test]
    fn spans_are_code_points() {
        let article = inline::read("x", "😀 <person value=\"Q1\">نجيب</person>", Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        assert_eq!(written.files[0].content, "{\"text\":\"😀 نجيب\",\"label\":[[2,6,\"PERSON\"]]}\n");
        assert_eq!(written.losses.len(), 1);
        assert_eq!(reads(&written.files[0].content).unwrap(), ["x: person=نجيب"]);
    }

    #[test]
    fn what_doccano_exports_is_read() {
        let lines = "{\"id\":7,\"text\":\"ab\",\"entities\":[{\"id\":1,\"label\":\"GPE\",\"start_offset\":1,\"end_offset\":2}],\"relations\":[]}\n\
                     {\"id\":8,\"data\":\"ab\",\"label\":[[0,1,\"PER\"]]}\n";
        assert_eq!(reads(lines).unwrap(), ["7: place=b", "8: person=a"]);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (line, what) in [
            ("{", "EOF"),
            ("{\"text\":\"ab\",\"label\":[[0,3,\"PER\"]]}", "0 to 3"),
            ("{\"text\":\"ab\",\"label\":[[1,1,\"PER\"]]}", "1 to 1"),
            ("{\"text\":\"ab\",\"label\":[[0,1,\"XYZ\"]]}", "XYZ"),
        ] {
            let problem = reads(&format!("\n{line}")).unwrap_err();
            assert!(problem.line == Some(2) && problem.what.contains(what), "{problem}");
        }
    }
}
