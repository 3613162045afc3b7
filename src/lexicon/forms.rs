//! The forms of the lexicon in a passage: looked up once, for all detectors.

use super::{Found, Lexicon};
use crate::text::{Passage, Stem, clitics};
use smallvec::SmallVec;

/// Every form of the passage's language that begins at each of its words.
#[derive(Debug)]
pub struct Forms(Vec<SmallVec<[Found; 2]>>);

impl Forms {
    /// Looks up every reading of every word.
    pub fn read(passage: &Passage) -> Self {
        let lexicon = Lexicon::of(passage.language);
        let at = |index: usize| {
            if !passage.is_word(index) {
                return SmallVec::new();
            }
            clitics::stems(passage, index)
                .into_iter()
                .flat_map(|stem| lexicon.found(passage, index, stem))
                .collect()
        };
        Self((0..passage.tokens.len()).map(at).collect())
    }

    /// The forms that begin at token `index`: readings from nothing cut to most cut, shorter forms first.
    pub fn at(&self, index: usize) -> &[Found] {
        self.0.get(index).map_or(&[], SmallVec::as_slice)
    }

    /// Those of one reading of the token.
    pub fn read_as(&self, index: usize, stem: Stem) -> impl Iterator<Item = &Found> {
        self.at(index).iter().filter(move |found| found.stem == stem)
    }
}
