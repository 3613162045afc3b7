//! What the sequence model sees of a token: a number in each of a few channels.
//!
//! Facts are made of the evidence, so nothing is looked up twice. A channel is 0 where there is nothing to say. The
//! same code serves training and use; whatever changes here changes what the weights mean, so it makes new weights.

use super::super::candidate::Settled;
use super::super::evidence::{Evidence, Word};
use super::super::mention::EntityType;
use super::spelling;
use crate::lexicon::gazetteer::flag;
use crate::lexicon::hash::{hash, mix};
use crate::lexicon::{Prior, stem_hash};
use crate::text::{Passage, TokenKind};

/// One kind of fact about a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is described where it is filled")]
pub enum Channel {
    Word,
    Stem,
    Path,
    Path10,
    Path6,
    Company,
    Prior,
    Frequency,
    Senses,
    Lists,
    Flags,
    Shape,
    Cut,
    Article,
    Prefix1,
    Prefix2,
    Prefix3,
    Prefix4,
    Suffix1,
    Suffix2,
    Suffix3,
    Suffix4,
    Length,
    PersonSpelling,
    PlaceSpelling,
    Detached,
    Rule,
    RuleName,
}

/// How many channels there are.
const CHANNELS: usize = Channel::RuleName as usize + 1;

/// What is known of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    channels: [u64; CHANNELS],
    /// Nothing speaks for a name: a common word that is hardly ever part of one, or a mark between words.
    pub plain: bool,
    /// The lists that hold it, as bits of their classes; the upper half for further tokens of a phrase.
    pub senses: u128,
}

/// How far features look to either side.
pub const REACH: usize = 2;

/// What stands before the first and after the last token, in every channel.
const EDGE: u64 = 0x00ED_6E00;

/// The facts of the tokens of a passage, with what stands beyond its edges.
#[derive(Debug)]
pub struct Padded(Vec<Facts>);

impl Padded {
    /// The facts of each token.
    pub fn tokens(&self) -> &[Facts] {
        &self.0[REACH..self.0.len() - REACH]
    }

    /// The facts of a token in the middle of its neighbours'.
    #[inline]
    pub fn near(&self, index: usize) -> Option<&[Facts; 2 * REACH + 1]> {
        self.0.get(index..)?.first_chunk()
    }
}

impl Facts {
    const BEYOND: Self = Self { channels: [EDGE; CHANNELS], plain: true, senses: 0 };
    const EMPTY: Self = Self { channels: [0; CHANNELS], plain: false, senses: 0 };

    /// The number in a channel, 0 for none.
    #[inline]
    pub const fn get(&self, channel: Channel) -> u64 {
        self.channels[channel as usize]
    }

    const fn set(&mut self, channel: Channel, value: u64) {
        self.channels[channel as usize] = value;
    }
}

/// The facts of every token of a passage. `settled` is what the rules make of it.
pub fn facts(evidence: &Evidence, settled: &[Settled], spellings: &[u8]) -> Padded {
    let count = evidence.words.len();
    let mut padded = vec![Facts::EMPTY; count + 2 * REACH];
    padded[..REACH].fill(Facts::BEYOND);
    padded[REACH + count..].fill(Facts::BEYOND);
    let facts = &mut padded[REACH..REACH + count];
    for (index, word) in evidence.words.iter().enumerate() {
        of_word(&mut facts[index], evidence, index, word, spellings);
    }
    for (index, word) in evidence.words.iter().enumerate() {
        phrases(facts, index, word);
    }
    for fact in facts.iter_mut() {
        // The set of lists as a whole is a fact too.
        let [low, high] = [fact.senses as u64, (fact.senses >> 64) as u64];
        if low | high != 0 {
            fact.set(Channel::Senses, mix(low, high));
        }
    }
    for name in settled.iter().filter(|s| !s.nested && s.candidate.entity_type != EntityType::Role) {
        ruled(facts, name);
    }
    Padded(padded)
}

fn of_word(facts: &mut Facts, evidence: &Evidence, index: usize, word: &Word, spellings: &[u8]) {
    let passage = evidence.passage;
    let token = &passage.tokens[index];
    let whole = passage.fold_of(index);
    facts.set(Channel::Word, hash(whole) | 1);
    facts.set(Channel::Shape, shape(passage, index, word));
    facts.set(Channel::Length, 1 + whole.chars().count().min(8) as u64);
    if !word.letters {
        facts.set(Channel::Stem, hash(whole) | 1);
        facts.plain =
            token.kind == TokenKind::Punctuation && !matches!(whole, "-" | "." | "'" | "@" | "#" | "&");
        if let Some(detached) = detached(passage, index, whole) {
            facts.set(Channel::Detached, 1 + u64::from(detached));
        }
        return;
    }
    let stem = evidence.stem_of(index);
    facts.set(Channel::Stem, stem_hash(stem, word.stem.hidden_alef) | 1);
    facts.set(Channel::Cut, 1 + u64::from(word.stem.cut));
    facts.set(Channel::Article, 1 + u64::from(evidence.is_definite(index)));
    facts.set(Channel::Flags, 1 + u64::from(word.flags));
    let known = word.statistics;
    if known.path != 0 {
        facts.set(Channel::Path, u64::from(known.path));
        facts.set(Channel::Path10, u64::from(known.path_prefix(10)));
        facts.set(Channel::Path6, u64::from(known.path_prefix(6)));
        facts.set(Channel::Company, u64::from(known.company));
    }
    let Prior { person, place, org, seen } = known.prior;
    facts.plain = !word.capital
        && seen >= COMMON
        && person.max(place).max(org) <= HARDLY
        && word.flags & (flag::PERSON | flag::PLACE | flag::ORG | flag::GIVEN | flag::SURNAME) == 0;
    facts.set(Channel::Prior, prior(known.prior));
    facts.set(Channel::Frequency, 1 + u64::from(known.frequency / 4));
    // The letters of a common word tell nothing that its class does not.
    if !facts.plain {
        affixes(facts, stem);
        let [person, place] = spelling::score(spellings, stem);
        facts.set(Channel::PersonSpelling, spelling::step(person));
        facts.set(Channel::PlaceSpelling, spelling::step(place));
    }
}

/// Marks that stand close to the word before them wherever people write; corpora set them apart.
const CLOSING: [&str; 12] =
    [".", ",", "\u{60c}", "\u{61b}", ";", ":", "!", "?", "\u{61f}", ")", "\u{bb}", "\u{201d}"];

/// Whether a mark stands apart from the word it belongs to, if it is a mark that tells.
fn detached(passage: &Passage, index: usize, mark: &str) -> Option<bool> {
    let token = passage.tokens.get(index)?;
    let next = passage.tokens.get(index + 1);
    match mark {
        // Nepal 's
        "'" if passage.fold_of(index + 1) == "s" && next.is_some_and(|n| !n.spaced) => Some(token.spaced),
        // Messages of a few words have handles and hashtags where articles have none.
        "@" | "#" => next.map(|_| true),
        _ => CLOSING.contains(&mark).then_some(token.spaced),
    }
}

/// A word seen this often is known well enough to say that it is no name.
const COMMON: u32 = 10;
/// The share of names, in parts of 255, that a common word may have by mistake.
const HARDLY: u8 = 8;

/// The first and last one to four letters of the stem.
fn affixes(facts: &mut Facts, stem: &str) {
    const PREFIXES: [Channel; 4] = [Channel::Prefix1, Channel::Prefix2, Channel::Prefix3, Channel::Prefix4];
    const SUFFIXES: [Channel; 4] = [Channel::Suffix1, Channel::Suffix2, Channel::Suffix3, Channel::Suffix4];
    let mut longer = 0;
    for (channel, letter) in PREFIXES.into_iter().zip(stem.chars()) {
        longer = mix(longer, u64::from(letter));
        facts.set(channel, longer | 1);
    }
    longer = 0;
    for (channel, letter) in SUFFIXES.into_iter().zip(stem.chars().rev()) {
        longer = mix(longer, u64::from(letter));
        facts.set(channel, longer | 1);
    }
}

/// Which type news had the stem as, how clearly, and how often.
fn prior(prior: Prior) -> u64 {
    let Prior { person, place, org, seen } = prior;
    if seen == 0 {
        return 1;
    }
    let share = person.max(place).max(org);
    let kind = match share {
        0..8 => 0,
        _ if share == person => 1,
        _ if share == place => 2,
        _ => 3,
    };
    let bucket = match seen {
        0..10 => 0,
        10..50 => 1,
        _ => 2,
    };
    2 + kind * 32 + u64::from(share / 37) * 4 + bucket
}

fn shape(passage: &Passage, index: usize, word: &Word) -> u64 {
    let token = &passage.tokens[index];
    let source = passage.source_of(index);
    match token.kind {
        TokenKind::Arabic => 1,
        TokenKind::Number => 2 + source.chars().count().min(5) as u64,
        TokenKind::Punctuation => mix(9, hash(passage.fold_of(index))),
        TokenKind::Latin => {
            let upper = source.chars().filter(|c| c.is_uppercase()).count();
            let kind = match (upper, word.capital) {
                (0, _) => 10,
                (1, true) if source.chars().count() == 1 => 11,
                (1, true) => 12,
                (n, true) if n == source.chars().count() => 13,
                (_, true) => 14,
                (_, false) => 15,
            };
            kind + if word.sentence_start { 10 } else { 0 }
        }
    }
}

/// Marks what begins at a token: phrases of the lexicon, and the longest known name of each type.
fn phrases(facts: &mut [Facts], index: usize, word: &Word) {
    for found in &word.forms {
        for sense in &found.senses {
            facts[index].senses |= 1 << (sense.class as u8);
            for fact in facts.iter_mut().take(found.last + 1).skip(index + 1) {
                fact.senses |= 1 << (64 + sense.class as u8);
            }
        }
    }
    for (slot, kind) in [flag::PERSON, flag::PLACE, flag::ORG].into_iter().enumerate() {
        let longest = word
            .names
            .iter()
            .filter(|(stem, _, entry)| entry.is(kind) && *stem == word.stem)
            .map(|n| n.1)
            .max();
        let Some(last) = longest else { continue };
        let known = |fact: &mut Facts, part: u64| {
            let lists = fact.get(Channel::Lists);
            fact.plain = false;
            if (lists >> (slot * 3)).trailing_zeros() >= 3 {
                fact.set(Channel::Lists, lists | part << (slot * 3));
            }
        };
        if last == index {
            known(&mut facts[index], 4);
        } else {
            known(&mut facts[index], 1);
            facts.iter_mut().take(last).skip(index + 1).for_each(|fact| known(fact, 2));
            known(&mut facts[last], 3);
        }
    }
}

/// Marks a name that the rules see.
fn ruled(facts: &mut [Facts], settled: &Settled) {
    let candidate = &settled.candidate;
    let kind = 1 + candidate.entity_type as u64;
    let certainty = (candidate.confidence * 10.0) as u64;
    for (index, fact) in facts.iter_mut().enumerate().take(candidate.last + 1).skip(candidate.first) {
        let part = match (index == candidate.first, index == candidate.last) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        fact.plain = false;
        fact.set(Channel::Rule, kind * 4 + part);
        fact.set(Channel::RuleName, mix(hash(candidate.rule), kind * 64 + part * 16 + certainty) | 1);
    }
}
