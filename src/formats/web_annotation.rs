//! W3C Web Annotation: a collection in JSON-LD beside its text.
//!
//! A target has two selectors, the quotation with 32 characters on either side and the position in code points, so that
//! either alone finds the words. A body of purpose `tagging` holds the type, one of purpose `identifying` each reference
//! that leads back from its URI; the rest of a label, status and rule are properties of the term `hashiya:`. The text is a
//! file of its own of the same name. A reader trusts the position where it holds the quotation, else it looks for the
//! quotation.

use super::offsets::{Converter, Locator, Unit};
use super::xml::{encoded, is_pointer};
use super::{Choices, File, Format, Input, Problem, Written, types};
use crate::annotations::{Annotation, Article, Status};
use crate::tags::{self, Certainty, Label, PlaceKind, TagType};
use crate::temporal::Published;
use crate::text::Span;
use serde_json::{Map, Value, json};

/// The format.
pub const FORMAT: Format = Format {
    name: "web-annotation",
    endings: &["jsonld", "json"],
    about: "a W3C Web Annotation collection, with the text beside it; exact",
    write: Some(write),
    read: Some(read),
};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How many characters of the text stand in a selector on either side of the quotation.
const AROUND: usize = 32;

/// The property that holds the publication date.
const PUBLISHED: &str = "hashiya:published";

fn write(article: &Article, _: Choices) -> Written {
    let base = format!("urn:hashiya:{}", encoded(&article.name));
    let mut points = Converter::new(&article.text, Unit::CodePoints);
    let items: Vec<Value> = article
        .annotations
        .iter()
        .map(|annotation| {
            let (start, end) = (points.convert(annotation.span.start), points.convert(annotation.span.end));
            json!({
                "id": format!("{base}#{}", annotation.id),
                "type": "Annotation",
                "motivation": ["tagging", "identifying"],
                "body": bodies(annotation),
                "target": {
                    "source": format!("{}.txt", article.name),
                    "selector": [
                        {
                            "type": "TextQuoteSelector",
                            "exact": article.covered(annotation),
                            "prefix": before(&article.text, annotation.span.start),
                            "suffix": after(&article.text, annotation.span.end),
                        },
                        { "type": "TextPositionSelector", "start": start, "end": end },
                    ],
                },
            })
        })
        .collect();
    let mut collection = json!({
        "@context": [CONTEXT, { "hashiya": "urn:hashiya:terms:" }],
        "id": base,
        "type": "AnnotationCollection",
        "label": article.name,
        "total": items.len(),
        "first": { "id": format!("{base}:page"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    if let Some(published) = article.published {
        collection[PUBLISHED] = published.to_string().into();
    }
    let content = serde_json::to_string_pretty(&collection).map(|json| json + "\n").unwrap_or_default();
    let mut written = Written::one(article, "jsonld", content, Vec::new());
    written.files.push(File { name: format!("{}.txt", article.name), content: article.text.clone() });
    written
}

fn before(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().nth(AROUND - 1).map_or(0, |(start, _)| start);
    &text[start..at]
}

fn after(text: &str, at: usize) -> &str {
    let end = text[at..].char_indices().nth(AROUND).map_or(text.len(), |(end, _)| at + end);
    &text[at..end]
}

fn bodies(annotation: &Annotation) -> Vec<Value> {
    let label = &annotation.label;
    let mut tag = Map::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            tag.insert(key.to_owned(), value.into());
        }
    };
    put("type", Some("TextualBody"));
    put("purpose", Some("tagging"));
    put("value", Some(label.kind.as_str()));
    put("hashiya:value", label.value.as_deref());
    put("hashiya:mod", label.modifier.as_deref());
    put("hashiya:unit", label.unit.as_deref());
    put("hashiya:kind", label.place_kind.map(PlaceKind::as_str));
    put("hashiya:subtype", label.subtype.as_deref());
    put("hashiya:cert", label.cert.map(Certainty::as_str));
    put("hashiya:resp", label.resp.as_deref());
    put("hashiya:status", (annotation.status == Status::Proposed).then_some("proposed"));
    put("hashiya:rule", annotation.rule.as_deref());
    let sources = label.reference.as_deref().map(sources);
    if let Some(None) = sources {
        put("hashiya:ref", label.reference.as_deref());
    }
    let mut bodies = vec![Value::Object(tag)];
    for source in sources.flatten().unwrap_or_default() {
        bodies.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": source }));
    }
    bodies
}

/// The URIs of a reference; none unless all of it comes back from them.
fn sources(reference: &str) -> Option<Vec<String>> {
    let source = |part: &str| {
        let uri = tags::address(part).unwrap_or_else(|| part.to_owned());
        (part.contains(':') && is_pointer(&uri) && tags::reference_at(&uri) == part).then_some(uri)
    };
    reference.split('|').map(source).collect()
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let json: Value = serde_json::from_str(input.content.trim_start_matches('\u{feff}'))
        .map_err(|error| Problem::at(error.line().max(1), error.to_string()))?;
    let Some(text) = (input.beside)("txt") else {
        return Err(Problem::new(format!(
            "the text is not there; put {}.txt beside the annotations",
            input.name
        )));
    };
    let mut article = Article {
        name: input.name.to_owned(),
        published: json.get(PUBLISHED).and_then(Value::as_str).and_then(Published::parse),
        text,
        annotations: Vec::new(),
        ..Article::default()
    };
    let mut place =
        Place { bytes: Locator::new(&article.text, Unit::CodePoints), text: &article.text, last: 0 };
    let mut ids = rustc_hash::FxHashSet::default();
    let items = items(&json)?;
    for (index, item) in items.iter().enumerate() {
        let told = |what: String| Problem::new(format!("annotation {}: {what}", index + 1));
        let Some(tag) = tag(item) else { continue };
        let span = place.find(item).map_err(told)?;
        let id = item.get("id").and_then(Value::as_str).and_then(|id| id.rsplit(['#', '/', ':']).next());
        let plain = |id: &&str| id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        let id = id.filter(plain).filter(|id| ids.insert((*id).to_owned())).unwrap_or_default();
        article.annotations.push(annotation(id, span, &tag, item));
    }
    if article.annotations.is_empty() && !items.is_empty() {
        return Err(Problem::new("no annotation has a tag that is a type of Hashiya's, such as person"));
    }
    article.settle();
    Ok(vec![article])
}

/// The annotations of a collection, a page, a list, or one by itself.
fn items(json: &Value) -> Result<&[Value], Problem> {
    let pages = [Some(json), json.get("first"), json.pointer("/first/0")];
    let listed =
        pages.into_iter().flatten().find_map(|page| page.get("items").or(page.as_array().map(|_| page)));
    match listed.and_then(Value::as_array) {
        Some(items) => Ok(items),
        None if json.get("target").is_some() => Ok(std::slice::from_ref(json)),
        None if json.get("first").is_some_and(Value::is_string) => {
            Err(Problem::new("the first page is elsewhere; only pages inside the collection are read"))
        }
        None => Err(Problem::new("there are no items; is it a Web Annotation collection?")),
    }
}

/// One value or the values of a list.
fn each(value: Option<&Value>) -> &[Value] {
    value.map_or(&[], |value| value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice))
}

/// The tag of an annotation with what it says, and its label as far as the tag goes.
fn tag(item: &Value) -> Option<(Label, &Value)> {
    each(item.get("body")).iter().find_map(|body| {
        let purpose = body.get("purpose").and_then(Value::as_str).unwrap_or("tagging");
        let name = body.get("value").or(Some(body)).and_then(Value::as_str)?;
        let label = TagType::parse(name).map(Label::new).or_else(|| types::read(name))?;
        (purpose == "tagging" || purpose == "classifying").then_some((label, body))
    })
}

fn annotation(id: &str, span: Span, (label, tag): &(Label, &Value), item: &Value) -> Annotation {
    let get = |key: &str| tag.get(format!("hashiya:{key}")).and_then(Value::as_str);
    let own = |key: &str| get(key).map(str::to_owned);
    let sources: Vec<String> = each(item.get("body"))
        .iter()
        .filter(|body| body.get("purpose").and_then(Value::as_str) == Some("identifying"))
        .filter_map(|body| body.get("source").or(body.get("id")).and_then(Value::as_str))
        .map(tags::reference_at)
        .collect();
    let label = Label {
        value: own("value"),
        modifier: own("mod"),
        unit: own("unit"),
        reference: own("ref").or_else(|| (!sources.is_empty()).then(|| sources.join("|"))),
        place_kind: get("kind").and_then(PlaceKind::parse).or(label.place_kind),
        subtype: own("subtype"),
        cert: get("cert").and_then(Certainty::parse),
        resp: own("resp"),
        ..Label::new(label.kind)
    };
    let status = get("status").and_then(Status::parse).unwrap_or_default();
    Annotation { status, rule: own("rule"), ..Annotation::new(id.to_owned(), span, label) }
}

/// Finds the words of targets in the text.
struct Place<'a> {
    bytes: Locator,
    text: &'a str,
    /// Where the last ones began: targets mostly come in order, so that looking on from there is short.
    last: usize,
}

impl Place<'_> {
    fn find(&mut self, item: &Value) -> Result<Span, String> {
        let selectors = each(item.pointer("/target/selector").or(item.pointer("/target/0/selector")));
        let of = |kind: &str| selectors.iter().find(|s| s.get("type").and_then(Value::as_str) == Some(kind));
        let (position, quote) = (of("TextPositionSelector"), of("TextQuoteSelector"));
        let exact = quote.and_then(|quote| quote.get("exact")).and_then(Value::as_str);
        let offset = |key: &str| position?.get(key)?.as_u64().and_then(|offset| usize::try_from(offset).ok());
        let span = offset("start").zip(offset("end")).and_then(|(start, end)| self.bytes.span(start, end));
        if let Some(span) = span.filter(|span| exact.is_none_or(|exact| exact == span.of(self.text))) {
            self.last = span.start;
            return Ok(span);
        }
        let Some(exact) = exact.filter(|exact| !exact.is_empty()) else {
            return Err("neither a position in the text nor a quotation of it".to_owned());
        };
        let side =
            |key: &str| quote.and_then(|quote| quote.get(key)).and_then(Value::as_str).unwrap_or_default();
        let prefix = side("prefix");
        let whole = format!("{prefix}{exact}{}", side("suffix"));
        let found = self.look_for(&whole).map(|at| at + prefix.len()).or_else(|| self.look_for(exact));
        let start = found.ok_or_else(|| format!("\"{exact}\" is not in the text"))?;
        self.last = start;
        Ok(Span::new(start, start + exact.len()))
    }

    /// Where some words stand: the first behind the last ones found, else the first of all.
    fn look_for(&self, words: &str) -> Option<usize> {
        let mut from = self.last.saturating_sub(4 * AROUND);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text[from..].find(words).map(|at| from + at).or_else(|| self.text.find(words))
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, Status, inline};
    use crate::formats::{Choices, Input, Problem};
    use crate::tags::Syntax;
    use crate::temporal::Published;
    use serde_json::Value;

    fn reads(content: &str, text: &str) -> Result<Article, Problem> {
        let beside = |ending: &str| (ending == "txt").then(|| text.to_owned());
        read(&Input { name: "x", content, beside: &beside }).map(|mut articles| articles.remove(0))
    }

    #[test]
    fn an_article_comes_back() {
        let mut article = inline::read(
            "x",
            "😀 <orgName>حكومة <placeName type=\"country\" ref=\"iso3166:SY wikidata:Q858\" cert=\"low\">سوريا</placeName></orgName>\r\n\
             <persName ref=\"a\">نجيب</persName> <date type=\"date\" subtype=\"start\" when=\"2016\">2016</date>",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-29T10:00");
        article.annotations[0].status = Status::Proposed;
        article.annotations[0].rule = Some("r".to_owned());
        let written = write(&article, Choices::default());
        assert_eq!(written.losses, []);
        let content = &written.files[0].content;
        let json: Value = serde_json::from_str(content).unwrap();
        let target = &json["first"]["items"][1]["target"]["selector"];
        assert_eq!(target[0]["prefix"], "😀 حكومة ");
        assert_eq!((&target[1]["start"], &target[1]["end"]), (&8.into(), &13.into()));
        assert_eq!(json["first"]["items"][1]["body"][2]["source"], "http://www.wikidata.org/entity/Q858");
        assert_eq!(written.files[1].content, article.text);
        assert_eq!(reads(content, &article.text), Ok(article));
    }

    #[test]
    fn either_selector_is_enough() {
        let shown = |selector: &str| {
            let content = format!("[{{\"body\":\"PER\",\"target\":{{\"selector\":{selector}}}}}]");
            reads(&content, "قال نجيب. أما نجيب").map(|article| article.annotations[0].span.start)
        };
        assert_eq!(shown("{\"type\":\"TextPositionSelector\",\"start\":4,\"end\":8}"), Ok(7));
        assert_eq!(shown("{\"type\":\"TextQuoteSelector\",\"exact\":\"نجيب\",\"prefix\":\"أما \"}"), Ok(24));
        let both = "[{\"type\":\"TextPositionSelector\",\"start\":0,\"end\":3},{\"type\":\"TextQuoteSelector\",\"exact\":\"نجيب\"}]";
        assert_eq!(shown(both), Ok(7));
        let told = shown("{\"type\":\"TextQuoteSelector\",\"exact\":\"سمير\"}").unwrap_err();
        assert_eq!(told.what, "annotation 1: \"سمير\" is not in the text");
        assert!(shown("{\"type\":\"TextPositionSelector\",\"start\":4,\"end\":99}").is_err());
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        for (content, what) in [
            ("{", "EOF"),
            ("{}", "no items"),
            ("{\"first\":\"x\"}", "elsewhere"),
            ("[{\"body\":\"note\",\"target\":{}}]", "no annotation has a tag"),
        ] {
            let problem = reads(content, "x").unwrap_err();
            assert!(problem.what.contains(what), "{content}: {problem}");
        }
        let alone = read(&Input { name: "x", content: "[]", beside: &|_| None });
        assert!(alone.unwrap_err().what.contains("x.txt"));
    }
}
