//! UIMA CAS JSON 0.4 with its type system inside, which INCEpTION and dkpro-cassis read. Holds everything.

use super::uima::{self, Structure, TYPES};
use super::{Choices, Format, Input, Problem, Written};
use crate::annotations::Article;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The format.
pub const FORMAT: Format = Format {
    name: "uima-json",
    endings: &["json"],
    about: "UIMA CAS JSON 0.4 for INCEpTION and dkpro-cassis; holds everything",
    write: Some(write),
    read: Some(read),
};

/// The view that documents are in.
const VIEW: &str = "_InitialView";
/// The type of a document's text.
const SOFA: &str = "uima.cas.Sofa";

/// A file; the types stand first, as readers that stream want them.
#[derive(Serialize)]
struct Output {
    #[serde(rename = "%TYPES")]
    types: Map<String, Value>,
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Vec<Value>,
    #[serde(rename = "%VIEWS")]
    views: Value,
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "%FEATURE_STRUCTURES")]
    structures: Structures,
}

/// As a list, or by number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Structures {
    List(Vec<Map<String, Value>>),
    Table(BTreeMap<String, Map<String, Value>>),
}

fn write(article: &Article, _: Choices) -> Written {
    let types = TYPES.iter().map(|(name, features)| {
        let mut kind = Map::new();
        kind.insert("%NAME".to_owned(), json!(name));
        kind.insert("%SUPER_TYPE".to_owned(), json!("uima.tcas.Annotation"));
        for feature in *features {
            let range = json!({ "%NAME": feature, "%RANGE": "uima.cas.String" });
            kind.insert((*feature).to_owned(), range);
        }
        ((*name).to_owned(), Value::Object(kind))
    });
    let mut structures = vec![json!({
        "%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain",
        "sofaString": article.text
    })];
    for ((_, structure), id) in uima::structures(article).into_iter().zip(2..) {
        let mut object = Map::new();
        object.insert("%ID".to_owned(), json!(id));
        object.insert("%TYPE".to_owned(), Value::String(structure.kind));
        object.insert("@sofa".to_owned(), json!(1));
        object.insert("begin".to_owned(), json!(structure.begin));
        object.insert("end".to_owned(), json!(structure.end));
        object.extend(structure.features.into_iter().map(|(name, value)| (name, Value::String(value))));
        structures.push(Value::Object(object));
    }
    let members: Vec<usize> = (2..=structures.len()).collect();
    let views = json!({ VIEW: { "%SOFA": 1, "%MEMBERS": members } });
    let output = Output { types: types.collect(), structures, views };
    let content = serde_json::to_string(&output).map(|content| content + "\n").unwrap_or_default();
    Written::one(article, "json", content, Vec::new())
}

fn read(input: &Input<'_>) -> Result<Vec<Article>, Problem> {
    let file: File = serde_json::from_str(input.content)
        .map_err(|error| Problem::at(error.line(), format!("no UIMA CAS JSON that can be read: {error}")))?;
    let all: Vec<(Option<Value>, Map<String, Value>)> = match file.structures {
        Structures::List(list) => {
            list.into_iter().map(|structure| (structure.get("%ID").cloned(), structure)).collect()
        }
        Structures::Table(table) => table
            .into_iter()
            .map(|(id, structure)| (id.parse::<u64>().ok().map(Value::from), structure))
            .collect(),
    };
    let kind = |structure: &Map<String, Value>| structure.get("%TYPE").and_then(Value::as_str) == Some(SOFA);
    let mut sofas = all.iter().filter(|(_, structure)| kind(structure)).filter_map(|(id, structure)| {
        Some((id.as_ref()?, structure.get("sofaID")?.as_str()?, structure.get("sofaString")?.as_str()?))
    });
    let first = sofas.clone().find(|(_, view, _)| *view == VIEW).or_else(|| sofas.next());
    let Some((sofa, _, text)) = first else {
        return Err(Problem::new("no document text: there is no uima.cas.Sofa with a sofaString"));
    };
    let here = all.iter().filter(|(_, structure)| structure.get("@sofa") == Some(sofa));
    let structures: Vec<Structure> = here.filter_map(|(_, structure)| of_object(structure)).collect();
    uima::article(input.name, text.to_owned(), &structures).map(|article| vec![article])
}

/// An annotation, if the object is one.
fn of_object(object: &Map<String, Value>) -> Option<Structure> {
    let offset = |name: &str| usize::try_from(object.get(name)?.as_u64()?).ok();
    let features = object.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
    Some(Structure {
        kind: object.get("%TYPE")?.as_str()?.to_owned(),
        begin: offset("begin")?,
        end: offset("end")?,
        features: features.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::annotations::{Article, inline};
    use crate::formats::uima::any_article;
    use crate::formats::{Choices, Input, Problem};
    use crate::tags::Syntax;
    use proptest::prelude::*;

    fn reads(content: &str) -> Result<Article, Problem> {
        read(&Input { name: "x", content, beside: &|_| None }).map(|mut articles| articles.remove(0))
    }

    #[test]
    fn offsets_are_utf_16_units() {
        let article = inline::read("x", "😀 <person>نجيب</person>", Syntax::Plain, Vec::new());
        let content = write(&article, Choices::default()).files.remove(0).content;
        let entity = "\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\",\"@sofa\":1,\
                      \"begin\":3,\"end\":7,\"value\":\"PERSON\"";
        assert!(content.contains(entity), "{content}");
        let order = ["%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"].map(|key| content.find(key));
        assert!(order.is_sorted() && order[0].is_some());
    }

    #[test]
    fn both_shapes_of_the_list_are_read() {
        let sofa =
            "{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaID\":\"_InitialView\",\"sofaString\":\"ab\"}";
        let entity = "{\"%ID\":2,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\",\"@sofa\":1,\
                      \"begin\":1,\"end\":2,\"value\":\"PER\",\"@other\":7,\"#score\":0.5}";
        for structures in [format!("[{entity},{sofa}]"), format!("{{\"1\":{sofa},\"2\":{entity}}}")] {
            let article = reads(&format!("{{\"%FEATURE_STRUCTURES\":{structures}}}")).unwrap();
            let covered: Vec<&str> = article.annotations.iter().map(|a| article.covered(a)).collect();
            assert_eq!((article.text.as_str(), covered), ("ab", vec!["b"]));
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let deep = format!("{{\"%FEATURE_STRUCTURES\":{}", "[".repeat(100_000));
        for (content, what) in [
            ("", "EOF"),
            ("{}", "%FEATURE"),
            ("{\"%FEATURE_STRUCTURES\":[]}", "sofaString"),
            (&deep, "recursion"),
        ] {
            let problem = reads(content).unwrap_err();
            assert!(problem.what.contains(what), "{problem}");
        }
    }

    proptest! {
        #[test]
        fn any_article_comes_back(article in any_article()) {
            let written = write(&article, Choices::default());
            prop_assert_eq!(written.losses.len(), 0);
            prop_assert_eq!(reads(&written.files[0].content).unwrap(), article);
        }
    }
}
