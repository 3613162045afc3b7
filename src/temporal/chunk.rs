//! How the temporal vocabulary is addressed: the hash of one step of a phrase.
//!
//! Shared with the build script, which fills the table that [`super::vocabulary`] reads, so it depends on nothing else.

/// The node that a phrase begins at.
pub const ROOT: u16 = 0;
/// The node that a phrase begins at when its own first letter, an alef, is not written: للخمسة stands for ل + الخمسة.
pub const HIDDEN_ALEF: u16 = 1;

/// The hash of the step from node `parent` along `chunk`: a token, with the space before it unless it is the first.
/// It reads both ends of the chunk and its length; the table compares the rest.
pub fn hash(parent: u16, chunk: &[u8]) -> u32 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let head = load(chunk);
    let tail = load(&chunk[chunk.len().saturating_sub(8)..]);
    let mixed = (head ^ u64::from(parent) << 48 ^ chunk.len() as u64).wrapping_mul(MIX);
    let mixed = (mixed ^ mixed >> 29 ^ tail).wrapping_mul(MIX);
    (mixed >> 32) as u32
}

/// The first eight bytes, or all of fewer.
fn load(chunk: &[u8]) -> u64 {
    if let Some(first) = chunk.first_chunk::<8>() {
        return u64::from_le_bytes(*first);
    }
    if let (Some(first), Some(last)) = (chunk.first_chunk::<4>(), chunk.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
    }
    chunk.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}
