//! The recipe of a shipped model: `seeds/model/LANGUAGE.toml`.

use super::{Made, words};
use crate::cli::source;
use crate::text::Language;
use crate::training::corpus::{self, Example};
use crate::training::{self, Plan, Settings, spelling};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    runs: u64,
    rows: usize,
    epochs: usize,
    rate: f32,
    hidden: f32,
    missed: f32,
    corpus: Vec<Corpus>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Corpus {
    name: String,
    /// How often each of its texts counts.
    #[serde(default = "once")]
    times: usize,
    /// Where it is.
    #[serde(default)]
    from: Home,
    /// Corpora of one register share what is learnt of it.
    register: String,
}

const fn once() -> usize {
    1
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Home {
    /// Among the corpora, as `NAME.train.jsonl` and `NAME.dev.jsonl`.
    #[default]
    Corpora,
    /// Among the seeds, as lines in `NAME`.
    Lines,
    /// Among the seeds, as a folder `NAME` of articles with their gold.
    Articles,
}

/// The register of articles as desks write them comes first.
const DESK: &str = "desk";

/// Makes the model of a language.
pub fn learn(corpora: &Path, seeds: &Path, language: Language, with_dev: bool) -> Result<Made, String> {
    let path = seeds.join("model").join(format!("{}.toml", language.code()));
    let recipe: Recipe =
        toml::from_str(&source::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut registers: Vec<&str> = vec![DESK];
    let mut examples = Vec::new();
    for corpus in &recipe.corpus {
        let known = registers.iter().position(|name| *name == corpus.register);
        let register = known.unwrap_or_else(|| {
            registers.push(&corpus.register);
            registers.len() - 1
        });
        let before = examples.len();
        match corpus.from {
            Home::Corpora => {
                lines(&corpora.join(format!("{}.train.jsonl", corpus.name)), &mut examples)?;
                if with_dev {
                    lines(&corpora.join(format!("{}.dev.jsonl", corpus.name)), &mut examples)?;
                }
            }
            Home::Lines => lines(&seeds.join(&corpus.name), &mut examples)?,
            Home::Articles => articles(&seeds.join(&corpus.name), &mut examples)?,
        }
        examples[before..].iter_mut().for_each(|example| example.register = register);
        let again = examples[before..].to_vec();
        (1..corpus.times).for_each(|_| examples.extend(again.iter().cloned()));
    }
    examples.retain(|example| example.language == language);
    let spelling = spelling::learn(&words::read(seeds, language)?);
    let plan = Plan {
        language,
        spelling: &spelling,
        settings: Settings {
            epochs: recipe.epochs,
            rate: recipe.rate,
            hidden: recipe.hidden,
            missed: recipe.missed,
        },
        runs: recipe.runs,
        rows: recipe.rows,
    };
    Ok(Made { bytes: training::learn(&examples, &plan), texts: examples.len() })
}

fn lines(path: &Path, examples: &mut Vec<Example>) -> Result<(), String> {
    for (index, line) in source::read(path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let example = corpus::parse(line);
        examples.push(example.map_err(|error| format!("{}:{}: {error}", path.display(), index + 1))?);
    }
    Ok(())
}

/// Every article of a folder: `NAME.txt` with `NAME.gold.json`.
fn articles(folder: &Path, examples: &mut Vec<Example>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|e| e == "txt")) {
        let gold = path.with_extension("gold.json");
        let article = corpus::article(&source::read(path)?, &source::read(&gold)?);
        examples.extend(article.map_err(|error| format!("{}: {error}", gold.display()))?);
    }
    Ok(())
}
