//! Annotated texts as the learner takes them.

use crate::entities::tagger::labels::LabelType;
use crate::formats::gold::Name;
use crate::text::{Language, Passage, Span};
use serde::Deserialize;

/// A text with the names in it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// The number of its register: what is called a name differs from one kind of text to the next.
    pub register: usize,
    /// The names, in bytes, outermost only.
    pub names: Vec<(Span, LabelType)>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    lang: Option<String>,
    entities: Vec<Name>,
}

/// The gold of an article.
#[derive(Deserialize)]
struct Article {
    entities: Vec<Name>,
}

/// Reads a line: `text`, `lang` and `entities`. The message says
/// what is wrong with it.
pub fn parse(line: &str) -> Result<Example, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let language = match line.lang.as_deref() {
        Some(code) => Language::parse(code).ok_or_else(|| format!("lang: not ar or en: {code:?}"))?,
        None => Passage::new(&line.text, None).language,
    };
    let names = names(&line.text, &line.entities)?;
    Ok(Example { text: line.text, language, register: 0, names })
}

/// Reads an article with its gold, a paragraph an example: the program reads paragraphs too.
pub fn article(text: &str, gold: &str) -> Result<Vec<Example>, String> {
    let gold: Article = serde_json::from_str(gold).map_err(|error| error.to_string())?;
    let names = names(text, &gold.entities)?;
    let mut examples = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let here = Span::new(start, start + line.len());
        start = here.end;
        let inside = names.iter().filter(|(span, _)| here.contains(*span));
        let names: Vec<_> =
            inside.map(|&(s, kind)| (Span::new(s.start - here.start, s.end - here.start), kind)).collect();
        if !line.trim().is_empty() {
            let language = Passage::new(line, None).language;
            examples.push(Example { text: line.to_owned(), language, register: 0, names });
        }
    }
    Ok(examples)
}

fn names(text: &str, entities: &[Name]) -> Result<Vec<(Span, LabelType)>, String> {
    let offsets: Vec<usize> =
        text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    let mut names = Vec::new();
    for name in entities.iter().filter(|n| !n.nested) {
        let (Some(&start), Some(&end)) = (offsets.get(name.start), offsets.get(name.end)) else {
            return Err(format!("{}..{} lies outside the text", name.start, name.end));
        };
        if start >= end {
            return Err(format!("{}..{} is empty", name.start, name.end));
        }
        if let Some(kind) = kind(&name.kind) {
            names.push((Span::new(start, end), kind));
        }
    }
    Ok(names)
}

/// The label's type of a type of annotation. Nationalities and peoples are left to their list.
fn kind(name: &str) -> Option<LabelType> {
    match name.to_ascii_lowercase().as_str() {
        "per" | "person" => Some(LabelType::Person),
        "loc" | "fac" | "place" => Some(LabelType::Place),
        "org" => Some(LabelType::Org),
        "misc" | "event" | "work" => Some(LabelType::Other),
        _ => None,
    }
}
