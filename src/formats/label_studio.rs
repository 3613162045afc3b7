//! Label Studio's JSON: a list of tasks, `{"data": {"text"}, "annotations": [{"result": […]}]}`.
//!
//! Offsets are UTF-16 units, as in JavaScript, where annotators mark the text. A region is a type; what else is said of it
//! stands in its `meta.text`, which Label Studio shows and keeps, as `name=value`. A region that a machine proposes has the
//! origin `prediction`. `label-config.xml` is the labelling interface that a project needs for our types; it is the same
//! for every article.

use super::offsets::{Converter, Locator, Unit};
use super::{Choices, File, Format, Input, Problem, Written, types};
use crate::annotations::{Annotation, Article, Loss, Status};
use crate::tags::{Certainty, PlaceKind, TagType};
use crate::temporal::Published;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The format.
pub const FORMAT: Format = Format {
    name: "label-studio",
    endings: &["json"],
    about: "Label Studio's JSON tasks, with what is said of a region in its meta",
    write: Some(write),
    read: Some(read),
};

/// What the interface calls the regions, and the text.
const FROM_NAME: &str = "label";
const TO_NAME: &str = "text";
/// The type of a region.
const REGION: &str = "labels";
/// The origin of a region that nobody confirmed.
const PREDICTION: &str = "prediction";

#[derive(Debug, Serialize, Deserialize)]
struct Task {
    /// Label Studio gives its own when it imports, and its converter wants one.
    #[serde(default)]
    id: serde_json::Value,
    data: Data,
    #[serde(default, alias = "completions")]
    annotations: Vec<Version>,
    #[serde(default, skip_serializing)]
    predictions: Vec<Version>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Data {
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Version {
    /// Empty when it was skipped.
    #[serde(default)]
    result: Option<Vec<Entry>>,
    #[serde(default, skip_serializing)]
    was_cancelled: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    from_name: String,
    #[serde(default)]
    to_name: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    #[serde(default)]
    value: serde_json::Value,
    #[serde(default, skip_serializing_if = "Meta::is_empty")]
    meta: Meta,
}

#[derive(Debug, Serialize, Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    #[serde(default)]
    text: String,
    #[serde(default)]
    labels: Vec<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Meta {
    #[serde(default)]
    text: Vec<String>,
}

impl Meta {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

fn write(article: &Article, _: Choices) -> Written {
    let mut units = Converter::new(&article.text, Unit::Utf16);
    let result = article.annotations.iter().map(|a| {
        let (start, end) = (units.convert(a.span.start), units.convert(a.span.end));
        let text = article.covered(a).to_owned();
        let labels = vec![types::ontonotes(a.label.kind).to_owned()];
        Entry {
            id: a.id.clone().into(),
            from_name: FROM_NAME.to_owned(),
            to_name: TO_NAME.to_owned(),
            kind: REGION.to_owned(),
            origin: Some(if a.status == Status::Proposed { PREDICTION } else { "manual" }.to_owned()),
            value: serde_json::to_value(Marked { start, end, text, labels }).unwrap_or_default(),
            meta: Meta { text: said(a) },
        }
    });
    let task = Task {
        id: 1.into(),
        data: Data {
            text: article.text.clone(),
            name: Some(article.name.clone()),
            published: article.published.map(|published| published.to_string()),
        },
        annotations: vec![Version { result: Some(result.collect()), was_cancelled: false }],
        predictions: Vec::new(),
    };
    let content = serde_json::to_string_pretty(&[task]).map(|tasks| tasks + "\n").unwrap_or_default();
    let mut written = Written::one(article, "json", content, Vec::new());
    written.files.push(File { name: "label-config.xml".to_owned(), content: interface() });
    written
}

/// The labelling interface of our types.
fn interface() -> String {
    let mut out = format!("<View>\n  <Labels name=\"{FROM_NAME}\" toName=\"{TO_NAME}\">\n");
    for kind in TagType::ALL {
        let _ = writeln!(out, "    <Label value=\"{}\"/>", types::ontonotes(kind));
    }
    let _ = write!(
        out,
        "  </Labels>\n  <Text name=\"{TO_NAME}\" value=\"$text\" granularity=\"symbol\"/>\n</View>\n"
    );
    out
}

/// What is said of an annotation besides its type.
fn said(annotation: &Annotation) -> Vec<String> {
    let label = &annotation.label;
    let fields = [
        ("ref", label.reference.as_deref()),
        ("value", label.value.as_deref()),
        ("mod", label.modifier.as_deref()),
        ("unit", label.unit.as_deref()),
        ("kind", label.place_kind.map(PlaceKind::as_str)),
        ("subtype", label.subtype.as_deref()),
        ("cert", label.cert.map(Certainty::as_str)),
        ("resp", label.resp.as_deref()),
        ("rule", annotation.rule.as_deref()),
    ];
    fields.iter().filter_map(|(name, value)| Some(format!("{name}={}", (*value)?))).collect()
}

/// Takes in what was said of an annotation; false for what means nothing here.
fn hear(annotation: &mut Annotation, said: &str) -> bool {
    let label = &mut annotation.label;
    let Some((name, value)) = said.split_once('=') else { return false };
    let target = match name {
        "ref" => &mut label.reference,
        "value" => &mut label.value,
        "mod" => &mut label.modifier,
        "unit" => &mut label.unit,
        "subtype" => &mut label.subtype,
        "resp" => &mut label.resp,
        "rule" => &mut annotation.rule,
        "kind" => {
            label.place_kind = PlaceKind::parse(value);
            return label.place_kind.is_some();
        }
        "cert" => {
            label.cert = Certainty::parse(value);
            return label.cert.is_some();
        }
        _ => return false,
    };
    *target = Some(value.to_owned());
    true
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let problem = |error: serde_json::Error| Problem::at(error.line(), error.to_string());
    let content = input.content.trim_start_matches('\u{feff}').trim_start();
    let tasks: Vec<Task> = if content.starts_with('{') {
        vec![serde_json::from_str(input.content.trim_start_matches('\u{feff}')).map_err(problem)?]
    } else {
        serde_json::from_str(input.content.trim_start_matches('\u{feff}')).map_err(problem)?
    };
    let several = tasks.len() > 1;
    tasks.into_iter().enumerate().map(|(index, task)| article(input.name, task, index, several)).collect()
}

fn article(name: &str, task: Task, index: usize, several: bool) -> Result<Article, Problem> {
    let name = match (task.data.name, &task.id) {
        (Some(name), _) if !name.is_empty() => name,
        (_, serde_json::Value::Number(id)) => format!("{name}-{id}"),
        _ if several => format!("{name}-{}", index + 1),
        _ => name.to_owned(),
    };
    let published = task.data.published.as_deref().and_then(Published::parse);
    let mut article = Article { name, published, text: task.data.text, ..Article::default() };
    let whole = Span::new(0, article.text.len());
    let mut versions: Vec<(Version, Status)> = Vec::new();
    let mut annotated = task.annotations.into_iter().filter(|version| !version.was_cancelled);
    let first = annotated.next().map(|version| (version, Status::Accepted));
    // A prediction is what an annotator began with: it counts only where nobody annotated.
    let first = first.or_else(|| task.predictions.into_iter().next().map(|v| (v, Status::Proposed)));
    versions.extend(first);
    let more = annotated.count();
    if more > 0 {
        let what = format!(
            "{more} more versions of the annotations are left out; export them one by one, and compare them with `hashiya agree`"
        );
        article.notes.push(Loss { span: whole, what });
    }
    let units = Locator::new(&article.text, Unit::Utf16);
    for (version, status) in versions {
        for entry in version.result.unwrap_or_default() {
            region(&mut article, entry, status, &units)
                .map_err(|what| Problem::new(format!("task {}: {what}", index + 1)))?;
        }
    }
    article.settle();
    Ok(article)
}

fn region(article: &mut Article, entry: Entry, status: Status, units: &Locator) -> Result<(), String> {
    let id = match &entry.id {
        serde_json::Value::String(id) => id.clone(),
        other => other.to_string(),
    };
    if entry.kind != REGION {
        let what = format!("{} {id} is left out: only labels of the text are read", entry.kind);
        article.notes.push(Loss { span: Span::new(0, article.text.len()), what });
        return Ok(());
    }
    let marked: Marked =
        serde_json::from_value(entry.value).map_err(|error| format!("region {id}: {error}"))?;
    let Some(span) = units.span(marked.start, marked.end) else {
        return Err(format!(
            "region {id}: the text has nothing from {} to {} in UTF-16 units",
            marked.start, marked.end
        ));
    };
    let there = span.of(&article.text);
    // Label Studio writes line ends of the text it repeats as `\n` of two letters.
    let letters = |text: &str| text.replace("\\n", "").replace(char::is_whitespace, "");
    if !marked.text.is_empty() && letters(&marked.text) != letters(there) {
        return Err(format!(
            "region {id} says \"{}\", but at its offsets stands \"{there}\"; were they counted in other units?",
            marked.text
        ));
    }
    let origin = entry.origin.as_deref() == Some(PREDICTION);
    let status = if origin { Status::Proposed } else { status };
    if marked.labels.is_empty() {
        article.notes.push(Loss { span, what: format!("region {id} is left out: it has no label") });
    }
    for name in &marked.labels {
        let Some(label) = types::read(name) else {
            return Err(format!("region {id}: \"{name}\" is no type that Hashiya knows"));
        };
        let mut annotation = Annotation { status, ..Annotation::new(String::new(), span, label) };
        for said in &entry.meta.text {
            if !hear(&mut annotation, said) {
                let what = format!("a remark is left out: {said}");
                article.notes.push(Loss { span, what });
            }
        }
        article.annotations.push(annotation);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{interface, read, write};
    use crate::annotations::{Annotation, Article, Status, inline};
    use crate::formats::{Choices, Input, Problem};
    use crate::tags::{Certainty, Label, PlaceKind, Syntax, TagType};
    use crate::text::Span;
    use proptest::prelude::*;

    fn back(content: &str) -> Result<Vec<Article>, Problem> {
        read(&Input { name: "x", content, beside: &|_| None })
    }

    fn first(result: &str) -> Result<Article, Problem> {
        let tasks = format!(
            "[{{\"id\": 3, \"data\": {{\"text\": \"😀ab\"}}, \"annotations\": [{{\"result\": [{result}]}}]}}]"
        );
        back(&tasks).map(|mut articles| articles.remove(0))
    }

    #[test]
    fn offsets_are_utf16() {
        let article =
            inline::read("x", "😀 <placeName ref=\"a:1\">حلب</placeName>", Syntax::Plain, Vec::new());
        let written = write(&article, Choices::default());
        let tasks: serde_json::Value = serde_json::from_str(&written.files[0].content).unwrap();
        let region = serde_json::json!({
            "id": "t1", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual",
            "value": {"start": 3, "end": 6, "text": "حلب", "labels": ["LOC"]}, "meta": {"text": ["ref=a:1"]},
        });
        assert_eq!(tasks[0]["annotations"][0]["result"][0], region);
        assert_eq!(tasks[0]["data"]["text"], "😀 حلب");
        assert_eq!(back(&written.files[0].content).unwrap(), [article]);
        assert!(interface().contains("<Label value=\"PERSON\"/>"));
    }

    #[test]
    fn what_others_write_is_read() {
        let region = "{\"id\": \"r\", \"type\": \"labels\", \"value\": {\"start\": 2, \"end\": 3, \"text\": \"a\", \"labels\": [\"PER\"], \"score\": 0.5}}";
        let choice = "{\"id\": \"c\", \"type\": \"choices\", \"value\": {\"choices\": [\"x\"]}}";
        let article = first(&format!("{region}, {choice}")).unwrap();
        let bare =
            first("{\"id\": \"r\", \"type\": \"labels\", \"value\": {\"start\": 2, \"end\": 3}}").unwrap();
        assert_eq!((bare.annotations.len(), bare.notes.len()), (0, 1));
        assert_eq!(article.name, "x-3");
        assert_eq!(article.covered(&article.annotations[0]), "a");
        assert_eq!(article.notes.len(), 1);
        let predicted = format!(
            "{{\"data\": {{\"text\": \"😀ab\"}}, \"annotations\": [], \"predictions\": [{{\"result\": [{region}]}}]}}"
        );
        assert_eq!(back(&predicted).unwrap()[0].annotations[0].status, Status::Proposed);
        let twice = format!(
            "[{{\"data\": {{\"text\": \"😀ab\"}}, \"annotations\": [{{\"result\": [{region}]}}, {{\"result\": []}}]}}]"
        );
        let article = back(&twice).unwrap().remove(0);
        assert_eq!((article.annotations.len(), article.notes.len()), (1, 1));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (value, what) in [
            ("{\"start\": 1, \"end\": 3, \"labels\": [\"PER\"]}", "1 to 3"),
            ("{\"start\": 2, \"end\": 3, \"labels\": [\"GENE\"]}", "GENE"),
            ("{\"start\": 2, \"end\": 3, \"text\": \"b\", \"labels\": [\"PER\"]}", "stands \"a\""),
            ("{\"start\": 2}", "missing field"),
        ] {
            let problem =
                first(&format!("{{\"id\": \"r\", \"type\": \"labels\", \"value\": {value}}}")).unwrap_err();
            assert!(problem.what.starts_with("task 1: region r") && problem.what.contains(what), "{problem}");
        }
        assert_eq!(back("[\n{").unwrap_err().line, Some(2));
        assert!(back("[{\"data\": {}}]").unwrap_err().what.contains("text"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            text in "[اب😀a \u{a0}\u{200f}\r\n\t]{0,60}",
            draws in prop::collection::vec(
                (any::<u16>(), 1..12usize, 0..TagType::ALL.len(), "[a=\n\"é😀]{0,5}", any::<u8>()), 0..8),
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let annotations = draws.into_iter().filter_map(|(start, length, kind, said, bits)| {
                let start = usize::from(start) % places.len();
                let end = (start + length).min(places.len() - 1);
                let span = (start < end).then(|| Span::new(places[start], places[end]))?;
                let some = |bit: u8| (bits & bit != 0).then(|| said.clone());
                let label = Label {
                    value: some(1), modifier: some(2), unit: some(4), reference: some(8), subtype: some(16), resp: some(32),
                    place_kind: (bits & 64 != 0).then_some(PlaceKind::Geo),
                    cert: (bits & 128 != 0).then_some(Certainty::High),
                    ..Label::new(TagType::ALL[kind])
                };
                let status = if bits & 1 == 0 { Status::Accepted } else { Status::Proposed };
                Some(Annotation { status, ..Annotation::new(String::new(), span, label) })
            });
            let mut article = Article { name: "x".to_owned(), annotations: annotations.collect(), text, ..Article::default() };
            article.settle();
            let written = write(&article, Choices::default());
            prop_assert_eq!(back(&written.files[0].content).unwrap(), [article]);
        }
    }
}
