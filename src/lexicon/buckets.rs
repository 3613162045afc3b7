//! Tables of short hashes: what is said of a word, found in two cache lines and without an allocation.
//!
//! Layout, written by `build/buckets.rs`, numbers little-endian: the number of buckets as a power of two (one byte); where
//! each bucket begins, in entries (four bytes each, one more than buckets); the entries, eight bytes each. What an entry
//! holds is its table's; it begins with bits of the hash's upper word, by which words of one bucket are told apart.

/// The bytes of an entry.
pub const ENTRY: usize = 8;

/// The entries of the bucket that a hash falls into.
pub fn bucket(table: &[u8], hash: u64) -> Option<&[u8]> {
    let (&power, rest) = table.split_first()?;
    let (starts, entries) = rest.split_at_checked(((1usize << power) + 1) * 4)?;
    let bucket = usize::try_from(hash & ((1 << power) - 1)).ok()?;
    entries.get(number(starts, bucket)? * ENTRY..number(starts, bucket + 1)? * ENTRY)
}

/// The number at a place of a list of four-byte numbers.
pub fn number(bytes: &[u8], index: usize) -> Option<usize> {
    let bytes = bytes.get(index * 4..index * 4 + 4)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}
