//! Tokens → the words of quantities: what each may mean to the grammar.
//!
//! Every token is read once; a phrase of the lists is one word, the longest wins, and of two equally long ones
//! the one that keeps more of the token. Proclitics lie outside a word. Words without a meaning stay in the row, so
//! that neighbours in the row are neighbours in the text.

use super::decimal::Decimal;
use crate::lexicon::{Class, Forms, Found, Lexicon, Sense};
use crate::text::{Language, Passage, TokenKind, clitics};
use smallvec::SmallVec;

/// How a magnitude may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By itself or behind a number: ألف, مليون.
    One,
    /// It is two by itself: ألفان.
    Two,
    /// Two before a noun (ألفا شخص), else the accusative of one (خمسون ألفا).
    Alef,
    /// Only behind a number: آلاف, million.
    Many,
    /// With the article, only behind a part: نصف المليون.
    Of,
    /// Only glued to the digits of a sum of money: $5m.
    Short,
}

/// What a word may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A run of digits.
    Digits,
    /// A number in words, under a thousand.
    Number(u64),
    /// A word that multiplies.
    Magnitude(u64, Form),
    /// A part, and whether the phrase holds its own "and".
    Fraction(Decimal, bool),
    /// A currency: codes to choose from, and whether the form is a dual.
    Currency(&'static str, bool),
    /// A unit of measure, and whether the form is a dual.
    Measure(&'static str, bool),
    /// Per cent.
    Percent,
    /// It stands before a number and gives this mod.
    Approximator(&'static str),
    /// It stands behind a number and gives this mod.
    Behind(&'static str),
    /// A score is near.
    ScoreCue,
    /// A score in words.
    Score(&'static str),
    /// "and".
    And,
    /// The number behind it, or before it, is somebody's age.
    AgeCue,
    /// The same of the number directly behind it alone.
    AgeDirectly,
    /// A unit of time; true for years.
    TimeUnit(bool),
    /// The number behind it is a name or a rank.
    Trap,
    /// The adjective of a country.
    Country(&'static str),
    /// A mark of punctuation.
    Mark(char),
}

/// One word of the grammar.
#[derive(Debug)]
pub(super) struct Word {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// First byte in the source, after the proclitics.
    pub start: usize,
    /// The proclitics that were cut, as bits of [`clitics::proclitic`].
    pub cut: u8,
    /// White space stands before it.
    pub spaced: bool,
    /// What it may mean.
    pub meanings: SmallVec<[Meaning; 2]>,
}

/// The row of words of a passage, in order, covering every token.
pub(super) fn read(passage: &Passage, forms: &Forms) -> Vec<Word> {
    let mut row = Vec::with_capacity(passage.tokens.len());
    let mut at = 0;
    while at < passage.tokens.len() {
        let word = word(passage, forms, at);
        at = word.last + 1;
        row.push(word);
    }
    row
}

fn word(passage: &Passage, forms: &Forms, at: usize) -> Word {
    let token = &passage.tokens[at];
    let mut word = Word {
        first: at,
        last: at,
        start: token.span.start,
        cut: 0,
        spaced: token.spaced || at == 0,
        meanings: SmallVec::new(),
    };
    let language = match token.kind {
        TokenKind::Number => {
            word.meanings.push(Meaning::Digits);
            return word;
        }
        TokenKind::Arabic => Language::Arabic,
        // Signs of currencies are in the English list.
        TokenKind::Latin | TokenKind::Punctuation => Language::English,
    };
    if passage.is_word(at) && language == passage.language {
        forms.at(at).iter().for_each(|found| take(passage, found, &mut word));
    } else {
        let lexicon = Lexicon::of(language);
        for stem in clitics::stems(passage, at) {
            lexicon.found(passage, at, stem).iter().for_each(|found| take(passage, found, &mut word));
        }
    }
    if token.kind == TokenKind::Punctuation
        && let Some(mark) = token.fold.of(&passage.folded).chars().next().filter(|_| word.last == at)
    {
        word.meanings.push(Meaning::Mark(mark));
    }
    word
}

/// Takes what a form means, if the form is longer than what the word holds.
fn take(passage: &Passage, found: &Found, word: &mut Word) {
    if !word.meanings.is_empty() && found.last <= word.last {
        return;
    }
    let meanings: SmallVec<[Meaning; 2]> = found
        .senses
        .iter()
        .filter(|sense| !is_code(sense) || is_upper(passage.source_of(found.first)))
        .filter_map(|&sense| meaning(sense))
        .collect();
    if !meanings.is_empty() {
        word.last = found.last;
        word.cut = found.stem.cut;
        word.start = match found.stem.cut {
            0 => passage.tokens[word.first].span.start,
            _ => passage.origin(found.stem.fold_start),
        };
        word.meanings = meanings;
    }
}

/// Three letters that are a currency's only code are it in capitals alone: MAD, TRY. A word like yen has them too,
/// and is in lower case what it is.
fn is_code(sense: &Sense) -> bool {
    sense.class == Class::Currency && sense.value.starts_with(CODE)
}

/// What a code's value begins with in the lists.
const CODE: char = '=';

fn is_upper(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn meaning(Sense { class, value }: Sense) -> Option<Meaning> {
    let dual = value.strip_prefix("2:");
    Some(match class {
        Class::Number => Meaning::Number(value.parse().ok().filter(|&n| n < 1000)?),
        Class::Magnitude => {
            let (factor, form) = value.split_once(':').unwrap_or((value, ""));
            let form = match form {
                "two" => Form::Two,
                "alef" => Form::Alef,
                "many" => Form::Many,
                "of" => Form::Of,
                "short" => Form::Short,
                _ => Form::One,
            };
            Meaning::Magnitude(factor.parse().ok()?, form)
        }
        Class::Fraction => {
            Meaning::Fraction(Decimal::parse(value.trim_start_matches('+'))?, value.starts_with('+'))
        }
        Class::Currency => Meaning::Currency(dual.unwrap_or(value).trim_start_matches(CODE), dual.is_some()),
        Class::Measure => Meaning::Measure(dual.unwrap_or(value), dual.is_some()),
        Class::Percent => Meaning::Percent,
        Class::Approximator | Class::QuantityApproximator => match value.strip_suffix(":behind") {
            Some(code) => Meaning::Behind(code),
            None => Meaning::Approximator(value),
        },
        Class::ScoreWord => Meaning::ScoreCue,
        Class::Score => Meaning::Score(value),
        Class::Connector => Meaning::And,
        Class::Unit => Meaning::TimeUnit(value.starts_with("year")),
        Class::NumberTrap => match value {
            "before" => Meaning::Trap,
            "age" => Meaning::AgeCue,
            "age-directly" => Meaning::AgeDirectly,
            _ => return None,
        },
        Class::Nationality => {
            let country = value.split(',').next().unwrap_or_default();
            let is_code = country.len() == 2 && is_upper(country);
            return is_code.then_some(Meaning::Country(country));
        }
        _ => return None,
    })
}
