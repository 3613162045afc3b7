//! A word list in an `fst`, walked along a passage.
//!
//! One walk from a word finds every phrase of the list that begins there and ends at the end of a word: no list entry
//! is ever matched inside a word, and cost does not depend on the size of the list.

use super::{hash::hash, openings, stem_hash};
use crate::text::{Passage, Stem};
use fst::raw::{Fst, Output};
use smallvec::SmallVec;

/// A phrase of the list found in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The last token it covers.
    pub last: usize,
    /// The list's value.
    pub value: u64,
}

/// The phrases that begin at one word, shortest first.
pub type Matches = SmallVec<[Match; 4]>;

/// A read-only list of folded phrases, each with a value.
pub struct Trie {
    /// The first words.
    openings: &'static [u8],
    phrases: Option<Fst<&'static [u8]>>,
}

impl Trie {
    /// Opens a list built by the build script: how many bytes the set of first words has (four bytes, little-endian), the
    /// set, the `fst`. Bytes that are no list give an empty one.
    pub fn new(bytes: &'static [u8]) -> Self {
        let parts = bytes.split_first_chunk().and_then(|(length, rest)| {
            rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
        });
        let (openings, phrases) = parts.unwrap_or_default();
        Self { openings, phrases: Fst::new(phrases).ok() }
    }

    /// The value of exactly this folded phrase.
    pub fn get(&self, folded: &str) -> Option<u64> {
        let word = folded.find(' ').map_or(folded, |end| &folded[..end]);
        if !openings::may_hold(self.openings, hash(word)) {
            return None;
        }
        self.phrases.as_ref()?.get(folded).map(Output::value)
    }

    /// The last phrase whose value passes `fits`, for a list whose values never fall and a test that the first of them
    /// pass and the rest do not.
    pub fn last_key(&self, fits: impl Fn(u64) -> bool) -> String {
        let mut key = Vec::new();
        let Some(fst) = &self.phrases else { return String::new() };
        let mut node = fst.root();
        let mut value = Output::zero();
        // A transition's output is the least value behind it.
        while let Some(next) = node.transitions().filter(|t| fits(value.cat(t.out).value())).last() {
            key.push(next.inp);
            value = value.cat(next.out);
            node = fst.node(next.addr);
        }
        String::from_utf8(key).unwrap_or_default()
    }

    /// Every phrase that begins with `stem` of token `first` and ends at the end of a token.
    pub fn matches(&self, passage: &Passage, first: usize, stem: Stem) -> Matches {
        let (Some(fst), Some(token)) = (&self.phrases, passage.tokens.get(first)) else {
            return Matches::new();
        };
        let word = passage.folded.get(stem.fold_start..token.fold.end).unwrap_or_default();
        if !openings::may_hold(self.openings, stem_hash(word, stem.hidden_alef)) {
            return Matches::new();
        }
        walk(fst, passage, first, stem)
    }
}

/// Every phrase of an `fst` of folded phrases that begins with `stem` of token `first` and ends at the end of a token.
pub fn walk<D: AsRef<[u8]>>(fst: &Fst<D>, passage: &Passage, first: usize, stem: Stem) -> Matches {
    let mut found = Matches::new();
    let mut node = fst.root();
    let mut value = Output::zero();
    let mut feed = |bytes: &[u8]| -> Option<(bool, u64)> {
        for &byte in bytes {
            let transition = node.transition(node.find_input(byte)?);
            value = value.cat(transition.out);
            node = fst.node(transition.addr);
        }
        Some((node.is_final(), value.cat(node.final_output()).value()))
    };
    if stem.hidden_alef && feed("\u{0627}".as_bytes()).is_none() {
        return found;
    }
    let mut from = stem.fold_start;
    for (last, token) in passage.tokens.iter().enumerate().skip(first) {
        match passage.folded.as_bytes().get(from..token.fold.end).and_then(&mut feed) {
            Some((true, value)) => found.push(Match { last, value }),
            Some((false, _)) => {}
            None => break,
        }
        from = token.fold.end;
    }
    found
}
