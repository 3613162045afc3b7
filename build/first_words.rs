//! The set of the first words of a list's phrases; `src/lexicon/openings.rs` says what for.

use crate::fold::{Class, fold_char};
use crate::hash::hash;
use crate::openings::place;

/// Bits for each first word.
const BITS: usize = 6;

/// The first word of a folded phrase, cut as a passage cuts its tokens: a run of letters of one kind, of digits, or one
/// mark.
fn first_word(phrase: &str) -> &str {
    let mut kinds = phrase.char_indices().map(|(at, c)| (at, fold_char(c).0));
    let Some((_, first)) = kinds.next() else { return phrase };
    if first == Class::Punctuation {
        return &phrase[..phrase.chars().next().map_or(0, char::len_utf8)];
    }
    kinds.find(|&(_, kind)| kind != first).map_or(phrase, |(at, _)| &phrase[..at])
}

/// The set of the first words of these phrases: bytes, a power of two of them.
pub fn set<'w>(phrases: impl Iterator<Item = &'w String>) -> Vec<u8> {
    let mut hashes: Vec<u64> = phrases.map(|phrase| hash(first_word(phrase))).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut bytes = vec![0; (hashes.len() * BITS / 8).next_power_of_two()];
    for hash in hashes {
        let (byte, bit) = place(hash, bytes.len());
        bytes[byte] |= bit;
    }
    bytes
}
