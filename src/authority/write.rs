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

/// A string between quotation marks as both TOML and Turtle have it.
pub(super) fn quoted(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::write;
    use crate::authority::parse::parse;
    use crate::authority::{RECORD_TYPES, Record, Text, skos};
    use proptest::prelude::*;

    fn name() -> impl Strategy<Value = String> {
        let words = ["سامر", "القلمونجي", "O'Neill", "\"quoted\"", "back\\slash", "😀x", "é", "لـ", "\u{1}c"];
        prop::collection::vec(prop::sample::select(words.to_vec()), 1..4).prop_map(|words| words.join(" "))
    }

    fn texts(most: usize) -> impl Strategy<Value = Vec<Text>> {
        let language = prop::sample::select(vec!["ar", "en", "fr", "zh-hant"]);
        prop::collection::vec((language, name()), 0..most).prop_map(|all| {
            let mut texts: Vec<Text> = Vec::new();
            for (language, text) in all {
                let text = Text { language: language.to_owned(), text };
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            // Languages come together, as a file has them.
            texts.sort_by(|a, b| a.language.cmp(&b.language));
            texts
        })
    }

    fn record() -> impl Strategy<Value = Record> {
        let ids = ["wikidata:Q1", "wikidata:Q2", "geonames:5", "viaf:9", "gnd:1-2", "isni:0000/1", "x:ق"];
        (
            prop::sample::select(vec!["a", "b-c", "سامر-القلمونجي", "7up", "x.y", "_z"]),
            prop::sample::select(RECORD_TYPES.to_vec()),
            prop::sample::select(vec!["", "city", "party"]),
            (name(), texts(4), texts(3), texts(4)),
            prop::sample::subsequence(ids.to_vec(), 0..4),
            prop::sample::select(vec!["", "a note"]),
        )
            .prop_map(|(key, record_type, kind, (first, prefer, short, variants), ids, note)| {
                let mut record = Record::new(key, record_type);
                record.kind = kind.to_owned();
                record.prefer = vec![Text { language: "ar".to_owned(), text: first }];
                for name in prefer {
                    if record.preferred(&name.language).is_none() {
                        record.prefer.push(name);
                    }
                }
                record.short = short;
                record.variants = variants;
                record.ids = ids.into_iter().map(str::to_owned).collect();
                record.ids.sort();
                record.note = note.to_owned();
                record
            })
    }

    /// Where it stands is no part of what a record says.
    fn placeless(records: Vec<Record>) -> Vec<Record> {
        let place = |record: Record| Record { place: crate::authority::Place::default(), ..record };
        records.into_iter().map(place).collect()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(record in record()) {
            let text = write(std::slice::from_ref(&record));
            let (again, problems) = parse("a.toml", &text);
            prop_assert_eq!(problems, []);
            prop_assert_eq!(placeless(again), [record]);
        }

        #[test]
        fn names_types_and_ids_survive_skos(record in record()) {
            let (turtle, losses) = skos::write(std::slice::from_ref(&record));
            prop_assert_eq!(losses, Vec::<String>::new());
            let (again, problems) = skos::read("a.ttl", &turtle);
            prop_assert_eq!(problems, []);
            prop_assert_eq!(placeless(again), [record]);
        }
    }

    #[test]
    fn every_field_is_written() {
        let text = "[a]\ntype = \"place\"\nkind = \"city\"\ngeonames = \"5\"\nids.viaf = [\"1\", \"2\"]\n\
                    prefer.ar = \"نور آباد\"\nshort.ar = [\"نور\"]\nvariants.ar = [\"نوراباد\"]\n\
                    role = [{ text.ar = \"عاصمة\", text.en = \"Capital\", from = \"2020-01-02\" }]\n\
                    renamed = [{ name.ar = \"برج النور\", from = \"2001\", to = \"2010-06\" }]\n\
                    lint.ignore = [\"ar/hamza\"]\nnote = \"x\"\n";
        let (records, problems) = parse("a.toml", text);
        assert_eq!(problems, []);
        assert_eq!(write(&records), text);
    }
}
