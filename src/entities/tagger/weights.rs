//! The weights of a model, read in place.
//!
//! A row of four bits a label, with a scale of its own, is found by the hash of its feature: a bucket by its low bits, the
//! row in it by sixteen more. "Outside" has no weight, as only differences count. A feature that training never saw is
//! taken for another once in some ten thousand times, which is noise beside what the model itself gets wrong, and nothing
//! has to be unpacked.

use super::decode::{Scores, Transitions, forbid};
use super::labels::LABELS;
use crate::lexicon::hash::mix;
use std::borrow::Cow;
use std::fmt;

/// Buckets, of some three rows each.
const BUCKETS: usize = 1 << 15;
/// What a file says of its shape: the power of two of its buckets, and its labels.
const SHAPE: [u8; 2] = [BUCKETS.ilog2() as u8, LABELS as u8];
const HEADER: usize = 1 + 1 + 2 + 4 + 4;
/// Two labels a byte.
const PAIRS: usize = (LABELS - 1) / 2;
const ROW: usize = 1 + PAIRS;
const MARK: usize = 2;
/// Bytes of nothing at the end: rows and marks are read eight bytes at once.
const BEYOND: usize = 8;
/// Bits of the sieve, as a power of two: some five for each row.
const SIEVE: u32 = 19;
const SIEVE_BYTES: usize = (1 << SIEVE) / 8;
/// The middle of four bits stands for no weight.
const MIDDLE: i32 = 8;
/// The largest weight in four bits.
const LARGEST: f32 = 7.0;

/// Sums of rows: of the labels that are names.
pub type Sums = [i32; LABELS - 1];

/// A model's weights.
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    sieve: usize,
    starts: usize,
    rows: usize,
    scale: f32,
    transitions: Box<Transitions>,
}

impl fmt::Debug for Weights {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Weights({} bytes)", self.bytes.len())
    }
}

impl Weights {
    /// Opens the weights that begin at byte `at` of a model. The message says what is wrong with bytes that are none.
    ///
    /// Layout, numbers little-endian: the number of buckets as a power of two, the number of labels (a byte each); two
    /// bytes of nothing; what a unit of a row is worth, what a unit of a transition is worth (four bytes each, IEEE 754);
    /// the transitions, a byte each; the sieve, a bit for each hash that some row has; where each bucket begins, in rows
    /// (four bytes each, one more than buckets); for each bucket the marks of its rows (two bytes each), then its rows: the
    /// scale in a byte, two labels in each further byte, the lower half first; some bytes of nothing.
    pub fn open(bytes: Cow<'static, [u8]>, at: usize) -> Result<Self, String> {
        let short = || "the file ends too early".to_owned();
        let damaged = || "the file is damaged".to_owned();
        let header = bytes.get(at..at + HEADER).ok_or_else(short)?;
        if header[..2] != SHAPE {
            return Err("the model was trained for other labels".to_owned());
        }
        let real = |at: usize| {
            header.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0.0, f32::from_le_bytes)
        };
        let (scale, step) = (real(4), real(8));
        if !(scale.is_finite() && step.is_finite()) {
            return Err(damaged());
        }
        let mut transitions = Box::new([[0.0; LABELS]; LABELS]);
        let steps = bytes.get(at + HEADER..at + HEADER + LABELS * LABELS).ok_or_else(short)?;
        for (slot, &value) in transitions.iter_mut().flatten().zip(steps) {
            *slot = f32::from(value.cast_signed()) * step;
        }
        forbid(&mut transitions);
        let sieve = at + HEADER + LABELS * LABELS;
        let starts = sieve + SIEVE_BYTES;
        let rows = starts + (BUCKETS + 1) * 4;
        let weights = Self { bytes, sieve, starts, rows, scale, transitions };
        let count = weights.number(BUCKETS).ok_or_else(short)?;
        let length = rows.saturating_add(count.saturating_mul(MARK + ROW)).saturating_add(BEYOND);
        if weights.bytes.len() < length {
            return Err(short());
        }
        let ordered = (0..BUCKETS).all(|bucket| weights.number(bucket) <= weights.number(bucket + 1));
        if weights.bytes.len() > length || !ordered {
            return Err(damaged());
        }
        Ok(weights)
    }

    /// The bytes of the whole model.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The rows, each with a feature that finds it.
    pub fn rows(&self) -> impl Iterator<Item = (u64, Scores)> {
        (0..BUCKETS).flat_map(move |bucket| {
            let (marks, rows) = self.bucket(bucket).unwrap_or_default();
            marks.chunks_exact(MARK).zip(rows.as_chunks().0).map(move |(mark, row)| {
                let mut total = Total::default();
                total.add(row);
                let mark = u64::from(u16::from_le_bytes([mark[0], mark[1]]));
                (bucket as u64 | mark << 40, self.scores(&total.sums()))
            })
        })
    }

    /// What sums of rows are worth.
    pub fn scores(&self, sums: &Sums) -> Scores {
        let mut scores = [0.0; LABELS];
        for (score, &sum) in scores[1..].iter_mut().zip(sums) {
            *score = sum as f32 * self.scale;
        }
        scores
    }

    /// The scores of one label after another.
    pub fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    /// The sum of the rows of `features`. The features that have one are brought to the front.
    #[inline]
    pub fn sum(&self, features: &mut [u64]) -> Sums {
        // Most features have no row, and the sieve fits into a near cache. Without a branch the next one need not wait.
        let mut kept = 0;
        for index in 0..features.len() {
            let feature = features[index];
            features[kept] = feature;
            let bit = sieve_bit(feature);
            let byte = self.bytes.get(self.sieve + bit / 8).copied().unwrap_or(0);
            kept += usize::from(byte >> (bit % 8) & 1);
        }
        let mut total = Total::default();
        for &feature in &features[..kept] {
            if let Some(row) = self.row(feature) {
                total.add(row);
            }
        }
        total.sums()
    }

    /// The row of a feature.
    #[inline]
    fn row(&self, feature: u64) -> Option<&[u8; ROW]> {
        let ends = self.eight(self.starts + bucket(feature) * 4)?;
        let (first, last) = ((ends & 0xFFFF_FFFF) as usize, (ends >> 32) as usize);
        let (start, count) = (self.rows + first * (MARK + ROW), last.checked_sub(first)?);
        let wanted = u64::from(mark(feature)) * EACH;
        // Four marks at a time.
        for four in (0..count).step_by(4) {
            let differing = self.eight(start + four * MARK)? ^ wanted;
            // The highest bit of each mark that is no other; exact up to the first.
            let same = differing.wrapping_sub(EACH) & !differing & (EACH << 15);
            let index = four + same.trailing_zeros() as usize / 16;
            if same != 0 && index < count {
                return self.bytes.get(start + count * MARK + index * ROW..)?.first_chunk();
            }
        }
        None
    }

    #[inline]
    fn eight(&self, at: usize) -> Option<u64> {
        self.bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes)
    }

    /// The marks and the rows of a bucket.
    fn bucket(&self, bucket: usize) -> Option<(&[u8], &[u8])> {
        let (first, last) = (self.number(bucket)?, self.number(bucket + 1)?);
        let start = self.rows + first * (MARK + ROW);
        let bytes = self.bytes.get(start..self.rows + last * (MARK + ROW))?;
        bytes.split_at_checked((last - first) * MARK)
    }

    fn number(&self, index: usize) -> Option<usize> {
        let at = self.starts + index * 4;
        let bytes = self.bytes.get(at..at + 4)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }
}

/// One in each quarter of eight bytes.
const EACH: u64 = 0x0001_0001_0001_0001;

/// A sum of rows while it is made: each quarter of a number sums a label of its own, so a row costs four products.
#[derive(Default)]
struct Total {
    lanes: [u64; 4],
    rows: usize,
    scales: i32,
    sums: Sums,
}

impl Total {
    /// So many rows of the largest weights fill a quarter.
    const ROOM: usize = 16;

    #[inline]
    fn add(&mut self, row: &[u8; ROW]) {
        let [scale, labels @ ..] = *row;
        let labels = u64::from_le_bytes(labels);
        for (lane, sum) in self.lanes.iter_mut().enumerate() {
            *sum += (labels >> (4 * lane) & (15 * EACH)) * u64::from(scale);
        }
        self.scales += i32::from(scale);
        self.rows += 1;
        if self.rows == Self::ROOM {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (label, sum) in self.sums.iter_mut().enumerate() {
            *sum += (self.lanes[label % 4] >> (label / 4 * 16) & 0xFFFF) as i32;
        }
        (self.lanes, self.rows) = ([0; 4], 0);
    }

    fn sums(mut self) -> Sums {
        self.empty();
        self.sums.map(|sum| sum - MIDDLE * self.scales)
    }
}

/// A row as bytes: the scale, then the labels.
fn bytes_of(row: &Scores, unit: f32) -> [u8; 1 + PAIRS] {
    let mut bytes = [0; 1 + PAIRS];
    let heaviest = row[1..].iter().map(|w| (w - row[0]).abs()).fold(0.0, f32::max);
    let scale = (heaviest / LARGEST / unit).ceil().clamp(1.0, 255.0);
    bytes[0] = scale as u8;
    for (index, weight) in row[1..].iter().enumerate() {
        let steps = ((weight - row[0]) / (scale * unit)).round().clamp(-LARGEST, LARGEST);
        bytes[1 + index / 2] |= ((steps as i32 + MIDDLE) as u8) << (index % 2 * 4);
    }
    bytes
}

fn bucket(feature: u64) -> usize {
    feature as usize & (BUCKETS - 1)
}

/// Made of the bits of bucket and mark alone: what is read from a file finds itself again.
fn sieve_bit(feature: u64) -> usize {
    (mix(bucket(feature) as u64, mark(feature).into()) >> 20) as usize & ((1 << SIEVE) - 1)
}

fn mark(feature: u64) -> u16 {
    (feature >> 40) as u16
}

/// Writes these rows: the same bytes for the same rows. Of two features with the same place and
/// mark the first stays.
pub fn pack(rows: &[(u64, Scores)], transitions: &Transitions) -> Vec<u8> {
    let heaviest = |values: &mut dyn Iterator<Item = f32>| {
        values.map(f32::abs).filter(|v| *v < 1e8).fold(f32::MIN_POSITIVE, f32::max)
    };
    let differences = rows.iter().flat_map(|(_, row)| row.iter().map(|w| w - row[0]));
    let unit = heaviest(&mut differences.into_iter()) / LARGEST / 255.0;
    let step = heaviest(&mut transitions.iter().flatten().copied()) / 127.0;
    let mut buckets: Vec<Vec<(u16, [u8; 1 + PAIRS])>> = vec![Vec::new(); BUCKETS];
    for (feature, row) in rows {
        buckets[bucket(*feature)].push((mark(*feature), bytes_of(row, unit)));
    }
    let mut bytes = vec![SHAPE[0], SHAPE[1], 0, 0];
    bytes.extend(unit.to_le_bytes());
    bytes.extend(step.to_le_bytes());
    bytes.extend(transitions.iter().flatten().map(|t| ((t / step).clamp(-127.0, 127.0).round() as i8) as u8));
    for bucket in &mut buckets {
        bucket.sort_by_key(|(mark, _)| *mark);
        bucket.dedup_by_key(|(mark, _)| *mark);
    }
    let mut sieve = vec![0u8; SIEVE_BYTES];
    for (feature, _) in rows {
        let bit = sieve_bit(*feature);
        sieve[bit / 8] |= 1 << (bit % 8);
    }
    bytes.extend(sieve);
    let mut start = 0u32;
    for bucket in &buckets {
        bytes.extend(start.to_le_bytes());
        start += bucket.len() as u32;
    }
    bytes.extend(start.to_le_bytes());
    for bucket in &buckets {
        bytes.extend(bucket.iter().flat_map(|(mark, _)| mark.to_le_bytes()));
        bytes.extend(bucket.iter().flat_map(|(_, row)| row));
    }
    bytes.extend([0; BEYOND]);
    bytes
}
