//! The gazetteer: names that are known, with what they name.
//!
//! One `fst` of folded names, Arabic and English together; each value packs what the name may be ([`flag`]) and the
//! name's number, and a table leads from the number to its records. An entity is one record however many names point
//! to it, and a name of several things has several, the weightiest first. All of it is read in place: flags cost the
//! walk that finds the name, a record's numbers a few bytes more, and only who asks for its names and identifiers pays
//! for spelling them. The part under share-alike licences is not here but in [`super::statistics`].
//!
//! Layout, written by `build/pack.rs`; numbers of three bytes are little-endian, others seven bits a byte, the lowest
//! first, the high bit set on all but the last:
//!
//! - value of a name: its number << 8 | has records << 7 | flags. A name without records bears the number of the next
//!   one that has some.
//! - targets: for each number three bytes, where its record begins, or a list of them.
//! - a list: 0xFF, count, three bytes each.
//! - a record: type, kind and whether a capital (6 bits) and country (10 bits), big-endian; the form byte (two names of three bits from below, then whether
//!   weight and reference follow); weight; reference; Arabic and English name.
//! - a name: nothing, a number, a number and patches (count, then letters skipped and code of the letter, each), or a
//!   string with its length; a number means the `fst`'s spelling, in title case if the third bit says so.
//! - a reference: count, then each identifier as code of its register and number, or string with its length.

use super::{Matches, Trie};
use crate::text::{Passage, Stem};
use std::sync::LazyLock;

mod data {
    include!(concat!(env!("OUT_DIR"), "/gazetteer_tables.rs"));
}

static FST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.fst"));
static TARGETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.targets"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.records"));
static INDEX: LazyLock<Trie> = LazyLock::new(|| Trie::new(FST));

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

impl RecordType {
    /// The flag of names that such records have.
    pub const fn flag(self) -> u16 {
        match self {
            Self::Place => flag::PLACE,
            Self::Person => flag::PERSON,
            Self::Org => flag::ORG,
        }
    }
}

/// One thing that a name names. Two are equal when they are the same entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub record_type: RecordType,
    /// Its kind within the type: country, city, region; gov, media, armed; empty when unknown.
    pub kind: &'static str,
    /// ISO 3166 code of the country it belongs to, or empty.
    pub country: &'static str,
    /// Population of a place, prominence otherwise; 0 when unknown, the greatest number for a country.
    pub weight: u32,
    /// A country is governed from here.
    pub capital: bool,
    /// Where it begins among the records.
    at: usize,
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
        (self.0 & (HAS_RECORDS - 1)) as u16
    }

    /// True when any of these bits is set.
    pub const fn is(self, flags: u16) -> bool {
        self.flags() & flags != 0
    }

    /// Its records, the weightiest first. A bare given name has none.
    pub fn records(self) -> impl Iterator<Item = Record> {
        let number = usize::try_from(self.0 >> FLAG_BITS).unwrap_or(usize::MAX);
        let mut targets: &[u8] = match self.0 & HAS_RECORDS {
            0 => &[],
            _ => TARGETS.get(number.saturating_mul(3)..).and_then(|t| t.get(..3)).unwrap_or_default(),
        };
        let at = number_of_three(targets);
        if !targets.is_empty()
            && let Some([LIST, count, list @ ..]) = RECORDS.get(at..)
        {
            targets = list.get(..usize::from(*count) * 3).unwrap_or_default();
        }
        targets.chunks_exact(3).filter_map(|target| Record::at(number_of_three(target)))
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

const FLAG_BITS: u32 = 8;
const HAS_RECORDS: u64 = 1 << 7;
const COUNTRY_BITS: u32 = 10;
const LIST: u8 = 0xFF;
const WEIGHED: u8 = 1 << 6;
const REFERRED: u8 = 1 << 7;
// The form of a name, three bits.
const AS_KEY: u8 = 1;
const PATCHED: u8 = 2;
const LITERAL: u8 = 3;
const TITLE_CASE: u8 = 1 << 2;

impl Record {
    /// The record that begins at byte `at` of the records.
    fn at(at: usize) -> Option<Self> {
        let [high, low, form, rest @ ..] = RECORDS.get(at..)? else { return None };
        let codes = usize::from(u16::from_be_bytes([*high, *low]));
        let &(rank, kind, capital) = data::KINDS.get(codes >> COUNTRY_BITS)?;
        let country = codes & ((1 << COUNTRY_BITS) - 1);
        let record_type = match rank {
            0 => RecordType::Place,
            1 => RecordType::Person,
            _ => RecordType::Org,
        };
        let weight = if form & WEIGHED != 0 { Reader(rest).number() } else { 0 };
        Some(Self {
            record_type,
            kind,
            country: data::COUNTRIES.get(country).copied().unwrap_or_default(),
            weight: u32::try_from(weight).unwrap_or(u32::MAX),
            capital,
            at,
        })
    }

    /// A number that no other entity has, the same for one build.
    pub const fn id(self) -> usize {
        self.at
    }

    /// Its name in Arabic, or nothing.
    pub fn name_ar(self) -> String {
        let (mut reader, form) = self.names();
        reader.name(form)
    }

    /// Its name in English, or nothing.
    pub fn name_en(self) -> String {
        let (mut reader, form) = self.names();
        reader.skip_name(form);
        reader.name(form >> 3)
    }

    /// Identifiers separated by `|`: `geonames:…`, `iso3166:…`, `wikidata:…`; empty when unknown.
    pub fn reference(self) -> String {
        let (mut reader, form) = self.after_weight();
        if form & REFERRED == 0 {
            return String::new();
        }
        let mut out = String::new();
        for index in 0..reader.byte() {
            if index > 0 {
                out.push('|');
            }
            reader.identifier(Some(&mut out));
        }
        out
    }

    fn after_weight(self) -> (Reader, u8) {
        let mut reader = Reader(RECORDS.get(self.at + 2..).unwrap_or_default());
        let form = reader.byte();
        if form & WEIGHED != 0 {
            reader.number();
        }
        (reader, form)
    }

    fn names(self) -> (Reader, u8) {
        let (mut reader, form) = self.after_weight();
        if form & REFERRED != 0 {
            for _ in 0..reader.byte() {
                reader.identifier(None);
            }
        }
        (reader, form)
    }
}

/// Bytes of the records, from front to back. Reading past the end gives zeros.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> &'static [u8] {
        let (head, tail) = self.0.split_at(count.min(self.0.len()));
        self.0 = tail;
        head
    }

    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        number
    }

    fn string(&mut self) -> &'static str {
        let length = self.byte();
        std::str::from_utf8(self.take(usize::from(length))).unwrap_or_default()
    }

    fn identifier(&mut self, out: Option<&mut String>) {
        let code = usize::from(self.byte());
        let (prefix, numeric) = data::REGISTERS.get(code).copied().unwrap_or_default();
        let rest = if numeric { self.number().to_string() } else { self.string().to_owned() };
        if let Some(out) = out {
            out.push_str(prefix);
            out.push_str(&rest);
        }
    }

    fn skip_name(&mut self, form: u8) {
        match form & 3 {
            AS_KEY => _ = self.take(3),
            PATCHED => {
                self.take(3);
                let count = usize::from(self.byte());
                self.take(count * 2);
            }
            LITERAL => _ = self.string(),
            _ => {}
        }
    }

    fn name(&mut self, form: u8) -> String {
        match form & 3 {
            AS_KEY | PATCHED => {}
            LITERAL => return self.string().to_owned(),
            _ => return String::new(),
        }
        let number = number_of_three(self.take(3)) as u64;
        let key = INDEX.last_key(|value| value >> FLAG_BITS <= number);
        let patches = if form & 3 == PATCHED { usize::from(self.byte()) * 2 } else { 0 };
        let mut patches = self.take(patches).chunks_exact(2).map(|patch| (patch[0], patch[1]));
        let mut patch = patches.next();
        let mut start = form & TITLE_CASE != 0;
        let mut out = String::with_capacity(key.len());
        for c in key.chars() {
            let cased = if start { c.to_uppercase().next().unwrap_or(c) } else { c };
            start = form & TITLE_CASE != 0 && matches!(c, ' ' | '-');
            match &mut patch {
                Some((0, code)) => {
                    out.push(data::LETTERS.get(usize::from(*code)).copied().unwrap_or(c));
                    patch = patches.next();
                }
                Some((skipped, _)) => {
                    *skipped -= 1;
                    out.push(cased);
                }
                None => out.push(cased),
            }
        }
        out
    }
}

fn number_of_three(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{FST, RECORDS, TARGETS, get};
    use crate::text::fold::fold;

    fn check(name: &str, expected: &[(&str, &str, &str, &str, &str)]) {
        let found: Vec<_> = get(&fold(name)).into_iter().flat_map(super::Entry::records).collect();
        let said: Vec<_> = found.iter().map(|r| (r.name_ar(), r.name_en(), r.reference())).collect();
        let shown: Vec<_> = found
            .iter()
            .zip(&said)
            .map(|(r, (ar, en, id))| (r.kind, r.country, &**id, &**ar, &**en))
            .collect();
        assert_eq!(shown, expected, "{name}");
    }

    #[test]
    fn a_record_spells_its_names_and_identifiers() {
        check(
            "إدلب",
            &[
                ("city", "SY", "geonames:169389", "إدلب", "Idlib"),
                ("region", "SY", "iso3166-2:SY-ID", "محافظة إدلب", "Idlib"),
            ],
        );
        check("Japan", &[("country", "JP", "iso3166:JP|wikidata:Q17", "اليابان", "Japan")]);
        check("Abdul", &[]);
        check("xyzzy", &[]);
    }

    #[test]
    fn what_is_embedded_stays_small() {
        let size = FST.len() + TARGETS.len() + RECORDS.len();
        assert!(size <= 4_800_000, "{size} bytes of gazetteer in the binary");
    }
}
