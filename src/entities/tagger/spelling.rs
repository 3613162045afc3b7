//! How much the spelling of a word looks like a person's or a place's name.
//!
//! Most names of tomorrow's news are in no list, but foreign names are spelt unlike Arabic words, and lists of names show
//! how. Each run of two to four letters votes; the table of votes is part of a model.

use crate::lexicon::hash::mix;

/// The votes of runs of letters, by their hash.
pub const SLOTS: usize = 1 << 14;

/// What a spelling is asked for: a part of a person's name, a part of a place's.
pub const KINDS: usize = 2;

/// Bytes of a table: a vote for each kind in each slot.
pub const BYTES: usize = SLOTS * KINDS;

/// The longest run of letters.
const LONGEST: usize = 4;
/// Letters beyond this many say nothing new.
const MOST_LETTERS: usize = 14;

/// Calls `vote` with the slot of each run of letters of a word; word edges count as letters.
#[inline]
pub fn runs(word: &str, mut vote: impl FnMut(usize)) {
    let mut recent = [0u64; LONGEST];
    let letters = word.chars().take(MOST_LETTERS).map(u64::from);
    for (index, letter) in std::iter::once(1).chain(letters).chain(std::iter::once(2)).enumerate() {
        let mut run = letter;
        for &before in recent.iter().take(index.min(LONGEST - 1)) {
            run = mix(run, before);
            vote(run as usize >> 7 & (SLOTS - 1));
        }
        recent.rotate_right(1);
        recent[0] = letter;
    }
}

/// The sum of the votes of a word for each kind.
#[inline]
pub fn score(table: &[u8], word: &str) -> [i32; KINDS] {
    let mut sums = [0; KINDS];
    runs(word, |slot| {
        for (kind, sum) in sums.iter_mut().enumerate() {
            let vote = table.get(slot * KINDS + kind).copied().unwrap_or(0);
            *sum += i32::from(vote.cast_signed());
        }
    });
    sums
}

/// A score as one of eight steps, 1 to 8; a step is a unit of the logarithm of the odds.
pub fn step(score: i32) -> u64 {
    u64::try_from(score.div_euclid(UNIT) + 5).unwrap_or(0).clamp(1, 8)
}

/// A unit of the logarithm of the odds, in votes.
pub const UNIT: i32 = 24;
