//! The hash of the embedded tables and of the features of the name model.
//!
//! It is written into the data, so it must never change by itself: the build script, the trainer and the program share
//! this file. A multiply and a shift for eight bytes: short words are hashed by the million.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// Joins two numbers into one.
#[inline]
pub const fn mix(a: u64, b: u64) -> u64 {
    let product = (a.rotate_left(23) ^ b).wrapping_mul(MULTIPLIER);
    product ^ (product >> 29)
}

/// The hash of a text.
#[inline]
pub fn hash(text: &str) -> u64 {
    hash_with(0, text)
}

/// The hash of a text under a seed: the same text under another seed has another hash.
#[inline]
pub fn hash_with(seed: u64, text: &str) -> u64 {
    let mut hash = mix(seed, text.len() as u64);
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        if let Ok(bytes) = <[u8; 8]>::try_from(chunk) {
            hash = mix(hash, u64::from_le_bytes(bytes));
        }
    }
    let tail = chunks.remainder().iter().rev().fold(0u64, |tail, &byte| tail << 8 | u64::from(byte));
    mix(hash, tail)
}
