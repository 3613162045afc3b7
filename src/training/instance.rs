//! An example as the learner sees it: a list of features and a label a token.

use super::corpus::Example;
use crate::entities::tagger::facts::Padded;
use crate::entities::tagger::labels::{Chunk, Label, OUTSIDE, write};
use crate::entities::{self, tagger::features::Features};
use crate::text::{Passage, Token};
use rustc_hash::FxHashMap;

/// The features of the examples, numbered in the order they were met.
#[derive(Debug, Default)]
pub struct Index {
    numbers: FxHashMap<u64, u32>,
    /// The feature of each number.
    pub features: Vec<u64>,
}

impl Index {
    fn number(&mut self, feature: u64) -> u32 {
        let next = self.features.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            self.features.push(feature);
        }
        number
    }
}

/// One text.
#[derive(Debug)]
pub struct Instance {
    /// The numbers of each token's features.
    pub features: Vec<Vec<u32>>,
    /// What each token is.
    pub gold: Vec<Label>,
}

/// A text whose facts are known and whose features are not numbered yet.
#[derive(Debug)]
pub struct Read {
    /// The facts of each token.
    pub facts: Padded,
    /// What each token is.
    pub gold: Vec<Label>,
}

/// Reads an example with a table of spelling.
pub fn read(example: &Example, spelling: &[u8]) -> Read {
    let passage = Passage::new(&example.text, Some(example.language));
    Read { facts: entities::facts(&passage, spelling), gold: gold(&passage, example) }
}

/// Numbers the features of a text of a register, if registers are told apart.
pub fn number(read: &Read, register: Option<usize>, index: &mut Index) -> Instance {
    let mut seen = Features::default();
    let token = |token| {
        seen.read(&read.facts, token, register);
        seen.all().iter().map(|&feature| index.number(feature)).collect()
    };
    Instance { features: (0..read.facts.tokens().len()).map(token).collect(), gold: read.gold.clone() }
}

/// The label of each token: a name covers the tokens it overlaps.
fn gold(passage: &Passage, example: &Example) -> Vec<Label> {
    let mut labels = vec![OUTSIDE; passage.tokens.len()];
    for &(span, label_type) in &example.names {
        let inside = |token: &Token| token.span.overlaps(span);
        let first = passage.tokens.iter().position(inside);
        let last = passage.tokens.iter().rposition(inside);
        if let (Some(first), Some(last)) = (first, last)
            && labels[first..=last].iter().all(|&label| label == OUTSIDE)
        {
            write(&mut labels, Chunk { first, last, label_type });
        }
    }
    labels
}
