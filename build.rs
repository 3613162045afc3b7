//! Builds the embedded word lists from `seeds/`: nothing is parsed when the program starts.
//!
//! The products, described where they are read: the Umm al-Qura month table (`src/temporal/calendar/hijri.rs`), the
//! days of feasts (`src/temporal/calendar/lunisolar.rs`) and the names of days (`src/temporal/readings.rs`), the lexicon
//! of each language (`src/lexicon/mod.rs`), the calling codes (`src/quantities/phones.rs`), the words of times with their
//! meanings (`src/temporal/vocabulary.rs`), what the rules say (`src/lints/message.rs`), their pages (`src/lints/pages.rs`)
//! and the words they know (`src/lints/`), the gazetteer (`src/lexicon/gazetteer.rs`), the share-alike statistics of words
//! (`src/lexicon/statistics.rs`) and their spellings (`src/lexicon/spelling.rs`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/acronyms.rs"]
mod acronyms;
#[path = "build/buckets.rs"]
mod buckets;
#[path = "build/calendar.rs"]
mod calendar;
#[path = "src/temporal/chunk.rs"]
mod chunk;
#[path = "src/lexicon/class.rs"]
mod class;
#[path = "build/date_words.rs"]
mod date_words;
#[path = "build/first_words.rs"]
mod first_words;
#[path = "src/text/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "build/gazetteer.rs"]
mod gazetteer;
#[path = "src/lexicon/hash.rs"]
mod hash;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/meanings.rs"]
mod meanings;
#[path = "build/messages.rs"]
mod messages;
#[path = "src/lexicon/openings.rs"]
#[allow(dead_code)]
mod openings;
#[path = "build/pack.rs"]
mod pack;
#[path = "build/phones.rs"]
mod phones;
#[path = "build/phrases.rs"]
mod phrases;
#[path = "build/rule_pages.rs"]
mod rule_pages;
#[path = "build/rule_words.rs"]
mod rule_words;
#[path = "src/lexicon/spelled.rs"]
#[allow(dead_code)]
mod spelled;
#[path = "build/spelling.rs"]
mod spelling;
#[path = "build/spellings.rs"]
mod spellings;
#[path = "build/statistics.rs"]
mod statistics;
#[path = "src/formats/table.rs"]
#[allow(dead_code)]
mod table;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    for watched in [
        "build.rs",
        "build",
        "seeds/lexicon",
        "seeds/gazetteer",
        "seeds/calendar",
        "seeds/lints",
        "seeds/messages",
        "docs/rules",
        "seeds/statistics",
        "src/lexicon/hash.rs",
        "src/lexicon/openings.rs",
        "src/lexicon/spelled.rs",
        "seeds/spelling",
        "seeds/phones",
        "src/lexicon/class.rs",
        "src/temporal/chunk.rs",
        "src/text/fold.rs",
        "src/formats/table.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    calendar::build(Path::new("seeds/calendar/umm_al_qura.tsv"), &out)?;
    calendar::build_feasts(Path::new("seeds/calendar/feasts.tsv"), &out)?;
    calendar::build_names(Path::new("seeds/calendar/names.tsv"), &out)?;
    date_words::build(Path::new("seeds/lints/date.tsv"), &out)?;
    phones::build(Path::new("seeds/phones/calling_codes.tsv"), &out)?;
    lexicon::build(Path::new("seeds/lexicon"), &out)?;
    meanings::build(Path::new("seeds/lexicon"), &out)?;
    rule_words::build(Path::new("seeds/lints/num.tsv"), &out)?;
    messages::build(Path::new("seeds/messages"), &out)?;
    rule_pages::build(Path::new("docs/rules"), &out)?;
    spellings::build(Path::new("seeds/lints/spellings"), &out)?;
    phrases::build(Path::new("seeds/lints/lines"), &out)?;
    acronyms::build(Path::new("seeds/lints/acronyms"), &out)?;
    gazetteer::build(Path::new("seeds/gazetteer"), Path::new("seeds/lexicon"), &out)?;
    spelling::build(Path::new("seeds/spelling"), &out)?;
    for language in ["ar", "en"] {
        let source = Path::new("seeds/statistics").join(language);
        statistics::build(&source, &out.join(format!("statistics.{language}.bin")))?;
    }
    Ok(())
}

fn read_table(path: &Path) -> Result<table::Table> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    table::Table::parse(text).ok_or_else(|| format!("{}: no header line", path.display()).into())
}

/// Writes a list, as `src/lexicon/trie.rs` describes it.
fn write_fst(path: &Path, entries: &BTreeMap<String, u64>) -> Result<()> {
    let openings = first_words::set(entries.keys());
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, *value)?;
    }
    let mut bytes = u32::try_from(openings.len())?.to_le_bytes().to_vec();
    bytes.extend(openings);
    bytes.extend(builder.into_inner()?);
    fs::write(path, bytes)?;
    Ok(())
}

/// Appends a string with its length in one byte, cut at a character boundary when longer than that byte can say.
fn push_short(bytes: &mut Vec<u8>, text: &str) {
    let mut end = text.len().min(255);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    bytes.push(u8::try_from(end).unwrap_or(u8::MAX));
    bytes.extend_from_slice(&text.as_bytes()[..end]);
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn rust_list(entries: &[(String, PathBuf, PathBuf)]) -> String {
    let mut code = String::from("pub static LEXICA: &[(&str, &[u8], &[u8])] = &[\n");
    for (name, forms, senses) in entries {
        let (forms, senses) = (forms.display().to_string(), senses.display().to_string());
        let _ = writeln!(code, "    ({name:?}, include_bytes!({forms:?}), include_bytes!({senses:?})),");
    }
    code.push_str("];\n");
    code
}
