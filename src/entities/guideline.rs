//! What the guideline leaves outside a name, for articles: the model has learnt from corpora that differ here.
//!
//! The article of English, titles and offices before people, administrative nouns and directions before places, a noun
//! such as "the organisation" before a body's complete name. What is left must still be a name: a nationality alone is none.

use super::evidence::Evidence;
use super::tagger::labels::{Chunk, LabelType};
use crate::lexicon::{Class, gazetteer::flag};
use crate::text::Language;

/// The name inside a chunk of the model, if there is one.
pub fn name(evidence: &Evidence, chunk: Chunk) -> Option<Chunk> {
    let Chunk { mut first, mut last, label_type } = chunk;
    while first < last {
        match outside(evidence, first, last, label_type) {
            Some(next) if next <= last => first = next,
            _ => break,
        }
    }
    if label_type == LabelType::Org {
        last = end_of_known(evidence, first, last).unwrap_or(last);
    }
    let nationality = first == last
        && evidence.sense(first, Class::Nationality).is_some_and(|s| !s.value.ends_with("ambiguous"))
        && evidence.words[first].flags & (flag::PLACE | flag::PERSON | flag::ORG) == 0;
    let grammar = first == last && evidence.has(first, Class::FunctionWord);
    (!nationality && !grammar).then_some(Chunk { first, last, label_type })
}

/// Where a body known by name ends, if an ordinary noun follows it within the chunk: نقلت وكالة الصحافة الفرنسية | الخبر.
/// A word that bodies are named with (والدفاع, الوطني, المصري) may make another body of it.
fn end_of_known(evidence: &Evidence, first: usize, last: usize) -> Option<usize> {
    let ends = || evidence.names(first, flag::ORG).into_iter().map(|(_, end, _)| end);
    let end = ends().filter(|&end| end > first && end < last).max()?;
    let next = &evidence.words[end + 1];
    let other = next.stem.cut != 0
        || !next.letters
        || next.prior.org >= IN_BODIES
        || evidence.has(end + 1, Class::Nationality)
        || evidence.has(end + 1, Class::Portfolio);
    (evidence.passage.language == Language::Arabic && !other && ends().all(|known| known != last))
        .then_some(end)
}

/// The share, in parts of 255, of a word's uses in names of bodies from which it may end one.
const IN_BODIES: u8 = 40;

/// Where the name goes on when what stands at `first` is outside it.
fn outside(evidence: &Evidence, first: usize, last: usize, label_type: LabelType) -> Option<usize> {
    let english = evidence.passage.language == Language::English;
    // A head that begins a known name (دولة الكويت, The Hague) is part of it.
    let known = |flags| evidence.names(first, flags).iter().any(|&(_, end, _)| end == last);
    if english
        && !known(flag::PLACE)
        && evidence.has(first, Class::FunctionWord)
        && is_article(evidence, first)
    {
        return Some(first + 1);
    }
    let past = |class| evidence.longest(first, class).map(|(end, _)| end + 1);
    match label_type {
        LabelType::Place if !known(flag::PLACE) => past(Class::PlaceHead)
            .or_else(|| past(Class::PlacePart))
            .filter(|&next| evidence.longest(first, Class::FacilityHead).is_none() && next <= last),
        LabelType::Person if english => past(Class::PersonTitle)
            .or_else(|| past(Class::Office))
            .filter(|_| !is_given(evidence, first, last))
            .or_else(|| is_calling(evidence, first, last).then_some(first + 1)),
        LabelType::Person => past(Class::PersonTitle)
            .or_else(|| past(Class::Office))
            .filter(|_| evidence.words[first].flags & (flag::GIVEN | flag::SURNAME) == 0),
        LabelType::Org if evidence.longest(first, Class::OrgHead).is_none() => {
            let next = past(Class::OrgOutsideHead)?;
            evidence.names(next, flag::ORG).iter().any(|&(_, end, _)| end == last).then_some(next)
        }
        _ => None,
    }
}

/// True for a title that is the given name of a name of two words: Dean Winter.
fn is_given(evidence: &Evidence, first: usize, last: usize) -> bool {
    let word = &evidence.words[first];
    last == first + 1 && word.flags & flag::GIVEN != 0 && word.statistics.prior.person >= OFTEN
}

/// True for a calling that begins a sentence before a full name: Seismologist Hendra Marzuki.
fn is_calling(evidence: &Evidence, first: usize, last: usize) -> bool {
    let word = &evidence.words[first];
    let prior = word.statistics.prior;
    last > first + 1
        && word.sentence_start
        && word.flags & (flag::GIVEN | flag::SURNAME) == 0
        && prior.seen >= KNOWN
        && prior.person < OFTEN
}

/// Seen so often, a word is judged by how often it was part of a person's name: in parts of 255.
const KNOWN: u32 = 3;
const OFTEN: u8 = 100;

/// True for the English article, which the list of words of grammar marks.
fn is_article(evidence: &Evidence, index: usize) -> bool {
    evidence.sense(index, Class::FunctionWord).is_some_and(|sense| sense.value == "article")
}
