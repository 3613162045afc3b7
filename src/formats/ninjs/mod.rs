//! IPTC's ninjs 3.1: a news item in JSON, with what it names at the level of the document.
//!
//! The schema has no place for offsets, so entities stand once, in `people`, `organisations`, `places`, `events`, `objects`
//! and `subjects`; that they are mentions, and where, is told as lost. A reader takes the body's text and makes no
//! annotations of the entities: where they are mentioned is not known. It judges an item as the schema does
//! ([`schema`], [`tables`]) and says what is wrong with it.

mod geo;
mod schema;
mod tables;

use super::losses::{Part, untold};
use super::named::named;
use super::xml::{encoded, is_pointer, language};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::{Article, Loss, inline};
use crate::tags::{self, Syntax, TagType};
use crate::temporal::Published;
use crate::text::Span;
use serde_json::{Map, Value, json};

/// The format.
pub const FORMAT: Format = Format {
    name: "ninjs",
    endings: &["ninjs.json", "json"],
    about: "an IPTC ninjs 3.1 item; entities of the document, not their places in the text",
    write: Some(write),
    read: Some(read),
};

/// The property that holds the things of a type.
const fn list(kind: TagType) -> Option<&'static str> {
    match kind {
        TagType::Person => Some("people"),
        TagType::Org => Some("organisations"),
        TagType::Place => Some("places"),
        TagType::Event => Some("events"),
        TagType::Work => Some("objects"),
        TagType::Group => Some("subjects"),
        TagType::Source => Some("infoSources"),
        _ => None,
    }
}

fn write(article: &Article, _: Choices) -> Written {
    let name = if article.name.is_empty() { "article" } else { &article.name };
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| item.insert(key.to_owned(), value);
    put(
        "standard",
        json!({
            "name": "ninjs",
            "version": "3.1",
            "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
        }),
    );
    put("uri", format!("urn:hashiya:{}", encoded(name)).into());
    put("type", "text".into());
    put("title", article.name.clone().into());
    if let Some(language) = language(&article.text) {
        put("language", language.into());
    }
    let whole = Span::new(0, article.text.len());
    let mut losses = Vec::new();
    if let Some(published) = article.published {
        put("versionCreated", moment(published).into());
        let what =
            "the publication date is written as a moment of UTC, since ninjs has no other form".to_owned();
        losses.push(Loss { span: whole, what });
    }
    put(
        "bodies",
        json!([{
            "role": "main",
            "contentType": "text/plain",
            "charCount": article.text.chars().count(),
            "wordCount": article.text.split_whitespace().count(),
            "value": article.text,
        }]),
    );
    for thing in named(article, |kind| list(kind).is_some()) {
        let Some(key) = list(thing.annotation.label.kind) else { continue };
        let entity = entity(&thing.name, thing.annotation.label.reference.as_deref());
        if let Value::Array(entities) = item.entry(key).or_insert_with(|| json!([])) {
            entities.push(entity);
        }
    }
    losses.extend(lost(article));
    losses.extend(untold(article, &[Part::Status]));
    let content = serde_json::to_string_pretty(&item).map(|item| item + "\n").unwrap_or_default();
    Written::one(article, "ninjs.json", content, losses)
}

/// What is said of one entity: its first identifier that is a URI, and all of them where it has more.
fn entity(name: &str, reference: Option<&str>) -> Value {
    let mut entity = json!({ "name": name });
    if let Some(reference) = reference {
        let uri = reference.split('|').find(|part| part.contains(':') && is_pointer(part));
        if let Some(uri) = uri {
            entity["uri"] = tags::address(uri).unwrap_or_else(|| uri.to_owned()).into();
        }
        if uri != Some(reference) {
            entity["literal"] = reference.into();
        }
    }
    entity
}

/// What becomes of the annotations, told once for the document.
fn lost(article: &Article) -> Vec<Loss> {
    let whole = Span::new(0, article.text.len());
    let kept = article.annotations.iter().filter(|a| list(a.label.kind).is_some()).count();
    let others = article.annotations.len() - kept;
    let tell =
        |count: usize, what: &str| (count > 0).then(|| Loss { span: whole, what: format!("{count} {what}") });
    [
        tell(kept, "annotations stand as entities of the document, without their places in the text"),
        tell(others, "annotations of offices, times, quantities, quotations and contacts are left out"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn moment(published: Published) -> String {
    let time = published.time.unwrap_or_default();
    format!("{}T{:02}:{:02}:{:02}Z", published.date, time.hour(), time.minute(), time.second())
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let item: Value = serde_json::from_str(input.content.trim_start_matches('\u{feff}'))
        .map_err(|error| Problem::at(error.line().max(1), error.to_string()))?;
    schema::Shape::Object(&tables::ITEM).check(&item, "the item").map_err(Problem::new)?;
    let name = input.name.strip_suffix(".ninjs").unwrap_or(input.name);
    let text = |body: &Value, key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let bodies = item.get("bodies").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let main = bodies.iter().find(|body| text(body, "role") == "main").or_else(|| bodies.first());
    let mut article = main.map_or_else(Article::default, |body| {
        let (kind, value) = (text(body, "contentType"), text(body, "value"));
        if kind.contains("html") {
            inline::read(name, &value, Syntax::Html, Vec::new())
        } else if kind.contains("xml") {
            inline::read(name, &value, Syntax::Xml, Vec::new())
        } else {
            Article { text: value, ..Article::default() }
        }
    });
    name.clone_into(&mut article.name);
    let dates = ["firstCreated", "versionCreated", "contentCreated"];
    article.published = dates.iter().find_map(|key| Published::parse(&text(&item, key)));
    Ok(vec![article])
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::{Choices, read_one};
    use crate::tags::Syntax;
    use crate::temporal::Published;
    use serde_json::{Value, json};

    fn reads(content: &str) -> Result<Article, String> {
        read_one(read, content)
    }

    #[test]
    fn entities_stand_once_and_the_text_comes_back() {
        let mut article = inline::read(
            "x",
            "<persName ref=\"wikidata:Q1\">نجيب</persName> و<placeName ref=\"iso3166:LB wikidata:Q822\">لبنان</placeName>\r\n\
             <persName ref=\"wikidata:Q1\">الحداد</persName> <date when=\"2016\">2016</date> 😀",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-29T14:05");
        let written = write(&article, Choices::default());
        let content = &written.files[0].content;
        let item: Value = serde_json::from_str(content).unwrap();
        assert_eq!(item["people"], json!([{ "name": "نجيب", "uri": "http://www.wikidata.org/entity/Q1" }]));
        assert_eq!(
            item["places"],
            json!([{ "name": "لبنان", "uri": "iso3166:LB", "literal": "iso3166:LB|wikidata:Q822" }])
        );
        assert_eq!(written.losses.len(), 3);
        assert_eq!(reads(content), Ok(Article { annotations: Vec::new(), ..article }));
    }

    #[test]
    fn items_are_judged() {
        for (content, what) in [
            (r#"{"uri":"urn:x","bodies":[{"value":"<p>a</p>","contentType":"text/html"}]}"#, ""),
            (r#"{"uri":"urn:x","urgency":5.0,"associations":[{"name":"a","uri":"b","rel":"c"}]}"#, ""),
            (
                r#"{"uri":"x","eventDetails":{"dates":{"startDate":"x","expectedStartDate":"2024","endDate":"y"}}}"#,
                "",
            ),
            (r#"{"title":"x"}"#, "the item lacks uri"),
            (r#"{"uri":1}"#, "the item.uri must be a string"),
            (r#"{"uri":"x","random":1}"#, "the item.random is no property of ninjs 3.1"),
            (r#"{"uri":"x","versioncreated":"x"}"#, "it is written versionCreated there"),
            (r#"{"uri":"x","urgency":0.1}"#, "the item.urgency must be a whole number"),
            (r#"{"uri":"x","urgency":11}"#, "the item.urgency is 11 and must lie between 1 and 9"),
            (r#"{"uri":"x","type":"y"}"#, "must be one of text, audio"),
            (r#"{"uri":"x","associations":[{"uri":"b"}]}"#, "the item.associations[0] lacks name"),
            (
                r#"{"uri":"x","places":[{"geoJSON":{"type":"Point"}}]}"#,
                "places[0].geoJSON has no coordinates",
            ),
            (r#"{"uri":"x","bodies":{}}"#, "the item.bodies must be an array"),
            (
                r#"{"uri":"x","eventDetails":{"dates":{"startDate":"x","expectedStartDate":"2024"}}}"#,
                "must have either",
            ),
            (
                r#"{"uri":"x","eventDetails":{"dates":{"expectedStartDate":"soon"}}}"#,
                "must be a date such as",
            ),
            ("[]", "the item must be an object"),
            ("{\n", "2: EOF"),
        ] {
            let verdict = reads(content).err().unwrap_or_default();
            assert!(
                if what.is_empty() { verdict.is_empty() } else { verdict.contains(what) },
                "{content}: {verdict}"
            );
        }
    }
}
