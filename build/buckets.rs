//! Tables of short hashes, as `src/lexicon/buckets.rs` describes them.

use crate::Result;

/// A table of two to the power of `power` buckets.
pub fn table(power: u32, entries: impl IntoIterator<Item = (u64, [u8; 8])>) -> Result<Vec<u8>> {
    let mut buckets: Vec<Vec<[u8; 8]>> = vec![Vec::new(); 1 << power];
    for (hash, entry) in entries {
        buckets[usize::try_from(hash & ((1 << power) - 1))?].push(entry);
    }
    let mut bytes = vec![u8::try_from(power)?];
    let mut start = 0u32;
    for bucket in &buckets {
        bytes.extend_from_slice(&start.to_le_bytes());
        start += u32::try_from(bucket.len())?;
    }
    bytes.extend_from_slice(&start.to_le_bytes());
    bytes.extend(buckets.into_iter().flatten().flatten());
    Ok(bytes)
}
