//! The gloss: what a hover says of a mention, in Markdown.
//!
//! First what it is, then what it resolves to, then why. Each Arabic text ends its line and each value stands in a
//! code span of its own, so that a line of either direction reads in order without any bidi control.

use crate::analysis::{Document, Entity, Mention, Subject, Time};
use crate::temporal::readings;
use crate::text::{Language, Span};
use std::fmt::Write;

/// Explains `mention`. `text` gives the document's text under a span.
pub fn of(document: &Document, mention: &Mention, text: impl Fn(Span) -> String) -> String {
    let mut out = String::new();
    match &mention.subject {
        Subject::Entity(entity) => of_entity(&mut out, document, mention, entity, &text),
        Subject::Time(time) => of_time(&mut out, document, mention, time),
    }
    if mention.tagged {
        out.push_str("- tagged in the text\n");
    }
    out
}

fn of_entity(
    out: &mut String,
    document: &Document,
    mention: &Mention,
    entity: &Entity,
    text: &impl Fn(Span) -> String,
) {
    let kind = if entity.kind.is_empty() { String::new() } else { format!(" · {}", entity.kind) };
    let _ = writeln!(out, "**{}**{kind}\n", mention.tag_type.as_str());
    let record = entity.record;
    match record.map(|r| r.name_ar).filter(|n| !n.is_empty()) {
        Some(name) => line(out, "Arabic", name),
        None => {
            if let Some(name) = &entity.full_name {
                line(out, "in full", name);
            }
        }
    }
    if let Some(name) = record.map(|r| r.name_en).filter(|n| !n.is_empty()) {
        line(out, "English", &title_case(name));
    }
    if let Some(office) = entity.office {
        line(out, "office here", &text(office));
    }
    for reference in entity.reference.iter().flat_map(|r| r.split(['|', ' '])).filter(|r| !r.is_empty()) {
        let _ = writeln!(out, "- {}", link(reference));
    }
    let count = document.mentions().filter(|m| m.entity_id() == Some(&entity.id)).count();
    let _ = writeln!(out, "- {count} {} in this article", if count == 1 { "mention" } else { "mentions" });
    let _ = writeln!(
        out,
        "- why: {}; {} sure",
        why(mention, entity),
        if mention.confidence >= 0.9 {
            "very"
        } else if mention.confidence >= 0.75 {
            "fairly"
        } else {
            "not very"
        }
    );
}

fn why(mention: &Mention, entity: &Entity) -> &'static str {
    match mention.rule {
        "gazetteer" => "the name is in the gazetteer",
        "office+name" => "an office or a title stands before it",
        "name+verb" => "a verb of speech stands beside it",
        "name-words" => "it is made of words that news uses in people's names",
        "head+nationality" => "a body's noun with a nationality",
        "head+complement" | "head" | "name+head" => "a body's noun with what completes it",
        "facility-head" => "the noun of a facility or a feature of the land with a name",
        "place-head" => "a noun such as city or district stands before it",
        "short-name" => "this article names somebody so in full",
        "nationality" => "an adjective or noun of nationality",
        "office" => "the noun of an office with what completes it",
        "tag" => "it is tagged so",
        _ if entity.full_name.is_some() => "this article names it in full",
        _ => "found by rule",
    }
}

fn of_time(out: &mut String, document: &Document, mention: &Mention, time: &Time) {
    let resolved = &time.resolved;
    let value = if resolved.value.is_empty() { "no value" } else { &resolved.value };
    let _ = writeln!(out, "**{}** `{value}`\n", mention.tag_type.as_str());
    if let Some(modifier) = resolved.modifier {
        line(out, "modifier", modifier);
    }
    if let Some(day) = readings::day_of(&resolved.value) {
        line(out, "Gregorian", &readings::gregorian_long(day, Language::English));
        line(out, "Gregorian, in Arabic", &readings::gregorian_long(day, Language::Arabic));
        for (label, language) in [("Hijri", Language::English), ("Hijri, in Arabic", Language::Arabic)] {
            if let Some(reading) = readings::hijri_long(day, language) {
                line(out, label, &reading);
            }
        }
    }
    for step in &resolved.steps {
        let _ = writeln!(out, "- {step}");
    }
    match document.publication() {
        Some(publication) => {
            let _ = writeln!(
                out,
                "- publication date `{}` ({}: {})",
                publication.at,
                publication.source.as_str(),
                publication.why
            );
        }
        None => out.push_str("- no publication date is known\n"),
    }
    let _ = writeln!(out, "- rule `{}`", mention.rule);
}

fn line(out: &mut String, label: &str, value: &str) {
    let _ = writeln!(out, "- {label}: {}", escaped(value));
}

/// Text from an article must not become Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '\\' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Some sources keep names in lower case.
fn title_case(name: &str) -> String {
    if name.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    name.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// An identifier as a link where its register has pages.
fn link(reference: &str) -> String {
    match reference.split_once(':') {
        Some(("wikidata", id)) => format!("Wikidata [{id}](https://www.wikidata.org/wiki/{id})"),
        Some(("geonames", id)) => format!("GeoNames [{id}](https://www.geonames.org/{id})"),
        Some(("iso3166", code)) => format!("ISO 3166 `{code}`"),
        Some(("iso3166-2", code)) => format!("ISO 3166-2 `{code}`"),
        _ => format!("`{}`", reference.replace('`', "")),
    }
}
