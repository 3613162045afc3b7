//! schema.org in JSON-LD: a `NewsArticle` with its text, its date and what it mentions.
//!
//! Each thing stands once in `mentions`, with `sameAs` for identifiers that have a public address and `identifier` for the
//! rest; `temporalCoverage` has the calendar times. What an article is *about* is a judgement that annotations do not
//! make, so `about` is not written. Places in the text are told as lost, and a reader makes no annotations.

use super::losses::{Part, untold};
use super::named::named;
use super::xml::language;
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::{Article, Loss};
use crate::tags::{self, TagType};
use crate::temporal::Published;
use crate::text::Span;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// The format.
pub const FORMAT: Format = Format {
    name: "json-ld",
    endings: &["schema.jsonld", "jsonld", "json"],
    about: "a schema.org NewsArticle; what it mentions, not where",
    write: Some(write),
    read: Some(read),
};

fn write(article: &Article, _: Choices) -> Written {
    let mut item = Map::new();
    let mut put = |key: &str, value: Value| item.insert(key.to_owned(), value);
    put("@context", "https://schema.org".into());
    put("@type", "NewsArticle".into());
    put("identifier", article.name.clone().into());
    if let Some(language) = language(&article.text) {
        put("inLanguage", language.into());
    }
    if let Some(published) = article.published {
        put("datePublished", published.to_string().into());
    }
    let coverage = coverage(article);
    if !coverage.is_empty() {
        put("temporalCoverage", coverage.into());
    }
    let things = named(article, |kind| kind.is_name() && kind != TagType::Role);
    let mentions: Vec<Value> = things
        .iter()
        .map(|thing| {
            let label = &thing.annotation.label;
            // A nationality or a faith is no type of schema.org's.
            let mut mention =
                json!({ "@type": tags::schema_type(label).unwrap_or("Thing"), "name": thing.name });
            let parts = label.reference.iter().flat_map(|reference| reference.split('|'));
            let (same, other): (Vec<&str>, Vec<&str>) = parts.partition(|part| tags::address(part).is_some());
            let same: Vec<String> = same.into_iter().filter_map(tags::address).collect();
            if !same.is_empty() {
                mention["sameAs"] = same.into();
            }
            if !other.is_empty() {
                mention["identifier"] = other.into();
            }
            mention
        })
        .collect();
    if !mentions.is_empty() {
        put("mentions", mentions.into());
    }
    put("articleBody", article.text.clone().into());
    let content = serde_json::to_string_pretty(&item).map(|item| item + "\n").unwrap_or_default();
    Written::one(article, "schema.jsonld", content, lost(article))
}

/// The calendar days, months, years and ranges of the article, each once, in ISO 8601.
fn coverage(article: &Article) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for annotation in article.annotations.iter().filter(|a| a.label.kind.is_temporal()) {
        let Some(value) = &annotation.label.value else { continue };
        let ends: Vec<&str> = value.split('/').collect();
        let calendar =
            ends.len() < 3 && ends.iter().all(|end| *end == ".." && ends.len() == 2 || is_calendar(end));
        if calendar && ends.iter().any(|end| *end != "..") && seen.insert(value.as_str()) {
            all.push(value.clone());
        }
    }
    all
}

/// A year, a month of one, a day, or a time of a day.
fn is_calendar(value: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match value.len() {
        4 => digits(value),
        7 => format!("{value}-01").parse::<Date>().is_ok(),
        10 => value.parse::<Date>().is_ok(),
        _ => {
            value.as_bytes().get(10) == Some(&b'T')
                && value.contains(':')
                && Published::parse(value).is_some()
        }
    }
}

fn lost(article: &Article) -> Vec<Loss> {
    if article.annotations.is_empty() {
        return Vec::new();
    }
    let what = "what is named and the calendar times stand once for the document; \
                their places in the text and other annotations are not kept";
    let mut losses = vec![Loss { span: Span::new(0, article.text.len()), what: what.to_owned() }];
    losses.extend(untold(article, &[Part::Status]));
    losses
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let value: Value = serde_json::from_str(input.content.trim_start_matches('\u{feff}'))
        .map_err(|error| Problem::at(error.line().max(1), error.to_string()))?;
    let graph = value.get("@graph").unwrap_or(&value);
    let nodes = graph.as_array().map_or_else(|| std::slice::from_ref(graph), Vec::as_slice);
    let articles: Vec<&Value> = nodes.iter().filter(|node| node.get("articleBody").is_some()).collect();
    if articles.is_empty() {
        return Err(Problem::new("nothing here has an articleBody; is it a schema.org NewsArticle?"));
    }
    let name = input.name.strip_suffix(".schema").unwrap_or(input.name);
    let mut read = Vec::new();
    for (index, node) in articles.into_iter().enumerate() {
        let Some(text) = node.get("articleBody").and_then(Value::as_str) else {
            return Err(Problem::new("the articleBody must be a string"));
        };
        read.push(Article {
            name: if index == 0 { name.to_owned() } else { format!("{name}-{}", index + 1) },
            text: text.to_owned(),
            published: node.get("datePublished").and_then(Value::as_str).and_then(Published::parse),
            annotations: Vec::new(),
            ..Article::default()
        });
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::{Choices, Input};
    use crate::tags::Syntax;
    use crate::temporal::Published;
    use serde_json::{Value, json};

    #[test]
    fn what_is_mentioned_and_the_text() {
        let mut article = inline::read(
            "x",
            "<placeName type=\"country\" ref=\"iso3166:LB wikidata:Q822\">لبنان</placeName> <name type=\"demonym\">لبناني</name> \
             <date from=\"2015-11\">منذ</date> <date when-iso=\"2016-W52\">أسبوع</date> <date when=\"2016\">أ</date> <date when=\"2016\">ب</date>\r\n",
            Syntax::Plain,
            Vec::new(),
        );
        article.published = Published::parse("2016-12-29");
        let written = write(&article, Choices::default());
        let content = &written.files[0].content;
        let item: Value = serde_json::from_str(content).unwrap();
        assert_eq!(
            item["mentions"],
            json!([
                { "@type": "Country", "name": "لبنان", "sameAs": ["http://www.wikidata.org/entity/Q822"], "identifier": ["iso3166:LB"] },
                { "@type": "Thing", "name": "لبناني" },
            ])
        );
        assert_eq!(item["temporalCoverage"], json!(["2015-11/..", "2016"]));
        assert_eq!(written.losses.len(), 1);
        let input = |content| read(&Input { name: "x", content, beside: &|_| None });
        assert_eq!(input(content), Ok(vec![Article { annotations: Vec::new(), ..article }]));
        assert!(input("{}").unwrap_err().what.contains("articleBody"));
        assert!(input("{\"articleBody\":1}").unwrap_err().what.contains("string"));
    }
}
