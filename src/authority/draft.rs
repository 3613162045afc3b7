//! A new record, made of a mention: a first draft for the newsroom to complete.

use super::record::{Record, Text, is_id};
use super::{Authority, parse};
use crate::tags::TagType;
use crate::text::one_line;

/// What is known of a mention that is to have a record.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// What it is.
    pub record_type: TagType,
    /// Its kind, or nothing.
    pub kind: &'a str,
    /// The name in full, as the article writes it.
    pub name: &'a str,
    /// The short form by which the article mentions it, if it is another.
    pub short: Option<&'a str>,
    /// The name in other languages, as lists have it.
    pub others: Vec<Text>,
    /// The reference of the mention.
    pub reference: Option<&'a str>,
}

/// The draft, with a key that no record of `authority` has.
pub fn draft(known: &Known, authority: Option<&Authority>) -> Record {
    let text = |text: &str| Text { language: parse::language_of(text).to_owned(), text: one_line(text) };
    let mut record = Record::new(String::new(), known.record_type);
    known.kind.clone_into(&mut record.kind);
    record.prefer.push(text(known.name));
    for other in &known.others {
        if record.preferred(&other.language).is_none() {
            record.prefer.push(other.clone());
        }
    }
    record.short.extend(known.short.map(text));
    let ids = known.reference.into_iter().flat_map(|reference| reference.split(['|', ' ']));
    record.ids = ids.filter(|id| is_id(id) && !id.starts_with("authority:")).map(str::to_owned).collect();
    record.ids.sort();
    record.ids.dedup();
    record.key = key_of(&record, |key| authority.is_some_and(|records| records.record(key).is_some()));
    record
}

/// A key for a record, made of its name, that is not `taken`.
pub fn key_of(record: &Record, taken: impl Fn(&str) -> bool) -> String {
    let stem = stem(record);
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|key| !taken(key)).unwrap_or(stem)
}

/// A key made of the English name, or else of the name there is.
fn stem(record: &Record) -> String {
    let name = record.preferred("en").or_else(|| record.prefer.first().map(|name| name.text.as_str()));
    let words =
        name.unwrap_or_default().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let key = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    if key.is_empty() { record.record_type.as_str().to_owned() } else { key }
}
