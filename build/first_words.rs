//! The set of the first words of a list's phrases; `src/lexicon/openings.rs` says what for.

use crate::fold::{Class, fold_char};
use crate::hash::hash;
use crate::openings::place;

/// Bits for each first word.
const BITS: usize = 3;

/// What may be the first token of a folded phrase: its beginning up to any change of the kind of character within its
/// first word, as only the tokeniser knows whether an apostrophe or a hyphen belongs to a word.
fn first_tokens(phrase: &str) -> impl Iterator<Item = &str> {
    let word = phrase.split(' ').next().unwrap_or(phrase);
    let kinds = word.char_indices().map(|(at, c)| (at, fold_char(c).0));
    let changes = kinds
        .clone()
        .zip(kinds.skip(1))
        .filter(|((_, kind), (_, next))| kind != next || *kind == Class::Punctuation);
    changes.map(|(_, (at, _))| &word[..at]).chain([word])
}

/// The set of the first words of these phrases: bytes, a power of two of them.
pub fn set<'w>(phrases: impl Iterator<Item = &'w String>) -> Vec<u8> {
    let mut hashes: Vec<u64> = phrases.flat_map(|phrase| first_tokens(phrase)).map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut bytes = vec![0; (hashes.len() * BITS / 8).next_power_of_two()];
    for hash in hashes {
        let (byte, bit) = place(hash, bytes.len());
        bytes[byte] |= bit;
    }
    bytes
}
