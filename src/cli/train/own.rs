//! A newsroom's own model: its tagged articles on top of the shipped model.

use super::Made;
use crate::analysis::{Document, Options};
use crate::cli::source;
use crate::entities::tagger::{Model, labels::LabelType};
use crate::tags::{Syntax, TagType};
use crate::text::{Language, Span};
use crate::training::corpus::Example;
use crate::training::{self, Plan, Settings};
use std::path::{Path, PathBuf};

/// A few articles are seen often, in small steps: what the shipped model knows must not drown.
const SETTINGS: Settings = Settings { epochs: 10, rate: 0.05, hidden: 0.3, missed: 0.5 };
const RUNS: u64 = 2;
/// Rows of their own that the articles may add.
const ROWS: usize = 40_000;
/// Files that hold articles.
const ARTICLES: [&str; 6] = ["txt", "md", "html", "htm", "xml", "nitf"];

/// Learns from the tagged articles under `folder`; their language is that of most of them unless it is given.
pub fn learn(folder: &Path, language: Option<Language>) -> Result<Made, String> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let mut examples = Vec::new();
    for file in &files {
        examples_of(&source::read(file)?, file, &mut examples);
    }
    let arabic = examples.iter().filter(|e| e.language == Language::Arabic).count();
    let most = if arabic * 2 >= examples.len() { Language::Arabic } else { Language::English };
    let language = language.unwrap_or(most);
    examples.retain(|e| e.language == language);
    if examples.is_empty() {
        return Err(format!("{}: no paragraph with tagged names; tag some articles first", folder.display()));
    }
    let model = Model::of(language).ok_or("this program was built without a model")?;
    let plan = Plan { language, spelling: model.spelling(), settings: SETTINGS, runs: RUNS, rows: ROWS };
    Ok(Made { bytes: training::adapt(model, &examples, &plan), texts: examples.len() })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{}: {error}", folder.display()))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| ARTICLES.iter().any(|known| e == *known)) {
            files.push(path);
        }
    }
    Ok(())
}

/// Each paragraph with a tagged name is an example: one without may not have been read by anybody.
fn examples_of(text: &str, file: &Path, examples: &mut Vec<Example>) {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
    let syntax = Syntax::of("", name.as_deref(), crate::formats::stream::head(text));
    let document = Document::of(text, Options { syntax, ..Options::default() });
    for (_, paragraph) in document.paragraphs() {
        let plain = &paragraph.markup.plain;
        let names: Vec<(Span, LabelType)> = paragraph
            .entities
            .iter()
            .filter(|n| n.tagged.is_some() && !n.mention.nested)
            .filter_map(|n| Some((plain.span_from_raw(n.mention.span), label_type(n.tag_type)?)))
            .collect();
        if !names.is_empty() {
            let passage = crate::text::Passage::new(&plain.text, None);
            let (language, text) = (passage.language, plain.text.clone());
            examples.push(Example { text, language, register: 0, names });
        }
    }
}

const fn label_type(tag: TagType) -> Option<LabelType> {
    match tag {
        TagType::Person => Some(LabelType::Person),
        TagType::Place => Some(LabelType::Place),
        TagType::Org => Some(LabelType::Org),
        TagType::Event | TagType::Work => Some(LabelType::Other),
        _ => None,
    }
}
