//! What of a document's mentions and findings is shown as diagnostics, and in what words.

use super::diagnostics::{Item, Severity, Subject as Carried};
use crate::analysis::{Document, Entry, Mention, Subject};
use crate::lexicon::gazetteer::Record;
use crate::lints::{self, Finding};
use crate::tags::TagType;
use crate::text::Language;
use crate::workspace::{Settings, Show};
use std::cmp::Reverse;

/// The diagnostics of one paragraph, in order; `own` is what the rules find that ask for nothing but the paragraph.
pub fn items(
    document: &Document,
    settings: &Settings,
    start: usize,
    entry: &Entry,
    own: Vec<Finding>,
) -> Vec<Item> {
    let paragraph = &entry.paragraph;
    let mentions =
        if document.may_show(start, paragraph) { document.mentions_of(start, paragraph) } else { Vec::new() };
    let mut items: Vec<Item> = mentions.iter().filter_map(|mention| item(mention, settings)).collect();
    let wide = lints::in_scope(lints::Scope::Document, document, start, entry);
    let across = lints::across(document, start, entry);
    items.extend(own.into_iter().chain(wide).chain(across).map(finding));
    items.sort_by_key(|item| (item.span.start, Reverse(item.span.end), item.code));
    items
}

/// The diagnostic of a finding.
fn finding(finding: Finding) -> Item {
    Item {
        span: finding.span,
        severity: match finding.severity {
            lints::Severity::Error => Severity::Error,
            lints::Severity::Warning => Severity::Warning,
            lints::Severity::Info => Severity::Information,
            lints::Severity::Hint => Severity::Hint,
        },
        code: finding.rule,
        page: None,
        message: finding.message,
        subject: Carried::Rule(finding.rule),
    }
}

/// The diagnostic of a mention, unless it is tagged already, too unsure or of a type that is off.
fn item(mention: &Mention, settings: &Settings) -> Option<Item> {
    let severity = match settings.show(mention.tag_type) {
        Show::Information => Severity::Information,
        Show::Hint => Severity::Hint,
        Show::Off => return None,
    };
    if mention.tagged || !mention.shown {
        return None;
    }
    let (code, page) = code(mention.tag_type);
    Some(Item {
        span: mention.span,
        severity,
        code,
        page: Some(page),
        message: message(mention),
        subject: Carried::Type(mention.tag_type.as_str()),
    })
}

/// What the Problems list says: the type and what it resolves to. The name itself stands under the underline.
fn message(mention: &Mention) -> String {
    let name = mention.tag_type.as_str();
    match &mention.subject {
        Subject::Time(time) if time.resolved.value.is_empty() => format!("{name} without a value"),
        Subject::Time(time) => format!("{name} {}", time.resolved.value),
        Subject::Entity(entity) if entity.own.record.is_some() => {
            let named = entity.own.record.as_ref().map_or("", |record| record.name(Language::English));
            format!("{name}: {named}")
        }
        Subject::Entity(entity) => match entity.record.map(Record::name_en).filter(|n| !n.is_empty()) {
            Some(english) => format!("{name}: {english}"),
            None if entity.kind.is_empty() => format!("{name}, not tagged"),
            None => format!("{name} ({}), not tagged", entity.kind),
        },
    }
}

/// The stable name of a type's diagnostics, and the page of the TEI guidelines that says what the tag is for: the
/// fullest public account of each type.
const fn code(tag_type: TagType) -> (&'static str, &'static str) {
    match tag_type {
        TagType::Person => {
            ("entity/person", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-persName.html")
        }
        TagType::Org => ("entity/org", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-orgName.html"),
        TagType::Place => {
            ("entity/place", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-placeName.html")
        }
        TagType::Group => ("entity/group", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-name.html"),
        TagType::Role => {
            ("entity/role", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-roleName.html")
        }
        TagType::Event => {
            ("entity/event", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-eventName.html")
        }
        TagType::Work => ("entity/work", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-title.html"),
        TagType::Date => ("time/date", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-date.html"),
        TagType::Time => ("time/time", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-time.html"),
        TagType::Duration => {
            ("time/duration", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-date.html")
        }
        TagType::Set => ("time/set", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-date.html"),
        TagType::Number => {
            ("quantity/number", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-num.html")
        }
        TagType::Money => {
            ("quantity/money", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-measure.html")
        }
        TagType::Measure => {
            ("quantity/measure", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-measure.html")
        }
        TagType::Quote => ("quote", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-said.html"),
        TagType::Source => ("source", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-rs.html"),
        TagType::Contact => ("contact", "https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-ref.html"),
    }
}
