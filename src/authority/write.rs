//! Writes records as TOML, the way people write them: one key a line, what is empty left out. What is written is read
//! again as the same records.

use super::date::Period;
use super::record::{Record, Text};
use std::fmt::Write;

/// The text of an authority file with these records.
pub fn write(records: &[Record]) -> String {
    let mut out = String::new();
    for record in records {
        if !out.is_empty() {
            out.push('\n');
        }
        one(&mut out, record);
    }
    out
}

fn one(out: &mut String, record: &Record) {
    let _ = writeln!(out, "[{}]", key(&record.key));
    let _ = writeln!(out, "type = {}", quoted(record.record_type.as_str()));
    if !record.kind.is_empty() {
        let _ = writeln!(out, "kind = {}", quoted(&record.kind));
    }
    ids(out, record);
    for name in &record.prefer {
        let _ = writeln!(out, "prefer.{} = {}", key(&name.language), quoted(&name.text));
    }
    names(out, "short", &record.short);
    names(out, "variants", &record.variants);
    let roles = record.roles.iter().map(|role| {
        let texts: Vec<String> = role.texts.iter().map(|text| named("text", text)).collect();
        dated(texts.join(", "), role.period)
    });
    list(out, "role", &roles.collect::<Vec<_>>());
    let renamed = record.renamed.iter().map(|renamed| dated(named("name", &renamed.name), renamed.period));
    list(out, "renamed", &renamed.collect::<Vec<_>>());
    list(out, "lint.ignore", &record.ignore.iter().map(|rule| quoted(rule)).collect::<Vec<_>>());
    if !record.note.is_empty() {
        let _ = writeln!(out, "note = {}", quoted(&record.note));
    }
}

/// Identifiers, register by register; they are sorted.
fn ids(out: &mut String, record: &Record) {
    let pairs: Vec<(&str, &str)> = record.ids.iter().filter_map(|id| id.split_once(':')).collect();
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let register = group[0].0;
        let name = match register {
            "wikidata" | "geonames" => register.to_owned(),
            _ => format!("ids.{}", key(register)),
        };
        match group {
            [(_, id)] => {
                let _ = writeln!(out, "{name} = {}", quoted(id));
            }
            several => list(out, &name, &several.iter().map(|(_, id)| quoted(id)).collect::<Vec<_>>()),
        }
    }
}

/// Names, a line a language, in the order in which languages come.
fn names(out: &mut String, name: &str, texts: &[Text]) {
    let mut languages: Vec<&str> = Vec::new();
    for text in texts {
        if !languages.contains(&text.language.as_str()) {
            languages.push(&text.language);
        }
    }
    for language in languages {
        let of_it = texts.iter().filter(|text| text.language == language).map(|text| quoted(&text.text));
        list(out, &format!("{name}.{}", key(language)), &of_it.collect::<Vec<_>>());
    }
}

fn list(out: &mut String, name: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(out, "{name} = [{}]", items.join(", "));
    }
}

fn named(name: &str, text: &Text) -> String {
    format!("{name}.{} = {}", key(&text.language), quoted(&text.text))
}

fn dated(mut inside: String, period: Period) -> String {
    for (name, date) in [("from", period.from), ("to", period.to)] {
        if let Some(date) = date {
            let _ = write!(inside, ", {name} = \"{date}\"");
        }
    }
    format!("{{ {inside} }}")
}

/// A key as it is written: bare where TOML allows it.
fn key(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !text.is_empty() && text.chars().all(bare) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
