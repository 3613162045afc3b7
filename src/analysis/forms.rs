//! Short forms: by what shorter words a name is called later, and where such words stand.
//!
//! Both sides are found in one paragraph by itself and meet in [`super::entities`] under a hash of the folded short
//! form, so nothing compares text with text. A short form makes a mention only where it stands as a name stands: a
//! given name with no other name beside it, what is left of a party's name where a noun in construct cannot be.

use super::paragraph::Named;
use crate::entities::{EntityMention, EntityType, ShortName, family_name, short_key};
use crate::lexicon::gazetteer::{self, RecordType, flag};
use crate::lexicon::{Class, Lexicon, Prior, prior, statistics};
use crate::text::clitics::{self, ARTICLE};
use crate::text::{Language, Passage, Span, TokenKind, is_acronym};
use rustc_hash::FxHashSet;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::sync::Arc;

/// How a short form is made of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// A person's last word.
    Family,
    /// A person's first word, with the particle it needs.
    Given,
    /// An organisation's name without its head noun or its company suffix, fit to stand alone.
    Proper,
    /// The same, but only as another name of what is a mention anyway.
    Remainder,
    /// The first words of an organisation's name.
    Opening,
    /// The initials of an organisation's English name.
    Initials,
}

/// One short form of a name.
#[derive(Clone, Debug)]
pub struct Form {
    /// Hash of the folded short form.
    pub key: u64,
    /// How it is made.
    pub how: How,
    /// The folded name in full.
    pub name: Arc<str>,
}

/// Whether a word can be somebody's name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// It is too ordinary a word.
    No,
    /// It can, but another word that names people use stands beside it.
    Beside,
    /// It can, and all by itself.
    Alone,
}

/// A word outside every mention that may be somebody's or something's short form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// Where it stands in the paragraph.
    pub span: Span,
    /// Hash of the folded word.
    pub key: u64,
    /// Whether it may be a person.
    pub personal: Personal,
    /// It stands where a noun in construct or with an adjective does not.
    pub free: bool,
    /// It is written in Latin capitals.
    pub capitals: bool,
}

impl Short {
    /// True when nothing speaks against its being somebody.
    pub const fn may_be_person(&self) -> bool {
        !matches!(self.personal, Personal::No)
    }
}

/// Names below this confidence lend their short forms to nobody.
pub const LEAST_CONFIDENCE: f32 = 0.5;
/// A place of more people than this is meant by its name alone.
const CITY: u32 = 100_000;
/// Seen fewer times, a word's counts tell nothing; and this share, in parts of 255, makes it a person's.
const SEEN: u32 = 3;
const MOSTLY_PERSON: u8 = 110;
const MOSTLY_BODY: u8 = 100;
/// Initials of fewer words are too many things.
const FEWEST_INITIALS: usize = 3;
/// Kinds of bodies that Arabic news calls by what is left of their name.
const CALLED_SHORT_ARABIC: &[&str] = &["party", "armed", "club", "media", "company"];
/// The same in English: what is left of a division or a brigade is a word.
const CALLED_SHORT_ENGLISH: &[&str] = &["party", "club", "media", "company", "body"];
/// A composed name less sure than this may be a phrase, and what is left of it a word: كتلة الذرة.
const NAME_FOR_SURE: f32 = 0.85;

/// The short forms of the names of a paragraph.
pub fn of_names(names: &[Named]) -> Vec<Form> {
    let mut out = Vec::new();
    for mention in names.iter().map(|named| &named.mention).filter(|m| m.confidence >= LEAST_CONFIDENCE) {
        match mention.entity_type {
            EntityType::Person => of_person(mention, &mut out),
            EntityType::Org => of_org(mention, &mut out),
            _ => {}
        }
    }
    out
}

fn push(out: &mut Vec<Form>, how: How, form: &str, name: &Arc<str>) {
    out.push(Form { key: short_key(form), how, name: name.clone() });
}

fn of_person(mention: &EntityMention, out: &mut Vec<Form>) {
    let key = &mention.key;
    let Some(family) = family_name(key) else { return };
    push(out, How::Family, family, key);
    let lexicon = Lexicon::of(language_of(key));
    let mut words = key.split(' ');
    let Some(mut given) = words.next() else { return };
    if lexicon.sense(given, Class::NameParticle).is_some_and(|s| s.value == "prefix")
        && let Some(second) = words.next()
    {
        given = &key[..given.len() + 1 + second.len()];
    }
    // Most given names are some village's too; a city's name is the city's.
    let city = |r: gazetteer::Record| r.record_type == RecordType::Place && r.weight >= CITY;
    let known = gazetteer::get(given).is_some_and(|e| e.is(flag::GIVEN) && !e.records().any(city));
    // Arabic given names are words: only one that news uses as a name is one without the rest.
    let known = known
        && (language_of(key) == Language::English
            || prior(given).is_some_and(|p| p.seen >= SEEN && p.person >= MOSTLY_PERSON));
    let whole = given.len() == key.len();
    if !whole && (known || given.contains(' ')) && lexicon.senses(given).is_empty() {
        push(out, How::Given, given, key);
    }
}

fn of_org(mention: &EntityMention, out: &mut Vec<Form>) {
    let key = &mention.key;
    let language = language_of(key);
    let lexicon = Lexicon::of(language);
    let ends: SmallVec<[usize; 8]> = key.match_indices(' ').map(|(at, _)| at).collect();
    for &end in ends.iter().skip(1) {
        push(out, How::Opening, &key[..end], key);
    }
    let remainder = match language {
        Language::Arabic => without_head(lexicon, key, &ends),
        Language::English => without_suffixes(lexicon, key, &ends),
    };
    if let Some((rest, kind)) = remainder {
        let kinds = match language {
            Language::Arabic => CALLED_SHORT_ARABIC,
            Language::English => CALLED_SHORT_ENGLISH,
        };
        let body = |name: &str| gazetteer::get(name).is_some_and(|e| e.is(flag::ORG));
        let certain =
            language == Language::English || mention.confidence >= NAME_FOR_SURE || body(key) || body(rest);
        let fit =
            certain && !rest.contains(' ') && kinds.contains(&kind) && fit_alone(lexicon, rest, language);
        push(out, if fit { How::Proper } else { How::Remainder }, rest, key);
    }
    // Larkspur Devices is Larkspur ever after.
    if language == Language::English
        && let Some(first) = ends.first().map(|&end| &key[..end])
        && fit_alone(lexicon, first, language)
        && is_no_word(first)
    {
        push(out, How::Proper, first, key);
    }
    let english = match language {
        Language::English => None,
        Language::Arabic => only_record(key, RecordType::Org).map(|r| r.name_en().to_lowercase()),
    };
    let initials = initials(english.as_deref().unwrap_or(key));
    if initials.chars().count() >= FEWEST_INITIALS {
        push(out, How::Initials, &initials, key);
    }
}

fn only_record(key: &str, record_type: RecordType) -> Option<gazetteer::Record> {
    let mut records = gazetteer::get(key)?.records().filter(|r| r.record_type == record_type);
    records.next().filter(|_| records.next().is_none())
}

/// What follows the head noun, if it is definite or a known body's name.
fn without_head<'k>(lexicon: &Lexicon, key: &'k str, ends: &[usize]) -> Option<(&'k str, &'static str)> {
    let heads = [Class::OrgHead, Class::OrgOutsideHead];
    let (end, kind) = ends.iter().rev().find_map(|&end| {
        let sense = heads.iter().find_map(|&class| lexicon.sense(&key[..end], class))?;
        Some((end, sense.value.split(',').next().unwrap_or_default()))
    })?;
    let rest = &key[end + 1..];
    let body = || gazetteer::get(rest).is_some_and(|e| e.is(flag::ORG));
    (is_definite(rest) || body()).then_some((rest, kind))
}

/// An English name without the nouns of companies and bodies at its end.
fn without_suffixes<'k>(lexicon: &Lexicon, key: &'k str, ends: &[usize]) -> Option<(&'k str, &'static str)> {
    let mut kind = "";
    let mut rest = key;
    for &end in ends.iter().rev() {
        let last = rest[end + 1..].trim_end_matches('.');
        let Some(sense) = lexicon.sense(last, Class::OrgHead) else { break };
        let (its_kind, how) = sense.value.split_once(',').unwrap_or((sense.value, ""));
        if how == "prefix" {
            break;
        }
        kind = its_kind;
        rest = &rest[..end];
    }
    let rest = rest.trim_end_matches([',', ' ']);
    (rest.len() < key.len() && rest.chars().count() > 2).then_some((rest, kind))
}

/// True when the word names no place, people or number of things by itself.
fn fit_alone(lexicon: &Lexicon, word: &str, language: Language) -> bool {
    let senses = lexicon.senses(word);
    match language {
        // An ordinary noun with the article is a name where the article names its bearer in full, and stands free.
        Language::Arabic => {
            is_definite(word)
                && senses.iter().all(|s| s.class == Class::CommonWord)
                && [word, &word[ARTICLE.len()..]]
                    .into_iter()
                    .all(|form| gazetteer::get(form).is_none_or(|e| !e.is(flag::PLACE | flag::COUNTRY)))
                && prior(word).is_none_or(|p| p.seen < ORDINARY || u32::from(p.org) * 8 >= 255)
        }
        Language::English => {
            // A village is not what news means by a body's first word.
            let town = |e: &gazetteer::Entry| {
                e.records().any(|r| r.record_type == RecordType::Place && r.weight >= CITY)
            };
            senses.is_empty() && gazetteer::get(word).is_none_or(|e| !e.is(flag::GIVEN) && !town(&e))
        }
    }
}

/// True for an English word that news hardly has but in names.
fn is_no_word(word: &str) -> bool {
    let known = statistics(Language::English, word, false).unwrap_or_default();
    let Prior { person, place, org, seen } = known.prior;
    let named = [person, place, org].into_iter().map(u32::from).sum::<u32>();
    known.frequency <= RARE || seen >= SEEN && named >= MOSTLY_NAMED
}

/// A count of some fifty in twenty million words, as the statistics measure it.
const RARE: u8 = 12;
/// Shares of names, in parts of 255, that leave little to a word.
const MOSTLY_NAMED: u32 = 200;

/// A word seen so often by the tagger, and hardly ever in a body's name, is a word.
const ORDINARY: u32 = 300;

/// The first letters of the words that are not grammar: "united nations high commissioner for refugees" is "unhcr".
pub fn initials(name: &str) -> String {
    let lexicon = Lexicon::of(Language::English);
    name.split([' ', '-'])
        .filter(|word| lexicon.sense(word, Class::FunctionWord).is_none() && *word != "&")
        .filter_map(|word| word.chars().find(|c| c.is_alphabetic()))
        .collect()
}

/// The language of a folded name, by its first letter.
pub fn language_of(key: &str) -> Language {
    let arabic = key.chars().find(|c| c.is_alphabetic()).is_some_and(|c| ('\u{620}'..'\u{700}').contains(&c));
    if arabic { Language::Arabic } else { Language::English }
}

fn is_definite(word: &str) -> bool {
    word.starts_with(ARTICLE)
}

/// The words of a paragraph that may be short forms: those the detectors left open, words with the Arabic article that
/// stand free, and words that are bodies' names elsewhere.
pub fn shorts(passage: &Passage, open: &[ShortName], mentions: &[EntityMention]) -> Vec<Short> {
    let lexicon = Lexicon::of(passage.language);
    let index_of = |span: Span| passage.tokens.partition_point(|t| t.span.end < span.end);
    let mut out: Vec<Short> = Vec::with_capacity(open.len());
    for short in open {
        let index = index_of(short.span);
        out.push(Short {
            span: short.span,
            key: short.key,
            personal: if name_beside(passage, lexicon, index) { Personal::Beside } else { Personal::Alone },
            free: stands_free(passage, lexicon, index, short.span.start),
            capitals: is_acronym(passage.source_of(index)),
        });
    }
    if passage.language != Language::Arabic {
        return out;
    }
    let known: FxHashSet<Span> = out.iter().map(|s| s.span).collect();
    let mut next = 0;
    for (index, token) in passage.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Arabic) {
        while next < mentions.len() && mentions[next].span.end <= token.span.start {
            next += 1;
        }
        let taken = mentions[next..]
            .iter()
            .take_while(|m| m.span.start < token.span.end)
            .any(|m| m.span.overlaps(token.span) && m.entity_type != EntityType::Role);
        if taken {
            continue;
        }
        for stem in clitics::stems(passage, index) {
            let written = &passage.folded[stem.fold_start..token.fold.end];
            let word: Cow<str> =
                if stem.hidden_alef { format!("\u{627}{written}").into() } else { written.into() };
            let span = Span::new(passage.origin(stem.fold_start), token.span.end);
            if known.contains(&span) {
                continue;
            }
            let remainder = is_definite(&word)
                && stands_free(passage, lexicon, index, span.start)
                && lexicon.senses(&word).iter().all(|s| s.class == Class::CommonWord);
            if remainder || called_body(&word) {
                let key = short_key(&word);
                out.push(Short { span, key, personal: Personal::No, free: remainder, capitals: false });
            }
        }
    }
    out
}

/// True for a word that lists or news have as a body's name, whatever else it may be.
fn called_body(word: &str) -> bool {
    let listed = || gazetteer::get(word).is_some_and(|e| e.is(flag::ORG));
    match prior(word) {
        Some(p) if p.seen >= SEEN && p.org >= MOSTLY_BODY => true,
        Some(p) if p.seen >= ORDINARY && p.org == 0 => false,
        _ => listed(),
    }
}

/// True when a word that could belong to the same person's name stands directly before or behind.
fn name_beside(passage: &Passage, lexicon: &Lexicon, index: usize) -> bool {
    let like_name = |at: usize| {
        if !passage.is_word(at) {
            return passage.is_mark(at, '-');
        }
        if passage.language == Language::English {
            // Another name, or a noun that makes one of it: Adam Street.
            let heads = [Class::FacilityHead, Class::PlaceHead, Class::OrgHead];
            let senses = lexicon.senses(passage.fold_of(at));
            return passage.is_capitalised(at)
                && (senses.is_empty() || senses.iter().any(|s| heads.contains(&s.class)));
        }
        clitics::stems(passage, at).iter().any(|stem| {
            let word = &passage.folded[stem.fold_start..passage.tokens[at].fold.end];
            let grammar = |class| lexicon.sense(word, class).is_some();
            !grammar(Class::FunctionWord)
                && !grammar(Class::SpeechVerb)
                && (gazetteer::get(word).is_some_and(|e| e.is(flag::GIVEN | flag::SURNAME))
                    || grammar(Class::NameParticle))
        })
    };
    let apart = |at: usize| passage.tokens.get(at).is_none_or(|t| t.line_start);
    index.checked_sub(1).is_some_and(|before| like_name(before) && !apart(index))
        || like_name(index + 1) && !apart(index + 1)
}

/// True when nothing before the word can be in construct with it and nothing behind describes it. `start` is where
/// the word begins without its proclitics.
fn stands_free(passage: &Passage, lexicon: &Lexicon, index: usize, start: usize) -> bool {
    let Some(token) = passage.tokens.get(index) else { return false };
    let glued = |at: usize| passage.is_mark(at, '-') && !passage.tokens[at].spaced;
    if glued(index + 1) || !token.spaced && index > 0 && passage.is_mark(index - 1, '-') {
        return false;
    }
    let word_at = |at: usize| passage.tokens.get(at).filter(|t| !t.line_start && passage.is_word(at));
    // A Latin word in Arabic stands as words do in English.
    let language = if token.kind == TokenKind::Latin { Language::English } else { passage.language };
    let behind = word_at(index + 1).is_some_and(|next| match language {
        Language::English => passage.is_capitalised(index + 1),
        Language::Arabic => {
            let word = next.fold.of(&passage.folded);
            is_definite(word) && lexicon.sense(word, Class::FunctionWord).is_none()
        }
    });
    if behind {
        return false;
    }
    let Some(before) = index.checked_sub(1).filter(|&at| !token.line_start && passage.is_word(at)) else {
        return true;
    };
    if language == Language::English {
        return !passage.is_capitalised(before) || !lexicon.senses(passage.fold_of(before)).is_empty();
    }
    if start > token.span.start {
        return true; // a proclitic stands before it, so no construct does
    }
    clitics::stems(passage, before).iter().any(|stem| {
        let word = &passage.folded[stem.fold_start..passage.tokens[before].fold.end];
        [Class::FunctionWord, Class::SpeechVerb, Class::Office]
            .into_iter()
            .any(|class| lexicon.sense(word, class).is_some())
    })
}
