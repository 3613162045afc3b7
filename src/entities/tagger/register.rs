//! The register of a text: an article as desks write it, or the text of a corpus of news, an encyclopaedia, a report.
//!
//! What is called a name differs from one kind of text to the next: the guideline of this project holds for articles, while
//! corpora follow their own. A corpus shows by its marks, which stand apart from the words; which kind it is, its words
//! tell. The model then adds what it learnt of that kind alone.

use super::facts::{Channel, Facts};
use crate::lexicon::hash::mix;

/// The votes of words, by their hash.
pub const SLOTS: usize = 1 << 13;

/// At most so many registers.
pub const REGISTERS: usize = 4;

/// Articles as desks write them: the first register of every model that has several.
pub const DESK: usize = 0;

/// Bytes of a table: a vote for each register in each slot.
pub const BYTES: usize = SLOTS * REGISTERS;

/// What a unit of the logarithm of the odds is in votes.
pub const UNIT: f32 = 24.0;

/// Calls `vote` with the slots of a token.
#[inline]
pub fn slots(facts: &Facts, mut vote: impl FnMut(usize)) {
    for channel in [Channel::Stem, Channel::Path10, Channel::Company, Channel::Shape] {
        let value = facts.get(channel);
        if value != 0 {
            vote(mix(channel as u64 + 1, value) as usize >> 9 & (SLOTS - 1));
        }
    }
}

/// True when most closing marks stand apart from the words before them, as people never write them.
pub fn is_corpus(facts: &[Facts]) -> bool {
    let count = |value| facts.iter().filter(|fact| fact.get(Channel::Detached) == value).count();
    count(2) > count(1)
}

/// The register of a text: of a corpus, the one with most votes.
pub fn choose(table: &[u8], facts: &[Facts]) -> usize {
    if !is_corpus(facts) {
        return DESK;
    }
    let mut sums = [0i64; REGISTERS];
    for fact in facts {
        slots(fact, |slot| {
            for (register, sum) in sums.iter_mut().enumerate() {
                let vote = table.get(slot * REGISTERS + register).copied().unwrap_or(0);
                *sum += i64::from(vote.cast_signed());
            }
        });
    }
    (DESK + 1..REGISTERS).rev().max_by_key(|&register| sums[register]).unwrap_or(DESK)
}
