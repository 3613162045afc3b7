//! A record: one person, body, place, people, office, event or work as the newsroom names it.

use super::date::Period;
use crate::entities::EntityType;
use crate::tags::TagType;
use crate::text::{Language, Span};
use jiff::civil::Date;
use std::sync::Arc;

/// The types that a record may have.
pub const RECORD_TYPES: [TagType; 7] = [
    TagType::Person,
    TagType::Org,
    TagType::Place,
    TagType::Group,
    TagType::Role,
    TagType::Event,
    TagType::Work,
];

/// The register of records that no other register knows: references to them are `authority:KEY`.
pub const REGISTER: &str = "authority";

/// A text in a language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The code of the language, as BCP 47 has it: `ar`, `en`, `fr`.
    pub language: String,
    /// The text, without space around it.
    pub text: String,
}

/// An office that somebody holds or held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What it is called, once a language.
    pub texts: Vec<Text>,
    /// When it was held.
    pub period: Period,
}

/// Another name for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The name.
    pub name: Text,
    /// When it was the name.
    pub period: Period,
}

/// Where a record stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was opened.
    pub file: Arc<str>,
    /// The line of its header, from 1.
    pub line: usize,
    /// The header's key, in bytes of the file.
    pub header: Span,
}

/// One entity of the workspace. Written and read again, all but [`Record::place`] is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is called in the workspace; unique, without spaces.
    pub key: String,
    /// What it is.
    pub record_type: TagType,
    /// Its kind within the type: `city`, `party`; empty when unknown.
    pub kind: String,
    /// The name to write, at most one a language.
    pub prefer: Vec<Text>,
    /// Names that need a preferred name or a variant in the same document.
    pub short: Vec<Text>,
    /// Names that mean it and should not be written.
    pub variants: Vec<Text>,
    /// Its identifiers with their registers, `wikidata:Q7747`; sorted, none twice.
    pub ids: Vec<String>,
    /// Offices held.
    pub roles: Vec<Role>,
    /// Names for a time.
    pub renamed: Vec<Renamed>,
    /// Rules that say nothing of this record's names.
    pub ignore: Vec<String>,
    /// What the newsroom says of it.
    pub note: String,
    /// Where it stands.
    pub place: Place,
}

impl Record {
    /// A record without names.
    pub fn new(key: impl Into<String>, record_type: TagType) -> Self {
        Self {
            key: key.into(),
            record_type,
            kind: String::new(),
            prefer: Vec::new(),
            short: Vec::new(),
            variants: Vec::new(),
            ids: Vec::new(),
            roles: Vec::new(),
            renamed: Vec::new(),
            ignore: Vec::new(),
            note: String::new(),
            place: Place::default(),
        }
    }

    /// The preferred name in a language.
    pub fn preferred(&self, language: &str) -> Option<&str> {
        self.prefer.iter().find(|name| name.language == language).map(|name| name.text.as_str())
    }

    /// The name to show: the preferred one in `language`, or in any.
    pub fn name(&self, language: Language) -> &str {
        let any = || self.prefer.first().map_or(self.key.as_str(), |name| name.text.as_str());
        self.preferred(language.code()).unwrap_or_else(any)
    }

    /// What a tag refers to: its identifiers joined by `|`, or its key in our own register.
    pub fn reference(&self) -> String {
        if self.ids.is_empty() { format!("{REGISTER}:{}", self.key) } else { self.ids.join("|") }
    }

    /// True when a rule is to say nothing of this record's names.
    pub fn ignores(&self, rule: &str) -> bool {
        self.ignore.iter().any(|ignored| ignored == rule)
    }

    /// The offices held on a day; those of any time when the day is unknown.
    pub fn roles_on(&self, day: Option<Date>) -> impl Iterator<Item = &Role> {
        self.roles.iter().filter(move |role| day.is_none_or(|day| role.period.holds(day)))
    }

    /// What its mentions are to the detectors. They know no events and works, which behave as peoples do: no short forms,
    /// no vote on their type.
    pub const fn entity_type(&self) -> EntityType {
        match self.record_type {
            TagType::Person => EntityType::Person,
            TagType::Org => EntityType::Org,
            TagType::Place => EntityType::Place,
            TagType::Role => EntityType::Role,
            _ => EntityType::Group,
        }
    }

    /// Its kind, if it is one that mentions have.
    pub fn known_kind(&self) -> &'static str {
        KINDS.iter().find(|kind| **kind == self.kind).copied().unwrap_or_default()
    }
}

/// The kinds that mentions have.
const KINDS: &[&str] = &[
    "country", "city", "region", "facility", "geo", "gov", "party", "armed", "media", "igo", "company",
    "club", "body",
];

/// True for a text that can be a key: letters and digits of any script, hyphens, underscores and full stops.
pub fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// True for a code of a language: two or three letters and what may follow a hyphen, all in lower case.
pub fn is_language(code: &str) -> bool {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'))
        })
}

/// True for a register and an identifier in it: `viaf:123`, without spaces or bars.
pub fn is_id(id: &str) -> bool {
    id.split_once(':').is_some_and(|(register, value)| !value.is_empty() && is_key(register))
        && !id.contains(|c: char| c == '|' || c.is_whitespace() || c.is_control())
}
