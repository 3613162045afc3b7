//! How often a stem of Arabic news was part of a person's, a place's or an organisation's name.
//!
//! Counted by a tagger over raw news (`seeds/gazetteer/cc-by-sa/`, share-alike, so embedded by itself): noisy, a prior
//! and never a gazetteer. It tells the town عدن from the verb, and أردوغان from a word.

use super::Trie;
use std::sync::LazyLock;

static PRIORS: LazyLock<Trie> =
    LazyLock::new(|| Trie::new(include_bytes!(concat!(env!("OUT_DIR"), "/priors.fst"))));

/// Shares of a stem's occurrences by label, each in parts of 255, and how often the stem was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Prior {
    /// Part of a person's name.
    pub person: u8,
    /// Part of a place's name.
    pub place: u8,
    /// Part of an organisation's name.
    pub org: u8,
    /// Times seen, capped.
    pub seen: u32,
}

/// The prior of a folded stem without proclitics, if the stem was seen at all.
pub fn prior(folded_stem: &str) -> Option<Prior> {
    let value = PRIORS.get(folded_stem)?;
    let byte = |shift: u32| u8::try_from((value >> shift) & 0xFF).unwrap_or(0);
    Some(Prior {
        person: byte(0),
        place: byte(8),
        org: byte(16),
        seen: u32::try_from(value >> 24).unwrap_or(u32::MAX),
    })
}
