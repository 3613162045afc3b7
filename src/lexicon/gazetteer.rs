//! The gazetteer: names that are known, with what they name.
//!
//! One `fst` of folded names, Arabic and English together; each value packs what the name may be ([`flag`]) and where
//! its records stand. A name of several things has several records, the weightiest first. The part under share-alike
//! licences is not here but in [`super::statistics`].

use super::{Matches, Trie};
use crate::text::{Passage, Stem};
use std::sync::LazyLock;

static INDEX: LazyLock<Trie> =
    LazyLock::new(|| Trie::new(include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.fst"))));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.records"));

/// What a name may be, as bits. Shared with the build script by value.
pub mod flag {
    /// A place.
    pub const PLACE: u16 = 1;
    /// A person's full name.
    pub const PERSON: u16 = 1 << 1;
    /// An organisation.
    pub const ORG: u16 = 1 << 2;
    /// A given name.
    pub const GIVEN: u16 = 1 << 3;
    /// A family name.
    pub const SURNAME: u16 = 1 << 4;
    /// Too ordinary a word to name anything without context.
    pub const AMBIGUOUS: u16 = 1 << 5;
    /// A country.
    pub const COUNTRY: u16 = 1 << 6;
}

/// What a record describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordType {
    /// A place.
    Place,
    /// A person.
    Person,
    /// An organisation.
    Org,
}

/// One thing that a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub record_type: RecordType,
    /// Its kind within the type: country, city, region; gov, media, armed; empty when unknown.
    pub kind: &'static str,
    /// ISO 3166 code of the country it belongs to, or empty.
    pub country: &'static str,
    /// Population of a place, prominence otherwise; 0 when unknown.
    pub weight: u32,
    /// Identifiers separated by `|`: `geonames:…`, `iso3166:…`, `wikidata:…`; empty when unknown.
    pub reference: &'static str,
    /// Its name in Arabic.
    pub name_ar: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
}

/// A name of the gazetteer: what it may be and its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(u64);

impl Entry {
    /// From a value of the index.
    pub const fn new(value: u64) -> Self {
        Self(value)
    }

    /// The bits of [`flag`].
    pub const fn flags(self) -> u16 {
        (self.0 & 0xFFF) as u16
    }

    /// True when any of these bits is set.
    pub const fn is(self, flags: u16) -> bool {
        self.flags() & flags != 0
    }

    /// Its records, the weightiest first. A bare given name has none.
    pub fn records(self) -> impl Iterator<Item = Record> {
        let at = usize::try_from(self.0 >> 12).unwrap_or(usize::MAX);
        let mut rest = RECORDS.get(at..).unwrap_or_default();
        let count = take(&mut rest, 1).first().copied().unwrap_or(0);
        (0..count).filter_map(move |_| read_record(&mut rest))
    }

    /// The weightiest record of a type.
    pub fn record(self, record_type: RecordType) -> Option<Record> {
        self.records().find(|r| r.record_type == record_type)
    }
}

/// The entry of exactly this folded name.
pub fn get(folded: &str) -> Option<Entry> {
    INDEX.get(folded).map(Entry)
}

/// Every name that begins with `stem` of token `first`, shortest first; read values with [`Entry::new`].
pub fn matches(passage: &Passage, first: usize, stem: Stem) -> Matches {
    INDEX.matches(passage, first, stem)
}

/// Layout, written by the build script: type, weight (4 bytes, little-endian), then five strings, each with its length
/// in one byte: kind, country, reference, Arabic name, English name.
fn read_record(rest: &mut &'static [u8]) -> Option<Record> {
    let record_type = match take(rest, 1) {
        [0] => RecordType::Place,
        [1] => RecordType::Person,
        [2] => RecordType::Org,
        _ => return None,
    };
    let weight = u32::from_le_bytes(take(rest, 4).try_into().ok()?);
    let mut string = || {
        let length = take(rest, 1).first().copied().unwrap_or(0);
        std::str::from_utf8(take(rest, usize::from(length))).unwrap_or_default()
    };
    let (kind, country, reference) = (string(), string(), string());
    let (name_ar, name_en) = (string(), string());
    Some(Record { record_type, kind, country, weight, reference, name_ar, name_en })
}

fn take(rest: &mut &'static [u8], count: usize) -> &'static [u8] {
    let (head, tail) = rest.split_at(count.min(rest.len()));
    *rest = tail;
    head
}
