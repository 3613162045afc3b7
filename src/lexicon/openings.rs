//! The first words of a list's phrases, as a set of bits: most words of a text open no phrase, and one bit says so before
//! a walk begins.
//!
//! The build script writes the set (`build/first_words.rs`), the program reads it; both share this file. A word that opens a
//! phrase, and what stands before its first space, is always in the set; of the others one in some four is taken for one.

/// False for a word, by its hash, that is not in the set.
#[inline]
pub fn may_hold(set: &[u8], hash: u64) -> bool {
    let (byte, bit) = place(hash, set.len());
    set.get(byte).is_some_and(|bits| bits & bit != 0)
}

/// Where a hash has its bit in a set of so many bytes, a power of two.
#[inline]
pub fn place(hash: u64, bytes: usize) -> (usize, u8) {
    ((hash >> 16) as usize & bytes.wrapping_sub(1), 1 << (hash & 7))
}
