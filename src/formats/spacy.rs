//! spaCy's and Prodigy's JSONL: `{"text", "spans": [{"start", "end", "label", …}], "tokens": […]}`, an article a line.
//!
//! Offsets are code points. spaCy keeps a span only if tokens begin and end where it does, and its own tokenizer cuts
//! neither proclitics nor much else of Arabic; so the tokens are written too, as Prodigy has them, cut at every edge of a
//! span. `Doc(vocab, words=[t["text"] …], spaces=[t["ws"] …])` is then the text, byte for byte: white space that is not
//! one space behind a token is a token. Spans nest, so they go to `doc.spans`; `kb_id` is the reference. What spaCy has
//! no place for stands beside it under names of ours, which it passes over.

use super::losses::{Part, untold};
use super::offsets::{Converter, Locator, Unit};
use super::tokens;
use super::{Choices, Format, Input, Problem, Written, jsonl, types};
use crate::annotations::{Annotation, Article, Loss, Status};
use crate::tags::{Certainty, Label, PlaceKind};
use crate::temporal::Published;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The format.
pub const FORMAT: Format = Format {
    name: "spacy",
    endings: &["jsonl"],
    about: "spaCy's and Prodigy's JSONL of spans with tokens that fit them",
    write: Some(write),
    read: Some(read),
};

#[derive(Debug, Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(default)]
    spans: Vec<Entry>,
    #[serde(default, skip_deserializing)]
    tokens: Vec<Token<'a>>,
    #[serde(default)]
    meta: Meta,
    #[serde(default, skip_serializing)]
    answer: Option<String>,
}

/// What Prodigy shows of a task, and hands on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Meta {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

#[derive(Debug, Serialize)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    /// One space stands behind it.
    ws: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Entry {
    start: usize,
    end: usize,
    label: String,
    /// The first token.
    #[serde(default)]
    token_start: usize,
    /// The last token, not the one behind it.
    #[serde(default)]
    token_end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kb_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subtype: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cert: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resp: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<String>,
}

fn write(article: &Article, _: Choices) -> Written {
    let text = article.text.as_str();
    let spaced = cover(text, &article.annotations);
    let mut points = Converter::new(text, Unit::CodePoints);
    let tokens: Vec<Token<'_>> = spaced
        .iter()
        .enumerate()
        .map(|(id, (span, ws))| {
            let (start, end) = (points.convert(span.start), points.convert(span.end));
            Token { text: span.of(text), start, end, id, ws: *ws }
        })
        .collect();
    let spans = article
        .annotations
        .iter()
        .map(|a| Entry {
            start: points.convert(a.span.start),
            end: points.convert(a.span.end),
            token_start: spaced.partition_point(|(token, _)| token.start < a.span.start),
            token_end: spaced.partition_point(|(token, _)| token.end < a.span.end),
            ..entry(a)
        })
        .collect();
    let meta = Meta {
        id: Some(article.name.clone().into()),
        published: article.published.map(|published| published.to_string()),
    };
    let line = Line { text: text.into(), spans, tokens, meta, answer: None };
    let content = serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default();
    Written::one(article, "jsonl", content, untold(article, &[Part::Ids]))
}

/// What is said of an annotation.
fn entry(annotation: &Annotation) -> Entry {
    let label = annotation.label.clone();
    Entry {
        label: types::ontonotes(label.kind).to_owned(),
        kb_id: label.reference,
        value: label.value,
        modifier: label.modifier,
        unit: label.unit,
        kind: label.place_kind.map(|kind| kind.as_str().to_owned()),
        subtype: label.subtype,
        cert: label.cert.map(|cert| cert.as_str().to_owned()),
        resp: label.resp,
        status: (annotation.status != Status::default()).then(|| annotation.status.as_str().to_owned()),
        rule: annotation.rule.clone(),
        ..Entry::default()
    }
}

/// Tokens that cover the whole text, each with whether one space stands behind it that is no token.
fn cover(text: &str, annotations: &[Annotation]) -> Vec<(Span, bool)> {
    let edges = tokens::edges(annotations);
    // A space at which a span begins, or behind which one ends, has to be a token.
    let mut starts: Vec<usize> = annotations.iter().map(|a| a.span.start).collect();
    let mut ends: Vec<usize> = annotations.iter().map(|a| a.span.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let bound =
        |space: usize| starts.binary_search(&space).is_ok() || ends.binary_search(&(space + 1)).is_ok();
    let words = tokens::cut(&tokens::words(text), &edges).into_iter().map(|piece| piece.span);
    let mut out: Vec<(Span, bool)> = Vec::new();
    let mut at = 0;
    for word in words.chain([Span::new(text.len(), text.len())]) {
        for run in runs(text, Span::new(at, word.start), &edges) {
            let mut start = run.start;
            if let Some(before) = out.last_mut()
                && run.of(text).starts_with(' ')
                && !bound(start)
            {
                before.1 = true;
                start += 1;
            }
            if start < run.end {
                out.push((Span::new(start, run.end), false));
            }
        }
        if !word.is_empty() {
            out.push((word, false));
        }
        at = word.end;
    }
    out
}

/// The white space between two tokens, cut at `edges`.
fn runs(text: &str, gap: Span, edges: &[usize]) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, c) in gap.of(text).char_indices() {
        let (start, end) = (gap.start + at, gap.start + at + c.len_utf8());
        match runs.last_mut() {
            Some(run) if edges.binary_search(&start).is_err() => run.end = end,
            _ => runs.push(Span::new(start, end)),
        }
    }
    runs
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    jsonl::read(input, article)
}

fn article(name: &str, line: &str, number: usize) -> Result<Article, Problem> {
    let line: Line<'_> =
        serde_json::from_str(line).map_err(|error| Problem::at(number, error.to_string()))?;
    let name = jsonl::name(line.meta.id.as_ref(), name, number);
    let published = line.meta.published.as_deref().and_then(Published::parse);
    let mut article = Article { name, published, text: line.text.into_owned(), ..Article::default() };
    let whole = Span::new(0, article.text.len());
    if let Some(answer) = line.answer.filter(|answer| answer != "accept") {
        let what = format!("the annotations are left out: the answer to them is \"{answer}\"");
        article.notes.push(Loss { span: whole, what });
        return Ok(article);
    }
    let bytes = Locator::new(&article.text, Unit::CodePoints);
    for entry in line.spans {
        let Some(span) = bytes.span(entry.start, entry.end) else {
            let what = format!("the span {} to {} is none of the text's", entry.start, entry.end);
            return Err(Problem::at(number, what));
        };
        let Some(label) = types::read(&entry.label) else {
            return Err(Problem::at(number, format!("\"{}\" is no type that Hashiya knows", entry.label)));
        };
        let place_kind = entry.kind.as_deref().and_then(PlaceKind::parse).or(label.place_kind);
        let label = Label {
            kind: label.kind,
            value: entry.value,
            modifier: entry.modifier,
            unit: entry.unit,
            reference: entry.kb_id.filter(|id| !id.is_empty()),
            place_kind,
            subtype: entry.subtype,
            cert: entry.cert.as_deref().and_then(Certainty::parse),
            resp: entry.resp,
        };
        let status = entry.status.as_deref().and_then(Status::parse).unwrap_or_default();
        article.annotations.push(Annotation { id: String::new(), span, label, status, rule: entry.rule });
    }
    article.settle();
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::{cover, read, write};
    use crate::annotations::{Annotation, Article, inline};
    use crate::formats::{Choices, Input};
    use crate::tags::{Label, Syntax, TagType};
    use crate::text::Span;
    use proptest::prelude::*;

    fn back(content: &str) -> Article {
        read(&Input { name: "x", content, beside: &|_| None }).unwrap().remove(0)
    }

    /// Checks the tokens, joined by `|`; `_` stands for the space behind one.
    fn check(document: &str, expected: &str) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        let tokens: Vec<String> = cover(&article.text, &article.annotations)
            .iter()
            .map(|(span, ws)| format!("{}{}", span.of(&article.text), if *ws { "_" } else { "" }))
            .collect();
        assert_eq!(tokens.join("|"), expected);
    }

    #[test]
    fn tokens_are_the_text_and_fit_the_spans() {
        check("", "");
        check("زار و<placeName>بيروت</placeName> ثم", "زار_|و|بيروت_|ثم");
        check("a  b\r\nc\u{200f} ", "a_| |b|\r\n|c|\u{200f}_");
        check(" a\u{a0}b", " |a|\u{a0}|b");
        check("a<org> b </org>c", "a| |b| |c");
    }

    #[test]
    fn spans_say_their_tokens() {
        let article =
            inline::read("x", "😀 و<placeName ref=\"a:1\">حلب</placeName>", Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        let line: serde_json::Value = serde_json::from_str(&written.files[0].content).unwrap();
        let expected = serde_json::json!([{"start": 3, "end": 6, "label": "LOC", "token_start": 2, "token_end": 2, "kb_id": "a:1"}]);
        assert_eq!(line["spans"], expected);
        assert_eq!(back(&written.files[0].content), article);
    }

    #[test]
    fn what_others_write_is_read() {
        let article = back(
            "{\"text\":\"ab\",\"spans\":[{\"start\":1,\"end\":2,\"label\":\"FAC\",\"kb_id\":\"\"}],\"answer\":\"accept\"}",
        );
        assert_eq!(article.annotations.len(), 1);
        assert_eq!(article.annotations[0].label.reference, None);
        let rejected = back(
            "{\"text\":\"ab\",\"spans\":[{\"start\":1,\"end\":2,\"label\":\"FAC\"}],\"answer\":\"reject\"}",
        );
        assert_eq!((rejected.annotations.len(), rejected.notes.len()), (0, 1));
        for (line, what) in [
            ("{\"text\":1}", "string"),
            ("{\"text\":\"ab\",\"spans\":[{\"start\":1,\"end\":9,\"label\":\"FAC\"}]}", "1 to 9"),
            ("{\"text\":\"ab\",\"spans\":[{\"start\":1,\"end\":2,\"label\":\"GENE\"}]}", "GENE"),
        ] {
            let content = format!("\n{line}");
            let problem = read(&Input { name: "x", content: &content, beside: &|_| None }).unwrap_err();
            assert!(problem.line == Some(2) && problem.what.contains(what), "{problem}");
        }
    }

    proptest! {
        #[test]
        fn tokens_join_to_the_text_and_edges_are_tokens(
            text in "[اب😀aو \u{a0}\u{200f}\r\n\t.ـّ\"\u{1}]{0,60}",
            draws in prop::collection::vec((any::<u16>(), 1..12usize, 0..TagType::ALL.len()), 0..8),
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let annotations = draws.into_iter().filter_map(|(start, length, kind)| {
                let start = usize::from(start) % places.len();
                let end = (start + length).min(places.len() - 1);
                let span = (start < end).then(|| Span::new(places[start], places[end]))?;
                Some(Annotation::new(String::new(), span, Label::new(TagType::ALL[kind])))
            });
            let mut article = Article { name: "x".to_owned(), annotations: annotations.collect(), text, ..Article::default() };
            article.settle();
            let written = write(&article, Choices::default());
            let line: serde_json::Value = serde_json::from_str(&written.files[0].content).unwrap();
            let tokens = line["tokens"].as_array().unwrap();
            let text: String = tokens
                .iter()
                .flat_map(|t| [t["text"].as_str().unwrap(), if t["ws"] == true { " " } else { "" }])
                .collect();
            prop_assert_eq!(&text, &article.text);
            prop_assert!(tokens.iter().all(|t| t["text"] != ""));
            for span in line["spans"].as_array().unwrap() {
                let token = |key: &str| &tokens[usize::try_from(span[key].as_u64().unwrap()).unwrap()];
                prop_assert_eq!(&token("token_start")["start"], &span["start"]);
                prop_assert_eq!(&token("token_end")["end"], &span["end"]);
            }
            prop_assert_eq!(back(&written.files[0].content), article);
        }
    }
}
