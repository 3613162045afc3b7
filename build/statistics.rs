//! `seeds/statistics/<language>/` → one table of hashes; its layout is described in `src/lexicon/statistics.rs`.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::cast_possible_wrap,
    reason = "sums, hashes and rounded weights: the values are small or only their low bits matter"
)]

use crate::buckets;
use crate::hash::hash;
use crate::read_table;
use crate::{Result, fold};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What the lists say of one stem.
#[derive(Default)]
struct Counted {
    path: String,
    company: u64,
    count: u64,
    seen: u64,
    shares: [u64; 3],
}

/// Words counted and labelled less often say too little for the room they take.
const RARE: u64 = 11;
const RARE_LABELLED: u64 = 5;

/// The table has about five entries a bucket.
const BUCKETS: u32 = 14;

pub fn build(source: &Path, out: &Path) -> Result<()> {
    let mut words: BTreeMap<String, Counted> = BTreeMap::new();
    for row in read_table(&source.join("clusters.tsv"))?.rows() {
        let word = words.entry(fold::fold(row.get("folded_stem"))).or_default();
        row.get("brown512_path").clone_into(&mut word.path);
        word.company = row.get("svd512_class").parse::<u64>()? + 1;
        word.count = row.get("count").parse()?;
    }
    for row in read_table(&source.join("priors.tsv"))?.rows() {
        let count = |column: &str| row.get(column).parse::<u64>().unwrap_or(0);
        let word = words.entry(fold::fold(row.get("folded_stem"))).or_default();
        word.seen = count("n").max(1);
        word.shares = ["per", "loc", "org"].map(|column| (count(column) * 31 / word.seen).min(31));
    }
    words.retain(|_, word| word.count >= RARE || word.seen >= RARE_LABELLED);
    fs::write(out, table(&words)?)?;
    Ok(())
}

fn table(words: &BTreeMap<String, Counted>) -> Result<Vec<u8>> {
    let paths: BTreeSet<&str> = words.values().map(|w| w.path.as_str()).filter(|p| !p.is_empty()).collect();
    let paths: Vec<&str> = paths.into_iter().collect();
    let mut bytes = u16::try_from(paths.len())?.to_le_bytes().to_vec();
    for path in &paths {
        let bits = path.bytes().fold(1u32, |bits, digit| bits << 1 | u32::from(digit == b'1'));
        bytes.extend_from_slice(&bits.to_le_bytes());
    }
    // Of two words that cannot be told apart the first is kept.
    let mut entries: BTreeMap<(u64, u16), (u64, [u8; 8])> = BTreeMap::new();
    for (word, counted) in words {
        let hash = hash(word);
        let path = paths.binary_search(&counted.path.as_str()).map_or(0, |index| index as u64 + 1);
        let [person, place, org] = counted.shares;
        let value = path
            | counted.company << 10
            | frequency(counted.count) << 20
            | seen(counted.seen) << 26
            | person << 32
            | place << 37
            | org << 42;
        let mark = u16::try_from(hash >> 32 & 0xFFFF)?;
        let mut entry = [0; 8];
        entry[..2].copy_from_slice(&mark.to_le_bytes());
        entry[2..].copy_from_slice(&value.to_le_bytes()[..6]);
        entries.entry((hash & ((1 << BUCKETS) - 1), mark)).or_insert((hash, entry));
    }
    bytes.extend(buckets::table(BUCKETS, entries.into_values())?);
    Ok(bytes)
}

/// Twice the binary logarithm, 1 for a count of one.
fn frequency(count: u64) -> u64 {
    match count {
        0 => 0,
        _ => ((count as f64).log2() * 2.0) as u64 + 1,
    }
}

/// Exact up to 31, then steps of the square root of two.
fn seen(count: u64) -> u64 {
    match count {
        0..=31 => count,
        _ => (32 + ((count as f64 / 32.0).log2() * 2.0) as u64).min(63),
    }
}
