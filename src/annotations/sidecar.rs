//! The sidecar: annotations beside a text that stays clean, `article.txt.ann.jsonl`.
//!
//! A header, then one annotation a line, sorted by place, keys in one order, a line end at the end: so that versions
//! differ and merge by line. A line holds the place and the quote of its text, so it is found again when the text was
//! edited elsewhere; what is not found is kept and flagged, never moved to a guess. Lines that cannot be read are kept
//! as they are: writing a sidecar loses nothing that was in it.

use super::anchor::{Anchor, reanchor};
use super::quote::Quote;
use super::{Annotation, Article, Status};
use crate::formats::offsets::{Converter, Locator, Unit};
use crate::tags::{Certainty, Label, PlaceKind, TagType};
use crate::temporal::Published;
use crate::text::Span;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt::Write;

/// What the name of a sidecar adds to that of its article.
pub const ENDING: &str = ".ann.jsonl";
/// The version of the form that is written here.
const VERSION: u64 = 1;
/// What the offsets count.
const UNIT: &str = "codepoints";

/// All that a sidecar holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    /// When the article was published.
    pub published: Option<Published>,
    /// The lines that could be read.
    pub entries: Vec<Entry>,
    /// Those that could not, as they are.
    pub unread: Vec<Unread>,
    /// A hash of the file it was read from or written to, for whoever looks whether another wrote it since.
    pub file: Option<u64>,
}

/// One annotation of a sidecar.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The annotation; its span is meaningless while [`Entry::stale`].
    pub annotation: Annotation,
    /// Its text and what stands around it.
    pub quote: Quote,
    /// Where it stood in code points when it was written.
    pub written: (usize, usize),
    /// Its text was not found again.
    pub stale: bool,
    /// What other programs wrote into the line.
    pub more: Map<String, Value>,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// The line.
    pub text: String,
    /// What is wrong with it.
    pub what: String,
}

#[derive(Serialize, Deserialize)]
struct Header<'a> {
    hashiya: Cow<'a, str>,
    version: u64,
    unit: Cow<'a, str>,
    length: usize,
    sha256: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

/// The keys of a line, in their order.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    id: Cow<'a, str>,
    #[serde(rename = "type")]
    kind: Cow<'a, str>,
    span: (usize, usize),
    exact: Cow<'a, str>,
    #[serde(default)]
    prefix: Cow<'a, str>,
    #[serde(default)]
    suffix: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<Cow<'a, str>>,
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<Cow<'a, str>>,
    #[serde(default, rename = "kind", skip_serializing_if = "Option::is_none")]
    place_kind: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subtype: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cert: Option<Cow<'a, str>>,
    #[serde(default = "accepted")]
    status: Cow<'a, str>,
    #[serde(default, rename = "by", skip_serializing_if = "Option::is_none")]
    resp: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    stale: bool,
    #[serde(flatten)]
    more: Map<String, Value>,
}

const fn accepted() -> Cow<'static, str> {
    Cow::Borrowed(Status::Accepted.as_str())
}

impl Sidecar {
    /// The sidecar of an article.
    pub fn of(article: &Article) -> Self {
        let mut points = Converter::new(&article.text, Unit::CodePoints);
        let entries = article.annotations.iter().map(|annotation| Entry {
            annotation: annotation.clone(),
            quote: Quote::of(&article.text, annotation.span),
            written: (points.convert(annotation.span.start), points.convert(annotation.span.end)),
            stale: false,
            more: Map::new(),
        });
        Self { published: article.published, entries: entries.collect(), unread: Vec::new(), file: None }
    }

    /// The annotations that have a place, in order.
    pub fn annotations(&self) -> Vec<Annotation> {
        let mut all: Vec<Annotation> =
            self.entries.iter().filter(|entry| !entry.stale).map(|entry| entry.annotation.clone()).collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all
    }

    /// Reads a sidecar of `text`. Where the text is not the one it was written for, its annotations are looked for. Only
    /// a header that cannot be read, or one of a newer form, is an error: what stands behind it could be anything.
    pub fn read(content: &str, text: &str) -> Result<Self, String> {
        let mut lines = content.lines().enumerate().map(|(index, line)| (index + 1, line));
        let Some((_, first)) = lines.next().filter(|(_, line)| !line.trim().is_empty()) else {
            return if content.trim().is_empty() {
                Ok(Self::default())
            } else {
                Err(no_header(1, "an empty line"))
            };
        };
        let header: Header<'_> =
            serde_json::from_str(first).map_err(|error| no_header(1, &error.to_string()))?;
        if header.version > VERSION || header.unit != UNIT {
            let what = format!("version {} in {}", header.version, header.unit);
            return Err(format!("1: {what} was written by a newer Hashiya; update to read it"));
        }
        let published = header.published.as_deref().and_then(Published::parse);
        let mut sidecar = Self { published, ..Self::default() };
        let mut ids = FxHashSet::default();
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let entry = Entry::parse(line).and_then(|entry| {
                if ids.insert(entry.annotation.id.clone()) {
                    return Ok(entry);
                }
                Err(format!("the id {} stands in two lines; give one of them another", entry.annotation.id))
            });
            match entry {
                Ok(entry) => sidecar.entries.push(entry),
                Err(what) => sidecar.unread.push(Unread { line: number, text: line.to_owned(), what }),
            }
        }
        let same = header.sha256 == hash(text);
        if same {
            sidecar.place(text);
        }
        sidecar.find(text);
        if !same {
            sidecar.refresh(text);
        }
        Ok(sidecar)
    }

    /// Gives each entry the place that is written in it, where its text stands there.
    fn place(&mut self, text: &str) {
        let points = Locator::new(text, Unit::CodePoints);
        for entry in self.entries.iter_mut().filter(|entry| entry.annotation.span.is_empty() && !entry.stale)
        {
            if let Some(span) = points.span(entry.written.0, entry.written.1)
                && span.of(text) == entry.quote.exact
            {
                entry.annotation.span = span;
            }
        }
    }

    /// Looks for the entries that have no place yet, stale ones too: their text may have come back.
    fn find(&mut self, text: &str) {
        if self.entries.iter().all(|entry| !entry.annotation.span.is_empty()) {
            return;
        }
        self.entries.sort_by_key(|entry| entry.written);
        let anchors: Vec<Anchor<'_>> =
            self.entries.iter().map(|e| Anchor { quote: &e.quote, start: e.written.0 }).collect();
        let places = reanchor(text, &anchors);
        for (entry, place) in self.entries.iter_mut().zip(places) {
            if entry.annotation.span.is_empty() {
                entry.stale = place.is_none();
                entry.annotation.span = place.unwrap_or_default();
            }
        }
    }

    /// Takes quotes and places from `text`, in which the entries that are not stale have their spans.
    pub fn refresh(&mut self, text: &str) {
        let mut points = Converter::new(text, Unit::CodePoints);
        for entry in self.entries.iter_mut().filter(|entry| !entry.stale) {
            let span = entry.annotation.span;
            entry.quote = Quote::of(text, span);
            entry.written = (points.convert(span.start), points.convert(span.end));
        }
    }

    /// The sidecar as it is written for `text`. Its quotes and places are those of the text: see [`Sidecar::refresh`].
    pub fn write(&self, text: &str) -> String {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| {
            let Annotation { id, span, label, .. } = &entry.annotation;
            (entry.stale, span.start, Reverse(span.end), label.kind.as_str(), id)
        });
        let header = Header {
            hashiya: "sidecar".into(),
            version: VERSION,
            unit: UNIT.into(),
            length: text.chars().count(),
            sha256: hash(text).into(),
            published: self.published.map(|published| published.to_string()),
        };
        let mut out = json(&header);
        for entry in entries {
            out.push_str(&json(&entry.line()));
        }
        for unread in &self.unread {
            let _ = writeln!(out, "{}", unread.text);
        }
        out
    }
}

impl Entry {
    fn parse(line: &str) -> Result<Self, String> {
        let line: Line<'_> = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let kind = TagType::parse(&line.kind)
            .ok_or_else(|| format!("\"{}\" is no type of annotation", line.kind))?;
        let owned = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
        let word = |what: &str, name: &str| format!("\"{name}\" is no {what}");
        let place_kind =
            line.place_kind.map(|name| PlaceKind::parse(&name).ok_or_else(|| word("kind of place", &name)));
        let cert = line.cert.map(|name| Certainty::parse(&name).ok_or_else(|| word("certainty", &name)));
        let status = Status::parse(&line.status).ok_or_else(|| word("status", &line.status))?;
        if line.exact.is_empty() || line.span.0 >= line.span.1 {
            return Err("it annotates nothing".to_owned());
        }
        let label = Label {
            kind,
            value: owned(line.value),
            modifier: owned(line.modifier),
            unit: owned(line.unit),
            reference: owned(line.reference),
            place_kind: place_kind.transpose()?,
            subtype: owned(line.subtype),
            cert: cert.transpose()?,
            resp: owned(line.resp),
        };
        Ok(Self {
            annotation: Annotation {
                status,
                rule: owned(line.rule),
                ..Annotation::new(line.id.into_owned(), Span::default(), label)
            },
            quote: Quote {
                exact: line.exact.into_owned(),
                prefix: line.prefix.into_owned(),
                suffix: line.suffix.into_owned(),
            },
            written: line.span,
            stale: line.stale,
            more: line.more,
        })
    }

    fn line(&self) -> Line<'_> {
        fn text(text: Option<&String>) -> Option<Cow<'_, str>> {
            text.map(|text| text.as_str().into())
        }
        let Self { annotation: Annotation { id, label, status, rule, .. }, quote, written, .. } = self;
        Line {
            id: id.into(),
            kind: label.kind.as_str().into(),
            span: *written,
            exact: (&quote.exact).into(),
            prefix: (&quote.prefix).into(),
            suffix: (&quote.suffix).into(),
            value: text(label.value.as_ref()),
            modifier: text(label.modifier.as_ref()),
            unit: text(label.unit.as_ref()),
            reference: text(label.reference.as_ref()),
            place_kind: label.place_kind.map(|kind| kind.as_str().into()),
            subtype: text(label.subtype.as_ref()),
            cert: label.cert.map(|cert| cert.as_str().into()),
            status: status.as_str().into(),
            resp: text(label.resp.as_ref()),
            rule: text(rule.as_ref()),
            stale: self.stale,
            more: self.more.clone(),
        }
    }
}

fn no_header(line: usize, what: &str) -> String {
    format!("{line}: not the header of a sidecar: {what}. Nothing is read, and nothing written over it")
}

fn hash(text: &str) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// One line of JSON. Nothing here can fail to be written.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).map(|line| line + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Sidecar;
    use crate::annotations::inline;
    use crate::tags::Syntax;
    use expect_test::{Expect, expect};

    fn of(document: &str) -> (Sidecar, String) {
        let article = inline::read("x", document, Syntax::Plain, Vec::new());
        (Sidecar::of(&article), article.text)
    }

    /// What a sidecar says of `text`: id, type and text of each line, stale ones and unread ones by their marks.
    fn shown(sidecar: &Sidecar, text: &str) -> String {
        let entries = sidecar.entries.iter().map(|entry| {
            let annotation = &entry.annotation;
            let covered = if entry.stale { "?" } else { annotation.span.of(text) };
            format!("{} {} {covered}", annotation.id, annotation.label.kind.as_str())
        });
        let unread = sidecar.unread.iter().map(|unread| format!("{}: {}", unread.line, unread.what));
        entries.chain(unread).collect::<Vec<_>>().join("\n")
    }

    fn check(content: &str, text: &str, expected: &Expect) {
        let told = match Sidecar::read(content, text) {
            Ok(sidecar) => shown(&sidecar, text),
            Err(error) => error,
        };
        expected.assert_eq(&told);
    }

    #[test]
    fn a_line_an_annotation_and_the_same_back() {
        let (sidecar, text) = of(
            "<date.issue norm=\"20161229\"/>😀 قال <person idsrc=\"wikidata\" value=\"Q1\">نجيب</person> في <location>بيروت</location>.",
        );
        let written = sidecar.write(&text);
        expect![[r#"
            {"hashiya":"sidecar","version":1,"unit":"codepoints","length":20,"sha256":"","published":"2016-12-29"}
            {"id":"t1","type":"person","span":[6,10],"exact":"نجيب","prefix":"😀 قال ","suffix":" في بيروت.","ref":"wikidata:Q1","status":"accepted"}
            {"id":"t2","type":"place","span":[14,19],"exact":"بيروت","prefix":"😀 قال نجيب في ","suffix":".","status":"accepted"}
        "#]].assert_eq(&written.replace(&super::hash(&text), ""));
        let read = Sidecar::read(&written, &text).unwrap();
        assert_eq!(read, sidecar);
        assert_eq!(read.write(&text), written);
    }

    #[test]
    fn a_text_edited_elsewhere() {
        let (sidecar, text) =
            of("قال <person>نجيب</person> إنه زار <location>بيروت</location> مع الوفد الكبير.");
        let written = sidecar.write(&text);
        let edited = "أمس قال نجيب إنه زار المدينة مع الوفد الكبير.";
        check(
            &written,
            edited,
            &expect![[r"
            t1 person نجيب
            t2 place ?"]],
        );
        // What is stale is written with its quote, and found when its text is there again.
        let stale = Sidecar::read(&written, edited).unwrap().write(edited);
        check(
            &stale,
            &text,
            &expect![[r"
            t1 person نجيب
            t2 place بيروت"]],
        );
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_it_is() {
        let (sidecar, text) = of("قال <person>نجيب</person>.");
        let mut written = sidecar.write(&text);
        let line = written.lines().nth(1).unwrap().to_owned();
        let bad =
            [&line[..line.len() - 5], &line, &line.replace("t1", "t2").replace("person", "planet"), "[]"]
                .join("\n");
        written += &bad;
        check(
            &written,
            &text,
            &expect![[r#"
                t1 person نجيب
                3: EOF while parsing a string at line 1 column 106
                4: the id t1 stands in two lines; give one of them another
                5: "planet" is no type of annotation
                6: invalid type: sequence, expected struct Line at line 1 column 0"#]],
        );
        let again = Sidecar::read(&written, &text).unwrap().write(&text);
        assert_eq!(again, written + "\n");
    }

    #[test]
    fn keys_of_others_are_kept() {
        let (sidecar, text) = of("قال <person>نجيب</person>.");
        let written = sidecar.write(&text).replace("\"status\"", "\"note\":{\"a\":[1]},\"status\"");
        let again = Sidecar::read(&written, &text).unwrap().write(&text);
        assert!(again.contains(",\"note\":{\"a\":[1]}}\n"), "{again}");
    }

    #[test]
    fn what_is_no_sidecar_is_refused() {
        check("", "x", &expect![""]);
        check(
            "\n{}",
            "x",
            &expect![
                "1: not the header of a sidecar: an empty line. Nothing is read, and nothing written over it"
            ],
        );
        check(
            "{\"id\":1}",
            "x",
            &expect![
                "1: not the header of a sidecar: missing field `hashiya` at line 1 column 8. Nothing is read, and nothing written over it"
            ],
        );
        let (sidecar, text) = of("x");
        let newer = sidecar.write(&text).replace("\"version\":1", "\"version\":2");
        check(
            &newer,
            "x",
            &expect!["1: version 2 in codepoints was written by a newer Hashiya; update to read it"],
        );
    }
}
