//! The stream: one JSON object a line in, one a line out, in the same order. Every measurement and every archive
//! uses it. Readers ignore keys they do not know, so keys may be added and none may change.

use super::offsets::{Converter, Unit};
use crate::analysis::{Document, Mention, Options, Subject};
use crate::lints;
use crate::tags::{Syntax, TagType};
use crate::temporal::{Prefer, Published};
use crate::text::{Language, Span, apply};
use serde::{Deserialize, Serialize};

/// One line in.
#[derive(Debug, Deserialize)]
pub struct Input {
    /// Whatever the caller knows the text by; given back as it came.
    pub id: serde_json::Value,
    /// The text, tags included.
    pub text: String,
    /// The publication date, `YYYY-MM-DD` with or without `Thh:mm`.
    pub published: Option<String>,
    /// `ar` or `en`.
    pub lang: Option<String>,
    /// `past` or `future`.
    pub prefer: Option<String>,
}

/// One line out.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    id: &'a serde_json::Value,
    published: Option<String>,
    published_from: Option<&'static str>,
    entities: Vec<EntityLine<'a>>,
    timexes: Vec<TimexLine<'a>>,
    quantities: Vec<QuantityLine<'a>>,
    quotes: Vec<QuoteLine>,
    findings: Vec<FindingLine>,
}

#[derive(Debug, Serialize)]
struct EntityLine<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    entity_type: &'static str,
    text: &'a str,
    entity: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    kind: &'static str,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    confidence: f64,
    rule: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nested: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tagged: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shown: bool,
}

#[derive(Debug, Serialize)]
struct TimexLine<'a> {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    timex_type: &'static str,
    text: &'a str,
    value: String,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    begin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<&'static str>,
    rule: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tagged: bool,
}

#[derive(Debug, Serialize)]
struct QuantityLine<'a> {
    start: usize,
    end: usize,
    kind: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct QuoteLine {
    start: usize,
    end: usize,
    speaker: Option<String>,
}

/// Each fix repeats the text: more of them would make the line quadratic.
const MOST_FIXES: usize = 100;

#[derive(Debug, Serialize)]
struct FindingLine {
    rule: &'static str,
    start: usize,
    end: usize,
    severity: &'static str,
    message: String,
    /// The whole text with this one finding mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<String>,
}

impl Input {
    /// Reads a line. The message says what is wrong in the words of the format.
    pub fn parse(line: &str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|error| error.to_string())
    }

    /// How to read the text of this line; the message names the key that cannot be read.
    pub fn options(&self) -> Result<Options, String> {
        let given = match self.published.as_deref() {
            None => None,
            Some(text) => {
                Some(Published::parse(text).ok_or_else(|| format!("published: no date: {text:?}"))?)
            }
        };
        let language = match self.lang.as_deref() {
            None => None,
            Some(code) => Some(Language::parse(code).ok_or_else(|| format!("lang: not ar or en: {code:?}"))?),
        };
        let prefer = match self.prefer.as_deref() {
            None | Some("past") => Prefer::Past,
            Some("future") => Prefer::Future,
            Some(other) => return Err(format!("prefer: not past or future: {other:?}")),
        };
        let syntax = Syntax::of("", None, head(&self.text));
        Ok(Options { syntax, language, given, prefer, ..Options::default() })
    }
}

/// The first few kilobytes of a text, cut at a character boundary: enough to tell what kind of document it is.
pub fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(4096)]
}

impl<'a> Record<'a> {
    /// The record of an analysed text.
    pub fn new(id: &'a serde_json::Value, text: &'a str, document: &'a Document, unit: Unit) -> Self {
        let mut converter = Converter::new(text, unit);
        let mut record = Self {
            id,
            published: document.publication().map(|p| p.at.to_string()),
            published_from: document.publication().map(|p| p.source.as_str()),
            entities: Vec::new(),
            timexes: Vec::new(),
            quantities: Vec::new(),
            quotes: Vec::new(),
            findings: Vec::new(),
        };
        for mention in document.mentions() {
            let (start, end) = (converter.convert(mention.span.start), converter.convert(mention.span.end));
            record.push(mention, text, start, end);
        }
        record.quantities.extend(document.quantities().map(|(span, quantity)| QuantityLine {
            start: converter.convert(span.start),
            end: converter.convert(span.end),
            kind: quantity.kind.name(),
            value: &quantity.value,
            unit: quantity.unit,
            modifier: quantity.modifier,
        }));
        record.quotes.extend(document.quotations().map(|quotation| QuoteLine {
            start: converter.convert(quotation.span.start),
            end: converter.convert(quotation.span.end),
            speaker: quotation.speaker.map(|id| id.to_string()),
        }));
        // A whole text a finding is what the contract says; in a text with very many, only the first have it.
        record.findings.extend(lints::of_document(document).into_iter().enumerate().map(
            |(index, finding)| FindingLine {
                rule: finding.rule,
                start: converter.convert(finding.span.start),
                end: converter.convert(finding.span.end),
                severity: finding.severity.as_str(),
                message: finding.message,
                fix: finding.fixes.first().filter(|_| index < MOST_FIXES).map(|fix| apply(text, &fix.edits)),
            },
        ));
        record
    }

    fn push(&mut self, mention: Mention, text: &'a str, start: usize, end: usize) {
        let covered = covered(text, mention.span);
        let type_name = mention.tag_type.as_str();
        match mention.subject {
            Subject::Entity(entity) => self.entities.push(EntityLine {
                start,
                end,
                entity_type: type_name,
                text: covered,
                entity: entity.id.to_string(),
                kind: if mention.tag_type == TagType::Place || mention.tag_type == TagType::Org {
                    entity.kind
                } else {
                    ""
                },
                reference: entity.reference,
                confidence: (f64::from(mention.confidence) * 1000.0).floor() / 1000.0,
                rule: mention.rule,
                nested: mention.nested,
                tagged: mention.tagged,
                shown: mention.shown,
            }),
            Subject::Time(time) => self.timexes.push(TimexLine {
                start,
                end,
                timex_type: type_name,
                text: covered,
                value: time.resolved.value,
                modifier: time.resolved.modifier,
                begin: time.resolved.begin,
                end_value: time.resolved.end_value,
                calendar: time.resolved.calendar,
                precision: time.resolved.precision,
                rule: mention.rule,
                tagged: mention.tagged,
            }),
        }
    }
}

fn covered(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// Answers one line: its record, or what is wrong with it.
pub fn answer(line: &str, number: usize, unit: Unit) -> (String, bool) {
    let outcome = Input::parse(line).and_then(|input| {
        let options = input.options()?;
        let document = Document::of(&input.text, options);
        serde_json::to_string(&Record::new(&input.id, &input.text, &document, unit))
            .map_err(|e| e.to_string())
    });
    match outcome {
        Ok(record) => (record, true),
        Err(error) => (serde_json::json!({ "error": error, "line": number }).to_string(), false),
    }
}
