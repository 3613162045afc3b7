//! The packed gazetteer: one `fst` of names, one table from names to entities, one record an entity.
//!
//! Read in place by `src/lexicon/gazetteer.rs`, which describes the bytes. What makes it small: an entity that many
//! names point to is written once; a display name that folds to a name of the `fst` is that name's number with the few
//! letters that folding changed; identifiers are a register and a number; kinds and countries are one byte each.

use crate::{Result, fold, push_short, write_fst};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What one record says. Two rows that describe the same thing are one record.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The order of `RecordType` in src/lexicon/gazetteer.rs.
    pub rank: u8,
    pub kind: String,
    pub country: String,
    pub weight: u32,
    /// A country is governed from here.
    pub capital: bool,
    pub reference: String,
    pub name_ar: String,
    pub name_en: String,
}

/// Folded name → flags and the numbers of its records.
pub type Names = BTreeMap<String, (u64, Vec<usize>)>;

// The layout is described in src/lexicon/gazetteer.rs; these are its numbers.
const FLAG_BITS: u32 = 8;
const HAS_RECORDS: u64 = 1 << 7;
const COUNTRY_BITS: u32 = 10;
const LIST: u8 = 0xFF;
const AS_KEY: u8 = 1;
const PATCHED: u8 = 2;
const LITERAL: u8 = 3;
const TITLE_CASE: u8 = 1 << 2;
const WEIGHED: u8 = 1 << 6;
const REFERRED: u8 = 1 << 7;

/// Registers of identifiers: what their identifiers begin with, and whether a number follows.
const REGISTERS: &[(&str, bool)] = &[
    ("", false),
    ("geonames:", true),
    ("wikidata:Q", true),
    ("iso3166:", false),
    ("iso3166-2:", false),
    ("un-m49:", false),
];

/// What is written as its place in a table.
struct Interned<T>(Vec<T>, HashMap<T, u16>);

impl<T: Clone + Eq + std::hash::Hash> Interned<T> {
    fn new() -> Self {
        Self(Vec::new(), HashMap::new())
    }

    /// The place of an item, below `most`.
    fn code(&mut self, item: &T, most: u16) -> Result<u16> {
        if let Some(&code) = self.1.get(item) {
            return Ok(code);
        }
        let code = u16::try_from(self.0.len())?;
        if code >= most {
            return Err("a table of the gazetteer is full".into());
        }
        self.0.push(item.clone());
        self.1.insert(item.clone(), code);
        Ok(code)
    }
}

struct Packer {
    kinds: Interned<(u8, String, bool)>,
    countries: Interned<String>,
    letters: Interned<char>,
    /// The number of each name that has records.
    numbers: HashMap<String, usize>,
    bytes: Vec<u8>,
}

pub fn write(names: &Names, records: &[Record], out: &Path) -> Result<()> {
    let mut index = BTreeMap::new();
    let mut numbers = HashMap::new();
    for (name, (flags, of)) in names {
        let has = if of.is_empty() { 0 } else { HAS_RECORDS };
        // A name without records has the number of the next one that has some, so that numbers never fall.
        index.insert(name.clone(), (numbers.len() as u64) << FLAG_BITS | has | flags);
        if has != 0 {
            numbers.insert(name.clone(), numbers.len());
        }
    }
    let mut packer = Packer {
        kinds: Interned::new(),
        countries: Interned::new(),
        letters: Interned::new(),
        numbers,
        bytes: Vec::new(),
    };
    let mut places = Vec::with_capacity(records.len());
    for record in records {
        places.push(packer.bytes.len());
        packer.record(record)?;
    }
    let mut targets = Vec::new();
    let mut lists: HashMap<&[usize], usize> = HashMap::new();
    for (_, of) in names.values().filter(|(_, of)| !of.is_empty()) {
        let target = match of.as_slice() {
            [only] => places[*only],
            several => *lists.entry(several).or_insert_with(|| {
                let at = packer.bytes.len();
                packer.bytes.push(LIST);
                packer.bytes.push(u8::try_from(several.len()).unwrap_or(u8::MAX));
                for &record in several.iter().take(usize::from(u8::MAX)) {
                    push_u24(&mut packer.bytes, places[record]);
                }
                at
            }),
        };
        push_u24(&mut targets, target);
    }
    if packer.bytes.len() >= 1 << 24 {
        return Err("the records of the gazetteer are too many for three bytes".into());
    }
    write_fst(&out.join("gazetteer.fst"), &index)?;
    fs::write(out.join("gazetteer.targets"), targets)?;
    fs::write(out.join("gazetteer.records"), &packer.bytes)?;
    fs::write(out.join("gazetteer_tables.rs"), packer.tables())?;
    Ok(())
}

impl Packer {
    fn record(&mut self, record: &Record) -> Result<()> {
        // The last kind is left free, so that no record begins like a list.
        let kind = (record.rank, record.kind.clone(), record.capital);
        let kind = self.kinds.code(&kind, (1 << (16 - COUNTRY_BITS)) - 1)?;
        let country = self.countries.code(&record.country, 1 << COUNTRY_BITS)?;
        let mut form = 0;
        let mut rest = Vec::new();
        if record.weight > 0 {
            form |= WEIGHED;
            push_number(&mut rest, record.weight.into());
        }
        if !record.reference.is_empty() {
            form |= REFERRED;
            push_reference(&mut rest, &record.reference)?;
        }
        form |= self.name(&mut rest, &record.name_ar)?;
        form |= self.name(&mut rest, &record.name_en)? << 3;
        self.bytes.extend((kind << COUNTRY_BITS | country).to_be_bytes());
        self.bytes.push(form);
        self.bytes.extend(rest);
        Ok(())
    }

    /// Writes a display name and returns the bits of its form: how its key is to be read, or that it stands in full.
    fn name(&mut self, out: &mut Vec<u8>, name: &str) -> Result<u8> {
        if name.is_empty() {
            return Ok(0);
        }
        let key = fold::fold(name);
        if let Some(&number) = self.numbers.get(&key) {
            let titled = title_case(&key);
            let forms = [(0, &key), (TITLE_CASE, &titled)];
            let best = forms
                .into_iter()
                .filter_map(|(bits, base)| patches(base, name).map(|patches| (patches, bits)))
                .min_by_key(|(patches, _)| patches.len());
            if let Some((patches, bits)) = best.filter(|(patches, _)| patches.len() * 2 < name.len()) {
                push_u24(out, number);
                if patches.is_empty() {
                    return Ok(bits | AS_KEY);
                }
                out.push(u8::try_from(patches.len())?);
                for (skipped, letter) in patches {
                    out.push(u8::try_from(skipped)?);
                    out.push(u8::try_from(self.letters.code(&letter, 1 << 8)?)?);
                }
                return Ok(bits | PATCHED);
            }
        }
        push_short(out, name);
        Ok(LITERAL)
    }

    fn tables(&self) -> String {
        let mut code = String::new();
        let _ = writeln!(code, "pub static KINDS: &[(u8, &str, bool)] = &{:?};", self.kinds.0);
        let _ = writeln!(code, "pub static COUNTRIES: &[&str] = &{:?};", self.countries.0);
        let _ = writeln!(code, "pub static LETTERS: &[char] = &{:?};", self.letters.0);
        let _ = writeln!(code, "pub static REGISTERS: &[(&str, bool)] = &{REGISTERS:?};");
        code
    }
}

/// The letters of `name` that differ from `base`, each with the letters skipped before it; nothing when the two are
/// not of one length.
fn patches(base: &str, name: &str) -> Option<Vec<(usize, char)>> {
    if base.chars().count() != name.chars().count() {
        return None;
    }
    let mut out = Vec::new();
    let mut skipped = 0;
    for (theirs, ours) in base.chars().zip(name.chars()) {
        if theirs == ours {
            skipped += 1;
        } else {
            out.push((skipped, ours));
            skipped = 0;
        }
    }
    Some(out)
}

/// The first letter of each word in capitals; the reader does the same.
fn title_case(key: &str) -> String {
    let mut start = true;
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        let upper = if start { c.to_uppercase().next().unwrap_or(c) } else { c };
        out.push(upper);
        start = matches!(c, ' ' | '-');
    }
    out
}

/// The count of identifiers, then each with the number of its register and what follows the register's prefix.
fn push_reference(out: &mut Vec<u8>, reference: &str) -> Result<()> {
    let identifiers: Vec<&str> = reference.split('|').collect();
    out.push(u8::try_from(identifiers.len())?);
    for identifier in identifiers {
        let known = REGISTERS.iter().enumerate().skip(1).find_map(|(code, &(prefix, numeric))| {
            let rest = identifier.strip_prefix(prefix)?;
            let number = rest.parse::<u64>().ok().filter(|n| n.to_string() == rest);
            (!numeric || number.is_some()).then_some((code, rest, number.filter(|_| numeric)))
        });
        let (code, rest, number) = known.unwrap_or((0, identifier, None));
        out.push(u8::try_from(code)?);
        match number {
            Some(number) => push_number(out, number),
            None => push_short(out, rest),
        }
    }
    Ok(())
}

/// Seven bits a byte, the lowest first, the high bit set on all but the last.
fn push_number(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn push_u24(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&(number as u64).to_le_bytes()[..3]);
}
