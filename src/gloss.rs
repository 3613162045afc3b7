//! The gloss: what a mention is, what it resolves to, and why; for a hover in Markdown, for a terminal as plain text.
//!
//! Both are written from one list of facts, so they say the same; the terminal adds the words one by one. Each Arabic
//! text ends its line and each value stands in a code span of its own, so that a line of either direction reads in
//! order without any bidi control.

use crate::analysis::{Document, Entity, Mention, Subject, Time};
use crate::lexicon::gazetteer::Record;
use crate::tags;
use crate::temporal::{describe, readings};
use crate::text::{Language, Span, one_line};
use std::fmt::Write;

/// A mention explained.
#[derive(Debug)]
pub struct Gloss {
    /// person, place, date …
    kind: &'static str,
    /// What is to be seen first: the kind of an entity, the value of a time.
    head: Vec<Part>,
    /// What it is.
    facts: Vec<Line>,
    /// Its words as the grammar reads them; only the terminal shows them.
    words: Vec<Line>,
    /// Why it is that, step by step.
    reasons: Vec<Line>,
    /// The value in full; only the terminal, where it ends the list.
    outcome: Option<Line>,
}

/// One fact: what is told, and the telling.
#[derive(Debug)]
struct Line {
    label: &'static str,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    /// Our own words.
    Words(String),
    /// A value or a name of ours.
    Code(String),
    /// Text of an article or a list, which must not become Markdown.
    Text(String),
    /// A page of a register: its name and its address.
    Link(String, String),
}

impl Line {
    fn words(label: &'static str, words: impl Into<String>) -> Self {
        Self { label, parts: vec![Part::Words(words.into())] }
    }

    fn code(label: &'static str, code: impl Into<String>) -> Self {
        Self { label, parts: vec![Part::Code(code.into())] }
    }

    fn text(label: &'static str, text: &str) -> Self {
        Self { label, parts: vec![Part::Text(one_line(text))] }
    }
}

/// Explains `mention`. `text` gives the document's text under a span.
pub fn of(document: &Document, mention: &Mention, text: impl Fn(Span) -> String) -> Gloss {
    let mut gloss = Gloss {
        kind: mention.tag_type.as_str(),
        head: Vec::new(),
        facts: Vec::new(),
        words: Vec::new(),
        reasons: Vec::new(),
        outcome: None,
    };
    match &mention.subject {
        Subject::Entity(entity) => gloss.entity(document, mention, entity, &text),
        Subject::Time(time) => gloss.time(document, mention, time, &text),
    }
    if mention.tagged {
        gloss.reasons.push(Line::words("", "tagged in the text"));
    }
    gloss
}

impl Gloss {
    fn entity(
        &mut self,
        document: &Document,
        mention: &Mention,
        entity: &Entity,
        text: &impl Fn(Span) -> String,
    ) {
        if !entity.kind.is_empty() {
            self.head.push(Part::Words(format!("· {}", entity.kind)));
        }
        self.own(document, entity);
        let facts = &mut self.facts;
        let record = entity.record;
        match record.map(Record::name_ar).filter(|n| !n.is_empty()) {
            Some(name) => facts.push(Line::text("Arabic", &name)),
            None => {
                if let Some(name) = entity.full_name.as_ref().filter(|_| entity.own.record.is_none()) {
                    facts.push(Line::text("in full", name));
                }
            }
        }
        if let Some(name) = record.map(Record::name_en).filter(|n| !n.is_empty()) {
            facts.push(Line::text("English", &title_case(&name)));
        }
        for record in entity.candidates.iter().take(MOST_CANDIDATES) {
            facts.push(Line::text("could be", &candidate(*record)));
        }
        if let Some(office) = entity.office {
            facts.push(Line::text("office here", &text(office)));
        }
        for reference in entity.reference.iter().flat_map(|r| r.split(['|', ' '])).filter(|r| !r.is_empty()) {
            facts.push(Line { label: "", parts: link(reference) });
        }
        let count = document.mentions().filter(|m| m.entity_id() == Some(&entity.id)).count();
        let mentions = if count == 1 { "mention" } else { "mentions" };
        facts.push(Line::words("", format!("{count} {mentions} in this article")));
        let sure = if mention.confidence >= 0.9 {
            "very"
        } else if mention.confidence >= 0.75 {
            "fairly"
        } else {
            "not very"
        };
        self.reasons.push(Line::words("why", format!("{}; {sure} sure", why(mention, entity))));
    }

    /// What the workspace's own record says, or which records it may be.
    fn own(&mut self, document: &Document, entity: &Entity) {
        let facts = &mut self.facts;
        for record in &entity.own.candidates {
            let told = format!("{}, record {}", record.name(Language::English), record.key);
            facts.push(Line::text("could be", &told));
        }
        let Some(record) = &entity.own.record else { return };
        for name in &record.prefer {
            let label = match name.language.as_str() {
                "ar" => "Arabic",
                "en" => "English",
                _ => "name",
            };
            facts.push(Line::text(label, &name.text));
        }
        let day = document.publication().map(|publication| publication.at.date);
        for role in record.roles_on(day) {
            let mut parts = Vec::new();
            let period = role.period.to_string();
            if !period.is_empty() {
                parts.push(Part::Words(format!("{period} ")));
            }
            // Arabic ends its line.
            let mut texts: Vec<&str> = role.texts.iter().map(|text| text.text.as_str()).collect();
            texts.sort_by_key(|text| !text.is_ascii());
            parts.push(Part::Text(texts.join(", ")));
            facts.push(Line { label: "office", parts });
        }
        for renamed in &record.renamed {
            let parts =
                vec![Part::Words(format!("{} ", renamed.period)), Part::Text(renamed.name.text.clone())];
            facts.push(Line { label: "called", parts });
        }
        if !record.note.is_empty() {
            facts.push(Line::text("note", &record.note));
        }
        let place = format!("{}:{}", file_name(&record.place.file), record.place.line);
        facts.push(Line {
            label: "record",
            parts: vec![Part::Code(record.key.clone()), Part::Words(" in ".to_owned()), Part::Code(place)],
        });
    }

    fn time(&mut self, document: &Document, mention: &Mention, time: &Time, text: &impl Fn(Span) -> String) {
        let resolved = &time.resolved;
        let value = if resolved.value.is_empty() { "no value" } else { &resolved.value };
        self.head.push(Part::Code(value.to_owned()));
        let facts = &mut self.facts;
        if let Some(modifier) = resolved.modifier {
            facts.push(Line::words("modifier", modifier));
        }
        if let Some(day) = readings::day_of(&resolved.value) {
            facts.push(Line::text("Gregorian", &readings::gregorian_long(day, Language::English)));
            facts.push(Line::text("Gregorian, in Arabic", &readings::gregorian_long(day, Language::Arabic)));
            for (label, language) in [("Hijri", Language::English), ("Hijri, in Arabic", Language::Arabic)] {
                if let Some(reading) = readings::hijri_long(day, language) {
                    facts.push(Line::text(label, &reading));
                }
            }
        }
        if let (Some(begin), Some(end)) = (&resolved.begin, &resolved.end_value) {
            let to = Part::Words(" to ".to_owned());
            let parts = vec![Part::Code(begin.clone()), to, Part::Code(end.clone())];
            facts.push(Line { label: "interval", parts });
        }

        let reasons = &mut self.reasons;
        reasons.push(Line::code("rule", mention.rule));
        if let Some((timex, words)) = document.reading_of(mention.span) {
            reasons.push(Line::words("read as", describe::expression(&timex.expression)));
            self.words.extend(words.into_iter().map(|word| {
                let meaning = Part::Words(format!("{:<30}  ", word.meaning));
                Line { label: "word", parts: vec![meaning, Part::Text(one_line(&text(word.span)))] }
            }));
        }
        if let Some(publication) = document.publication() {
            let why = format!(" ({}: {})", publication.source.as_str(), publication.why);
            let parts = vec![Part::Code(publication.at.to_string()), Part::Words(why)];
            reasons.push(Line { label: "publication date", parts });
        } else {
            reasons.push(Line::words("", "no publication date is known"));
        }
        if let Some(calendar) = resolved.calendar {
            reasons.push(Line::code("calendar", calendar));
        }
        let mut outcome = vec![Part::Code(value.to_owned())];
        outcome.extend(resolved.modifier.map(|m| Part::Words(format!(", mod {m}"))));
        outcome.extend(resolved.precision.map(|p| Part::Words(format!(", exact to the {p}"))));
        self.outcome = Some(Line { label: "value", parts: outcome });
        reasons.extend(resolved.steps.iter().map(|step| Line::words("", step.to_string())));
    }

    /// For an editor's hover.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**", self.kind);
        for part in &self.head {
            out.push(' ');
            part.markdown(&mut out);
        }
        out.push_str("\n\n");
        for line in self.facts.iter().chain(&self.reasons) {
            out.push_str("- ");
            if !line.label.is_empty() {
                let _ = write!(out, "{}: ", line.label);
            }
            line.parts.iter().for_each(|part| part.markdown(&mut out));
            out.push('\n');
        }
        out
    }

    /// For a terminal: first how it was read, then what it is.
    pub fn plain(&self) -> String {
        let mut out = self.kind.to_owned();
        for part in &self.head {
            out.push(' ');
            part.plain(&mut out);
        }
        out.push('\n');
        let mut label = "";
        for line in self.words.iter().chain(&self.reasons).chain(&self.facts).chain(&self.outcome) {
            // A label stands once for the lines that share it.
            let shown = if line.label == label { "" } else { line.label };
            label = line.label;
            let _ = write!(out, "  {shown:<22}");
            line.parts.iter().for_each(|part| part.plain(&mut out));
            out.push('\n');
        }
        out
    }
}

impl Part {
    fn markdown(&self, out: &mut String) {
        let _ = match self {
            Self::Words(words) => write!(out, "{words}"),
            Self::Code(code) => write!(out, "`{}`", code.replace('`', "")),
            Self::Text(text) => write!(out, "{}", escaped(text)),
            Self::Link(name, address) => write!(out, "[{name}]({address})"),
        };
    }

    fn plain(&self, out: &mut String) {
        let _ = match self {
            Self::Words(text) | Self::Code(text) | Self::Text(text) => write!(out, "{text}"),
            Self::Link(name, address) => write!(out, "{name} {address}"),
        };
    }
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
        "abbreviation" => "it stands in brackets behind its full name",
        "tag" => "it is tagged so",
        "authority" if entity.own.record.is_none() => "several records of the authority file have the name",
        "authority" => "the authority file has the name",
        "authority-short" => "the authority file has the short name, and this article the full one",
        _ if entity.full_name.is_some() => "this article names it in full",
        _ => "found by rule",
    }
}

/// A file's folder and name: enough to find it in a workspace.
fn file_name(path: &str) -> &str {
    let mut ends = path.rmatch_indices(['/', '\\']).map(|(at, _)| at + 1);
    let name = ends.next().unwrap_or(0);
    &path[ends.next().unwrap_or(name)..]
}

/// So many things that a name may mean are told; more help nobody.
const MOST_CANDIDATES: usize = 4;

/// One of several things that a name may mean, told apart from the others: its kind, its country, its identifier.
fn candidate(record: Record) -> String {
    let name = match record.name_en() {
        name if name.is_empty() => record.name_ar(),
        name => title_case(&name),
    };
    let reference = record.reference();
    let identifier = reference.split('|').next().unwrap_or_default();
    let told = [name.as_str(), record.kind, record.country, identifier];
    told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Text from an article must not become Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
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
fn link(reference: &str) -> Vec<Part> {
    let words = |register: &str| Part::Words(format!("{register} "));
    if let Some(((_, id), (register, address))) = reference.split_once(':').zip(tags::page(reference)) {
        return vec![words(register), Part::Link(id.to_owned(), address)];
    }
    match reference.split_once(':') {
        Some(("iso3166", code)) => vec![words("ISO 3166"), Part::Code(code.to_owned())],
        Some(("iso3166-2", code)) => vec![words("ISO 3166-2"), Part::Code(code.to_owned())],
        _ => vec![Part::Code(reference.to_owned())],
    }
}
