//! What raw news says of a word: how common it is, its class among words used alike, how often it was part of a name.
//!
//! Counted beforehand (`seeds/statistics/`, share-alike, so embedded by itself): noisy, evidence and never a list. It
//! tells the town عدن from the verb, and أردوغان from a word. One table of short hashes: a word that was never counted
//! is taken for another once in ten thousand times, and a look-up is two cache lines, whatever the size of the table.

use super::buckets::{ENTRY, bucket, number};
use super::hash::hash;
use crate::text::Language;

static ARABIC: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/statistics.ar.bin"));
static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/statistics.en.bin"));

/// Shares of a stem's occurrences by label, each in parts of 255, and how often the stem was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Prior {
    /// Part of a person's name.
    pub person: u8,
    /// Part of a place's name.
    pub place: u8,
    /// Part of an organisation's name.
    pub org: u8,
    /// Times labelled, exact up to 31 and rounded above.
    pub seen: u32,
}

/// What is known of a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Path in the tree of word classes, from the root, with a leading one bit; 0 for a word without a class. A
    /// shorter path is a coarser class.
    pub path: u32,
    /// Class by company kept, 1 upward; 0 for a word without one.
    pub company: u16,
    /// Twice the binary logarithm of the count, rounded down; 0 for a word never counted.
    pub frequency: u8,
    /// How often it was part of names.
    pub prior: Prior,
}

impl Statistics {
    /// The first `bits` of the path, the leading one bit included; the whole path when it is shorter.
    pub const fn path_prefix(self, bits: u32) -> u32 {
        let length = u32::BITS - self.path.leading_zeros();
        if length > bits + 1 { self.path >> (length - bits - 1) } else { self.path }
    }
}

/// What is known of a folded stem without proclitics, if it was ever counted. With `hidden_alef` the stem is read with
/// the alef that لل leaves out.
pub fn statistics(language: Language, folded_stem: &str, hidden_alef: bool) -> Option<Statistics> {
    match language {
        Language::Arabic => find(ARABIC, stem_hash(folded_stem, hidden_alef)),
        Language::English => find(ENGLISH, hash(folded_stem)),
    }
}

/// How often a folded Arabic stem was part of names, if it was ever counted.
pub fn prior(folded_stem: &str) -> Option<Prior> {
    statistics(Language::Arabic, folded_stem, false).map(|s| s.prior).filter(|prior| prior.seen > 0)
}

/// The hash of a stem, with the alef that لل leaves out.
pub fn stem_hash(folded_stem: &str, hidden_alef: bool) -> u64 {
    if !hidden_alef {
        return hash(folded_stem);
    }
    let mut buffer = [0u8; 64];
    let length = ALEF.len() + folded_stem.len();
    match buffer.get_mut(..length) {
        Some(whole) => {
            whole[..ALEF.len()].copy_from_slice(ALEF.as_bytes());
            whole[ALEF.len()..].copy_from_slice(folded_stem.as_bytes());
            hash(std::str::from_utf8(whole).unwrap_or_default())
        }
        None => hash(folded_stem), // no word is that long
    }
}

const ALEF: &str = "\u{627}";

/// The layout, numbers little-endian: the paths (their number in two bytes, then four bytes each); a table of short hashes
/// (`buckets.rs`) whose entries are the low half of the hash's upper word, then the value.
fn find(table: &[u8], hash: u64) -> Option<Statistics> {
    let (count, rest) = table.split_at_checked(2)?;
    let paths = usize::from(u16::from_le_bytes(count.try_into().ok()?));
    let (paths, rest) = rest.split_at_checked(paths * 4)?;
    let mark = u16::try_from(hash >> 32 & 0xFFFF).ok()?.to_le_bytes();
    let entry = bucket(rest, hash)?.chunks_exact(ENTRY).find(|entry| entry[..2] == mark)?;
    let mut value = [0u8; 8];
    value[..6].copy_from_slice(&entry[2..]);
    let value = u64::from_le_bytes(value);
    let field = |shift: u32, bits: u32| u32::try_from(value >> shift & ((1 << bits) - 1)).unwrap_or(0);
    let byte = |shift: u32, bits: u32| u8::try_from(field(shift, bits)).unwrap_or(0);
    let share = |shift: u32| u8::try_from(field(shift, 5) * 255 / 31).unwrap_or(u8::MAX);
    let path = field(0, 10);
    Some(Statistics {
        path: match path {
            0 => 0,
            index => u32::try_from(number(paths, index as usize - 1)?).ok()?,
        },
        company: u16::try_from(field(10, 10)).unwrap_or(0),
        frequency: byte(20, 6),
        prior: Prior { person: share(32), place: share(37), org: share(42), seen: seen(field(26, 6)) },
    })
}

/// Undoes the build script's rounding: exact up to 31, then powers of the square root of two.
const fn seen(code: u32) -> u32 {
    if let 0..=31 = code {
        code
    } else {
        let half = code - 32;
        let whole = 32 << (half / 2);
        if half.is_multiple_of(2) { whole } else { whole + whole * 4 / 10 }
    }
}

#[cfg(test)]
mod tests {
    use super::statistics;
    use crate::text::Language;

    #[test]
    fn a_name_and_a_word_are_told_apart() {
        let name = statistics(Language::Arabic, "اردوغان", false).unwrap();
        assert!(name.prior.person > 200 && name.prior.seen > 20, "{name:?}");
        let word = statistics(Language::Arabic, "علي", false).unwrap();
        assert!(word.prior.person < 20 && word.frequency > 30, "{word:?}");
        assert_eq!(statistics(Language::Arabic, "ظظظظ", false), None);
        let english = statistics(Language::English, "the", false).unwrap();
        assert!(english.prior.person < 20 && english.frequency > 30, "{english:?}");
    }

    #[test]
    fn a_shorter_path_is_a_coarser_class() {
        let word = statistics(Language::Arabic, "في", false).unwrap();
        assert_eq!(word.path, 0b100_0011);
        assert_eq!((word.path_prefix(2), word.path_prefix(20)), (0b100, word.path));
        // Two capitals are used alike.
        let (cairo, beirut) =
            (statistics(Language::Arabic, "لقاهره", true), statistics(Language::Arabic, "بيروت", false));
        assert_eq!(cairo.unwrap().path_prefix(4), beirut.unwrap().path_prefix(4));
    }
}
