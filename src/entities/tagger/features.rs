//! The features of a token: which facts of it and its neighbours the model looks at together.
//!
//! A template names facts by channel and distance; its feature is the hash of their values. A template says nothing
//! where its last fact is missing. Features that exist once per register have a copy that is marked with the register
//! of the text, so that what holds everywhere and what holds in one kind of text are learnt apart.

use super::facts::{Channel, Padded, REACH};
use crate::lexicon::hash::mix;
use Channel as C;

type Part = (Channel, i8);

/// Templates that have a copy for each register: each part is a channel of the token at a distance.
const MARKED: &[&[Part]] = &[
    &[(C::Word, 0)],
    &[(C::Stem, -1)],
    &[(C::Stem, 0)],
    &[(C::Stem, 1)],
    &[(C::Path10, -1)],
    &[(C::Path10, 0)],
    &[(C::Path10, 1)],
    &[(C::Path6, -1)],
    &[(C::Path6, 0)],
    &[(C::Path6, 1)],
    &[(C::Company, -1)],
    &[(C::Company, 0)],
    &[(C::Company, 1)],
    &[(C::Path6, -1), (C::Path6, 0), (C::Path6, 1)],
    &[(C::Prior, -1)],
    &[(C::Prior, 0)],
    &[(C::Prior, 1)],
    &[(C::Prior, -1), (C::Prior, 0)],
    &[(C::Prior, 0), (C::Prior, 1)],
    &[(C::Frequency, 0)],
    &[(C::Senses, -1)],
    &[(C::Senses, 0)],
    &[(C::Senses, 1)],
    &[(C::Lists, 0)],
    &[(C::Flags, 0)],
    &[(C::Shape, -1)],
    &[(C::Shape, 0)],
    &[(C::Shape, 1)],
    &[(C::Article, 0), (C::Article, 1)],
    &[(C::Suffix3, 0)],
    &[(C::PersonSpelling, 0)],
    &[(C::Rule, -1)],
    &[(C::Rule, 0)],
    &[(C::Rule, 1)],
    &[(C::RuleName, 0)],
];

/// The other templates.
const SHARED: &[&[Part]] = &[
    &[(C::Stem, -2)],
    &[(C::Stem, 2)],
    &[(C::Stem, -1), (C::Stem, 0)],
    &[(C::Stem, 0), (C::Stem, 1)],
    &[(C::Stem, -2), (C::Stem, -1)],
    &[(C::Stem, -1), (C::Path6, 0)],
    &[(C::Path6, 0), (C::Stem, 1)],
    &[(C::Path, -1)],
    &[(C::Path, 0)],
    &[(C::Path, 1)],
    &[(C::Path10, -2)],
    &[(C::Path10, 2)],
    &[(C::Path6, -2)],
    &[(C::Path6, 2)],
    &[(C::Company, -2)],
    &[(C::Company, 2)],
    &[(C::Path10, -1), (C::Path10, 0)],
    &[(C::Path10, 0), (C::Path10, 1)],
    &[(C::Company, -1), (C::Company, 0)],
    &[(C::Company, 0), (C::Company, 1)],
    &[(C::Path6, -2), (C::Path6, -1), (C::Path6, 0)],
    &[(C::Prior, -2)],
    &[(C::Prior, 2)],
    &[(C::Prior, -1), (C::Prior, 0), (C::Prior, 1)],
    &[(C::Prior, 0), (C::Path6, 0)],
    &[(C::NameScore, -1)],
    &[(C::NameScore, 0)],
    &[(C::NameScore, 1)],
    &[(C::Frequency, -1)],
    &[(C::Frequency, 1)],
    &[(C::Frequency, 0), (C::Prior, 0)],
    &[(C::Senses, -2)],
    &[(C::Senses, 2)],
    &[(C::Senses, -1), (C::Senses, 0)],
    &[(C::Senses, 0), (C::Senses, 1)],
    &[(C::Senses, -1), (C::Prior, 0)],
    &[(C::Senses, -1), (C::Path6, 0)],
    &[(C::Lists, -1)],
    &[(C::Lists, 1)],
    &[(C::Lists, -1), (C::Lists, 0)],
    &[(C::Lists, 0), (C::Lists, 1)],
    &[(C::Lists, 0), (C::Prior, 0)],
    &[(C::Lists, 0), (C::Senses, -1)],
    &[(C::Flags, -1)],
    &[(C::Flags, 1)],
    &[(C::Flags, -1), (C::Flags, 0)],
    &[(C::Flags, 0), (C::Flags, 1)],
    &[(C::Flags, 0), (C::Prior, 0)],
    &[(C::Flags, 0), (C::Senses, -1)],
    &[(C::Shape, -2)],
    &[(C::Shape, 2)],
    &[(C::Shape, -1), (C::Shape, 0), (C::Shape, 1)],
    &[(C::Cut, 0)],
    &[(C::Cut, 1)],
    &[(C::Article, -1), (C::Article, 0)],
    &[(C::Article, -1), (C::Article, 0), (C::Article, 1)],
    &[(C::Prefix1, 0)],
    &[(C::Prefix2, 0)],
    &[(C::Prefix3, 0)],
    &[(C::Prefix4, 0)],
    &[(C::Suffix1, 0)],
    &[(C::Suffix2, 0)],
    &[(C::Suffix4, 0)],
    &[(C::Suffix2, -1)],
    &[(C::Suffix2, 1)],
    &[(C::Suffix3, -1)],
    &[(C::Suffix3, 1)],
    &[(C::Length, 0)],
    &[(C::PersonSpelling, -1)],
    &[(C::PersonSpelling, 1)],
    &[(C::PersonSpelling, -1), (C::PersonSpelling, 0)],
    &[(C::PersonSpelling, 0), (C::PersonSpelling, 1)],
    &[(C::PersonSpelling, 0), (C::Prior, 0)],
    &[(C::PersonSpelling, 0), (C::Senses, -1)],
    &[(C::PersonSpelling, 0), (C::Frequency, 0)],
    &[(C::PersonSpelling, 0), (C::PlaceSpelling, 0)],
    &[(C::PlaceSpelling, 0)],
    &[(C::PlaceSpelling, 0), (C::Senses, -1)],
    &[(C::Rule, -1), (C::Rule, 0)],
    &[(C::Rule, 0), (C::Rule, 1)],
    &[(C::RuleName, 0), (C::Prior, 0)],
    &[(C::RuleName, -1)],
    &[(C::RuleName, 1)],
    &[(C::Rule, 0), (C::Stem, 0)],
];

/// Calls `add` with every feature of token `index` of a text, of this register where registers are told apart.
#[inline]
pub fn features(facts: &Padded, index: usize, register: Option<usize>, mut add: impl FnMut(u64)) {
    let Some(near) = facts.near(index) else { return };
    let value = |template: u64, parts: &[Part]| {
        let mut feature = template;
        let mut said = true;
        for &(channel, distance) in parts {
            let value = near[(REACH as i8 + distance) as usize].get(channel);
            said &= value != 0;
            feature = mix(feature, value);
        }
        said.then_some(feature)
    };
    for (number, parts) in (1..).zip(MARKED) {
        if let Some(feature) = value(number, parts) {
            add(feature);
            if let Some(register) = register {
                add(mix(feature, MARK + register as u64));
            }
        }
    }
    for (number, parts) in (100..).zip(SHARED) {
        if let Some(feature) = value(number, parts) {
            add(feature);
        }
    }
    for (distance, fact) in near.iter().enumerate() {
        let mut senses = fact.senses;
        while senses != 0 {
            let bit = senses.trailing_zeros();
            senses &= senses - 1;
            add(mix(1000 + distance as u64, u64::from(bit) + 1));
        }
    }
}

/// Joined to a feature with the register's number.
const MARK: u64 = 0x4000;

/// A number that changes with the templates.
pub fn signature() -> u64 {
    let parts = MARKED.iter().chain(SHARED).flat_map(|template| template.iter().chain([&(C::Word, 9)]));
    parts
        .fold(0, |sum, &(channel, distance)| mix(sum, channel as u64 * 32 + (8 + i64::from(distance)) as u64))
}
