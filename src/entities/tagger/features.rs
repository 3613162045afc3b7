//! The features of a token: which facts of it and its neighbours the model looks at together.
//!
//! A template names facts by channel and distance; its feature is the hash of their values. A template says nothing
//! where one of its facts is missing. Features that exist once per register have a copy that is marked with the register
//! of the text, so that what holds everywhere and what holds in one kind of text are learnt apart.
//!
//! This is most of what finding names costs: templates are kept by their number of facts, so that each kind is one loop
//! over a plain table, and a feature that says nothing is written and not counted, so that nothing branches.

use super::facts::{Channel, Facts, Padded, REACH};
use crate::lexicon::hash::mix;
use Channel as C;

/// A channel of the token at a distance.
type Part = (Channel, i8);

/// Templates by how many facts they look at.
struct Templates {
    /// Where the numbers of each kind begin.
    numbers: [u64; 3],
    ones: &'static [Part],
    pairs: &'static [[Part; 2]],
    threes: &'static [[Part; 3]],
}

/// Templates that have a copy for each register.
static MARKED: Templates = Templates {
    numbers: [1, 100, 200],
    ones: &[
        (C::Word, 0),
        (C::Stem, -1),
        (C::Stem, 0),
        (C::Stem, 1),
        (C::Path10, -1),
        (C::Path10, 0),
        (C::Path10, 1),
        (C::Path6, -1),
        (C::Path6, 0),
        (C::Path6, 1),
        (C::Company, -1),
        (C::Company, 0),
        (C::Company, 1),
        (C::Prior, -1),
        (C::Prior, 0),
        (C::Prior, 1),
        (C::Frequency, 0),
        (C::Senses, -1),
        (C::Senses, 0),
        (C::Senses, 1),
        (C::Lists, 0),
        (C::Flags, 0),
        (C::Shape, -1),
        (C::Shape, 0),
        (C::Shape, 1),
        (C::Suffix3, 0),
        (C::PersonSpelling, 0),
        (C::Rule, -1),
        (C::Rule, 0),
        (C::Rule, 1),
        (C::RuleName, 0),
    ],
    pairs: &[
        [(C::Prior, -1), (C::Prior, 0)],
        [(C::Prior, 0), (C::Prior, 1)],
        [(C::Article, 0), (C::Article, 1)],
    ],
    threes: &[[(C::Path6, -1), (C::Path6, 0), (C::Path6, 1)]],
};

/// The other templates.
static SHARED: Templates = Templates {
    numbers: [300, 400, 500],
    ones: &[
        (C::Stem, -2),
        (C::Stem, 2),
        (C::Path, 0),
        (C::Path6, -2),
        (C::Path6, 2),
        (C::Company, -2),
        (C::Company, 2),
        (C::Prior, -2),
        (C::Prior, 2),
        (C::Senses, -2),
        (C::Senses, 2),
        (C::Lists, -1),
        (C::Lists, 1),
        (C::Flags, -1),
        (C::Flags, 1),
        (C::Cut, 0),
        (C::Prefix1, 0),
        (C::Prefix2, 0),
        (C::Prefix3, 0),
        (C::Prefix4, 0),
        (C::Suffix1, 0),
        (C::Suffix2, 0),
        (C::Suffix4, 0),
        (C::Suffix2, -1),
        (C::Suffix2, 1),
        (C::Length, 0),
        (C::PersonSpelling, -1),
        (C::PersonSpelling, 1),
        (C::PlaceSpelling, 0),
        (C::RuleName, -1),
        (C::RuleName, 1),
    ],
    pairs: &[
        [(C::Stem, -1), (C::Stem, 0)],
        [(C::Stem, 0), (C::Stem, 1)],
        [(C::Stem, -2), (C::Stem, -1)],
        [(C::Path10, -1), (C::Path10, 0)],
        [(C::Path10, 0), (C::Path10, 1)],
        [(C::Prior, 0), (C::Path6, 0)],
        [(C::Frequency, 0), (C::Prior, 0)],
        [(C::Senses, -1), (C::Prior, 0)],
        [(C::Senses, -1), (C::Path6, 0)],
        [(C::Lists, 0), (C::Prior, 0)],
        [(C::Flags, -1), (C::Flags, 0)],
        [(C::Flags, 0), (C::Flags, 1)],
        [(C::Flags, 0), (C::Prior, 0)],
        [(C::Flags, 0), (C::Senses, -1)],
        [(C::PersonSpelling, -1), (C::PersonSpelling, 0)],
        [(C::PersonSpelling, 0), (C::PersonSpelling, 1)],
        [(C::PersonSpelling, 0), (C::Prior, 0)],
        [(C::PersonSpelling, 0), (C::Senses, -1)],
        [(C::PersonSpelling, 0), (C::Frequency, 0)],
        [(C::PersonSpelling, 0), (C::PlaceSpelling, 0)],
        [(C::Rule, 0), (C::Stem, 0)],
    ],
    threes: &[
        [(C::Path6, -2), (C::Path6, -1), (C::Path6, 0)],
        [(C::Prior, -1), (C::Prior, 0), (C::Prior, 1)],
        [(C::Shape, -1), (C::Shape, 0), (C::Shape, 1)],
        [(C::Article, -1), (C::Article, 0), (C::Article, 1)],
    ],
};

/// At most so many features of a token; what a token has beyond them is dropped, in training and in use.
const MOST: usize = 512;

/// The features of one token.
#[derive(Debug)]
pub struct Features {
    items: [u64; MOST],
    len: usize,
}

impl Default for Features {
    fn default() -> Self {
        Self { items: [0; MOST], len: 0 }
    }
}

impl Features {
    /// All of them.
    pub fn all(&self) -> &[u64] {
        &self.items[..self.len]
    }

    /// All of them, to be sifted.
    pub fn all_mut(&mut self) -> &mut [u64] {
        &mut self.items[..self.len]
    }

    #[inline]
    fn push(&mut self, feature: u64, said: bool) {
        if let Some(slot) = self.items.get_mut(self.len) {
            *slot = feature;
            self.len += usize::from(said);
        }
    }

    /// Takes those of token `index` of a text, of this register where registers are told apart, in place of what is there.
    pub fn read(&mut self, facts: &Padded, index: usize, register: Option<usize>) {
        self.len = 0;
        if let Some(near) = facts.near(index) {
            self.read_first(near);
            self.push_rest(near, register);
        }
    }

    /// Takes the first of them, which hold of every register.
    #[inline]
    pub fn read_first(&mut self, near: &Near) {
        self.len = 0;
        MARKED.each(near, |feature, said| self.push(feature, said));
        for (distance, fact) in near.iter().enumerate() {
            let mut senses = fact.senses;
            while senses != 0 {
                let bit = senses.trailing_zeros();
                senses &= senses - 1;
                self.push(mix(1000 + distance as u64, u64::from(bit) + 1), true);
            }
        }
    }

    /// Takes the rest of them.
    #[inline]
    pub fn read_rest(&mut self, near: &Near, register: Option<usize>) {
        self.len = 0;
        self.push_rest(near, register);
    }

    #[inline]
    fn push_rest(&mut self, near: &Near, register: Option<usize>) {
        if let Some(register) = register {
            let mark = MARK + register as u64;
            MARKED.each(near, |feature, said| self.push(mix(feature, mark), said));
        }
        SHARED.each(near, |feature, said| self.push(feature, said));
    }
}

impl Templates {
    /// Calls `add` with the feature of each, and whether it says anything.
    #[inline]
    fn each(&self, near: &Near, mut add: impl FnMut(u64, bool)) {
        let [ones, pairs, threes] = self.numbers;
        for (number, &part) in (ones..).zip(self.ones) {
            let (feature, said) = one(near, number, part);
            add(feature, said);
        }
        for (number, &parts) in (pairs..).zip(self.pairs) {
            let (feature, said) = pair(near, number, parts);
            add(feature, said);
        }
        for (number, &parts) in (threes..).zip(self.threes) {
            let (feature, said) = three(near, number, parts);
            add(feature, said);
        }
    }
}

/// A token's facts in the middle of its neighbours'.
pub type Near = [Facts; 2 * REACH + 1];

#[inline]
fn value(near: &Near, (channel, distance): Part) -> u64 {
    near[(REACH as i8 + distance) as usize].get(channel)
}

/// A feature of one fact, and whether it says anything.
#[inline]
fn one(near: &Near, number: u64, part: Part) -> (u64, bool) {
    let value = value(near, part);
    (mix(number, value), value != 0)
}

#[inline]
fn pair(near: &Near, number: u64, [first, second]: [Part; 2]) -> (u64, bool) {
    let (feature, said) = one(near, number, first);
    let value = value(near, second);
    (mix(feature, value), value != 0 && said)
}

#[inline]
fn three(near: &Near, number: u64, [first, second, third]: [Part; 3]) -> (u64, bool) {
    let (feature, said) = pair(near, number, [first, second]);
    let value = value(near, third);
    (mix(feature, value), value != 0 && said)
}

/// Joined to a feature with the register's number.
const MARK: u64 = 0x4000;

/// A number that changes with the templates.
pub fn signature() -> u64 {
    let parts = |templates: &'static Templates| {
        let ones = templates.ones.iter().map(std::slice::from_ref);
        let pairs = templates.pairs.iter().map(<[Part; 2]>::as_slice);
        ones.chain(pairs).chain(templates.threes.iter().map(<[Part; 3]>::as_slice))
    };
    let all =
        parts(&MARKED).chain(parts(&SHARED)).flat_map(|template| template.iter().chain([&(C::Word, 9)]));
    all.fold(0, |sum, &(channel, distance)| mix(sum, channel as u64 * 32 + (8 + i64::from(distance)) as u64))
}
